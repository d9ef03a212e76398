"""What ranking looks up: made once for all facts of a brief."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from math import log10
from typing import NamedTuple, TypeVar

from briefgen.composition.ranking.gist import Gist
from briefgen.composition.ranking.subject import Subject
from briefgen.composition.ranking.superseding import Superseding
from briefgen.models import DocumentRecord, Outline

Key = TypeVar("Key", bound=Hashable)
Number = TypeVar("Number", int, float)

HALF_LIFE = 10.0
"""What is published so many weeks before the as-of date is worth half of what is published on it."""


class Desk(NamedTuple):
    """What ranking looks up.

    Attributes:
        documents: the sources' records, by id.
        originator: for each source who first published it.
        outline: what the brief is to be.
        subject: what it is about.
        superseding: finds the later statement that takes a position back.
        reach: for each source how far into it its facts go, in code points.
        largest: for each unit the largest value that a figure has.
        today: the as-of date as an ordinal, or none.
    """

    documents: Mapping[str, DocumentRecord]
    originator: Mapping[str, str]
    outline: Outline
    subject: Subject
    superseding: Superseding
    reach: Mapping[str, int]
    largest: Mapping[str | None, float]
    today: int | None

    @classmethod
    def of(cls, gists: Sequence[Gist], documents: Sequence[DocumentRecord], outline: Outline) -> Desk:
        """The desk for all facts of a brief."""
        subject = Subject.of(gists, outline)
        return cls(
            {record.source.id: record for record in documents},
            {record.source.id: record.originator for record in documents},
            outline,
            subject,
            Superseding(gists, subject.names),
            _greatest((gist.source, gist.end) for gist in gists),
            _greatest((gist.unit, gist.value) for gist in gists if gist.value is not None),
            outline.as_of.toordinal() if outline.as_of is not None else None,
        )

    def originators(self, sources: Iterable[str]) -> frozenset[str]:
        """Who first published some sources; reprints of one agency's text are one originator."""
        return frozenset([self.originator[source] for source in sources])

    def nearness_in_time(self, first: int | None, last: int | None) -> float:
        """1 for what the as-of date lies in, half ten weeks before or after it, and so on; 0 if undated.

        Args:
            first: the ordinal of its first day.
            last: that of its last.
        """
        if first is None or last is None or self.today is None:
            return 0.0
        return _nearness(max(0, self.today - last, first - self.today))

    def place(self, gist: Gist) -> float:
        """How far down its source a fact stands, from 0 to 1."""
        return gist.start / (self.reach[gist.source] or 1)

    def size(self, figure: Gist) -> float:
        """From 0 to 1: how large a figure is among those of its unit, in orders of magnitude."""
        largest = max(0.0, self.largest[figure.unit])
        return log10(1 + max(0.0, figure.value or 0.0)) / (log10(1 + largest) or 1.0)

    def parties_named(self, parties: Iterable[str]) -> float:
        """The share of the brief's parties that are among `parties`."""
        among = frozenset(parties)
        return sum(party.id in among for party in self.outline.parties) / (len(self.outline.parties) or 1)


def _greatest(pairs: Iterable[tuple[Key, Number]]) -> dict[Key, Number]:
    """For each key the greatest of its numbers."""
    greatest: dict[Key, Number] = {}
    for key, number in pairs:
        if key not in greatest or number > greatest[key]:
            greatest[key] = number
    return greatest


@cache
def _nearness(days: int) -> float:
    return float(0.5 ** (days / 7 / HALF_LIFE))
