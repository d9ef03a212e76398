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

    def look_up(self, words: Iterable[str]) -> set[int]:
        """The numbers of the sources that are filed under one of the words."""
        wanted = {_number(word) for word in words}
        keys = {self._key(number % BUCKETS) for number in wanted}
        found: set[int] = set()
        for value in self._cache.load(_KIND, sorted(keys)).values():
            pairs = _pairs(value)
            words_of = pairs[::2]
            found.update(pairs[2 * at + 1] for at, word in enumerate(words_of) if word in wanted)
        return found

    def add(self, filed: Mapping[int, Iterable[str]], *, anew: bool = False) -> None:
        """File sources, by their numbers, under their words; `anew` forgets all others."""
        buckets: dict[int, array[int]] = defaultdict(lambda: array("Q"))
        for source, words in filed.items():
            for word in {_number(word) for word in words}:
                buckets[word % BUCKETS].extend((word, source))
        if anew:
            self._cache.keep_only(_KIND, (), spare=0)
        else:
            keys = {self._key(bucket): bucket for bucket in buckets}
            for key, value in self._cache.load(_KIND, keys).items():
                buckets[keys[key]] = _pairs(value) + buckets[keys[key]]
        self._cache.store(_KIND, {self._key(bucket): pairs.tobytes() for bucket, pairs in buckets.items()})

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
