"""Times that no calendar unit names: "now", "recently", "last summer"."""

from __future__ import annotations

from datetime import date

from briefgen.extraction.numerals import numerals
from briefgen.extraction.times.reading import Found, Reading
from briefgen.extraction.times.years import year_at

_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def read_reference(reading: Reading, index: int) -> Found | None:
    """The phrase of `references.toml` that ends at `index`: "now", "in recent months"."""
    lower = reading.words.lower
    for phrase, value in reading.vocabulary.references[reading.words.at(index)]:
        first = index + 1 - len(phrase)
        if first < reading.floor or tuple(lower[first : index + 1]) != phrase:
            continue
        if _part_of_more(reading, index):
            continue
        if phrase[0] in {"in", "into", "about"}:
            first += 1
        return Found(first, index + 1, "DATE", value)
    return None


def _part_of_more(reading: Reading, index: int) -> bool:
    """Whether the words go on to name a length or a moment: "the past two years", "soon after"."""
    word, after = reading.words.at(index), reading.words.at(index + 1)
    if word in {"past", "future"}:
        count = numerals().begins(after) or after[:1].isdecimal()
        return count or reading.within(index + 1, "vague") or after in reading.vocabulary.units
    return word == "soon" and after in {"after", "as", "afterward", "afterwards", "enough"}


def read_season(reading: Reading, index: int) -> Found | None:
    """Reads "this summer", "last fall", "the winter of 1994", "spring 2023"."""
    words = reading.words
    code = reading.vocabulary.seasons.get(words.at(index))
    if code is None:
        return None
    after = index + 1
    year, after_year = year_at(reading, after + (words.at(after) in {"of", ","}))
    first = reading.widened(index)
    first -= reading.at(first - 1) == "the"
    if year is not None:
        return Found(first, after_year, "DATE", f"{year:04d}-{code}")
    return None if reading.published is None else _deictic_season(reading, index, code, reading.published)


def _deictic_season(reading: Reading, index: int, code: str, published: date) -> Found | None:
    """Reads "this summer", "last fall", "this past spring", "the summer", by the day of publication."""
    before = reading.at(index - 1)
    begun = published.month >= _SEASON_MONTHS[code]
    over = published.month >= _SEASON_MONTHS[code] + 3
    first, year = index - 1, published.year
    if before in {"last", "past"}:
        year -= not over
        first -= before == "past" and reading.at(index - 2) == "this"
    elif before == "next":
        year += begun
    elif before == "this" or (before == "the" and code in {"SU", "WI"}):
        year -= code == "WI" and published.month < 6
    elif before == "early" and reading.at(index - 2) == "the":
        first -= 1
    else:
        return None
    return Found(reading.widened(first), index + 1, "DATE", f"{year:04d}-{code}")
