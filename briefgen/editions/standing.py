"""Which facts stand in two editions just as they are: told by their bytes, so that none of them is loaded."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable

__all__ = ["Lines", "differing"]

Lines = Callable[[], Iterable[bytes]]
"""Gives the facts of an edition, each as an item of its data file, as often as it is asked."""


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

    def stays(line: bytes) -> bool:
        return not any(mark in line for mark in marks)

    old = {hash(line) for line in before()}
    both: set[int] = set()
    new: list[bytes] = []
    for line in after():
        number = hash(line)
        if number in old and stays(line):
            both.add(number)
        else:
            new.append(line)
    return [line for line in before() if hash(line) not in both], new
