"""The facts of every source as they are kept: written down, with what merging and ranking ask of them.

A fact is made into a model where somebody looks at it; of thousands of sources, few are looked at.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import attrgetter
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from pydantic_core import from_json

from briefgen.composition import Gist, columns_of, gist, gists_of
from briefgen.editions.cache import Cache
from briefgen.editions.datafile import joined
from briefgen.facts import KINDS, Likeness, SourceFacts, likeness
from briefgen.models import Fact
from briefgen.models.facts import FactKind

__all__ = ["FASTEST", "Filed", "Values", "Written", "as_json", "file_facts", "gists_by_kind", "parsed"]

FASTEST = 1
"""Level of compression."""
_FACTS = "facts"
_GISTS = "gists"
_BETWEEN = b"\n\n"
"""Between two runs of items; it stands in none."""
_FACT: TypeAdapter[Fact] = TypeAdapter(Fact)

Values = dict[str, bytes]
"""What is kept of a source's facts, by kind of value."""


class Written(NamedTuple):
    """What was found in a source, as runs of items of a data file.

    Attributes:
        facts: by kind.
        rejected: the candidates that did not become facts.
    """

    facts: Mapping[FactKind, bytes]
    rejected: bytes


class Filed:
    """The facts of all sources, not yet compared with one another.

    Args:
        keys: for each source, in order, the digest of all that its facts follow from.
        derive: gives the facts of a source, by its number.
        cache: where they are kept; what it does not have is derived.
    """

    def __init__(self, keys: Sequence[str], derive: Callable[[int], SourceFacts], cache: Cache) -> None:
        self.keys = tuple(keys)
        self._derive = derive
        self._cache = cache
        self._read: dict[tuple[str, int], list[Likeness]] = {}
        self._file()

    def written(self, source: int) -> Written:
        """What was found in a source."""
        *runs, rejected = zlib.decompress(self._value(_FACTS, source)).split(_BETWEEN)
        return Written(dict(zip(KINDS, runs, strict=True)), rejected)

    def gists(self, source: int) -> Mapping[FactKind, list[Gist]]:
        """What ranking weighs of the facts of a source, by kind."""
        return gists_by_kind(self._value(_GISTS, source))

    def likenesses(self, kind: FactKind) -> Iterator[list[Likeness]]:
        """For each source what merging compares of its facts of a kind."""
        return (_likenesses(value) for value in self._each(_likeness(kind)))

    def likenesses_of(self, kind: FactKind, sources: Iterable[int]) -> Iterator[tuple[int, list[Likeness]]]:
        """For each of some sources what merging compares of its facts of a kind."""
        wanted = list(sources)
        unread = {self.keys[number]: number for number in wanted if (kind, number) not in self._read}
        for key, value in self._cache.load_each(_likeness(kind), unread):
            self._read[kind, unread[key]] = _likenesses(value)
        for number in wanted:
            if (kind, number) not in self._read:
                self._read[kind, number] = _likenesses(self._derived(number)[_likeness(kind)])
            yield number, self._read[kind, number]

    def likenesses_before(self, kind: FactKind, keys: Sequence[str]) -> list[list[Likeness]] | None:
        """For each of some sources that are no more, by its key; none where that is not kept."""
        found = self._cache.load(_likeness(kind), keys)
        if len(found) < len(keys):
            return None
        return [_likenesses(found[key]) for key in keys]

    def tidy(self, spare: int) -> None:
        """Forget the facts of sources that are no more, once there are more than `spare` of those."""
        for name in (_FACTS, *map(_likeness, KINDS), _GISTS):
            self._cache.keep_only(name, self.keys, spare=len(self.keys) + spare)

    def _file(self) -> None:
        """Derive the facts of the sources of which nothing is kept."""
        number = {key: at for at, key in enumerate(self.keys)}
        for key in self._cache.lacking(_GISTS, self.keys):
            self._derived(number[key])

    def _each(self, name: str) -> Iterator[bytes]:
        return self._cache.load_all(name, self.keys, lambda number: self._derived(number)[name])

    def _value(self, name: str, number: int) -> bytes:
        return next(self._cache.load_all(name, [self.keys[number]], lambda _: self._derived(number)[name]))

    def _derived(self, number: int) -> Values:
        """What the cache does not have, or has lost since."""
        return file_facts(self._cache, self.keys[number], self._derive(number))


def file_facts(cache: Cache, key: str, found: SourceFacts) -> Values:
    """Keep the facts of a source under its key; what is kept."""
    values = _values(found)
    for name, value in values.items():
        cache.gather(name, key, value)
    return values


def parsed(line: bytes) -> Fact:
    """The fact that an item of a data file is."""
    return _FACT.validate_json(line)


def as_json(value: Any) -> bytes:
    """Plain values as they are kept."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def gists_by_kind(value: bytes) -> dict[FactKind, list[Gist]]:
    """Gists that were kept as columns, by kind."""
    found: dict[FactKind, list[Gist]] = {kind: [] for kind in KINDS}
    for kind, gists in groupby(gists_of(from_json(value)), key=attrgetter("kind")):
        found[kind] += gists
    return found


def _values(found: SourceFacts) -> Values:
    runs = [joined(found.by_kind[kind]) for kind in KINDS]
    values = {_FACTS: zlib.compress(_BETWEEN.join([*runs, joined(found.rejected)]), FASTEST)}
    for kind, facts in found.by_kind.items():
        values[_likeness(kind)] = as_json([likeness(fact) for fact in facts])
    values[_GISTS] = as_json(columns_of(map(gist, chain.from_iterable(found.by_kind.values()))))
    return values


def _likenesses(value: bytes) -> list[Likeness]:
    return list(map(Likeness.of_row, from_json(value)))


def _likeness(kind: FactKind) -> str:
    return f"likeness: {kind}"
