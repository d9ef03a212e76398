"""Sections in Word templates that docxtpl fills, read as Word reads them."""

from __future__ import annotations

import re
import runpy

import pytest
from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

import briefgen
from briefgen.embedding.word import subdocument

NAMES = ("position", "figures", "fish", "again")


@pytest.fixture
def template(site):
    """An office's template, with a heading of its own look."""
    document = Document()
    document.styles["Heading 1"].font.name = "Office Sans"
    document.add_heading("{{ title }}", 1)
    for name in NAMES:
        document.add_paragraph(f"{{{{p {name} }}}}")
    document.save(site / "template.docx")
    return site / "template.docx"


@pytest.fixture
def report(example, template, monkeypatch):
    folder = example("Word templates")
    monkeypatch.chdir(folder)
    runpy.run_path("fill.py")
    return Document(folder / "report.docx")


def paragraphs(document):
    return list(document.element.body.iter(qn("w:p")))


def text_of(element):
    return "".join(part.text or "" for part in element.iter(qn("w:t")))


def led_to(document, element):
    """The words of the paragraphs that the links in an element lead to."""
    marked = {
        mark.get(qn("w:name")): text_of(paragraph)
        for paragraph in paragraphs(document)
        for mark in paragraph.iter(qn("w:bookmarkStart"))
    }
    return [marked[link.get(qn("w:anchor"))] for link in element.iter(qn("w:hyperlink"))]


def test_the_example_leads_every_claim_to_its_source(report):
    rows = list(report.element.body.iter(qn("w:tr")))
    for text, source, places in (
        ("China is ready to work with other countries", "Reuters", paragraphs(report)),
        ("Almost 80,000 Americans died", "Reuters", rows),
        ("Right now, 84 countries around the world", "Sputnik", rows),
        ("Norway has offered to invest", "Fjord Wire", rows),
    ):
        claim = next(place for place in places if text in text_of(place))
        [entry] = led_to(report, claim)
        assert re.fullmatch(rf"\[\d\]{source}.*", entry)


def test_headings_take_the_template_s_styles(report):
    shown = [(p.style.name, p.text) for p in report.paragraphs if p.style.name.startswith("Heading")]
    assert shown == [
        ("Heading 1", "Ships & drugs"),
        ("Heading 1", "Position of China"),
        ("Heading 2", "Key figures"),
        ("Heading 2", "Key figures"),
        ("Heading 1", "Position of China"),
    ]
    assert report.styles["Heading 1"].font.name == "Office Sans"


def test_everything_that_is_used_is_there(report):
    body = report.element.body
    known = {style.style_id for style in report.styles}
    for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
        assert {used.get(qn("w:val")) for used in body.iter(qn(tag))} <= known
    numbered = report.part.numbering_part.element
    lists = {number.get(qn("w:numId")) for number in numbered.iter(qn("w:num"))}
    assert {used.get(qn("w:val")) for used in body.iter(qn("w:numId"))} <= lists


def test_the_same_section_twice_has_bookmarks_of_its_own(template, built):
    section = briefgen.load(built / "desk").section("key-figures")
    document = DocxTemplate(template)
    document.render({name: subdocument(document, section) for name in NAMES})
    marks = list(document.docx.element.body.iter(qn("w:bookmarkStart")))
    ends = list(document.docx.element.body.iter(qn("w:bookmarkEnd")))
    names = [mark.get(qn("w:name")) for mark in marks]
    numbers = [mark.get(qn("w:id")) for mark in marks]
    assert len(names) == 8 == len(set(names)) == len(set(numbers))
    assert [end.get(qn("w:id")) for end in ends] == numbers
    assert max(map(len, names)) <= 40
    rows = [r for r in document.docx.element.body.iter(qn("w:tr")) if "Right now" in text_of(r)]
    assert [["Sputnik" in entry for entry in led_to(document.docx, row)] for row in rows] == [[True]] * 4
