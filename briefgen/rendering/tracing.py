"""From a citation to the facts that it stands for, and so to the exact characters that they rest on.

Markdown says which sources a sentence cites, not which fact it prints. So each citation is matched with the
section's facts by what stands before it: its words are in the text since the last citation, and its
sources are those cited. A template that prints other words has citations without evidence, never with the
evidence of another fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from briefgen.models import (
    Background,
    BottomLine,
    Brief,
    Evidence,
    KeyFigures,
    NextSteps,
    Positions,
    Section,
    SourceEntry,
    Sources,
    Statement,
    Timeline,
    WhatChanged,
)
from briefgen.models.markup import visible
from briefgen.rendering.escaping import plain

__all__ = ["Place", "anchor", "entries_of", "link_evidence"]

_BLOCKS = frozenset(["p", "li", "td", "th", "tr", "h2", "br"])


class Place(NamedTuple):
    """A citation in the brief.

    Attributes:
        id: of its element.
        number: of the source that it cites.
        facts: ids of the facts whose words it follows.
        section: the title of its section.
    """

    id: str
    number: int
    facts: tuple[str, ...]
    section: str


class _Printed(NamedTuple):
    facts: tuple[str, ...]
    text: str
    numbers: tuple[int, ...]


def anchor(number: int, start: int) -> str:
    """The id of a used span in the view of the sources: its source's number and its offset."""
    return f"s{number}-{start}"


def entries_of(brief: Brief) -> dict[int, SourceEntry]:
    """The brief's sources by number."""
    return {
        e.number: e for section in brief.sections if isinstance(section, Sources) for e in section.entries
    }


def link_evidence(
    root: Element, brief: Brief, evidence: Mapping[str, Sequence[Evidence]]
) -> tuple[Place, ...]:
    """Gives citations under `root` the source's exact words, and links them to the view of the sources.

    Args:
        root: the brief's sections, before anything is set typographically.
        brief: what they were made from.
        evidence: of each fact, by its id.

    Returns:
        All citations whose facts are known.
    """
    sections = {section.id: section for section in brief.sections}
    entries = entries_of(brief)
    places: list[Place] = []
    for element in root.iterfind("section"):
        section = sections.get(element.get("id", ""))
        if section is None:
            continue
        for citation, facts in _matched(element, list(_printed(section))):
            spans = [span for fact in facts for span in evidence.get(fact, ()) if span.role == "statement"]
            for at, link in reversed(list(enumerate(citation))):
                number = int(link.text or 0)
                mine = sorted({(s.start, s.exact) for s in spans if s.source == entries[number].id})
                if mine:
                    _quote(citation, at, f"{brief.slug}-sources.html#{anchor(number, mine[0][0])}", mine)
                    places.append(Place(link.get("id", ""), number, facts, section.title))
    return tuple(places)


def _quote(citation: Element, at: int, address: str, spans: list[tuple[int, str]]) -> None:
    link = citation[at]
    name = f"{link.get('id')}-words"
    link.set("href", address)
    link.set("aria-label", link.attrib.pop("title"))
    link.set("aria-describedby", name)
    excerpt = Element("span", {"class": "excerpt", "id": name})
    source = Element("span", {"class": "excerpt-source"})
    source.text = link.get("aria-label", "") + ": "
    source.tail = " … ".join(" ".join(visible(exact).split()) for _, exact in spans)
    excerpt.append(source)
    excerpt.tail, link.tail = link.tail, None
    citation.insert(at + 1, excerpt)


def _matched(section: Element, printed: list[_Printed]) -> Iterator[tuple[Element, tuple[str, ...]]]:
    for text, citation in list(_stretches(section)):
        numbers = tuple(int(link.text or 0) for link in citation)
        words = " ".join(text.split())
        for at, candidate in enumerate(printed):
            if candidate.numbers == numbers and candidate.text in words:
                yield citation, candidate.facts
                del printed[at]
                break


def _stretches(section: Element) -> Iterator[tuple[str, Element]]:
    """Every citation of a section with the text since the one before it; blocks are apart by a space."""
    texts: list[str] = []

    def walk(element: Element) -> Iterator[tuple[str, Element]]:
        if element.get("class") == "citation":
            yield "".join(texts), element
            texts.clear()
            return
        apart = " " if element.tag in _BLOCKS else ""
        texts.append(apart + (element.text or ""))
        for child in element:
            yield from walk(child)
            texts.append(child.tail or "")
        texts.append(apart)

    yield from walk(section)


def _printed(section: Section) -> Iterator[_Printed]:
    """What a section prints, in order: facts, words and sources."""
    for facts, text, numbers in _statements(section):
        # The full stop moves behind the citation.
        yield _Printed(facts, " ".join(plain(text).split()).removesuffix("."), numbers)


def _statements(section: Section) -> Iterator[tuple[tuple[str, ...], str, tuple[int, ...]]]:
    if isinstance(section, BottomLine | Background | Positions):
        yield from _cited(_spoken(section))
    elif isinstance(section, WhatChanged):
        yield from ((e.facts, e.text, e.citations) for e in section.entries if e.citations)
    elif isinstance(section, KeyFigures):
        yield from ((r.facts, r.context, r.citations) for r in section.rows)
    elif isinstance(section, Timeline):
        yield from (((e.fact,), e.text, e.citations) for e in section.entries)
    elif isinstance(section, NextSteps):
        yield from (((r.fact,), r.what, r.citations) for r in section.rows)


def _spoken(section: BottomLine | Background | Positions) -> list[Statement]:
    if isinstance(section, BottomLine):
        return [statement for entry in section.entries for statement in entry.statements]
    if isinstance(section, Positions):
        return [s for row in section.rows for cell in row.cells for s in cell.statements]
    return list(section.statements)


def _cited(statements: Sequence[Statement]) -> Iterator[tuple[tuple[str, ...], str, tuple[int, ...]]]:
    """Statements, each with the sources of its words, then with those that put it otherwise."""
    for statement in statements:
        yield (statement.fact,), statement.text, statement.citations
        if statement.also:
            yield (statement.fact,), "", statement.also
