"""A section's tree: what it cites, and its citations as text or left out.

The shape of a tree is told in `briefgen.rendering.fragments`, which makes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

__all__ = ["Block", "Cell", "Fragment", "Inline", "Note", "cited", "column_shares", "without_citations"]

Inline = Any
"""A string, or a dict with a ``type``."""
Block = dict[str, Any]
Cell = list[list[Inline]]

_BRANCHES = ("content", "items", "head", "rows")
# An open parenthesis that asks for something to follow: "(", "(also, in other words,".
_LEADING = re.compile(r"\((?:[^()]*[,;:])?\s*\Z")
_NARROWEST, _WIDEST = 14, 50
"""Characters of a column's longest cell that count: a date is not to be broken, a sentence may be."""
_GAP: Any = object()
"""Where a citation was left out."""


class Note(NamedTuple):
    """A source that a section cites.

    Attributes:
        number: in the brief.
        label: what notes are joined to their claims by, the same for no other source of any brief.
        name: of the source, with its date.
        content: the brief's own entry for it, as inlines.
    """

    number: int
    label: str
    name: str
    content: list[Inline]


class Fragment(NamedTuple):
    """What is to be printed of a section.

    Attributes:
        level: of its heading, from 1 to 6; headings within it follow.
        notes: what its citations lead to, in the order of their numbers; empty where none are left.
        provenance: the line that says where it is from, or none.
        prefix: of names within a page (ids, labels).
    """

    name: str
    title: str
    blocks: list[Block]
    level: int
    notes: tuple[Note, ...]
    provenance: str | None
    prefix: str
    edition: int
    sha256: str
    language: str

    def depth(self, heading: Block) -> int:
        """The level of a heading within the section."""
        return min(6, self.level + int(heading["depth"]))

    @property
    def labels(self) -> dict[int, Note]:
        """The notes by their numbers."""
        return {note.number: note for note in self.notes}


def cited(node: Any) -> Iterator[int]:
    """The numbers of the sources that are cited, in reading order, each as often as it is."""
    if isinstance(node, list):
        for part in node:
            yield from cited(part)
    elif isinstance(node, dict):
        yield from node.get("sources", ())
        for branch in _BRANCHES:
            yield from cited(node.get(branch, ()))


def column_shares(table: Block) -> list[int]:
    """How the width of a table is shared out among its columns, in hundredths, by the longest cell of each.

    A column of dates needs no more room than they take, one of sentences has most of it.
    """
    rows = [table["head"], *table["rows"]]
    width = max(map(len, rows), default=0)
    longest = [_NARROWEST] * width
    for row in rows:
        if len(row) > 1 or width == 1:  # a cell that is alone in its row spans the table
            lengths = map(_length, row)
            longest = [max(pair) for pair in zip_longest(longest, lengths, fillvalue=0)]
    bounded = [min(length, _WIDEST) for length in longest]
    shares = [length * 100 // sum(bounded) for length in bounded]
    if shares:
        shares[bounded.index(max(bounded))] += 100 - sum(shares)
    return shares


def _length(node: Any) -> int:
    """How many characters it shows, a citation counting as one."""
    if isinstance(node, str):
        return len(node)
    if isinstance(node, list):
        return sum(map(_length, node))
    return _length(node.get("content") or node.get("text", " "))


def without_citations(node: Any, told: Callable[[Sequence[int]], str]) -> Any:
    """The tree with each citation as the text that `told` gives for its sources.

    Where that is empty, the citation is left out, and with it words in parentheses that only led to it:
    "(also, in other words, [2])".
    """
    if isinstance(node, dict):
        branches = {name: without_citations(node[name], told) for name in _BRANCHES if name in node}
        return {**node, **branches}
    if isinstance(node, list):
        return _told(node, told)
    return node


def _told(parts: list[Any], told: Callable[[Sequence[int]], str]) -> list[Any]:
    made: list[Any] = []
    for part in parts:
        if isinstance(part, str):
            _append(made, _behind_gap(made, part))
        elif not isinstance(part, dict) or part.get("type") != "citation":
            _append_changed(made, part, without_citations(part, told))
        elif text := told(part["sources"]):
            _append(made, f" {text}")
        else:
            made.append(_GAP)
    return _without_gaps(made)


def _append_changed(made: list[Any], before: Any, after: Any) -> None:
    """A branch of the tree; one that has nothing left in it goes, with the blank before it.

    Cells of tables stay: those beside them would move.
    """
    empty = after.get("content") == [] if isinstance(after, dict) else after == []
    holds_lists = isinstance(before, list) and isinstance(before[0] if before else [], list)
    if empty and after != before and not holds_lists:
        _strip_last(made)
    else:
        made.append(after)


def _behind_gap(made: list[Any], text: str) -> str:
    """What follows a citation that was left out, without the parenthesis that only led to it."""
    if not made or made[-1] is not _GAP:
        return text
    while made and made[-1] is _GAP:
        made.pop()
    opening = _LEADING.search(made[-1]) if made and isinstance(made[-1], str) else None
    if opening is None or not text.startswith(")"):
        return text
    made[-1] = made[-1][: opening.start()]
    _strip_last(made)
    return text[1:]


def _append(made: list[Any], text: str) -> None:
    if made and isinstance(made[-1], str):
        made[-1] += text
    else:
        made.append(text)


def _strip_last(made: list[Any]) -> None:
    if made and isinstance(made[-1], str):
        made[-1] = made[-1].rstrip(" \xa0")


def _without_gaps(made: list[Any]) -> list[Any]:
    return [part for part in made if part is not _GAP and part != ""]
