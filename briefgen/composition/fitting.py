"""How long a selection of facts is in print, and which of them go first when it is too long.

Lengths are estimates, in lines of the default style: they decide what to try; the layout decides what fits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

from briefgen.composition.ranking import Ranking, rules
from briefgen.composition.selection import Cell, News, Row, Selection
from briefgen.models import Fact, Figure, NextStep, Position

LINES_PER_PAGE = 51
"""Lines on an A4 page in the default style."""
_TEXT, _TABLE = 104, 92
"""Characters in a line of text, and in one of all columns of a table but the first."""
_HEADING, _RULE = 2.3, 0.6
"""Lines that a section's heading takes with its white space, and the rule and padding of a table row."""
_STRIP, _AXIS, _LABEL = 4.2, 3.5, 0.6
"""Lines of the strip of figures, of the timeline's axis with the as-of mark, and of a label upon it."""
_NOTE, _LONGEST_NOTE = 60, 130
"""Characters that a change takes beside its words: its label, who said it; and at most for each aspect."""
_TITLE, _GAPS, _METHOD = 4, 6, 1.5
"""Lines for the title block, for the gaps, and for how the brief was made."""
_SOURCE, _SOURCE_IN_COLUMNS = 1.2, 0.9
"""Lines that a source takes, in smaller print; a long list is set in two columns."""
ONE_COLUMN_OF_SOURCES = 8
"""A list of no more sources than this is set in one column (templates/print.css)."""
MOST_SIDE_BY_SIDE = 4
"""More parties than this have a row each under every issue (templates/sections/positions.md.j2)."""
_SILENCE = 45
"""Characters of the note in a cell without statements."""
MOST_ROWS_TOGETHER = 2
"""A table of key figures with no more rows than this stays on one page (templates/print.css)."""
FILLED = 0.95
"""Pages are filled again up to this share, where they are not fuller: lengths are estimates."""


class _Block(NamedTuple):
    """A section of the brief as it is set: how many lines it takes, and whether it may break over pages."""

    lines: float
    breaks: bool = True


def printed_lines(chosen: Selection, page: float = LINES_PER_PAGE) -> float:
    """About how many lines the selection takes on pages of so many lines, with what stays empty on them."""
    at = 0.0
    for block in _blocks(chosen):
        left = page - at % page
        if not block.breaks and left < block.lines <= page:
            at += left
        at += block.lines
    return at


def _blocks(chosen: Selection) -> Iterator[_Block]:
    ahead = {step.id for step in chosen.steps}
    behind = any(fact.id not in ahead for fact in chosen.timeline)
    figures = _STRIP * bool(chosen.figures) + sum(_row_of_figure(figure) for figure in chosen.figures)
    rows = sum(len(figure.accounts) if figure.differ else 1 for figure in chosen.figures)
    yield _Block(_TITLE)
    yield from _section(sum(_lines(_statement_length(position), _TEXT) for position in chosen.lead))
    yield from _section(sum(_lines_of_news(item) for item in chosen.news) + bool(chosen.news))
    yield from _section(_lines(sum(len(fact.text) + 8 for fact in chosen.background), _TEXT))
    yield from _section(sum(_row_of_positions(row) for row in chosen.rows if any(row.statements)))
    yield from _section(figures, breaks=rows > MOST_ROWS_TOGETHER)
    if behind:
        yield from _section(
            _AXIS + sum(_lines(len(fact.text), _TABLE) + _RULE + _LABEL for fact in chosen.timeline)
        )
    yield from _section(sum(_row_of_step(step) for step in chosen.steps))
    yield _Block(_GAPS)
    cited = len({source for fact in chosen.facts for source in fact.sources})
    per_source = _SOURCE if cited <= ONE_COLUMN_OF_SOURCES else _SOURCE_IN_COLUMNS
    yield _Block(_HEADING + per_source * cited + _METHOD)


def _section(lines: float, *, breaks: bool = True) -> Iterator[_Block]:
    if lines:
        yield _Block(_HEADING + lines, breaks)


def shortened(chosen: Selection, ranking: Ranking, pages: float, fewer: int = 0) -> Selection:
    """The selection without its least important facts, so that it takes about `pages` pages.

    What had to go for another section's sake comes back, the most important first, where it fits after all.

    Args:
        chosen: what would be printed if there were room.
        ranking: the scores of its facts.
        pages: about how long it may be.
        fewer: how many of the least important facts that this leaves go too.
    """
    worths = worth_of_keeping(chosen, ranking)
    # A calibrated length is no whole number of pages: its pages are shorter or longer than others.
    page = pages * LINES_PER_PAGE / max(1, round(pages)) or 1.0

    def lines(without: Iterable[str]) -> float:
        return printed_lines(_without(chosen, frozenset(without)), page)

    order = sorted(worths, key=lambda fact: (worths[fact], fact))
    room = pages * LINES_PER_PAGE
    leaving = order[: bisect_left(range(len(order)), True, key=lambda count: lines(order[:count]) <= room)]
    filled = max(lines(leaving), FILLED * room)
    for fact in reversed(leaving):
        if lines(others := [other for other in leaving if other != fact]) <= filled:
            leaving = others
    kept = [fact for fact in order if fact not in leaving]
    return _without(chosen, frozenset((*leaving, *kept[:fewer])))


def worth_of_keeping(chosen: Selection, ranking: Ranking) -> dict[str, float]:
    """What keeping each fact is worth when the pages are too few, by its place in the order of scores.

    The lead of each party and the first change are not among them: they stay. A fact that stands in several
    places is worth the most that it is worth in one.
    """
    kept = {fact.id for fact in chosen.lead}
    worths: dict[str, float] = {}
    for fact, worth in _worths(chosen, ranking):
        if fact not in kept:
            worths[fact] = max(worth, worths.get(fact, worth))
    return worths


def _worths(chosen: Selection, ranking: Ranking) -> Iterator[tuple[str, float]]:
    first, further = rules.FIRST_IN_CELL, rules.FURTHER_IN_CELL
    for at, row in enumerate(row for row in chosen.rows if any(row.statements)):
        for cell in row.cells:
            yield from ((position.id, first.first - first.loss * at) for position in cell.statements[:1])
            for rank, position in enumerate(cell.statements[1:]):
                length = len(position.text) / rules.LETTERS_PER_POINT
                yield position.id, further.first - further.loss * rank - length
    steps = {step.id for step in chosen.steps}
    passed = [fact for fact in chosen.timeline if fact.id not in steps]
    ranked: tuple[tuple[rules.Place, Sequence[Fact]], ...] = (
        (rules.STEPS, chosen.steps),
        (rules.FIGURES, chosen.figures),
        (rules.BACKGROUND, chosen.background),
        (rules.PAST, passed),
    )
    for place, facts in ranked:
        for rank, fact in enumerate(ranking.best_first(facts)):
            yield fact.id, place.first - place.loss * rank
    for rank, item in enumerate(chosen.news[1:]):
        yield _news_key(item), rules.NEWS.first - rules.NEWS.loss * rank


def _without(chosen: Selection, leaving: frozenset[str]) -> Selection:
    return chosen._replace(
        background=tuple(fact for fact in chosen.background if fact.id not in leaving),
        rows=tuple(_row_without(row, leaving) for row in chosen.rows),
        figures=tuple(figure for figure in chosen.figures if figure.id not in leaving),
        timeline=tuple(fact for fact in chosen.timeline if fact.id not in leaving),
        steps=tuple(step for step in chosen.steps if step.id not in leaving),
        news=tuple(item for item in chosen.news if _news_key(item) not in leaving),
    )


def _row_without(row: Row[Position], leaving: frozenset[str]) -> Row[Position]:
    cells = (
        cell._replace(statements=tuple(p for p in cell.statements if p.id not in leaving))
        for cell in row.cells
    )
    return row._replace(cells=tuple(cells))


def _news_key(item: News) -> str:
    # Not the fact's own id: what changed can go while the fact stays in its section, and the other way round.
    return f"change of {item.change.id}"


def _lines(characters: int, width: int) -> int:
    return ceil(characters / width)


def _statement_length(position: Position) -> int:
    """Words, speaker, date and citations with their marks; an office is printed once in about four times."""
    told_by = len(position.speaker) + len(position.office or "") // 4
    return len(position.text) + told_by + 16 + 4 * len(position.sources)


def _lines_of_news(item: News) -> int:
    notes = sum(min(_LONGEST_NOTE, len(f"{found.before}{found.after}")) for found in item.change.aspects)
    return _lines(len(item.words) + _NOTE + notes, _TEXT)


def _row_of_positions(row: Row[Position]) -> float:
    if len(row.cells) > MOST_SIDE_BY_SIDE:
        told = [_lines_of_cell(cell, _TABLE) + _RULE for cell in row.cells if cell.statements]
        notes = {cell.silent for cell in row.cells if not cell.statements}
        return sum(told) + (1 + _RULE) * (1 + len(notes))
    return max(_lines_of_cell(cell, _TABLE // len(row.cells)) for cell in row.cells) + _RULE


def _lines_of_cell(cell: Cell[Position], width: int) -> int:
    return sum(_lines(_statement_length(p), width) for p in cell.statements) or _lines(_SILENCE, width)


def _row_of_figure(figure: Figure) -> float:
    accounts = figure.accounts if figure.differ else figure.accounts[:1]
    return sum(max(_lines(len(a.text), 19), _lines(len(a.what), 52)) + _RULE for a in accounts)


def _row_of_step(step: NextStep) -> float:
    columns = (_lines(len(step.what), 48), _lines(len(step.who or ""), 22), 1 + bool(step.speaker))
    return max(columns) + _RULE
