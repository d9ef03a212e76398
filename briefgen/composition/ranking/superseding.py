"""Which positions a later statement of the same party takes back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile

from briefgen.models import Position

SHARED_ON_ISSUE = 1 / 3
"""On one issue, statements that share this much of the shorter one's key terms are about the same thing."""
SHARED = 0.6
"""The same for statements that brief.toml puts on no issue."""
FEWEST_SHARED = 3
"""Without an issue, fewer common terms than this do not show that two statements are about the same thing."""
RAREST = 4
"""A statement is compared with those that have one of so many of its rarest terms."""
NEWEST = 4
"""Of those that share a term, so many of the newest are compared: the work grows with their number only."""

_SIDES = {"accepts": "consent", "offers": "consent", "rejects": "refusal"}


def superseding(positions: Iterable[Position], terms: Mapping[str, frozenset[str]]) -> Mapping[str, Position]:
    """For the id of each position that is taken back, the newest statement that does.

    That is one of the same party and from a later source, which refuses what the earlier one granted or
    grants what it refused, on the same matter. To criticise takes nothing back.

    Args:
        positions: of all parties.
        terms: for each text its key terms without those of the parties' names, which do not say what it is
            about.
    """
    sides: dict[str | None, list[Position]] = defaultdict(list)
    for position in positions:
        if position.stance in _SIDES and position.first_published is not None:
            sides[position.party].append(position)
    return {id_: later for mine in sides.values() for id_, later in _taken_back(mine, terms)}


def _taken_back(
    mine: Sequence[Position], terms: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, Position]]:
    frequency = Counter(term for position in mine for term in terms[position.text])
    index: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for position in sorted(mine, key=_age, reverse=True):
        for term in terms[position.text]:
            index[term, _SIDES[position.stance]].append(position)
    for position in mine:
        other = "refusal" if _SIDES[position.stance] == "consent" else "consent"
        rarest = sorted(terms[position.text], key=lambda term: (frequency[term], term))[:RAREST]
        found = [_newest(position, index.get((term, other), ())[:NEWEST], terms) for term in rarest]
        later = [rival for rival in found if rival is not None]
        if later:
            yield position.id, max(later, key=_age)


def _newest(
    earlier: Position, rivals: Sequence[Position], terms: Mapping[str, frozenset[str]]
) -> Position | None:
    """The first of `rivals`, which stand in order of age, that takes the earlier statement back."""
    later = takewhile(lambda rival: _age(rival)[0] > _age(earlier)[0], rivals)
    return next((rival for rival in later if _is_same_matter(earlier, rival, terms)), None)


def _age(position: Position) -> tuple[date, str]:
    return position.first_published or date.min, position.id


def _is_same_matter(earlier: Position, later: Position, terms: Mapping[str, frozenset[str]]) -> bool:
    some, others = terms[earlier.text], terms[later.text]
    shared, fewest = len(some & others), min(len(some), len(others))
    if earlier.issue is not None and earlier.issue == later.issue:
        return shared >= SHARED_ON_ISSUE * fewest
    return shared >= max(FEWEST_SHARED, SHARED * fewest)
