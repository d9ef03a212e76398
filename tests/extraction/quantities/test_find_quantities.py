"""What find_quantities recognises, rule by rule; the values are worked out by hand from each sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.extraction.quantities import find_quantities
from briefgen.extraction.times import find_times
from briefgen.models import Quantity

SEEDS = Path(__file__).resolve().parents[3] / "seeds"


def quantities(text: str) -> list[tuple[str, Quantity]]:
    times = find_times(text, published=date(2023, 7, 7))
    return [(q.span.of(text), q) for q in find_quantities(text, times=times)]


def only(text: str) -> tuple[str, float, str | None, str | None]:
    [(words, quantity)] = quantities(text)
    return words, quantity.value, quantity.unit, quantity.modifier


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("It hired 1,300 clerks in Lagos.", "1,300 clerks", 1300, "clerks"),
        ("It took 14 local and federal pilots.", "14 local and federal pilots", 14, "pilots"),
        ("It took nine Dutch and Belgian pilots.", "nine Dutch and Belgian pilots", 9, "pilots"),
        ("Six badly burned, sinking boats came.", "Six badly burned, sinking boats", 6, "boats"),
        ("They chose between 12 plans.", "12 plans", 12, "plans"),
        ("The state owes 3 crore rupees.", "3 crore rupees", 30_000_000, "rupees"),
        ("The state owes 2.5 lakh rupees.", "2.5 lakh rupees", 250_000, "rupees"),
        ("A fine of 50,000 rand was set.", "50,000 rand", 50_000, "ZAR"),
        ("Police held four young masked men there.", "four young masked men", 4, "men"),
        ("It sued three Dutch steel trading firms.", "three Dutch steel trading firms", 3, "firms"),
        ("It sent five weapons inspectors home.", "five weapons inspectors", 5, "inspectors"),
        ("Two would-be bombers fled.", "Two would-be bombers", 2, "bombers"),
        ("Three Chinese were freed.", "Three Chinese", 3, "Chinese"),
        ("A 12-nation force landed.", "12-nation", 12, "nation"),
        ("A 90-strong crowd gathered.", "90-strong", 90, "people"),
        ("One soldier was hurt.", "One soldier", 1, "soldier"),
        ("The raid left 12 dead.", "12 dead", 12, "dead"),
        ("Two million Kosovo refugees fled.", "Two million Kosovo refugees", 2_000_000, "refugees"),
        ("It lacks 250 more air-defence systems.", "250 more air-defence systems", 250, "systems"),
        ("It plans 65 GW of solar power.", "65 GW", 65, "GW"),
        ("He flew 40 kms south.", "40 kms", 40, "kms"),
    ],
)
def test_the_head_of_the_noun_phrase_is_what_is_counted(
    text: str, words: str, value: float, unit: str
) -> None:
    assert only(text) == (words, value, unit, None)


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("It paid $38 million.", "$38 million", 38_000_000, "USD"),
        ("It paid US$1.5bn.", "US$1.5bn", 1_500_000_000, "USD"),
        ("It paid C$2.4 million.", "C$2.4 million", 2_400_000, "CAD"),
        ("It paid €40.", "€40", 40, "EUR"),
        ("It paid 236 million yuan.", "236 million yuan", 236_000_000, "CNY"),
        ("It paid 4.8 million Canadian dollars.", "4.8 million Canadian dollars", 4_800_000, "CAD"),
        ("It paid 900 Pakistani rupees.", "900 Pakistani rupees", 900, "PKR"),
        ("It paid 900 rupees.", "900 rupees", 900, "rupees"),
        ("It paid twenty-two dollars.", "twenty-two dollars", 22, "USD"),
        ("It paid $19 a share.", "$19 a share", 19, "USD/share"),
        ("An $19-a-share bid failed.", "$19-a-share", 19, "USD/share"),
        ("They cost C$26 each.", "C$26 each", 26, "CAD/each"),
        ("It rose 11.5 cents.", "11.5 cents", 11.5, "cents"),
        ("It rose twelve percent.", "twelve percent", 12, "percent"),
        ("It rose 2 percentage points.", "2 percentage points", 2, "percentage points"),
        ("A three-percentage-point gap opened.", "three-percentage-point", 3, "percentage points"),
        ("It rose 25 basis points.", "25 basis points", 25, "basis points"),
    ],
)
def test_money_has_its_iso_code_and_percentages_their_name(
    text: str, words: str, value: float, unit: str
) -> None:
    assert only(text) == (words, value, unit, None)


@pytest.mark.parametrize(
    ("text", "words", "modifier"),
    [
        ("At least 30 states agreed.", "At least 30 states", "at least"),
        ("Almost 700 Danes came.", "Almost 700 Danes", "almost"),
        ("An estimated 200 boats sank.", "An estimated 200 boats", "an estimated"),
        ("It may cost as much as $5 million.", "as much as $5 million", "as much as"),
        ("Only about 50 seats are left.", "Only about 50 seats", "only about"),
        ("No more than 10 votes differed.", "No more than 10 votes", "no more than"),
        ("It bought 500 or more trucks.", "500 or more trucks", "or more"),
        ("It costs $5,000 or more.", "$5,000 or more", "or more"),
        ("It bought 500+ trucks.", "500+ trucks", "+"),
    ],
)
def test_a_modifier_is_kept_as_it_stands(text: str, words: str, modifier: str) -> None:
    found, _, _, kept = only(text)
    assert (found, kept) == (words, modifier)


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        ("It fell 15-20 percent.", "15-20 percent", 15, 20, "percent"),
        ("It wants 7,000 to 8,000 guards.", "7,000 to 8,000 guards", 7000, 8000, "guards"),
        ("It costs $400 million to $500 million.", "$400 million to $500 million", 4e8, 5e8, "USD"),
        ("It costs 3 to 4 million euros.", "3 to 4 million euros", 3e6, 4e6, "EUR"),
        ("Four or five boats left.", "Four or five boats", 4, 5, "boats"),
        ("It takes 1% to 3% of it.", "1% to 3%", 1, 3, "percent"),
    ],
)
def test_a_range_has_two_ends(text: str, words: str, low: float, high: float, unit: str) -> None:
    [(found, quantity)] = quantities(text)
    assert (found, quantity.value, quantity.value_high, quantity.unit) == (words, low, high, unit)


def test_from_one_to_another_is_a_change_and_no_range() -> None:
    found = quantities("It rose from 5 percent to 7 percent.")
    assert [(words, q.value, q.value_high) for words, q in found] == [
        ("5 percent", 5, None),
        ("7 percent", 7, None),
    ]


def test_a_change_and_the_level_it_led_to_are_no_range() -> None:
    found = quantities("Oil fell $1.25 to $74.60 a barrel.")
    assert [(words, q.value, q.value_high) for words, q in found] == [
        ("$1.25", 1.25, None),
        ("$74.60 a barrel", 74.6, None),
    ]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Two-thirds of them agreed.", "Two-thirds", 2 / 3),
        ("It struck one in 45 boys.", "one in 45", 1 / 45),
        ("It was cut by half.", "half", 0.5),
        ("One in five voters left.", "One in five", 0.2),
        ("A quarter of the crop was lost.", "A quarter", 0.25),
    ],
)
def test_a_fraction_is_a_part_of_one(text: str, words: str, value: float) -> None:
    assert only(text) == (words, value, "fraction", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met 200 envoys and 133 of them signed.", [("200 envoys", "envoys"), ("133 of them", "envoys")]),
        ("Eight of the 14 murders are solved.", [("Eight", "murders"), ("14 murders", "murders")]),
        ("Three of his aides quit.", [("Three of his aides", "aides")]),
        (
            "Acme owns 64 million of Bolt's 95 million common shares.",
            [("64 million", "shares"), ("95 million common shares", "shares")],
        ),
        ("Of the eight hostages, three were freed.", [("eight hostages", "hostages"), ("three", "hostages")]),
    ],
)
def test_a_number_without_its_noun_counts_the_noun_nearby(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(words, q.unit) for words, q in quantities(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The council adopted Resolution 1718.",
        "A Boeing 747 landed at 12:30.",
        "England won 3-2 on penalties.",
        "The 78th session opened.",
        "A law of 1994 and a treaty of 2001 hold.",
        "He lives at 10 Downing Street.",
        "Adults under 50 are at risk.",
        "Ms. Roe, 54, of Leeds, sang.",
        "A man of 52 years fell.",
        "An F-16 jet and COVID-19 and the G7 were named.",
        "One of them said that one must hope.",
        "She waited two weeks.",
        "It is a two-way street and a one-time chance.",
        "Version 2.0.1 is out.",
    ],
)
def test_a_number_that_names_or_dates_is_no_quantity(text: str) -> None:
    assert quantities(text) == []


def test_the_quantities_of_the_first_seed() -> None:
    text = (SEEDS / "000_8480c87f07632bc2.txt").read_bytes().decode()
    assert [(words, q.value, q.unit, q.modifier) for words, q in quantities(text)] == [
        ("at least 84 countries", 84, "countries", "at least"),
        ("Almost 80,000 Americans", 80_000, "Americans", "almost"),
        ("four Chinese chemical manufacturing companies", 4, "companies", None),
        ("eight people", 8, "people", None),
    ]


def test_the_quantities_of_the_second_seed() -> None:
    text = (SEEDS / "004_ee654ae007ce720c.txt").read_bytes().decode()
    assert [(words, q.value, q.unit) for words, q in quantities(text)] == [("84 countries", 84, "countries")]


_WORDS = "$ 84 1.2 million at least 15 - 20 % percent of the 14 men one in five dollars a share , . half"
_PIECES = st.sampled_from([*_WORDS.split(), "9" * 30, "\n\n", "\x00", "\ud800", "\u200f", "İ", "½", "'", "s"])
_JOINED = st.builds(str.join, st.sampled_from(["", " "]), st.lists(_PIECES, max_size=30))


@given(st.one_of(st.text(), _JOINED))
def test_spans_are_in_order_in_range_and_not_empty(text: str) -> None:
    found = find_quantities(text, times=find_times(text))
    ends = [0, *(q.span.end for q in found)]
    assert all(
        before <= q.span.start < q.span.end <= len(text) for before, q in zip(ends, found, strict=False)
    )
    assert all(q.span.of(text).strip() and q.value < float("inf") for q in found)
    assert found == find_quantities(text, times=find_times(text))


@pytest.mark.parametrize(
    "text", ["," * 100_000, "“(" * 50_000, "1," * 50_000, "word " * 200_000, "\n" * 100_000]
)
def test_long_monotonous_texts_hold_nothing_and_are_no_error(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("They saw four to five dozen tents.", 48, 60),
        ("They saw two or three hundred tents.", 200, 300),
        ("They saw 900 to one thousand tents.", 900, 1000),
        ("They saw 2 to 3 lakh tents.", 200_000, 300_000),
    ],
)
def test_both_ends_of_a_range_share_the_scale_unless_the_lower_is_too_large(
    text: str, low: float, high: float
) -> None:
    [(_, quantity)] = quantities(text)
    assert (quantity.value, quantity.value_high, quantity.unit) == (low, high, "tents")


def test_what_a_verb_and_its_participle_carry_is_not_counted() -> None:
    assert [quantity.unit for _, quantity in quantities("Five arrived, carrying weapons.")] == []


def test_a_number_before_a_verb_counts_the_noun_before() -> None:
    found = [(quantity.value, quantity.unit) for _, quantity in quantities("Of the 60 guests, 52 came.")]
    assert found == [(60, "guests"), (52, "guests")]
