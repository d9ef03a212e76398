"""Laws of reading and extraction that hold for every text, however hostile."""

from __future__ import annotations

import datetime
import math
import tomllib
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen import SourceError, extract, read
from briefgen.models import Extraction, Span

FRAGMENTS: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "fragments.toml").read_text(encoding="utf-8")
)
BREAKS = FRAGMENTS.pop("breaks")
LONG = ["x" * 300, "9" * 400, "9" * 5000]  # a float ends at 309 digits, Python's int() at 4300
SURROGATES = ["\ud800", "\udfff"]  # halves of pairs: no file gives them, but a caller's text may hold them
PIECES = st.sampled_from([piece for pieces in FRAGMENTS.values() for piece in pieces] + LONG + SURROGATES)
SPACES = st.sampled_from([" ", " ", " ", " ", "", ", ", ". ", *BREAKS])
NEWS = st.lists(st.tuples(PIECES, SPACES).map("".join), max_size=60).map("".join)
UNICODE = st.text(st.characters(exclude_categories=()), max_size=300)
TOLD = ("content", "source", "name")
DAYS = st.none() | st.dates() | st.sampled_from([datetime.date.min, datetime.date.max])


def spans_of(extraction: Extraction) -> list[tuple[str, Span]]:
    """Every span of an extraction with what it is of."""
    found: list[tuple[str, Span | None]] = [("sentence", span) for span in extraction.sentences]
    for attribution in extraction.attributions:
        found += [("content", span) for span in attribution.content]
        found += [("source", attribution.source), ("cue", attribution.cue)]
        if attribution.speaker:
            found += [("name", attribution.speaker.name_span), ("office", attribution.speaker.office_span)]
    found += [("office", person.office_span) for person in extraction.people]
    for kind in ("people", "party_mentions", "times", "quantities"):
        found += [(kind, item.span) for item in getattr(extraction, kind)]
    return [(kind, span) for kind, span in found if span is not None]


def apart(spans: Iterable[Span]) -> bool:
    """Whether the spans are in order and share no character."""
    return all(one.end <= other.start for one, other in pairwise(spans))


def check(text: str, extraction: Extraction) -> None:
    """The laws: spans lie in the text, hold what they are of, and are in order."""
    for kind, span in spans_of(extraction):
        assert 0 <= span.start < span.end <= len(text), kind
        words = span.of(text)
        assert words == words.strip(), f"{kind} has white space around it: {words!r}"
        if kind not in ("sentence", "cue", *TOLD):  # a cue may be the colon of a transcript
            assert any(c.isalnum() for c in words), f"{kind} holds no word: {words!r}"
    assert all(attribution.content for attribution in extraction.attributions)
    starts = [a.content[0].start for a in extraction.attributions]
    assert starts == sorted(starts)
    for found in (extraction.times, extraction.quantities, extraction.party_mentions):
        assert apart(item.span for item in found)
    assert apart(extraction.sentences)
    for quantity in extraction.quantities:
        assert math.isfinite(quantity.value)
        assert quantity.value_high is None or quantity.value < quantity.value_high < math.inf


@settings(deadline=None)
@given(UNICODE, DAYS)
@example("\ud800 said “\udfff.”", None)
def test_any_unicode_text_gives_spans_that_do_not_lie(text: str, published: datetime.date | None) -> None:
    extraction = extract(text, published=published)
    check(text, extraction)
    assert extract(text, published=published) == extraction


@settings(deadline=None, max_examples=200)
@given(NEWS, DAYS)
def test_news_in_pieces_gives_spans_that_do_not_lie(text: str, published: datetime.date | None) -> None:
    extraction = extract(text, published=published)
    check(text, extraction)
    assert extract(text, published=published) == extraction


@settings(deadline=None)
@given(NEWS)
def test_nothing_is_found_outside_the_article(text: str) -> None:
    try:
        document = read(text.encode("utf-8", "replace"), name="a.txt")
    except SourceError:
        return
    extraction = extract(document.text, published=document.published, body=document.body)
    check(document.text, extraction)
    for _, span in spans_of(extraction):
        assert any(part.start <= span.start < part.end for part in document.body)
        assert any(part.start < span.end <= part.end for part in document.body)


@settings(deadline=None)
@given(NEWS)
def test_what_is_found_can_be_written_and_read_again(text: str) -> None:
    extraction = extract(text.encode("utf-8", "replace").decode())
    assert Extraction.model_validate_json(extraction.model_dump_json()) == extraction


@pytest.mark.parametrize("width", [0, 1, 7])
def test_the_finds_of_a_text_move_with_it(width: int) -> None:
    text = (
        "“We will not wait,” Ann Hale, France's trade minister, said on Friday. At least 84 countries agree."
    )
    moved = extract("\n" * width + text, published=datetime.date(2023, 7, 7))
    still = extract(text, published=datetime.date(2023, 7, 7))
    before = [(kind, span.start, span.end) for kind, span in spans_of(still)]
    assert [(kind, span.start - width, span.end - width) for kind, span in spans_of(moved)] == before
    assert {kind for kind, _, _ in before} >= {"content", "source", "cue", "name", "office", "times"}


@pytest.mark.parametrize(
    "text", ['WHITE: " ', "Lin Jian: …", "-, : that day, ", 'QUESTION:, U.S.. ". 7/7/2023']
)
def test_who_and_what_are_told_in_words_each_once(text: str) -> None:
    extraction = extract(text)
    for kind, span in spans_of(extraction):
        assert kind not in TOLD or any(c.isalnum() for c in span.of(text))
    assert all(apart(attribution.content) for attribution in extraction.attributions)
