from __future__ import annotations

import pytest

from briefgen.composition.glossing import glossed
from briefgen.models import Context, Evidence, Gloss, When


def fact(words, *glosses):
    """A fact whose text begins at offset 100 of its source; a gloss is (words, date or name)."""
    made = []
    for part, meaning in glosses:
        start = 100 + words.index(part)
        reference = {"when": meaning} if isinstance(meaning, When) else {"name": meaning}
        made.append(Gloss(source="a", start=start, end=start + len(part), **reference))
    piece = Evidence(source="a", start=100, end=100 + len(words), exact=words)
    return Context(id="x", text=" ".join(words.split()), evidence=(piece,), glosses=tuple(made))


@pytest.mark.parametrize(
    ("words", "part", "value", "printed"),
    [
        (
            "They meet on Friday in Paris.",
            "Friday",
            "2024-05-10",
            "They meet on Friday [10 May 2024] in Paris.",
        ),
        ("They meet on May 10 in Paris.", "May 10", "2024-05-10", "They meet on May 10 [2024] in Paris."),
        ("They met in March in Paris.", "March", "2024-03", "They met in March [2024] in Paris."),
        ("They met last month.", "last month", "2024-04", "They met last month [April 2024]."),
        ("They met last year.", "last year", "2023", "They met last year [2023]."),
    ],
)
def test_a_relative_date_is_resolved_in_brackets(words, part, value, printed):
    assert glossed(fact(words, (part, When(value=value)))) == printed


def test_a_pronoun_is_resolved_in_brackets():
    assert glossed(fact("he hoped for peace", ("he", "Asha Rao"))) == "he [Asha Rao] hoped for peace"


def test_several_are_resolved_at_their_places():
    made = fact("she goes on Friday\nor Monday", ("she", "Asha Rao"), ("Monday", When(value="2024-05-13")))
    assert glossed(made) == "she [Asha Rao] goes on Friday or Monday [13 May 2024]"


def test_without_glosses_the_words_stand_as_they_are():
    assert glossed(fact("They met in  Paris.")) == "They met in Paris."
