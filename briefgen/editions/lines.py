"""Which facts stand in two editions just as they are: told by their bytes, so that none of them is loaded."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

__all__ = ["Lines", "differing"]


class Lines(NamedTuple):
    """The facts of an edition, each an item of its data file.

    Attributes:
        hashes: of each, as Python's `hash` gives it in this process.
        read: gives those in some places, in order.
    """

    hashes: Sequence[int]
    read: Callable[[Sequence[int]], Iterable[bytes]]


def differing(before: Lines, after: Lines, moved: Collection[str] = ()) -> tuple[list[bytes], list[bytes]]:
    """The facts of two editions that the other one does not have just so.

    Facts are held against one another by hashes of 64 bits that nobody can foresee (Python keys them anew in
    every process): among a million facts, two share one by chance once in some twenty million comparisons.

    Args:
        before: the facts of one edition.
        after: those of the other.
        moved: ids of sources that are not in one edition what they are in the other; facts that rest on one
            of them differ, whatever they say.
    """
    marks = [b'"source":' + json.dumps(source, ensure_ascii=False).encode() for source in moved]
    old, new = set(before.hashes), set(after.hashes)
    return list(_without(before, new, marks)), list(_without(after, old, marks))


def _without(lines: Lines, others: Collection[int], marks: Sequence[bytes]) -> Iterator[bytes]:
    """The facts that are not among the others, or that have one of the marks."""
    if not marks:
        yield from lines.read([at for at, number in enumerate(lines.hashes) if number not in others])
        return
    every = range(len(lines.hashes))
    for number, line in zip(lines.hashes, lines.read(every), strict=True):
        if number not in others or any(mark in line for mark in marks):
            yield line
