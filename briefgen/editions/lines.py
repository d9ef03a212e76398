"""Which facts stand in two editions just as they are: told by their bytes, so that none of them is loaded."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from briefgen.editions.datafile import split

__all__ = ["Run", "differing", "lines_of"]


class Run(NamedTuple):
    """Consecutive facts of an edition, as its data file has them.

    Attributes:
        key: runs that have a key and the same one are the same; it may be empty.
        read: gives them, as a run of items.
    """

    key: str
    read: Callable[[], bytes]


def lines_of(runs: Sequence[Run]) -> Iterator[bytes]:
    """The facts of an edition, each an item of its data file."""
    for run in runs:
        yield from split(run.read())


def differing(
    before: Sequence[Run], after: Sequence[Run], moved: Collection[str] = ()
) -> tuple[list[bytes], list[bytes]]:
    """The facts of two editions that the other one does not have just so.

    What stands in runs that both have is not read. The rest is held against one another by hashes of 64 bits
    that nobody can foresee (Python keys them anew in every process): among a million facts, two share one by
    chance once in some twenty million comparisons.

    Args:
        before: the facts of one edition, each once.
        after: those of the other.
        moved: ids of sources that are not in one edition what they are in the other; facts that rest on one
            of them differ, whatever they say.
    """
    if not moved:
        shared = {run.key for run in before} & {run.key for run in after} - {""}
        before, after = ([run for run in runs if run.key not in shared] for runs in (before, after))
    marks = [b'"source":' + json.dumps(source, ensure_ascii=False).encode() for source in moved]
    old, new = (set(map(hash, lines_of(runs))) for runs in (before, after))
    return list(_without(before, new, marks)), list(_without(after, old, marks))


def _without(runs: Sequence[Run], others: Collection[int], marks: Sequence[bytes]) -> Iterator[bytes]:
    """The facts that are not among the others, or that have one of the marks."""
    for line in lines_of(runs):
        if hash(line) not in others or any(mark in line for mark in marks):
            yield line
