"""The view of the sources: each source's text with every span that the brief uses, marked and linked back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from briefgen.models import Document, Evidence, SourceEntry
from briefgen.models.markup import visible
from briefgen.rendering.tracing import Place, anchor

__all__ = ["ParagraphView", "RunView", "SourceView", "UseView", "view_sources"]

_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")
_WORDS = {"statement": "quoted", "speaker": "speaker", "office": "office", "time": "date"}


class UseView(NamedTuple):
    """A citation in the brief that leads here.

    Attributes:
        place: the id of its element.
        letter: as in the brief's list of sources.
        section: the title of its section.
    """

    place: str
    letter: str
    section: str


class RunView(NamedTuple):
    """Characters that the same used spans cover.

    Attributes:
        text: the characters, with their line ends; what cannot be seen is written as an escape.
        roles: what they support: ``quoted``, ``speaker``, ``office``, ``date``; empty for what is not used.
        article: whether they are part of the article; else they are page furniture.
        id: what a citation leads to, or none.
        uses: citations of the used spans that end here.
    """

    text: Markup
    roles: tuple[str, ...]
    article: bool
    id: str | None
    uses: tuple[UseView, ...]


class ParagraphView(NamedTuple):
    """A paragraph of a source; `article` is false where nothing of it is article."""

    runs: tuple[RunView, ...]
    article: bool


class SourceView(NamedTuple):
    """A source: its entry in the brief, and its text."""

    entry: SourceEntry
    paragraphs: tuple[ParagraphView, ...]


class _Span(NamedTuple):
    start: int
    end: int
    role: str
    uses: tuple[UseView, ...]


def view_sources(
    entries: Mapping[int, SourceEntry],
    documents: Sequence[Document],
    evidence: Mapping[str, Sequence[Evidence]],
    places: Iterable[Place],
) -> tuple[SourceView, ...]:
    """The view of every source that the brief cites, in the order of their numbers.

    Args:
        entries: the brief's sources by number.
        documents: texts; one whose source is not cited is left out.
        evidence: of each fact, by its id.
        places: the citations that lead to evidence.
    """
    texts = {document.source.id: document for document in documents}
    uses: dict[int, dict[str, list[UseView]]] = {number: {} for number in entries}
    for place in places:
        use = UseView(place.id, place.id.rpartition("-")[2], place.section)
        for fact in place.facts:
            uses[place.number].setdefault(fact, []).append(use)
    return tuple(
        SourceView(entry, _paragraphs(number, texts[entry.id], _spans(entry.id, evidence, uses[number])))
        for number, entry in sorted(entries.items())
        if entry.id in texts
    )


def _spans(
    source: str, evidence: Mapping[str, Sequence[Evidence]], uses: Mapping[str, Sequence[UseView]]
) -> list[_Span]:
    """Every used span of a source once, longer ones first, with all its uses."""
    found: dict[tuple[int, int, str], dict[UseView, None]] = {}
    for fact, citations in uses.items():
        for piece in evidence.get(fact, ()):
            if piece.source == source:
                key = (piece.start, -piece.end, _WORDS[piece.role])
                found.setdefault(key, {}).update(dict.fromkeys(citations))
    return [
        _Span(start, -end, role, tuple(sorted(citations, key=_order)))
        for (start, end, role), citations in sorted(found.items())
    ]


def _order(use: UseView) -> tuple[int, str]:
    return (len(use.letter), use.letter)


def _paragraphs(number: int, document: Document, spans: Sequence[_Span]) -> tuple[ParagraphView, ...]:
    ends = [(found.start(), found.end()) for found in _PARAGRAPH_END.finditer(document.text)]
    starts = [0, *(end for _, end in ends)]
    gaps = {start for start, _ in ends}
    runs = list(_runs(number, document, spans, {place for end in ends for place in end}))
    paragraphs: list[list[RunView]] = [[] for _ in starts]
    at = 0
    for start, run in runs:
        while at + 1 < len(starts) and start >= starts[at + 1]:
            at += 1
        if run.text.strip() or run.uses or start not in gaps:
            paragraphs[at].append(run)
    return tuple(
        ParagraphView(tuple(paragraph), any(run.article or run.roles for run in paragraph))
        for paragraph in paragraphs
        if any(run.text.strip() for run in paragraph)
    )


def _runs(
    number: int, document: Document, spans: Sequence[_Span], cuts: set[int]
) -> Iterator[tuple[int, RunView]]:
    """All of a text in order, cut wherever a used span, the article or a paragraph begins or ends."""
    length = len(document.text)
    cuts |= {0, length}
    cuts.update(place for span in spans for place in (span.start, span.end))
    cuts.update(place for span in document.body for place in (span.start, span.end))
    waiting, body = iter(spans), iter(document.body)
    following, article = next(waiting, None), next(body, None)
    active: list[_Span] = []
    for start, end in pairwise(sorted(cut for cut in cuts if cut <= length)):
        active = [span for span in active if span.end > start]
        begins = False
        while following is not None and following.start <= start:
            begins = begins or following.role == "quoted"
            active.append(following)
            following = next(waiting, None)
        while article is not None and article.end <= start:
            article = next(body, None)
        yield (
            start,
            RunView(
                text=escape(visible(document.text[start:end])),
                roles=tuple(dict.fromkeys(span.role for span in active)),
                article=article is not None and article.start <= start,
                id=anchor(number, start) if begins else None,
                uses=tuple(dict.fromkeys(use for span in active if span.end == end for use in span.uses)),
            ),
        )
