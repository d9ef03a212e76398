"""The facts of every source as they are kept: written down, with what merging and ranking ask of them.

A fact is made into a model where somebody looks at it; of thousands of sources, few are looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import from_json

from briefgen.composition import Gist, gist
from briefgen.editions.cache import Cache
from briefgen.editions.datafile import SEPARATOR, joined
from briefgen.facts import KINDS, Likeness, SourceFacts, likeness
from briefgen.models import Fact
from briefgen.models.facts import FactKind

__all__ = ["Filed", "as_json", "file_facts", "parsed"]

_GISTS = "gists"
_REJECTED = "rejected"
_FACT: TypeAdapter[Fact] = TypeAdapter(Fact)

Values = dict[str, bytes]
"""What is kept of a source's facts, by kind of value."""


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

    def runs(self, kind: FactKind) -> Iterator[bytes]:
        """For each source its facts of a kind, as a run of items of a data file."""
        return self._each(_lines(kind))

    def lines(self, kind: FactKind, source: int) -> list[bytes]:
        """The facts of a kind and a source, an item each."""
        run = self._value(_lines(kind), source)
        return run.split(SEPARATOR) if run else []

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

    def likenesses_before(self, kind: FactKind, keys: Sequence[str]) -> list[Likeness] | None:
        """The same for sources that are no more; none where that is not kept."""
        found = self._cache.load(_likeness(kind), keys)
        if len(found) < len(keys):
            return None
        return [one for value in found.values() for one in _likenesses(value)]

    def gists(self) -> Iterator[Mapping[FactKind, list[Gist]]]:
        """For each source what ranking weighs of its facts, by kind."""
        for value in self._each(_GISTS):
            yield {kind: list(map(Gist.of_row, rows)) for kind, rows in from_json(value).items()}

    def rejected(self) -> Iterator[bytes]:
        """For each source what did not become a fact, as a run of items of a data file."""
        return self._each(_REJECTED)

    def tidy(self, spare: int) -> None:
        """Forget the facts of sources that are no more, once there are more than `spare` of those."""
        for name in (*map(_lines, KINDS), *map(_likeness, KINDS), _GISTS, _REJECTED):
            self._cache.keep_only(name, self.keys, spare=len(self.keys) + spare)

    def _file(self) -> None:
        """Derive the facts of the sources of which nothing is kept."""
        number = {key: at for at, key in enumerate(self.keys)}
        for key in self._cache.lacking(_GISTS, self.keys):
            self._derived(number[key])

    def _each(self, name: str) -> Iterator[bytes]:
        return self._cache.load_all(name, self.keys, lambda number: self._derived(number)[name])

    def _value(self, name: str, number: int) -> bytes:
        key = self.keys[number]
        found = self._cache.load(name, [key]).get(key)
        return self._derived(number)[name] if found is None else found

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


def _values(found: SourceFacts) -> Values:
    values = {_REJECTED: joined(found.rejected)}
    for kind, facts in found.by_kind.items():
        values[_lines(kind)] = joined(facts)
        values[_likeness(kind)] = as_json([likeness(fact) for fact in facts])
    values[_GISTS] = as_json({kind: [gist(fact) for fact in facts] for kind, facts in found.by_kind.items()})
    return values


def as_json(value: Any) -> bytes:
    """Plain values as they are kept."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _likenesses(value: bytes) -> list[Likeness]:
    return list(map(Likeness.of_row, from_json(value)))


def _lines(kind: FactKind) -> str:
    return f"facts: {kind}"


def _likeness(kind: FactKind) -> str:
    return f"likeness: {kind}"
