"""The sections of a brief as plain trees, for other documents to embed: what ``SLUG-sections.json`` holds.

A tree is made from the HTML of the brief's Markdown, so it has the words and citations of the other formats,
whatever templates made them; it says what things are and leaves every format's markup to who prints it.

::

    inline  = str | {"type": "strong" | "emphasis", "content": [inline]} | {"type": "code", "text": str}
            | {"type": "link", "target": str, "content": [inline]} | {"type": "break"}
            | {"type": "citation", "sources": [int]}
    block   = {"type": "paragraph", "content": [inline]}
            | {"type": "heading", "depth": int, "content": [inline]}
            | {"type": "list", "ordered": bool, "start": int, "items": [[block]]}
            | {"type": "quotation", "content": [block]} | {"type": "code", "text": str}
            | {"type": "table", "head": [cell], "rows": [[cell]]}
    cell    = [[inline]]    lines; a row of one cell spans the table

A heading's depth counts from 1, just below the section's title. Texts are the characters themselves, on one
line, without any markup. What stands before a citation ends without a blank.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from briefgen.models import Brief, SourceEntry, Sources
from briefgen.rendering.escaping import printable
from briefgen.rendering.structure import free_name
from briefgen.rendering.word.tree import BLOCKS, parse

__all__ = ["SCHEMA_VERSION", "sections_of"]

SCHEMA_VERSION = "1.0"
"""Of the shape of the trees; the first number changes when a reader must change."""

_BLANKS = re.compile("[ \t\n\r]+")
_AROUND = " \t\n\r\xa0"
_CITED = re.compile(r"#source-(\d+)")
_ELSEWHERE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_EMPHASES = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis"}
_UNPRINTED = frozenset({"script", "style", "svg", "template", "hr", "wbr"})
_UNTOLD = frozenset({"graphic", "marking"})
"""Classes of what has its words elsewhere: in the table below a graphic, in the line of provenance."""
_BREAK = {"type": "break"}

Inline = Any
Block = dict[str, Any]


def sections_of(brief: Brief, content: str, parties: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """All that can be embedded of a brief, as data for JSON.

    Args:
        brief: what was printed.
        content: its HTML, from its Markdown.
        parties: for each party its id and, as HTML likewise, the section of what it alone says.
    """
    root = parse(content)
    names: set[str] = set()
    made = []
    for element in root.iterfind("section"):
        made.append(_section(element, free_name(element.get("id", "section"), names)))
        if element.get("class") == "positions":
            for identity, page in parties:
                name = free_name(f"positions-{_slug(identity)}", names)
                made += [_section(part, name) for part in parse(page).findall("section")[:1]]
    notes = _notes(root, brief)
    return {
        "schema_version": SCHEMA_VERSION,
        "title": printable(brief.title),
        "slug": brief.slug,
        "edition": brief.edition,
        "as_of": brief.as_of.isoformat() if brief.as_of else None,
        "as_of_text": brief.as_of_text,
        "language": brief.language,
        "marking": printable(brief.furniture.marking) if brief.furniture.marking else None,
        "sources": notes,
        "sections": [{**section, "sha256": _digest(section, notes)} for section in made],
    }


def _section(element: Element, name: str) -> dict[str, Any]:
    heading = element.find("h2")
    title = "" if heading is None else _BLANKS.sub(" ", "".join(heading.itertext())).strip()
    if heading is not None:
        element.remove(heading)
    blocks = list(_flow(element))
    return {
        "name": name,
        "kind": element.get("class", "other"),
        "title": title,
        "words": len(" ".join(_texts(blocks)).split()),
        "citations": sum(1 for _ in _cited(blocks)),
        "blocks": blocks,
    }


def _digest(section: dict[str, Any], notes: list[dict[str, Any]]) -> str:
    """Of what a section says and rests on: the same words from the same sources, whatever the edition."""
    cited = set(_cited(section["blocks"]))
    said = [section["title"], section["blocks"], [note for note in notes if note["number"] in cited]]
    return hashlib.sha256(json.dumps(said, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def _notes(root: Element, brief: Brief) -> list[dict[str, Any]]:
    """The sources, each with the words of the brief's own list."""
    printed = {item.get("id", ""): item for item in root.iter("li")}
    return [
        {
            "number": entry.number,
            "id": entry.id,
            "name": _short(entry),
            "sha256": entry.digest,
            "content": _note(printed.get(f"source-{entry.number}"), entry),
        }
        for section in brief.sections
        if isinstance(section, Sources)
        for entry in section.entries
    ]


def _short(entry: SourceEntry) -> str:
    return printable(f"{entry.name}, {entry.published}" if entry.published else entry.name)


def _note(item: Element | None, entry: SourceEntry) -> list[Inline]:
    body = None if item is None else item.find("span[@class='source']")
    return [_short(entry)] if body is None else _tidied(_inlines(body))


def _flow(parent: Element) -> Iterator[Block]:
    """The content of `parent`: running text as paragraphs, blocks as what they are."""
    waiting: list[Inline] = [parent.text or ""]
    for child in parent:
        if child.tag in BLOCKS:
            yield from _paragraph(waiting)
            waiting = []
            yield from _block(child)
        else:
            waiting.extend(_inline(child))
        waiting.append(child.tail or "")
    yield from _paragraph(waiting)


def _paragraph(parts: Iterable[Inline]) -> Iterator[Block]:
    if content := _tidied(parts):
        yield {"type": "paragraph", "content": content}


def _block(block: Element) -> Iterator[Block]:
    name = block.tag
    if name in _UNPRINTED or block.get("class") in _UNTOLD:
        return
    if name in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        yield {"type": "heading", "depth": max(1, int(name[1]) - 2), "content": _tidied(_inlines(block))}
    elif name == "table":
        yield _table(block)
    elif name in {"ul", "ol"}:
        yield _list(block)
    elif name == "blockquote":
        yield {"type": "quotation", "content": list(_flow(block))}
    elif name == "pre":
        yield {"type": "code", "text": "".join(block.itertext()).strip("\n")}
    else:
        yield from _flow(block)


def _list(block: Element) -> Block:
    listed = block.get("class") == "sources"
    items = [_source(item) if listed else list(_flow(item)) for item in block.iterfind("li")]
    start = block.get("start", "1")
    return {
        "type": "list",
        "ordered": block.tag == "ol" and not listed,
        "start": int(start) if start.isdecimal() else 1,
        "items": items,
    }


def _source(item: Element) -> list[Block]:
    label = item.findtext("span", "")
    body = item.find("span[@class='source']")
    content = _tidied([f"{label} ", *([] if body is None else _inlines(body))])
    return [{"type": "paragraph", "content": content}]


def _table(table: Element) -> Block:
    heads = [[_cell(cell) for cell in row] for row in table.iterfind("thead/tr")]
    rows = [[_cell(cell) for cell in row] for row in table.iterfind("tbody/tr")]
    return {"type": "table", "head": heads[0] if heads else [], "rows": [*heads[1:], *rows]}


def _cell(cell: Element) -> list[list[Inline]]:
    lines: list[list[Inline]] = []
    for block in _flow(cell):
        part: list[Inline] = []
        for inline in block.get("content", []):
            if inline == _BREAK:
                lines.append(_tidied(part))
                part = []
            else:
                part.append(inline)
        lines.append(_tidied(part))
    return [line for line in lines if line]


def _inlines(element: Element) -> Iterator[Inline]:
    yield element.text or ""
    for child in element:
        yield from _inline(child)
        yield child.tail or ""


def _inline(element: Element) -> Iterator[Inline]:
    name, kind = element.tag, element.get("class", "")
    if name in _UNPRINTED or kind == "backlinks":
        return
    if name == "br":
        yield _BREAK
    elif kind == "citation":
        yield {"type": "citation", "sources": [int(number) for number in _numbers(element)]}
    elif name == "code":
        yield {"type": "code", "text": printable("".join(element.itertext()))}
    elif name == "img":
        yield element.get("alt", "")
    elif name == "a" and _ELSEWHERE.match(element.get("href", "")):
        yield {
            "type": "link",
            "target": element.get("href"),
            "content": _tidied(_inlines(element), edges=True),
        }
    elif name in _EMPHASES:
        yield {"type": _EMPHASES[name], "content": _tidied(_inlines(element), edges=True)}
    else:
        yield from _inlines(element)


def _numbers(citation: Element) -> Iterator[str]:
    for link in citation.iter("a"):
        if cited := _CITED.fullmatch(link.get("href", "")):
            yield cited[1]


def _tidied(parts: Iterable[Inline], *, edges: bool = False) -> list[Inline]:
    """The parts with blanks as HTML shows them, strings joined; with `edges`, blanks at both ends stay."""
    joined = _joined(parts)
    tidy: list[Inline] = []
    for part, following in zip(joined, [*joined[1:], "" if edges else _BREAK], strict=False):
        if not isinstance(part, str):
            tidy.append(part)
            continue
        text = printable(_BLANKS.sub(" ", part))
        if isinstance(following, dict) and following["type"] in {"citation", "break"}:
            text = text.rstrip(_AROUND)
        if tidy[-1] == _BREAK if tidy else not edges:
            text = text.lstrip(_AROUND)
        if text:
            tidy.append(text)
    return tidy


def _joined(parts: Iterable[Inline]) -> list[Inline]:
    """The parts without empty ones, like joined to like: a group that does not break may part an emphasis."""
    joined: list[Inline] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, str) and isinstance(last, str):
            joined[-1] = last + part
        elif isinstance(part, dict) and isinstance(last, dict) and _alike(part, last):
            joined[-1] = {**last, "content": _joined([*last["content"], *part["content"]])}
        elif part and (isinstance(part, str) or part.get("content") != []):
            joined.append(part)
    return joined


def _alike(one: Block, other: Block) -> bool:
    return one["type"] == other["type"] and one["type"] in _EMPHASES.values()


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for part in node:
            yield from _texts(part)
    elif isinstance(node, dict):
        yield node.get("text", "")
        for name in ("head", "rows", "items", "content"):
            yield from _texts(node.get(name, []))


def _cited(node: Any) -> Iterator[int]:
    if isinstance(node, list):
        for part in node:
            yield from _cited(part)
    elif isinstance(node, dict):
        yield from node.get("sources", [])
        for name in ("head", "rows", "items", "content"):
            yield from _cited(node.get(name, []))


def _slug(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-") or "party"
