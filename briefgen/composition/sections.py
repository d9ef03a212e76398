"""From selected facts to what is printed, section by section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from briefgen.composition.glossing import glossed, glossed_clause
from briefgen.composition.numbering import Numbering
from briefgen.composition.ranking import Desk
from briefgen.composition.selection import Selection, is_ahead
from briefgen.composition.trimming import trimmed
from briefgen.composition.wordings import sources_by_wording
from briefgen.models import (
    Background,
    BottomLine,
    BottomLineEntry,
    Context,
    DocumentRecord,
    Event,
    FactBase,
    Figure,
    FigureRow,
    KeyFigures,
    NextStep,
    NextStepRow,
    NextSteps,
    Position,
    PositionCell,
    PositionRow,
    Positions,
    SourceEntry,
    Sources,
    Statement,
    Timeline,
    TimelineEntry,
    When,
)
from briefgen.printing import (
    in_title,
    print_count,
    print_day,
    print_list,
    print_source,
    print_when,
)

METHOD = (
    "Made by briefgen: statements are selected, attributed and quoted exactly from the sources, "
    "not paraphrased and not checked for truth."
)


class Introductions:
    """Offices are printed where a speaker is first named, not again."""

    def __init__(self) -> None:
        self._named: set[str] = set()

    def office(self, position: Position) -> str | None:
        """The speaker's office, the first time; none after that."""
        if position.office is None or position.speaker in self._named:
            return None
        self._named.add(position.speaker)
        return position.office


def bottom_line(chosen: Selection, desk: Desk, numbering: Numbering) -> BottomLine | None:
    """Each party's most central position, then the next dated step."""
    lead = {position.party: position for position in chosen.lead}
    introductions = Introductions()
    if not lead and not any(step.date for step in chosen.steps):
        return None
    entries = [
        BottomLineEntry(
            label=in_title(party), statements=(_statement(lead[party.id], numbering, introductions),)
        )
        if party.id in lead
        else BottomLineEntry(label=in_title(party), note=_unsaid(desk, silent=not chosen.found(at)))
        for at, party in enumerate(desk.outline.parties)
    ]
    entries += [
        BottomLineEntry(label="Next", statements=(_step_statement(step, numbering),))
        for step in [step for step in chosen.steps if step.date][:1]
    ]
    return BottomLine(title="Bottom line", entries=tuple(entries))


def background(chosen: Selection, numbering: Numbering) -> Background | None:
    """Context first, then what happened, oldest first."""
    statements = tuple(_narrated(fact, numbering) for fact in chosen.background)
    return Background(title="Background", statements=statements) if statements else None


def positions(chosen: Selection, desk: Desk, numbering: Numbering) -> Positions | None:
    """The parties side by side; an empty cell says so, and whether that is silence."""
    introductions = Introductions()
    rows = tuple(
        PositionRow(
            label=row.label[:1].upper() + row.label[1:],
            cells=tuple(
                PositionCell(
                    party=party.id,
                    statements=tuple(_statement(p, numbering, introductions) for p in cell.statements),
                    note=None if cell.statements else _unsaid(desk, silent=cell.silent),
                )
                for party, cell in zip(desk.outline.parties, row.cells, strict=True)
            ),
        )
        for row in chosen.rows
        if any(row.statements)
    )
    return Positions(title="Positions", parties=desk.outline.parties, rows=rows) if rows else None


def key_figures(chosen: Selection, desk: Desk, numbering: Numbering) -> KeyFigures | None:
    """Numbers that stand in one clause in one row; what sources put differently side by side."""
    rows: list[FigureRow] = []
    for _, group in groupby(chosen.figures, key=lambda f: (f.what, f.differ, f.differ and f.id)):
        figures = sorted(group, key=lambda f: (f.evidence[0].source, f.evidence[0].start))
        rows += (
            _disagreement(figures[0], desk, numbering)
            if figures[0].differ
            else [_figure_row(figures, numbering)]
        )
    return KeyFigures(title="Key figures", rows=tuple(rows)) if rows else None


def timeline(chosen: Selection, desk: Desk, numbering: Numbering) -> Timeline | None:
    """Dated events and steps, oldest first; absent where all lies ahead, which the next steps tell."""
    if all(is_ahead(fact, desk) for fact in chosen.timeline):
        return None
    entries = tuple(
        TimelineEntry(
            fact=fact.id,
            date=print_when(fact.date),
            value=fact.date.value,
            ahead=is_ahead(fact, desk),
            text=glossed(fact),
            citations=numbering.of(fact.sources),
        )
        for fact in chosen.timeline
        if fact.date is not None
    )
    return Timeline(title="Timeline", entries=entries) if entries else None


def next_steps(chosen: Selection, numbering: Numbering) -> NextSteps | None:
    """Who is to do what, and when."""
    rows = tuple(
        NextStepRow(
            fact=step.id,
            who=step.who.rstrip(" ,") if step.who else None,
            what=glossed(step).removeprefix(step.who or "").strip(),
            when=print_when(step.date) if step.date else None,
            status=step.status,
            said_by=step.speaker,
            citations=numbering.of(step.sources),
        )
        for step in chosen.steps
    )
    return NextSteps(title="Next steps", rows=rows) if rows else None


def sources(records: Sequence[DocumentRecord], numbering: Numbering) -> Sources:
    """The numbered sources, and how the brief was made."""
    entries = [
        SourceEntry(
            number=numbering.numbers[record.source.id],
            id=record.source.id,
            path=record.source.path,
            name=print_source(record),
            authors=record.authors,
            title=record.title,
            published=print_day(record.published) if record.published else None,
            digest=record.source.sha256[:12],
        )
        for record in records
        if record.source.id in numbering.numbers
    ]
    return Sources(title="Sources", entries=tuple(sorted(entries, key=lambda e: e.number)), method=METHOD)


def _unsaid(desk: Desk, *, silent: bool) -> str:
    """What stands where no statement does: that there is none, or that none is printed of those found."""
    if not silent:
        return "Statements found; none is printed here."
    return f"No statement found in the {print_count(len(desk.documents), 'source')}."


def _statement(position: Position, numbering: Numbering, introductions: Introductions) -> Statement:
    told_by = sources_by_wording(position)
    return Statement(
        fact=position.id,
        text=trimmed(glossed(position)),
        quoted=position.mode == "direct",
        speaker=position.speaker,
        office=introductions.office(position),
        date=print_when(position.date) if position.date else None,
        citations=numbering.of(told_by.same),
        also=numbering.of(told_by.otherwise),
    )


def _step_statement(step: NextStep, numbering: Numbering) -> Statement:
    told_by = sources_by_wording(step)
    return Statement(
        fact=step.id,
        text=glossed(step),
        date=print_when(step.date) if step.date and not _tells(step, step.date) else None,
        citations=numbering.of(told_by.same),
        also=numbering.of(told_by.otherwise),
    )


def _tells(fact: FactBase, when: When) -> bool:
    """Whether a gloss in the fact's words gives the date already."""
    return any(gloss.when == when for gloss in fact.glosses)


def _narrated(fact: Event | Context, numbering: Numbering) -> Statement:
    told_by = sources_by_wording(fact)
    return Statement(
        fact=fact.id,
        text=glossed(fact),
        speaker=fact.speaker,
        date=print_when(fact.date) if fact.date and not _tells(fact, fact.date) else None,
        citations=numbering.of(told_by.same),
        also=numbering.of(told_by.otherwise),
    )


def _figure_row(figures: Sequence[Figure], numbering: Numbering) -> FigureRow:
    first = figures[0]
    return FigureRow(
        facts=tuple(figure.id for figure in figures),
        figure=print_list([figure.text for figure in figures]),
        modifier=first.modifier if len(figures) == 1 else None,
        context=glossed_clause(first, first.accounts[0]),
        period=print_when(first.period) if first.period else None,
        publisher=first.publisher,
        citations=numbering.of(source for figure in figures for source in figure.sources),
    )


def _disagreement(figure: Figure, desk: Desk, numbering: Numbering) -> list[FigureRow]:
    return [
        FigureRow(
            facts=(figure.id,),
            figure=account.text,
            modifier=account.modifier,
            context=glossed_clause(figure, account),
            period=print_when(account.period) if account.period else None,
            publisher=account.publisher,
            note=_reason_to_differ(figure) if at else None,
            citations=numbering.of([account.source]),
        )
        for at, account in enumerate(figure.accounts)
    ]


def _reason_to_differ(figure: Figure) -> str:
    """Why the accounts of a figure are not the same, as far as their words show."""
    first, *others = figure.accounts
    numbers = {re.sub(r"[^\d.,]", "", account.text) for account in figure.accounts}
    if len(numbers) > 1:
        return "The sources give different numbers."
    if any(account.what.split()[:1] != first.what.split()[:1] for account in others):
        return "The sources count different things, or put it differently."
    return "The sources differ in how exactly they put it."
