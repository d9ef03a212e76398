"""The quoted stretches of a text: between double marks, straight, curly or two apostrophes, or ‘ ’."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r"[\"“”„]|''|\n|(?<!\w)‘(?=\w)(?!\d\ds?\b|(?:em|n|til|tis|twas|cause)\b)")
_SINGLE = re.compile(r"(?<!\w)‘(?=\w)|’(?!\w)|\n")
_SPACE_BEFORE = frozenset(" \t([—–-\u00a0‘'")


class Quotation(NamedTuple):
    """A quoted stretch with its marks.

    Attributes:
        start: the opening mark.
        end: after the closing mark, or the end of the line where none stands.
        inner_start: after the opening mark.
        inner_end: the closing mark.
        closed: whether there is a closing mark.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


def _single_close(text: str, start: int) -> int | None:
    """The mark that closes a single quotation, rather not the apostrophe of "the workers’ union".

    ``‘We won’t pay the workers’ fees,’ he said``. None where the next quotation or line begins without one.
    """
    possessive: int | None = None
    for match in _SINGLE.finditer(text, start):
        at = match.start()
        if match.group() != "’":
            break
        if text[at - 1] != "s" or not text[at + 1 : at + 3].strip().islower():
            return at
        possessive = at if possessive is None else possessive
    return possessive


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The quoted stretches in order; none crosses a line end, and one left open ends with its line.

    A curly opening mark is taken for a closing one where it follows punctuation and precedes a space, since
    typists confuse them ("…,“ she said"). A new opening mark restarts a stretch that was never closed. Single
    marks quote by themselves where they are a text's main marks or hold a whole clause ("‘…,’ Mayor Says").
    """
    found: list[Quotation] = []
    british = text.count("‘") > text.count("“") + text.count('"') // 2
    opened: tuple[int, int] | None = None
    line_start = single_end = 0
    for match in _MARK.finditer(text):
        mark, at, after = match.group(), match.start(), match.end()
        closing = _single_close(text, after) if mark == "‘" and opened is None and at >= single_end else None
        if closing is not None and (british or text[closing - 1] in ",?!"):
            single_end = closing + 1
            found.append(Quotation(at, single_end, after, closing, True))
        if mark == "‘" or at < single_end:
            continue
        if mark == "\n":
            found += _stretch(text, opened, at, at)
            opened = None
            line_start = after
            continue
        before = text[at - 1] if at > line_start else ""
        after_space = not before or before in _SPACE_BEFORE
        typed = mark in ('"', "''")
        misplaced = opened is not None and before in ",.?!" and before and not text[after : after + 1].strip()
        opens = (mark in "“„" and not misplaced) or (
            typed and opened is None and text[after : after + 1] != ">"
        )
        if not opens:
            found += _stretch(text, opened, at, after)
            opened = None
        elif opened is None or after_space:
            opened = (at, after)
    end = len(text.rstrip())
    found += _stretch(text, opened, end, end)
    return tuple(found)


def _stretch(text: str, opened: tuple[int, int] | None, end: int, after: int) -> list[Quotation]:
    """The stretch from its opening mark to `end`, if there is one with something in it."""
    if opened is None or not text[opened[1] : end].strip():
        return []
    return [Quotation(opened[0], after, opened[1], end, after > end)]
