"""How long a selection of facts is in print, and which of them go first when it is too long.

Lengths are estimates, in lines of the default style: they decide what to try; the layout decides what fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

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
_TITLE_AND_SOURCES = 16
"""Lines for title block, gaps, source list and method."""


def printed_lines(chosen: Selection) -> float:
    """About how many lines the selection takes in print."""
    ahead = {step.id for step in chosen.steps}
    behind = any(fact.id not in ahead for fact in chosen.timeline)
    sections = [
        sum(_lines(_statement_length(position), _TEXT) for position in chosen.lead),
        sum(_lines_of_news(item) for item in chosen.news) + bool(chosen.news),
        _lines(sum(len(fact.text) + 8 for fact in chosen.background), _TEXT),
        sum(_row_of_positions(cells) for _, cells in chosen.rows),
        _STRIP * bool(chosen.figures) + sum(_row_of_figure(figure) for figure in chosen.figures),
        _AXIS * behind
        + sum(_lines(len(fact.text), _TABLE) + _RULE + _LABEL for fact in chosen.timeline if behind),
        sum(_row_of_step(step) for step in chosen.steps),
    ]
    return _TITLE_AND_SOURCES + sum(_HEADING + lines for lines in sections if lines)


def shortened(chosen: Selection, ranking: Ranking, pages: float) -> Selection:
    """The selection without its least important facts, so that it takes about `pages` pages."""
    leaving: set[str] = set()
    shorter = chosen
    worths = worth_of_keeping(chosen, ranking)
    for fact in sorted(worths, key=lambda fact: (worths[fact], fact)):
        if printed_lines(shorter) <= pages * LINES_PER_PAGE:
            break
        leaving.add(fact)
        shorter = _without(chosen, leaving)
    return shorter


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


def _without(chosen: Selection, leaving: set[str]) -> Selection:
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
