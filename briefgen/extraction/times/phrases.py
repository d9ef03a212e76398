"""Reads the words before a unit of time: "the first nine", "the past two", "last", "a few"."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.extraction.numerals import numerals, read_number_before
from briefgen.extraction.times.reading import Reading

_DIRECTIONS = ("past", "future", "present", "repeated", "referring")
_CLOCK_UNITS = {"s", "m", "h"}


@dataclass(slots=True)
class Phrase:
    """A unit word with what stands before it.

    Attributes:
        index: the unit word.
        first: the first word of the phrase, article included.
        unit: the TIMEX3 designator of the unit.
        plural: whether the unit word is plural.
        number: how many, if a number stands before it.
        ordinal: 3 in "the third quarter", else 0.
        vague: whether "few", "several" stands for a number.
        direction: the modifier: "last", "next", "this", "each", ...; or empty.
        article: "the", "a", "its"; or empty.
        hyphen: whether the unit is joined to what precedes it.
        begins: where the phrase begins without its article.
        kind: the word between count and unit, such as "fiscal"; or empty.
    """

    index: int
    first: int
    unit: str
    plural: bool
    number: float | None = None
    ordinal: int = 0
    vague: bool = False
    direction: str = ""
    article: str = ""
    hyphen: bool = False
    begins: int = 0
    kind: str = ""

    @property
    def after(self) -> int:
        """The word after the unit."""
        return self.index + 1

    @property
    def counted(self) -> bool:
        """Whether a number, exact or vague, stands before the unit."""
        return self.vague or self.number is not None

    @property
    def duration(self) -> str | None:
        """The TIMEX3 duration: ``P2W``, ``PT4H``, ``P2Y6M``, ``PXM`` if the number is vague."""
        designator, factor = _PARTS_OF_DURATION.get(self.unit, (self.unit.upper(), 1))
        prefix = "PT" if self.unit in _CLOCK_UNITS else "P"
        if self.vague or (self.plural and self.number is None):
            return f"{prefix}X{designator}"
        number = (1.0 if self.number is None else self.number) * factor
        if number > 1e9:
            return None
        whole, part = divmod(number, 1)
        smaller, times = _SMALLER_UNITS.get(designator, ("", 0))
        if part and smaller and (part * times).is_integer():
            return prefix + (f"{whole:.0f}{designator}" if whole else "") + f"{part * times:.0f}{smaller}"
        return f"{prefix}{number:.4g}{designator}" if part else f"{prefix}{whole:.0f}{designator}"


_SMALLER_UNITS = {"Y": ("M", 12), "H": ("M", 60)}
_PARTS_OF_DURATION = {
    "F": ("W", 2),
    "N": ("D", 1),
    "WE": ("D", 2),
    "E": ("Y", 10),
    "C": ("Y", 100),
    "L": ("Y", 1000),
}


def read_phrase(reading: Reading, index: int) -> Phrase:
    """Reads the words before the unit at `index`, from right to left."""
    words = reading.words
    word = words.at(index)
    phrase = Phrase(index, index, reading.vocabulary.units[word], word in reading.vocabulary.plurals)
    start = index
    if reading.at(start - 1) == "-" and words.glued(start):
        phrase.hyphen, start = True, start - 1
    while reading.within(start - 1, "between"):
        phrase.kind, start = reading.at(start - 1), start - 1
    start = _read_count(reading, phrase, start)
    if any(reading.within(start - 1, group) for group in _DIRECTIONS):
        phrase.direction, start = reading.at(start - 1), start - 1
        start -= phrase.direction in {"coming", "past"} and reading.at(start - 1) == "this"
    phrase.begins = start
    if reading.within(start - 1, "articles"):
        phrase.article, start = reading.at(start - 1), start - 1
    phrase.first = start
    return phrase


def _read_count(reading: Reading, phrase: Phrase, start: int) -> int:
    """Reads the number, ordinal or vague count that ends before word `start`."""
    words = reading.words
    number = read_number_before(words, start)
    if number is not None and number.first >= reading.floor:
        phrase.number = number.value
        low = (
            read_number_before(words, number.first - 1)
            if words.at(number.first - 1) in {"to", "or"}
            else None
        )
        if low is not None and low.first >= reading.floor and low.value < number.value:
            phrase.number = low.value
            return low.first
        return number.first
    before = start - 1 - (reading.at(start - 1) == "of")
    if reading.at(before) == "couple":
        phrase.number = 2.0
        return before - (reading.at(before - 1) == "a")
    if reading.within(start - 1, "vague"):
        phrase.vague = True
        return start - 1 - (reading.at(start - 2) == "a")
    if reading.at(start - 1) in {"st", "nd", "rd", "th"} and words.glued(start - 1):
        digits = words.at(start - 2)
        phrase.ordinal = int(digits) if digits.isdecimal() and len(digits) < 4 else 0
        return start - 2
    phrase.ordinal = numerals().ordinals.get(reading.at(start - 1), 0)
    return start - 1 if phrase.ordinal else start
