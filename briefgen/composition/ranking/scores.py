"""How central each fact of a brief is: the sum of what the rules for its kind are worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from operator import itemgetter, mul
from typing import NamedTuple, Protocol, TypeVar

from briefgen.composition.ranking.desk import Desk
from briefgen.composition.ranking.gist import Gist
from briefgen.composition.ranking.rules import RULES, AtDesk, OfFact
from briefgen.models import FactKind


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
        self._at_desk = tuple(rule.measure for rule in rules if isinstance(rule, AtDesk))
        # A gist has what rules of the fact measured; those at the desk come after it.
        come = [at for at, rule in enumerate(rules) if isinstance(rule, OfFact)]
        come += [at for at, rule in enumerate(rules) if isinstance(rule, AtDesk)]
        self._in_order = itemgetter(*(come.index(at) for at in range(len(rules))))

    def measures(self, gist: Gist, desk: Desk) -> tuple[float, ...]:
        """What each rule measures, in the order of their table."""
        come = (*gist.measures, *[measure(gist, desk) for measure in self._at_desk])
        return tuple(self._in_order(come))

    def score(self, gist: Gist, desk: Desk) -> float:
        """What the measures are worth together, always summed in the same order."""
        return sum(map(mul, self.weights, self.measures(gist, desk)), start=0.0)


_SCALES: Mapping[FactKind, _Scale] = {kind: _Scale(kind) for kind in RULES}


def weigh(gist: Gist, desk: Desk) -> tuple[Weighed, ...]:
    """What each rule for its kind gives a fact."""
    scale = _SCALES[gist.kind]
    return tuple(map(Weighed, scale.names, scale.weights, scale.measures(gist, desk)))


class Ranking:
    """The facts of a brief by score: how central each is, the sum of the rules for its kind."""

    def __init__(self, gists: Sequence[Gist], desk: Desk) -> None:
        self.desk = desk
        self._gists = {gist.id: gist for gist in gists}
        self._scores = {gist.id: _SCALES[gist.kind].score(gist, desk) for gist in gists}

    def score(self, fact: Named) -> float:
        """How central a fact is."""
        return self._scores[fact.id]

    def gist(self, name: str | None) -> Gist | None:
        """The gist of the fact with this id, or none."""
        return self._gists.get(name or "")

    def best_first(self, facts: Iterable[AnyNamed]) -> list[AnyNamed]:
        """Facts, of kinds that compete for one place, by score; equals by place, then by their words."""
        return sorted(facts, key=self._key)

    def best(self, count: int, facts: Iterable[AnyNamed]) -> list[AnyNamed]:
        """The first so many of them."""
        rivals = list(facts)
        if count < len(rivals):
            # The least score that can be among them is found first: full keys are dear.
            scores = [self._scores[fact.id] for fact in rivals]
            least = sorted(scores)[-count] if count else inf
            rivals = [fact for fact, score in zip(rivals, scores, strict=True) if score >= least]
        return self.best_first(rivals)[:count]

    def _key(self, fact: Named) -> tuple[float, float, str, str]:
        gist = self._gists[fact.id]
        order = gist.order if gist.order is not None else self.desk.place(gist)
        return -self._scores[gist.id], order, gist.text, gist.id
