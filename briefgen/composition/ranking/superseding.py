"""Which positions a later statement of the same party takes back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import chain, takewhile

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

KEPT = 1 << 12
"""The terms of so many statements are held at a time."""

Terms = Callable[[str], frozenset[str]]


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

    @lru_cache(maxsize=KEPT)
    def terms(joined: str) -> frozenset[str]:
        return frozenset(joined.split()) - names

    return {id_: later for mine in sides.values() for id_, later in _taken_back(mine, terms)}


def _taken_back(mine: Sequence[Gist], terms: Terms) -> Iterator[tuple[str, Gist]]:
    frequency = Counter(chain.from_iterable(terms(gist.terms) for gist in mine))
    newest = _newest_by_term(mine, terms)
    for gist in mine:
        other = "refusal" if _side(gist) == "consent" else "consent"
        rarest = nsmallest(RAREST, [(frequency[term], term) for term in terms(gist.terms)])
        found = [_later(gist, newest.get((term, other), ()), terms) for _, term in rarest]
        later = [rival for rival in found if rival is not None]
        if later:
            yield gist.id, max(later, key=_age)


def _newest_by_term(mine: Iterable[Gist], terms: Terms) -> Mapping[tuple[str, str], Sequence[Gist]]:
    """For each term and side the newest statements, which are those that are compared."""
    index: dict[tuple[str, str], list[Gist]] = defaultdict(list)
    for gist in sorted(mine, key=_age, reverse=True):
        side = _side(gist)
        for term in terms(gist.terms):
            if len(found := index[term, side]) < NEWEST:
                found.append(gist)
    return index


def _later(earlier: Gist, rivals: Sequence[Gist], terms: Terms) -> Gist | None:
    """The first of `rivals`, which stand in order of age, that takes the earlier statement back."""
    later = takewhile(lambda rival: _age(rival)[0] > _age(earlier)[0], rivals)
    return next((rival for rival in later if _is_same_matter(earlier, rival, terms)), None)


def _side(gist: Gist) -> str:
    return _SIDES[gist.stance]


def _age(gist: Gist) -> tuple[int, str]:
    return gist.published or 0, gist.id


def _is_same_matter(earlier: Gist, later: Gist, terms: Terms) -> bool:
    some, others = terms(earlier.terms), terms(later.terms)
    shared, fewest = len(some & others), min(len(some), len(others))
    if earlier.issue is not None and earlier.issue == later.issue:
        return shared >= SHARED_ON_ISSUE * fewest
    return shared >= max(FEWEST_SHARED, SHARED * fewest)
