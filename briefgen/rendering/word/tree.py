"""The HTML of a brief as an element tree, and its running text as pieces of one look each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder

__all__ = ["BLOCKS", "TAB", "Piece", "parse", "pieces", "tidy"]

BLOCKS = frozenset(
    {"article", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "ul"}
)
"""Elements that begin a paragraph of their own."""

_VOID = frozenset({"br", "hr", "img", "wbr"})
# What HTML shows as a drawing has its words in a table beside it.
_UNPRINTED = frozenset({"script", "style", "svg", "template"})
_NO_BREAK = "\xa0"
_MOST_TOGETHER = 4  # more numbers than this in one citation must be able to break over lines
_BLANKS = re.compile("[ \t\n\r]+")
_QUOTATION_MARKS = re.compile("[“”]")
_STYLES = {
    ("strong", ""): "Strong",
    ("em", "attribution"): "Briefgen Attribution",
    ("em", ""): "Emphasis",
    ("code", ""): "Briefgen Code",
    ("span", "citation"): "Briefgen Citation",
    ("span", "source-number"): "Briefgen Citation",
    ("span", "backlinks"): "Briefgen Backlink",
}


class Piece(NamedTuple):
    """Running text of one look.

    Attributes:
        text: the characters; once tidied, a line feed is a line break.
        style: name of a character style, or none.
        target: what a link leads to, "#..." within the document, or none.
        tip: what the link says of itself.
        anchor: the id that the text can be linked by, or none.
    """

    text: str
    style: str | None = None
    target: str | None = None
    tip: str = ""
    anchor: str | None = None


_PLAIN = Piece("")
_BREAK = Piece("\n", "control")
TAB = Piece("\t", "control")
"""A tabulator; one in the text itself is white space like any other."""


def parse(html: str) -> Element:
    """The tree of `html`, which must be well formed but for elements without content, such as ``<br>``."""
    return _Parser().parsed(html)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = TreeBuilder()

    def parsed(self, html: str) -> Element:
        self._builder.start("main", {})
        self.feed(html)
        self.close()
        self._builder.end("main")
        return self._builder.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self._builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self._builder.end(tag)

    def handle_data(self, data: str) -> None:
        self._builder.data(data)


def pieces(element: Element, look: Piece = _PLAIN) -> Iterator[Piece]:
    """The text of an inline element, `element` itself included; what follows it is not."""
    if element.tag == "br":
        yield _BREAK
        return
    if element.tag in _UNPRINTED:
        return
    if element.tag == "img":
        yield look._replace(text=element.get("alt", ""))
        return
    style = _STYLES.get((element.tag, element.get("class", ""))) or _STYLES.get((element.tag, ""))
    look = look._replace(style=style or look.style, anchor=element.get("id") or look.anchor)
    if element.tag == "a":
        look = look._replace(target=element.get("href"), tip=element.get("title", ""))
    yield look._replace(text=element.text or "")
    together = element.get("class") == "citation" and len(element) <= _MOST_TOGETHER
    for child in element:
        yield from pieces(child, look)
        tail = child.tail or ""
        yield look._replace(text=tail.replace(" ", _NO_BREAK) if together else tail)


def tidy(parts: Iterable[Piece]) -> list[Piece]:
    """The pieces with white space as HTML shows it, quotations in their style, and like joined to like."""
    joined: list[Piece] = []
    for part in _quoted([part for part in _collapsed(parts) if part.text]):
        if joined and joined[-1]._replace(text=part.text) == part:
            joined[-1] = part._replace(text=joined[-1].text + part.text)
        else:
            joined.append(part)
    return joined


def _collapsed(parts: Iterable[Piece]) -> list[Piece]:
    blank = True  # what went before ends in white space, or is the beginning of the paragraph
    kept: list[Piece] = []
    for part in parts:
        if part in (_BREAK, TAB):
            _strip_end(kept)
            kept.append(Piece(part.text))
            blank = True
            continue
        text = _BLANKS.sub(" ", part.text)
        if blank:
            text = text.removeprefix(" ")
        if text:
            kept.append(part._replace(text=text))
            blank = text.endswith(" ")
    _strip_end(kept)
    return kept


def _strip_end(parts: list[Piece]) -> None:
    if parts:
        parts[-1] = parts[-1]._replace(text=parts[-1].text.rstrip(" "))


def _quoted(parts: list[Piece]) -> Iterator[Piece]:
    """The pieces, with what has no style of its own between “ and ” in the style of quotations.

    A quotation can run over pieces: the last word before a citation is an element of its own.
    """
    text = "".join(part.text for part in parts)
    borders = [place for span in _quotations(text) for place in span]
    start = 0
    for part in parts:
        end = start + len(part.text)
        if part.style is not None or part.target is not None:
            yield part
        else:
            within = borders[bisect_right(borders, start) : bisect_left(borders, end)]
            for left, right in pairwise([start, *within, end]):
                quoted = bisect_right(borders, left) % 2 == 1
                yield part._replace(text=text[left:right], style="Briefgen Quote" if quoted else None)
        start = end


def _quotations(text: str) -> list[tuple[int, int]]:
    """The outermost stretches from “ to its ”, marks included, in order; unmatched marks are passed over."""
    opened: list[int] = []
    spans: list[tuple[int, int]] = []
    for mark in _QUOTATION_MARKS.finditer(text):
        if mark[0] == "“":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, mark.end()))
    return spans
