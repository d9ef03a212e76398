"""Which groups of the same facts change when some sources do, without a look at all the others.

Whether two facts are the same depends on the two alone, and a fact joins a group only where it is the same as
one of its members. So the facts that are linked by being the same, one by one, are grouped without regard to
any other: what no changed fact is linked to stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from briefgen.facts.likeness import Likeness
from briefgen.facts.sameness import same_facts, same_pair


class Place(NamedTuple):
    """Where a fact stands among all: they are compared in this order.

    Attributes:
        source: the number of its source, in the order of the sources.
        number: among the facts of its kind and source.
    """

    source: int
    number: int


Near = Callable[[Likeness], Iterable[tuple[Place, Likeness]]]
"""Gives all facts, as they now are, filed under one of the keys of `sought_under`; more do no harm."""


def regrouped(
    removed: Iterable[Likeness], added: Mapping[Place, Likeness], near: Near
) -> list[tuple[Place, ...]]:
    """The groups that take the place of all groups with a fact that was removed or is named here.

    Args:
        removed: facts that are no more.
        added: facts that are new; `near` gives them too.
        near: how to find facts that may be the same.
    """
    reached = dict(added)
    waiting = [*removed, *added.values()]
    while waiting:
        one = waiting.pop()
        for place, other in near(one):
            if place not in reached and same_pair(one, other):
                reached[place] = other
                waiting.append(other)
    groups: list[tuple[Place, ...]] = []
    ordered = sorted(reached, key=lambda place: (reached[place].kind, place))
    for _, places in groupby(ordered, key=lambda place: reached[place].kind):
        of_kind = list(places)
        found = same_facts([reached[place] for place in of_kind])
        groups += (tuple(of_kind[number] for number in group) for group in found)
    return groups
