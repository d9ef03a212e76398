"""The quoted stretches of a text: between double marks, straight, curly or typed as two apostrophes, or ‘ ’."""

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
    """The mark that closes a single quotation: not the apostrophe of "the workers’ union", if another follows.

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
        if at < single_end:
            continue
        if mark == "‘":
            closing = _single_close(text, after) if opened is None else None
            if closing is not None and (british or text[closing - 1] in ",?!"):
                single_end = closing + 1
                found.append(Quotation(at, single_end, after, closing, True))
            continue
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
