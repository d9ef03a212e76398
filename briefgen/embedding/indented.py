"""Indented code in Markdown: how deep a line must be depends on the lists and quotations that it stands in.

The blocks of CommonMark 0.31, as far as they tell where indented code is, and the indented blocks that common
extensions add: notes, definitions, admonitions and tabs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["code_lines"]

_CODE = 4
_DEEPEST = 100
_BULLET = re.compile(r"(?:[-*+]|\d{1,9}[.)]|[:~](?= {2}))( +|$)")
# "!!! note", "??? note", '=== "Tab"', "[^1]: text": what belongs to them is four deeper.
_OPENING = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]*) +\S|\[\^[^\]]+\]:")
_NO_PARAGRAPH = re.compile(r"#{1,6}(?: |$)|(?:-[ -]*-|_[ _]*_|\*[ *]*\*)[ ]*$|`{3}|~{3}|<")


class _Container(NamedTuple):
    """A list item or a quotation that is open.

    Attributes:
        width: how much deeper its text is; none in a quotation, whose lines have a sign.
    """

    width: int | None


def code_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are indented code, from 1."""
    reader = _Reader()
    return frozenset(number for number, line in enumerate(lines, start=1) if reader.is_code(line))


class _Reader:
    """Follows a text line by line."""

    def __init__(self) -> None:
        self._open: list[_Container] = []
        self._paragraph = False

    def is_code(self, line: str) -> bool:
        """Whether the next line is indented code."""
        text = line.rstrip().expandtabs(4)
        rest, still = self._continued(text)
        if not rest.strip():
            self._paragraph = False
            del self._open[_kept(self._open, still) :]
            return False
        if _indent(rest) >= _CODE and self._paragraph:
            return False  # it goes on with the paragraph
        opens = _opened(rest)
        if (
            still < len(self._open)
            and self._paragraph
            and not opens
            and not _NO_PARAGRAPH.match(rest.strip())
        ):
            return False  # a lazy line of a paragraph in what is still open
        del self._open[still:]
        return self._begin(rest)

    def _continued(self, text: str) -> tuple[str, int]:
        """What is left of a line behind the marks of what is open, and how much of that goes on."""
        for number, container in enumerate(self._open):
            if container.width is None:
                stripped = text.lstrip(" ")
                if not stripped.startswith(">") or _indent(text) >= _CODE:
                    return text, number
                text = _behind_sign(stripped)
            elif text.strip() and _indent(text) < container.width:
                return text, number
            else:
                text = text[container.width :]
        return text, len(self._open)

    def _begin(self, rest: str) -> bool:
        """Open what the line opens; whether it is code."""
        self._paragraph = False
        while len(self._open) < _DEEPEST and rest.strip() and _indent(rest) < _CODE:
            indent = _indent(rest)
            made = _opened(rest)
            if made is None:
                self._paragraph = not _NO_PARAGRAPH.match(rest, indent)
                return False
            container, rest = made
            self._open.append(container if container.width is None else _Container(container.width + indent))
        return bool(rest.strip()) and _indent(rest) >= _CODE


def _opened(rest: str) -> tuple[_Container, str] | None:
    """The container that a text begins, and what stands behind its mark."""
    text = rest.lstrip(" ")
    if _indent(rest) >= _CODE:
        return None
    if text.startswith(">"):
        return _Container(None), _behind_sign(text)
    if _OPENING.match(text):
        return _Container(_CODE), ""
    bullet = _BULLET.match(text)
    if bullet is None or _NO_PARAGRAPH.match(text):
        return None
    mark = bullet.end() - len(bullet[1])
    width = mark + (len(bullet[1]) if 1 <= len(bullet[1]) <= _CODE else 1)
    return _Container(width), text[width:]


def _goes_on(rest: str) -> bool:
    """Whether a text can be the next line of a paragraph."""
    return _opened(rest) is None and not _NO_PARAGRAPH.match(rest.strip())


def _behind_sign(text: str) -> str:
    return text[2:] if text[1:2] == " " else text[1:]


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _kept(containers: list[_Container], still: int) -> int:
    """How much stays open over a blank line: quotations end with it, items do not."""
    ends = (n for n, c in enumerate(containers) if c.width is None and n >= still)
    return next(ends, len(containers))
