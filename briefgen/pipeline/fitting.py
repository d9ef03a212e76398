"""The brief with as many facts as its pages hold: composed, set, and measured on the real layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefgen.composition import Composer, Room, compose
from briefgen.models import Brief, Change, DocumentRecord, Fact, Outline

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


class Draft(NamedTuple):
    """A brief that fits, its Markdown and its layout."""

    brief: Brief
    markdown: str
    layout: LaidOut


def unfitted(
    facts: Sequence[Fact], records: Sequence[DocumentRecord], outline: Outline, budget: int
) -> Brief:
    """The brief as it is first composed for `budget` pages, before any layout is measured."""
    room = Room().for_pages(budget)
    return compose(facts, records, outline, room=room, pages=budget * DENSITY[outline.template])


def fitted(
    facts: Sequence[Fact],
    records: Sequence[DocumentRecord],
    outline: Outline,
    changes: Sequence[Change],
    budget: int,
    renderer: Renderer,
) -> Draft:
    """The brief with as many facts as `budget` pages hold."""
    composer = Composer(facts, records, outline, changes=changes, room=Room().for_pages(budget))
    pages = budget * DENSITY[outline.template]
    best: Draft | None = None
    lengths: dict[float, float] = {}
    for _ in range(MOST_LAYOUTS):
        brief = composer.brief(pages)
        markdown = renderer.markdown(brief)
        tried = Draft(brief, markdown, renderer.layout(renderer.html(brief, markdown)))
        length = tried.layout.length
        fits = tried.layout.pages <= budget
        if best is None or _better(tried.layout, best.layout, budget):
            best = tried
        crowded_out = any(item.reason == "no-room" for item in brief.left_out)
        if fits and (budget - length < FREE or not crowded_out or best is not tried):
            break
        lengths[pages] = length
        pages = _next_aim(lengths, pages, budget)
    assert best is not None  # noqa: S101 -- the loop runs at least once
    return best


def _next_aim(lengths: Mapping[float, float], aim: float, budget: int) -> float:
    """The length to aim at after these: between one that was too short and one too long, or in proportion.

    Args:
        lengths: what came of each aim, in pages.
        aim: the last of them.
        budget: how many pages there may be.
    """
    short = max((at for at in lengths if lengths[at] <= budget), default=None)
    long = min((at for at in lengths if lengths[at] > budget), default=None)
    if short is None or long is None or long <= short:
        return aim * SAFETY * budget / lengths[aim]
    # Half of what is free: lengths grow by leaps, where a table moves to the next page as a whole.
    wanted = (budget - lengths[short]) / 2
    return short + wanted / (lengths[long] - lengths[short]) * (long - short)


def _better(layout: LaidOut, other: LaidOut, budget: int) -> bool:
    """Whether a layout keeps to the budget where another does not, or fills it more."""
    if (layout.pages <= budget) != (other.pages <= budget):
        return layout.pages <= budget
    return layout.length > other.length if layout.pages <= budget else layout.length < other.length
