"""Which positions a later statement of the same party takes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
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
_OTHER = {"consent": "refusal", "refusal": "consent"}

_Index = Mapping[str, Sequence[Gist]]
"""For each term the statements that have it, the newest first."""


class _Statement(NamedTuple):
    """A position that grants or refuses, with the terms that say what it is about."""

    gist: Gist
    terms: frozenset[str]


class Superseding:
    """Finds which later statement takes a position back, for one position at a time.

    Args:
        gists: of positions of all parties; those of other facts make no difference.
        names: the terms of the parties' names, which do not say what a statement is about.
    """

    def __init__(self, gists: Iterable[Gist], names: frozenset[str]) -> None:
        self._gists, self._names = gists, names

    def later(self, position: Gist) -> Gist | None:
        """The newest statement that takes `position` back, or none.

        That is one of the same party and from a later source, which refuses what the earlier one granted or
        grants what it refused, on the same matter. To criticise takes nothing back.
        """
        if not _takes_side(position):
            return None
        earlier = self._statement(position)
        later = {rival.id: rival for rival in self._rivals(earlier) if _day(rival) > _day(position)}
        newest_first = sorted(later.values(), key=_age, reverse=True)
        same = (rival for rival in newest_first if _is_same_matter(earlier, self._statement(rival)))
        return next(same, None)

    def _rivals(self, earlier: _Statement) -> Iterable[Gist]:
        """The newest statements of the other side that have one of its rarest terms."""
        party, side = earlier.gist.party, _SIDES[earlier.gist.stance]
        mine = self._statements.get((party, side), {})
        others = self._statements.get((party, _OTHER[side]), {})
        frequency = [(len(mine.get(term, ())) + len(others.get(term, ())), term) for term in earlier.terms]
        return chain.from_iterable(others.get(term, ())[:NEWEST] for _, term in sorted(frequency)[:RAREST])

    def _statement(self, position: Gist) -> _Statement:
        return _Statement(position, frozenset(position.terms.split()) - self._names)

    @cached_property
    def _statements(self) -> Mapping[tuple[str | None, str], _Index]:
        """Those of each party that grant, and those that refuse."""
        found: dict[tuple[str | None, str], dict[str, list[Gist]]] = defaultdict(lambda: defaultdict(list))
        for gist in sorted(filter(_takes_side, self._gists), key=_age, reverse=True):
            index = found[gist.party, _SIDES[gist.stance]]
            for term in gist.terms.split():
                index[term].append(gist)
        return found


def _takes_side(gist: Gist) -> bool:
    """Whether it grants or refuses, on a known day."""
    return gist.stance in _SIDES and gist.published is not None


def _day(statement: Gist) -> int:
    return statement.published or 0


def _age(statement: Gist) -> tuple[int, str]:
    """Statements of one day come in the order of their ids."""
    return _day(statement), statement.id


def _is_same_matter(earlier: _Statement, later: _Statement) -> bool:
    shared = len(earlier.terms & later.terms)
    fewest = min(len(earlier.terms), len(later.terms))
    issue = earlier.gist.issue
    if issue is not None and issue == later.gist.issue:
        return shared >= SHARED_ON_ISSUE * fewest
    return shared >= max(FEWEST_SHARED, SHARED * fewest)
