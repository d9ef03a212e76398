"""Which facts go into which section, and what is left out for want of room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from briefgen.composition.ranking import Desk, Ranking, leans_on_its_article, telling
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
    Position,
    Stance,
)

Kind = TypeVar("Kind", Position, Figure, Event, NextStep, Context)

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
        along: changes that are told with it in a count: what else went with the source that it went with.
    """

    change: Change
    fact: Fact | None
    words: str
    along: tuple[Change, ...] = ()


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


def select(facts: Sequence[Fact], ranking: Ranking, room: Room) -> Selection:
    """The facts that the brief prints, within `room`."""
    desk = ranking.desk
    on_subject = [fact for fact in facts if not _is_in_passing(fact, desk)]
    events = ranking.best_first(_of_kind(Event, on_subject))
    contexts = ranking.best_first(_of_kind(Context, on_subject))
    figures = _with_their_clauses(ranking.best_first(_of_kind(Figure, on_subject))[: room.figures])
    steps = ranking.best_first(_of_kind(NextStep, on_subject))
    positions = ranking.best_first(_printable_positions(facts, figures))
    ahead = [step for step in steps if is_ahead(step, desk)][: room.steps]
    past: list[Event | NextStep] = [event for event in events if event.date is not None]
    past += [step for step in steps if step.date is not None and not is_ahead(step, desk)]
    dated: list[Event | NextStep] = [step for step in ahead if step.date is not None]
    dated += past[: max(0, room.timeline - len(dated))]
    # Where there is a timeline it tells what happened; background need not say it again.
    story: list[Context] | list[Event] = contexts or events
    return Selection(
        lead=_lead(positions, desk),
        rows=_rows(positions, desk, room),
        background=tuple(sorted(story[: room.background], key=_told)),
        figures=figures,
        timeline=tuple(sorted(dated, key=lambda fact: (is_ahead(fact, desk), *_day(fact)))),
        steps=tuple(sorted(ahead, key=_step_order)),
    )


def _printable_positions(facts: Sequence[Fact], figures: Sequence[Figure]) -> list[Position]:
    counted = {figure.what for figure in figures}
    return [
        position
        for position in _of_kind(Position, facts)
        if not leans_on_its_article(position) and not _only_counts(position, counted)
    ]


def _of_kind(kind: type[Kind], facts: Sequence[Fact]) -> list[Kind]:
    return [fact for fact in facts if isinstance(fact, kind)]


def _is_in_passing(fact: Fact, desk: Desk) -> bool:
    """Whether a fact that is no position is beside the subject; what a party says is printed all the same."""
    return not isinstance(fact, Position) and desk.subject.leaves_out(fact, telling(fact))


def _told(fact: Event | Context) -> tuple[str, str, int]:
    """The order of telling: the oldest source first, each in its own order."""
    first = fact.evidence[0]
    return (fact.first_published.isoformat() if fact.first_published else "", first.source, first.start)


def _with_their_clauses(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures in their order, but those of one clause beside the first of them."""
    clauses: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        clauses.setdefault((figure.what, figure.id if figure.differ else ""), []).append(figure)
    return tuple(figure for together in clauses.values() for figure in together)


def left_out(facts: Sequence[Fact], chosen: Selection, desk: Desk) -> tuple[LeftOut, ...]:
    """Those of `facts` that are not chosen, with the section that they would be in, and why."""
    printed = {fact.id for fact in chosen.facts}
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for item in (item for fact in chosen.facts for item in fact.evidence if _is_statement(item)):
        spans[item.source].append((item.start, item.end))
    section = {
        "position": "positions",
        "figure": "key-figures",
        "event": "timeline",
        "next-step": "next-steps",
        "context": "background",
    }
    return tuple(
        LeftOut(fact=fact.id, section=section[fact.kind], reason=_reason(fact, spans, desk))
        for fact in facts
        if fact.id not in printed
    )


def _is_statement(item: Evidence) -> bool:
    return item.role == "statement"


def _reason(fact: Fact, spans: Mapping[str, Sequence[tuple[int, int]]], desk: Desk) -> LeftOutReason:
    if isinstance(fact, Position) and leans_on_its_article(fact):
        return "leans-on-its-article"
    if _is_told(fact.evidence[0], spans) and all(_is_told(piece, spans) for piece in fact.pieces):
        return "told-by-another"
    return "told-in-passing" if _is_in_passing(fact, desk) else "no-room"


def _is_told(piece: Evidence, spans: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    """Whether the words of a printed fact hold those of the piece."""
    printed = spans.get(piece.source, ())
    return any(start <= piece.start and piece.end <= end + 1 for start, end in printed)


def _only_counts(position: Position, counted: set[str]) -> bool:
    """Whether a position is no more than a printed figure ("Almost 80,000 died in 2022", an agency says).

    What is quoted word for word is said to be heard, whatever it counts.
    """
    plain = position.issue is None and position.stance == "states" and position.mode != "direct"
    return plain and position.text in counted


def _lead(ranked: Sequence[Position], desk: Desk) -> tuple[Position, ...]:
    """The best of each party."""
    best: dict[str | None, Position] = {}
    for position in ranked:
        best.setdefault(position.party, position)
    return tuple(best[party.id] for party in desk.outline.parties if party.id in best)


def _rows(
    ranked: Sequence[Position], desk: Desk, room: Room
) -> tuple[tuple[str, tuple[tuple[Position, ...], ...]], ...]:
    """Issues of brief.toml, in its order; without them, stances. Rows where nobody speaks are absent."""
    issues = [issue.name for issue in desk.outline.issues]
    labels = [*issues, OTHER_ISSUES] if issues else list(STANCES)
    cells: dict[tuple[str, str | None], list[Position]] = defaultdict(list)
    for position in ranked:
        label = (position.issue or OTHER_ISSUES) if issues else position.stance
        cells[label, position.party].append(position)
    rows = [
        (label, tuple(tuple(cells.get((label, party.id), ())[: room.cell]) for party in desk.outline.parties))
        for label in labels
    ]
    return tuple((label, cells) for label, cells in rows if any(cells))[: room.rows]


def _day(fact: Event | NextStep) -> tuple[str, str]:
    return (fact.date.days[0].isoformat() if fact.date else "", fact.text)


def _step_order(step: NextStep) -> tuple[bool, str, str]:
    """Dated steps first, by date."""
    return (step.date is None, *_day(step))


def is_ahead(fact: Event | NextStep, desk: Desk) -> bool:
    """Whether a fact is still to come on the as-of date; of what may be either, an event is past."""
    as_of = desk.outline.as_of
    if isinstance(fact, Event) or fact.date is None or as_of is None:
        return isinstance(fact, NextStep)
    return fact.date.days[1] >= as_of
