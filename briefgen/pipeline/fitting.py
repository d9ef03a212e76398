"""The brief with as many facts as its pages hold: composed, set, and measured on the real layout."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from briefgen.composition import Composed, Composer
from briefgen.models import Brief, Style

if TYPE_CHECKING:
    from briefgen.rendering import LaidOut, Renderer  # loading them loads WeasyPrint

MOST_LAYOUTS = 3
"""Finding what fits the page budget costs no more layouts than this."""
FREE = 0.3
"""A brief that leaves more of its pages free than this is given more facts, where there are some."""
SAFETY = 0.97
"""A brief that was too long is aimed this much shorter than its length calls for."""
DENSITY = {"in-focus": 1.0, "memo": 1.0, "at-a-glance": 1.4}
"""How much more a page of each style holds than one of the default style."""


class Fitted(NamedTuple):
    """A brief that fits, its Markdown and its layout."""

    brief: Brief
    markdown: str
    layout: LaidOut


def fitted(composer: Composer, style: Style, budget: int, renderer: Renderer) -> Fitted:
    """The brief in `style` with as many facts as `budget` pages hold."""
    aim, fewer = budget * DENSITY[style], 0
    best: tuple[Composed, str, LaidOut] | None = None
    tried: list[Attempt] = []
    for _ in range(MOST_LAYOUTS):
        composed = composer.brief(aim, fewer)
        if best is not None and composed.brief == best[0].brief:
            break  # nothing more can be left out, or nothing added
        markdown = renderer.markdown(composed.brief)
        renderer.meanwhile(partial(composer.completed, composed))  # most likely it is the one
        layout = renderer.layout(renderer.html(composed.brief, markdown))
        is_best = best is None or _better(layout, best[-1], budget)
        if best is None or is_best:
            best = composed, markdown, layout
        fits = layout.pages <= budget
        if fits and (budget - layout.length < FREE or not composed.crowded_out or not is_best):
            break
        tried.append(Attempt(aim, layout.length, composed.crowded_out))
        aim, fewer = next_aim(tried, budget)
    assert best is not None  # noqa: S101 -- the loop runs at least once
    composed, markdown, layout = best
    return Fitted(composer.completed(composed), markdown, layout)


class Attempt(NamedTuple):
    """A layout that was tried: the length aimed at, what came of it, and how many facts had no room."""

    aim: float
    length: float
    crowded_out: int


def next_aim(tried: Sequence[Attempt], budget: int) -> tuple[float, int]:
    """The length to aim at next, and how many facts fewer than that gives.

    In proportion to the last length; but where one attempt was too short and another too long, two thirds of
    the facts that the longer one has more are dropped from it: lengths grow by leaps, where a table moves to
    the next page as a whole, and no aim lies between.
    """
    short = max((attempt for attempt in tried if attempt.length <= budget), default=None)
    long = min((attempt for attempt in tried if attempt.length > budget), default=None)
    if short is not None and long is not None and short.crowded_out > long.crowded_out + 1:
        return long.aim, ceil(2 / 3 * (short.crowded_out - long.crowded_out))
    return tried[-1].aim * SAFETY * budget / tried[-1].length, 0


def _better(layout: LaidOut, other: LaidOut, budget: int) -> bool:
    """Whether a layout keeps to the budget where another does not, or fills it more."""
    if (layout.pages <= budget) != (other.pages <= budget):
        return layout.pages <= budget
    return layout.length > other.length if layout.pages <= budget else layout.length < other.length
