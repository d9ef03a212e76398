"""Which facts go into which section."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from briefgen.composition.ranking import Desk, Gist, Ranking
from briefgen.models import (
    Change,
    Context,
    Event,
    Fact,
    FactKind,
    Figure,
    LeftOutReason,
    NextStep,
    Position,
    Stance,
)
from briefgen.terms import beginning_with, touches

Kind = TypeVar("Kind", Position, Figure, Event, NextStep, Context)
Told = TypeVar("Told", Position, Gist)
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


class Cell(NamedTuple, Generic[Told]):
    """What a party says on an issue.

    Attributes:
        statements: those that are printed.
        found: how many there are in the sources, printed or not.
        elsewhere: whether the party touches the issue in statements that all stand under others.
    """

    statements: tuple[Told, ...]
    found: int
    elsewhere: bool = False

    @property
    def silent(self) -> bool:
        """Whether the party says nothing on the issue."""
        return not (self.found or self.elsewhere)


SILENCE: Cell[Gist] = Cell((), 0)


class Row(NamedTuple, Generic[Told]):
    """An issue (without issues a stance), with a cell for each party in the brief's order.

    Attributes:
        label: the issue or stance; of the statements on no issue, what they are called.
        cells: one for each party.
        asked: whether it is an issue that brief.toml names.
    """

    label: str
    cells: tuple[Cell[Told], ...]
    asked: bool = False

    @property
    def statements(self) -> Iterator[Told]:
        """What is printed in the row; it is no row of the table where that is nothing."""
        return (statement for cell in self.cells for statement in cell.statements)

    @property
    def found(self) -> int:
        """How many statements there are in the sources, of all parties."""
        return sum(cell.found for cell in self.cells)

    @property
    def silent(self) -> bool:
        """Whether all parties are."""
        return all(cell.silent for cell in self.cells)


class Selection(NamedTuple):
    """The facts of each section, in printing order.

    Attributes:
        lead: the most central position of each party that has one.
        rows: every issue in the order of the brief, with or without statements.
        news: what changed since the edition before, most important first.
    """

    lead: tuple[Position, ...]
    rows: tuple[Row[Position], ...]
    background: tuple[Event | Context, ...]
    figures: tuple[Figure, ...]
    timeline: tuple[Event | NextStep, ...]
    steps: tuple[NextStep, ...]
    news: tuple[News, ...] = ()

    def found(self, at: int) -> int:
        """How many statements there are in the sources of the party with this place in the brief."""
        return sum(row.cells[at].found for row in self.rows)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every selected fact once, in reading order."""
        cells = [position for row in self.rows for position in row.statements]
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


class Picked(NamedTuple):
    """The gists of what is chosen for each section, the best first; see `Selection`."""

    lead: Sequence[Gist]
    rows: Sequence[Row[Gist]]
    background: Sequence[Gist]
    figures: Sequence[Gist]
    timeline: Sequence[Gist]
    steps: Sequence[Gist]

    @property
    def ids(self) -> dict[str, None]:
        """Ids of the facts, each once."""
        cells = (gist for row in self.rows for gist in row.statements)
        others = (self.lead, self.background, self.figures, self.timeline, self.steps)
        return dict.fromkeys(gist.id for gist in chain(cells, *others))


def kept_out(gists: Iterable[Gist], desk: Desk) -> dict[str, LeftOutReason]:
    """Ids of the facts that are not printed however much room there is, and why."""
    out: dict[str, LeftOutReason] = {}
    for gist in gists:
        if gist.leans:
            out[gist.id] = "leans-on-its-article"
        elif gist.kind != "position" and desk.subject.leaves_out(gist):
            # What a party says is printed even if it is beside the subject.
            out[gist.id] = "told-in-passing"
    return out


def pick(gists: Iterable[Gist], ranking: Ranking, room: Room, out: Container[str]) -> Picked:
    """What the brief prints within `room`, without what is kept `out`."""
    desk = ranking.desk
    kinds: dict[FactKind, list[Gist]] = defaultdict(list)
    unprinted: list[Gist] = []
    for gist in gists:
        if gist.id not in out:
            kinds[gist.kind].append(gist)
        elif gist.kind == "position":
            unprinted.append(gist)
    events, steps, figures = kinds["event"], kinds["next-step"], ranking.best(room.figures, kinds["figure"])
    clauses = {figure.clause for figure in figures}
    told: list[Gist] = []
    for position in kinds["position"]:
        (unprinted if _only_counts(position, clauses) else told).append(position)
    cells = _cells(told, unprinted, ranking, room)
    cells |= {place: Cell((), 0, elsewhere=True) for place in _elsewhere(cells, [*told, *unprinted], desk)}
    ahead = ranking.best(room.steps, [step for step in steps if _lies_ahead(step, desk)])
    return Picked(
        lead=_lead(cells, ranking),
        rows=tuple(_rows(cells, desk, room)),
        # Where there is a timeline it tells what happened; background need not say it again.
        background=ranking.best(room.background, kinds["context"] or events),
        figures=figures,
        timeline=_timeline(events, steps, ahead, ranking, room),
        steps=ahead,
    )


def _timeline(
    events: Iterable[Gist], steps: Iterable[Gist], ahead: Iterable[Gist], ranking: Ranking, room: Room
) -> list[Gist]:
    """The dated steps ahead, then as there is room the best of what happened, then of what was due."""
    dated = [step for step in ahead if step.days is not None]
    left = max(0, room.timeline - len(dated))
    past = ranking.best(left, [event for event in events if event.days is not None])
    passed = [step for step in steps if step.days is not None and not _lies_ahead(step, ranking.desk)]
    return [*dated, *past, *ranking.best(left - len(past), passed)]


def in_printing_order(picked: Picked, facts: Mapping[str, Fact], desk: Desk) -> Selection:
    """The facts themselves, in the order in which each section prints them."""
    timeline: tuple[Event | NextStep, ...]
    background: tuple[Event | Context, ...]
    timeline = (*_facts(Event, picked.timeline, facts), *_facts(NextStep, picked.timeline, facts))
    background = (*_facts(Event, picked.background, facts), *_facts(Context, picked.background, facts))
    return Selection(
        lead=_facts(Position, picked.lead, facts),
        rows=tuple(
            Row(
                row.label,
                tuple(
                    Cell(_facts(Position, cell.statements, facts), cell.found, cell.elsewhere)
                    for cell in row.cells
                ),
                row.asked,
            )
            for row in picked.rows
        ),
        background=tuple(sorted(background, key=_told)),
        figures=_with_their_clauses(_facts(Figure, picked.figures, facts)),
        timeline=tuple(sorted(timeline, key=lambda fact: (is_ahead(fact, desk), *_day(fact)))),
        steps=tuple(sorted(_facts(NextStep, picked.steps, facts), key=_step_order)),
    )


def _facts(kind: type[Kind], gists: Iterable[Gist], facts: Mapping[str, Fact]) -> tuple[Kind, ...]:
    found = (facts[gist.id] for gist in gists)
    return tuple(fact for fact in found if isinstance(fact, kind))


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


Place = tuple[str | None, str | None]
"""An issue or none, without issues a stance; and a party's id."""


def _cells(
    told: Iterable[Gist], unprinted: Iterable[Gist], ranking: Ranking, room: Room
) -> dict[Place, Cell[Gist]]:
    """What there is at each place: the best of the statements that can be told, and the number of all."""
    has_issues = bool(ranking.desk.outline.issues)

    def place(gist: Gist) -> Place:
        return gist.issue if has_issues else gist.stance, gist.party

    rivals: dict[Place, list[Gist]] = defaultdict(list)
    for gist in told:
        rivals[place(gist)].append(gist)
    others = Counter(map(place, unprinted))
    # At least one, even where no cell is printed: the best of a party's first ones leads it.
    return {
        key: Cell(tuple(ranking.best(max(1, room.cell), rivals[key])), len(rivals[key]) + others[key])
        for key in dict.fromkeys((*rivals, *others))
    }


def _elsewhere(cells: Container[Place], positions: Sequence[Gist], desk: Desk) -> Iterator[Place]:
    """Where a party touches an issue in nothing but statements that stand under another one."""
    for issue in desk.outline.issues:
        places = [(issue.name, party.id) for party in desk.outline.parties]
        if empty := [place for place in places if place not in cells]:
            terms = beginning_with(issue.terms)
            touching = {gist.party for gist in positions if touches(terms, gist.text)}
            yield from (place for place in empty if place[1] in touching)


def _only_counts(gist: Gist, counted: Container[str | None]) -> bool:
    """Whether a position is no more than a printed figure ("Almost 80,000 died in 2022", an agency says).

    What is quoted word for word is said to be heard, whatever it counts.
    """
    plain = gist.issue is None and gist.stance == "states" and gist.mode != "direct"
    return plain and gist.text in counted


def _lead(cells: Mapping[Place, Cell[Gist]], ranking: Ranking) -> list[Gist]:
    """The best of each party."""
    best: dict[str | None, Gist] = {}
    for gist in ranking.best_first(gist for cell in cells.values() for gist in cell.statements[:1]):
        best.setdefault(gist.party, gist)
    return [best[party.id] for party in ranking.desk.outline.parties if party.id in best]


def _rows(cells: Mapping[Place, Cell[Gist]], desk: Desk, room: Room) -> Iterator[Row[Gist]]:
    """Issues of brief.toml, in its order; without them, stances. As many have statements as there is room."""
    issues = [issue.name for issue in desk.outline.issues]
    left = room.rows
    for key in [*issues, None] if issues else STANCES:
        found = [cells.get((key, party.id), SILENCE) for party in desk.outline.parties]
        told = room.cell if left else 0
        shown = tuple(cell._replace(statements=cell.statements[:told]) for cell in found)
        row = Row(OTHER_ISSUES if key is None else key, shown, asked=key in issues)
        left -= any(row.statements)
        yield row


def _day(fact: Event | NextStep) -> tuple[str, str]:
    return (fact.date.days[0].isoformat() if fact.date else "", fact.text)


def _step_order(step: NextStep) -> tuple[bool, str, str]:
    """Dated steps first, by date."""
    return (step.date is None, *_day(step))


def is_ahead(fact: Event | NextStep, desk: Desk) -> bool:
    """Whether a fact is still to come on the as-of date; of what may be either, an event is past."""
    return _ends_ahead(fact.kind, fact.date.days[1].toordinal() if fact.date is not None else None, desk)


def _lies_ahead(gist: Gist, desk: Desk) -> bool:
    """The same of a fact's gist."""
    return _ends_ahead(gist.kind, gist.days[1] if gist.days is not None else None, desk)


def _ends_ahead(kind: FactKind, last: int | None, desk: Desk) -> bool:
    return kind == "next-step" and (last is None or desk.today is None or last >= desk.today)
