from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.extraction import extract
from briefgen.models import (
    Attribution,
    Extraction,
    PartyMention,
    Person,
    Quantity,
    Span,
    Speaker,
    TimeExpression,
)
from briefgen.models.markup import Mark, Run, amount, mark_up, one_line, visible, who

SEEDED = "Ana Sol agreed.\n\n“Yes,” she said."


def spans(length: int) -> st.SearchStrategy[Span]:
    place = st.integers(0, length)
    return st.tuples(place, place).map(lambda pair: Span(start=min(pair), end=max(pair)))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, Extraction, list[Span]]:
    """Any text with any findings, however they overlap, and any article."""
    text = draw(st.text(st.sampled_from("ab \n\r.é⟦⟧\x1b\u202e\ud800中"), max_size=60))
    span = spans(len(text))
    sentences = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    body = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4)))
    speaker = st.builds(Speaker, name=st.just("A"), name_span=st.none() | span, office_span=st.none() | span)
    attribution = st.builds(
        Attribution,
        content=st.lists(span, max_size=3).map(tuple),
        source=st.none() | span,
        cue=st.none() | span,
        mode=st.sampled_from(["direct", "mixed", "indirect"]),
        speaker=st.none() | speaker,
        rule=st.just("rule"),
    )
    extraction = Extraction(
        document="text",
        sentences=tuple(Span(start=a, end=b) for a, b in zip(sentences[::2], sentences[1::2], strict=False)),
        attributions=draw(st.lists(attribution, max_size=4).map(tuple)),
        people=draw(st.lists(st.builds(Person, name=st.just("A"), span=span), max_size=2).map(tuple)),
        party_mentions=draw(
            st.lists(st.builds(PartyMention, span=span, party=st.just("XX")), max_size=3).map(tuple)
        ),
        times=draw(
            st.lists(st.builds(TimeExpression, span=span, type=st.just("DATE")), max_size=3).map(tuple)
        ),
        quantities=draw(st.lists(st.builds(Quantity, span=span, value=st.just(2.0)), max_size=3).map(tuple)),
    )
    return text, extraction, [Span(start=a, end=b) for a, b in zip(body[::2], body[1::2], strict=False)]


def runs_of(text: str, extraction: Extraction, body: list[Span] | None = None) -> list[Run]:
    return [
        run
        for stretch in mark_up(text, extraction, body)
        for paragraph in stretch.paragraphs
        for run in paragraph.runs
    ]


def test_the_parts_of_crossing_marks_are_runs_that_know_both() -> None:
    extraction = Extraction(
        document="text",
        party_mentions=(PartyMention(span=Span(start=0, end=4), party="XX"),),
        times=(TimeExpression(span=Span(start=2, end=6), type="DATE", value="2022"),),
    )
    party, day = Mark(0, 4, "party", value="XX"), Mark(2, 6, "date", value="2022")
    assert runs_of("abcdefgh", extraction) == [
        Run(0, 2, True, (party,)),
        Run(2, 4, True, (party, day)),
        Run(4, 6, True, (day,)),
        Run(6, 8, True, ()),
    ]
    assert (party.label, day.label) == ("party XX", "date 2022")


def test_an_attribution_is_marked_with_its_number_and_listed_where_its_content_begins() -> None:
    attribution = Attribution(
        content=(Span(start=17, end=23),),
        source=Span(start=24, end=27),
        cue=Span(start=28, end=32),
        mode="direct",
        speaker=Speaker(name="Ana Sol", party="ES", name_span=Span(start=0, end=7)),
        rule="plain",
    )
    extraction = Extraction(document="text", attributions=(attribution,))
    [stretch] = mark_up(SEEDED, extraction)
    first, second = stretch.paragraphs
    assert first.findings.attributions == ()
    assert second.findings.attributions == ((1, attribution),)
    told = [(run.of(SEEDED), [mark.label for mark in run.marks]) for run in first.runs + second.runs]
    assert told == [
        ("Ana Sol", ["speaker Ana Sol [ES]"]),
        (" agreed.\n\n", []),
        ("“Yes,”", ["content of 1"]),
        (" ", []),
        ("she", ["source of 1"]),
        (" ", []),
        ("said", ["cue of 1"]),
        (".", []),
    ]


def test_a_line_end_within_a_sentence_is_no_paragraph_end() -> None:
    text = "One line\nand another.\nA new one.\n"
    extraction = Extraction(document="text", sentences=(Span(start=0, end=21), Span(start=22, end=32)))
    [stretch] = mark_up(text, extraction)
    assert ["".join(run.of(text) for run in p.runs) for p in stretch.paragraphs] == [
        "One line\nand another.\n",
        "A new one.\n",
    ]


def test_what_is_not_article_is_a_stretch_of_its_own_with_its_length() -> None:
    text = "Menu\nShare\n\nThe talks failed.\n\nMore news"
    stretches = mark_up(text, Extraction(document="text"), [Span(start=12, end=29)])
    assert [(stretch.article, stretch.length) for stretch in stretches] == [
        (False, 12),
        (True, 19),
        (False, 9),
    ]


def test_page_furniture_at_the_beginning_of_a_line_is_told_from_the_article_after_it() -> None:
    text = "PARIS - Talks failed."
    [[dateline, article]] = [
        paragraph.runs
        for stretch in mark_up(text, Extraction(document="text"), [Span(start=8, end=21)])
        for paragraph in stretch.paragraphs
    ]
    assert (dateline.of(text), dateline.article) == ("PARIS - ", False)
    assert (article.of(text), article.article) == ("Talks failed.", True)


@given(marked_texts())
def test_the_runs_are_the_text_each_character_once_and_in_order(
    drawn: tuple[str, Extraction, list[Span]],
) -> None:
    text, extraction, body = drawn
    for article in (body, None):
        runs = runs_of(text, extraction, article)
        assert "".join(run.of(text) for run in runs) == text
        assert all(run.start < run.end for run in runs)
        assert [run.start for run in runs] == [0, *(run.end for run in runs)][: len(runs)]


@given(marked_texts())
def test_a_run_knows_exactly_the_marks_that_cover_it(drawn: tuple[str, Extraction, list[Span]]) -> None:
    text, extraction, body = drawn
    runs = runs_of(text, extraction, body)
    covered = {
        (mark.kind, mark.number, place)
        for run in runs
        for mark in run.marks
        for place in range(run.start, run.end)
    }
    expected = {
        (kind, number, place)
        for number, attribution in enumerate(extraction.attributions, start=1)
        for kind, found in (
            ("content", attribution.content),
            ("source", (attribution.source,)),
            ("cue", (attribution.cue,)),
        )
        for span in found
        if span is not None
        for place in range(span.start, span.end)
    }
    expected |= {
        (kind, None, place)
        for kind, items in (
            ("party", extraction.party_mentions),
            ("date", extraction.times),
            ("quantity", extraction.quantities),
        )
        for item in items
        for place in range(item.span.start, item.span.end)
    }
    assert {item for item in covered if item[0] not in ("speaker", "office")} == expected
    assert all(len(set(run.marks)) == len(run.marks) for run in runs)
    body_places = {place for span in body for place in range(span.start, span.end)}
    assert all((place in body_places) == run.article for run in runs for place in range(run.start, run.end))


@given(marked_texts())
def test_every_finding_is_listed_once(drawn: tuple[str, Extraction, list[Span]]) -> None:
    text, extraction, body = drawn
    found = [p.findings for stretch in mark_up(text, extraction, body) for p in stretch.paragraphs]
    if not text:
        assert found == []
        return
    numbers = [number for findings in found for number, _ in findings.attributions]
    assert sorted(numbers) == list(range(1, len(extraction.attributions) + 1))
    for name, items in (
        ("people", extraction.people),
        ("parties", extraction.party_mentions),
        ("times", extraction.times),
        ("quantities", extraction.quantities),
    ):
        listed = [item for findings in found for item in getattr(findings, name)]
        assert sorted(map(repr, listed)) == sorted(map(repr, items))


@given(st.text(max_size=200))
def test_what_extract_finds_in_any_text_can_be_marked_up(text: str) -> None:
    assert "".join(run.of(text) for run in runs_of(text, extract(text, published=date(2024, 5, 10)))) == text


def test_a_long_text_costs_steps_in_proportion_to_its_length() -> None:
    # Counted, not timed: runs, and marks in them, per copy of the same sentence.
    def cost(copies: int) -> int:
        text = '"We agree to this," Ana Sol said on Monday.\n' * copies
        return sum(1 + len(run.marks) for run in runs_of(text, extract(text)))

    assert cost(200) <= 2 * cost(100) + 10


def test_findings_beyond_the_text_are_listed_but_mark_nothing() -> None:
    extraction = Extraction(document="text", times=(TimeExpression(span=Span(start=1, end=9), type="DATE"),))
    assert [run.of("abc") for run in runs_of("abc", extraction)] == ["a", "bc"]


@pytest.mark.parametrize(
    ("quantity", "told"),
    [
        ({"value": 84.0, "unit": "countries", "modifier": "at least"}, "84 countries (at least)"),
        ({"value": 1200000.0, "unit": "USD"}, "1,200,000 USD"),
        ({"value": 2.0, "value_high": 3.5, "unit": "percent"}, "2–3.5 percent"),
        ({"value": 133.0}, "133"),
        ({"value": 1 / 3, "unit": "fraction", "modifier": "nearly"}, "0.3333 fraction (nearly)"),
        ({"value": 2_345_678_901.25, "unit": "EUR"}, "2,345,678,901.25 EUR"),
    ],
)
def test_an_amount_is_told_in_full(quantity: dict[str, object], told: str) -> None:
    assert amount(Quantity.model_validate({"span": {"start": 0, "end": 1}, **quantity})) == told


def test_who_speaks_is_the_name_else_the_words_for_the_source_else_unknown() -> None:
    def told(speaker: Speaker | None, source: Span | None) -> str:
        return who(
            Attribution(content=(), source=source, mode="direct", speaker=speaker, rule="r"), "the\nenvoys"
        )

    assert told(Speaker(name="Ana Sol", party="ES"), Span(start=0, end=3)) == "Ana Sol [ES]"
    assert told(Speaker(party="ES"), Span(start=0, end=10)) == "the envoys [ES]"
    assert told(None, None) == "?"


def test_what_cannot_be_seen_or_steers_a_terminal_is_an_escape_and_white_space_is_spaces() -> None:
    assert visible("a\x1b[31m\x00\u202e\ud800\u200b") == r"a\x1b[31m\x00\u202e\ud800\u200b"
    assert visible("a\tb\xa0c\r\nd\u3000e") == "a b c \nd e"
    assert visible("naïve 中文 👍") == "naïve 中文 👍"
    assert one_line("  a \n\n b ") == "a b"
