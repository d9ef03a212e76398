"""The strip of numbers above the key figures: each number large, with what limits it and its words."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefgen.models import FigureRow, KeyFigures

__all__ = ["MOST", "Number", "numbers"]

MOST = 4
"""A strip of more numbers would no longer be read at a glance."""
_FEWEST = 2
# "84", "80,000", "$1.5 billion", "US$ 3", "5 to 7 percent"
_ONE = r"(?:(?<!\w)[A-Z]{0,3}[$€£¥₹]\s?)?\d+(?:[.,]\d+)*"
_SCALE = r"(?:\s?%|\s(?:percent|per cent|thousand|million|billion|trillion)\b)?"
_NUMBER = re.compile(rf"{_ONE}{_SCALE}(?:\s?(?:–|-|to|and)\s?{_ONE}{_SCALE})?")


class Number(NamedTuple):
    """One number of the strip.

    Attributes:
        number: the figure alone ("80,000").
        modifier: the words that limit it ("almost"), or none.
        words: all the source's words for it ("almost 80,000 Americans").
        period: the time that it covers, printed, or none.
        publisher: who says so.
    """

    number: str
    modifier: str | None
    words: str
    period: str | None
    publisher: str


def numbers(section: KeyFigures) -> tuple[Number, ...]:
    """At most four numbers in the order of the table; none where there are fewer than two.

    Left out are rows that hold several figures, figures without digits, and all ways but the first to put
    a figure that the sources put differently.
    """
    found: list[Number] = []
    for row in section.rows:
        number = None if len(row.facts) > 1 or row.note else _NUMBER.search(row.figure)
        if number:
            found.append(_number(row, number[0]))
    return tuple(found[:MOST]) if len(found) >= _FEWEST else ()


def _number(row: FigureRow, number: str) -> Number:
    return Number(number, row.modifier, row.figure, row.period, row.publisher)
