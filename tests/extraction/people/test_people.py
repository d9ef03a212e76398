"""Persons and their offices. The sentences were written for these tests, or stand in the seeds."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.extraction.people import find_people
from briefgen.models import Person, Span
from briefgen.parties import lexicon

SEEDS = Path(__file__).parents[3] / "seeds"
LEXICON = lexicon()


def sentences(text: str) -> list[Span]:
    """Sentences, roughly: a full stop behind a long word, or a line's end."""
    ends = [m.end() for m in re.finditer(r"(?<=[a-z]{3})[.!?][\"”]?(?=\s)|\n", text)]
    bounds = [0, *ends, len(text)]
    return [Span(start=a, end=b) for a, b in pairwise(bounds) if text[a:b].strip()]


def people(text: str) -> dict[str, Person]:
    return {person.name: person for person in find_people(text, sentences(text), LEXICON)}


OFFICES = [
    # before the name
    ("U.S. Secretary of State Ann Lee will travel.", "Ann Lee", "U.S. Secretary of State", "US"),
    (
        "Assistant Secretary of State for Narcotics and Law Enforcement Todd Hall spoke.",
        "Todd Hall",
        "Assistant Secretary of State for Narcotics and Law Enforcement",
        "US",
    ),
    (
        "Chinese Foreign Ministry spokesperson Lin Jian said so.",
        "Lin Jian",
        "Chinese Foreign Ministry spokesperson",
        "CN",
    ),
    ("Indian Prime Minister Narendra Modi left.", "Narendra Modi", "Indian Prime Minister", "IN"),
    ("They met Chinese President Xi Jinping and others.", "Xi Jinping", "Chinese President", "CN"),
    ("It was said by campaign manager Jeff Weaver on Monday.", "Jeff Weaver", "campaign manager", None),
    # behind the name
    (
        "Robert Hall, the deputy minister for trade of France, told reporters.",
        "Robert Hall",
        "deputy minister for trade of France",
        "FR",
    ),
    ("Susan Hall, 61, a student from Ohio, agreed.", "Susan Hall", "student from Ohio", None),
    ("Susan Hall, director of a museum, agreed.", "Susan Hall", "director of a museum", None),
    ("Susan Hall, who was the mayor of the town, agreed.", "Susan Hall", "mayor of the town", None),
    (
        "Sergei Ivanov, Russia's deputy foreign minister, declined.",
        "Sergei Ivanov",
        "Russia's deputy foreign minister",
        "RU",
    ),
    # in front, between commas
    ("The governor's spokesman, Jon Hall, said so.", "Jon Hall", "governor's spokesman", None),
    ("The Pakistani ambassador, Sara Khan, said so.", "Sara Khan", "Pakistani ambassador", "PK"),
    ("Chile's navy met the envoy, Ann Lee, in port.", "Ann Lee", "envoy", None),
    ("Chile's navy met Peru's envoy, Ann Lee, in port.", "Ann Lee", "Peru's envoy", "PE"),
    ("New Zealand's minister, Ann Lee, met him.", "Ann Lee", "New Zealand's minister", "NZ"),
    ("On Monday Peru's envoy, Ann Lee, met him.", "Ann Lee", "Peru's envoy", "PE"),
    # told before
    (
        "A spokesman for the Japanese embassy said no. Later the spokesman, Ken Mori, said yes.",
        "Ken Mori",
        "spokesman for the Japanese embassy",
        "JP",
    ),
    # none
    ("Susan Hall, speaking to a lawyer at home, agreed.", "Susan Hall", None, None),
    ("Susan Hall, 61, agreed.", "Susan Hall", None, None),
]


@pytest.mark.parametrize(("text", "name", "office", "party"), OFFICES)
def test_an_office_stands_before_behind_or_in_front(
    text: str, name: str, office: str | None, party: str | None
) -> None:
    person = people(text)[name]
    assert (person.office, person.party) == (office, party)
    assert person.span.of(text) == name
    assert (person.office_span.of(text) if person.office_span else None) == office


def test_the_office_of_the_next_person_is_not_that_of_the_one_before() -> None:
    found = people("Peru's foreign minister, Ann Lee, and Chile's foreign minister, Tom Hall, met in Lima.")
    assert {name: (person.office, person.party) for name, person in found.items()} == {
        "Ann Lee": ("Peru's foreign minister", "PE"),
        "Tom Hall": ("Chile's foreign minister", "CL"),
    }


def test_an_ambassador_is_of_the_embassy_told_before() -> None:
    text = "The Dutch Embassy in Lima said no. Peru's foreign ministry summoned the ambassador, Ann Lee."
    person = people(text)["Ann Lee"]
    assert (person.office, person.party) == ("ambassador", "NL")


def test_words_beside_the_name_win_over_a_description_then_the_longest() -> None:
    text = (
        "The ministry's highest official on the control of borders said no. The official, Todd Hall, agreed. "
        "Todd Hall, the director, left. Todd Hall, the acting director for borders, returned."
    )
    assert people(text)["Todd Hall"].office == "acting director for borders"


def test_a_title_of_one_person_is_not_that_of_the_next() -> None:
    found = people("President Ann Lee and Tom Hall met the governor of Arkansas.")
    assert found["Ann Lee"].office == "President"
    assert found["Tom Hall"].office is None
    assert set(found) == {"Ann Lee", "Tom Hall"}


def test_bodies_places_and_headlines_are_no_persons() -> None:
    text = "The Centers for Disease Control says so, New York said, and the Martin Luther King School agreed."
    assert people(text) == {}


def test_a_person_met_in_several_forms_is_one() -> None:
    assert list(people("Robert J. Hall spoke. Then Robert Hall left, and Mr. Hall wept.")) == [
        "Robert J. Hall"
    ]


def test_a_person_only_called_by_a_surname_has_that_name() -> None:
    assert list(people("Mr. Putin declined, and Kasparov said so.")) == ["Putin", "Kasparov"]


def test_the_people_of_the_first_seed() -> None:
    text = (SEEDS / "000_8480c87f07632bc2.txt").read_text(encoding="utf-8")
    found = people(text)
    robinson, blinken, liu = found["Todd Robinson"], found["Antony Blinken"], found["Liu Pengyu"]
    assert robinson.office == "assistant secretary of state for international narcotics and law enforcement"
    assert blinken.office == "U.S. Secretary of State"
    assert liu.office == "spokesperson for the Chinese embassy"
    assert (robinson.party, blinken.party, liu.party) == ("US", "US", "CN")
    assert robinson.span.start == text.index("Todd Robinson")


def test_the_people_of_the_second_seed() -> None:
    text = (SEEDS / "004_ee654ae007ce720c.txt").read_text(encoding="utf-8")
    found = people(text)
    assert found["Todd Robinson"].office == (
        "Assistant Secretary of State for International Narcotics and Law Enforcement"
    )
    assert found["Antony Blinken"].office == "US Secretary of State"
    assert (found["Todd Robinson"].party, found["Antony Blinken"].party) == ("US", "US")


def test_words_of_several_persons_describe_but_are_no_office() -> None:
    assert people("Radio hosts Ann Lee and Tom Hall came.")["Ann Lee"].office is None


def test_an_office_does_not_cross_a_sentence_or_a_possessor() -> None:
    assert (
        people("They saw the White House. Virginia Gov. Tom Hall left.")["Tom Hall"].office == "Virginia Gov."
    )
    assert list(people("President Lee's Reciprocal Tariffs ended.")) == ["Lee"]


def test_an_apposition_is_not_the_next_persons_title() -> None:
    found = people("Speaking of Ann Lee, former envoy Tom Hall said no.")
    assert (found["Ann Lee"].office, found["Tom Hall"].office) == (None, "former envoy")


def test_a_former_office_tells_no_party() -> None:
    assert people("Former U.S. Ambassador Tom Hall said no.")["Tom Hall"].party is None


def test_a_name_is_known_by_the_surname_that_follows() -> None:
    assert list(people("Tashvina Malikova passed. Nobody asked Malikova. The Silicon Valley slept.")) == [
        "Tashvina Malikova"
    ]


def test_headings_and_contractions_are_no_persons() -> None:
    assert people("CHINESE ACTIONS: none. We’ve said so. Question: Why?\nQuestion: How?") == {}


WORDS = st.sampled_from(
    [
        "Ann",
        "Lee",
        "Mr.",
        "said",
        ",",
        "the",
        "president",
        "of",
        "China",
        "Liu",
        "Pengyu",
        "\n",
        '"',
        "U.S.",
        "’s",
        "\0",
        "\ud800",
    ]
)


@given(st.lists(WORDS | st.text(max_size=4), max_size=60).map(" ".join))
def test_any_text_gives_exact_names_and_offices(text: str) -> None:
    found = find_people(text, sentences(text), LEXICON)
    assert found == find_people(text, sentences(text), LEXICON)
    for person in found:
        assert person.span.of(text) == person.name != ""
        if person.office_span is not None:
            assert person.office_span.of(text) == person.office != ""


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("PARIS, July 6 (Agency) - President Ann Lee said the road was open.", "FR"),
        ("PARIS, July 6 (Agency) - It rained.\n\nPresident Ann Lee said the road was open.", "FR"),
        ("President Ann Lee said in Lima that the road was open.", "PE"),
        ("Foreign Minister Ann Lee said Peru would pay.", "PE"),
        ("Foreign Minister Ann Lee said Peruvian troops had left.", "PE"),
        # somebody else's country, or more than one
        ("President Ann Lee said Peru must pay.", None),
        ("President Ann Lee arrived in Peru.", None),
        ("President Ann Lee met Peruvian officials.", None),
        ("PARIS, July 6 (Agency) - President Ann Lee said Peru would pay.", None),
        ("PARIS, July 6 (Agency) - President Ann Lee said so.\n\nThe Peruvian side agreed.", None),
        ("The president of the college, Ann Lee, said Peru would pay.", None),
        ("Former President Ann Lee said Peru would pay.", None),
    ],
)
def test_a_head_of_state_is_of_the_only_country_around(text: str, party: str | None) -> None:
    assert people(text)["Ann Lee"].party == party


def test_two_presidents_are_not_both_of_the_only_country_around() -> None:
    found = people("President Ann Lee met President Tom Hall in Lima. Both said Peru would pay.")
    assert [person.party for person in found.values()] == [None, None]
