"""Sources bound into sheaves: what is told of each sheaf is written once, and read in one go from then on.

A build of thousands of sources looks at all of their facts, most of which no change has touched. They are
kept by sheaf, each under a digest of all that it follows from: its sources, and which of their facts are one
with which others. Where a sheaf ends is decided by the sources themselves, so that one that comes or goes
changes the sheaf that it is in and leaves the others as they are (content-defined chunking, as in LBFS:
Muthitacharoen, Chen and Mazieres 2001).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefgen.composition import Gist, columns_of, gist
from briefgen.editions.cache import Cache
from briefgen.editions.datafile import SEPARATOR, line, split
from briefgen.facts import KINDS, united
from briefgen.models.facts import FactKind
from briefgen.pipeline.filing import Filed, Values, as_json, gists_by_kind, parsed
from briefgen.pipeline.grouping import Group, Groups

__all__ = ["Sheaves", "bound"]

LENGTH = 16
"""So many sources a sheaf has on average."""
_GISTS = "sheaf: gists"
_REJECTED = "sheaf: rejected"
_SPARE = 64
"""So many sheaves of earlier builds are kept, for sources that come back."""

_NEAR = 256
"""What was found in so many sources is held while sheaves are made: what is told twice is told soon after."""


class _Told(NamedTuple):
    """A fact as an item of a data file, and its gist."""

    line: bytes
    gist: Gist


_Joined = dict[int, dict[tuple[FactKind, int], Group]]
"""For each source its facts that are one with others, by kind and number: the first of a group stands for
the group, which the others leave it to tell: for those the group is empty."""


class Sheaves:
    """The facts of all sources, each statement once, by sheaf.

    A fact that several sources tell stands at the place of the first of them.

    Args:
        filed: the facts of each source.
        groups: which of them are one.
        cache: keeps the sheaves.

    Attributes:
        keys: of the sheaves, in order: what is told under the same key is the same.
    """

    def __init__(self, filed: Filed, groups: Groups, cache: Cache) -> None:
        self._filed = filed
        self._cache = cache
        self._joined = _joined(groups)
        self._bound = list(bound(filed.keys))
        self._written = lru_cache(_NEAR)(filed.written)
        self.keys = tuple(map(self._key, self._bound))
        for kind in (_GISTS, _REJECTED, *map(_facts, KINDS)):
            cache.keep_only(kind, self.keys, spare=len(self.keys) + _SPARE)

    def facts(self, kind: FactKind, sheaf: int) -> bytes:
        """The facts of a kind and a sheaf, as a run of items of a data file."""
        name = _facts(kind)
        return next(self._cache.load_all(name, [self.keys[sheaf]], lambda _: self._made(sheaf)[name]))

    def rejected(self) -> Iterator[bytes]:
        """For each sheaf what did not become a fact, as a run of items of a data file."""
        return self._each(_REJECTED)

    def gists(self) -> Iterator[Mapping[FactKind, list[Gist]]]:
        """For each sheaf what ranking weighs of its facts, by kind."""
        return map(gists_by_kind, self._each(_GISTS))

    def _key(self, sources: range) -> str:
        """The digest of all that the facts of a sheaf follow from."""
        keys = self._filed.keys
        taken = hashlib.sha256()
        for source in sources:
            taken.update(f"{keys[source]}\n".encode())
            for (kind, number), group in self._joined.get(source, {}).items():
                members = " ".join(f"{keys[place.source]} {place.number}" for place in group)
                taken.update(f"{kind} {number}: {members}\n".encode())
        return taken.hexdigest()

    def _each(self, name: str) -> Iterator[bytes]:
        return self._cache.load_all(name, self.keys, lambda number: self._made(number)[name])

    def _made(self, sheaf: int) -> Values:
        """What is kept of a sheaf, made of what is kept of its sources."""
        told: dict[FactKind, dict[str, _Told]] = {kind: {} for kind in KINDS}
        for source in self._bound[sheaf]:
            for one in self._told_in(source):
                told[one.gist.kind].setdefault(one.gist.id, one)
        rejected = (self._written(source).rejected for source in self._bound[sheaf])
        values = {_facts(kind): SEPARATOR.join(one.line for one in told[kind].values()) for kind in KINDS}
        values[_REJECTED] = SEPARATOR.join(filter(None, rejected))
        values[_GISTS] = as_json(columns_of(one.gist for kind in KINDS for one in told[kind].values()))
        for name, value in values.items():
            self._cache.gather(name, self.keys[sheaf], value)
        return values

    def _told_in(self, source: int) -> Iterator[_Told]:
        """The facts of a source that no earlier one tells."""
        joined, gists = self._joined.get(source, {}), self._filed.gists(source)
        for kind in KINDS:
            for number, one in enumerate(zip(self._lines(kind, source), gists[kind], strict=True)):
                group = joined.get((kind, number))
                if group is None:
                    yield _Told(*one)
                elif group:
                    yield self._united(kind, group)

    def _united(self, kind: FactKind, group: Group) -> _Told:
        """The one fact that a group makes."""
        fact = united([parsed(self._lines(kind, place.source)[place.number]) for place in group])
        return _Told(line(fact), gist(fact))

    def _lines(self, kind: FactKind, source: int) -> list[bytes]:
        return split(self._written(source).facts[kind])


def _joined(groups: Groups) -> _Joined:
    found: _Joined = defaultdict(dict)
    for kind in KINDS:
        for group in groups[kind]:
            for place in group:
                found[place.source][kind, place.number] = group if place == group[0] else ()
    return found


def bound(keys: Sequence[str]) -> Iterator[range]:
    """Sources, given by digests in hexadecimal, in sheaves: the numbers of those of each.

    A sheaf ends with a source that one in `LENGTH` is like.
    """
    first = 0
    for number, key in enumerate(keys):
        if int(key[-8:], 16) % LENGTH == 0 or number + 1 == len(keys):
            yield range(first, number + 1)
            first = number + 1


def _facts(kind: FactKind) -> str:
    return f"sheaf: {kind}"
