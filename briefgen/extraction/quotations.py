"""The quoted stretches of a text: between double marks, straight, curly or typed as two apostrophes."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r"[\"“”„]|''|\n")
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


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The quoted stretches in order; none crosses a line end, and one left open ends with its line.

    A curly opening mark is taken for a closing one where it follows punctuation and precedes a space, since
    typists confuse them ("…,“ she said"). A new opening mark restarts a stretch that was never closed.
    """
    found: list[Quotation] = []
    opened: tuple[int, int] | None = None
    line_start = 0
    for match in _MARK.finditer(text):
        mark, at, after = match.group(), match.start(), match.end()
        if mark == "\n":
            if opened is not None and text[opened[1] : at].strip():
                found.append(Quotation(opened[0], at, opened[1], at, False))
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
        if opens:
            if opened is None or after_space:
                opened = (at, after)
        elif opened is not None:
            if text[opened[1] : at].strip():
                found.append(Quotation(opened[0], after, opened[1], at, True))
            opened = None
    if opened is not None and text[opened[1] :].strip():
        found.append(Quotation(opened[0], len(text.rstrip()), opened[1], len(text.rstrip()), False))
    return tuple(found)
