"""How a text is split into words, and which numbers they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.extraction.numerals import (
    PARAGRAPH,
    read_fraction,
    read_number,
    read_number_before,
    read_ordinal,
    split_words,
)


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("1,300 pounds", 1300, 1),
        ("11.5 cents", 11.5, 1),
        ("1.2 million people", 1_200_000, 2),
        ("10-million", 10_000_000, 3),
        ("39m euros", 39_000_000, 2),
        ("2.5bn", 2_500_000_000, 2),
        ("2 1/2 years", 2.5, 4),
        ("3-1/2 years", 3.5, 5),
        ("2½ years", 2.5, 2),
        ("twenty-two people", 22, 3),
        ("twenty six percent", 26, 2),
        ("a hundred forty million dollars", 140_000_000, 4),
        ("one hundred and fifty", 150, 4),
        ("five thousand two hundred", 5200, 4),
        ("two and a half million", 2_500_000, 5),
        ("a million and a half", 1_500_000, 5),
        ("half a million", 500_000, 3),
        ("a half million", 500_000, 3),
        ("half-dozen", 6, 3),
        ("six-million", 6_000_000, 3),
        ("two dozen", 24, 2),
        ("a dozen", 12, 2),
        ("four or five", 4, 1),
        ("two and three", 2, 1),
    ],
)
def test_a_number_is_read_in_digits_and_in_words(text: str, value: float, words: int) -> None:
    number = read_number(split_words(text), 0)
    assert number is not None
    assert (number.value, number.after) == (value, words)


@pytest.mark.parametrize("text", ["2.0.1", "a man", "many", "", "9" * 400])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(split_words(text), 0) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("two thirds", 2 / 3), ("three-quarters", 0.75), ("a third", 1 / 3), ("one fifth", 0.2), ("half", 0.5)],
)
def test_fractions_are_parts_of_one(text: str, value: float) -> None:
    number = read_fraction(split_words(text), 0)
    assert number is not None
    assert number.value == value


def test_the_third_is_an_ordinal_and_no_fraction() -> None:
    assert read_fraction(split_words("the third"), 0) is None
    assert read_ordinal(split_words("the third"), 1) == (3, 2, 1)
    assert read_ordinal(split_words("21st"), 0) == (21, 2, 0)
    assert read_ordinal(split_words("twenty-first"), 0) == (21, 3, 0)


def test_a_number_is_read_backwards_from_the_word_after_it() -> None:
    words = split_words("the first nine months and a hundred forty days")
    assert read_number_before(words, 3) == (9, 3, 2)
    assert read_number_before(words, 8) == (140, 8, 5)
    assert read_number_before(words, 2) is None


def test_an_empty_line_is_one_word_that_nothing_reads_over() -> None:
    assert split_words("twenty\n \nsix").lower == ["twenty", PARAGRAPH, "six"]
    assert read_number(split_words("twenty\n\nsix"), 0) == (20, 1, 0)


@given(st.text())
def test_every_character_but_blanks_is_in_one_word(text: str) -> None:
    words = split_words(text)
    joined = "".join(text[start:end] for start, end in words.spans)
    assert joined.split() == "".join(text.split()).split()
    assert len(words.lower) == len(words.spans)
