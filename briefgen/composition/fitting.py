"""What goes first when a brief is longer than its page budget."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefgen.composition.selection import Selection
from briefgen.models import Fact

LINES_PER_PAGE = 52
"""Lines of text on an A4 page in the default style, headings and rules included."""
_WIDE, _NARROW = 95, 46
"""Characters in a line of text, and in one of a table cell."""


class Expendable(NamedTuple):
    """A fact that may go, what keeping it is worth, and the lines that leaving it out saves (roughly)."""

    worth: float
    fact: str
    lines: float


def least_worth(chosen: Selection, lines: float) -> frozenset[str]:
    """Ids of the facts to leave out, the least important first, until about `lines` lines are saved."""
    leaving: set[str] = set()
    saved = 0.0
    for candidate in sorted(_expendable(chosen)):
        if saved >= lines:
            break
        leaving.add(candidate.fact)
        saved += candidate.lines
    return frozenset(leaving)


def _expendable(chosen: Selection) -> Iterator[Expendable]:
    """Everything but the lead and the first statement of each cell, by section and then by rank.

    A fact in the timeline that is also a next step goes last of its kind: leaving it out saves two rows.
    """
    kept = {fact.id for fact in chosen.lead}
    for _, cells in chosen.rows:
        for cell in cells:
            kept.update(position.id for position in cell[:1])
            for rank, position in enumerate(cell[1:], start=1):
                if position.id not in kept:
                    yield _cost(5 - rank, position, _NARROW)
    for rank, fact in enumerate(chosen.background):
        yield _cost(4.5 - rank / 2, fact, _WIDE)
    for rank, figure in enumerate(chosen.figures):
        yield _cost(5.5 - rank / 2, figure, _NARROW)
    steps = {step.id for step in chosen.steps}
    for rank, step in enumerate(chosen.steps):
        yield _cost(6.5 - rank / 2, step, _NARROW)
    told = {fact.id for fact in chosen.background}
    for rank, event in enumerate(reversed(chosen.timeline)):
        if event.id not in steps | told:
            yield _cost(3.5 - rank / 2, event, _WIDE)


def _cost(worth: float, fact: Fact, width: int) -> Expendable:
    return Expendable(worth, fact.id, 0.5 + len(fact.text) / width)
