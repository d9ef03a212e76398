from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import GroundingError
from briefgen.facts.grounding import evidence, identify, inside_marks, stands
from briefgen.models import Document, Source, Span
from briefgen.models.facts import wording


def document(text, body=None):
    whole = (Span(start=0, end=len(text)),)
    return Document(
        source=Source(id="a", path="a.txt", sha256="0" * 64), text=text, body=whole if body is None else body
    )


def test_evidence_quotes_32_characters_before_and_after():
    text = "x" * 40 + "words" + "y" * 40
    item = evidence(document(text), Span(start=40, end=45))
    assert (item.exact, item.prefix, item.suffix) == ("words", "x" * 32, "y" * 32)


def test_evidence_quotes_nothing_from_outside_its_paragraph():
    text = "Menu\n\nHere are words.\n\nRecent stories"
    item = evidence(document(text, (Span(start=6, end=21),)), Span(start=15, end=21))
    assert (item.prefix, item.exact, item.suffix) == ("Here are ", "words.", "")


@pytest.mark.parametrize("span", [Span(start=0, end=99), Span(start=2, end=2), Span(start=3, end=5)])
def test_a_span_without_words_is_no_evidence(span):
    with pytest.raises(GroundingError, match=r"a\.txt: no words stand at"):
        evidence(document("one  two"), span)


@given(st.text(min_size=1), st.data())
def test_evidence_stands_wherever_there_are_words(text, data):
    start = data.draw(st.integers(0, len(text)))
    span = Span(start=start, end=data.draw(st.integers(start, len(text))))
    source = document(text)
    if span.of(text).strip():
        item = evidence(source, span)
        assert stands(item, source)
        assert text[: item.start].endswith(item.prefix)
        assert text[item.end :].startswith(item.suffix)
    else:
        with pytest.raises(GroundingError):
            evidence(source, span)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"We agreed,"', "We agreed"),
        ("“We agreed.”", "We agreed."),
        ("''We agreed,''", "We agreed"),
        ("no marks", "no marks"),
        ("the countries'", "the countries'"),
        ('""', ""),
        ("the tariffs “in part.”", "the tariffs “in part.”"),
        ('the so-called "pause"', 'the so-called "pause"'),
        ("“They call it a “pause””", "They call it a “pause”"),
    ],
)
def test_quotation_marks_and_the_comma_before_them_are_no_part_of_a_quotation(text, inside):
    assert inside_marks(text, Span(start=0, end=len(text))).of(text) == inside


def test_pieces_that_are_apart_are_joined_by_an_ellipsis_and_lines_by_a_blank():
    text = "One\npiece and another one"
    source = document(text)
    pieces = [evidence(source, Span(start=0, end=9)), evidence(source, Span(start=14, end=21))]
    assert wording(pieces) == "One piece … another"


def test_an_id_depends_on_kind_words_and_evidence_and_on_nothing_else():
    source = document("We agree to all of it")
    item = evidence(source, Span(start=0, end=8))
    assert identify("position", "We agree", [item]) == identify("position", "“we agree,”", [item])
    assert identify("position", "We agree", [item]) != identify("context", "We agree", [item])
    other = evidence(source, Span(start=0, end=11))
    assert identify("position", "We agree", [item]) != identify("position", "We agree", [other])
    moved = item.model_copy(update={"start": 100, "end": 108})
    assert identify("position", "We agree", [item]) == identify("position", "We agree", [moved])
