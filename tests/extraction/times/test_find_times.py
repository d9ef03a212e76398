"""What find_times recognises, rule by rule; the values are worked out by hand from each sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.extraction.times import find_times

FRIDAY = date(2023, 7, 7)
SEEDS = Path(__file__).resolve().parents[3] / "seeds"


def found(text: str, published: date | None = FRIDAY) -> list[tuple[str, str, str | None]]:
    return [(t.span.of(text), t.type, t.value) for t in find_times(text, published=published)]


def dates(text: str, published: date | None = FRIDAY) -> dict[str, str | None]:
    return {words: value for words, type_, value in found(text, published) if type_ == "DATE"}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The minister spoke on Thursday in Oslo.", "Thursday", "2023-07-06"),
        ("The minister spoke on Friday in Oslo.", "Friday", "2023-07-07"),
        ("The two sides will meet on Monday.", "Monday", "2023-07-10"),
        ("She said on Monday that talks will go on.", "Monday", "2023-07-03"),
        ("They left last Friday.", "last Friday", "2023-06-30"),
        ("They leave next Tuesday.", "next Tuesday", "2023-07-11"),
        ("A vote comes this coming Sunday.", "this coming Sunday", "2023-07-09"),
        ("The pact was signed Friday, June 30, in Lima.", "Friday, June 30", "2023-06-30"),
        ("Nothing was agreed yesterday.", "yesterday", "2023-07-06"),
        ("Talks resume tomorrow.", "tomorrow", "2023-07-08"),
    ],
)
def test_a_weekday_is_the_most_recent_one_unless_the_sentence_looks_ahead(
    text: str, words: str, value: str
) -> None:
    assert dates(text) == {words: value}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The meeting on July 7 is virtual.", "July 7", "2023-07-07"),
        ("It opened on Sept. 5.", "Sept. 5", "2023-09-05"),
        ("It opened on Oct. 1.", "Oct. 1", "2022-10-01"),
        ("The licence will expire on Jan. 15.", "Jan. 15", "2024-01-15"),
        ("They do not plan to sign before Nov. 3.", "Nov. 3", "2023-11-03"),
        ("They met on July 6, 2023, in Rome.", "July 6, 2023", "2023-07-06"),
        ("They met on 6 July 2023 in Rome.", "6 July 2023", "2023-07-06"),
        ("(Agency - 07th July, 2023) Officials met.", "07th July, 2023", "2023-07-07"),
        ("It was signed on the 7th of July.", "the 7th of July", "2023-07-07"),
        ("Filed 2023-07-05 by the court.", "2023-07-05", "2023-07-05"),
        ("Dated 11/02/89 and sealed.", "11/02/89", "1989-11-02"),
        ("Dated 31/12/2021 and sealed.", "31/12/2021", "2021-12-31"),
        ("Updated 05.07.2023 at the ministry.", "05.07.2023", "2023-07-05"),
        ("The Sept. 11, 2001, attacks", "Sept. 11, 2001", "2001-09-11"),
    ],
)
def test_a_date_without_a_year_is_the_nearest_one(text: str, words: str, value: str) -> None:
    assert dates(text) == {words: value}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Charges were filed in June.", "June", "2023-06"),
        ("It was agreed last November.", "last November", "2022-11"),
        ("The commission meets in March 2024.", "March 2024", "2024-03"),
        ("It began in early May.", "early May", "2023-05"),
        ("It ended in July of 1988.", "July of 1988", "1988-07"),
        ("In January this year a law passed.", "January this year", "2023-01"),
    ],
)
def test_a_month_is_a_month(text: str, words: str, value: str) -> None:
    assert dates(text) == {words: value}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Deaths rose in 2022.", "2022", "2022"),
        ("It started in late 2022.", "late 2022", "2022"),
        ("It lasts until the end of 2030.", "the end of 2030", "2030"),
        ("A treaty of the 1990s governs it.", "the 1990s", "199"),
        ("It began in the early 1980s.", "the early 1980s", "198"),
        ("Prices fell in the '90s.", "the '90s", "199"),
        ("It was the norm in the seventies.", "the seventies", "197"),
        ("The war began in nineteen thirty-nine.", "nineteen thirty-nine", "1939"),
        ("By the year two thousand it was over.", "the year two thousand", "2000"),
        ("A court of the 19th century ruled.", "the 19th century", "18"),
        ("It grew last year.", "last year", "2022"),
        ("It will grow next year.", "next year", "2024"),
        ("It must be done by year-end.", "year-end", "2023-12-31"),
        ("It must be done by year's end.", "year's end", "2023"),
        ("It fell in the summer of 2021.", "the summer of 2021", "2021-SU"),
        ("It fell last winter.", "last winter", "2022-WI"),
    ],
)
def test_years_decades_and_seasons_keep_their_precision(text: str, words: str, value: str) -> None:
    assert dates(text) == {words: value}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It will be launched this week.", "this week", "2023-W27"),
        ("It was launched last week.", "last week", "2023-W26"),
        ("It was launched earlier this month.", "earlier this month", "2023-07"),
        ("It was launched two weeks ago.", "two weeks ago", "2023-W25"),
        ("It was launched 10 days ago.", "10 days ago", "2023-06-27"),
        ("It was launched a year ago.", "a year ago", "2022"),
        ("It was launched several years ago.", "several years ago", "PAST_REF"),
        ("Exports fell in the fourth quarter.", "the fourth quarter", "2022-Q4"),
        ("Exports fell in the second quarter of 2021.", "the second quarter of 2021", "2021-Q2"),
        ("Exports fell in last year's fourth quarter.", "last year's fourth quarter", "2022-Q4"),
        ("Exports fell in the first half of 2020.", "the first half of 2020", "2020-H1"),
        ("Sales fell in Q1.", "Q1", "2023-Q1"),
        ("Sales fell in Q3 2021.", "Q3 2021", "2021-Q3"),
        ("The budget for FY2024 is out.", "FY2024", "2024"),
        ("They meet in the week of July 17.", "the week of July 17", "2023-W29"),
        ("They met over the weekend.", "the weekend", "2023-W27-WE"),
        ("It will fall in future years.", "future years", "FUTURE_REF"),
        ("Sales fell in recent months.", "recent months", "PAST_REF"),
        ("Sales are now falling.", "now", "PRESENT_REF"),
        ("Sales have fallen in the past.", "the past", "PAST_REF"),
    ],
)
def test_periods_are_counted_from_the_day_of_publication(text: str, words: str, value: str) -> None:
    assert dates(text) == {words: value}


def test_a_year_earlier_counts_from_the_quarter_that_the_text_reports_on() -> None:
    text = (
        "Profit rose in the first quarter from a year earlier. A year ago it fell, and the year-ago quarter."
    )
    assert dates(text) == {
        "the first quarter": "2023-Q1",
        "a year earlier": "2022-Q1",
        "A year ago": "2022-Q1",
        "the year-ago quarter": "2022-Q1",
    }


def test_a_year_ago_is_a_year_once_nine_months_are_reported_on() -> None:
    text = "Profit fell in the first quarter. In the first nine months it rose from a year ago."
    assert dates(text) == {"the first quarter": "2023-Q1", "a year ago": "2022"}


@pytest.mark.parametrize(
    "text", ["He travels July 6-9.", "He travels July 6 to 9.", "Talks on July 6 and 9."]
)
def test_the_second_day_of_two_has_its_own_date(text: str) -> None:
    assert dates(text) == {"July 6": "2023-07-06", "9": "2023-07-09"}


def test_the_second_year_of_two_has_its_own_date() -> None:
    assert dates("The plan for 2021-25 ends.") == {"2021": "2021", "25": "2025"}


def test_a_clock_time_takes_the_day_named_before_it() -> None:
    assert found("On Wednesday at 6 p.m. it fell.")[1] == ("6 p.m.", "TIME", "2023-07-05T18:00")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mr. J. Roe will succeed her on Jan. 15.", "2024-01-15"),
        ('"They will stop," he wrote on Monday.', "2023-07-03"),
        ("The law will be published on Monday.", "2023-07-10"),
    ],
)
def test_a_sentence_looks_ahead_past_initials_but_not_out_of_a_quotation(text: str, value: str) -> None:
    assert list(dates(text).values()) == [value]


def test_the_following_year_counts_from_the_last_date_in_the_text() -> None:
    text = "He was promoted on May 22, 1995, and the following year he left."
    assert dates(text) == {"May 22, 1995": "1995-05-22", "the following year": "1996"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It will join over the next year.", ("the next year", "DURATION", "P1Y")),
        ("They waited for two and a half years.", ("two and a half years", "DURATION", "P2Y6M")),
        ("A four-day visit ended.", ("four-day", "DURATION", "P4D")),
        ("It grew in the first nine months.", ("the first nine months", "DURATION", "P9M")),
        ("It takes a few days.", ("a few days", "DURATION", "PXD")),
        ("The talks took four hours.", ("four hours", "DURATION", "PT4H")),
        ("It lasted for centuries.", ("centuries", "DURATION", "PXY")),
        ("It takes two to three weeks.", ("two to three weeks", "DURATION", "P2W")),
        ("It took 7-1/2 hours.", ("7-1/2 hours", "DURATION", "PT7H30M")),
        ("It opens at 0830 GMT.", ("0830 GMT", "TIME", "2023-07-07T08:30")),
        (
            "It fell at 6:05 a.m. local time on Wednesday.",
            ("6:05 a.m. local time on Wednesday", "TIME", "2023-07-05T06:05"),
        ),
        ("They meet every month.", ("every month", "SET", "P1M")),
        ("They meet each Thursday.", ("each Thursday", "SET", "XXXX-WXX-4")),
        ("He called this morning.", ("this morning", "TIME", "2023-07-07TMO")),
        ("He called Thursday evening.", ("Thursday evening", "TIME", "2023-07-06TEV")),
        ("Published | 12:10 AM today", ("12:10 AM today", "TIME", "2023-07-07T00:10")),
        ("It closed at 5 p.m. EST July 6.", ("5 p.m. EST July 6", "TIME", "2023-07-06T17:00")),
    ],
)
def test_lengths_sets_and_clock_times_have_their_own_types(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital.",
        "The Sun reported it.",
        "Version 2.0.1 was released.",
        "England won 3-2 and France 21-17.",
        "It came second in a field of ten.",
        "Resolution 1718 was adopted.",
        "Some 2000 people came.",
        "A man, 52 years old, was held.",
        "It cost $1999 and 1,990 euros.",
        "USA Today reported it.",
        "Under the Five-Year Plan output grew.",
        "About three-quarters of it is lost.",
        "It costs $9 million a year and makes four flights a week.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert found(text) == []


def test_without_a_day_of_publication_what_is_known_is_kept() -> None:
    assert dates("They met on July 6, in June and on Monday; in March 2024 they meet again.", None) == {
        "July 6": "XXXX-07-06",
        "June": "XXXX-06",
        "Monday": "XXXX-WXX-1",
        "March 2024": "2024-03",
    }
    assert dates("They met yesterday and last month.", None) == {"yesterday": None, "last month": None}


def test_the_dates_of_the_first_seed() -> None:
    text = (SEEDS / "000_8480c87f07632bc2.txt").read_bytes().decode()
    assert dates(text) == {
        "2023-07-07": "2023-07-07",
        "July 6": "2023-07-06",
        "Thursday": "2023-07-06",
        "at the moment": "PRESENT_REF",
        "recent months": "PAST_REF",
        "Friday": "2023-07-07",
        "2022": "2022",
        "June": "2023-06",
    }


def test_the_dates_of_the_second_seed() -> None:
    text = (SEEDS / "004_ee654ae007ce720c.txt").read_bytes().decode()
    text = text[: text.index("Related Topics")]
    assert dates(text) == {
        "2023-07-07": "2023-07-07",
        "July 07, 2023": "2023-07-07",
        "07th July, 2023": "2023-07-07",
        "at the moment": "PRESENT_REF",
        "for this moment": "PRESENT_REF",
        "this week": "2023-W27",
        "Thursday": "2023-07-06",
        "July 7": "2023-07-07",
        "Right now": "PRESENT_REF",
        "the past": "PAST_REF",
        "recent months": "PAST_REF",
        "March 2024": "2024-03",
    }
    assert ("the next year", "DURATION", "P1Y") in found(text)


_WORDS = "Monday last July 7 1990 s the third quarter year - ago / 11 : 30 p.m. 99999999 million earlier of ,"
_PIECES = st.sampled_from([*_WORDS.split(), "\n\n", "\x00", "\ud800", "\u200f", "İ", "½", "'"])
_JOINED = st.builds(str.join, st.sampled_from(["", " "]), st.lists(_PIECES, max_size=30))


@given(st.one_of(st.text(), _JOINED))
def test_spans_are_in_order_in_range_and_not_empty(text: str) -> None:
    times = find_times(text, published=FRIDAY)
    ends = [0, *(t.span.end for t in times)]
    assert all(
        before <= t.span.start < t.span.end <= len(text) for before, t in zip(ends, times, strict=False)
    )
    assert times == find_times(text, published=FRIDAY)
    assert all(t.span.of(text).strip() for t in find_times(text))


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_error(published: date) -> None:
    find_times(
        "yesterday, tomorrow, last week, next year, two thousand years ago, Monday", published=published
    )


@pytest.mark.parametrize(
    "text", ["," * 100_000, "“(" * 50_000, "1," * 50_000, "word " * 200_000, "\n" * 100_000]
)
def test_long_monotonous_texts_hold_nothing_and_are_no_error(text: str) -> None:
    assert find_times(text, published=FRIDAY) == ()


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The siege began in August 1914. By October the port was ruined.", "October", "1914-10"),
        ("The siege began in August 1914. On November 7 the fort fell.", "November 7", "1914-11-07"),
        ("The siege began in August 1914. In March the fort fell.", "March", "1915-03"),
        ("The pact was broken in 1988. That December the border closed.", "December", "1988-12"),
        # of today: a recent year, another paragraph, and what somebody said
        ("He was elected in November 2021. On July 3 the court met.", "July 3", "2023-07-03"),
        ("The siege began in August 1914.\n\nOn July 3 the court met.", "July 3", "2023-07-03"),
        ("The siege began in August 1914. On July 3 a guide said so.", "July 3", "2023-07-03"),
    ],
)
def test_a_month_behind_a_date_of_history_is_of_its_year(text: str, words: str, value: str) -> None:
    assert dates(text)[words] == value
