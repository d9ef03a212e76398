"""All that is known: the facts of all sources, each statement once, of which few are made into models."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from pydantic import TypeAdapter
from pydantic_core import from_json

from briefgen.composition import Gist, gist
from briefgen.editions.cache import Cache
from briefgen.editions.datafile import SEPARATOR, line
from briefgen.editions.digests import digest_of
from briefgen.facts import KINDS, FactSet, united
from briefgen.models import Fact, Rejected
from briefgen.models.facts import FactKind
from briefgen.pipeline.filing import Filed, as_json, parsed
from briefgen.pipeline.grouping import Group, Groups, group

__all__ = ["Dossier"]

_KIND = "united"
_END = b"\n"
_SPARE = 2_000
"""So many groups of earlier builds are kept, for sources that come back."""
_ABSORBED = -1
"""Stands for the number of a group where a fact is told by another one."""
_MOST = 1 << 24
"""More facts of one kind than this no source has; their places are counted in one number."""
_REJECTED: TypeAdapter[Rejected] = TypeAdapter(Rejected)


class Dossier:
    """The facts of all sources, by kind and then in the order of the sources.

    Args:
        filed: the facts of each source.
        cache: keeps which of them are one, and what they make.
        name: of what the facts were derived by, but for their sources.

    Attributes:
        gists: what ranking weighs of each fact, in order.
        digest: of all that the facts follow from.
    """

    def __init__(self, filed: Filed, cache: Cache, name: str) -> None:
        self._filed = filed
        self._united = _United(filed, group(filed, cache, name), cache)
        self.digest = digest_of(name, filed.keys)
        self.gists, self._spots = self._gathered()

    def __len__(self) -> int:
        """How many facts there are."""
        return len(self.gists)

    def fetch(self, ids: Iterable[str]) -> dict[str, Fact]:
        """Those of the facts that have one of these ids, in order."""
        places = sorted({self._ordinals[name] for name in ids if name in self._ordinals})
        return {self.gists[place].id: parsed(self._line(place)) for place in places}

    def read(self, places: Iterable[int]) -> Iterator[bytes]:
        """The facts in some places, in their order, each as an item of a data file."""
        return map(self._line, places)

    def resting_on(self, sources: Collection[str]) -> list[Fact]:
        """The facts that rest on one of the sources, by id."""
        wanted = set(sources)
        return list(self.fetch(one.id for one in self.gists if wanted.intersection(one.sources)).values())

    @property
    def voices(self) -> frozenset[str]:
        """The ids of the parties that hold a position."""
        return frozenset(one.party for one in self.gists if one.kind == "position" and one.party is not None)

    def runs(self) -> Iterator[bytes]:
        """All facts, in order, as runs of items of a data file."""
        for kind in KINDS:
            united_lines = self._united.lines(kind)
            for source, run in enumerate(self._filed.runs(kind)):
                special = self._united.at(kind, source)
                yield SEPARATOR.join(_told(run, special, united_lines)) if special else run

    def lines(self) -> Iterator[bytes]:
        """All facts, in order, each as an item of a data file."""
        for run in self.runs():
            if run:
                yield from run.split(SEPARATOR)

    def rejected_runs(self) -> Iterator[bytes]:
        """The candidates that did not become facts, as runs of items of a data file."""
        return self._filed.rejected()

    def rejected(self, reason: str | None = None) -> Iterator[Rejected]:
        """The candidates that did not become facts, for a reason or any."""
        mark = json.dumps(reason).encode() if reason else b""
        for run in self.rejected_runs():
            if run and mark in run:
                for item in run.split(SEPARATOR):
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

    def _line(self, ordinal: int) -> bytes:
        kind, spot = self.gists[ordinal].kind, self._spots[ordinal]
        source, number = divmod(spot, _MOST)
        special = self._united.at(kind, source).get(number)
        return (
            self._filed.lines(kind, source)[number] if special is None else self._united.line(kind, special)
        )

    def _gathered(self) -> tuple[list[Gist], array[int]]:
        """What ranking weighs of each fact, and where the fact is kept."""
        found: dict[FactKind, list[Gist]] = {kind: [] for kind in KINDS}
        spots: dict[FactKind, array[int]] = {kind: array("q") for kind in KINDS}
        seen: set[str] = set()
        for source, by_kind in enumerate(self._filed.gists()):
            for kind, gists in by_kind.items():
                special = self._united.at(kind, source)
                for number, one in enumerate(gists):
                    place = special.get(number) if special else None
                    if place == _ABSORBED:
                        continue
                    told = one if place is None else self._united.gists[kind][place]
                    if told.id in seen:
                        self._united.absorb(kind, source, number)
                        continue
                    seen.add(told.id)
                    found[kind].append(told)
                    spots[kind].append(source * _MOST + number)
        return [one for kind in KINDS for one in found[kind]], array(
            "q", (spot for kind in KINDS for spot in spots[kind])
        )


def _told(
    run: bytes, special: Mapping[int, int], united_lines: Iterator[tuple[int, bytes]]
) -> Iterator[bytes]:
    """The facts of a source, those that are one with others in the words of the group's first."""
    for number, item in enumerate(run.split(SEPARATOR)):
        place = special.get(number)
        if place is None:
            yield item
        elif place != _ABSORBED:
            yield next(text for at, text in united_lines if at == place)


class _United:
    """The facts that several sources tell: each stands at the place of its first.

    Attributes:
        gists: what ranking weighs of them, by kind, in the order of the groups.
    """

    def __init__(self, filed: Filed, groups: Groups, cache: Cache) -> None:
        self._filed = filed
        self._groups = groups
        self._cache = cache
        self._keys = {kind: [self._key(kind, places) for places in groups[kind]] for kind in KINDS}
        self._special: dict[FactKind, dict[int, dict[int, int]]] = {kind: defaultdict(dict) for kind in KINDS}
        for kind in KINDS:
            for number, (first, *others) in enumerate(groups[kind]):
                self._special[kind][first.source][first.number] = number
                for place in others:
                    self._special[kind][place.source][place.number] = _ABSORBED
        self.gists = {kind: list(self._gists(kind)) for kind in KINDS}
        cache.keep_only(_KIND, [key for keys in self._keys.values() for key in keys], spare=_SPARE)

    def at(self, kind: FactKind, source: int) -> Mapping[int, int]:
        """The facts of a source that are one with others, each with its group's number if it is the first."""
        return self._special[kind].get(source, {})

    def absorb(self, kind: FactKind, source: int, number: int) -> None:
        """Leave out a fact that an earlier one tells."""
        self._special[kind][source][number] = _ABSORBED

    def line(self, kind: FactKind, number: int) -> bytes:
        """The fact that a group makes, as an item of a data file."""
        key = self._keys[kind][number]
        value = self._cache.load(_KIND, [key]).get(key) or self._made(kind, number)
        return value.partition(_END)[0]

    def lines(self, kind: FactKind) -> Iterator[tuple[int, bytes]]:
        """The facts that all groups make, with their numbers, in order."""
        return ((number, value.partition(_END)[0]) for number, value in enumerate(self._values(kind)))

    def _gists(self, kind: FactKind) -> Iterator[Gist]:
        return (Gist.of_row(from_json(value.partition(_END)[2])) for value in self._values(kind))

    def _values(self, kind: FactKind) -> Iterator[bytes]:
        """For each group the fact that it makes and, on a line of its own, the gist of that."""

        def make(number: int) -> bytes:
            made = self._made(kind, number)
            self._cache.gather(_KIND, self._keys[kind][number], made)
            return made

        return self._cache.load_all(_KIND, self._keys[kind], make)

    def _made(self, kind: FactKind, number: int) -> bytes:
        lines = (self._filed.lines(kind, place.source)[place.number] for place in self._groups[kind][number])
        fact = united(list(map(parsed, lines)))
        return line(fact) + _END + as_json(gist(fact))

    def _key(self, kind: FactKind, places: Group) -> str:
        named = (f"{self._filed.keys[place.source]} {place.number}" for place in places)
        return hashlib.sha256("\n".join((kind, *named)).encode()).hexdigest()
