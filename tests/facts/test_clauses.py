from __future__ import annotations

import pytest

from briefgen.facts.clauses import clause_of, completes_list, is_own_voice, stands_alone, without_label
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


def item(plant, text, words, **options):
    article = plant(text, **options)
    sentence = next(s for s in article.extraction.sentences if words in s.of(article.text))
    return completes_list(article, without_label(article.text, sentence))


def test_an_item_of_an_open_sentence_means_nothing_without_it(plant):
    text = "The pact obliges its members to:\n- Lower the duties on tea.\n- Open all ports to ships."
    assert item(plant, text, "Lower the duties")
    assert item(plant, text, "Open all ports")


def test_an_item_under_another_partys_name_is_that_partys(plant):
    text = "Indian commitments:\n- Lower the duties on tea.\n- India will open its ports."
    mentions = {"Indian": "IN", "India will": "IN"}
    assert item(plant, text, "Lower the duties", mentions=mentions, voice="FR")
    assert not item(plant, text, "open its ports", mentions=mentions, voice="FR")
    assert not item(plant, text, "Lower the duties", mentions=mentions, voice="IN")


@pytest.mark.parametrize(
    "text",
    [
        "The pact obliges its members to:\nLower duties are good for all of them.",
        "The pact is old.\n- Lower duties are good for all of them.",
        "A few remarks:\n- Lower duties are good for all of them.",
        "- Lower duties are good for all of them.",
    ],
    ids=["no item", "no colon", "a finished line", "no line before"],
)
def test_other_sentences_stand_for_themselves(plant, text):
    assert not item(plant, text, "Lower duties")
