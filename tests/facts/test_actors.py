from __future__ import annotations

import pytest

from briefgen.facts.actors import OTHER, OWN, is_act_of_another, marked
from briefgen.facts.positions import find_positions
from briefgen.facts.stance import stance_of
from briefgen.models import Span


@pytest.mark.parametrize(
    ("before", "of_another"),
    [
        (f"the {OTHER} ", True),
        (f"{OTHER} has repeatedly ", True),
        (f"the {OTHER} side ", True),
        (f"we read the note. {OTHER} ", True),
        (f"{OWN} ", False),
        ("we ", False),
        (f"with {OTHER} we ", False),
        (f"{OWN} and {OTHER} ", False),
        (f"duties on {OTHER} ", False),
        (f"{OTHER}'s duties ", False),
        (f"{OTHER} duties ", False),
        (f"{OWN} says that {OTHER} ", True),
        (f"{OTHER} knows that {OWN} ", False),
        ("they have ", False),
        ("", False),
    ],
)
def test_the_subject_of_the_verb_tells_whose_act_it_is(before, of_another):
    assert is_act_of_another(before) is of_another


def test_in_direct_speech_a_third_person_is_another_one():
    assert is_act_of_another("they have now ", direct=True)
    assert not is_act_of_another("they have now ", direct=False)


def test_names_of_parties_are_marked_and_nothing_else(plant):
    article = plant(
        "The U.K. knows that Delhi and Paris will talk.",
        mentions={"The U.K.": "GB", "Delhi": "IN", "Paris": "FR"},
    )
    sentence = Span(start=0, end=article.extraction.sentences[-1].end)
    assert marked(article, [sentence], "IN") == f"{OTHER} knows that {OWN} and {OTHER} will talk."


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        (f"{OTHER} committed to lower its duties by June", "states"),
        (f"{OTHER} will not lower its duties", "states"),
        (f"{OTHER} is ready to talk", "states"),
        (f"{OTHER} urges {OWN} to lower its duties", "states"),
        (f"{OTHER} should lower its duties", "asks"),
        (f"{OTHER} has failed to lower its duties", "criticises"),
        (f"we welcome that {OTHER} agreed to lower its duties", "accepts"),
        (f"{OWN} and {OTHER} agreed to lower their duties", "accepts"),
        (f"{OWN} urges {OTHER} to lower its duties", "asks"),
        (f"it was {OTHER}'s pledge to lower its duties", "states"),
        ("it's not true that we lowered them", "rejects"),
        ("lower duties are welcomed by these states", "states"),
        ("you'll have to ask the ministry", "states"),
    ],
)
def test_what_another_party_does_is_no_stance_of_the_one_that_speaks(content, stance):
    assert stance_of("said", content) == stance


@pytest.mark.parametrize("cue", ["has not accused", "never publicly accused", "hasn't accused"])
def test_what_was_not_done_is_no_stance(cue):
    assert stance_of(cue, "France of bad faith") == "states"


def test_a_promise_of_the_other_side_is_only_stated(plant):
    told = {"content": "France committed to lower its duties by June", "cue": "said", "speaker": "Asha Rao"}
    article = plant(
        "France committed to lower its duties by June, Asha Rao said.",
        said=(told | {"party": "IN"},),
        mentions={"France": "FR"},
    )
    [position], _ = find_positions(article, [])
    assert position.stance == "states"
    own = plant(
        "France committed to lower its duties by June, Asha Rao said.",
        said=(told | {"party": "FR"},),
        mentions={"France": "FR"},
    )
    [position], _ = find_positions(own, [])
    assert position.stance == "accepts"
