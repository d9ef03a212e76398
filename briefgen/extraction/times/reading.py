"""What the rules share: the words, the vocabulary, and what the text has dated so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from briefgen.extraction.numerals import PARAGRAPH, Words, digits_value
from briefgen.extraction.times.vocabulary import Vocabulary
from briefgen.models import TimeType

_SENTENCE_ENDS = frozenset({"?", "!", ";", ":", '"', "”", "''", PARAGRAPH})
_SENTENCE_REACH = 14
"""How many words back a verb still tells whether a date is coming or past."""

_PASSAGE = 60
"""How many words a date of history still dates those behind it."""
_HISTORY = 10
"""How many years ago it must be: of recent years, a report tells old and new in one paragraph."""


class Found(NamedTuple):
    """A time expression: its first word, the word after its last, its type and value."""

    first: int
    after: int
    type: TimeType
    value: str | None


@dataclass(slots=True)
class Reading:
    """A text being read for times, from left to right.

    Attributes:
        published: the day from which relative times are counted, or none.
        floor: the first word that no earlier expression has taken.
        reference: the value of the last calendar date, which "a year earlier" and "that day" count from.
        referenced: the word where that date begins.
        quarter: the value of the last quarter, which "a year ago" in a report of results counts from.
        compares_years: whether "nine months" was the last period reported on, so that "a year ago" is a year.
    """

    words: Words
    vocabulary: Vocabulary
    published: date | None
    floor: int = 0
    reference: str | None = None
    referenced: int = 0
    quarter: str | None = None
    compares_years: bool = False

    def at(self, index: int) -> str:
        """The word at `index`, unless an earlier expression has taken it."""
        return self.words.at(index) if index >= self.floor else ""

    def within(self, index: int, group: str) -> bool:
        """Whether the word at `index` is in that group of modifiers, and not taken."""
        return self.at(index) in self.vocabulary.sets[group]

    @property
    def year_counted_from(self) -> str:
        """What "a year ago" counts from: the quarter reported on, else the day of publication, else empty."""
        if self.quarter and not self.compares_years:
            return self.quarter
        return self.published.isoformat() if self.published else ""

    def report_on(self, quarter: str) -> None:
        """Takes a quarter as the one that the text reports on."""
        self.quarter, self.compares_years = quarter, False

    def four_digits(self, index: int) -> int | None:
        """The year that the word at `index` may be: four digits, 1500 to 2099."""
        word = self.words.at(index)
        if len(word) == 4 and word.isdecimal() and word.isascii() and "1500" <= word <= "2099":
            return int(word)
        return None

    def looks_ahead(self, index: int) -> bool:
        """Whether the nearest telling verb before the word at `index` points to the future.

        "will host on Friday": yes; "said on Friday that it will": no.
        """
        ahead, behind = self.vocabulary.direction["ahead"], self.vocabulary.direction["behind"]
        for position in range(index - 1, max(index - _SENTENCE_REACH, -1), -1):
            word = self.words.at(position)
            if word in ahead and self.words.at(position - 1) != "-":
                return True
            done = word in behind or (word.endswith("ed") and position >= index - 2)
            if (done and self.words.at(position - 1) != "be") or self._ends_sentence(position):
                return False
        return False

    def _ends_sentence(self, index: int) -> bool:
        """Whether a sentence or a quotation ends at `index`; not at the full stop of "Mr." or "J."."""
        if self.words.at(index) != ".":
            return self.words.at(index) in _SENTENCE_ENDS
        before = self.words.at(index - 1)
        return len(before) > 1 and before not in self.vocabulary.sets["dotted"]

    def leads_ahead(self, index: int) -> bool:
        """Whether the date at `index` is a coming one by its verb or by "until", "through" before it."""
        return self.words.at(index - 1) in self.vocabulary.direction["ahead_adjacent"] or self.looks_ahead(
            index
        )

    def historical_year(self, index: int, month: int) -> int | None:
        """The year of a month named at word `index` in a passage of history, by the date told before it.

        "War broke out in August 1914. By October the port was in ruins.": 1914, in "By March" 1915. The date
        before must be of the same paragraph and, but for "that December", years ago; what somebody said
        on a day is of today.
        """
        known = self.reference or ""
        if self.published is None or not known[:4].isdecimal() or index - self.referenced > _PASSAGE:
            return None
        told = self.words.at(index - 1) == "that"
        if self.published.year - int(known[:4]) < (2 if told else _HISTORY):
            return None
        lower = self.words.lower
        if PARAGRAPH in lower[self.referenced : index]:
            return None
        if not told and self.vocabulary.sets["telling"].intersection(lower[index : index + _SENTENCE_REACH]):
            return None
        before = int(known[5:7]) if known[5:7].isdecimal() else 0
        return int(known[:4]) + (month < before)

    def widened(self, first: int) -> int:
        """The first word with "early", "mid-", "the end of", "around" before it taken in."""
        start = first
        if self.at(start - 1) == "-" and self.within(start - 2, "early_late"):
            start -= 2
        elif self.within(start - 1, "early_late"):
            start -= 1
        if self.at(start - 1) == "of" and self.within(start - 2, "parts"):
            start -= 2
            start -= self.at(start - 1) == "the"
        elif self.at(start - 1) == "the" and self.at(start - 2) == "of" and self.within(start - 3, "parts"):
            start -= 3
            start -= self.at(start - 1) == "the"
        return start

    def remember(self, found: Found) -> None:
        """Takes the words and, for a calendar date, its value as what later ones may count from."""
        self.floor = found.after
        value = found.value
        if not value or not value[:4].isdecimal() or found.type not in {"DATE", "TIME"}:
            return
        self.reference, self.referenced = value, found.first


def small_number(words: Words, index: int, limits: Iterable[int] = (1, 31)) -> int | None:
    """The whole number in one or two digits at `index`, within `limits`."""
    low, high = limits
    word = words.at(index)
    value = digits_value(word) if len(word) <= 2 else None
    return int(value) if value is not None and low <= value <= high else None
