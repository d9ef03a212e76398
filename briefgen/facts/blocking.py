"""Which facts are worth comparing: those of one block that have enough key terms in common.

If the smaller of two sets of terms has ``c`` in common with the other, then one of its ``size - c + 1``
rarest terms is in the other (prefix filtering: Chaudhuri, Ganti and Kaushik 2006). So every fact is filed
under all of its terms and, apart, under its rarest; looking its rarest up in the first file and all in the
second finds whatever it may resemble, and little else: nothing is lost, and what is rare changes no result.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

F = TypeVar("F")
Terms = frozenset[str]


class Rule(NamedTuple, Generic[F]):
    """When two facts are worth comparing.

    Attributes:
        share: the least share of common terms, of those of the fact that has fewer, from 0 to 1.
        fewest: the least number of common terms.
        blocks: where a fact is filed, such as under its party or a month.
        sought: where it looks for others, if not in the same blocks.
    """

    share: float
    fewest: int
    blocks: Callable[[F], Iterable[Hashable]]
    sought: Callable[[F], Iterable[Hashable]] | None = None

    def rarest(self, terms: Sequence[str]) -> Sequence[str]:
        """Those of the terms, the rarest first, of which a fact that has no fewer terms must have one."""
        common = max(self.fewest, math.ceil(self.share * len(terms) - 1e-9), 1)
        return terms[: max(0, len(terms) - common + 1)]

    def seeks(self, fact: F) -> Iterable[Hashable]:
        """The blocks in which the fact looks for others."""
        return self.blocks(fact) if self.sought is None else self.sought(fact)


FEW = 12
"""So few facts of one block are compared with one another all: an index of their terms would cost more."""


class _File:
    """The groups that have facts in one block: a few, or an index by term."""

    __slots__ = ("by_any", "by_rarest", "few")

    def __init__(self) -> None:
        self.few: list[tuple[int, Sequence[str], Sequence[str]]] | None = []
        self.by_any: dict[str, list[int]] = {}
        self.by_rarest: dict[str, list[int]] = {}

    def near(self, terms: Iterable[str], rarest: Iterable[str]) -> Iterator[int]:
        """The groups that have one of the rarest terms, or one of the terms among their rarest."""
        if self.few is not None:
            yield from (group for group, _, _ in self.few)
            return
        for file, keys in ((self.by_any, rarest), (self.by_rarest, terms)):
            for term in keys:
                yield from file.get(term, ())

    def add(self, group: int, terms: Sequence[str], rarest: Sequence[str]) -> None:
        """File a group under the terms of a fact that joined it."""
        if self.few is None:
            self._index(group, terms, rarest)
            return
        self.few.append((group, terms, rarest))
        if len(self.few) > FEW:
            few, self.few = self.few, None
            for filed in few:
                self._index(*filed)

    def _index(self, group: int, terms: Sequence[str], rarest: Sequence[str]) -> None:
        for file, keys in ((self.by_any, terms), (self.by_rarest, rarest)):
            for term in keys:
                groups = file.setdefault(term, [])
                if not groups or groups[-1] != group:
                    groups.append(group)


class Pairs(NamedTuple, Generic[F]):
    """Facts that are worth comparing because what one is filed under is what the other seeks.

    Attributes:
        filed: what a fact is filed under.
        sought: what it looks for.
    """

    filed: Callable[[F], Hashable]
    sought: Callable[[F], Iterable[Hashable]]

    def before(self, facts: Sequence[F]) -> dict[int, set[int]]:
        """For each fact those before it that it is worth comparing with."""
        files: dict[Hashable, list[int]] = defaultdict(list)
        for number, fact in enumerate(facts):
            files[self.filed(fact)].append(number)
        found: dict[int, set[int]] = defaultdict(set)
        for number, fact in enumerate(facts):
            for key in self.sought(fact):
                for other in files.get(key, ()):
                    if other != number:
                        found[max(number, other)].add(min(number, other))
        return found


def grouped(
    facts: Sequence[F],
    terms: Sequence[Terms],
    rules: Sequence[Rule[F]],
    same: Callable[[int, int], bool],
    pairs: Pairs[F] | None = None,
) -> list[list[int]]:
    """The numbers of the facts in groups of the same, each in order, and ordered by their first.

    Args:
        facts: what to group.
        terms: the key terms of each.
        rules: which are worth comparing, by one of the rules at least.
        same: whether the facts with these numbers are the same; a fact is compared with the first of a group
            and with the last, and joins the first group in which one of them is.
        pairs: which are worth comparing beside.
    """
    rank = _ranks(terms)
    before = pairs.before(facts) if pairs else {}
    files: dict[Hashable, _File] = defaultdict(_File)
    groups: list[list[int]] = []
    home: list[int] = []
    for number, fact in enumerate(facts):
        ordered = sorted(terms[number], key=rank.__getitem__)
        applied = [(at, rule, rarest) for at, rule in enumerate(rules) if (rarest := rule.rarest(ordered))]
        near = {home[other] for other in before.get(number, ())}
        for at, rule, rarest in applied:
            found = (files[at, block].near(ordered, rarest) for block in rule.seeks(fact))
            near.update(chain.from_iterable(found))
        alike = (g for g in sorted(near) if any(same(end, number) for end in {groups[g][0], groups[g][-1]}))
        home.append(next(alike, len(groups)))
        _append(groups, home[number], number)
        for at, rule, rarest in applied:
            for block in rule.blocks(fact):
                files[at, block].add(home[number], ordered, rarest)
    return groups


def _append(groups: list[list[int]], group: int, number: int) -> None:
    """Put a number into a group, which may be a new one at the end."""
    if group == len(groups):
        groups.append([])
    groups[group].append(number)


def _ranks(terms: Iterable[Terms]) -> dict[str, int]:
    """The place of each term, from the rarest on; of equally rare ones by the alphabet."""
    frequency = Counter(chain.from_iterable(terms))
    return {term: place for place, term in enumerate(sorted(frequency, key=lambda t: (frequency[t], t)))}
