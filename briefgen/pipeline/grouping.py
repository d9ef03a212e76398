"""Which facts are one: found for all sources once, and from then on for those alone that come and go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from briefgen.editions.cache import Cache
from briefgen.facts import Likeness, Place, filed_under, regrouped, same_facts, sought_under
from briefgen.models.facts import FactKind
from briefgen.pipeline.filing import KINDS, Filed
from briefgen.pipeline.postings import Postings, number_of

__all__ = ["Group", "group"]

Group = tuple[Place, ...]
"""The places of facts that are one, in order; there are two at least."""
Groups = dict[FactKind, list[Group]]

MOST_CHANGED = 0.25
"""Where more sources than this share came or went, all facts are compared anew."""
_KIND = "groups"


def group(filed: Filed, cache: Cache, name: str) -> Groups:
    """The groups of facts that are one, by kind, each kind's in the order of their first.

    Args:
        filed: the facts of all sources.
        cache: keeps what was found for the next build, and had it from the last.
        name: of what the facts were derived by, but for their sources.
    """
    index = Postings(cache, name)
    before = _before(cache, name)
    groups = _followed(filed, *before, index) if before else None
    if groups is None:
        groups = _anew(filed, index)
    if before is None or before[0] != list(filed.keys):
        _keep(groups, filed.keys, cache, name)
    return groups


def _anew(filed: Filed, index: Postings) -> Groups:
    """The groups of all facts, each compared with whatever it may resemble."""
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
    index.store(anew=True)
    return groups


def _followed(
    filed: Filed, keys_before: Sequence[str], before: Mapping[FactKind, Sequence[Group]], index: Postings
) -> Groups | None:
    """The groups of before with what came and went; none where it is better to begin anew."""
    numbers = {key: number for number, key in enumerate(filed.keys)}
    gone = [key for key in keys_before if key not in numbers]
    came = sorted(set(numbers.values()) - {numbers[key] for key in keys_before if key in numbers})
    if len(gone) + len(came) > MOST_CHANGED * len(filed.keys):
        return None
    groups: Groups = {}
    for kind in KINDS:
        lost = filed.likenesses_before(kind, gone)
        if lost is None:
            return None
        new = dict(_placed(filed, kind, came))
        found = regrouped(lost, new, _Near(filed, kind, came, index))
        reached = {place for places in found for place in places}
        kept = []
        for places in before[kind]:
            now = tuple(
                Place(numbers[keys_before[place.source]], place.number)
                for place in places
                if keys_before[place.source] in numbers
            )
            if len(now) == len(places) and not reached.intersection(now):
                kept.append(now)
        groups[kind] = sorted([*kept, *(tuple(places) for places in found if len(places) > 1)])
    for kind in KINDS:
        for place, fact in _placed(filed, kind, came):
            index.add(number_of(filed.keys[place.source]), filed_under(fact))
    index.store()
    return groups


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
        for place, other in _placed(self._filed, self._kind, sorted(sources - self._facts.keys())):
            self._facts.setdefault(place.source, {}).setdefault(other.subject, []).append((place, other))
        # What is filed under a key has the subject that is in it.
        return chain.from_iterable(self._facts.get(source, {}).get(fact.subject, ()) for source in sources)


def _placed(filed: Filed, kind: FactKind, sources: Iterable[int]) -> Iterator[tuple[Place, Likeness]]:
    for source, facts in filed.likenesses_of(kind, sources):
        for number, fact in enumerate(facts):
            yield Place(source, number), fact


def _before(cache: Cache, name: str) -> tuple[list[str], dict[FactKind, list[Group]]] | None:
    """The keys of the sources of the last build, and its groups."""
    [value] = cache.load(_KIND, [name]).values() or [b"null"]
    said: Any = json.loads(value)
    if said is None:
        return None
    keys, groups = said
    return keys, {
        kind: [tuple(Place(source, number) for source, number in places) for places in groups[kind]]
        for kind in KINDS
    }


def _keep(groups: Groups, keys: Sequence[str], cache: Cache, name: str) -> None:
    value = json.dumps([keys, groups], separators=(",", ":")).encode()
    cache.keep_only(_KIND, (name,), spare=0)
    cache.store(_KIND, {name: value})
