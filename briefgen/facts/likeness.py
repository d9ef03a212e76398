"""What merging compares of a fact: plain values, so that facts which nobody shows need not be loaded."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from typing import Any, NamedTuple, Self

from briefgen.models import Fact, FactKind, Figure, Position
from briefgen.terms import key_terms, normalise, stem

_NAME = re.compile(r"\b[A-Z][^\W\d_]{2,}")
_CALENDAR = frozenset((*calendar.month_name, *calendar.month_abbr, *calendar.day_name, *calendar.day_abbr))
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Likeness(NamedTuple):
    """What decides whether a fact is the same as another; it depends on the fact alone.

    Attributes:
        kind: only facts of one kind are the same.
        subject: the party of a position, the unit of a figure without its ending; else empty.
        speaker: who says a position, or empty.
        named: whether the speaker has an office, not only a name or a group's.
        counted: whether a figure counts things, and is no amount or rate.
        wording: the words, without case and marks; of a figure empty.
        terms: the key terms of the words, of a figure those of what it counts, in order and one space apart.
        numbers: the numbers in the words, in order and one space apart; of a figure those beside its own.
        names: words with a capital letter beyond the first, but for days and months, written alike.
        days: the first and the last day of its date as ordinals, or none.
        sources: ids of its sources.
        values: of a figure the value and the upper end.
    """

    kind: FactKind
    subject: str
    terms: str
    speaker: str = ""
    named: bool = False
    wording: str = ""
    numbers: str = ""
    names: str = ""
    days: tuple[int, int] | None = None
    sources: tuple[str, ...] = ()
    counted: bool = False
    values: tuple[float, float | None] | None = None

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> Self:
        """The likeness that was written as a JSON array, which knows no tuples."""
        return cls._make(tuple(value) if isinstance(value, list) else value for value in row)


def likeness(fact: Fact) -> Likeness:
    """What merging compares of `fact`."""
    common = _of_figure(fact) if isinstance(fact, Figure) else _of_words(fact)
    first, last = fact.date.days if fact.date is not None else (None, None)
    return common._replace(
        days=(first.toordinal(), last.toordinal()) if first is not None and last is not None else None,
        sources=fact.sources,
    )


def _of_words(fact: Fact) -> Likeness:
    is_position = isinstance(fact, Position)
    return Likeness(
        kind=fact.kind,
        subject=(fact.party or "") if is_position else "",
        speaker=(fact.speaker or "") if is_position else "",
        named=isinstance(fact, Position) and fact.office is not None,
        wording=normalise(fact.text),
        terms=" ".join(sorted(key_terms(fact.text))),
        numbers=_numbers(fact.text),
        names=_names(fact.text),
    )


def _of_figure(figure: Figure) -> Likeness:
    unit = figure.unit or ""
    return Likeness(
        kind=figure.kind,
        subject=stem(unit.lower()),
        counted=unit.islower() and unit != "percent",
        terms=" ".join(sorted(key_terms(figure.what) - key_terms(figure.text))),
        numbers=_numbers(figure.what.replace(figure.text, "")),
        names=" ".join((*figure.about, *_names(figure.what).split())),  # a country may stand first
        values=(figure.value, figure.value_high),
    )


def _numbers(words: str) -> str:
    return " ".join(sorted(set(_NUMBER.findall(words))))


def _names(words: str) -> str:
    found = (word for word in _NAME.findall(words, 1) if word not in _CALENDAR)
    return " ".join(sorted({stem(word.lower()) for word in found}))
