"""Documents with hand-made extractions: the stage of facts is tested apart from extraction."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Any

import pytest

from briefgen.facts.article import Article
from briefgen.models import (
    Attribution,
    Document,
    Extraction,
    PartyMention,
    Quantity,
    Source,
    Span,
    Speaker,
    TimeExpression,
)


def _span(text: str, words: str) -> Span:
    assert text.count(words) >= 1, words
    return Span(start=text.index(words), end=text.index(words) + len(words))


def _attribution(text: str, said: dict[str, Any]) -> Attribution:
    contents = [said["content"]] if isinstance(said["content"], str) else said["content"]
    return Attribution(
        content=tuple(_span(text, words) for words in contents),
        source=_span(text, said["source"]) if said.get("source") else None,
        cue=_span(text, said["cue"]) if said.get("cue") else None,
        mode=said.get("mode", "indirect"),
        speaker=Speaker(
            name=said.get("speaker"),
            party=said.get("party"),
            office=said.get("office"),
            person=said.get("person", False),
        ),
        rule=said.get("rule", "planted"),
    )


def _plant(
    text: str,
    *,
    said: tuple[dict[str, Any], ...] = (),
    times: dict[str, str] | None = None,
    quantities: dict[str, tuple[float, str, str | None]] | None = None,
    mentions: dict[str, str] | None = None,
    name: str = "a",
    agency: str = "Agency",
    published: date | None = date(2024, 5, 10),
    parties: frozenset[str] = frozenset({"FR", "IN"}),
    voice: str | None = None,
) -> Article:
    sentences = [m.span() for m in re.finditer(r"\S[^.!?\n]*(?:\.(?=\d)[^.!?\n]*)*[.!?]*[\"”]?", text)]
    document = Document(
        source=Source(id=name, path=f"{name}.txt", sha256=hashlib.sha256(text.encode()).hexdigest()),
        text=text,
        agency=agency,
        published=published,
        body=(Span(start=0, end=len(text)),),
    )
    extraction = Extraction(
        document=name,
        published=published,
        sentences=tuple(Span(start=start, end=end) for start, end in sentences),
        attributions=tuple(_attribution(text, row) for row in said),
        times=tuple(
            TimeExpression(
                span=_span(text, words), type="DURATION" if value[0] == "P" else "DATE", value=value
            )
            for words, value in (times or {}).items()
        ),
        quantities=tuple(
            Quantity(span=_span(text, words), value=value, unit=unit, modifier=modifier)
            for words, (value, unit, modifier) in (quantities or {}).items()
        ),
        party_mentions=tuple(
            PartyMention(span=_span(text, words), party=party) for words, party in (mentions or {}).items()
        ),
    )
    return Article(document, extraction, parties, voice)


@pytest.fixture
def plant():
    """A document with what stands in it: statements, times, quantities and mentions, by their words."""
    return _plant
