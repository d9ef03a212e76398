from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.terms import beginning_with, contained, key_terms, normalise


def test_contractions_and_marks_make_no_difference():
    assert normalise("“We’ve invited them,") == normalise("we have invited them")
    assert normalise("co-operation") == normalise("cooperation")
    assert normalise("at the U.S.’s request") == normalise("at the U.S. request")


def test_key_terms_are_stems_without_the_words_that_say_nothing():
    assert key_terms("The supplies of the country") == key_terms("its supply, and countries")
    assert key_terms("China’s ports") == key_terms("the ports of China")


@given(st.text(), st.text())
def test_containment_is_a_share_and_symmetric(a, b):
    first, second = key_terms(a), key_terms(b)
    assert 0 <= contained(first, second) <= 1
    assert contained(first, second) == contained(second, first)


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once


def test_a_term_is_found_at_the_beginning_of_a_word_and_no_term_finds_nothing():
    assert beginning_with(["Sanction", "anction"]).findall("sanctions, reactions") == ["sanction"]
    assert beginning_with([]).search("sanctions") is None
