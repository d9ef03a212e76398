"""Finds the time expressions of a text and gives them TIMEX3 values (TimeML 1.2.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from briefgen.extraction.numerals import split_words
from briefgen.extraction.times.clock import read_clock
from briefgen.extraction.times.days import (
    read_day_part,
    read_near_day,
    read_numeric_date,
    read_plural_weekday,
    read_tonight,
    read_weekday,
)
from briefgen.extraction.times.months import read_month, read_second_day
from briefgen.extraction.times.quarters import read_half, read_reported_period
from briefgen.extraction.times.reading import Found, Reading
from briefgen.extraction.times.references import read_reference, read_season
from briefgen.extraction.times.units import read_unit
from briefgen.extraction.times.vocabulary import vocabulary
from briefgen.extraction.times.years import (
    read_quarter_code,
    read_range_end,
    read_short_decade,
    read_spelled_year,
    read_year,
)
from briefgen.models import Span, TimeExpression

__all__ = ["find_times"]

Rule = Callable[[Reading, int], Found | None]


def find_times(text: str, *, published: date | None = None) -> tuple[TimeExpression, ...]:
    """The time expressions of `text`, in order and without overlap.

    Args:
        text: any text; offsets count its code points.
        published: the day from which "yesterday" and dates without a year are counted. Without it they
            keep what is known of them (``XXXX-07-06``) or have no value.

    Returns:
        Expressions of the types of TIMEX3 with their normalised values.
    """
    words = split_words(text)
    reading = Reading(words, vocabulary(), published)
    return tuple(_expression(words.spans, found) for found in _read(reading))


def _read(reading: Reading) -> Iterator[Found]:
    """Tries at each word the rules that it triggers; the first that fits takes its words."""
    rules = _rules()
    for index, word in enumerate(reading.words.lower):
        if (word not in rules and not "0" <= word < ":") or index < reading.floor:
            continue
        for rule in rules.get(word, _NUMBER_RULES):
            expression = rule(reading, index)
            if expression is not None:
                reading.remember(expression)
                yield expression
                break


def _expression(spans: list[tuple[int, int]], found: Found) -> TimeExpression:
    span = Span(start=spans[found.first][0], end=spans[found.after - 1][1])
    return TimeExpression(span=span, type=found.type, value=found.value)


_NUMBER_RULES: tuple[Rule, ...] = (
    read_numeric_date,
    read_clock,
    read_quarter_code,
    read_year,
    read_range_end,
    read_second_day,
    read_short_decade,
)


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    """For each word that an expression may be recognised by, the rules to try, in order."""
    known = vocabulary()
    tables: tuple[tuple[Rule, tuple[str, ...]], ...] = (
        (read_month, (*known.months, *known.month_abbreviations)),
        (read_weekday, (*known.weekdays, *known.weekday_abbreviations)),
        (read_plural_weekday, tuple(f"{day}s" for day in known.weekdays)),
        (read_near_day, tuple(known.near_days)),
        (read_day_part, tuple(known.day_parts)),
        (read_tonight, ("tonight", "overnight")),
        (read_season, (*known.seasons, *(f"{season}s" for season in known.seasons))),
        (read_unit, tuple(known.units)),
        (read_half, ("half",)),
        (read_reported_period, ("period",)),
        (read_short_decade, tuple(known.spelled_decades)),
        (read_spelled_year, ("eighteen", "nineteen", "twenty", "two")),
        (read_reference, tuple(known.references)),
    )
    rules: dict[str, tuple[Rule, ...]] = {}
    for rule, words in tables:
        for word in words:
            rules[word] = (*rules.get(word, ()), rule)
    return rules
