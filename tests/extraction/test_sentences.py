"""Sentence boundaries: abbreviations, quotations, paragraphs, and laws that hold for any text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.extraction.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Senate met on Monday.",
        "Sen. Ruth Hale, R-Ky., spoke at 9 a.m. on Friday.",
        "Mr. J. P. Orwell and Dr. Lee agreed.",
        "It met on Jan. 5 in St. Louis.",
        "Acme Corp. Chairman Ann Field resigned.",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_an_abbreviation_ends_a_sentence_before_a_word_that_begins_one() -> None:
    assert sentences("He left the U.S. The plan failed.") == ["He left the U.S.", "The plan failed."]


def test_a_closing_mark_stays_with_its_sentence() -> None:
    assert sentences("“It is over.” Next came the vote.") == ["“It is over.”", "Next came the vote."]


def test_a_question_with_its_speaker_is_one_sentence() -> None:
    assert sentences("“Why now?” Hale asked. No one knew.") == ["“Why now?” Hale asked.", "No one knew."]


def test_a_new_sentence_after_a_quotation_is_not_its_speaker() -> None:
    text = "She called it “a loss.” Hale added, “We go on.”"
    assert sentences(text) == ["She called it “a loss.”", "Hale added, “We go on.”"]


def test_a_line_end_closes_a_paragraph() -> None:
    assert sentences("By Ann Field\nHALE, July 6 - It rained.") == [
        "By Ann Field",
        "HALE, July 6 - It rained.",
    ]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The committee met for the third time this year and heard from\n"
        "officials of the ministry, who said that the plan was nearly\n"
        "ready. A vote is due.\n\nThe next meeting is in May."
    )
    assert sentences(text)[1:] == ["A vote is due.", "The next meeting is in May."]


def test_no_is_a_word_unless_a_number_follows() -> None:
    assert sentences("No. But it hurts.") == ["No.", "But it hurts."]
    assert sentences("It was No. 3 of five.") == ["It was No. 3 of five."]


def test_an_empty_text_has_no_sentences() -> None:
    assert split_sentences("") == ()
    assert split_sentences(" \n\n \t") == ()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB. \n?!\"“”'‘’,;-–()1\x00\u200f\ud800é"), max_size=300))
def test_sentences_are_trimmed_ordered_and_complete(text: str) -> None:
    spans = split_sentences(text)
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    covered = "".join(span.of(text) for span in spans)
    assert sorted("".join(covered.split())) == sorted("".join(text.split()))
    assert spans == split_sentences(text)
