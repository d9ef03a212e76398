from __future__ import annotations

from briefgen.composition.wordings import sources_by_wording
from briefgen.models import Context, Evidence


def piece(words, source, start=0):
    return Evidence(source=source, start=start, end=start + len(words), exact=words)


def test_a_source_with_the_same_words_has_them_and_one_with_others_has_not():
    words = "They will host the first meeting of 84 states on Monday"
    fact = Context(
        id="x",
        text=words,
        evidence=(
            piece(words, "a"),
            piece("They will host the first meeting of 84 States, on Monday", "b"),
            piece("They will host the first summit", "c"),
        ),
    )
    assert sources_by_wording(fact) == (("a", "b"), ("c",))


def test_pieces_that_are_joined_are_the_words_too():
    fact = Context(
        id="x",
        text="We agree … We shall sign it",
        evidence=(
            piece("We agree", "a"),
            piece("We shall sign it", "a", 20),
            piece("We sign", "b"),
        ),
    )
    assert sources_by_wording(fact).same == ("a",)


def test_where_no_source_has_all_the_words_the_first_one_stands_for_them():
    fact = Context(id="x", text="one two three four", evidence=(piece("one", "a"), piece("four", "b")))
    assert sources_by_wording(fact) == (("a",), ("b",))


def test_another_word_is_another_wording_however_alike_the_rest():
    words = "We will lower the duties on wheat in all of our ports"
    other = piece("We will lower the duties on bread in all of our ports", "b")
    fact = Context(id="x", text=words, evidence=(piece(words, "a"), other))
    assert sources_by_wording(fact) == (("a",), ("b",))


def test_a_contraction_is_no_other_wording():
    words = "We've sent it and they're late"
    other = piece("We have sent it and they are late", "b")
    fact = Context(id="x", text=words, evidence=(piece(words, "a"), other))
    assert sources_by_wording(fact).same == ("a", "b")
