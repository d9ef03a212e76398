"""Which facts are one: found for all sources once, and from then on for those alone that come and go."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple, Self

from briefgen.editions.cache import Cache
from briefgen.editions.digests import digest_of
from briefgen.facts import KINDS, Likeness, Place, filed_under, regrouped, same_facts, sought_under
from briefgen.models.facts import FactKind
from briefgen.pipeline.filing import Filed
from briefgen.pipeline.postings import IndexLostError, Postings, number_of

__all__ = ["Group", "group"]

Group = tuple[Place, ...]
"""The places of facts that are one, in order; there are two at least."""
Groups = dict[FactKind, list[Group]]

MOST_CHANGED = 0.25
"""Where more sources than this share came or went, all facts are compared anew."""
MOST_FILED = 2
"""So many times the sources that there are may have been added to the index; then it is made anew, without
those that are no more."""
_KIND = "groups"


class _Known(NamedTuple):
    """What a build found, for the next one.

    Attributes:
        keys: of its sources, in order.
        groups: of their facts.
        index_name: of the index of these facts; `pieces` are those of it that there are.
        filed: how many sources were added to the index, those that are no more included.
    """

    keys: list[str]
    groups: Groups
    index_name: str
    pieces: list[int]
    filed: int

    @classmethod
    def load(cls, cache: Cache, name: str) -> Self | None:
        """What the last build kept under a name."""
        for value in cache.load(_KIND, [name]).values():
            known = cls(*json.loads(value))
            return known._replace(groups={kind: _placed(known.groups[kind]) for kind in KINDS})
        return None

    def store(self, cache: Cache, name: str) -> None:
        """Keep it, and nothing of other builds."""
        cache.keep_only(_KIND, (name,), spare=0)
        cache.store(_KIND, {name: json.dumps(self, separators=(",", ":")).encode()})


def group(filed: Filed, cache: Cache, name: str) -> Groups:
    """The groups of facts that are one, by kind, each kind's in the order of their first.

    Args:
        filed: the facts of all sources.
        cache: keeps what was found for the next build, and had it from the last.
        name: of what the facts were derived by, but for their sources.
    """
    before = _Known.load(cache, name)
    if before is not None and before.keys == list(filed.keys):
        return before.groups
    found = None
    with contextlib.suppress(IndexLostError):
        found = _followed(filed, before, cache) if before else None
    if found is None:
        found = _anew(filed, cache, digest_of(name, filed.keys, before.index_name if before else ""))
    found.store(cache, name)
    return found.groups


def _anew(filed: Filed, cache: Cache, name: str) -> _Known:
    """The groups of all facts, each compared with whatever it may resemble, and an index with a new name."""
    index = Postings(cache, name)
    groups: Groups = {}
    for kind in KINDS:
        places: list[Place] = []
        facts: list[Likeness] = []
        for source, found in enumerate(filed.likenesses(kind)):
            places += (Place(source, number) for number in range(len(found)))
            facts += found
            index.add(number_of(filed.keys[source]), (key for fact in found for key in filed_under(fact)))
        same = same_facts(facts)
        groups[kind] = [tuple(places[at] for at in numbers) for numbers in same if len(numbers) > 1]
    index.store()
    return _Known(list(filed.keys), groups, index.name, index.pieces, len(filed.keys))


def _followed(filed: Filed, before: _Known, cache: Cache) -> _Known | None:
    """The groups of before with what came and went; none where it is better to begin anew.

    Raises:
        IndexLostError: the index of before is not there.
    """
    moves = _Moves.of(before.keys, filed.keys)
    if not moves.few or before.filed + len(moves.came) > MOST_FILED * len(filed.keys):
        return None
    index = Postings(cache, before.index_name, before.pieces)
    groups: Groups = {}
    for kind in KINDS:
        lost = filed.likenesses_before(kind, moves.gone)
        if lost is None:
            return None
        new = dict(_facts_of(filed, kind, moves.came))
        found = regrouped(lost, new, _Near(filed, kind, moves.came, index))
        reached = {place for places in found for place in places}
        kept = (now for group in before.groups[kind] if (now := moves.after(group)))
        untouched = (now for now in kept if not reached.intersection(now))
        groups[kind] = sorted([*untouched, *(tuple(places) for places in found if len(places) > 1)])
    for kind in KINDS:
        for place, fact in _facts_of(filed, kind, moves.came):
            index.add(number_of(filed.keys[place.source]), filed_under(fact))
    index.store()
    return _Known(list(filed.keys), groups, index.name, index.pieces, before.filed + len(moves.came))


class _Moves(NamedTuple):
    """What became of the sources of a build in the next one.

    Attributes:
        now: for each that there was, its number now, or none.
        gone: the keys of those that are no more.
        came: the numbers of those that are new.
    """

    now: list[int | None]
    gone: list[str]
    came: list[int]

    @classmethod
    def of(cls, before: Sequence[str], after: Sequence[str]) -> Self:
        """From the keys of the sources, in order."""
        numbers = {key: number for number, key in enumerate(after)}
        now = [numbers.get(key) for key in before]
        gone = [key for key in before if key not in numbers]
        return cls(now, gone, sorted(set(numbers.values()).difference(now)))

    @property
    def few(self) -> bool:
        """Whether few sources came or went, and the others stand in the order in which they stood.

        The order decides which facts a group is made of, and which of them tells it.
        """
        stayed = [number for number in self.now if number is not None]
        changes = len(self.gone) + len(self.came)
        return changes <= MOST_CHANGED * (len(stayed) + len(self.came)) and stayed == sorted(stayed)

    def after(self, group: Group) -> Group:
        """The places of a group as they are now; nothing if a source of it is no more."""
        places = tuple(Place(now, at) for source, at in group if (now := self.now[source]) is not None)
        return places if len(places) == len(group) else ()


class _Near:
    """Finds the facts of a kind that may be the same as another, among all that there are now."""

    def __init__(self, filed: Filed, kind: FactKind, came: Sequence[int], index: Postings) -> None:
        self._filed = filed
        self._kind = kind
        self._came = frozenset(came)
        self._index = index
        self._sources = {number_of(key): source for source, key in enumerate(filed.keys)}
        self._facts: dict[int, dict[str, list[tuple[Place, Likeness]]]] = {}

    def __call__(self, fact: Likeness) -> Iterator[tuple[Place, Likeness]]:
        found = self._index.look_up(sought_under(fact))
        sources = self._came.union(self._sources[number] for number in found & self._sources.keys())
        for place, other in _facts_of(self._filed, self._kind, sorted(sources - self._facts.keys())):
            self._facts.setdefault(place.source, {}).setdefault(other.subject, []).append((place, other))
        # What is filed under a key has the subject that is in it.
        return chain.from_iterable(self._facts.get(source, {}).get(fact.subject, ()) for source in sources)


def _facts_of(filed: Filed, kind: FactKind, sources: Iterable[int]) -> Iterator[tuple[Place, Likeness]]:
    for source, facts in filed.likenesses_of(kind, sources):
        for number, fact in enumerate(facts):
            yield Place(source, number), fact


def _placed(groups: Iterable[Iterable[Sequence[int]]]) -> list[Group]:
    return [tuple(Place(*place) for place in places) for places in groups]
