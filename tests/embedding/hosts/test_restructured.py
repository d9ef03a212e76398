"""reStructuredText is read by docutils: what it prints is what the section says."""

from __future__ import annotations

import re

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given
from hypothesis import strategies as st

import briefgen
from briefgen.embedding.flavours.restructured import escape, write_restructuredtext
from briefgen.embedding.tree import Fragment, Note

STRICT = {"report_level": 2, "halt_level": 2, "smart_quotes": False}
"""Warnings of docutils are errors."""


def read(text):
    return publish_doctree(text, settings_overrides=STRICT)


def fragment(*blocks, notes=()):
    labels = tuple(Note(n, f"desk-figures-{n}", "Wire", [f"Wire {n}"]) for n in notes)
    return Fragment("figures", "Key figures", list(blocks), 2, labels, "Source: Desk", "x", 4, "0", "en")


def paragraph(*content):
    return {"type": "paragraph", "content": list(content)}


def cite(*numbers):
    return {"type": "citation", "sources": list(numbers)}


SPECIAL = st.text(st.sampled_from("*`|_\\[]<>: .-+#a1@~=^\"'/&;!?({})%$,“”é—"), max_size=25)


@given(text=SPECIAL | st.text(st.characters(exclude_categories=("C", "Z")), max_size=25))
def test_docutils_prints_the_same_characters(text):
    text = " ".join(text.split())
    [shown] = read(f"{escape(text, opening=True)}\n").children or [None]
    assert isinstance(shown, nodes.paragraph) or not text
    assert (shown.astext() if text else "") == text


@given(st.lists(SPECIAL.filter(str.strip), min_size=1, max_size=3))
def test_any_words_in_any_place_are_the_same_words(texts):
    texts = [" ".join(text.split()) for text in texts]
    strong = [paragraph({"type": "strong", "content": [text]}, " ", text) for text in texts]
    listed = {"type": "list", "ordered": False, "start": 1, "items": [[paragraph(text)] for text in texts]}
    table = {
        "type": "table",
        "head": [[["A"]], [["B"]]],
        "rows": [[[[text], ["x"]], [[text]]] for text in texts],
    }
    shown = read(write_restructuredtext(fragment(*strong, listed, table)))
    words = " ".join(shown.astext().split())
    for text in texts:
        assert words.count(text) >= 5


def test_two_sections_with_a_note_of_one_number_lead_each_to_its_own():
    first = write_restructuredtext(fragment(paragraph("Nearly 300 farms", cite(1)), notes=(1,)))
    shown = read(first + "\n" + first.replace("desk", "other").replace("Wire", "Post"))
    found = [reference["refid"] for reference in shown.findall(nodes.footnote_reference)]
    notes = {note["ids"][0]: note.astext() for note in shown.findall(nodes.footnote)}
    assert [notes[target].rpartition("\n")[2] for target in found] == ["Wire 1", "Post 1"]


def test_citations_stay_where_they_stand_in_emphasis():
    also = {"type": "emphasis", "content": ["(also,", cite(1, 2), ")"]}
    shown = read(write_restructuredtext(fragment(paragraph("Calm ", also, "."), notes=(1, 2))))
    [words, *_] = shown.findall(nodes.paragraph)
    assert words.astext() == "Calm (also,\xa01\xa02)."
    assert [part.astext() for part in words.findall(nodes.emphasis)] == ["(also,", ")"]


@given(SPECIAL.filter(str.strip))
def test_the_words_of_a_link_are_the_same_words(text):
    text = " ".join(text.split())
    link = {"type": "link", "target": "https://a.org/?b=c_d", "content": [text]}
    shown = read(write_restructuredtext(fragment(paragraph("See ", link, "."))))
    [found] = shown.findall(nodes.reference)
    assert (found.astext(), found["refuri"]) == (text, "https://a.org/?b=c_d")


def test_a_list_within_a_list_and_a_quotation_after_it():
    inner = {
        "type": "list",
        "ordered": True,
        "start": 3,
        "items": [[paragraph("three")], [paragraph("four")]],
    }
    outer = {
        "type": "list",
        "ordered": False,
        "start": 1,
        "items": [[paragraph("a"), inner], [paragraph("b")]],
    }
    quotation = {"type": "quotation", "content": [paragraph("said")]}
    shown = read(write_restructuredtext(fragment(outer, quotation)))
    assert len(list(shown.findall(nodes.bullet_list))) == 1
    [ordered] = shown.findall(nodes.enumerated_list)
    assert (ordered["start"], len(ordered)) == (3, 2)
    assert [quoted.astext() for quoted in shown.findall(nodes.block_quote)] == ["said"]


@pytest.mark.parametrize("notes", ["section", "inline", "none"])
def test_every_section_of_two_briefs_is_read_without_a_complaint(projects, notes):
    for folder in projects.values():
        brief = briefgen.load(folder)
        pages = [brief.section(name).render("restructuredtext", notes=notes) for name in brief.names]
        for page in (*pages, "\n".join(pages)):
            shown = read(page)
            assert not list(shown.findall(nodes.problematic))


def test_it_says_and_cites_what_the_plain_text_does(projects):
    for folder in projects.values():
        brief = briefgen.load(folder)
        for name in brief.names:
            section = brief.section(name)
            shown = read(section.render("restructuredtext"))
            assert len(list(shown.findall(nodes.footnote_reference))) == section.citations
            plain = read(section.render("restructuredtext", notes="none", provenance=False)).astext()
            for sentence in section.to_text(notes="none", provenance=False).split("\n"):
                for cell in re.split(r" [|/] ", sentence.strip("- |")):
                    if set(cell) - set("=-~^\"'"):
                        assert " ".join(cell.split()) in " ".join(plain.split())
