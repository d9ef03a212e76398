"""What ranking looks up: made once for all facts of a brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import log10
from typing import NamedTuple

from briefgen.composition.ranking.subject import Subject
from briefgen.composition.ranking.superseding import superseding
from briefgen.models import DocumentRecord, Fact, Figure, Outline, Position, When

HALF_LIFE = 10.0
"""What is published so many weeks before the as-of date is worth half of what is published on it."""


class Desk(NamedTuple):
    """What ranking looks up.

    Attributes:
        documents: the sources' records, by id.
        outline: what the brief is to be.
        subject: what it is about.
        superseded: for the id of each position that is taken back, the later statement that does.
        reach: for each source how far into it its facts go, in code points.
        largest: for each unit the largest value that a figure has.
    """

    documents: Mapping[str, DocumentRecord]
    outline: Outline
    subject: Subject
    superseded: Mapping[str, Position]
    reach: Mapping[str, int]
    largest: Mapping[str | None, float]

    @classmethod
    def of(cls, facts: Sequence[Fact], documents: Sequence[DocumentRecord], outline: Outline) -> Desk:
        """The desk for all facts of a brief."""
        subject = Subject.of(facts, outline)
        positions = [fact for fact in facts if isinstance(fact, Position)]
        terms = {position.text: subject.terms[position.text] - subject.names for position in positions}
        reach: dict[str, int] = {}
        largest: dict[str | None, float] = {}
        for fact in facts:
            first = fact.evidence[0]
            reach[first.source] = max(reach.get(first.source, 0), first.end)
            if isinstance(fact, Figure):
                largest[fact.unit] = max(largest.get(fact.unit, 0.0), fact.value)
        return cls(
            {record.source.id: record for record in documents},
            outline,
            subject,
            superseding(positions, terms),
            reach,
            largest,
        )

    def originators(self, fact: Fact) -> frozenset[str]:
        """Who first published what a fact rests on; reprints of one agency's text are one originator."""
        return frozenset(self.documents[source].originator for source in fact.sources)

    def recency(self, fact: Fact) -> float:
        """1 for what is published on the as-of date, half after ten weeks, and so on; 0 if undated."""
        return self._nearness(fact.first_published, fact.first_published)

    def nearness_in_time(self, when: When | None) -> float:
        """The same for a date, before or after the as-of date."""
        return self._nearness(*when.days) if when is not None else 0.0

    def place(self, fact: Fact) -> float:
        """How far down its source a fact stands, from 0 to 1."""
        first = fact.evidence[0]
        return first.start / (self.reach[first.source] or 1)

    def size(self, figure: Figure) -> float:
        """From 0 to 1: how large a figure is among those of its unit, in orders of magnitude."""
        return log10(1 + max(0.0, figure.value)) / (log10(1 + self.largest[figure.unit]) or 1.0)

    def parties_named(self, parties: Iterable[str]) -> float:
        """The share of the brief's parties that are among `parties`."""
        return len(set(parties)) / (len(self.outline.parties) or 1)

    def _nearness(self, first: date | None, last: date | None) -> float:
        as_of = self.outline.as_of
        if first is None or last is None or as_of is None:
            return 0.0
        days = max(0, (as_of - last).days, (first - as_of).days)
        return float(0.5 ** (days / 7 / HALF_LIFE))
