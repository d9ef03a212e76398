"""From spans to evidence, and from content to stable ids."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from briefgen.errors import GroundingError
from briefgen.models import Document, Evidence, Role, Span
from briefgen.terms import normalise

CONTEXT = 32
_THAT = "that "
_OPENING, _CLOSING = "\"“”„«'‘", "\"“”»'’"


def evidence(document: Document, span: Span, role: Role = "statement") -> Evidence:
    """The characters of `span` as evidence.

    Raises:
        GroundingError: the span lies outside the text or holds nothing.
    """
    text = document.text
    if span.end > len(text) or not span.of(text).strip():
        raise GroundingError(f"{document.source.path}: no words stand at {span.start}:{span.end}")
    first, last = _paragraphs(document, span)
    return Evidence(
        source=document.source.id,
        start=span.start,
        end=span.end,
        exact=span.of(text),
        prefix=text[max(first, span.start - CONTEXT) : span.start],
        suffix=text[span.end : min(last, span.end + CONTEXT)],
        role=role,
    )


def _paragraphs(document: Document, span: Span) -> tuple[int, int]:
    """Where the part of the article around a span begins and ends, so that no page furniture is quoted."""
    body = document.body
    first = bisect_right(body, span.start, key=lambda part: part.start) - 1
    last = bisect_left(body, span.end, key=lambda part: part.end)
    start = body[first].start if first >= 0 and body[first].end > span.start else span.start
    end = body[last].end if last < len(body) and body[last].start < span.end else span.end
    return start, end


def stands(item: Evidence, document: Document) -> bool:
    """Whether the document has the evidence's exact characters at its place."""
    return document.text[item.start : item.end] == item.exact


def inside_marks(text: str, span: Span) -> Span:
    """The span without the quotation marks around it, and without a comma before the closing one.

    >>> inside_marks('“We agreed,” he said', Span(start=0, end=12)).of('“We agreed,” he said')
    'We agreed'
    """
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in _OPENING):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _CLOSING or text[end - 1] == ","):
        if text[end - 1] in _CLOSING and _belongs_inside(text, start, end):
            break
        end -= 1
    return Span(start=start, end=end)


def bare(text: str, span: Span) -> Span:
    """The span without quotation marks around it, and without the "that" that introduces a clause."""
    inside = inside_marks(text, span)
    introduced = inside.end - inside.start > len(_THAT) and inside.of(text).startswith(_THAT)
    return Span(start=inside.start + len(_THAT), end=inside.end) if introduced else inside


def _belongs_inside(text: str, start: int, end: int) -> bool:
    """Whether a final mark closes a quotation that begins inside, or is the apostrophe of a last word."""
    mark, inside = text[end - 1], text[start : end - 1]
    if mark in "'’":
        return inside.endswith("s") and not any(opening in inside for opening in "'‘")
    if mark == '"':
        return inside.count(mark) % 2 == 1
    opening = "«" if mark == "»" else "“"
    return inside.count(opening) > inside.count(mark)


def identify(kind: str, content: str, items: Sequence[Evidence]) -> str:
    """An id that names a fact: a hash of its kind, its normalised content and its evidence."""
    anchors = sorted(f"{item.source}\x1f{item.exact}" for item in items if item.role == "statement")
    named = "\x1e".join((kind, normalise(content), *anchors))
    return f"{kind}-{hashlib.sha256(named.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
