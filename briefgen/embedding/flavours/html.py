"""Sections as HTML: one ``<section>``, which asks for nothing and styles nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.embedding.tree import Block, Cell, Fragment, Inline, Note

__all__ = ["HtmlWriter", "escape", "for_notebook", "write_html"]

# Braces too: a page that carries the section may be a template.
_REFERENCES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "{": "&#123;", "}": "&#125;"}
)
_STYLES = {
    "<th": "text-align: left",
    "<td": "text-align: left",
    '<ul class="briefgen-sources"': "list-style: none; padding-left: 0",
}
# What a source says has no such sign in it.
_STYLED = re.compile(r'<t[hd]\b|<ul class="briefgen-sources"')
_TAGS = {"strong": "strong", "emphasis": "em"}


def escape(text: str) -> str:
    """`text` for HTML, in text as in a quoted attribute."""
    return text.translate(_REFERENCES)


def write_html(fragment: Fragment) -> str:
    """The section as HTML, with the prefix ``briefgen-`` before every class."""
    return HtmlWriter(fragment).section()


def for_notebook(html: str) -> str:
    """A section as a notebook shows it, whose own style sets cells to the right, as for numbers.

    A style element would be printed as text by some that notebooks are exported for, such as GitHub.
    """
    return _STYLED.sub(lambda tag: f'{tag[0]} style="{_STYLES[tag[0]]}"', html)


class HtmlWriter:
    """Writes one section.

    Args:
        fragment: what to print.
        prefix: before every other class.
        element_class: that of the section.
    """

    def __init__(
        self, fragment: Fragment, prefix: str = "briefgen-", element_class: str = "briefgen"
    ) -> None:
        self._fragment = fragment
        self._notes = fragment.labels
        self._prefix = prefix
        self._class = element_class

    def section(self) -> str:
        """The element, ending in one line end."""
        fragment = self._fragment
        attributes = {
            "class": self._class,
            "data-section": fragment.name,
            "data-edition": str(fragment.edition),
            "data-sha256": fragment.sha256,
            "lang": fragment.language,
        }
        return _element("section", attributes, "\n", *(f"{block}\n" for block in self.blocks())) + "\n"

    def blocks(self) -> Iterator[str]:
        """What is in it."""
        fragment = self._fragment
        yield self._classed(f"h{fragment.level}", "title", escape(fragment.title))
        for block in fragment.blocks:
            yield self._block(block)
        if fragment.notes:
            # An ordered list would show numbers of its own beside those that claims have.
            yield self._classed("ul", "sources", "\n", *(f"{self._note(note)}\n" for note in fragment.notes))
        if fragment.provenance is not None:
            yield self._classed("p", "provenance", escape(fragment.provenance))

    def _note(self, note: Note) -> str:
        label = self._classed("span", "source-number", f"[{note.number}]")
        body = self._classed("span", "source", self._inlines(note.content))
        return _element("li", {"id": note.label}, label, " ", body)

    def _classed(self, tag: str, name: str, *content: str) -> str:
        return _element(tag, {"class": f"{self._prefix}{name}"}, *content)

    def _block(self, block: Block) -> str:
        kind = block["type"]
        if kind == "heading":
            return _element(f"h{self._fragment.depth(block)}", {}, self._inlines(block["content"]))
        if kind == "list":
            return self._list(block)
        if kind == "table":
            return self._table(block)
        if kind == "quotation":
            return _element("blockquote", {}, *map(self._block, block["content"]))
        if kind == "code":
            return _element("pre", {}, _element("code", {}, escape(block["text"])))
        return _element("p", {}, self._inlines(block["content"]))

    def _list(self, block: Block) -> str:
        start = {"start": str(block["start"])} if block["ordered"] and block["start"] != 1 else {}
        items = (f"{_element('li', {}, *self._item(item))}\n" for item in block["items"])
        return _element("ol" if block["ordered"] else "ul", start, "\n", *items)

    def _item(self, blocks: list[Block]) -> Iterator[str]:
        tight = sum(block["type"] == "paragraph" for block in blocks) == 1
        for block in blocks:
            plain = tight and block["type"] == "paragraph"
            yield self._inlines(block["content"]) if plain else self._block(block)

    def _table(self, block: Block) -> str:
        width = max((len(row) for row in (block["head"], *block["rows"])), default=0)
        head = "".join(self._head(cell) for cell in block["head"])
        groups: list[list[str]] = [[]]
        for row in block["rows"]:
            if _heads_a_group(row, width) and groups[-1]:
                groups.append([])  # a header holds to the end of its part of the table
            groups[-1].append(self._row(row, width))
        bodies = "\n".join(_element("tbody", {}, "\n".join(rows)) for rows in groups)
        parts = [_element("thead", {}, _element("tr", {}, head)), "\n"] if head else []
        return _element("table", {"class": f"{self._prefix}table"}, "\n", *parts, bodies, "\n")

    def _head(self, cell: Cell) -> str:
        # An empty corner heads nothing.
        return _element("th", {"scope": "col"}, self._cell(cell)) if cell else _element("td", {})

    def _row(self, cells: list[Cell], width: int) -> str:
        if len(cells) == 1 and width > 1:
            heads = {"scope": "rowgroup"} if _heads_a_group(cells, width) else {}
            spanning = {**heads, "colspan": str(width)}
            cell = _element("th" if heads else "td", spanning, self._cell(cells[0]))
            return self._classed("tr", "divider", cell)
        first = [_element("th", {"scope": "row"}, self._cell(cell)) for cell in cells[:1]]
        return _element("tr", {}, *first, *(_element("td", {}, self._cell(cell)) for cell in cells[1:]))

    def _cell(self, lines: Cell) -> str:
        return "<br>".join(map(self._inlines, lines))

    def _inlines(self, content: Iterable[Inline]) -> str:
        return "".join(map(self._inline, content))

    def _inline(self, part: Inline) -> str:
        if isinstance(part, str):
            return escape(part)
        kind = part["type"]
        if kind == "citation":
            return self._citation(part["sources"])
        if kind == "break":
            return "<br>"
        if kind == "code":
            return _element("code", {}, escape(part["text"]))
        if kind == "link":
            return _element("a", {"href": part["target"]}, self._inlines(part["content"]))
        return _element(_TAGS[kind], {}, self._inlines(part["content"]))

    def _citation(self, numbers: list[int]) -> str:
        notes = [self._notes[number] for number in numbers if number in self._notes]
        links = ", ".join(
            _element("a", {"href": f"#{n.label}", "title": f"Source {n.number}: {n.name}"}, str(n.number))
            for n in notes
        )
        return f"\xa0{self._classed('span', 'citation', '[', links, ']')}" if notes else ""


def _heads_a_group(cells: list[Cell], width: int) -> bool:
    """Whether a row is one bold cell that spans the table: the rows that follow are about it."""
    if len(cells) != 1 or width == 1:
        return False
    parts = [part for line in cells[0] for part in line]
    return len(parts) == 1 and not isinstance(parts[0], str) and parts[0]["type"] == "strong"


def _element(tag: str, attributes: dict[str, str], *content: str) -> str:
    told = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{told}>{''.join(content)}</{tag}>"
