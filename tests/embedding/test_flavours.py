"""Every flavour of a section has the same words, the same citations, and leads them to the same sources."""

from __future__ import annotations

import io
import json
import re

import pypandoc
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.embedding import Section

FLAVOURS = ["gfm", "html", "latex", "mkdocs", "myst", "pandoc", "quarto", "restructuredtext"]
DEEPEST = {"latex": 5}


def sections_of(briefs):
    return [brief.section(name) for brief in briefs.values() for name in brief.names]


def check(reading, seen, told, flavour):
    expected, words, squeezed = reading.expected(told), reading.words, reading.squeezed
    assert words(seen.text) == words(expected.text)
    assert squeezed(seen.text) == squeezed(expected.text)
    assert squeezed(seen.title) == squeezed(expected.title)
    assert [squeezed(note) for note in seen.notes] == [squeezed(note) for note in expected.notes]
    assert seen.level == min(expected.level, DEEPEST.get(flavour, 6))


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_page_of_all_sections_of_two_briefs_has_their_words_and_sources(reading, briefs, flavour, level):
    sections = sections_of(briefs)
    page = "\n\n".join(section.render(flavour, level=level) for section in sections)
    seen = reading.readers[flavour](page)
    assert len(seen) == len(sections)
    for section, found in zip(sections, seen, strict=True):
        check(reading, found, json.loads(section.to_json(level=level)), flavour)
        assert len(found.notes) == section.citations


@pytest.mark.parametrize("notes", ["inline", "none"])
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_notes_can_stand_in_the_text_or_be_left_out(reading, briefs, flavour, notes):
    sections = sections_of(briefs)
    page = "\n\n".join(section.render(flavour, notes=notes, provenance=False) for section in sections)
    for section, found in zip(sections, reading.readers[flavour](page), strict=True):
        told = json.loads(section.to_json(notes=notes, provenance=False))
        check(reading, found, told, flavour)
        assert found.notes == ()


def test_plain_text_has_the_same_words_and_citations(reading, briefs):
    for section in sections_of(briefs):
        told = json.loads(section.to_json())
        body, _, notes = section.to_text().partition("\n[1] ")
        if section.citations:
            marks = re.findall(r"\xa0\[([\d, ]+)\]", body)
            assert sum(len(mark.split(",")) for mark in marks) == section.citations
            assert len(re.findall(r"^\[\d+\] ", "[1] " + notes, re.MULTILINE)) == len(told["notes"])
        printed = re.sub(r"\xa0\[[\d, ]+\]", " ", section.to_text(provenance=False))
        expected = reading.words(f"{told['title']} {reading.expected({**told, 'provenance': None}).text}")
        assert reading.words(printed)[: len(expected)] == expected


def test_a_word_file_has_the_same_words_and_links(reading, briefs):
    for section in sections_of(briefs):
        told = json.loads(section.to_json())
        data = section.to_docx()
        text = pypandoc.convert_text(
            data, "plain", format="docx", extra_args=["--wrap=none", "--columns=9999"]
        )
        for line in reading.expected(told).text.split("  "):
            for word in reading.words(line):
                assert word in text
        links = Document(io.BytesIO(data)).element.body.xpath(".//w:hyperlink[@w:anchor]")
        assert len(links) == section.citations


def test_where_columns_have_widths_sentences_have_the_widest(briefs):
    section = briefs["drugs"].section("key-figures")
    for flavour in ("pandoc", "quarto"):
        tree = json.loads(pypandoc.convert_text(section.to_markdown(flavour), "json", format="markdown"))
        [block] = [block for block in tree["blocks"] if block["t"] == "Table"]
        shares = [round(100 * column[1]["c"]) for column in block["c"][2]]
        assert shares[1] == max(shares) > 40
        assert shares[2] == min(shares) < 15
    widths = [float(width) for width in re.findall(r"p\{([\d.]+)", section.to_latex())]
    assert widths[1] > 3 * widths[2]
    columns = Document(io.BytesIO(section.to_docx())).element.body.xpath(".//w:gridCol/@w:w")
    assert int(columns[1]) > 3 * int(columns[2])


def test_the_sections_have_the_words_of_the_brief_s_own_markdown(reading, projects, briefs):
    for name, brief in briefs.items():
        [path] = (projects[name] / "output").glob("*.md")
        straight = str.maketrans("“”‘’\xa0", "\"\"'' ")
        text = path.read_text(encoding="utf-8")
        printed = {seen.title: seen for seen in reading.readers["gfm"](text)}
        for part in (brief.section(part) for part in brief.names):
            if part.name.startswith("positions-") or part.name == "sources":
                continue
            seen = printed[part.title]
            told = reading.expected(json.loads(part.to_json(provenance=False)))
            assert reading.squeezed(told.text).translate(straight) == reading.squeezed(seen.text).translate(
                straight
            )
            assert len(told.notes) == len(seen.notes)


# Words that mean something to one flavour or another, at every place that words can have.

HOSTILE = [
    "a | b",
    "`code`",
    "<script>alert(1)</script>",
    "<!-- briefgen:end -->",
    "&copy; AT&T &#60;",
    "{{ config.secret }}",
    "{% include 'x' %}",
    "{{< include x >}}",
    "{directive}",
    "{: .class }",
    "$x$",
    "$5 to 6$",
    "$5–$6 US$ $",
    "\\input{x}",
    "\\",
    "\\(x\\)",
    "100%",
    "% comment",
    "snake_case_word _x_ __x__",
    "*x* **x** 5*6*7",
    "[^1]",
    "[^1]: note",
    "[x](http://a.b)",
    "![x](y)",
    "^[note]",
    "x^2^ H~2~O ~~out~~ ==mark== ++key++",
    ":::",
    "::: warning",
    "!!! note",
    "??? note",
    "/// note",
    "=== tab",
    "---",
    "***",
    "+++",
    "+ item",
    "- item",
    "1. item",
    "1) item",
    "a. item",
    "iv) item",
    "(1) item",
    "(@) item",
    "(target)=",
    "# heading #",
    "#. item",
    "> quotation",
    "Table: caption",
    ": definition",
    "~ definition",
    "| line",
    "@key [@key] -@key",
    "http://a.b/c_d_e www.a.b",
    ":smile: 10:30 10:30:45",
    "*[AB]: abbreviation",
    "[TOC]",
    '--8<-- "x"',
    "it's \"straight\" 'single'",
    "dots... dashes -- --- ----",
    "?` !` ,, << >> ''",
    "[ ] [x] todo",
    "end!",
    "end\\",
    "end&",
    "end:",
    "//x",
]


def planted(texts, *, title="Title"):
    """A brief of one section, with the texts at every place that words can have."""
    cite = {"type": "citation", "sources": [7]}
    blocks = []
    for text in texts:
        strong = {"type": "strong", "content": [text]}
        emphasis = {"type": "emphasis", "content": [text]}
        blocks += [
            {"type": "paragraph", "content": [text]},
            {"type": "paragraph", "content": ["Said ", emphasis, cite, text]},
            {"type": "paragraph", "content": [strong, " ", text, cite, "."]},
            {"type": "list", "ordered": False, "start": 1, "items": [
                [{"type": "paragraph", "content": [text]}],
                [{"type": "paragraph", "content": [strong, ": ", text, cite]}],
            ]},
            {"type": "table", "head": [[], [[text]]], "rows": [
                [[[text]], [[text, cite], [emphasis]]],
                [[[strong]], [["x ", text, " y"]]],
            ]},
        ]  # fmt: skip
    section = {
        "name": "planted", "kind": "other", "title": title, "words": 1, "citations": 4 * len(texts),
        "sha256": "0" * 64, "blocks": blocks,
    }  # fmt: skip
    source = {"number": 7, "id": "s", "name": texts[0], "sha256": "ab", "content": [*texts[:1], ", 1 May"]}
    brief = {
        "schema_version": "1.0", "title": f"Brief {texts[0]}", "slug": "brief", "edition": 3, "as_of": None,
        "as_of_text": "7 July 2023", "language": "en", "marking": None, "sources": [source],
        "sections": [section],
    }  # fmt: skip
    return Section(brief, section)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_words_that_are_markup_are_printed_as_they_are(reading, flavour):
    for text in HOSTILE:
        section = planted([text], title=f"Title {text}")
        [seen] = reading.readers[flavour](section.render(flavour))
        check(reading, seen, json.loads(section.to_json()), flavour)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.lists(
            st.sampled_from(HOSTILE) | st.text(st.characters(codec="ascii", categories=["P", "S", "L", "N"])),
            min_size=1,
            max_size=4,
        ).map(" ".join),
        min_size=1,
        max_size=6,
    ),
    glue=st.sampled_from(["", " ", "-"]),
)
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_no_mixture_of_marks_is_taken_for_markup(reading, flavour, texts, glue):
    texts = [" ".join(text.replace(" ", glue or " ").split()) or "x" for text in texts]
    section = planted(texts)
    [seen] = reading.readers[flavour](section.render(flavour))
    check(reading, seen, json.loads(section.to_json()), flavour)
