"""Why a fact stands where it stands, or why it was left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefgen.composition.gists import Fetch, Gist
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
    name: str,
    gists: Sequence[Gist],
    fetch: Fetch,
    documents: Sequence[DocumentRecord],
    outline: Outline,
    brief: Brief,
) -> Explanation:
    """Why the fact with the id `name` is where it is in `brief`.

    Args:
        name: of one of the facts.
        gists: of all facts that the brief was composed from.
        fetch: gives the facts themselves.
        documents: the sources' records.
        outline: what the brief was to be.
        brief: as it was composed.
    """
    desk = Desk.of(gists, documents, outline)
    mine = next(one for one in gists if one.id == name)
    rivals = [other for other in gists if _competes(other, mine)]
    later = desk.superseding.later(mine)
    facts = fetch([name, *([later.id] if later is not None else [])])
    superseded_by = facts.get(later.id) if later is not None else None
    return Explanation(
        facts[name],
        tuple(section.id for section in brief.sections if name in set(facts_in(section))),
        next((item.reason for item in brief.left_out if item.fact == name), None),
        weigh(mine, desk),
        [rival.id for rival in Ranking(rivals, desk).best_first(rivals)].index(name) + 1,
        len(rivals),
        superseded_by if isinstance(superseded_by, Position) else None,
    )


def _competes(other: Gist, mine: Gist) -> bool:
    """Whether two facts are ranked with one another: positions with those of their party."""
    return other.kind == mine.kind and (mine.kind != "position" or other.party == mine.party)
