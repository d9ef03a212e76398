"""Who is behind each attribution. The sentences were written for these tests, or stand in the seeds."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.extraction.people import find_people
from briefgen.extraction.speakers import resolve_speakers
from briefgen.models import Attribution, Mode, Party, Span, Speaker
from briefgen.parties import lexicon

SEEDS = Path(__file__).parents[3] / "seeds"
LEXICON = lexicon()
ROBINSON = "assistant secretary of state for international narcotics and law enforcement"


def sentences(text: str) -> list[Span]:
    """Sentences, roughly: a full stop behind a long word, or a line's end."""
    ends = [m.end() for m in re.finditer(r"(?<=[a-z]{3})[.!?][\"”]?(?=\s)|\n", text)]
    bounds = [0, *ends, len(text)]
    return [Span(start=a, end=b) for a, b in pairwise(bounds) if text[a:b].strip()]


def attribution(text: str, source: str, content: str, at: int = 0, mode: Mode = "indirect") -> Attribution:
    """An attribution whose source and content are found in the text by their words, from `at` on."""
    start = text.index(source, at) if source else None
    begin = text.index(content, at) if content else 0
    return Attribution(
        content=(Span(start=begin, end=begin + len(content)),),
        source=None if start is None else Span(start=start, end=start + len(source)),
        mode=mode,
        rule="test",
    )


def speakers(text: str, *pairs: tuple[str, str]) -> list[Speaker | None]:
    """The speakers of attributions given as (source, content); each is looked for behind the one before."""
    found, at = [], 0
    for source, content in pairs:
        item = attribution(text, source, content, at)
        found.append(item)
        at = max(item.content[0].end, item.source.end if item.source else 0)
    people = find_people(text, sentences(text), LEXICON)
    return [item.speaker for item in resolve_speakers(text, sentences(text), found, people, LEXICON)]


def names(text: str, *pairs: tuple[str, str]) -> list[str | None]:
    return [speaker.name if speaker else None for speaker in speakers(text, *pairs)]


def test_a_pronoun_is_the_last_speaker() -> None:
    text = "Ann Lee said the talks failed. She said the offer stood."
    assert names(text, ("Ann Lee", "the talks failed"), ("She", "the offer stood")) == ["Ann Lee", "Ann Lee"]


def test_a_pronoun_agrees_in_sex() -> None:
    text = "Ann Lee met Robert Hall. He said the offer stood."
    assert names(text, ("He", "the offer stood")) == ["Robert Hall"]


def test_whom_the_text_calls_she_is_not_he() -> None:
    text = "Minister Xyla Orr met Envoy Tovi Brandt. She said the pier was hers. He said it was not."
    pairs = [("She", "the pier was hers"), ("He", "it was not")]
    assert names(text, *pairs) == ["Xyla Orr", "Tovi Brandt"]


def test_he_is_rather_the_owner_than_his_deputy_whose_sex_nothing_tells() -> None:
    text = "Robert Hall, the minister, flew home. His deputy, Xyla Orr, stayed. He said it was late."
    assert names(text, ("He", "it was late")) == ["Robert Hall"]


def test_a_title_of_the_other_sex_is_not_a_person_named_only_later() -> None:
    text = "Mr. Orr thanked Ms. Brandt. She said it was late. Susan Orr, no relation, left."
    assert names(text, ("She", "it was late")) == ["Brandt"]
    assert names(text, ("Mr. Orr", "it was late")) == ["Orr"]


def test_a_trailing_pronoun_is_nobody_whom_the_words_name() -> None:
    text = "Todd Hall said so. Antony Black will host the meeting, he added."
    assert names(text, ("Todd Hall", "so"), ("he", "Antony Black will host the meeting"))[1] == "Todd Hall"


def test_a_surname_is_the_full_name() -> None:
    text = "Robert Hall spoke. Hall said no; Mr. Hall said yes."
    assert names(text, ("Hall", "no"), ("Mr. Hall", "yes")) == ["Robert Hall", "Robert Hall"]


def test_an_eastern_surname_stands_first() -> None:
    text = "Liu Pengyu, a spokesman for China's embassy, spoke. Liu said no."
    (liu,) = speakers(text, ("Liu", "no"))
    assert liu is not None
    assert (liu.name, liu.party, liu.person) == ("Liu Pengyu", "CN", True)


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Eva van der Linden", "Van der Linden"),
        ("Eva van der Linden", "van der Linden"),
        ("Eva von der Linden", "Ms. von der Linden"),
        ("Omar al-Tikri", "Al-Tikri"),
        ("Omar al-Tikri", "al-Tikri"),
        ("Omar bin Tikri", "Bin Tikri"),
        ("Maria de la Torre", "De la Torre"),
        ("Marcel d'Orsay", "D'Orsay"),
        ("J. R. Wexler", "Wexler"),
        ("Park Sung-ho", "Park"),
    ],
)
def test_a_surname_keeps_its_particles(full: str, short: str) -> None:
    text = f"{full}, the minister, spoke. {short} said it was late."
    assert names(text, (short, "it was late")) == [full]
    assert [p.name for p in find_people(text, sentences(text), LEXICON)] == [full]


def test_a_place_that_ends_in_a_surname_is_nobody() -> None:
    text = "Park Sung-ho, the minister, spoke. Hyde Park said it was late."
    assert names(text, ("Hyde Park", "it was late")) == ["Hyde Park"]


def test_a_title_tells_which_of_two_with_one_surname() -> None:
    text = "Bill Hall and Hillary Hall came. Mrs. Hall said no. Mr. Hall said yes."
    assert names(text, ("Mrs. Hall", "no"), ("Mr. Hall", "yes")) == ["Hillary Hall", "Bill Hall"]


@pytest.mark.parametrize("again", ["The senator", "The lawmaker"])
def test_a_role_refers_back_to_its_office(again: str) -> None:
    text = f"Sen. Ann Lee met Robert Hall, the mayor. {again} said no."
    assert names(text, (again, "no")) == ["Ann Lee"]


def test_a_role_with_a_country_agrees_with_the_party() -> None:
    text = "French President Jean Petit met Indian President Ravi Rao. The Indian president said no."
    assert names(text, ("The Indian president", "no")) == ["Ravi Rao"]


def test_an_indefinite_description_is_somebody_new() -> None:
    text = "Robert Hall, a U.S. official, spoke. A U.S. official said no."
    (somebody,) = speakers(text, ("A U.S. official", "no"))
    assert somebody is not None
    assert (somebody.name, somebody.party, somebody.person) == ("A U.S. official", "US", False)


def test_a_description_is_resolved_by_the_name_that_follows() -> None:
    text = "A spokesman for the Japanese embassy said no. Later the spokesman, Ken Mori, said yes."
    assert names(
        text, ("A spokesman for the Japanese embassy", "no"), ("the spokesman, Ken Mori,", "yes")
    ) == [
        "Ken Mori",
        "Ken Mori",
    ]


def test_who_is_the_person_before() -> None:
    text = "It was Ann Lee, the mayor, who said no, and people who said yes."
    assert names(text, ("who", "no"), ("who", "yes")) == ["Ann Lee", None]


def test_i_and_we_are_the_speaker_of_the_words_around() -> None:
    text = '"I think we hope for peace," Ann Lee said.'
    outer = attribution(text, "Ann Lee", '"I think we hope for peace,"', mode="direct")
    inner = attribution(text, "I", "we hope for peace")
    people = find_people(text, sentences(text), LEXICON)
    found = resolve_speakers(text, sentences(text), [inner, outer], people, LEXICON)
    assert [item.speaker.name if item.speaker else None for item in found] == ["Ann Lee", "Ann Lee"]


def test_groups_and_bodies_keep_their_words() -> None:
    text = "Hall fans said no. The Indian foreign ministry said yes. Ann Lee and Robert Hall said perhaps."
    found = speakers(
        text,
        ("Hall fans", "no"),
        ("The Indian foreign ministry", "yes"),
        ("Ann Lee and Robert Hall", "perhaps"),
    )
    assert [(s.name, s.party, s.person) for s in found if s] == [
        ("Hall fans", None, False),
        ("Indian foreign ministry", "IN", False),
        ("Ann Lee and Robert Hall", None, False),
    ]


def test_they_and_it_are_the_last_group_and_the_last_body() -> None:
    text = "French officials said no. They said so twice. The Kremlin said yes. It said so once."
    assert names(
        text, ("French officials", "no"), ("They", "so twice"), ("The Kremlin", "yes"), ("It", "so once")
    ) == ["French officials", "French officials", "Kremlin", "Kremlin"]


def test_no_source_has_no_speaker() -> None:
    assert speakers("Something was said.", ("", "Something")) == [None]


def test_a_pronoun_without_anybody_has_no_speaker() -> None:
    assert speakers("He said no.", ("He", "no")) == [None]


def test_the_speakers_of_the_first_seed() -> None:
    text = (SEEDS / "000_8480c87f07632bc2.txt").read_text(encoding="utf-8")
    found = speakers(
        text,
        ("the State Department's top official on narcotics", ""),
        ("the official, Todd Robinson", ""),
        ("Robinson, the assistant secretary", ""),
        ("he", " added"),
        ("Robinson", ""),
        ("he", ""),
        ("U.S. officials", " say"),
        ("A spokesperson for the Chinese embassy", ""),
        ("the spokesperson, Liu Pengyu", ""),
        ("Beijing", " has said"),
        ("state media", ""),
        ("Liu", ""),
        ("the Centers for Disease Control", ""),
        ("The U.S. Justice Department", ""),
    )
    told = [(s.name, s.office, s.party, s.person) for s in found if s]
    robinson = ("Todd Robinson", ROBINSON, "US", True)
    liu = ("Liu Pengyu", "spokesperson for the Chinese embassy", "CN", True)
    assert told == [
        *[robinson] * 6,
        ("U.S. officials", None, "US", False),
        liu,
        liu,
        ("Beijing", None, "CN", False),
        ("state media", None, "CN", False),
        liu,
        ("Centers for Disease Control", None, "US", False),
        ("U.S. Justice Department", None, "US", False),
    ]


def test_the_speakers_of_the_second_seed() -> None:
    text = (SEEDS / "004_ee654ae007ce720c.txt").read_text(encoding="utf-8")
    blinken = (
        "US Secretary of State Antony Blinken will host the first virtual ministerial on the issue on July 7"
    )
    pairs = [
        ("Assistant Secretary of State for International Narcotics and Law Enforcement Todd Robinson", ""),
        ("Robinson", ""),
        ("he", blinken),
        ("Robinson", ""),
        ("he", ""),
        ("Robinson", ""),
        ("he", ""),
        ("US official", ""),
        ("State Department", " said earlier"),
        ("the State Department", ""),
    ]
    starts = [
        text.index("Assistant Secretary"),
        text.index("Robinson told"),
        text.index("he added"),
        text.index("Robinson said. However"),
        text.index("he noted"),
        text.index("Robinson pointed"),
        text.index("he said."),
        text.index("US official"),
        text.index("State Department said"),
        text.rindex("the State Department"),
    ]
    items = [
        Attribution(
            content=(Span(start=text.index(content), end=text.index(content) + max(1, len(content))),),
            source=Span(start=start, end=start + len(source)),
            mode="indirect",
            rule="test",
        )
        for (source, content), start in zip(pairs, starts, strict=True)
    ]
    people = find_people(text, sentences(text), LEXICON)
    resolved = resolve_speakers(text, sentences(text), items, people, LEXICON)
    told = [(item.speaker.name, item.speaker.party) for item in resolved if item.speaker]
    assert told == [("Todd Robinson", "US")] * 8 + [("State Department", "US")] * 2


WORDS = st.sampled_from(
    [
        "Ann",
        "Lee",
        "he",
        "said",
        "who",
        "the",
        "official",
        "of",
        "China",
        "Liu",
        "\n",
        '"',
        "I",
        "they",
        "\0",
        "\ud800",
    ]
)


@given(st.lists(WORDS | st.text(max_size=3), min_size=1, max_size=40).map(" ".join), st.data())
def test_any_text_and_any_sources_give_exact_names(text: str, data: st.DataObject) -> None:
    points = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(points, points), max_size=8))
    items = [
        Attribution(
            content=(Span(start=min(a, b), end=max(a, b)),),
            source=Span(start=min(a, b), end=max(a, b)),
            mode="direct",
            rule="test",
        )
        for a, b in pairs
    ]
    people = find_people(text, sentences(text), LEXICON)
    resolved = resolve_speakers(text, sentences(text), items, people, LEXICON)
    assert len(resolved) == len(items)
    for item in resolved:
        if item.speaker is not None and item.speaker.name_span is not None:
            words = item.speaker.name_span.of(text)
            assert "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in words) == item.speaker.name


def test_a_pronoun_is_not_the_one_who_is_told() -> None:
    text = "Ann Hall asked Jane Lee why. She told Hall the offer stood."
    assert names(text, ("She", "the offer stood")) == ["Jane Lee"]


def test_a_pronoun_in_an_opening_phrase_is_the_subject_behind_it() -> None:
    text = "Jane Lee spoke first. In her statement, Ann Hall defended the offer."
    assert names(text, ("her", "defended the offer")) == ["Ann Hall"]


def test_a_guest_in_an_opening_phrase_is_not_the_subject() -> None:
    text = "Ann Hall arrived. In talks with Jane Lee, she said no."
    assert names(text, ("she", "no")) == ["Ann Hall"]


def test_a_role_never_told_is_whoever_the_text_is_about() -> None:
    text = "Robert Hall entered the race in June. The real estate tycoon said no."
    assert names(text, ("The real estate tycoon", "no")) == ["Robert Hall"]


def test_somebody_elses_spokesman_is_not_the_one_whom_the_text_is_about() -> None:
    text = "Robert Hall entered the race. Hall's spokesman said no. The spokesman said yes."
    assert names(text, ("Hall's spokesman", "no"), ("The spokesman", "yes")) == ["Hall's spokesman"] * 2


def test_an_unnamed_official_met_again_is_the_same() -> None:
    text = "Ann Hall, the secretary, left. A senior U.S. official said no. The official said yes."
    found = speakers(text, ("A senior U.S. official", "no"), ("The official", "yes"))
    assert [(s.name, s.party) for s in found if s] == [("A senior U.S. official", "US")] * 2


def test_who_follows_a_description() -> None:
    text = "Sen. Ann Hall spoke. It was a turn for the senator, who said no."
    assert names(text, ("who", "no")) == ["Ann Hall"]


def test_we_is_whose_turn_it_is_in_a_transcript() -> None:
    text = "Reuters: Will you reply?\nLin Jian: We have noted it.\nAFP: We heard nothing."
    assert names(text, ("We", "noted it"), ("We", "heard nothing")) == ["Lin Jian", None]


def test_a_turn_in_capitals_is_the_person_of_that_name() -> None:
    text = "Mike Hallberg met the press.\nHALLBERG: The offer stands."
    assert names(text, ("HALLBERG", "The offer stands")) == ["Mike Hallberg"]


def test_a_surname_that_is_a_demonym_gives_no_party() -> None:
    text = "Mark Cuban spoke. Mr. Cuban said no."
    (cuban,) = speakers(text, ("Mr. Cuban", "no"))
    assert cuban is not None
    assert (cuban.name, cuban.party) == ("Mark Cuban", None)


def test_a_declared_person_speaks_for_the_party() -> None:
    mine = lexicon((Party(id="CN", name="China", people=("Lin Jian", "Xi Jinping")),))
    text = "Lin Jian: We have noted it. President Xi said so."
    people = find_people(text, sentences(text), mine)
    assert [(person.name, person.party) for person in people] == [("Lin Jian", "CN"), ("Xi", "CN")]


def parties(text: str, *pairs: tuple[str, str]) -> list[str | None]:
    return [speaker.party if speaker else None for speaker in speakers(text, *pairs)]


def test_an_institution_told_before_keeps_its_party() -> None:
    text = "India's foreign ministry said no. The ministry said yes. The city government said perhaps."
    pairs = (("India's foreign ministry", "no"), ("The ministry", "yes"), ("The city government", "perhaps"))
    assert parties(text, *pairs) == ["IN", "IN", None]


def test_its_ministry_is_that_of_the_party_named_last() -> None:
    text = "Pakistan has denied it, and its foreign ministry said no."
    assert parties(text, ("its foreign ministry", "no")) == ["PK"]


def test_an_institution_without_an_owner_is_that_of_the_dateline() -> None:
    text = "MOSCOW, July 6 (Agency) - The foreign ministry said no."
    assert parties(text, ("The foreign ministry", "no")) == ["RU"]
    assert parties(text.removeprefix("MOSCOW, July 6 (Agency) - "), ("The foreign ministry", "no")) == [None]


def test_a_pronoun_far_from_any_person_has_no_speaker() -> None:
    text = "It was said of Robert Hall. " + "Prices rose again that year. " * 5 + "He said no."
    assert names(text, ("He", "no")) == [None]


def test_a_name_begins_with_no_line_break() -> None:
    text = "“\rthe villagers” asked whether it was late."
    [speaker] = speakers(text, ("“\rthe villagers”", "whether it was late"))
    assert speaker is not None
    assert speaker.name_span is not None
    assert not speaker.name_span.of(text)[0].isspace()


def test_a_name_holds_no_lone_surrogate() -> None:
    text = "The \ud800 agency said it was late."
    [speaker] = speakers(text, ("The \ud800 agency", "it was late"))
    assert speaker is not None
    assert speaker.name == "\ufffd agency"
    assert speaker.name_span is not None
    assert speaker.name_span.of(text) == "\ud800 agency"
    assert "agency" in speaker.model_dump_json()


def test_a_person_holds_no_lone_surrogate() -> None:
    text = "Susan Hall, the head of \udfff trade, spoke."
    [person] = find_people(text, sentences(text), LEXICON)
    assert person.office == "head of \ufffd trade"
    assert "Susan Hall" in person.model_dump_json()


def test_a_description_with_a_country_is_nobody_whose_country_is_not_told() -> None:
    text = "President Alan Brook came late. The deputy head of Peru's delegation said it was unwise."
    assert "Alan Brook" not in names(text, ("The deputy head of Peru's delegation", "it was unwise"))


@pytest.mark.parametrize(
    ("name", "official"),
    [("Robison", "US official"), ("Robinson", "Todd Robinson"), ("Blinken", "Antony Blinken")],
)
def test_an_official_is_nobody_known_where_a_name_without_an_office_spoke_last(name, official):
    """A name that is spelt wrong is somebody new, and the official may well be he."""
    text = (
        "U.S. Assistant Secretary Todd Robinson said that U.S. Secretary of State Antony Blinken would come. "
        f"{name} said that the talks were short. US official said that they were good."
    )
    told = speakers(
        text,
        ("U.S. Assistant Secretary Todd Robinson", "that U.S. Secretary of State Antony Blinken would come"),
        (name, "that the talks were short"),
        ("US official", "that they were good"),
    )
    assert told[-1].name == official
