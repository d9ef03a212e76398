"""Which words stand for which party. The sentences were written for these tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.models import Party
from briefgen.parties import lexicon

LEXICON = lexicon()

SPEAKS_FOR = {
    # the modifier or possessor wins over the place
    "the U.S. embassy in Beijing": "US",
    "China's ambassador to Washington": "CN",
    "Chinese embassy in the United States": "CN",
    "U.S. ambassador to China": "US",
    "the Russian embassy in London": "RU",
    "France's ambassador to Britain": "FR",
    "a spokesperson for the U.S. embassy in New Delhi": "US",
    "the Japanese consulate in Busan": "JP",
    # an owner behind the noun
    "A spokesperson for the Chinese embassy": "CN",
    "Mao Ning, a spokeswoman for China's Ministry of Foreign Affairs,": "CN",
    "the Ministry of Foreign Affairs of Japan": "JP",
    "the spokesman of the Ministry of Foreign Affairs in Islamabad": "PK",
    "head of the Indian delegation": "IN",
    "Samoa's attorney general": "WS",
    "the water commissioner of Paraguay": "PY",
    # names that are mostly something else, beside an office that only a state has
    "Jordan's water minister": "JO",
    "Chad's deputy foreign minister": "TD",
    "the prime minister of Georgia": "GE",
    "President Volodymyr Zelenskiy of Ukraine": "UA",
    "officials in Moscow": "RU",
    # officials, named and unnamed
    "U.S. officials": "US",
    "American diplomats": "US",
    "a senior Pakistani army official": "PK",
    "the Indian side": "IN",
    "Indian Prime Minister Narendra Modi": "IN",
    "Japan's chief cabinet secretary, Yoshimasa Hayashi,": "JP",
    "Sergei Lavrov, Russia's foreign minister,": "RU",
    "Ukraine's ambassador to Berlin, Oleksii Makeiev,": "UA",
    "South Korea's presidential office": "KR",
    "Pakistan's foreign office": "PK",
    "India's central bank": "IN",
    "Sen. Ann Lee, R-Ky.,": "US",
    # bare names, capitals, institutions
    "Beijing": "CN",
    "Washington": "US",
    "The United Kingdom": "GB",
    "the Chinese": "CN",
    "the State Department": "US",
    "The U.S. Justice Department": "US",
    "the Centers for Disease Control": "US",
    "the White House": "US",
    "Kremlin spokesman Dmitry Peskov": "RU",
    "a Downing Street spokesman": "GB",
    "Élysée officials": "FR",
    "the assistant secretary of state for international narcotics and law enforcement": "US",
    "Chinese state media": "CN",
    "Xinhua": "CN",
    "the Iranians": "IR",
    "Bank of Japan Governor Ken Mori": "JP",
    "White House press secretary Ann Lee": "US",
}

SPEAKS_FOR_NOBODY = [
    "Michael Jordan's agent",
    "Ann Jordan's minister",
    "Jordan's lawyer",
    "Georgia's attorney general",
    "both sides",
    "U.S. and Chinese officials",
    "India and Pakistan",
    "a Chinese company",
    "a South Korean shipbuilder",
    "Japanese newspapers",
    "a U.S. university professor",
    "analysts in Beijing",
    "Indian voters",
    "many Americans",
    "a former U.S. official",
    "a Russian opposition leader",
    "the president of the Chinese Chamber of Commerce",
    "a spokesman for Huawei, the Chinese company,",
    "the mayor of Beijing",
    "Bank of China",
    "the Washington Post",
    "a spokesman for the embassy",
    "a person familiar with the Chinese government's thinking",
    "sources close to the Kremlin",
    "U.S.-based analysts",
    "John Hall, a former U.S. ambassador to China,",
    "Palestinians",
    "Former House Speaker Ann Lee",
    "",
]


@pytest.mark.parametrize(("phrase", "party"), SPEAKS_FOR.items())
def test_words_of_a_government_speak_for_its_country(phrase: str, party: str) -> None:
    assert LEXICON.party_of(phrase) == party


@pytest.mark.parametrize("phrase", SPEAKS_FOR_NOBODY)
def test_others_speak_for_no_party(phrase: str) -> None:
    assert LEXICON.party_of(phrase) is None


def mentions(text: str) -> list[tuple[str, str]]:
    return [(mention.span.of(text), mention.party) for mention in LEXICON.mentions(text)]


def test_mentions_are_the_words_for_a_government() -> None:
    text = (
        "Beijing said U.S. officials and the Indian foreign ministry had met "
        "a spokesperson for the French embassy."
    )
    assert mentions(text) == [
        ("Beijing", "CN"),
        ("U.S. officials", "US"),
        ("the Indian foreign ministry", "IN"),
        ("a spokesperson for the French embassy", "FR"),
    ]


def test_state_media_belong_to_the_subject_of_the_sentence_else_to_the_last_party_of_the_paragraph() -> None:
    text = (
        "Moscow says Paris should wait, and state media say so daily.\n\nIn some places state media are weak."
    )
    assert mentions(text) == [("Moscow", "RU"), ("Paris", "FR"), ("state media", "RU")]
    assert mentions("Moscow waited. Later state media spoke.") == [("Moscow", "RU"), ("state media", "RU")]


@pytest.mark.parametrize(
    "text",
    [
        "The talks in Beijing went on.",
        "WASHINGTON, July 6 (Agency) - The talks went on.",
        "Chinese companies and American voters differ.",
        "China Mobile and the Bank of China differ.",
        "A U.S.-led conference on U.S. adults went on.",
        "George Washington crossed the Delaware.",
        "The Washington Post reported it.",
    ],
)
def test_places_people_and_firms_are_no_mentions(text: str) -> None:
    assert mentions(text) == []


def test_a_name_that_is_mostly_something_else_needs_company() -> None:
    assert mentions("Voters in Georgia went to the polls.") == []
    assert mentions("Georgia and Russia met; Georgian officials left early.")[0] == ("Georgia", "GE")


def test_names_are_as_printed() -> None:
    assert [LEXICON.name(code) for code in ("US", "CN", "GB", "MM", "MK")] == [
        "United States",
        "China",
        "United Kingdom",
        "Myanmar",
        "North Macedonia",
    ]


def test_an_unknown_party_has_no_entry_and_its_id_as_name() -> None:
    assert LEXICON.get("XX") is None
    assert LEXICON.name("XX") == "XX"


def test_ids_are_sorted_iso_codes_without_former_countries() -> None:
    assert list(LEXICON.ids) == sorted(LEXICON.ids)
    assert {"US", "CN", "IN", "PK", "VA"} <= set(LEXICON.ids)
    assert not {"AN", "CS"} & set(LEXICON.ids)


def test_tables_of_the_project_add_parties_aliases_and_people() -> None:
    union = Party(id="EU", name="European Union", aliases=("EU", "Brussels"), people=("Maroš Šefčovič",))
    britain = Party(id="GB", name="Britain", aliases=("Holyrood",))
    mine = lexicon((union, britain))
    assert mine.party_of("EU officials") == "EU"
    assert mine.party_of("Brussels") == "EU"
    assert mine.party_of("Maroš Šefčovič") == "EU"
    assert mine.party_of("Holyrood") == "GB"
    assert mine.party_of("British diplomats") == "GB"
    assert mine.name("GB") == "Britain"
    assert LEXICON.party_of("EU officials") is None


def test_the_same_tables_give_the_same_lexicon() -> None:
    assert lexicon() is LEXICON


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_gives_mentions_in_range_in_order_and_the_same_twice(text: str) -> None:
    found = LEXICON.mentions(text + " U.S. officials " + text)
    full = text + " U.S. officials " + text
    assert found == LEXICON.mentions(full)
    ends = [0]
    for mention in found:
        assert ends[-1] <= mention.span.start < mention.span.end <= len(full)
        ends.append(mention.span.end)
    LEXICON.party_of(text)


def test_state_media_in_the_first_seed_are_chinas() -> None:
    text = (Path(__file__).parents[1] / "seeds" / "000_8480c87f07632bc2.txt").read_text(encoding="utf-8")
    found = {mention.span.of(text): mention.party for mention in LEXICON.mentions(text)}
    assert found["state media"] == "CN"
    assert found["A spokesperson for the Chinese embassy"] == "CN"
    assert found["The U.S. Justice Department"] == "US"
    assert found["the U.S. side"] == "US"
    assert {"China", "Beijing", "Washington", "U.S. officials", "the Centers for Disease Control"} <= set(
        found
    )


def test_mentions_are_in_order_and_hold_no_white_space_around_them() -> None:
    text = "China's state media said so. The State Department spokesperson for the U.S. embassy did not."
    spans = [mention.span for mention in LEXICON.mentions(text)]
    assert spans == sorted(spans, key=lambda span: span.start)
    text = "the State Department A spokesperson for the U.S. embassy in Beijing said state media lied. France"
    spans = [mention.span for mention in LEXICON.mentions(text)]
    assert [span.of(text) for span in spans] == [
        "the State Department A spokesperson",
        "for the U.S. embassy",
        "state media",
        "France",
    ]


def test_a_name_beside_an_office_of_state_stays_the_country() -> None:
    text = "Jordan's water minister spoke. He said Jordan would pay. Michael Jordan Hall was elsewhere."
    found = [(mention.span.of(text), mention.party) for mention in LEXICON.mentions(text)]
    assert found == [("Jordan's water minister", "JO"), ("Jordan", "JO")]
