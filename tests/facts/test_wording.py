from __future__ import annotations

from briefgen.facts.wording import begins_word, hedges_in


def test_a_term_stands_at_the_beginning_of_a_word():
    assert begins_word("Sanctions on banks", ["sanction", "anction"]) == ["sanction"]


def test_hedges_are_found_as_whole_words():
    assert hedges_in("Almost all of them reportedly left") == ("almost", "reportedly")
    assert hedges_in("The mayor left in dismay") == ()
