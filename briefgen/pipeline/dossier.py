"""All that is known: the facts of all sources, each statement once, of which few are made into models."""

from __future__ import annotations

import json
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property, partial
from itertools import accumulate, chain, groupby

from pydantic import TypeAdapter

from briefgen.composition import Gist
from briefgen.editions.cache import Cache
from briefgen.editions.datafile import split
from briefgen.editions.digests import digest_of
from briefgen.editions.lines import Run, lines_of
from briefgen.facts import KINDS, FactSet
from briefgen.models import Fact, Rejected
from briefgen.models.facts import FactKind
from briefgen.pipeline.filing import Filed, parsed
from briefgen.pipeline.grouping import group
from briefgen.pipeline.sheaves import Sheaves

__all__ = ["Dossier"]

_REJECTED: TypeAdapter[Rejected] = TypeAdapter(Rejected)


class Dossier:
    """The facts of all sources, by kind and then in the order of the sources.

    Args:
        filed: the facts of each source.
        cache: keeps which of them are one, and what they make.
        name: of what the facts were derived by, but for their sources.

    Attributes:
        gists: what ranking weighs of each fact, in order.
        runs: the facts themselves, in order.
        digest: of all that the facts follow from.
    """

    def __init__(self, filed: Filed, cache: Cache, name: str) -> None:
        self._sheaves = Sheaves(filed, group(filed, cache, name), cache)
        self.digest = digest_of(name, filed.keys)
        self.runs = tuple(
            Run(f"{kind} {key}", partial(self._sheaves.facts, kind, number))
            for kind in KINDS
            for number, key in enumerate(self._sheaves.keys)
        )
        self.gists, self._firsts = self._gathered()

    def __len__(self) -> int:
        """How many facts there are."""
        return len(self.gists)

    def fetch(self, ids: Iterable[str]) -> dict[str, Fact]:
        """Those of the facts that have one of these ids, in order."""
        places = sorted({self._ordinals[name] for name in ids if name in self._ordinals})
        return {fact.id: fact for fact in map(parsed, self._lines(places))}

    def resting_on(self, sources: Collection[str]) -> list[Fact]:
        """The facts that rest on one of the sources, by id."""
        wanted = set(sources)
        return list(self.fetch(one.id for one in self.gists if wanted.intersection(one.sources)).values())

    @property
    def voices(self) -> frozenset[str]:
        """The ids of the parties that hold a position."""
        return frozenset(one.party for one in self.gists if one.kind == "position" and one.party is not None)

    def lines(self) -> Iterator[bytes]:
        """All facts, in order, each as an item of a data file."""
        return lines_of(self.runs)

    def rejected_runs(self) -> Iterator[bytes]:
        """The candidates that did not become facts, as runs of items of a data file."""
        return self._sheaves.rejected()

    def rejected(self, reason: str | None = None) -> Iterator[Rejected]:
        """The candidates that did not become facts, for a reason or any."""
        mark = json.dumps(reason).encode() if reason else b""
        for run in self.rejected_runs():
            for item in split(run) if mark in run else ():
                candidate = _REJECTED.validate_json(item)
                if reason in (None, candidate.reason):
                    yield candidate

    @cached_property
    def facts(self) -> FactSet:
        """All of it, in memory."""
        return FactSet(tuple(map(parsed, self.lines())), tuple(self.rejected()))

    @cached_property
    def _ordinals(self) -> dict[str, int]:
        return {one.id: at for at, one in enumerate(self.gists)}

    def _lines(self, places: Iterable[int]) -> Iterator[bytes]:
        """The facts in some places, which are given in order, as items of a data file."""
        for run, together in groupby(places, lambda place: bisect(self._firsts, place) - 1):
            lines = split(self.runs[run].read())
            yield from (lines[place - self._firsts[run]] for place in together)

    def _gathered(self) -> tuple[list[Gist], list[int]]:
        """What ranking weighs of each fact, and for each run the place of its first fact."""
        by_kind: dict[FactKind, list[list[Gist]]] = {kind: [] for kind in KINDS}
        for found in self._sheaves.gists():
            for kind, gists in found.items():
                by_kind[kind].append(gists)
        runs = [gists for kind in KINDS for gists in by_kind[kind]]
        return list(chain.from_iterable(runs)), [0, *accumulate(map(len, runs))][:-1]
