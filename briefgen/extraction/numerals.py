"""Splits a text into words and reads the numbers among them.

Times and quantities both work on the words of a whole text, so the last text's words are kept for the
second of the two.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

PARAGRAPH = "\n\n"
"""The word that stands for an empty line; nothing that is read may run over it."""

_WORD = re.compile(
    r"[^\W\d_]+"
    r"|[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)*"
    r"|\n[^\S\n]*\n"
    r"|[^\s]"
)
_LONGEST_NUMERAL = 24
"""Longer digit strings are account numbers and noise, and would overflow."""
_LARGEST = 1e18
"""Beyond it, repeated scale words are noise too."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words, numbers and marks of a text, in order, without blanks.

    Attributes:
        lower: each in lower case; an empty line is `PARAGRAPH`.
        spans: where each stands in the text.
    """

    text: str
    lower: list[str]
    spans: list[tuple[int, int]]

    def at(self, index: int) -> str:
        """The word at `index` in lower case; empty before the first and after the last."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def glued(self, index: int) -> bool:
        """Whether nothing stands between the word at `index` and the one before it."""
        return 0 < index < len(self.spans) and self.spans[index][0] == self.spans[index - 1][1]

    def surface(self, index: int) -> str:
        """The word at `index` as it is written."""
        if not 0 <= index < len(self.spans):
            return ""
        start, end = self.spans[index]
        return self.text[start:end]

    def capital(self, index: int) -> bool:
        """Whether the word at `index` begins with a capital letter."""
        return self.surface(index)[:1].isupper()

    def opens_sentence(self, index: int) -> bool:
        """Whether the word at `index` is the first of a sentence or of the text."""
        before = self.at(index - 1)
        return before in {"", PARAGRAPH, ".", "?", "!", '"', "“", "``", "`", ":"}


@lru_cache(maxsize=1)
def split_words(text: str) -> Words:
    """The words of `text`; every character that is no blank lies in exactly one of them."""
    found = list(_WORD.finditer(text))
    lower = [PARAGRAPH if (word := match[0])[0] == "\n" else word.lower() for match in found]
    return Words(text, lower, [match.span() for match in found])


class Numerals(NamedTuple):
    """The number words of English, by what they do in a number."""

    cardinals: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    suffixes: dict[str, int]
    ordinals: dict[str, int]
    fractions: dict[str, int]

    def begins(self, word: str) -> bool:
        """Whether a number may begin with `word`, apart from "a" and digits."""
        return word in self.cardinals or word in self.tens


@cache
def numerals() -> Numerals:
    """The number words, read once from the data file."""
    path = files("briefgen.extraction") / "data" / "quantities" / "numerals.toml"
    return Numerals(**tomllib.loads(path.read_text(encoding="utf-8")))


class Number(NamedTuple):
    """A number as it stands in a text: its value, the word after its last and its first word."""

    value: float
    after: int
    first: int


def digits_value(word: str) -> float | None:
    """The value of "1,300", "12.5" or "7"; none for words and for version numbers like "2.0.1"."""
    if not word[:1].isdecimal() or not word.isascii() or len(word) > _LONGEST_NUMERAL or word.count(".") > 1:
        return None
    return float(word.replace(",", ""))


def read_number(words: Words, first: int) -> Number | None:
    """The number that begins at word `first`, in digits or words, with its scale ("1.2 million").

    "a" and "an" count only before a scale ("a hundred forty million").
    """
    value = digits_value(words.at(first))
    if value is None:
        return _read_spelled(words, first)
    value, after = _with_fraction(words, value, first + 1)
    return Number(*_with_scales(words, value, after), first)


def read_ordinal(words: Words, first: int) -> Number | None:
    """The ordinal that begins at word `first`: "third", "11th", "twenty-first"."""
    word, table = words.at(first), numerals()
    if word in table.ordinals:
        return Number(table.ordinals[word], first + 1, first)
    if word in table.tens and words.at(first + 1) == "-" and table.ordinals.get(words.at(first + 2), 20) < 10:
        return Number(table.tens[word] + table.ordinals[words.at(first + 2)], first + 3, first)
    suffix = words.at(first + 1) in {"st", "nd", "rd", "th"} and words.glued(first + 1)
    return Number(int(word), first + 2, first) if suffix and word.isdecimal() and len(word) < 4 else None


def read_fraction(words: Words, first: int) -> Number | None:
    """The fraction that begins at word `first`: "three-quarters", "two thirds", "a third", "half"."""
    table, word = numerals(), words.at(first)
    if word == "half":
        return Number(0.5, first + 1, first)
    parts = 1 if word in {"a", "one"} else table.cardinals.get(word, 0)
    after = first + 1 + (words.at(first + 1) == "-")
    whole = table.fractions.get(words.at(after))
    if not 0 < parts < 10 or not whole or (parts == 1) == words.at(after).endswith("s"):
        return None
    return Number(parts / whole, after + 1, first)


def read_number_before(words: Words, after: int) -> Number | None:
    """The number whose last word is the one before `after`: the "nine" of "the first nine months"."""
    table = numerals()
    first = after
    while first > 0 and after - first < 8 and _may_belong(words.at(first - 1), table):
        first -= 1
    while first < after:
        number = read_number(words, first)
        if number is not None and number.after == after:
            return number
        first += 1
    return None


def _may_belong(word: str, table: Numerals) -> bool:
    return (
        word in table.cardinals
        or word in table.tens
        or word in table.scales
        or word in {"a", "an", "and", "-", "/", "half"}
        or word[:1].isnumeric()
    )


def _with_fraction(words: Words, value: float, after: int) -> tuple[float, int]:
    """Adds the fraction of "2 1/2", "2-1/2", "2½" and "two and a half"."""
    if words.lower[after : after + 3] == ["and", "a", "half"]:
        return value + 0.5, after + 3
    start = after + (words.at(after) == "-")
    upper, lower = words.at(start), words.at(start + 2)
    if words.at(start + 1) == "/" and upper.isdecimal() and lower.isdecimal() and len(upper + lower) < 4:
        if words.glued(start) == (start > after) and 0 < int(upper) < int(lower):
            return value + int(upper) / int(lower), start + 3
    elif len(upper) == 1 and unicodedata.category(upper) == "No" and words.glued(after):
        part = unicodedata.numeric(upper)
        return (value + part, after + 1) if 0 < part < 1 else (value, after)
    return value, after


def _with_scales(words: Words, value: float, after: int) -> tuple[float, int]:
    """Multiplies by the scale words and suffixes that follow: "million", "-million", "bn"."""
    table = numerals()
    if words.glued(after) and words.at(after) in table.suffixes:
        return value * table.suffixes[words.at(after)], after + 1
    while value < _LARGEST:
        start = after + (words.at(after) == "-")
        scale = table.scales.get(words.at(start))
        if scale is None:
            break
        value, after = value * scale, start + 1
    return value, after


def _read_spelled(words: Words, first: int) -> Number | None:
    """A number in words: "twenty-two", "a hundred forty million", "half a million", "a half-dozen"."""
    table, word = numerals(), words.at(first)
    half = first + (word == "a")
    scale = half + 1 + (words.at(half + 1) in {"a", "-"})
    if words.at(half) == "half" and words.at(scale) in table.scales:
        return Number(*_with_scales(words, 0.5, scale), first)
    if word in {"a", "an"} and words.at(first + 1) in table.scales:
        return _sum_spelled(words, first, first + 1)
    return _sum_spelled(words, first, first) if table.begins(word) else None


def _sum_spelled(words: Words, first: int, index: int) -> Number:
    """Adds up the number words from `index` on, after an article if `index` is past `first`.

    `group` is what the next scale word multiplies; `room` is what the next small number must stay under:
    after "twenty" 10, after "two" nothing, after "thousand" 1000.
    """
    table, total, last_scale = numerals(), 0.0, 1
    group, room = (1.0, 0) if index > first else (0.0, 1000)
    while total < _LARGEST:
        joint = words.at(index)
        scaled = words.at(index + 1) in table.scales
        skip = (joint == "-" and (room == 10 or scaled)) or (
            joint == "and" and room in {100, 1000} and index > first
        )
        word = words.at(index + skip)
        small = table.cardinals.get(word, table.tens.get(word))
        if small is not None and small < room:
            group, room = group + small, 10 if word in table.tens else 0
        elif group and joint != "and" and word in table.scales and (scale := table.scales[word]) <= 100:
            group, room, last_scale = group * scale, 100, scale
        elif group and joint != "and" and word in table.scales:
            total, group, room, last_scale = total + group * table.scales[word], 0.0, 1000, table.scales[word]
        else:
            break
        index += skip + 1
    if words.lower[index : index + 3] == ["and", "a", "half"]:
        unit = 1 if group and last_scale > 100 else last_scale
        return Number(*_with_scales(words, total + group + unit / 2, index + 3), first)
    return Number(total + group, index, first)
