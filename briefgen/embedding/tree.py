"""A section's tree: what it cites, and its citations as text or left out.

The shape of a tree is told in `briefgen.rendering.fragments`, which makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

__all__ = ["Block", "Cell", "Fragment", "Inline", "Note", "cited", "without_citations"]

Inline = Any
"""A string, or a dict with a ``type``."""
Block = dict[str, Any]
Cell = list[list[Inline]]

_BRANCHES = ("content", "items", "head", "rows")


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


def without_citations(node: Any, told: Callable[[Sequence[int]], str]) -> Any:
    """The tree with each citation as the text that `told` gives for its sources; empty leaves it out."""
    if isinstance(node, dict):
        branches = {name: without_citations(node[name], told) for name in _BRANCHES if name in node}
        return {**node, **branches}
    if isinstance(node, list):
        return _told([without_citations(part, told) for part in node], told)
    return node


def _told(parts: list[Any], told: Callable[[Sequence[int]], str]) -> list[Any]:
    made: list[Any] = []
    for part in parts:
        before = made.pop() if made and isinstance(made[-1], str) else ""
        if isinstance(part, dict) and part.get("type") == "citation":
            text = told(part["sources"])
            # "(also, in other words, [2])" without its source is "(also, in other words)".
            made.append(f"{before} {text}" if text else before.removesuffix(","))
        elif isinstance(part, str):
            made.append(before + part)
        else:
            made += [before, part]
    return [part for part in made if part != ""]
