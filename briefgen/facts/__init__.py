"""Extractions to facts: positions, figures, events, next steps and context, merged over the sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeVar

from briefgen.facts.article import Article
from briefgen.facts.figures import find_figures
from briefgen.facts.grounding import stands
from briefgen.facts.likeness import Likeness, likeness
from briefgen.facts.merging import merged, united
from briefgen.facts.narration import find_narration
from briefgen.facts.positions import find_positions
from briefgen.facts.regrouping import Changes, Place, regrouped
from briefgen.facts.sameness import filed_under, same_facts, sought_under
from briefgen.facts.steps import find_steps
from briefgen.models import (
    Context,
    Document,
    Event,
    Evidence,
    Extraction,
    Fact,
    FactKind,
    Figure,
    Issue,
    NextStep,
    Position,
    Rejected,
    Span,
)

__all__ = [
    "KINDS",
    "Changes",
    "FactSet",
    "Likeness",
    "Place",
    "SourceFacts",
    "derive_facts",
    "filed_under",
    "grounded",
    "likeness",
    "merge_facts",
    "regrouped",
    "same_facts",
    "sought_under",
    "united",
]

F = TypeVar("F", Position, Figure, Event, NextStep, Context)


KINDS: Final[tuple[FactKind, ...]] = ("position", "figure", "event", "next-step", "context")
"""In the order in which facts are listed."""


class SourceFacts(NamedTuple):
    """The facts of one source, before they are compared with those of others."""

    positions: tuple[Position, ...]
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    steps: tuple[NextStep, ...]
    contexts: tuple[Context, ...]
    rejected: tuple[Rejected, ...]

    @property
    def by_kind(self) -> dict[FactKind, tuple[Fact, ...]]:
        """The facts under the names of their kinds, in the order in which kinds are listed."""
        kinds = self.positions, self.figures, self.events, self.steps, self.contexts
        return dict(zip(KINDS, kinds, strict=True))


class FactSet(NamedTuple):
    """The facts of all sources, by kind and then in the order of the sources; and what became none."""

    facts: tuple[Fact, ...]
    rejected: tuple[Rejected, ...]


def derive_facts(
    document: Document,
    extraction: Extraction,
    *,
    parties: frozenset[str],
    issues: Sequence[Issue] = (),
    voice: str | None = None,
) -> SourceFacts:
    """The facts of one document.

    Args:
        document: what was read.
        extraction: what was found in it.
        parties: ids of the brief's parties; whoever speaks for none of them holds no position.
        issues: what the brief is about.
        voice: the party that the document itself speaks for, as a ministry's statement does; none for news.
    """
    article = Article(document, extraction, parties, voice)
    positions, rejected = find_positions(article, issues)
    figures = find_figures(article)
    steps, unclear = find_steps(article)
    taken = [
        Span(start=item.start, end=item.end)
        for step in steps
        for item in step.evidence
        if item.role == "statement"
    ]
    events, contexts = find_narration(article, issues, taken)
    found = SourceFacts(
        tuple(positions), tuple(figures), tuple(events), tuple(steps), tuple(contexts), (*rejected, *unclear)
    )
    return grounded(found, document)


def grounded(found: SourceFacts, document: Document) -> SourceFacts:
    """The facts whose evidence stands in the document; those whose does not are rejected with a reason."""
    lost: list[Rejected] = []

    def standing(facts: Sequence[F]) -> tuple[F, ...]:
        kept = []
        for fact in facts:
            missing = next((item for item in fact.evidence if not stands(item, document)), None)
            if missing is None:
                kept.append(fact)
            else:
                lost.append(_not_aligned(fact, missing))
        return tuple(kept)

    return SourceFacts(
        standing(found.positions),
        standing(found.figures),
        standing(found.events),
        standing(found.steps),
        standing(found.contexts),
        (*found.rejected, *lost),
    )


def merge_facts(sources: Sequence[SourceFacts]) -> FactSet:
    """The facts of all sources, each statement once; their evidence is that of the sources, and no other."""
    facts: dict[str, Fact] = {}
    for kind in KINDS:
        for fact in merged([fact for source in sources for fact in source.by_kind[kind]]):
            facts.setdefault(fact.id, fact)
    return FactSet(tuple(facts.values()), tuple(item for source in sources for item in source.rejected))


def _not_aligned(fact: Fact, lost: Evidence) -> Rejected:
    return Rejected(
        kind=fact.kind,
        text=fact.text,
        reason="not-aligned",
        source=lost.source,
        start=lost.start,
        end=lost.end,
    )
