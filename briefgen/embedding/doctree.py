"""Sections as nodes of docutils, which every builder of Sphinx prints in its own way.

Sources are a list with targets, not footnotes: docutils numbers the footnotes of a page anew, and Sphinx's
LaTeX leads two notes of one number to the same place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from docutils import nodes

__all__ = ["flat", "section"]

_MARKS = {"strong": nodes.strong, "emphasis": nodes.emphasis}


def section(told: dict[str, Any], name: str) -> nodes.section:
    """The section.

    Args:
        told: what `Section.to_json` tells, read.
        name: of the section within its page.
    """
    return _Maker(told).section(name)


def flat(made: nodes.section, level: int) -> nodes.container:
    """A section for a place where none can be: its titles are headings of `level` and deeper.

    A list item, a note or a cell of a table can hold no sections.
    """
    wrapper = nodes.container("", classes=made["classes"], ids=made["ids"])
    wrapper["support_smartquotes"] = False
    wrapper += _flat(made, level)
    return wrapper


def _flat(made: nodes.section, level: int) -> Iterator[nodes.Node]:
    for child in made.children:
        if isinstance(child, nodes.section):
            yield from _flat(child, level + 1)
        elif isinstance(child, nodes.title):
            yield nodes.rubric("", "", *child.children, **{"heading-level": min(level, 6)})
        else:
            yield child


class _Maker:
    """Makes the nodes of one section."""

    def __init__(self, told: dict[str, Any]) -> None:
        self._told = told
        self._notes = {note["number"]: note for note in told["notes"]}

    def section(self, name: str) -> nodes.section:
        told = self._told
        made = nodes.section("", nodes.title("", told["title"]), classes=["briefgen"], ids=[name])
        made["support_smartquotes"] = False  # the words are others'
        self._fill(made, told["blocks"], name)
        if told["notes"]:
            items = [nodes.list_item("", self._source(note)) for note in told["notes"]]
            made += nodes.bullet_list("", *items, classes=["briefgen-sources"])
        if told["provenance"] is not None:
            line = nodes.emphasis("", told["provenance"])
            made += nodes.paragraph("", "", line, classes=["briefgen-provenance"])
        return made

    def _fill(self, made: nodes.section, blocks: list[dict[str, Any]], name: str) -> None:
        """Put the blocks into the section, those below a heading into a section of its own."""
        opened = [made]
        for number, block in enumerate(blocks, 1):
            if block["type"] == "heading":
                del opened[block["depth"] :]
                below = nodes.section("", self._title(block), ids=[f"{name}-part-{number}"])
                opened[-1] += below
                opened.append(below)
            else:
                opened[-1] += self._block(block)

    def _title(self, block: dict[str, Any]) -> nodes.title:
        return nodes.title("", "", *self._inlines(block["content"]))

    def _source(self, note: dict[str, Any]) -> nodes.paragraph:
        target = nodes.target("", "", ids=[note["label"]])
        number = nodes.inline("", f"[{note['number']}]", classes=["briefgen-source-number"])
        return nodes.paragraph("", "", target, number, nodes.Text(" "), *self._inlines(note["content"]))

    def _block(self, block: dict[str, Any]) -> nodes.Element:
        kind = block["type"]
        if kind == "list":
            return self._list(block)
        if kind == "table":
            return self._table(block)
        if kind == "quotation":
            return nodes.block_quote("", *map(self._block, block["content"]))
        if kind == "code":
            return nodes.literal_block(block["text"], block["text"], language="none")
        if kind == "heading":
            return nodes.rubric("", "", *self._inlines(block["content"]))
        return self._paragraph(block["content"])

    def _paragraph(self, content: Iterable[Any]) -> nodes.paragraph:
        return nodes.paragraph("", "", *self._inlines(content))

    def _list(self, block: dict[str, Any]) -> nodes.Element:
        items = [nodes.list_item("", *map(self._block, item)) for item in block["items"]]
        if block["ordered"]:
            look = {"enumtype": "arabic", "prefix": "", "suffix": ".", "start": block["start"]}
            return nodes.enumerated_list("", *items, **look)
        return nodes.bullet_list("", *items, bullet="-")

    def _table(self, block: dict[str, Any]) -> nodes.table:
        width = max((len(row) for row in (block["head"], *block["rows"])), default=1)
        columns = [nodes.colspec("", colwidth=100 // width) for _ in range(width)]
        columns[0]["stub"] = 1
        group = nodes.tgroup("", *columns, cols=width)
        if block["head"]:
            group += nodes.thead("", self._row(block["head"], width))
        group += nodes.tbody("", *(self._row(row, width) for row in block["rows"]))
        return nodes.table("", group, classes=["briefgen-table", "colwidths-auto"])

    def _row(self, cells: list[Any], width: int) -> nodes.row:
        entries = [nodes.entry("", *map(self._paragraph, cell)) for cell in cells]
        if len(cells) == 1 and width > 1:
            entries[0]["morecols"] = width - 1
        else:
            entries += [nodes.entry("") for _ in range(width - len(cells))]
        return nodes.row("", *entries)

    def _inlines(self, content: Iterable[Any]) -> list[nodes.Node]:
        return [made for part in content for made in self._inline(part)]

    def _inline(self, part: Any) -> Iterator[nodes.Node]:
        kind = "text" if isinstance(part, str) else part["type"]
        if kind == "text":
            yield nodes.Text(part)
        elif kind == "citation":
            yield from self._citation(part["sources"])
        elif kind == "break":
            yield nodes.Text(" ")  # docutils parts no lines within a paragraph
        elif kind == "code":
            yield nodes.literal("", part["text"])
        elif kind == "link":
            yield nodes.reference("", "", *self._inlines(part["content"]), refuri=part["target"])
        else:
            yield _MARKS[kind]("", "", *self._inlines(part["content"]))

    def _citation(self, numbers: list[int]) -> Iterator[nodes.Node]:
        notes = [self._notes[number] for number in numbers if number in self._notes]
        if not notes:
            return
        made = nodes.inline("", "[", classes=["briefgen-citation"])
        for number, note in enumerate(notes):
            text = str(note["number"])
            title = f"Source {text}: {note['name']}"
            made += nodes.Text(", " if number else "")
            made += nodes.reference("", text, refid=note["label"], internal=True, reftitle=title)
        made += nodes.Text("]")
        yield nodes.Text("\xa0")
        yield made
