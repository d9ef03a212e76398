from __future__ import annotations

from briefgen.facts.positions import find_positions
from briefgen.facts.steps import find_steps


def glosses(article, fact):
    return [
        (article.text[g.start : g.end], g.name or (g.when.value if g.when else None)) for g in fact.glosses
    ]


def test_a_date_without_its_year_is_glossed_and_one_with_it_is_not(plant):
    article = plant(
        "Anne Petit will visit Delhi on Monday and Goa on 2 June 2024.",
        times={"Monday": "2024-05-13", "2 June 2024": "2024-06-02"},
    )
    [step], _ = find_steps(article)
    assert glosses(article, step) == [("Monday", "2024-05-13")]


def test_he_who_begins_indirect_speech_is_its_speaker(plant):
    said = {"cue": "said", "speaker": "Arun Rao", "party": "IN", "person": True}
    article = plant(
        'Rao said he hoped to sell more wheat. Rao said France was late. "He sold it to us," Rao said.',
        said=(
            said | {"content": "he hoped to sell more wheat"},
            said | {"content": "France was late"},
            said | {"content": '"He sold it to us,"', "mode": "direct"},
        ),
    )
    positions, _ = find_positions(article, [])
    assert [glosses(article, p) for p in positions] == [[("he", "Arun Rao")], [], []]


def test_a_ministry_is_not_he(plant):
    said = {"content": "he had to leave the talks", "cue": "said", "speaker": "The ministry", "party": "IN"}
    article = plant("The ministry said he had to leave the talks.", said=(said,))
    [position], _ = find_positions(article, [])
    assert position.glosses == ()
