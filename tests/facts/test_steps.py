from __future__ import annotations

from briefgen.facts.steps import find_steps


def steps(article):
    return [(s.who, s.what, s.date.value if s.date else None, s.status) for s in find_steps(article)[0]]


def test_a_dated_will_is_announced(plant):
    article = plant("French President Anne Petit will visit Delhi on 20 May.", times={"20 May": "2024-05-20"})
    assert steps(article) == [
        ("French President Anne Petit", "will visit Delhi on 20 May", "2024-05-20", "announced")
    ]


def test_a_will_without_a_date_ahead_is_no_step(plant):
    assert steps(plant("France will never accept that.")) == []
    assert steps(plant("He said in 2020 that France will change.", times={"2020": "2020"})) == []


def test_a_plan_needs_no_date(plant):
    article = plant("The two sides plan to meet on the margins of the summit.")
    assert steps(article) == [
        ("The two sides", "plan to meet on the margins of the summit", None, "announced")
    ]


def test_expectation_is_not_announcement(plant):
    article = plant("The talks are expected to resume in June.", times={"June": "2024-06"})
    assert steps(article)[0][3] == "expected"


def test_only_the_dated_one_of_two_occasions_has_the_date(plant):
    article = plant(
        "The group plans to meet on the margins of the spring fair and the June 2025 fishing summit.",
        times={"June 2025": "2025-06"},
    )
    found, _ = find_steps(article)
    assert [(s.text, s.date.value if s.date else None) for s in found] == [
        ("The group plans to meet on the margins of the spring fair", None),
        ("The group plans to meet on the margins of … the June 2025 fishing summit", "2025-06"),
    ]


def test_a_relative_clause_names_no_actor_of_its_own(plant):
    article = plant(
        "France joined the pact, which will be signed this week.", times={"this week": "2024-W19"}
    )
    assert find_steps(article)[0] == []


def test_a_plan_as_a_noun_is_no_step(plant):
    assert steps(plant("The focus was on stopping the president's plan to admit more farmers.")) == []
    assert steps(plant("They all know his plan to sell the wheat abroad.")) == []


def test_what_will_not_be_done_is_no_step(plant):
    article = plant("The ministers will not meet on May 20.", times={"May 20": "2024-05-20"})
    assert steps(article) == []
    assert steps(plant("Beijing has no plans to withdraw its vessels from there.")) == []


def test_the_rest_of_a_sentence_is_no_step(plant):
    article = plant("more credible to all of them will meet on May 20.", times={"May 20": "2024-05-20"})
    assert steps(article) == []


def test_an_aim_is_no_step(plant):
    article = plant("What Paris wants today is to sell its wheat.", times={"today": "2024-05-10"})
    assert steps(article) == []
    article = plant("The aim is to sell the wheat by June.", times={"June": "2024-06"})
    assert steps(article) == []


def test_what_a_speaker_hopes_for_is_hoped(plant):
    article = plant(
        "Rao expressed the hope that more states will join the pact over the next year.",
        said=(
            {
                "content": "more states will join the pact over the next year",
                "cue": "expressed",
                "speaker": "Asha Rao",
                "party": "IN",
            },
        ),
        times={"over the next year": "P1Y"},
    )
    assert steps(article) == [("more states", "will join the pact over the next year", None, "hoped")]


def test_a_step_whose_actor_is_a_pronoun_is_rejected_with_the_reason(plant):
    article = plant("He will visit Delhi on 20 May.", times={"20 May": "2024-05-20"})
    found, rejected = find_steps(article)
    assert found == []
    assert [item.reason for item in rejected] == ["actor-unresolved"]


def test_a_condition_or_a_question_is_no_step(plant):
    for words in ("Whether the minister", "Even if Rao answers, the talks", "What the minister says"):
        article = plant(f"{words} will end on 20 May.", times={"20 May": "2024-05-20"})
        assert steps(article) == []


def test_the_object_of_a_verb_that_is_no_speech_is_no_step(plant):
    article = plant(
        "France sent its ships to curb smuggling by night and will be back on 20 May.",
        said=({"content": "smuggling by night and will be back on 20 May", "cue": "to curb"},),
        times={"20 May": "2024-05-20"},
    )
    assert [who for who, *_ in steps(article)] != ["smuggling by night and"]
