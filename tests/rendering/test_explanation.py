from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.extraction import extract
from briefgen.models import (
    Attribution,
    Document,
    Extraction,
    PartyMention,
    Person,
    Quantity,
    Source,
    Span,
    Speaker,
    TimeExpression,
)
from briefgen.models.markup import one_line
from briefgen.rendering.explanation import explanation_page

VOID = {"meta", "link", "br", "img", "hr", "input"}
TEXT = "Menu\n\nRao said nearly 300 farms closed in May.\n\nShare"
FOUND = Extraction(
    document="text",
    attributions=(
        Attribution(
            content=(Span(start=15, end=45),),
            source=Span(start=6, end=9),
            cue=Span(start=10, end=14),
            mode="indirect",
            speaker=Speaker(name="Asha Rao", office="the minister", party="IN"),
            rule="clause",
        ),
        Attribution(content=(Span(start=22, end=38),), mode="direct", rule="planted"),
    ),
    people=(Person(name="Asha Rao", span=Span(start=6, end=9), party="IN", office="the minister"),),
    party_mentions=(PartyMention(span=Span(start=6, end=9), party="IN"),),
    times=(TimeExpression(span=Span(start=42, end=45), type="DATE", value="2024-05"),),
    quantities=(Quantity(span=Span(start=15, end=31), value=300.0, unit="farms", modifier="nearly"),),
)


class Page(HTMLParser):
    """A page's elements with their attributes, the text of its paragraphs, and that of its findings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.findings: list[str] = []
        self.runs: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(tag == "p" and attributes.get("class") == "text" for tag, attributes in self._open):
            self.text.append(data)
            self.runs.append((data, self._open[-1][1]))
        if any(tag == "aside" for tag, _ in self._open):
            self.findings.append(data)

    def named(self, name: str) -> list[str]:
        """The values of an attribute, in order."""
        return [value for _, attributes in self.found if (value := attributes.get(name)) is not None]


def page(text: str = TEXT, found: Extraction = FOUND, body: tuple[Span, ...] | None = None) -> str:
    article = (Span(start=0, end=len(text)),) if body is None else body
    source = Source(id="a", path="a.txt", sha256="0" * 64)
    return explanation_page([("a.txt: undated", Document(source=source, text=text, body=article), found)])


def test_each_run_has_the_kinds_of_its_marks_and_names_them_all_in_its_title() -> None:
    runs = [
        (words, attributes.get("class"), attributes.get("title"))
        for words, attributes in Page(page(body=(Span(start=6, end=48),))).runs
        if words.strip()
    ]
    assert runs == [
        ("Menu\n\n", "furniture", None),
        (
            "Rao",
            "source speaker party",
            "source of 1 · speaker Asha Rao [IN] · party IN",
        ),
        ("said", "cue", "cue of 1"),
        ("nearly ", "content quantity indirect", "content of 1 · quantity 300 farms (nearly)"),
        (
            "300 farms",
            "content quantity direct nested",
            "content of 1 · quantity 300 farms (nearly) · content of 2",
        ),
        (" closed", "content direct nested", "content of 1 · content of 2"),
        (" in ", "content indirect", "content of 1"),
        ("May", "content date indirect", "content of 1 · date 2024-05"),
        (".\n\n", "text", None),
        ("Share", "furniture", None),
    ]


def test_the_findings_of_a_paragraph_stand_beside_it_with_speaker_source_cue_and_rule() -> None:
    told = " ".join("".join(Page(page()).findings).split())
    assert "Asha Rao [IN], the minister indirect · source Rao · cue said · rule clause" in told
    assert "? direct · no source · no cue · rule planted" in told
    assert "Asha Rao [IN] (the minister)" in told
    assert "May 2024-05" in told
    assert "nearly 300 farms 300 farms (nearly)" in told


def test_numbers_link_from_the_text_to_the_list_and_back_and_no_id_is_used_twice() -> None:
    both = Page(page())
    ids = both.named("id")
    assert sorted(ids) == ["d1-attribution-1", "d1-attribution-2", "d1-text-1", "d1-text-2"]
    assert sorted(both.named("href")) == sorted(f"#{name}" for name in ids)


def test_several_documents_on_a_page_have_ids_of_their_own() -> None:
    source = Source(id="a", path="a.txt", sha256="0" * 64)
    document = Document(source=source, text=TEXT, body=(Span(start=6, end=46),))
    ids = Page(explanation_page([("a", document, FOUND), ("b", document, FOUND)])).named("id")
    assert len(ids) == len(set(ids)) == 8


def test_content_that_is_interrupted_is_numbered_at_each_part_and_linked_to_the_first() -> None:
    found = Extraction(
        document="text",
        attributions=(
            Attribution(content=(Span(start=0, end=1), Span(start=4, end=5)), mode="direct", rule="r"),
        ),
    )
    read = Page(page("a b c", found))
    assert read.named("data-number").count("1") == 1 + 3  # in the legend, at both parts, in the list
    assert read.named("id").count("d1-text-1") == 1


def test_an_attribution_without_words_in_the_text_is_listed_without_a_link() -> None:
    found = Extraction(document="text", attributions=(Attribution(content=(), mode="direct", rule="r"),))
    read = Page(page("abc", found))
    assert read.named("id") == ["d1-attribution-1"]
    assert read.named("href") == []


def test_the_page_is_self_contained_without_script_or_request() -> None:
    html = page()
    tags = {tag for tag, _ in Page(html).found}
    assert not tags & {"script", "link", "img", "iframe", "object", "base", "form"}
    assert not re.search(r"https?:|url\(|@import|\son\w+=", html)
    assert "default-src 'none'; style-src 'unsafe-inline'" in html


def test_page_furniture_is_told_apart_with_its_length() -> None:
    html = page(body=(Span(start=6, end=46),))
    assert "<summary>6 characters that are not article</summary>" in html
    assert Page(html).text[0] == "Menu\n\n"


HOSTILE = "</p><script>alert(1)</script>\"'><img src=x onerror=y>{{ 7*7 }}&amp;"


def test_nothing_a_text_or_a_finding_says_becomes_an_element_or_an_attribute() -> None:
    everywhere = Span(start=0, end=len(HOSTILE))

    def built(words: str) -> Page:
        found = Extraction(
            document="text",
            attributions=(
                Attribution(
                    content=(everywhere,),
                    source=everywhere,
                    cue=everywhere,
                    mode="direct",
                    speaker=Speaker(name=words, office=words, party=words, name_span=everywhere),
                    rule=words,
                ),
            ),
            people=(Person(name=words, span=everywhere, office=words, party=words),),
            party_mentions=(PartyMention(span=everywhere, party=words),),
            times=(TimeExpression(span=everywhere, type="DATE", value=words),),
            quantities=(Quantity(span=everywhere, value=1.0, unit=words, modifier=words),),
        )
        source = Source(id="a", path=words, sha256="0" * 64)
        text = words.ljust(len(HOSTILE), ".")
        document = Document(source=source, text=text, title=words, body=(everywhere,))
        return Page(explanation_page([(words, document, found)]))

    hostile, plain = built(HOSTILE), built("a")
    assert [(tag, set(attributes)) for tag, attributes in hostile.found] == [
        (tag, set(attributes)) for tag, attributes in plain.found
    ]
    assert "".join(hostile.text) == HOSTILE


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u202e", "\ud800", "\ufffe"])
def test_characters_that_have_no_place_in_html_are_shown_as_escapes(character: str) -> None:
    html = page(f"a{character}b", Extraction(document="text"))
    assert character not in html
    assert f"a{repr(character)[1:-1]}b" in html
    html.encode("utf-8")


@settings(max_examples=50)
@given(
    st.text(st.sampled_from('Ana Sol said, "We agree." <&>\n\x1b\u202e\ud800⟦5%May'), max_size=150), st.data()
)
def test_the_paragraphs_of_the_page_are_the_text(text: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)))
    body = tuple(Span(start=a, end=b) for a, b in zip(places[::2], places[1::2], strict=False))
    extraction = extract(text)
    read = Page(page(text, extraction, body))
    assert " ".join("".join(read.text).split()) == one_line(text)
    listed = {name for name in read.named("id") if "-attribution-" in name}
    numbers = range(1, len(extraction.attributions) + 1)
    assert listed == {f"d1-attribution-{number}" for number in numbers}
    assert {href[1:] for href in read.named("href")} <= set(read.named("id"))
