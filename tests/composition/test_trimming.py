from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.composition.trimming import MOST_WORDS, trimmed

LONG = (
    "We have sold wheat to them for many years and we shall go on selling it, "
    "because our farmers need the market as much as they need our wheat, "
    "and nobody in this house has ever asked us to stop it or to sell them less of it than before."
)


def test_a_short_statement_stays_whole():
    assert trimmed("We agree, and we shall sign.") == "We agree, and we shall sign."


def test_a_long_one_ends_at_the_last_clause_that_fits():
    assert trimmed(LONG) == (
        "We have sold wheat to them for many years and we shall go on selling it, "
        "because our farmers need the market as much as they need our wheat …"
    )


def test_a_sentence_is_a_clause_too():
    first = "We have sold wheat to them for many years and we shall go on selling it."
    assert trimmed(f"{first} {' '.join(['Wheat'] * 40)}") == f"{first} …"


def test_without_a_border_nothing_is_cut():
    text = " ".join(["wheat"] * 80)
    assert trimmed(text) == text


@pytest.mark.parametrize("inside", ["(he said it, and he", "“we said it, and we", "[Anne Petit, and"])
def test_no_bracket_or_quotation_is_torn(inside):
    text = f"We have sold wheat to them for many a year {inside} {' '.join(['wheat'] * 40)}"
    assert trimmed(text) == text


@given(st.text(alphabet="ab ,.;—andbutwhich", max_size=600), st.integers(1, 60))
def test_what_remains_stands_at_the_beginning_word_for_word(text, most):
    short = trimmed(text, most)
    assert short == text or (short.endswith(" …") and text.startswith(short.removesuffix(" …")))
    assert short == text or len(short.split()) <= max(most, MOST_WORDS) + 1
