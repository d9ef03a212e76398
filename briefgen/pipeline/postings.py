"""Which sources have a fact that is filed under a word: an index that a build adds a few sources to.

Words and sources stand in it as numbers of 64 bits, taken from digests. Two words that share a number by
chance cost a comparison more, and change nothing. Sources that are no more stay in it until it is made anew:
whoever looks something up knows which sources there are. What is missing from it nobody would miss, so it is
told which of its pieces there must be.
"""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

from briefgen.editions.cache import Cache

__all__ = ["IndexLostError", "Postings", "number_of"]

PIECES = 4096
"""The index is kept in so many at most: adding a source writes those anew that its words fall into."""
_KIND = "postings"


def number_of(digest: str) -> int:
    """The number of a source in the index: the first 64 bits of its digest in hexadecimal."""
    return int(digest[:16], 16)


class IndexLostError(Exception):
    """A piece of the index is no longer there: what it would give is not all."""


class Postings:
    """An index that is kept in `cache`.

    Args:
        cache: where its pieces are.
        name: tells it from every other index, also from earlier ones of the same project.
        pieces: the numbers of those that there are: what has none of these is new.
    """

    def __init__(self, cache: Cache, name: str, pieces: Iterable[int] = ()) -> None:
        self._cache = cache
        self.name = name
        self._pieces = set(pieces)
        self._read: dict[int, Mapping[int, list[int]]] = {}
        self._added: dict[int, array[int]] = defaultdict(lambda: array("Q"))

    @property
    def pieces(self) -> list[int]:
        """The numbers of its pieces, which another build has to be told."""
        return sorted(self._pieces)

    def look_up(self, words: Iterable[str]) -> set[int]:
        """The numbers of the sources that are filed under one of the words.

        Raises:
            IndexLostError: a piece is missing.
        """
        wanted = {_number(word) for word in words}
        self._read_pieces({number % PIECES for number in wanted})
        return set(chain.from_iterable(self._read[number % PIECES].get(number, ()) for number in wanted))

    def add(self, source: int, words: Iterable[str]) -> None:
        """File a source, by its number, under words; it is found under them from `store` on."""
        for word in {_number(word) for word in words}:
            self._added[word % PIECES].extend((word, source))

    def store(self) -> None:
        """Keep what was added, and of all indexes this one.

        Raises:
            IndexLostError: a piece is missing.
        """
        kept = self._kept(self._added)
        if not self._pieces:
            self._cache.keep_only(_KIND, (), spare=0)
        values = {self._key(at): kept.get(at, b"") + pairs.tobytes() for at, pairs in self._added.items()}
        self._cache.store(_KIND, values)
        self._pieces.update(self._added)
        self._added.clear()
        self._read.clear()

    def _read_pieces(self, wanted: Iterable[int]) -> None:
        unread = [piece for piece in wanted if piece not in self._read]
        kept = self._kept(unread)
        for piece in unread:
            sources: dict[int, list[int]] = defaultdict(list)
            pairs = _pairs(kept.get(piece, b""))
            for word, source in zip(pairs[::2], pairs[1::2], strict=True):
                sources[word].append(source)
            self._read[piece] = sources

    def _kept(self, wanted: Iterable[int]) -> dict[int, bytes]:
        """Those of the pieces that there are."""
        keys = {self._key(piece): piece for piece in wanted if piece in self._pieces}
        found = self._cache.load(_KIND, sorted(keys))
        if len(found) < len(keys):
            raise IndexLostError
        return {keys[key]: value for key, value in found.items()}

    def _key(self, piece: int) -> str:
        return f"{self.name} {sys.byteorder} {piece}"


def _pairs(value: bytes) -> array[int]:
    """Numbers of words, each followed by that of a source."""
    pairs = array("Q")
    pairs.frombytes(value)
    return pairs


def _number(word: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )
