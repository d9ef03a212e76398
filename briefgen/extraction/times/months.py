"""Dates with a month's name: "July 7, 2023", "7th of July", "last May", "March 2024"."""

from __future__ import annotations

from briefgen.extraction.numerals import read_ordinal
from briefgen.extraction.times.reading import Found, Reading, small_number
from briefgen.extraction.times.values import as_day, day_value, month_value, nearest_year
from briefgen.extraction.times.years import year_at

_VERBS = {"may", "march"}
_AFTER_DAY = {"in", "for", "to", "at", "and", "with", "by", "as", "but", "where", "when", "before", "after"}
_BEFORE_MONTH = {
    "in",
    "since",
    "by",
    "until",
    "till",
    "of",
    "from",
    "to",
    "during",
    "through",
    "and",
    "for",
    "on",
}


def month_number(reading: Reading, index: int) -> int | None:
    """The number of the month named at `index`, where the word is a month there.

    "may" and "march" need a capital, and a number or a preposition beside them: "in March", not
    "March on Washington" or "May I".
    """
    words, vocabulary = reading.words, reading.vocabulary
    word = words.at(index)
    if word in vocabulary.month_abbreviations:
        dotted = words.at(index + 1) == "."
        if (
            dotted or words.at(index + 1)[:1].isdecimal() or small_number(words, index - 1)
        ) and words.capital(index):
            return vocabulary.month_abbreviations[word]
        return None
    number = vocabulary.months.get(word)
    if number is None or not words.capital(index):
        return None
    if word not in _VERBS or words.at(index + 1)[:1].isdecimal() or _modified(reading, index):
        return number
    after_number = small_number(words, index - 1) or words.at(index - 1) in {"st", "nd", "rd", "th"}
    return number if words.at(index - 1) in _BEFORE_MONTH or after_number else None


def read_month(reading: Reading, index: int) -> Found | None:
    """The date around the month named at `index`, with what stands before it."""
    number = month_number(reading, index)
    if number is None:
        return None
    found = month_day_at(reading, index)
    if found is not None:
        return found._replace(first=reading.widened(found.first))
    return _day_before_month(reading, index, number) or _month_alone(reading, index, number)


def month_day_at(reading: Reading, index: int) -> Found | None:
    """The day named at `index`, month first: "July 7", "Oct. 1, 1999", "March eighth"."""
    words = reading.words
    number = month_number(reading, index)
    if number is None:
        return None
    after = index + 1 + (words.at(index + 1) == ".")
    after += words.at(after) == "the"
    ordinal = read_ordinal(words, after)
    if ordinal is not None and 1 <= ordinal.value <= 31:
        day, after = int(ordinal.value), ordinal.after
    else:
        day, after = small_number(words, after) or 0, after + 1
        if (
            not day
            or words.at(after) in {"%", "percent", "million", "billion"}
            or _clock_follows(reading, after)
        ):
            return None
    return _with_year(reading, index, after, number, day)


def _clock_follows(reading: Reading, index: int) -> bool:
    """Whether the number before `index` is an hour: "March 5:30 p.m."."""
    words = reading.words
    return words.at(index) == ":" and words.glued(index + 1) and len(words.at(index + 1)) == 2


def _with_year(reading: Reading, first: int, after: int, month: int, day: int) -> Found | None:
    """Adds the year, written or worked out, to a month and a day."""
    words = reading.words
    skip = after + (words.at(after) in {",", "of"})
    year, after_year = year_at(reading, skip)
    if year is None:
        return _dated(reading, first, after, month, day)
    value = day_value(year, month, day)
    return Found(first, after_year, "DATE", value) if value else None


def _dated(reading: Reading, first: int, after: int, month: int, day: int) -> Found | None:
    year = None
    if reading.published is not None:
        year = reading.historical_year(first, month) or nearest_year(
            reading.published, month, day, ahead=reading.leads_ahead(first)
        )
    value = day_value(year, month, day)
    return Found(first, after, "DATE", value) if value else None


def _day_before_month(reading: Reading, index: int, month: int) -> Found | None:
    """Reads "7 July", "07th July, 2023", "the 7th of July"."""
    words = reading.words
    last = index - 1 - (reading.at(index - 1) == "of")
    if words.at(last) in {"st", "nd", "rd", "th"} and words.glued(last):
        last -= 1
    elif last == index - 2:
        return None
    day = small_number(words, last)
    if (
        day is None
        or last < reading.floor
        or (words.at(last - 1) in {"-", "$", ".", "/"} and words.glued(last))
    ):
        return None
    first = last - (last < index - 1 and reading.at(last - 1) == "the")
    after = (
        index + 1 + (words.at(index + 1) == "." and words.at(index) in reading.vocabulary.month_abbreviations)
    )
    return _with_year(reading, first, after, month, day)


def _modified(reading: Reading, index: int) -> bool:
    """Whether "last", "this", "each", "early", "mid-" stands before the word at `index`."""
    return any(
        reading.within(index - 1, group) for group in ("past", "future", "present", "repeated", "early_late")
    ) or (reading.at(index - 1) == "-" and reading.at(index - 2) == "mid")


def _month_alone(reading: Reading, index: int, month: int) -> Found | None:
    """Reads "March 2024", "last May", "each July", "in June", "January this year"."""
    words, before = reading.words, reading.at(index - 1)
    after = index + 1
    if words.at(index) in reading.vocabulary.month_abbreviations:
        after += words.at(after) == "."
    year, after_year = year_at(reading, after + (words.at(after) in {",", "of"}))
    if year is not None:
        return Found(reading.widened(index), after_year, "DATE", month_value(year, month))
    if words.at(index) in reading.vocabulary.month_abbreviations:
        return None
    if reading.within(index - 1, "repeated"):
        return Found(index - 1, after, "SET", f"XXXX-{month:02d}")
    published = reading.published
    first = index
    if published is None:
        year = None
    elif before in {"last", "past"}:
        first, year = index - 1, published.year - (month >= published.month - 1)
    elif before == "next":
        first, year = index - 1, published.year + (month <= published.month)
    elif before == "this":
        first, year = index - 1, published.year
    else:
        year = reading.historical_year(index, month) or nearest_year(
            published, month, min(published.day, 28), ahead=reading.leads_ahead(index)
        )
    return Found(reading.widened(first), after, "DATE", month_value(year, month))


def read_second_day(reading: Reading, index: int) -> Found | None:
    """Reads the "9" of "July 6-9", "July 6 to 9" and "July 6 and 9", where a day stands just before."""
    words = reading.words
    before = as_day(reading.reference or "")
    day = small_number(words, index)
    if before is None or day is None or day <= before.day or reading.floor != index - 1:
        return None
    joint, following = words.at(index - 1), words.at(index + 1)
    counts = following.isalpha() and following not in _AFTER_DAY
    if joint not in {"-", "–", "to", "and"} or counts or following in {"%", ":"}:
        return None
    value = day_value(before.year, before.month, day)
    return Found(index, index + 1, "DATE", value) if value else None
