"""Expressions built on a unit: "two weeks ago", "nine months", "every year", "three days later"."""

from __future__ import annotations

from briefgen.extraction.times.periods import read_period_phrase, year_before
from briefgen.extraction.times.phrases import Phrase, read_phrase
from briefgen.extraction.times.quarters import of_that_quarter, read_ordinal_period, read_year_end
from briefgen.extraction.times.reading import Found, Reading
from briefgen.extraction.times.values import as_day, shift
from briefgen.extraction.times.years import year_at


def read_unit(reading: Reading, index: int) -> Found | None:
    """The expression around the unit word at `index`."""
    words = reading.words
    if words.capital(index) and (words.capital(index - 1) or words.capital(index + 1)):
        return None
    phrase = read_phrase(reading, index)
    if of_that_quarter(reading, phrase):
        return None
    for rule in (_named_year, read_year_end, _ago, _earlier_later, read_ordinal_period, _set, _count):
        found = rule(reading, phrase)
        if found is not None:
            return found
    return None if phrase.counted else read_period_phrase(reading, phrase)


def _named_year(reading: Reading, phrase: Phrase) -> Found | None:
    """Reads "the year 2000" and "the year two thousand"."""
    if phrase.unit != "Y" or phrase.plural or phrase.direction or phrase.counted:
        return None
    year, after = year_at(reading, phrase.after)
    return None if year is None else Found(phrase.first, after, "DATE", f"{year:04d}")


def _ago(reading: Reading, phrase: Phrase) -> Found | None:
    """Reads "two weeks ago", "a few years ago", and "a year ago" in a report on a quarter."""
    words = reading.words
    hyphen = words.at(phrase.after) == "-"
    after = phrase.after + hyphen
    if words.at(after) != "ago" and not (words.at(after) == "back" and phrase.number):
        return None
    if hyphen:
        return year_before(reading, phrase, after + 1)
    if phrase.vague or (phrase.plural and phrase.number is None):
        return Found(phrase.first, after + 1, "DATE", "PAST_REF")
    base = reading.published.isoformat() if reading.published else ""
    if phrase.unit == "Y" and phrase.number is None:
        base = reading.year_counted_from
    value = shift(base, phrase.unit, -round(phrase.number or 1))
    return Found(phrase.first, after + 1, "TIME" if phrase.unit in {"h", "m", "s"} else "DATE", value)


def _earlier_later(reading: Reading, phrase: Phrase) -> Found | None:
    """Reads "a year earlier", "three days later", counted from the last date in the text."""
    words = reading.words
    hyphen = words.at(phrase.after) == "-"
    after = phrase.after + hyphen
    word = words.at(after)
    if word not in {"earlier", "later", "before"} or phrase.direction:
        return None
    if hyphen:
        return year_before(reading, phrase, after + 1) if word == "earlier" else None
    if word == "before" and (words.at(after + 1).isalpha() or not (phrase.article or phrase.counted)):
        return None
    if phrase.vague or (phrase.plural and phrase.number is None):
        return None
    value = shift(_counted_from(reading, phrase, word), phrase.unit, _steps(phrase, word))
    return Found(phrase.first, after + 1, "DATE", value)


def _steps(phrase: Phrase, word: str) -> int:
    steps = round(phrase.number or 1)
    return steps if word == "later" else -steps


def _counted_from(reading: Reading, phrase: Phrase, word: str) -> str:
    """The value that "earlier" and "later" count from; empty if the text has not said."""
    published = reading.published.isoformat() if reading.published else ""
    if phrase.unit == "Y":
        return reading.year_counted_from if word != "later" else reading.reference or ""
    reference = reading.reference or published
    return reference if phrase.unit != "D" or as_day(reference) else ""


def _set(reading: Reading, phrase: Phrase) -> Found | None:
    """Reads "each year", "every two weeks", "per month"."""
    if not phrase.direction or phrase.direction not in reading.vocabulary.sets["repeated"]:
        return None
    return Found(phrase.begins, phrase.after, "SET", phrase.duration)


def _count(reading: Reading, phrase: Phrase) -> Found | None:
    """Reads "two weeks", "a few days", "30-year", "the first nine months"; not the age "52 years old"."""
    words = reading.words
    if not phrase.counted or words.at(phrase.after + (words.at(phrase.after) == "-")) == "old":
        return None
    if phrase.unit == "Q" and words.at(phrase.after) == "of":
        return None
    first = phrase.first if phrase.article == "the" else phrase.begins
    if reading.at(first - 1) in {"first", "last", "latest"}:
        first -= 1 + (reading.at(first - 2) == "the")
    if phrase.unit == "M" and phrase.number in {6, 9} and first < phrase.begins:
        reading.compares_years = True
    return Found(first, phrase.after, "DURATION", phrase.duration)
