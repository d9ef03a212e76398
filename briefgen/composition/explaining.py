"""Why a fact stands where it stands, or why it was left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefgen.composition.gists import Gist, gist
from briefgen.composition.printed import facts_in
from briefgen.composition.ranking import Desk, Ranking, Weighed, weigh
from briefgen.models import Brief, DocumentRecord, Fact, Outline, Position


class Explanation(NamedTuple):
    """Why a fact stands where it stands.

    Attributes:
        sections: ids of the sections that print it, in reading order; empty if it is left out.
        reason: why it was left out, or none.
        weighed: the rules for its kind.
        rank: its place among its rivals, from 1.
        rivals: how many there are, itself among them: a party's positions, or all facts of its kind.
        superseded_by: the later statement that takes a position back, or none.
    """

    fact: Fact
    sections: tuple[str, ...]
    reason: str | None
    weighed: tuple[Weighed, ...]
    rank: int
    rivals: int
    superseded_by: Position | None = None


def explain(
    fact: Fact, facts: Sequence[Fact], documents: Sequence[DocumentRecord], outline: Outline, brief: Brief
) -> Explanation:
    """Why `fact` is where it is in `brief`, which was composed from `facts`."""
    gists = [gist(other) for other in facts]
    desk = Desk.of(gists, documents, outline)
    mine = gist(fact)
    rivals = [other for other in gists if _competes(other, mine)]
    later = desk.superseded.get(fact.id)
    return Explanation(
        fact,
        tuple(section.id for section in brief.sections if fact.id in set(facts_in(section))),
        next((item.reason for item in brief.left_out if item.fact == fact.id), None),
        weigh(mine, desk),
        [rival.id for rival in Ranking(rivals, desk).best_first(rivals)].index(fact.id) + 1,
        len(rivals),
        next((f for f in facts if later is not None and f.id == later.id and isinstance(f, Position)), None),
    )


def _competes(other: Gist, mine: Gist) -> bool:
    """Whether two facts are ranked with one another: positions with those of their party."""
    return other.kind == mine.kind and (mine.kind != "position" or other.party == mine.party)
