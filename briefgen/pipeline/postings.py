"""Which sources have a fact that is filed under a word: an index that a build adds a few sources to.

Words and sources stand in it as numbers of 64 bits, taken from digests. Two words that share a number by
chance cost a comparison more, and change nothing. Sources that are no more stay in it until it is made anew:
whoever looks something up knows which sources there are.
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

from briefgen.editions.cache import Cache

__all__ = ["Postings", "number_of"]

BUCKETS = 4096
"""The index is kept in so many pieces: adding a source writes those anew that its words fall into."""
_KIND = "postings"


def number_of(digest: str) -> int:
    """The number of a source in the index: the first 64 bits of its digest in hexadecimal."""
    return int(digest[:16], 16)


class Postings:
    """The index that is kept in `cache` under a name."""

    def __init__(self, cache: Cache, name: str) -> None:
        self._cache = cache
        self._name = f"{name} {sys.byteorder}"
        self._read: dict[int, Mapping[int, list[int]]] = {}
        self._added: dict[int, array[int]] = defaultdict(lambda: array("Q"))

    def look_up(self, words: Iterable[str]) -> set[int]:
        """The numbers of the sources that are filed under one of the words."""
        wanted = {_number(word) for word in words}
        self._read_buckets({number % BUCKETS for number in wanted})
        return set(chain.from_iterable(self._read[number % BUCKETS].get(number, ()) for number in wanted))

    def _read_buckets(self, wanted: Iterable[int]) -> None:
        keys = {self._key(bucket): bucket for bucket in wanted if bucket not in self._read}
        kept = self._cache.load(_KIND, sorted(keys))
        for key, bucket in keys.items():
            sources: dict[int, list[int]] = defaultdict(list)
            pairs = _pairs(kept.get(key, b""))
            for word, source in zip(pairs[::2], pairs[1::2], strict=True):
                sources[word].append(source)
            self._read[bucket] = sources

    def add(self, source: int, words: Iterable[str]) -> None:
        """File a source, by its number, under words; it is found under them from `store` on."""
        for word in {_number(word) for word in words}:
            self._added[word % BUCKETS].extend((word, source))

    def store(self, *, anew: bool = False) -> None:
        """Keep what was added; `anew` forgets all else."""
        if anew:
            self._cache.keep_only(_KIND, (), spare=0)
        else:
            keys = {self._key(bucket): bucket for bucket in self._added}
            for key, value in self._cache.load(_KIND, keys).items():
                self._added[keys[key]] += _pairs(value)
        values = {self._key(bucket): pairs.tobytes() for bucket, pairs in self._added.items()}
        self._cache.store(_KIND, values)
        self._added.clear()
        self._read.clear()

    def _key(self, bucket: int) -> str:
        return f"{self._name} {bucket}"


def _pairs(value: bytes) -> array[int]:
    """Numbers of words, each followed by that of a source."""
    pairs = array("Q")
    pairs.frombytes(value)
    return pairs


def _number(word: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )
