"""How long a selection of facts is in print, and which of them go first when it is too long.

Lengths are estimates, in lines of the default style: they decide what to try; the layout decides what fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

from briefgen.composition.ranking import Ranking, rules
from briefgen.composition.selection import News, Selection
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
_TITLE, _GAPS_AND_SOURCES = 4, 12
"""Lines for the title block, and for gaps, source list and method."""
MOST_ROWS_TOGETHER = 2
"""A table of key figures with no more rows than this stays on one page (templates/print.css)."""
FILLED = 0.95
"""Pages are filled again up to this share: lengths are estimates."""


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
    yield from _section(sum(_row_of_positions(cells) for _, cells in chosen.rows))
    yield from _section(figures, breaks=rows > MOST_ROWS_TOGETHER)
    if behind:
        yield from _section(
            _AXIS + sum(_lines(len(fact.text), _TABLE) + _RULE + _LABEL for fact in chosen.timeline)
        )
    yield from _section(sum(_row_of_step(step) for step in chosen.steps))
    yield _Block(_GAPS_AND_SOURCES)


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

    def fits(without: Iterable[str], share: float = 1.0) -> bool:
        lines = printed_lines(_without(chosen, frozenset(without)), page)
        return lines <= share * pages * LINES_PER_PAGE

    leaving: dict[str, None] = {}
    for fact in sorted(worths, key=lambda fact: (worths[fact], fact)):
        if fits(leaving):
            break
        leaving[fact] = None
    for fact in reversed(list(leaving)):
        if fits(others := [other for other in leaving if other != fact], FILLED):
            leaving = dict.fromkeys(others)
    kept = sorted((fact for fact in worths if fact not in leaving), key=lambda fact: (worths[fact], fact))
    leaving |= dict.fromkeys(kept[:fewer])
    return _without(chosen, frozenset(leaving))


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
    for row, (_, cells) in enumerate(chosen.rows):
        for cell in cells:
            yield from ((position.id, first.first - first.loss * row) for position in cell[:1])
            for rank, position in enumerate(cell[1:]):
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
    rows = [
        (label, tuple(tuple(p for p in cell if p.id not in leaving) for cell in cells))
        for label, cells in chosen.rows
    ]
    return chosen._replace(
        background=tuple(fact for fact in chosen.background if fact.id not in leaving),
        rows=tuple((label, cells) for label, cells in rows if any(cells)),
        figures=tuple(figure for figure in chosen.figures if figure.id not in leaving),
        timeline=tuple(fact for fact in chosen.timeline if fact.id not in leaving),
        steps=tuple(step for step in chosen.steps if step.id not in leaving),
        news=tuple(item for item in chosen.news if _news_key(item) not in leaving),
    )


def _news_key(item: News) -> str:
    # Not the fact's own id: what changed can go while the fact stays in its section, and the other way round.
    return f"change of {item.change.id}"


def _lines(characters: int, width: int) -> int:
    return ceil(characters / width)


def _statement_length(position: Position) -> int:
    """The words, the speaker and the date with their marks; an office is printed once in about four times."""
    return len(position.text) + len(position.speaker) + len(position.office or "") // 4 + 24


def _lines_of_news(item: News) -> int:
    notes = sum(min(_LONGEST_NOTE, len(f"{found.before}{found.after}")) for found in item.change.aspects)
    return _lines(len(item.words) + _NOTE + notes, _TEXT)


def _row_of_positions(cells: tuple[tuple[Position, ...], ...]) -> float:
    width = _TABLE // len(cells)
    return max(sum(_lines(_statement_length(p), width) for p in cell) or 1 for cell in cells) + _RULE


def _row_of_figure(figure: Figure) -> float:
    accounts = figure.accounts if figure.differ else figure.accounts[:1]
    return sum(max(_lines(len(a.text), 19), _lines(len(a.what), 52)) + _RULE for a in accounts)


def _row_of_step(step: NextStep) -> float:
    columns = (_lines(len(step.what), 48), _lines(len(step.who or ""), 22), 1 + bool(step.speaker))
    return max(columns) + _RULE
