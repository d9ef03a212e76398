from __future__ import annotations

from briefgen.facts.narration import find_narration


def test_a_dated_sentence_in_the_sources_own_voice_is_an_event(plant):
    article = plant(
        "France closed its ports to Indian ships in March.",
        times={"March": "2024-03"},
        mentions={"France": "FR"},
    )
    [event], contexts = find_narration(article, [], [])
    assert event.date is not None
    assert event.date.value == "2024-03"
    assert contexts == []


def test_an_undated_one_is_background(plant):
    article = plant("France is a major buyer of Indian tea and coffee.", mentions={"France": "FR"})
    events, [context] = find_narration(article, [], [])
    assert events == []
    assert context.text == "France is a major buyer of Indian tea and coffee."


def test_background_names_a_party_or_an_issue(plant):
    article = plant("The weather in the mountains was cold and wet again.")
    assert find_narration(article, [], []) == ([], [])


def test_what_somebody_says_is_not_the_sources_own_voice(plant):
    article = plant(
        "France is a major buyer of Indian tea, Rao said.",
        said=({"content": "France is a major buyer of Indian tea", "cue": "said", "speaker": "Rao"},),
        mentions={"France": "FR"},
    )
    assert find_narration(article, [], []) == ([], [])


def test_a_sentence_that_leans_on_the_one_before_is_left_out(plant):
    article = plant("It is also a major buyer of French cheese.", mentions={"French": "FR"})
    assert find_narration(article, [], []) == ([], [])


def test_a_date_behind_a_verb_of_what_lies_ahead_tells_no_event(plant):
    article = plant(
        "France will lift the duties that it announced in March.",
        times={"March": "2024-03"},
        mentions={"France": "FR"},
    )
    assert find_narration(article, [], []) == ([], [])


def test_an_item_that_completes_the_line_before_its_list_is_no_background(plant):
    article = plant(
        "The two sides have agreed to:\n- Lower the duties on French tea and Indian wheat.",
        mentions={"French": "FR", "Indian": "IN"},
    )
    assert find_narration(article, [], []) == ([], [])
