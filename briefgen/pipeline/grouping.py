"""Which facts are one: found for all sources once, and from then on for those alone that come and go."""

from __future__ import annotations

import contextlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, starmap
from typing import NamedTuple, Self

from briefgen.editions.cache import Cache
from briefgen.editions.digests import digest_of
from briefgen.facts import KINDS, Changes, Likeness, Place, filed_under, regrouped, same_facts, sought_under
from briefgen.models.facts import FactKind
from briefgen.pipeline.filing import Filed
from briefgen.pipeline.postings import IndexLostError, Postings, number_of

__all__ = ["Group", "group"]

Group = tuple[Place, ...]
"""The places of facts that are one, in order; there are two at least."""
Groups = dict[FactKind, list[Group]]

MOST_CHANGED = 0.02
"""Where more sources than this share came or went, all facts are compared anew: among 10,000 sources that
costs little more than to follow a hundred that were edited, and those count twice."""
MOST_FILED = 2
"""So many times the sources that there are may have been added to the index; then it is made anew, without
those that are no more."""
_KIND = "groups"


class _Known(NamedTuple):
    """What a build found, for the next one.

    Attributes:
        keys: of its sources, in order.
        groups: of their facts, by kind, the places in each as pairs of numbers.
        index_name: of the index of these facts; `pieces` are those of it that there are.
        filed: how many sources were added to the index, those that are no more included.
    """

    keys: list[str]
    groups: Mapping[FactKind, Sequence[Sequence[Sequence[int]]]]
    index_name: str
    pieces: list[int]
    filed: int

    @classmethod
    def load(cls, cache: Cache, name: str) -> Self | None:
        """What the last build kept under a name."""
        for value in cache.load(_KIND, [name]).values():
            return cls(*json.loads(value))
        return None

    def placed(self) -> Groups:
        """The groups."""
        return {kind: [tuple(starmap(Place, places)) for places in self.groups[kind]] for kind in KINDS}

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
        return before.placed()
    found = None
    with contextlib.suppress(IndexLostError):
        found = _followed(filed, before, cache) if before else None
    if found is None:
        found = _anew(filed, cache, digest_of(name, filed.keys, before.index_name if before else ""))
    known, groups = found
    known.store(cache, name)
    return groups


def _anew(filed: Filed, cache: Cache, name: str) -> tuple[_Known, Groups]:
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
    return _Known(list(filed.keys), groups, index.name, index.pieces, len(filed.keys)), groups


def _followed(filed: Filed, before: _Known, cache: Cache) -> tuple[_Known, Groups] | None:
    """The groups of before with what came and went; none where it is better to begin anew.

    Raises:
        IndexLostError: the index of before is not there.
    """
    moves = _Moves.of(before.keys, filed.keys)
    if not moves.few or before.filed + len(moves.came) > MOST_FILED * len(filed.keys):
        return None
    index = Postings(cache, before.index_name, before.pieces)
    sources = _Sources(filed.keys, index)
    groups: Groups = {}
    for kind in KINDS:
        gone = filed.likenesses_before(kind, [before.keys[number] for number in moves.gone])
        if gone is None:
            return None
        places = _Places(moves, dict(zip(moves.gone, gone, strict=True)))
        changes = Changes(places.gone, dict(_facts_of(filed, kind, moves.came)))
        for place, fact in changes.came.items():
            sources.add(place.source, filed_under(fact))
        there_were = map(places.of, before.groups[kind])
        groups[kind] = regrouped(there_were, changes, _Facts(filed, kind, sources))
    index.store()
    filed_so_far = before.filed + len(moves.came)
    return _Known(list(filed.keys), groups, index.name, index.pieces, filed_so_far), groups


class _Moves(NamedTuple):
    """What became of the sources of a build in the next one.

    Attributes:
        now: for each that there was, the number that it has now; for one that is no more, that of the next
            one that is still there.
        gone: the numbers that those had that are no more.
        came: the numbers of those that are new.
    """

    now: list[int]
    gone: list[int]
    came: list[int]

    @classmethod
    def of(cls, before: Sequence[str], after: Sequence[str]) -> Self:
        """From the keys of the sources, in order."""
        numbers = {key: number for number, key in enumerate(after)}
        now: list[int] = []
        for key in reversed(before):
            now.append(numbers.get(key, now[-1] if now else len(after)))
        gone = [number for number, key in enumerate(before) if key not in numbers]
        return cls(now[::-1], gone, sorted(set(numbers.values()).difference(map(numbers.get, before))))

    @property
    def few(self) -> bool:
        """Whether few sources came or went, and the others stand in the order in which they stood.

        The order decides which facts a group is made of, and which of them tells it.
        """
        changes, stayed = len(self.gone) + len(self.came), len(self.now) - len(self.gone)
        return changes <= MOST_CHANGED * (stayed + len(self.came)) and self.now == sorted(self.now)


class _Places:
    """Where the facts of before stand among those of now.

    Facts that are no more stand before those of the next source that is still there: they have its number,
    and numbers of their own below zero.

    Args:
        moves: of the sources.
        gone: the facts of each source that is no more.
    """

    def __init__(self, moves: _Moves, gone: Mapping[int, Sequence[Likeness]]) -> None:
        self._source = moves.now
        self._first = [0] * len(moves.now)
        below: Counter[int] = Counter()
        for number in reversed(moves.gone):
            below[moves.now[number]] -= len(gone[number])
            self._first[number] = below[moves.now[number]]
        self.gone = {
            Place(moves.now[number], self._first[number] + at): fact
            for number, facts in gone.items()
            for at, fact in enumerate(facts)
        }

    def of(self, group: Iterable[Sequence[int]]) -> Group:
        """The places of a group of before."""
        source, first = self._source, self._first
        return tuple(Place(source[number], first[number] + at) for number, at in group)


class _Sources:
    """Finds the sources that there are by what their facts are filed under.

    What is added to the index is found in it when it is stored; until then it is found here.
    """

    def __init__(self, keys: Sequence[str], index: Postings) -> None:
        self._keys = keys
        self._numbers = {number_of(key): source for source, key in enumerate(keys)}
        self._added: dict[str, set[int]] = defaultdict(set)
        self._index = index

    def add(self, source: int, words: Sequence[str]) -> None:
        """File a source that came under words."""
        self._index.add(number_of(self._keys[source]), words)
        for word in words:
            self._added[word].add(source)

    def look_up(self, words: Sequence[str]) -> set[int]:
        """The numbers of the sources that are filed under one of some words."""
        known = self._index.look_up(words) & self._numbers.keys()
        added = (self._added.get(word, ()) for word in words)
        return {self._numbers[number] for number in known}.union(*added)


class _Facts:
    """The facts of a kind that there are now."""

    def __init__(self, filed: Filed, kind: FactKind, sources: _Sources) -> None:
        self._filed = filed
        self._kind = kind
        self._sources = sources
        self._by_subject: dict[int, dict[str, list[tuple[Place, Likeness]]]] = {}

    def at(self, places: Sequence[Place]) -> list[Likeness]:
        """The facts at some places."""
        found = dict(_facts_of(self._filed, self._kind, {place.source for place in places}))
        return [found[place] for place in places]

    def near(self, fact: Likeness) -> Iterator[tuple[Place, Likeness]]:
        """Those that may be the same as another."""
        sources = self._sources.look_up(sought_under(fact))
        unread = sorted(sources - self._by_subject.keys())
        self._by_subject |= {source: defaultdict(list) for source in unread}
        for place, other in _facts_of(self._filed, self._kind, unread):
            self._by_subject[place.source][other.subject].append((place, other))
        # What is filed under a key has the subject that is in it.
        return chain.from_iterable(self._by_subject[source].get(fact.subject, ()) for source in sources)


def _facts_of(filed: Filed, kind: FactKind, sources: Iterable[int]) -> Iterator[tuple[Place, Likeness]]:
    for source, facts in filed.likenesses_of(kind, sources):
        for number, fact in enumerate(facts):
            yield Place(source, number), fact
