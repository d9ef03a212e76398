"""Laws that hold for every text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import SourceError
from briefgen.models.documents import Document
from briefgen.reading import read
from briefgen.reading.blocks import split_blocks
from briefgen.reading.body import best_stretch

PIECES = st.sampled_from(
    [
        "WASHINGTON, July 6 (Reuters) - ",
        "date 2023-07-07 ",
        "By Jane Roe and John Doe",
        "The minister said on Friday that it would not attend.",
        "26 minutes ago",
        "Share this",
        "© 2024",
        "Q: Why?",
        ": ",
        "\r\n",
        "\n\n",
        "\u2028",
        "\u200f",
        "\u200b",
        "\ufeff",
        "“",
        '"',
        "(",
        "/",
        ",,,,",
        "|",
        "٣",
        "İ",
        "ß",
        " ",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def check(document: Document) -> None:
    end = 0
    for span in document.body:
        assert end <= span.start < span.end <= len(document.text)
        content = span.of(document.text)
        assert content == content.strip()
        end = span.end


@given(TEXTS)
def test_any_text_gives_ordered_trimmed_spans_within_it(text: str) -> None:
    try:
        data = text.encode()
        document = read(data, name="a.txt")
    except (SourceError, UnicodeEncodeError):
        return
    assert document.text == text.removeprefix("\ufeff")
    check(document)
    assert read(data, name="a.txt") == document


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = read(data, name="a.txt")
    except SourceError:
        return
    check(document)


@given(TEXTS)
def test_blocks_hold_all_that_is_not_white_space(text: str) -> None:
    blocks = split_blocks(text)
    assert all(block.text == text[block.start : block.end] for block in blocks)
    kept = "".join("".join(block.text.split()) for block in blocks)
    assert kept == "".join(text.split())


@given(st.lists(st.integers(min_value=-20, max_value=8), max_size=30))
def test_the_best_stretch_is_at_least_as_good_as_every_other(scores: list[int]) -> None:
    best, first, last = best_stretch(scores, -1_000_000.0)
    sums = [sum(scores[start:end]) for start in range(len(scores)) for end in range(start, len(scores) + 1)]
    assert best == max(sums, default=0)
    assert sum(scores[first:last]) == best


HOSTILE = {
    "one line": "word " * 50_000,
    "commas": "," * 250_000,
    "open brackets": "A (" * 80_000,
    "short lines": "Menu\n" * 50_000,
    "repeated headlines": "The same headline stands here again\n\n" * 7_000,
    "datelines": "GENEVA (AP) — The talks failed on Friday.\n\n" * 6_000,
    "quotes": "“" * 250_000,
    "dates": "1 May 2024 " * 22_000,
    "credits": "(a/" * 80_000,
    "spaces": "x" + " " * 250_000 + "x",
    "names": "By Aa" + " Aa" * 80_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_texts_are_read(kind: str) -> None:
    check(read(HOSTILE[kind].encode(), name="a.txt"))
