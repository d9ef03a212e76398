"""The body: the elements of a brief's HTML as paragraphs and tables in named styles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from docx.oxml.ns import qn

from briefgen.rendering.word.links import Links
from briefgen.rendering.word.markup import element, paragraph, run
from briefgen.rendering.word.styles import Styles
from briefgen.rendering.word.tree import BLOCKS, TAB, Piece, pieces, tidy

__all__ = ["BodyWriter"]

_PARAGRAPHS = {
    "h1": "Title",
    "h2": "Heading 1",
    "h3": "Heading 2",
    "h4": "Heading 3",
    "h5": "Heading 3",
    "h6": "Heading 3",
    "dt": "Body Text",
    "pre": "Body Text",
}
_CLASSES = {"edition": "Subtitle", "note": "Briefgen Note", "method": "Briefgen Method"}
_FIRST_COLUMN = 0.17
_COLUMNS = {
    ("key-figures", 3): (0.19, 0.61, 0.20),
    ("key-figures", 4): (0.19, 0.47, 0.14, 0.20),
    ("next-steps", 3): (0.17, 0.65, 0.18),
    ("next-steps", 4): (0.17, 0.44, 0.21, 0.18),
}
"""How the width of the text is shared out, by kind of section and number of columns, as in print.css."""


class _Place(NamedTuple):
    """Where blocks are written.

    Attributes:
        container: the element that takes them.
        text: the style of a paragraph that has none of its own.
        item: the style of an item of a list.
        kind: the kind of the section.
    """

    container: Any
    text: str = "Body Text"
    item: str = "List Bullet"
    kind: str = ""


class BodyWriter:
    """Writes elements into the body of a document.

    Args:
        styles: those of the document.
        links: its bookmarks and hyperlinks.
        width: of the text, in twentieths of a point.
    """

    def __init__(self, styles: Styles, links: Links, width: int) -> None:
        self._styles = styles
        self._links = links
        self._width = width
        self._label = ""  # the number of an item whose first paragraph is still to come
        self._waiting: list[str] = []  # ids of elements whose first paragraph is still to come

    def write(self, root: Element, container: Any) -> None:
        """Writes what is in `root` to the end of `container`."""
        self._flow(root, _Place(container))

    def _flow(self, parent: Element, place: _Place) -> None:
        """The content of `parent`: running text as paragraphs, blocks as what they are."""
        waiting = [Piece(parent.text or "")]
        for child in parent:
            if child.tag in BLOCKS:
                self._paragraph(waiting, place.text, place)
                waiting = []
                self._block(child, place)
            else:
                waiting.extend(pieces(child))
            waiting.append(Piece(child.tail or ""))
        self._paragraph(waiting, place.text, place)

    def _block(self, block: Element, place: _Place) -> None:
        name, kind = block.tag, block.get("class", "")
        if kind == "marking" or name == "hr":
            return  # the marking stands in the head and foot of every page
        if block.get("id") and name != "a":
            self._waiting.append(block.get("id", ""))
        if name in _PARAGRAPHS:
            self._paragraph(_content(block), _PARAGRAPHS[name], place)
        elif name == "table":
            self._table(block, place)
        elif name in ("ul", "ol"):
            self._list(block, place)
        elif name == "section":
            item = "Briefgen Bottom Line" if kind == "bottom-line" else "List Bullet"
            self._flow(block, place._replace(kind=kind, item=item))
        elif name == "blockquote":
            self._flow(block, place._replace(text="Quote"))
        else:
            self._flow(block, place._replace(text=_CLASSES.get(kind, place.text)))

    def _list(self, items: Element, place: _Place) -> None:
        numbered = items.tag == "ol"
        if items.get("class") == "sources":
            for item in items:
                self._source(item, place)
            return
        for number, item in enumerate(items.iterfind("li"), int(items.get("start", "1"))):
            self._label = f"{number}.\xa0" if numbered else ""
            self._flow(item, place._replace(text="List Paragraph" if numbered else place.item))
        self._label = ""

    def _source(self, item: Element, place: _Place) -> None:
        self._waiting.append(item.get("id", ""))
        parts = [Piece(item.text or "")]
        for child in item:
            parts.extend(pieces(child))
            parts.append(TAB if child.get("class") == "source-number" else Piece(child.tail or ""))
        self._paragraph(parts, "Briefgen Source", place)

    def _paragraph(self, parts: Iterable[Piece], style: str, place: _Place) -> None:
        tidied = tidy(parts)
        if tidied:
            if self._label:
                tidied.insert(0, Piece(self._label))
                self._label = ""
            made = paragraph(self._styles.id(style), *self._runs(tidied))
            anchors = [name for name in self._waiting if name]
            self._waiting.clear()
            self._links.bookmark(made, anchors)
            place.container.append(made)

    def _runs(self, parts: Sequence[Piece]) -> Iterable[Any]:
        for part in parts:
            style = self._styles.id(part.style) if part.style else None
            if part.target is not None:
                yield from self._links.link(part, run(part.text, style or self._styles.id("Hyperlink")))
            else:
                yield run(part.text, style)

    def _table(self, table: Element, place: _Place) -> None:
        headers = table.findall("thead/tr")
        rows = table.findall("tbody/tr")
        count = max((_span(row) for row in (*headers, *rows)), default=0)
        if not count:
            return
        widths = _widths(place.kind, count, self._width)
        made = element("tbl", self._table_properties(), element("tblGrid", *_grid(widths)))
        for row in headers:
            made.append(self._row(row, widths, "Briefgen Table Heading"))
        for row in rows:
            divider = row.get("class") == "divider"
            made.append(
                self._row(row, widths, "Briefgen Table Divider" if divider else "Briefgen Table Text")
            )
        previous = place.container[-1] if len(place.container) else None
        if previous is not None and previous.tag == qn("w:tbl"):
            place.container.append(paragraph(self._styles.id("Briefgen Table Text")))  # else they would join
        place.container.append(made)

    def _table_properties(self) -> Any:
        return element(
            "tblPr",
            element("tblStyle", val=self._styles.id("Briefgen Table")),
            element("tblW", w=self._width, type="dxa"),
            element("tblLayout", type="fixed"),
            element(
                "tblLook",
                val="04A0",
                firstRow=1,
                lastRow=0,
                firstColumn=1,
                lastColumn=0,
                noHBand=0,
                noVBand=1,
            ),
        )

    def _row(self, row: Element, widths: Sequence[int], style: str) -> Any:
        properties = element("trPr", element("cantSplit"))
        if style == "Briefgen Table Heading":
            properties.append(element("tblHeader"))
        made = element("tr", properties)
        column = 0
        for cell in row:
            span = int(cell.get("colspan", "1"))
            format_ = element("tcPr", element("tcW", w=sum(widths[column : column + span]), type="dxa"))
            if span > 1:
                format_.append(element("gridSpan", val=span))
            content = element("tc", format_)
            self._flow(cell, _Place(content, style, "List Bullet"))
            if len(content) == 1:
                content.append(paragraph(self._styles.id(style)))  # a cell has one at least
            made.append(content)
            column += span
        return made


def _content(block: Element) -> Iterable[Piece]:
    yield Piece(block.text or "")
    for child in block:
        yield from pieces(child)
        yield Piece(child.tail or "")


def _span(row: Element) -> int:
    return sum(int(cell.get("colspan", "1")) for cell in row)


def _widths(kind: str, count: int, total: int) -> list[int]:
    rest = (1 - _FIRST_COLUMN) / max(count - 1, 1)
    shares = _COLUMNS.get((kind, count)) or ((1.0,) if count == 1 else (_FIRST_COLUMN, *[rest] * (count - 1)))
    return [round(share * total) for share in shares]


def _grid(widths: Sequence[int]) -> Iterable[Any]:
    return (element("gridCol", w=width) for width in widths)
