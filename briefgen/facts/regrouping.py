"""The groups of the same facts after some came and went, found from those of before.

`same_facts` goes through the facts in order. Of twins only the eldest is compared, and the others go where it
goes. It is compared with the two ends of each group that there is so far, the first and the last of those
that were compared, and joins the group with the earliest first of which an end is the same; else it begins
one. So where a fact goes depends on nothing but the earlier facts that are the same, which of them are ends,
and of which groups.

That is followed here. When a fact joins a group or leaves it, the group has another end for the facts up to
its next member, or, if its first changed, for all later ones. Those for which this may make a difference are
listed, and decided again in order of place; what is not listed stays where it was. This is change propagation
(Acar, Self-Adjusting Computation, 2005): the groups are those of `same_facts`, at the cost of the facts that
are listed and of those that may be the same as these.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from itertools import chain
from typing import NamedTuple, Protocol

from briefgen.facts.likeness import Likeness
from briefgen.facts.sameness import common_to_twins, same_pair

_HELD = 256
"""For so many facts those that are near are kept: most are asked for again soon after."""


class Place(NamedTuple):
    """Where a fact stands among all: they are compared in this order.

    Attributes:
        source: the number of its source, in the order of the sources.
        number: among the facts of its kind and source.
    """

    source: int
    number: int


class Changes(NamedTuple):
    """Facts that went and facts that came, by place; no two have one place, and one order holds for all.

    Attributes:
        gone: facts that there were and are no more.
        came: facts that there were not.
    """

    gone: Mapping[Place, Likeness]
    came: Mapping[Place, Likeness]


class Facts(Protocol):
    """The facts that there are now, those that came included."""

    def at(self, places: Sequence[Place]) -> Iterable[Likeness]:
        """The facts at some places, in this order."""

    def near(self, fact: Likeness) -> Iterable[tuple[Place, Likeness]]:
        """All facts filed under one of the keys of `sought_under`; more do no harm."""


def regrouped(before: Iterable[Sequence[Place]], changes: Changes, facts: Facts) -> list[tuple[Place, ...]]:
    """The groups of all facts that there are now: of two at least, each in order, and by their first.

    Args:
        before: the groups of the facts that there were; those of one fact need not be named.
        changes: what makes the facts of before those of now.
        facts: all facts that there are now.
    """
    regrouping = _Regrouping(before, changes, facts)
    regrouping.exchange()
    regrouping.work_off()
    return sorted(group for group in regrouping.groups() if len(group) > 1)


class _Lookup:
    """Looks facts up: which of them are twins, and which may be the same as another."""

    def __init__(self, changes: Changes, facts: Facts) -> None:
        self._facts = facts
        self._known = {**changes.gone, **changes.came}
        self._common: dict[Place, Hashable] = {}
        self._near = lru_cache(_HELD)(self._find)

    def by_twins(self, places: Iterable[Place]) -> list[list[Place]]:
        """Some places in order, each with those of its twins: the first is that of the eldest."""
        ordered = sorted(places)
        if unknown := [place for place in ordered if place not in self._known]:
            self._known.update(zip(unknown, self._facts.at(unknown), strict=True))
        found: dict[Hashable, list[Place]] = defaultdict(list)
        for place in ordered:
            found[self._common_of(place)].append(place)
        return list(found.values())

    def twins(self, place: Place) -> set[Place]:
        """Where the twins of a fact are now; it may be among them itself."""
        common = self._common_of(place)
        return {other for other in self._near(place) if self._common_of(other) == common}

    def near(self, place: Place) -> Iterable[Place]:
        """Where the facts are that may be the same as one, of twins the eldest.

        What is the same is found with all its twins, for they are filed under the same keys. Of others the
        eldest may be missing, so that a younger one is here: it is not the same.
        """
        eldest: dict[Hashable, Place] = {}
        for other in self._near(place):
            common = self._common_of(other)
            eldest[common] = min(other, eldest.get(common, other))
        return eldest.values()

    def same(self, place: Place, others: Iterable[Place]) -> Iterator[Place]:
        """Those of some places, given by `near`, at which a fact is the same."""
        fact = self._known[place]
        return (other for other in others if same_pair(self._known[other], fact))

    def _find(self, place: Place) -> list[Place]:
        found = dict(self._facts.near(self._known[place]))
        self._known.update(found)
        return list(found)

    def _common_of(self, place: Place) -> Hashable:
        if place not in self._common:
            self._common[place] = common_to_twins(self._known[place], place)
        return self._common[place]


class _Regrouping:
    """Groups on their way from what they were to what they are: lists of places, of twins the eldest's.

    One of before is looked up when an end of it matters, or one of its facts came or went.
    """

    def __init__(self, before: Iterable[Sequence[Place]], changes: Changes, facts: Facts) -> None:
        self._before = list(before)
        self._number = {place: number for number, group in enumerate(self._before) for place in group}
        self._looked_up: set[int] = set()
        self._changes = changes
        self._lookup = _Lookup(changes, facts)
        self._twins: dict[Place, list[Place]] = {}
        self._home: dict[Place, list[Place]] = {}
        self._listed: set[Place] = set()
        self._queue: list[Place] = []

    def exchange(self) -> None:
        """Take out what is no longer there or no longer the eldest, and list what is so now.

        Where the eldest of some twins went, the next is compared in its place, later and with another source;
        one that came before them is compared instead of them.
        """
        gone, came = self._changes
        for changed in self._lookup.by_twins([*gone, *came]):
            now = sorted(self._lookup.twins(changed[0]).union(came.keys() & changed))
            there_were = sorted((gone.keys() & changed).union(now) - came.keys())
            for former in there_were[:1]:
                self._group_of(former)
            if now:
                self._twins[now[0]] = now
            if now[:1] != there_were[:1]:
                for former in there_were[:1]:
                    self._leave(former)
                self._list(now[:1])

    def work_off(self) -> None:
        """Decide anew, in order, where the facts go that are listed; that may list later ones."""
        while self._queue:
            place = heappop(self._queue)
            if place in self._listed:
                self._listed.remove(place)
                self._decide(place)

    def groups(self) -> Iterator[tuple[Place, ...]]:
        """The groups of all facts, twins included; of those of one fact not all."""
        yield from (tuple(group) for at, group in enumerate(self._before) if at not in self._looked_up)
        for group in {group[0]: group for group in self._home.values()}.values():
            yield tuple(sorted(chain.from_iterable(self._twins[place] for place in group)))

    def _decide(self, place: Place) -> None:
        home, goal = self._group_of(place), self._goal(place)
        if goal is home or (goal is None and home[:1] == [place]):
            return
        if home:
            self._leave(place)
        self._join(place, [] if goal is None else goal)

    def _goal(self, place: Place) -> list[Place] | None:
        """The group with the earliest first of those that have an end, so far, that is the same."""
        earlier = sorted((self._first(other), other) for other in self._lookup.near(place) if other < place)
        for other in self._lookup.same(place, (other for _, other in earlier)):
            group = self._group_of(other)
            if other in (group[0], group[bisect_left(group, place) - 1]):
                return group
        return None

    def _leave(self, place: Place) -> None:
        """Take a fact out of its group: for those up to the next member the one before it is the last.

        A group that loses its first has a later one: then any of its members may find an earlier group.
        """
        self._listed.discard(place)
        group = self._home.pop(place)
        at = bisect_left(group, place)
        del group[at]
        later = group[at:]
        self._list(later[:1] if at else later)
        if at == 0 and group:
            self._attract(group[0], group, None)
        elif at > 1:
            self._attract(group[at - 1], group, next(iter(later), None))

    def _join(self, place: Place, group: list[Place]) -> None:
        """Put a fact into a group: for those up to the next member it is the last, not the one before it.

        The next member stays if the one before it is the first: that is an end still.
        """
        insort(group, place)
        self._home[place] = group
        at = bisect_left(group, place)
        later = group[at + 1 : at + 2]
        if at > 1:
            self._list(later)
        self._attract(place, group, next(iter(later), None))

    def _attract(self, end: Place, group: list[Place], until: Place | None) -> None:
        """List what is the same as a new end of a group, behind it and in a group with a later first."""
        behind = (
            other
            for other in self._lookup.near(end)
            if end < other and (until is None or other < until)
            if other not in self._listed and self._first(other) > group[0]
        )
        self._list(self._lookup.same(end, behind))

    def _list(self, places: Iterable[Place]) -> None:
        for place in places:
            if place not in self._listed:
                self._listed.add(place)
                heappush(self._queue, place)

    def _first(self, place: Place) -> Place:
        """The first of the group that a fact is in, or was in if it has none: then it is listed."""
        if place in self._home:
            return self._home[place][0]
        return self._before[self._number[place]][0] if place in self._number else place

    def _group_of(self, place: Place) -> list[Place]:
        """The group that a fact is in; an empty one, if it is yet to be decided for the first time."""
        if place not in self._twins:
            self._look_up(place)
        return self._home.get(place, [])

    def _look_up(self, place: Place) -> None:
        """Find the eldest in a group of before; what became of their twins since `exchange` says."""
        members: Sequence[Place] = [place]
        if place in self._number:
            self._looked_up.add(self._number[place])
            members = self._before[self._number[place]]
        by_twins = self._lookup.by_twins(members)
        group = [places[0] for places in by_twins]
        self._home |= dict.fromkeys(group, group)
        self._twins |= zip(group, by_twins, strict=True)
