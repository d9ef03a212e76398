"""Which positions a later statement of the same party takes back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from briefgen.composition.ranking.gist import Gist

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

_SIDES: Mapping[str | None, str] = {"accepts": "consent", "offers": "consent", "rejects": "refusal"}


class _Statement(NamedTuple):
    """A position that grants or refuses; those of one day come in the order of their ids."""

    day: int
    id: str
    gist: Gist
    terms: frozenset[str]

    @property
    def side(self) -> str:
        return _SIDES[self.gist.stance]


def superseding(gists: Iterable[Gist], names: frozenset[str]) -> Mapping[str, Gist]:
    """For the id of each position that is taken back, the newest statement that does.

    That is one of the same party and from a later source, which refuses what the earlier one granted or
    grants what it refused, on the same matter. To criticise takes nothing back.

    Args:
        gists: of positions of all parties; those of other facts make no difference.
        names: the terms of the parties' names, which do not say what a statement is about.
    """
    sides: dict[str | None, list[Gist]] = defaultdict(list)
    for gist in gists:
        if gist.stance in _SIDES and gist.published is not None:
            sides[gist.party].append(gist)
    return {id_: later for mine in sides.values() for id_, later in _taken_back(mine, names)}


def _taken_back(mine: Iterable[Gist], names: frozenset[str]) -> Iterator[tuple[str, Gist]]:
    statements = [
        _Statement(gist.published or 0, gist.id, gist, frozenset(gist.terms.split()) - names) for gist in mine
    ]
    frequency = Counter(chain.from_iterable(statement.terms for statement in statements))
    newest = _newest_by_term(statements)
    for earlier in statements:
        other = "refusal" if earlier.side == "consent" else "consent"
        rarest = sorted([(frequency[term], term) for term in earlier.terms])[:RAREST]
        rivals = chain.from_iterable(newest.get((term, other), ()) for _, term in rarest)
        later = {rival.id: rival for rival in rivals if rival.day > earlier.day}
        newest_first = sorted(later.values(), reverse=True)
        found = next((rival for rival in newest_first if _is_same_matter(earlier, rival)), None)
        if found is not None:
            yield earlier.id, found.gist


def _newest_by_term(statements: Iterable[_Statement]) -> Mapping[tuple[str, str], Sequence[_Statement]]:
    """For each term and side the newest statements, which are those that are compared."""
    index: dict[tuple[str, str], list[_Statement]] = defaultdict(list)
    for statement in sorted(statements, reverse=True):
        side = statement.side
        for term in statement.terms:
            if len(found := index[term, side]) < NEWEST:
                found.append(statement)
    return index


def _is_same_matter(earlier: _Statement, later: _Statement) -> bool:
    shared = len(earlier.terms & later.terms)
    fewest = min(len(earlier.terms), len(later.terms))
    issue = earlier.gist.issue
    if issue is not None and issue == later.gist.issue:
        return shared >= SHARED_ON_ISSUE * fewest
    return shared >= max(FEWEST_SHARED, SHARED * fewest)
