"""Extractions to facts: positions, figures, events, next steps and context, merged over the sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefgen.facts.article import Article
from briefgen.facts.figures import find_figures
from briefgen.facts.grounding import stands
from briefgen.facts.merging import merged
from briefgen.facts.narration import find_narration
from briefgen.facts.positions import find_positions
from briefgen.facts.steps import find_steps
from briefgen.models import (
    Context,
    Document,
    Event,
    Evidence,
    Extraction,
    Fact,
    Figure,
    Issue,
    NextStep,
    Position,
    Rejected,
    Span,
)

__all__ = ["FactSet", "SourceFacts", "derive_facts", "merge_facts"]


class SourceFacts(NamedTuple):
    """The facts of one source, before they are compared with those of others."""

    positions: tuple[Position, ...]
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    steps: tuple[NextStep, ...]
    contexts: tuple[Context, ...]
    rejected: tuple[Rejected, ...]


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
    return SourceFacts(
        tuple(positions), tuple(figures), tuple(events), tuple(steps), tuple(contexts), (*rejected, *unclear)
    )


def merge_facts(sources: Sequence[SourceFacts], documents: Sequence[Document]) -> FactSet:
    """The facts of all sources, each statement once.

    Args:
        sources: the facts of each, as `derive_facts` gives them.
        documents: those whose text is at hand: a fact whose evidence does not stand in one of them is
            rejected with a reason, before it is compared. Facts of other sources are as they were derived.
    """
    by_id = {document.source.id: document for document in documents}
    rejected = [item for source in sources for item in source.rejected]
    facts: dict[str, Fact] = {}
    for kind in ("positions", "figures", "events", "steps", "contexts"):
        standing: list[Fact] = []
        for fact in (fact for source in sources for fact in getattr(source, kind)):
            lost = _lost(fact, by_id)
            if lost is None:
                standing.append(fact)
            else:
                rejected.append(_not_aligned(fact, lost))
        for fact in merged(standing):
            facts.setdefault(fact.id, fact)
    return FactSet(tuple(facts.values()), tuple(rejected))


def _lost(fact: Fact, documents: Mapping[str, Document]) -> Evidence | None:
    """The first evidence of a fact that does not stand in its document, of those at hand."""
    at_hand = (item for item in fact.evidence if item.source in documents)
    return next((item for item in at_hand if not stands(item, documents[item.source])), None)


def _not_aligned(fact: Fact, lost: Evidence) -> Rejected:
    return Rejected(
        kind=fact.kind,
        text=fact.text,
        reason="not-aligned",
        source=lost.source,
        start=lost.start,
        end=lost.end,
    )
