"""Trees without their citations: no words are left that only led to one."""

from __future__ import annotations

import re

import pytest

from briefgen.embedding import FLAVOURS
from briefgen.embedding.tree import column_shares, without_citations


def cite(*numbers):
    return {"type": "citation", "sources": list(numbers)}


def emphasis(*content):
    return {"type": "emphasis", "content": list(content)}


def silent(_):
    return ""


ALSO = emphasis("(also, in other words,", cite(2), ")")


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (["Calm", cite(1), "."], ["Calm."]),
        (["Calm", cite(1), " ", ALSO, "."], ["Calm."]),
        (["Calm", cite(1), " ", ALSO, ". Talks", cite(2), "."], ["Calm. Talks."]),
        (["Calm", cite(1), " (also, in other words,", cite(2), "). Talks."], ["Calm. Talks."]),
        (["Calm (", cite(1), ")."], ["Calm."]),
        (["Calm (see:", cite(1, 2), ") and talks."], ["Calm and talks."]),
        (["Calm (84 countries", cite(1), ") and talks."], ["Calm (84 countries) and talks."]),
        (["In May,", cite(1), " Kenya said."], ["In May, Kenya said."]),
        ([emphasis("(Liu Pengyu)"), cite(1), "."], [emphasis("(Liu Pengyu)"), "."]),
        ([emphasis("All", cite(1)), " ", ALSO], [emphasis("All")]),
        ([cite(1)], []),
    ],
)
def test_what_only_led_to_a_source_goes_with_it_and_claims_stay(content, left):
    assert without_citations({"type": "paragraph", "content": content}, silent)["content"] == left


def test_named_sources_stand_where_their_citations_stood():
    told = without_citations(["Calm", cite(1), " ", ALSO, "."], lambda numbers: f"[{numbers[0]}]")
    assert told == ["Calm [1] ", emphasis("(also, in other words, [2])"), "."]


@pytest.mark.parametrize(
    ("cell", "left"),
    [([["x"], [cite(1)]], [["x"]]), ([[cite(1)]], []), ([], [])],
)
def test_a_line_that_was_a_citation_alone_goes_and_its_cell_stays(cell, left):
    table = {"type": "table", "head": [], "rows": [[[["y"]], cell]]}
    assert without_citations(table, silent)["rows"] == [[[["y"]], left]]


def test_an_item_that_was_a_citation_alone_goes():
    items = [[{"type": "paragraph", "content": content}] for content in (["x"], [cite(1)])]
    assert without_citations({"type": "list", "items": items}, silent)["items"] == items[:1]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_no_flavour_of_a_section_keeps_a_remainder(briefs, flavour):
    sections = [brief.section(name) for brief in briefs.values() for name in brief.names]
    assert any("also, in other words" in section.to_text() for section in sections)
    for section in sections:
        assert "in other words" not in section.render(flavour, notes="none")
        if flavour == "text":
            assert not re.search(r"\(\s*\)|,\)| [.)]", section.to_text(notes="none", provenance=False))


def table(*rows):
    """A table whose cells have one line of as many letters as they are told."""
    head, *others = [[[["x" * length]] if length else [] for length in row] for row in rows]
    return {"type": "table", "head": head, "rows": others}


@pytest.mark.parametrize(
    ("rows", "shares"),
    [
        ([(20, 60, 20), (10, 10, 10)], [22, 56, 22]),  # 20, 50 and 20 of 90; the widest has what is left over
        ([(6, 5), (8, 32)], [30, 70]),  # 14 and 32 of 46
        ([(0, 9), (1, 600)], [21, 79]),  # 14 and 50 of 64
        ([(20, 60), (300,)], [28, 72]),  # a cell alone spans both
        ([(5, 5, 5)], [34, 33, 33]),
        ([(500,), (3,)], [100]),
        ([()], []),
    ],
)
def test_columns_have_room_by_their_longest_cells(rows, shares):
    assert column_shares(table(*rows)) == shares


def test_a_citation_takes_the_room_of_a_sign():
    cells = [[["x" * 19, cite(3)]], [[emphasis("y" * 20)]]]
    assert column_shares({"type": "table", "head": [], "rows": [cells]}) == [50, 50]
