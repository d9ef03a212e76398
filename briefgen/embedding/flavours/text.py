"""Sections as plain text: the same words with nothing around them but what tells their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.embedding.tree import Block, Cell, Fragment, Inline, Note

__all__ = ["write_text"]

_UNDERLINES = "=-~^\"'"
"""Of headings, by level."""


def write_text(fragment: Fragment) -> str:
    """The section as plain text, ending in one line end."""
    return "\n\n".join(_Writer(fragment).blocks()) + "\n"


class _Writer:
    """Writes one section."""

    def __init__(self, fragment: Fragment) -> None:
        self._fragment = fragment
        self._notes = fragment.labels

    def blocks(self) -> Iterator[str]:
        """All of it: blank lines belong between blocks."""
        fragment = self._fragment
        yield _heading(fragment.title, fragment.level)
        for block in fragment.blocks:
            yield from self._block(block)
        if fragment.notes:
            yield "\n".join(self._note(note) for note in fragment.notes)
        if fragment.provenance is not None:
            yield fragment.provenance

    def _note(self, note: Note) -> str:
        return f"[{note.number}] {self._inlines(note.content)}"

    def _block(self, block: Block) -> Iterator[str]:
        kind = block["type"]
        if kind == "heading":
            yield _heading(self._inlines(block["content"]), self._fragment.depth(block))
        elif kind == "list":
            yield "\n".join(self._items(block))
        elif kind == "table":
            rows = [row for row in (block["head"], *block["rows"]) if row]
            yield "\n".join(self._row(row) for row in rows)
        elif kind == "quotation":
            lines = "\n\n".join(text for part in block["content"] for text in self._block(part)).split("\n")
            yield "\n".join(f"    {line}".rstrip() for line in lines)
        elif kind == "code":
            yield str(block["text"])
        else:
            yield self._inlines(block["content"])

    def _items(self, block: Block) -> Iterator[str]:
        for number, item in enumerate(block["items"], block["start"]):
            marker = f"{number}. " if block["ordered"] else "- "
            lines = "\n".join(text for part in item for text in self._block(part)).split("\n")
            yield marker + lines[0]
            yield from (" " * len(marker) + line for line in lines[1:])

    def _row(self, cells: list[Cell]) -> str:
        return " | ".join(" / ".join(map(self._inlines, lines)) for lines in cells).strip()

    def _inlines(self, content: Iterable[Inline]) -> str:
        return "".join(map(self._inline, content))

    def _inline(self, part: Inline) -> str:
        if isinstance(part, str):
            return part
        kind = part["type"]
        if kind == "citation":
            numbers = ", ".join(str(number) for number in part["sources"] if number in self._notes)
            return f"\xa0[{numbers}]" if numbers else ""
        if kind == "break":
            return "\n"
        return str(part["text"]) if kind == "code" else self._inlines(part["content"])


def _heading(text: str, level: int) -> str:
    return f"{text}\n{_UNDERLINES[level - 1] * len(text)}"
