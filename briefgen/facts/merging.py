"""One statement in two sources is one fact with two pieces of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from briefgen.facts.grounding import identify
from briefgen.facts.likeness import likeness
from briefgen.facts.sameness import same_facts
from briefgen.models import Context, Event, Evidence, Fact, FactKind, Figure, NextStep, Position

_PREFERENCE = {"direct": 0, "mixed": 1, "indirect": 2}

F = TypeVar("F", Position, Figure, Event, NextStep, Context)


def merged(facts: Sequence[Fact]) -> list[Fact]:
    """Facts of one kind, those that are the same made one; the first of each decides the order."""
    groups = same_facts([likeness(fact) for fact in facts])
    return [united([facts[number] for number in group]) for group in groups]


def united(group: Sequence[Fact]) -> Fact:
    """The one fact that a group of the same, all of one kind, makes: with the evidence of all."""
    return group[0] if len(group) == 1 else _UNITE[group[0].kind](group)


def _distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))


def _united(group: Sequence[F], key: Callable[[F], bool] = lambda _: False) -> F:
    """The first fact of the group (by `key`, then order) with the evidence of all."""
    first, *others = sorted(group, key=key)
    evidence = _distinct(item for fact in (first, *others) for item in fact.evidence)
    dates = [fact.first_published for fact in group if fact.first_published is not None]
    return first.model_copy(
        update={
            "id": identify(first.kind, first.text, evidence),
            "evidence": evidence,
            "first_published": min(dates, default=None),
            "about": tuple(sorted({party for fact in group for party in fact.about})),
            "hedges": tuple(sorted({hedge for fact in group for hedge in fact.hedges})),
        }
    )


def _one_position(group: Sequence[Position]) -> Position:
    """The most direct wording stands for all; office, date and issue come from whichever source has them."""
    ranked = sorted(group, key=lambda p: _PREFERENCE[p.mode])
    found = _united(ranked)
    named = next((p for p in ranked if p.office is not None), ranked[0])
    return found.model_copy(
        update={
            "speaker": named.speaker,
            "office": max((p.office or "" for p in ranked), key=len) or None,
            "date": next((p.date for p in ranked if p.date is not None), None),
            "issue": next((p.issue for p in ranked if p.issue is not None), None),
            "order": min(p.order for p in ranked),
        }
    )


def _one_figure(group: Sequence[Figure]) -> Figure:
    found = _united(group)
    accounts = tuple(dict.fromkeys(account for figure in group for account in figure.accounts))
    by_source = {account.source: account for account in reversed(accounts)}
    distinct = {(figure.value, figure.value_high, figure.modifier) for figure in group}
    return found.model_copy(
        update={
            "accounts": accounts,
            "glosses": tuple(dict.fromkeys(gloss for figure in group for gloss in figure.glosses)),
            "differ": len(by_source) > 1 and len(distinct) > 1,
            "period": next((figure.period for figure in group if figure.period is not None), None),
        }
    )


def _one_step(group: Sequence[NextStep]) -> NextStep:
    """A dated report stands for all."""
    return _united(group, key=lambda step: step.date is None)


_UNITE: dict[FactKind, Callable[[Any], Fact]] = {
    "position": _one_position,
    "figure": _one_figure,
    "event": _united,
    "next-step": _one_step,
    "context": _united,
}
