"""From a fact to its gist: what is asked of the fact in each build is computed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from sys import intern
from typing import Any

from briefgen.composition.ranking import RULES, Gist, OfFact, Piece, leans_on_its_article
from briefgen.composition.ranking.gist import shared
from briefgen.models import Event, Evidence, Fact, Figure, NextStep, Position
from briefgen.terms import key_terms

__all__ = ["Fetch", "Gist", "gist"]

Fetch = Callable[[Iterable[str]], Mapping[str, Fact]]
"""Gives the facts with some ids."""

_MEASURES = {
    kind: tuple(rule.measure for rule in rules if isinstance(rule, OfFact)) for kind, rules in RULES.items()
}


def gist(fact: Fact) -> Gist:
    """What composing asks of `fact`; it depends on the fact and on the rules' measures alone."""
    first, further = fact.evidence[0], fact.pieces[1:]
    found = Gist(
        id=fact.id,
        kind=fact.kind,
        party=fact.party,
        sources=shared(tuple(map(intern, fact.sources))),
        about=shared(fact.about),
        text=fact.text,
        terms=_terms(fact.text),
        clause=None,
        clause_terms=None,
        source=intern(first.source),
        start=first.start,
        end=first.end,
        further=tuple(map(_piece, further)),
        published=fact.first_published.toordinal() if fact.first_published is not None else None,
        days=None,
        measures=shared(tuple([measure(fact) for measure in _MEASURES[fact.kind]])),
    )
    return found._replace(**_of_its_kind(fact))


def _of_its_kind(fact: Fact) -> dict[str, Any]:
    """The values that only facts of its kind have."""
    if isinstance(fact, Position):
        leans = leans_on_its_article(fact)
        return {name: getattr(fact, name) for name in ("order", "stance", "issue", "mode")} | {"leans": leans}
    if isinstance(fact, Figure):
        clause = {"clause": fact.what, "clause_terms": _terms(fact.what)}
        return clause | {"unit": fact.unit, "value": fact.value}
    if isinstance(fact, Event | NextStep) and fact.date is not None:
        first, last = fact.date.days
        return {"days": (first.toordinal(), last.toordinal())}
    return {}


def _terms(words: str) -> str:
    return " ".join(sorted(key_terms(words)))


def _piece(evidence: Evidence) -> Piece:
    return Piece(intern(evidence.source), evidence.start, evidence.end)
