"""How central each fact of a brief is: the sum of what the rules for its kind are worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from heapq import heappushpop
from itertools import takewhile
from math import inf
from operator import itemgetter, mul
from typing import NamedTuple, Protocol, TypeVar

from briefgen.composition.ranking.desk import Desk
from briefgen.composition.ranking.gist import Gist
from briefgen.composition.ranking.rules import RULES, AtDesk, OfFact
from briefgen.models import FactKind

ROUNDING = 1e-9
"""More than two sums of the same numbers, in different orders, ever differ."""


class Named(Protocol):
    """A fact or its gist."""

    @property
    def id(self) -> str:
        """Of the fact."""


AnyNamed = TypeVar("AnyNamed", bound=Named)


class Weighed(NamedTuple):
    """A rule with what it measured on a fact, and what that is worth."""

    rule: str
    weight: float
    measure: float

    @property
    def worth(self) -> float:
        """Weight times measure."""
        return self.weight * self.measure


class _Scale:
    """The rules for one kind, laid out so that many facts are weighed quickly."""

    def __init__(self, kind: FactKind) -> None:
        rules = RULES[kind]
        self.names = tuple(rule.name for rule in rules)
        self.weights = tuple(rule.weight for rule in rules)
        self._of_fact = tuple(rule.weight for rule in rules if isinstance(rule, OfFact))
        self._at_desk = tuple(rule for rule in rules if isinstance(rule, AtDesk))
        # The weightiest tell soonest that a fact cannot come first.
        self._weightiest = sorted(self._at_desk, key=lambda rule: max(0.0, rule.weight), reverse=True)
        # A gist has what rules of the fact measured; those at the desk come after it.
        come = [at for at, rule in enumerate(rules) if isinstance(rule, OfFact)]
        come += [at for at, rule in enumerate(rules) if isinstance(rule, AtDesk)]
        self._in_order = itemgetter(*(come.index(at) for at in range(len(rules))))

    def measures(self, gist: Gist, desk: Desk) -> tuple[float, ...]:
        """What each rule measures, in the order of their table."""
        come = (*gist.measures, *[rule.measure(gist, desk) for rule in self._at_desk])
        return tuple(self._in_order(come))

    def score(self, gist: Gist, desk: Desk) -> float:
        """What the measures are worth together, always summed in the same order."""
        return sum(map(mul, self.weights, self.measures(gist, desk)), start=0.0)

    def most(self, measures: Iterable[float], sources: int) -> float:
        """What no score exceeds of facts that so many sources tell and whose own rules gave `measures`."""
        given = sum(map(mul, self._of_fact, measures), start=ROUNDING)
        return given + sum(rule.worth_at_most(sources) for rule in self._at_desk)

    def may_reach(self, least: float, gist: Gist, desk: Desk) -> bool:
        """Whether its score may be `least` or more: rule by rule, until one shows that it is not."""
        most, sources = most_of(gist), len(gist.sources)
        for rule in self._weightiest:
            if most < least:
                return False
            most += rule.weight * rule.measure(gist, desk) - rule.worth_at_most(sources)
        return most >= least


_SCALES: Mapping[FactKind, _Scale] = {kind: _Scale(kind) for kind in RULES}


def weigh(gist: Gist, desk: Desk) -> tuple[Weighed, ...]:
    """What each rule for its kind gives a fact."""
    scale = _SCALES[gist.kind]
    return tuple(map(Weighed, scale.names, scale.weights, scale.measures(gist, desk)))


def most_of(gist: Gist) -> float:
    """What the score of a fact cannot exceed, told without weighing it."""
    return _most(gist.kind, gist.measures, len(gist.sources))


@lru_cache(maxsize=1 << 12)
def _most(kind: FactKind, measures: tuple[float, ...], sources: int) -> float:
    return _SCALES[kind].most(measures, sources)


class Ranking:
    """The facts of a brief by score: how central each is, the sum of the rules for its kind.

    A fact is weighed when its score is first asked for: few of those of many sources can reach a place.
    """

    def __init__(self, gists: Sequence[Gist], desk: Desk) -> None:
        self.desk = desk
        self._gists = gists
        self._scores: dict[str, float] = {}

    def score(self, fact: Named) -> float:
        """How central a fact is."""
        if fact.id not in self._scores:
            gist = self._weighable(fact)
            self._scores[gist.id] = _SCALES[gist.kind].score(gist, self.desk)
        return self._scores[fact.id]

    def gist(self, name: str | None) -> Gist | None:
        """The gist of the fact with this id, or none."""
        return self._by_id.get(name or "")

    def best_first(self, facts: Iterable[AnyNamed]) -> list[AnyNamed]:
        """Facts, of kinds that compete for one place, by score; equals by place, then by their words."""
        return sorted(facts, key=self._key)

    def best(self, count: int, gists: Iterable[Gist]) -> list[Gist]:
        """The first so many of them."""
        rivals = list(gists)
        if count < len(rivals):
            rivals = self._foremost(count, rivals) if count else []
        return self.best_first(rivals)[:count]

    def _foremost(self, count: int, rivals: Iterable[Gist]) -> list[Gist]:
        """Those that score no less than so many do; what cannot be one of them is not weighed.

        It is the threshold algorithm (Fagin, Lotem and Naor 2001): who may score most comes first, until the
        best scores that are found exceed all that the others may have.
        """
        by_most: dict[float, list[Gist]] = defaultdict(list)
        for gist in rivals:
            by_most[most_of(gist)].append(gist)
        weighed: list[Gist] = []
        best = [-inf] * count
        for most in takewhile(lambda most: most >= best[0], sorted(by_most, reverse=True)):
            for gist in by_most[most]:
                if _SCALES[gist.kind].may_reach(best[0], gist, self.desk):
                    weighed.append(gist)
                    heappushpop(best, self.score(gist))
        return [gist for gist in weighed if self.score(gist) >= best[0]]

    def _key(self, fact: Named) -> tuple[float, float, str, str]:
        gist = self._weighable(fact)
        order = gist.order if gist.order is not None else self.desk.place(gist)
        return -self.score(gist), order, gist.text, gist.id

    def _weighable(self, fact: Named) -> Gist:
        return fact if isinstance(fact, Gist) else self._by_id[fact.id]

    @cached_property
    def _by_id(self) -> Mapping[str, Gist]:
        return {gist.id: gist for gist in self._gists}
