from __future__ import annotations

import pytest

from briefgen.facts.clauses import clause_of, is_own_voice, stands_alone, without_label
from briefgen.models import Span


def whole(text):
    return Span(start=0, end=len(text))


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("A: We agree to that.", "We agree to that."),
        ("• The duties will fall.", "The duties will fall."),
        ("o End the ban on wheat.", "End the ban on wheat."),
        ("2) The duties will fall.", "The duties will fall."),
        ("One of them agreed.", "One of them agreed."),
        ("o our friends we say no.", "o our friends we say no."),
        ("2024 was a good year.", "2024 was a good year."),
        ("- ", "- "),
    ],
)
def test_a_sentence_is_told_without_its_bullet_or_label(sentence, bare):
    assert without_label(sentence, whole(sentence)).of(sentence) == bare


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("France sells wheat.", True),
        ("“France sells wheat.", True),
        ("It sells wheat.", False),
        ("But France sells wheat.", False),
        ("...", False),
    ],
)
def test_a_sentence_stands_alone_by_its_first_word(sentence, alone):
    assert stands_alone(sentence) is alone


def test_a_clause_is_told_without_the_words_that_attribute_it(plant):
    text = "Almost 300 farms closed in 2022, the Farm Bureau says."
    said = {"content": "Almost 300 farms closed in 2022", "cue": "says", "speaker": "Farm Bureau"}
    article = plant(text, said=(said,))
    assert clause_of(article, Span(start=0, end=16)).of(text) == "Almost 300 farms closed in 2022"


def test_a_long_sentence_is_cut_to_the_clause_that_holds_what_matters(plant):
    before = "The minister, who came late to the meeting in the old town hall of Lyon with a large number"
    after = "which made them angry and their wives sad."
    told = "while 300 farmers waited outside in the rain for more than two hours"
    text = f"{before} of his aides and friends, {told}, {after}"
    article = plant(text)
    start = text.index("300 farmers")
    clause = clause_of(article, Span(start=start, end=start + 11)).of(text)
    assert clause == told


def test_a_sentence_is_the_sources_own_if_others_say_little_of_it(plant):
    text = "The court fined four farms in June over claims that they sold bad wheat. It will rain, he said."
    little = {"content": "that they sold bad wheat", "cue": "claims", "speaker": "the court"}
    much = {"content": "It will rain", "cue": "said", "speaker": "he"}
    article = plant(text, said=(little, much))
    first, second = article.extraction.sentences
    assert is_own_voice(article, first)
    assert not is_own_voice(article, second)
