"""One day, week, month, quarter or year: "last month", "this week", "the following year", "the quarter"."""

from __future__ import annotations

from briefgen.extraction.numerals import numerals
from briefgen.extraction.times.months import month_day_at
from briefgen.extraction.times.phrases import Phrase
from briefgen.extraction.times.quarters import reported_quarter
from briefgen.extraction.times.reading import Found, Reading
from briefgen.extraction.times.values import as_day, period, shift

_CALENDAR_UNITS = {"D", "W", "WE", "M", "Q", "Y", "E", "C"}
_FROM_PUBLICATION = {"last": -1, "past": -1, "this": 0, "current": 0, "present": 0, "next": 1, "coming": 1}
_FROM_REFERENCE = {"previous": -1, "preceding": -1, "prior": -1, "that": 0, "same": 0, "following": 1}
_STRETCHES = {"past", "last", "next", "coming"}
_VAGUE = {
    "coming": "FUTURE_REF",
    "next": "FUTURE_REF",
    "future": "FUTURE_REF",
    "past": "PAST_REF",
    "previous": "PAST_REF",
}
_WHOLE = {"", "full", "fiscal", "financial", "entire", "whole"}


def read_period_phrase(reading: Reading, phrase: Phrase) -> Found | None:
    """The calendar period that a unit without a number names, or the length that it names instead."""
    if phrase.ordinal:
        return None
    if phrase.plural:
        return _vague_stretch(reading, phrase)
    if phrase.direction:
        return _deictic(reading, phrase) if phrase.unit in _CALENDAR_UNITS else None
    return _week_of(reading, phrase) or _with_article(reading, phrase)


def year_before(reading: Reading, phrase: Phrase, after: int) -> Found | None:
    """Reads "the year-ago quarter", "the year-earlier third quarter", "year-earlier profit".

    `after` is the word after "ago" or "earlier".
    """
    if phrase.unit != "Y":
        return None
    words = reading.words
    value = shift(reading.year_counted_from, "Y", -1)
    ordinal = numerals().ordinals.get(words.at(after), 0)
    if 0 < ordinal <= 4 and words.at(after + 1) == "quarter":
        return Found(phrase.first, after + 2, "DATE", value and f"{value[:4]}-Q{ordinal}")
    if words.at(after) in {"quarter", "period"}:
        return Found(phrase.first, after + 1, "DATE", value)
    return Found(phrase.begins, after, "DATE", value)


def _vague_stretch(reading: Reading, phrase: Phrase) -> Found | None:
    """Reads "coming weeks" and "past years": somewhere ahead or behind; "for years": some length."""
    value = _VAGUE.get(phrase.direction)
    if value is not None:
        return Found(phrase.first, phrase.after, "DATE", value)
    alone = phrase.first == phrase.index and not phrase.direction
    if (
        alone
        and reading.at(phrase.index - 1) in {"for", "within", "in"}
        and phrase.unit not in {"Q", "s", "WE"}
    ):
        return Found(phrase.first, phrase.after, "DURATION", phrase.duration)
    return None


def _deictic(reading: Reading, phrase: Phrase) -> Found | None:
    """Reads "last month", "this week", "that quarter", "the following year", "the past year".

    "last year" is a year, but "the last year", "over the next year" are lengths (TimeML 1.2.1).
    """
    direction, unit = phrase.direction, phrase.unit
    if phrase.article == "the" and direction in _STRETCHES:
        return Found(phrase.first, phrase.after, "DURATION", phrase.duration)
    if direction == "latest":
        value = reported_quarter(reading) if unit == "Q" else None
        return Found(phrase.first, phrase.after, "DATE", value) if value else None
    if direction in _FROM_REFERENCE:
        base = reading.reference or (reading.published.isoformat() if reading.published else "")
        steps = _FROM_REFERENCE[direction]
        base = base if unit != "D" or as_day(base) else ""
    else:
        base = reading.published.isoformat() if reading.published else ""
        steps = _FROM_PUBLICATION.get(direction, 0)
    value = shift(base, unit, steps) if steps else period(base, unit)
    return Found(reading.widened(phrase.first), phrase.after, "DATE", value)


def _week_of(reading: Reading, phrase: Phrase) -> Found | None:
    """Reads "the week of July 17": the ISO week of that day."""
    if phrase.unit != "W" or reading.at(phrase.after) != "of":
        return None
    day = month_day_at(reading, phrase.after + 1)
    return Found(phrase.first, day.after, "DATE", period(day.value or "", "W")) if day else None


def _with_article(reading: Reading, phrase: Phrase) -> Found | None:
    """Reads "the quarter", "the year", "the weekend"; "a year" and "the year ended" are lengths."""
    if phrase.hyphen or phrase.kind not in _WHOLE:
        return None
    if phrase.article in {"a", "an", "one"}:
        whole = phrase.unit not in {"s", "Q"} and not phrase.kind and not _is_rate(reading, phrase)
        return Found(phrase.first, phrase.after, "DURATION", phrase.duration) if whole else None
    if phrase.article != "the" or phrase.unit not in {"Q", "Y", "WE", "M"}:
        return None
    if phrase.unit == "Q":
        return Found(phrase.first, phrase.after, "DATE", reported_quarter(reading))
    if reading.at(phrase.after) in {"ended", "ending"}:
        return Found(phrase.first, phrase.after, "DURATION", phrase.duration)
    return Found(reading.widened(phrase.first), phrase.after, "DATE", _present(reading, phrase))


def _is_rate(reading: Reading, phrase: Phrase) -> bool:
    """Whether "a year" says how often rather than how long: "$500 million a year", "four flights a week"."""
    before, table = reading.at(phrase.first - 1), numerals()
    amount = (
        before in table.scales or before in table.suffixes or before in {"%", "percent", "dollars", "cents"}
    )
    things = before.endswith("s") and _is_number(reading.at(phrase.first - 2))
    return phrase.article == "a" and (amount or things or _is_number(before))


def _is_number(word: str) -> bool:
    return word[:1].isdecimal() or numerals().begins(word)


def _present(reading: Reading, phrase: Phrase) -> str | None:
    """The period of the day of publication; for "the weekend", early in a week, the one before it."""
    if reading.published is None:
        return None
    published = reading.published.isoformat()
    early = phrase.unit == "WE" and reading.published.isoweekday() < 5
    if early and not reading.looks_ahead(phrase.index):
        return shift(published, "WE", -1)
    return period(published, phrase.unit)
