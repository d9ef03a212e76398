"""The rules of ranking: every reason for a fact to come first, with its name and its weight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from briefgen.composition.ranking import measures as m
from briefgen.composition.ranking.desk import Desk
from briefgen.models import Context, Event, Fact, Figure, NextStep, Position
from briefgen.models.facts import FactKind

Kind = TypeVar("Kind", Position, Figure, Event, NextStep, Context)
AnyFact = TypeVar("AnyFact", bound=Fact)


class Rule(NamedTuple, Generic[Kind]):
    """A reason for a fact to come first: `measure` gives 0 to 1 (or more), `weight` what that is worth."""

    name: str
    weight: float
    measure: Callable[[Kind, Desk], float]


class Place(NamedTuple):
    """What the page budget takes a place in a section to be worth: the least goes first.

    Attributes:
        first: the worth of the section's best fact.
        loss: how much less each further one is worth, in the order of their scores.
    """

    first: float
    loss: float


POSITION_RULES: tuple[Rule[Position], ...] = (
    Rule("told by several originators", 3.0, m.corroborated),
    Rule("early in its article", 2.0, lambda position, _: 1 - position.order),
    Rule("in the speaker's own words", 2.5, m.own_words),
    Rule("short enough to read at a glance", 1.0, m.readable),
    Rule("recent", 3.0, m.recent),
    Rule("seniority of the speaker", 1.0, m.seniority),
    Rule("on an issue of the brief", 1.0, m.asked_for),
    Rule("near what the sources are about", 0.5, m.near_subject),
    Rule("in a source that is about the parties", 1.0, m.in_focused_source),
    Rule("speaks of another party", 2.0, m.names_another),
    Rule("taken back by a later statement", -2.0, m.taken_back),
    Rule("broken off or interrupted", -1.5, m.broken_off),
    Rule("a question", -1.5, m.is_question),
    Rule("says little without the sentence before", -2.5, m.says_little),
    Rule("does more than state", 0.5, lambda position, _: float(position.stance != "states")),
)

FIGURE_RULES: tuple[Rule[Figure], ...] = (
    Rule("told by several originators", 3.0, m.corroborated),
    Rule("put differently by the sources", 2.0, lambda figure, _: float(figure.differ)),
    Rule("names the parties", 2.0, m.names_parties),
    Rule("on an issue of the brief", 1.5, m.asked_for),
    Rule("near what the sources are about", 2.0, m.near_subject),
    Rule("in a source that is about the parties", 1.0, m.in_focused_source),
    Rule("has a period", 1.0, lambda figure, _: float(figure.period is not None)),
    Rule("said by a party", 1.0, m.has_speaker),
    Rule("an amount or a share", 0.5, m.is_amount_or_share),
    Rule("recent", 1.0, m.recent),
    Rule("large in its unit", 0.5, lambda figure, desk: desk.size(figure)),
    Rule("a small count", -1.5, m.is_small_count),
    Rule("no more than an adjective", -1.5, m.is_adjective),
    Rule("without digits", -1.0, m.is_spelt_loosely),
    Rule("its clause continues another", -0.5, m.continues_another),
)

CONTEXT_RULES: tuple[Rule[Context], ...] = (
    Rule("told by several originators", 2.0, m.corroborated),
    Rule("names the parties", 2.0, m.names_parties),
    Rule("on an issue of the brief", 2.0, m.asked_for),
    Rule("near what the sources are about", 2.0, m.near_subject),
    Rule("in a source that is about the parties", 1.5, m.in_focused_source),
    Rule("early in its article", 1.0, m.early),
    Rule("recent", 0.5, m.recent),
    Rule("short enough to read at a glance", 0.5, m.readable),
    Rule("continues another sentence", -1.0, m.continues_another),
)

EVENT_RULES: tuple[Rule[Event], ...] = (
    Rule("told by several originators", 2.0, m.corroborated),
    Rule("names the parties", 2.0, m.names_parties),
    Rule("on an issue of the brief", 1.5, m.asked_for),
    Rule("near what the sources are about", 1.5, m.near_subject),
    Rule("in a source that is about the parties", 1.0, m.in_focused_source),
    Rule("its day is known", 0.5, m.day_known),
    Rule("near the as-of date", 2.0, m.near_in_time),
    Rule("short enough to read at a glance", 0.5, m.readable),
    Rule("continues another sentence", -1.0, m.continues_another),
)

STEP_RULES: tuple[Rule[NextStep], ...] = (
    Rule("told by several originators", 2.0, m.corroborated),
    Rule("has a date", 2.0, m.day_known),
    Rule("soon", 2.0, m.near_in_time),
    Rule("names who acts", 1.0, m.names_actor),
    Rule("announced rather than hoped for", 1.5, m.certain),
    Rule("names the parties", 1.5, m.names_parties),
    Rule("on an issue of the brief", 1.0, m.asked_for),
    Rule("near what the sources are about", 1.5, m.near_subject),
    Rule("in a source that is about the parties", 1.0, m.in_focused_source),
    Rule("short enough to read at a glance", 0.5, m.readable),
)

RULES: Mapping[FactKind, Sequence[Rule[Any]]] = {
    "position": POSITION_RULES,
    "figure": FIGURE_RULES,
    "event": EVENT_RULES,
    "next-step": STEP_RULES,
    "context": CONTEXT_RULES,
}

FIRST_IN_CELL = Place(8.0, 0.1)
"""The first statements of the table's cells go last of all, those of the last row first."""
FURTHER_IN_CELL = Place(3.5, 1.7)
"""A further statement says more of the same."""
LETTERS_PER_POINT = 200
"""A further statement is worth one less for so many characters."""
STEPS = Place(6.5, 0.6)
FIGURES = Place(6.3, 0.8)
PAST = Place(6.1, 1.5)
BACKGROUND = Place(6.0, 0.9)
NEWS = Place(7.5, 0.4)
"""What changed since the edition before, but for the first change, which stays."""


class Weighed(NamedTuple):
    """A rule with what it measured on a fact, and what that is worth."""

    rule: str
    weight: float
    measure: float

    @property
    def worth(self) -> float:
        """Weight times measure."""
        return self.weight * self.measure


def weigh(fact: Fact, desk: Desk) -> tuple[Weighed, ...]:
    """What each rule for its kind gives a fact."""
    return tuple(Weighed(rule.name, rule.weight, rule.measure(fact, desk)) for rule in RULES[fact.kind])


class Ranking:
    """The facts of a brief by score: how central each is, the sum of the rules for its kind."""

    def __init__(self, facts: Sequence[Fact], desk: Desk) -> None:
        self.desk = desk
        self._scores = {fact.id: score(fact, desk) for fact in facts}

    def score(self, fact: Fact) -> float:
        """How central a fact is."""
        return self._scores[fact.id]

    def best_first(self, facts: Iterable[AnyFact]) -> list[AnyFact]:
        """Facts, of kinds that compete for one place, by score; equals by place, then by their words."""
        return sorted(facts, key=self._key)

    def _key(self, fact: Fact) -> tuple[float, float, str, str]:
        order = fact.order if isinstance(fact, Position) else self.desk.place(fact)
        return -self._scores[fact.id], order, fact.text, fact.id


def score(fact: Fact, desk: Desk) -> float:
    """How central a fact is: the sum of the rules for its kind."""
    return sum((rule.weight * rule.measure(fact, desk) for rule in RULES[fact.kind]), start=0.0)
