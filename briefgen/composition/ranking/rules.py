"""The rules of ranking: every reason for a fact to come first, with its name and its weight."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from briefgen.composition.ranking import measures as m
from briefgen.composition.ranking import standing as s
from briefgen.composition.ranking.desk import Desk
from briefgen.composition.ranking.gist import Gist
from briefgen.models import Context, Event, FactKind, Figure, NextStep, Position

Kind = TypeVar("Kind", Position, Figure, Event, NextStep, Context)


class OfFact(NamedTuple, Generic[Kind]):
    """A reason for a fact to come first: `measure` gives 0 to 1 (or more), `weight` what that is worth.

    It looks at nothing but the fact: it is measured once, when the fact is found.
    """

    name: str
    weight: float
    measure: Callable[[Kind], float]


class AtDesk(NamedTuple):
    """The same where it depends on the other facts or on the brief: it is measured in each build.

    To measure it takes time: what the fact cannot be worth in any case is told without (`worth_at_most`).

    Attributes:
        most: what `measure` never exceeds for a fact of so many sources; it is never less than 0.
    """

    name: str
    weight: float
    measure: Callable[[Gist, Desk], float]
    most: Callable[[int], float] = s.whole

    def worth_at_most(self, sources: int) -> float:
        """What the rule never exceeds for a fact of so many sources."""
        return max(0.0, self.weight) * self.most(sources)


class Place(NamedTuple):
    """What the page budget takes a place in a section to be worth: the least goes first.

    Attributes:
        first: the worth of the section's best fact.
        loss: how much less each further one is worth, in the order of their scores.
    """

    first: float
    loss: float


POSITION_RULES: tuple[OfFact[Position] | AtDesk, ...] = (
    AtDesk("told by several originators", 3.0, s.corroborated, most=s.further_sources),
    AtDesk("early in its article", 2.0, s.early_among_statements),
    OfFact("in the speaker's own words", 2.5, m.own_words),
    OfFact("short enough to read at a glance", 1.0, m.readable),
    AtDesk("recent", 3.0, s.recent),
    OfFact("seniority of the speaker", 1.0, m.seniority),
    AtDesk("on an issue of the brief", 1.0, s.asked_for),
    AtDesk("near what the sources are about", 0.5, s.near_subject),
    AtDesk("in a source that is about the parties", 1.0, s.in_focused_source),
    OfFact("speaks of another party", 2.0, m.names_another),
    AtDesk("taken back by a later statement", -2.0, s.taken_back),
    OfFact("broken off or interrupted", -1.5, m.broken_off),
    OfFact("a question", -1.5, m.is_question),
    OfFact("says little without the sentence before", -2.5, m.says_little),
    OfFact("does more than state", 0.5, lambda position: float(position.stance != "states")),
)

FIGURE_RULES: tuple[OfFact[Figure] | AtDesk, ...] = (
    AtDesk("told by several originators", 3.0, s.corroborated, most=s.further_sources),
    OfFact("put differently by the sources", 2.0, lambda figure: float(figure.differ)),
    AtDesk("names the parties", 2.0, s.names_parties),
    AtDesk("on an issue of the brief", 1.5, s.asked_for),
    AtDesk("near what the sources are about", 2.0, s.near_subject),
    AtDesk("in a source that is about the parties", 1.0, s.in_focused_source),
    OfFact("has a period", 1.0, lambda figure: float(figure.period is not None)),
    OfFact("said by a party", 1.0, m.has_speaker),
    OfFact("an amount or a share", 0.5, m.is_amount_or_share),
    AtDesk("recent", 1.0, s.recent),
    AtDesk("large in its unit", 0.5, s.large_in_its_unit),
    OfFact("a small count", -1.5, m.is_small_count),
    OfFact("no more than an adjective", -1.5, m.is_adjective),
    OfFact("without digits", -1.0, m.is_spelt_loosely),
    OfFact("its clause continues another", -0.5, m.continues_another),
)

CONTEXT_RULES: tuple[OfFact[Context] | AtDesk, ...] = (
    AtDesk("told by several originators", 2.0, s.corroborated, most=s.further_sources),
    AtDesk("names the parties", 2.0, s.names_parties),
    AtDesk("on an issue of the brief", 2.0, s.asked_for),
    AtDesk("near what the sources are about", 2.0, s.near_subject),
    AtDesk("in a source that is about the parties", 1.5, s.in_focused_source),
    AtDesk("early in its article", 1.0, s.early),
    AtDesk("recent", 0.5, s.recent),
    OfFact("short enough to read at a glance", 0.5, m.readable),
    OfFact("continues another sentence", -1.0, m.continues_another),
)

EVENT_RULES: tuple[OfFact[Event] | AtDesk, ...] = (
    AtDesk("told by several originators", 2.0, s.corroborated, most=s.further_sources),
    AtDesk("names the parties", 2.0, s.names_parties),
    AtDesk("on an issue of the brief", 1.5, s.asked_for),
    AtDesk("near what the sources are about", 1.5, s.near_subject),
    AtDesk("in a source that is about the parties", 1.0, s.in_focused_source),
    OfFact("its day is known", 0.5, m.day_known),
    AtDesk("near the as-of date", 2.0, s.near_in_time),
    OfFact("short enough to read at a glance", 0.5, m.readable),
    OfFact("continues another sentence", -1.0, m.continues_another),
)

STEP_RULES: tuple[OfFact[NextStep] | AtDesk, ...] = (
    AtDesk("told by several originators", 2.0, s.corroborated, most=s.further_sources),
    OfFact("has a date", 2.0, m.day_known),
    AtDesk("soon", 2.0, s.near_in_time),
    OfFact("names who acts", 1.0, m.names_actor),
    OfFact("announced rather than hoped for", 1.5, m.certain),
    AtDesk("names the parties", 1.5, s.names_parties),
    AtDesk("on an issue of the brief", 1.0, s.asked_for),
    AtDesk("near what the sources are about", 1.5, s.near_subject),
    AtDesk("in a source that is about the parties", 1.0, s.in_focused_source),
    OfFact("short enough to read at a glance", 0.5, m.readable),
)

RULES: Mapping[FactKind, Sequence[OfFact[Any] | AtDesk]] = {
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
