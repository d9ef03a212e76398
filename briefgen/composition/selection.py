"""Which facts go into which section, and what is left out for want of room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefgen.composition.ranking import Desk, best_first, leans_on_its_article
from briefgen.models import (
    Change,
    Context,
    Event,
    Evidence,
    Fact,
    Figure,
    LeftOut,
    LeftOutReason,
    NextStep,
    Party,
    Position,
    Stance,
)

STANCES: tuple[Stance, ...] = ("asks", "offers", "accepts", "rejects", "criticises", "states")
OTHER_ISSUES = "Other statements"


class Room(NamedTuple):
    """How much each section may hold before its length is looked at."""

    cell: int = 3
    rows: int = 8
    background: int = 6
    figures: int = 6
    timeline: int = 10
    steps: int = 6
    gaps: int = 6
    changes: int = 6

    def for_pages(self, pages: int) -> Room:
        """Room for a brief of `pages` pages: as it stands for two and fewer, more for more."""
        return Room(*(max(number, number * pages // 2) for number in self))


class News(NamedTuple):
    """A change that a reader should know.

    Attributes:
        fact: as it is now; none for what is gone.
        words: what is printed of it.
    """

    change: Change
    fact: Fact | None
    words: str


class Selection(NamedTuple):
    """The facts of each section, in printing order.

    Attributes:
        lead: the most central position of each party that has one.
        rows: label, and per party (in the brief's order) its statements.
        news: what changed since the edition before, most important first.
    """

    lead: tuple[Position, ...]
    rows: tuple[tuple[str, tuple[tuple[Position, ...], ...]], ...]
    background: tuple[Event | Context, ...]
    figures: tuple[Figure, ...]
    timeline: tuple[Event | NextStep, ...]
    steps: tuple[NextStep, ...]
    news: tuple[News, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every selected fact once, in reading order."""
        cells = [position for _, cells in self.rows for cell in cells for position in cell]
        return tuple(
            {
                fact.id: fact
                for fact in (
                    *self.lead,
                    *(item.fact for item in self.news if item.fact is not None),
                    *self.background,
                    *cells,
                    *self.figures,
                    *self.timeline,
                    *self.steps,
                )
            }.values()
        )


def select(facts: Sequence[Fact], desk: Desk, room: Room) -> Selection:
    """The facts that the brief prints, within `room`."""
    counted = {fact.what for fact in facts if isinstance(fact, Figure)}
    positions = [
        f
        for f in facts
        if isinstance(f, Position) and not leans_on_its_article(f) and not _only_counts(f, counted)
    ]
    events = [fact for fact in facts if isinstance(fact, Event)]
    steps = sorted((fact for fact in facts if isinstance(fact, NextStep)), key=_step_order)
    contexts = sorted((f for f in facts if isinstance(f, Context)), key=lambda f: -min(2, len(f.about)))
    figures = sorted((f for f in facts if isinstance(f, Figure)), key=lambda f: _figure_order(f, desk))
    ahead = [step for step in steps if is_ahead(step, desk)]
    dated: list[Event | NextStep] = [*events, *(step for step in steps if step.date)]
    # Where there is a timeline it tells what happened; background need not say it again.
    past: Sequence[Event] = sorted(events, key=_day)
    story: Sequence[Event | Context] = contexts or past
    return Selection(
        lead=_lead(positions, desk),
        rows=_rows(positions, desk, room),
        background=tuple(story[: room.background]),
        figures=tuple(figures[: room.figures]),
        timeline=tuple(sorted(dated, key=lambda fact: (is_ahead(fact, desk), *_day(fact)))[-room.timeline :]),
        steps=tuple(ahead[: room.steps]),
    )


def left_out(facts: Sequence[Fact], chosen: Selection) -> tuple[LeftOut, ...]:
    """Those of `facts` that are not chosen, with the section that they would be in, and why."""
    printed = {fact.id for fact in chosen.facts}
    spans = [(e.source, e.start, e.end) for fact in chosen.facts for e in fact.evidence if _is_statement(e)]
    section = {
        "position": "positions",
        "figure": "key-figures",
        "event": "timeline",
        "next-step": "next-steps",
        "context": "background",
    }
    return tuple(
        LeftOut(fact=fact.id, section=section[fact.kind], reason=_reason(fact, spans))
        for fact in facts
        if fact.id not in printed
    )


def _is_statement(item: Evidence) -> bool:
    return item.role == "statement"


def _reason(fact: Fact, spans: list[tuple[str, int, int]]) -> LeftOutReason:
    if isinstance(fact, Position) and leans_on_its_article(fact):
        return "leans-on-its-article"
    pieces = fact.pieces
    told = all(
        any(source == p.source and start <= p.start and p.end <= end + 1 for source, start, end in spans)
        for p in pieces
    )
    return "told-by-another" if told and pieces else "no-room"


def _only_counts(position: Position, counted: set[str]) -> bool:
    """Whether a position is no more than a key figure ("Almost 80,000 died in 2022", an agency says)."""
    return position.issue is None and position.stance == "states" and position.text in counted


def _lead(positions: Sequence[Position], desk: Desk) -> tuple[Position, ...]:
    leads = []
    for party in desk.outline.parties:
        mine = best_first([p for p in positions if p.party == party.id], desk)
        leads += mine[:1]
    return tuple(leads)


def _rows(
    positions: Sequence[Position], desk: Desk, room: Room
) -> tuple[tuple[str, tuple[tuple[Position, ...], ...]], ...]:
    """Issues of brief.toml, in its order; without them, stances. Rows where nobody speaks are absent."""
    issues = [issue.name for issue in desk.outline.issues]
    labels: dict[str, list[Position]] = {name: [] for name in issues or STANCES}
    if issues:
        labels[OTHER_ISSUES] = []
    for position in positions:
        labels[(position.issue or OTHER_ISSUES) if issues else position.stance].append(position)
    rows = [
        (label, tuple(_cell(mine, party, desk, room) for party in desk.outline.parties))
        for label, mine in labels.items()
    ]
    return tuple((label, cells) for label, cells in rows if any(cells))[: room.rows]


def _cell(positions: Sequence[Position], party: Party, desk: Desk, room: Room) -> tuple[Position, ...]:
    return tuple(best_first([p for p in positions if p.party == party.id], desk)[: room.cell])


def _day(fact: Event | NextStep) -> tuple[str, str]:
    return (fact.date.days[0].isoformat() if fact.date else "", fact.id)


def _step_order(step: NextStep) -> tuple[bool, str, str]:
    """Dated steps first, by date."""
    return (step.date is None, *_day(step))


def is_ahead(fact: Event | NextStep, desk: Desk) -> bool:
    """Whether a fact is still to come on the as-of date; of what may be either, an event is past."""
    as_of = desk.outline.as_of
    if isinstance(fact, Event) or fact.date is None or as_of is None:
        return isinstance(fact, NextStep)
    return fact.date.days[1] >= as_of


def _figure_order(figure: Figure, desk: Desk) -> tuple[int, int, int, float, str]:
    """Figures of several originators first, then those put differently, about more parties, the largest."""
    originators, parties = len(desk.originators(figure)), len(figure.about)
    return (-originators, -int(figure.differ), -parties, -figure.value, figure.id)
