"""Why a fact stands where it stands, or why it was left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefgen.composition.ranking import RULES, Desk, best_first
from briefgen.models import (
    Brief,
    DocumentRecord,
    Fact,
    Model,
    Outline,
    Position,
)


class Weighed(NamedTuple):
    """A rule with what it measured on a fact, and what that is worth."""

    rule: str
    weight: float
    measure: float

    @property
    def worth(self) -> float:
        """Weight times measure."""
        return self.weight * self.measure


class Explanation(NamedTuple):
    """Why a fact stands where it stands.

    Attributes:
        sections: ids of the sections that print it, in reading order; empty if it is left out.
        reason: why it was left out, or none.
        weighed: the rules, for a position.
        rank: its place among its party's positions, from 1; none for other kinds of facts.
        rivals: how many positions its party has.
    """

    fact: Fact
    sections: tuple[str, ...]
    reason: str | None
    weighed: tuple[Weighed, ...] = ()
    rank: int | None = None
    rivals: int = 0


def explain(
    fact: Fact, facts: Sequence[Fact], documents: Sequence[DocumentRecord], outline: Outline, brief: Brief
) -> Explanation:
    """Why `fact` is where it is in `brief`, which was composed from `facts`."""
    sections = tuple(section.id for section in brief.sections if fact.id in set(_facts_in(section)))
    reason = next((item.reason for item in brief.left_out if item.fact == fact.id), None)
    if not isinstance(fact, Position):
        return Explanation(fact, sections, reason)
    desk = Desk.of(facts, documents, outline)
    rivals = [other for other in facts if isinstance(other, Position) and other.party == fact.party]
    return Explanation(
        fact,
        sections,
        reason,
        tuple(Weighed(rule.name, rule.weight, rule.measure(fact, desk)) for rule in RULES),
        best_first(rivals, desk).index(fact) + 1,
        len(rivals),
    )


def _facts_in(part: object) -> list[str]:
    """Ids of the facts that a part of a brief prints, wherever they stand in it."""
    if isinstance(part, tuple):
        return [found for item in part for found in _facts_in(item)]
    if not isinstance(part, Model):
        return []
    own = [*([part.fact] if hasattr(part, "fact") else []), *getattr(part, "facts", ())]
    return own + [found for name in type(part).model_fields for found in _facts_in(getattr(part, name))]
