"""Quarters, half-years and centuries by number, and what a report on a quarter calls "the latest period"."""

from __future__ import annotations

from datetime import date

from briefgen.extraction.numerals import numerals
from briefgen.extraction.times.phrases import Phrase
from briefgen.extraction.times.reading import Found, Reading
from briefgen.extraction.times.values import quarter_value, shift
from briefgen.extraction.times.years import year_at

_YEARS = {"this": 0, "last": -1, "next": 1}


def reported_quarter(reading: Reading) -> str | None:
    """The quarter that the text reports on: the last one named, else the last that is over."""
    if reading.quarter or reading.published is None:
        return reading.quarter
    return _last_quarter(reading.published)


def of_that_quarter(reading: Reading, phrase: Phrase) -> bool:
    """Whether a year is that of "this year's third quarter", which is read at "quarter"."""
    words = reading.words
    if phrase.unit != "Y" or words.at(phrase.after + 1) != "s" or phrase.direction not in _YEARS:
        return False
    return words.at(phrase.after + 2) in numerals().ordinals and words.at(phrase.after + 3) == "quarter"


def read_ordinal_period(reading: Reading, phrase: Phrase) -> Found | None:
    """Reads "the third quarter of 1990", "fourth-quarter", "the 20th century"."""
    ordinal = phrase.ordinal
    if phrase.unit == "C" and 0 < ordinal < 30:
        return Found(reading.widened(phrase.first), phrase.after, "DATE", f"{ordinal - 1:02d}")
    if phrase.unit != "Q" or not 0 < ordinal <= 4 or phrase.plural:
        return None
    year, after = year_at(reading, phrase.after + (reading.words.at(phrase.after) in {"of", ","}))
    if year is not None:
        return Found(phrase.first, after, "DATE", f"{year}-Q{ordinal}")
    if reading.published is None:
        return Found(phrase.first, phrase.after, "DATE", f"XXXX-Q{ordinal}")
    return _year_possessive(reading, phrase) or _nearest_quarter(reading, phrase, reading.published)


def _year_possessive(reading: Reading, phrase: Phrase) -> Found | None:
    """Reads "this year's third quarter", "next year's first quarter"."""
    start = phrase.begins
    if reading.published is None or [reading.at(start - 1), reading.at(start - 3)] != ["s", "year"]:
        return None
    years = _YEARS.get(reading.at(start - 4))
    if years is None:
        return None
    value = f"{reading.published.year + years}-Q{phrase.ordinal}"
    if years == 0:
        reading.report_on(value)
    return Found(start - 4, phrase.after, "DATE", value)


def _nearest_quarter(reading: Reading, phrase: Phrase, published: date) -> Found:
    """The quarter of that number that has last begun; if it is over, the text reports on it."""
    value = quarter_value(published, phrase.ordinal)
    if reading.quarter is None or value <= _last_quarter(published):
        reading.report_on(value)
    first = phrase.first if phrase.article in {"the", "its"} else phrase.begins
    return Found(first, phrase.after, "DATE", value)


def read_half(reading: Reading, index: int) -> Found | None:
    """Reads "the first half of 1990", "the second half of last year"."""
    words = reading.words
    half = {"first": 1, "second": 2}.get(reading.at(index - 1))
    if half is None or words.at(index + 1) != "of":
        return None
    year, after = year_at(reading, index + 2)
    if year is None and words.lower[index + 2 : index + 4] == ["the", "year"] and reading.published:
        year, after = reading.published.year, index + 4
    if year is None:
        return None
    first = index - 1 - (reading.at(index - 2) == "the")
    return Found(first, after, "DATE", f"{year:04d}-H{half}")


def read_reported_period(reading: Reading, index: int) -> Found | None:
    """Reads "the latest period" of a report on a quarter, and "the corresponding period last year"."""
    if reading.quarter is None:
        return None
    words = reading.words
    first = index - 1 - (reading.at(index - 2) == "the")
    if reading.at(index - 1) == "latest":
        return Found(first, index + 1, "DATE", reading.quarter)
    if reading.within(index - 1, "between") and words.lower[index + 1 : index + 3] == ["last", "year"]:
        return Found(first, index + 3, "DATE", shift(reading.quarter, "Y", -1))
    return None


def read_year_end(reading: Reading, phrase: Phrase) -> Found | None:
    """Reads "year-end" as the day, "year end" and "year's end" as the year."""
    words = reading.words
    after = phrase.after
    if phrase.unit != "Y" or phrase.plural or phrase.counted:
        return None
    if words.at(after) in {"'", "’"} and words.at(after + 1) == "s":
        after += 2
    elif words.at(after) == "-":
        after += 1
    if words.at(after) != "end" or words.at(after + 1) == "of":
        return None
    if reading.published is None:
        return Found(phrase.begins, after + 1, "DATE", None)
    year = (
        reading.published.year + _YEARS.get(phrase.direction, 0) - (reading.at(phrase.first - 1) == "since")
    )
    value = f"{year:04d}-12-31" if words.at(after - 1) == "-" else f"{year:04d}"
    return Found(phrase.begins, after + 1, "DATE", value)


def _last_quarter(published: date) -> str:
    return shift(f"{published.year:04d}-Q{(published.month + 2) // 3}", "Q", -1) or ""
