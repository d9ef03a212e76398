from __future__ import annotations

from briefgen.facts.positions import find_positions, issue_of
from briefgen.models import Issue


def test_a_quotation_rests_on_the_words_between_its_marks(plant):
    article = plant(
        '"We will ship wheat by June," Asha Rao said.',
        said=(
            {
                "content": '"We will ship wheat by June,"',
                "cue": "said",
                "mode": "direct",
                "speaker": "Asha Rao",
                "party": "IN",
            },
        ),
    )
    [position], rejected = find_positions(article, [])
    assert position.text == "We will ship wheat by June"
    assert position.evidence[0].exact == "We will ship wheat by June"
    assert rejected == []


def test_who_speaks_for_no_party_of_the_brief_holds_no_position(plant):
    article = plant(
        "The price of wheat is too high, a baker said. It will rain soon, someone said.",
        said=(
            {"content": "The price of wheat is too high", "cue": "said", "speaker": "a baker"},
            {"content": "It will rain soon", "cue": "said", "speaker": "someone", "party": "DE"},
        ),
    )
    positions, rejected = find_positions(article, [])
    assert positions == []
    assert [item.reason for item in rejected] == ["no-party", "no-party"]


def test_a_short_quotation_is_completed_by_the_next_one(plant):
    article = plant(
        '"We agreed," Rao told reporters.\n\n"We have not signed anything so far."',
        said=(
            {
                "content": '"We agreed,"',
                "cue": "told",
                "mode": "direct",
                "speaker": "Asha Rao",
                "party": "IN",
            },
            {
                "content": '"We have not signed anything so far."',
                "mode": "direct",
                "speaker": "Asha Rao",
                "party": "IN",
            },
        ),
    )
    positions, _ = find_positions(article, [])
    # Two words alone would be a fragment; three are a position of their own if nothing follows.
    assert [p.text for p in positions] == ["We have not signed anything so far."]
    article = plant(
        '"We have agreed," Rao told reporters.\n\n"We have not signed anything so far."',
        said=(
            {
                "content": '"We have agreed,"',
                "cue": "told",
                "mode": "direct",
                "speaker": "Asha Rao",
                "party": "IN",
            },
            {
                "content": '"We have not signed anything so far."',
                "mode": "direct",
                "speaker": "Asha Rao",
                "party": "IN",
            },
        ),
    )
    positions, _ = find_positions(article, [])
    assert [p.text for p in positions] == ["We have agreed … We have not signed anything so far."]
    assert [e.exact for e in positions[0].evidence] == [
        "We have agreed",
        "We have not signed anything so far.",
    ]


def test_a_cue_that_says_more_than_said_belongs_to_the_statement(plant):
    article = plant(
        "Rao urged France to lower its duties. Rao said that France was late with its answer.",
        said=(
            {"content": "France to lower its duties", "cue": "urged", "speaker": "Rao", "party": "IN"},
            {
                "content": "that France was late with its answer",
                "cue": "said",
                "speaker": "Rao",
                "party": "IN",
            },
        ),
    )
    positions, _ = find_positions(article, [])
    assert [p.text for p in positions] == [
        "urged France to lower its duties",
        "France was late with its answer",
    ]
    assert [p.reported for p in positions] == ["urged", None]


def test_a_hedge_of_the_attributing_words_limits_the_statement(plant):
    article = plant(
        "Rao has reportedly said that France may be late.",
        said=(
            {
                "content": "that France may be late",
                "cue": "has reportedly said",
                "speaker": "Rao",
                "party": "IN",
            },
        ),
    )
    [position], _ = find_positions(article, [])
    assert (position.text, position.hedges) == ("France may be late", ("may", "reportedly"))


def test_a_hedge_between_the_speaker_and_the_cue_limits_the_statement(plant):
    said = {"content": "that France is late", "cue": "said", "source": "Rao", "speaker": "Rao", "party": "IN"}
    [position], _ = find_positions(plant("Rao reportedly said that France is late.", said=(said,)), [])
    assert position.hedges == ("reportedly",)


def test_what_was_done_is_nothing_said(plant):
    told = {"speaker": "France", "party": "FR", "rule": "np"}
    article = plant(
        "France slapped new duties on Indian tea. France rejected the new duties on tea.",
        said=(
            told | {"content": "new duties on Indian tea", "cue": "slapped"},
            told | {"content": "the new duties on tea", "cue": "rejected"},
        ),
    )
    positions, rejected = find_positions(article, [])
    assert [p.text for p in positions] == ["rejected the new duties on tea"]
    assert [item.reason for item in rejected] == ["no-speech"]


def test_the_object_of_a_cue_belongs_to_it(plant):
    article = plant(
        "Rao expressed the hope that France will lower its duties.",
        said=(
            {
                "content": "that France will lower its duties",
                "cue": "expressed",
                "speaker": "Asha Rao",
                "party": "IN",
            },
        ),
    )
    [position], _ = find_positions(article, [])
    assert position.text == "expressed the hope that France will lower its duties"
    assert position.stance == "asks"


def test_a_second_independent_clause_is_a_statement_of_its_own(plant):
    article = plant(
        "India has sent its offer, but France needed more time to read it, Rao said.",
        said=(
            {
                "content": "India has sent its offer, but France needed more time to read it",
                "cue": "said",
                "speaker": "Rao",
                "party": "IN",
            },
        ),
    )
    positions, _ = find_positions(article, [])
    assert [p.text for p in positions] == ["India has sent its offer", "France needed more time to read it"]


def test_a_statement_inside_another_one_is_not_told_twice(plant):
    article = plant(
        "India wants France to open its market, the minister said.",
        said=(
            {
                "content": "India wants France to open its market",
                "cue": "said",
                "speaker": "A. Rao",
                "party": "IN",
            },
            {"content": "France to open its market", "cue": "wants", "speaker": "India", "party": "IN"},
        ),
    )
    positions, rejected = find_positions(article, [])
    assert [p.text for p in positions] == ["India wants France to open its market"]
    assert [item.reason for item in rejected] == ["inside-another-statement"]


def test_what_one_side_says_of_the_other_is_no_statement_of_the_other(plant):
    article = plant(
        "France has refused to lower its duties, the Indian minister said.",
        said=(
            {
                "content": "France has refused to lower its duties",
                "cue": "said",
                "source": "the Indian minister",
                "speaker": "the Indian minister",
                "party": "IN",
            },
            {
                "content": "to lower its duties",
                "cue": "has refused",
                "source": "France",
                "speaker": "France",
                "party": "FR",
            },
        ),
    )
    positions, rejected = find_positions(article, [])
    assert [(p.party, p.text) for p in positions] == [("IN", "France has refused to lower its duties")]
    assert [item.reason for item in rejected] == ["at-second-hand"]


def test_who_is_quoted_according_to_another_one_is_still_quoted(plant):
    article = plant(
        '"We will not sell wheat," Petit said, according to the Indian minister.',
        said=(
            {
                "content": '"We will not sell wheat,"',
                "source": "Petit",
                "cue": "said",
                "mode": "direct",
                "speaker": "Anne Petit",
                "party": "FR",
            },
            {
                "content": '"We will not sell wheat," Petit said',
                "source": "the Indian minister",
                "cue": "according to",
                "speaker": "the Indian minister",
                "party": "IN",
            },
        ),
    )
    positions, _ = find_positions(article, [])
    assert ("FR", "We will not sell wheat") in [(p.party, p.text) for p in positions]


def test_who_passes_on_what_another_one_says_says_nothing_himself(plant):
    article = plant(
        '"We will not sell wheat," Petit said, according to the Indian minister.',
        said=(
            {
                "content": '"We will not sell wheat,"',
                "source": "Petit",
                "cue": "said",
                "mode": "direct",
                "speaker": "Anne Petit",
                "party": "FR",
            },
            {
                "content": '"We will not sell wheat," Petit said',
                "source": "the Indian minister",
                "cue": "according to",
                "mode": "mixed",
                "speaker": "the Indian minister",
                "party": "IN",
            },
        ),
    )
    positions, rejected = find_positions(article, [])
    assert [(p.party, p.text) for p in positions] == [("FR", "We will not sell wheat")]
    assert [item.reason for item in rejected] == ["at-second-hand"]


def test_words_of_another_party_further_on_are_quoted_by_the_one_that_speaks(plant):
    article = plant(
        'The French promise to "sell all wheat" is hollow, the Indian minister said.',
        said=(
            {
                "content": '"sell all wheat"',
                "source": "The French",
                "cue": "promise",
                "mode": "direct",
                "speaker": "France",
                "party": "FR",
            },
            {
                "content": 'The French promise to "sell all wheat" is hollow',
                "source": "the Indian minister",
                "cue": "said",
                "mode": "mixed",
                "speaker": "the Indian minister",
                "party": "IN",
            },
        ),
    )
    positions, _ = find_positions(article, [])
    assert "IN" in [p.party for p in positions]


def test_long_speech_is_taken_sentence_by_sentence_where_they_stand_alone(plant):
    first = "India has sent its offer of wheat and of rice to Paris and to Lyon in the spring of this year."
    second = "It was not read by anyone there for more than a month, as far as our embassy could tell us."
    third = "We urge France to answer before the end of the month so that our farmers can plan their harvest."
    content = " ".join((first, second, third))
    article = plant(
        f"Asha Rao: {content}",
        said=({"content": content, "cue": ":", "mode": "direct", "speaker": "Asha Rao", "party": "IN"},),
    )
    positions, _ = find_positions(article, [])
    assert [p.text for p in positions] == [first, third]


def test_in_a_governments_own_transcript_a_person_who_takes_a_turn_speaks_for_it(plant):
    turn = {"cue": ":", "rule": "turn-answer"}
    turns = (
        turn | {"content": "France should answer us soon.", "speaker": "Asha Rao", "person": True},
        turn | {"content": "What will you ask of them?", "speaker": "Delhi Daily", "party": "IN"},
    )
    text = "Asha Rao: France should answer us soon.\nDelhi Daily: What will you ask of them?"
    positions, rejected = find_positions(plant(text, said=turns, voice="IN"), [])
    assert [(p.party, p.speaker, p.mode) for p in positions] == [("IN", "Asha Rao", "direct")]
    assert [item.reason for item in rejected] == ["no-party"]
    positions, _ = find_positions(plant(text, said=turns), [])
    assert "Asha Rao" not in [p.speaker for p in positions]


def test_a_governments_own_text_is_its_word_and_no_witness_to_the_others(plant):
    article = plant(
        "France has failed to open its market to our wheat. The sea was calm on that day in May. "
        "France wants the duties to stay as they are.",
        said=(
            {
                "content": "the duties to stay as they are",
                "cue": "wants",
                "source": "France",
                "speaker": "France",
                "party": "FR",
            },
        ),
        voice="IN",
        agency="Ministry of Trade",
    )
    positions, rejected = find_positions(article, [])
    assert [(p.party, p.speaker, p.text, p.stance) for p in positions] == [
        ("IN", "Ministry of Trade", "France has failed to open its market to our wheat.", "criticises")
    ]
    assert [item.reason for item in rejected] == ["at-second-hand"]


def test_a_statement_has_the_date_beside_its_cue_else_the_speakers_only_date(plant):
    article = plant(
        "France must answer soon, Rao said on Thursday. India will wait for that, she added.",
        said=(
            {"content": "France must answer soon", "cue": "said", "speaker": "Asha Rao", "party": "IN"},
            {"content": "India will wait for that", "cue": "added", "speaker": "Asha Rao", "party": "IN"},
        ),
        times={"Thursday": "2024-05-09"},
    )
    positions, _ = find_positions(article, [])
    assert [p.date.value if p.date else None for p in positions] == ["2024-05-09", "2024-05-09"]


def test_of_two_dates_of_one_speaker_none_is_guessed(plant):
    told = {"speaker": "Rao", "party": "IN"}
    article = plant(
        "France must answer soon, Rao said on Thursday. France was late again, Rao noted on Friday. "
        "India will wait for that, she added.",
        said=(
            told | {"content": "France must answer soon", "cue": "said"},
            told | {"content": "France was late again", "cue": "noted"},
            told | {"content": "India will wait for that", "cue": "added"},
        ),
        times={"Thursday": "2024-05-09", "Friday": "2024-05-10"},
    )
    positions, _ = find_positions(article, [])
    assert [p.date.value if p.date else None for p in positions] == ["2024-05-09", "2024-05-10", None]


def test_an_issue_is_the_one_with_the_most_terms_and_of_equals_the_first():
    issues = [Issue(name="Trade", terms=("tariff", "duty")), Issue(name="Sea", terms=("fish", "boat"))]
    assert issue_of("tariffs on fish and boats", issues) == "Sea"
    assert issue_of("tariffs on fish", issues) == "Trade"
    assert issue_of("nothing of that", issues) is None
