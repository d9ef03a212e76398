"""Who said what: one rule of attribution per test, each with a sentence written for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.extraction.attributions import find_attributions
from briefgen.extraction.sentences import split_sentences
from briefgen.models import Attribution

SEEDS = Path(__file__).parents[3] / "seeds"

Found = tuple[str | None, str | None, str, str]


def attributions(text: str) -> list[tuple[str, str, str, str]]:
    """Source, cue, mode and content of each attribution, contents joined by a bar."""
    return [shown(text, a) for a in find_attributions(text, split_sentences(text))]


def shown(text: str, a: Attribution) -> tuple[str, str, str, str]:
    source = a.source.of(text) if a.source else ""
    cue = a.cue.of(text) if a.cue else ""
    return source, cue, a.mode, " | ".join(span.of(text) for span in a.content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a quotation, then its speaker
        ('"We will not wait," Hale said.', ("Hale", "said", "direct", '"We will not wait,"')),
        ("“We will not wait,” he told reporters.", ("he", "told", "direct", "“We will not wait,”")),
        ("''We will not wait,'' she said.", ("she", "said", "direct", "''We will not wait,''")),
        # the verb first
        (
            "“We will not wait,” said Ann Hale, a lawyer for the union.",
            ("Ann Hale, a lawyer for the union", "said", "direct", "“We will not wait,”"),
        ),
        # asides between the name and the verb
        (
            "“We will not wait,” Ann Hale, who leads the union, said.",
            ("Ann Hale, who leads the union", "said", "direct", "“We will not wait,”"),
        ),
        # speech that the speaker interrupts
        (
            "“We will not wait,” Hale said. “The time is now.”",
            ("Hale", "said", "direct", "“We will not wait,” | “The time is now.”"),
        ),
        # a question
        (
            "“Why should we wait for them?” Hale asked.",
            ("Hale", "asked", "direct", "“Why should we wait for them?”"),
        ),
        # the speaker first
        (
            "Hale said on Monday, “We will not wait for the vote.”",
            ("Hale", "said", "direct", "“We will not wait for the vote.”"),
        ),
        (
            "He added: “We will not wait any longer.”",
            ("He", "added", "direct", "“We will not wait any longer.”"),
        ),
    ],
)
def test_a_quotation_goes_to_the_speaker_beside_it(text: str, expected: tuple[str, str, str, str]) -> None:
    assert attributions(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hale said that the plan had failed.", ("Hale", "said", "indirect", "that the plan had failed")),
        ("Hale said the plan had failed.", ("Hale", "said", "indirect", "the plan had failed")),
        (
            "The minister has repeatedly said it would pay.",
            ("The minister", "has repeatedly said", "indirect", "it would pay"),
        ),
        ("Hale said Tuesday that she would resign.", ("Hale", "said", "indirect", "that she would resign")),
        ("The plan had failed, Hale said Tuesday.", ("Hale", "said", "indirect", "The plan had failed")),
        ("The plan had failed, said Hale.", ("Hale", "said", "indirect", "The plan had failed")),
        (
            "Ann Hale, R-Ky., said Tuesday that she would resign.",
            ("Ann Hale, R-Ky.", "said", "indirect", "that she would resign"),
        ),
        (
            "Steven Marks, a tax lawyer and senior fellow at the Center, said the bill was dead.",
            (
                "Steven Marks, a tax lawyer and senior fellow at the Center",
                "said",
                "indirect",
                "the bill was dead",
            ),
        ),
        (
            "On the eve of the talks, the official, Todd Marks, said the bill was dead.",
            ("the official, Todd Marks", "said", "indirect", "the bill was dead"),
        ),
        (
            "Hale said the ruling, which struck down two laws, changes little.",
            ("Hale", "said", "indirect", "the ruling, which struck down two laws, changes little"),
        ),
        (
            "The poll found that most voters are undecided.",
            ("The poll", "found", "indirect", "that most voters are undecided"),
        ),
        (
            "The company accused him of lying to the public.",
            ("The company", "accused", "indirect", "him of lying to the public"),
        ),
        (
            "Ministers want the country to leave the union.",
            ("Ministers", "want", "indirect", "the country to leave the union"),
        ),
    ],
)
def test_indirect_speech_goes_to_its_subject(text: str, expected: tuple[str, str, str, str]) -> None:
    assert attributions(text) == [expected]


def test_a_source_can_be_named_by_according_to() -> None:
    expected = ("the ministry", "according to", "indirect", "Prices rose by 3 percent")
    assert attributions("Prices rose by 3 percent, according to the ministry.") == [expected]
    expected = ("the ministry", "According to", "indirect", "prices rose by 3 percent")
    assert attributions("According to the ministry, prices rose by 3 percent.") == [expected]


def test_what_is_said_by_one_and_reported_by_another_goes_to_both() -> None:
    found = attributions("“We will not wait,” Hale said, according to the Post.")
    assert found == [
        ("Hale", "said", "direct", "“We will not wait,”"),
        ("the Post", "according to", "mixed", "“We will not wait,” Hale said"),
    ]


def test_partly_quoted_speech_is_mixed_and_keeps_its_whole_clause() -> None:
    found = attributions("Although the ministry “had not engaged” with them, it sought their help, he said.")
    assert found == [
        ("he", "said", "mixed", "Although the ministry “had not engaged” with them, it sought their help")
    ]


def test_content_ends_where_another_speaks() -> None:
    found = attributions("Hale said the plan had failed, and Marks said it had not.")
    assert [(source, content) for source, _, _, content in found] == [
        ("Hale", "the plan had failed"),
        ("Marks", "it had not"),
    ]


def test_content_ends_before_a_participle_that_attributes() -> None:
    found = attributions("Hale said the plan had failed, adding that she would resign.")
    assert [(source, content) for source, _, _, content in found] == [
        ("Hale", "the plan had failed"),
        ("Hale", "that she would resign"),
    ]


def test_the_same_words_are_not_attributed_twice() -> None:
    found = attributions("Hale said she thinks the plan has failed.")
    assert found == [("Hale", "said", "indirect", "she thinks the plan has failed")]


def test_a_second_cue_shares_the_subject_of_the_first() -> None:
    found = attributions("Hale noted that talks had begun and said she was hopeful.")
    assert [source for source, _, _, _ in found] == ["Hale", "Hale"]


def test_a_dateline_is_no_part_of_what_was_said() -> None:
    found = attributions("GENEVA, July 6 (Agency) - The talks will go on, an envoy said on Thursday.")
    assert found == [("an envoy", "said", "indirect", "The talks will go on")]


def test_a_quotation_alone_goes_to_who_spoke_before() -> None:
    text = "“We will not wait,” Hale said.\n\n“The time for talk is over.”"
    assert attributions(text)[1] == ("Hale", "", "direct", "“The time for talk is over.”")


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "Hale said, “We will not wait any longer for them.\n\n“The time for talk is over.”"
    assert attributions(text) == [
        ("Hale", "said", "direct", "“We will not wait any longer for them | “The time for talk is over.”")
    ]


def test_a_colon_hands_the_next_paragraph_to_its_speaker() -> None:
    text = "The board responded:\n\n“The time for talk is over and done.”"
    assert attributions(text)[-1] == (
        "The board",
        "responded",
        "direct",
        "“The time for talk is over and done.”",
    )


def test_a_byline_under_a_quotation_names_its_speaker() -> None:
    text = "“My country is not what they say it is.”\n\n― Carla Ruiz"
    assert attributions(text) == [("Carla Ruiz", "―", "direct", "“My country is not what they say it is.”")]


def test_a_transcript_goes_turn_by_turn() -> None:
    text = "The debate began.\n\nHALE: We will act now. We must.\n\nMARKS: We will not."
    found = attributions(text)
    assert [(source, content) for source, _, _, content in found] == [
        ("HALE", "We will act now. We must."),
        ("MARKS", "We will not."),
    ]


def test_a_scare_quote_is_nobodys_speech() -> None:
    assert attributions("The so-called “death tax” was in force for a decade.") == []


def test_plain_narration_has_no_attribution() -> None:
    assert attributions("The ship left the harbor on Monday with a crew of nine.") == []


def seed(name: str) -> str:
    return (SEEDS / name).read_text(encoding="utf-8")


def test_the_first_seed_is_read_as_a_careful_reader_would() -> None:
    found = attributions(seed("000_8480c87f07632bc2.txt"))
    robinson = "Robinson, the assistant secretary of state for international narcotics and law enforcement"
    expected = [
        ("the State Department's top official on narcotics", "said", "indirect", "The U.S. wants other"),
        ("the official, Todd Robinson", "said", "indirect", "China needed to do more"),
        (robinson, "told", "direct", '"We\'ve invited China,"'),
        (robinson, "", "direct", "\"We don't have any indication"),
        ("he", "added", "mixed", 'Although Beijing "had not engaged"'),
        ("Robinson", "said", "direct", "\"This isn't about blame"),
        ("he", "said", "direct", '"Part of the reason'),
        ("U.S. officials", "say", "indirect", "Amid a deterioration"),
        (
            "A spokesperson for the Chinese embassy",
            "said",
            "indirect",
            "it was willing to work with other nations",
        ),
        ("the spokesperson, Liu Pengyu", "said", "direct", '"China is ready to work'),
        ("the spokesperson, Liu Pengyu", "", "direct", '"We are willing to carry out'),
        ("Beijing", "has said", "indirect", "Washington should stop using"),
        ("state media", "have repeatedly said", "indirect", "addiction and demand for the drug"),
        ("Liu", "added", "direct", '"We hope the U.S. side'),
        ("the Centers for Disease Control", "says", "indirect", "Almost 80,000 Americans died"),
    ]
    assert [f[:3] for f in found] == [e[:3] for e in expected]
    assert all(f[3].startswith(e[3]) for f, e in zip(found, expected, strict=True))


def test_the_second_seeds_article_is_read_as_a_careful_reader_would() -> None:
    text = seed("004_ee654ae007ce720c.txt")
    article = text[text.index("WASHINGTON (") : text.index("Related Topics")]
    found = attributions(article)
    expected = [
        (
            "Assistant Secretary of State for International Narcotics and Law Enforcement Todd Robinson",
            "said",
            "indirect",
            "The United States invited China",
        ),
        ("Robinson", "told", "direct", '"We have invited China'),
        ("he", "added", "indirect", "US Secretary of State Antony Blinken will host"),
        ("Robinson", "said", "indirect", "Right now, 84 countries"),
        ("he", "noted", "indirect", "that this is only the beginning of the process"),
        ("he", "expressed", "indirect", "that many other countries"),
        ("Robinson", "pointed out", "indirect", "the US and China have had successful partnerships"),
        ("he", "said", "direct", '"Although they may not be engaged'),
        ("US official", "urged", "mixed", 'China "to do more"'),
        ("State Department", "said earlier", "indirect", "that this drug and other synthetic opioids"),
        ("the State Department", "according to", "indirect", "The coalition plans to reconvene"),
    ]
    for source, cue, mode, start in expected:
        assert any(f[:3] == (source, cue, mode) and f[3].startswith(start) for f in found), (
            source,
            cue,
            start,
        )
    assert len(found) == len(expected)


HOSTILE_WORDS = [
    "said",
    "Hale",
    "he",
    "that",
    "the",
    "plan",
    "claims",
    "to",
    "according",
    "and",
    "who",
    "US",
    "9",
]
HOSTILE_MARKS = [
    "“",
    "”",
    '"',
    "''",
    ",",
    ":",
    "-",
    "—",
    "(",
    ")",
    ".",
    "\n",
    "\n\n",
    "\ud800",
    "\u200f",
    "\x00",
    "as",
    "é",
    "’",
]
HOSTILE = st.lists(st.sampled_from([*HOSTILE_WORDS, *HOSTILE_MARKS]), max_size=60).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(HOSTILE, st.text(max_size=200)))
def test_any_text_gives_exact_spans_in_range(text: str) -> None:
    found = find_attributions(text, split_sentences(text))
    for attribution in found:
        spans = [*attribution.content, attribution.source, attribution.cue]
        for span in spans:
            if span is not None:
                assert 0 <= span.start < span.end <= len(text)
                assert span.of(text).strip()
    assert found == find_attributions(text, split_sentences(text))


@pytest.mark.parametrize(
    "piece",
    [", ", "said ", "“", "( ", "Hale said that ", "“a” ", "- ", "of the ", "he, who said, ", "a.", "Hale: "],
)
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    find_attributions(text, split_sentences(text))


def test_a_question_and_the_answer_in_the_next_paragraph_are_turns():
    text = (
        "Morning Post: The ports were closed on Monday. What is your response?\n"
        "Mei Lan: The ports are ours. We have made that clear."
    )
    turns = [a for a in find_attributions(text, split_sentences(text)) if a.rule == "turn-answer"]
    assert [(a.source.of(text), [s.of(text) for s in a.content]) for a in turns if a.source] == [
        ("Morning Post", ["The ports were closed on Monday. What is your response?"]),
        ("Mei Lan", ["The ports are ours. We have made that clear."]),
    ]


def told(text: str) -> list[tuple[str, str]]:
    """Source and content of each attribution."""
    return [(source, content) for source, _, _, content in attributions(text)]


@pytest.mark.parametrize("text", ['WHITE: " ', "Lin Jian: …", "-, : that day, "])
def test_nothing_is_told_without_words(text: str) -> None:
    assert attributions(text) == []


def test_single_marks_quote_and_apostrophes_do_not_close_them() -> None:
    text = "‘We won’t pay the dockers’ fees,’ said Ann Hale. ‘Nobody’s ships are for sale,’ she said."
    assert [(source, mode, content) for source, _, mode, content in attributions(text)] == [
        ("Ann Hale", "direct", "‘We won’t pay the dockers’ fees,’"),
        ("she", "direct", "‘Nobody’s ships are for sale,’"),
    ]


def test_a_headline_between_single_marks_is_speech() -> None:
    text = "‘We Were Never Told,’ Harbor Master Says\n\n“It was late,” Hale said. “The ferry had gone.”"
    assert attributions(text)[0] == ("Harbor Master", "Says", "direct", "‘We Were Never Told,’")


def test_a_gesture_between_two_halves_of_a_quotation_does_not_part_them() -> None:
    assert told("“What we saw,” he added, holding up a map, “is not a road.”") == [
        ("he", "“What we saw,” | “is not a road.”")
    ]


def test_the_second_half_of_what_was_said_ends_where_another_cue_follows() -> None:
    text = "The march, the mayor said, would start “at the old mill,” and he called the ban “a mistake.”"
    assert told(text) == [
        ("the mayor", "The march | would start “at the old mill,”"),
        ("he", "the ban “a mistake.”"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As Hale noted when she took office, the dam leaks.", ("Hale", "the dam leaks.")),
        ("As Hale put it after the vote, “The dam is a sieve.”", ("Hale", "“The dam is a sieve.”")),
        ("Speaking at the mill, she said: “The dam is a sieve.”", ("she", "“The dam is a sieve.”")),
    ],
)
def test_a_fronted_clause_is_no_part_of_what_was_said(text: str, expected: tuple[str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to Ann Hale, a clerk at the mill, the dam leaks.", ("Ann Hale", "the dam leaks")),
        ("The dam, according to neighbors, leaked at night.", ("neighbors", "The dam | leaked at night")),
        ("About 40 people were on the dam, per the mill.", ("the mill", "About 40 people were on the dam")),
        ("In the view of the mayor, the dam is safe.", ("the mayor", "the dam is safe")),
        ("By the mill's own account, the dam leaks.", ("the mill's own account", "the dam leaks")),
    ],
)
def test_a_source_named_without_a_verb(text: str, expected: tuple[str, str]) -> None:
    assert told(text) == [expected]


def test_per_a_measure_names_no_source() -> None:
    assert attributions("The mill made four tons, per day and per man.") == []


def test_what_was_said_ends_before_what_the_speaker_did_then() -> None:
    assert told("Hale told the council that the dam leaked, then left without a word.") == [
        ("Hale", "that the dam leaked")
    ]
    assert told("Hale said the dam leaked but refused to blame the mill.")[0] == ("Hale", "the dam leaked")


def test_a_plural_noun_after_a_cue_begins_a_clause() -> None:
    assert told("The mill said repairs were under way.") == [("The mill", "repairs were under way")]


def test_a_plural_subject_makes_a_verb_of_a_noun_before_that() -> None:
    assert ("Most farmers", "that the dam will hold") in told("Most farmers doubt that the dam will hold.")


def test_a_noun_cue_as_a_subject_ends_at_the_main_verb() -> None:
    assert told("Her claim that the ballots were stolen has never been tested.") == [
        ("Her", "that the ballots were stolen")
    ]


def test_a_quotation_goes_to_the_subject_of_the_sentence_before_it() -> None:
    assert told("Mayor Ann Hale opened the vote with a plea. “We cannot pay for the same dam twice.”") == [
        ("Mayor Ann Hale", "“We cannot pay for the same dam twice.”")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Drought Has Halved the Maize Crop: Minister", ("Minister", "Drought Has Halved the Maize Crop")),
        (
            "Poll: Most Farmers Want Vote on Joining Union",
            ("Poll", "Most Farmers Want Vote on Joining Union"),
        ),
    ],
)
def test_a_headline_names_its_source_before_or_after_a_colon(text: str, expected: tuple[str, str]) -> None:
    assert expected in told(f"The Ferry Will Sail Again\n\n{text}\n\nThe crop failed in June.")


def test_an_order_that_an_adverb_opens_has_no_speaker_but_a_name_in_ly_has() -> None:
    assert told("Immediately impose a tariff on the wheat that the fleet carries.") == []
    assert told("Kelly says that the harbour is closed.") == [("Kelly", "that the harbour is closed")]
