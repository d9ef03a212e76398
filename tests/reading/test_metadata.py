"""What a text says of itself: stamp, title, byline, dateline, agency, outlet and dates."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.models.documents import Dateline, Document
from briefgen.reading import read
from briefgen.reading.bylines import parse_byline
from briefgen.reading.dates import find_date, resolve_day
from briefgen.reading.documents import source_id
from briefgen.reading.openings import parse_opening

REPORT = (
    "The government said on Thursday that it would reopen the border crossing at Lake Veda in June.",
    "Lorries have not been able to use the crossing since the spring, when talks on transit fees broke down.",
)


def document(*blocks: str) -> Document:
    return read("\n\n".join(blocks).encode(), name="test.txt")


@pytest.mark.parametrize(
    ("opening", "place", "agency", "outlet"),
    [
        ("WASHINGTON, July 6 (Reuters) - ", "WASHINGTON", "Reuters", None),
        ("GENEVA (AP) — ", "GENEVA", "AP", None),
        ("BEIJING, March 4 (Xinhua) -- ", "BEIJING", "Xinhua", None),
        ("ST. PAUL, Minn. (The Associated Press) — ", "ST. PAUL, Minn.", "AP", None),
        (
            "WASHINGTON (UrduPoint News / Sputnik - 07th July, 2023) ",
            "WASHINGTON",
            "Sputnik",
            "UrduPoint News",
        ),
        ("MOSCOW, July 5. /TASS/. ", "MOSCOW", "TASS", None),
        ("Brussels, 12 June 2023 (EFE).- ", "Brussels", "EFE", None),
        ("ISLAMABAD, Jul 07 (APP): ", "ISLAMABAD", "APP", None),
        ("LONDON/PARIS, Jan 5 (Reuters) - ", "LONDON/PARIS", "Reuters", None),
        ("RIO DE JANEIRO — ", "RIO DE JANEIRO", None, None),
        ("Vienna – ", "Vienna", None, None),
        ("UNITED NATIONS, Sept 5 - ", "UNITED NATIONS", None, None),
        ("NEW DELHI: ", "NEW DELHI", None, None),
        ("PARIS (Planet News) — ", "PARIS", "Planet News", None),
    ],
)
def test_a_dateline_gives_place_and_agency_and_is_not_body(
    opening: str, place: str, agency: str | None, outlet: str | None
) -> None:
    read_document = document(opening + REPORT[0], REPORT[1])
    assert read_document.dateline is not None
    assert read_document.dateline.place == place
    assert read_document.agency == agency
    assert read_document.outlet == outlet
    assert [span.of(read_document.text) for span in read_document.body] == list(REPORT)


def test_an_agency_alone_may_open_a_report() -> None:
    read_document = document("(Reuters) - " + REPORT[0], REPORT[1])
    assert read_document.agency == "Reuters"
    assert read_document.dateline is None
    assert read_document.body[0].of(read_document.text) == REPORT[0]


@pytest.mark.parametrize(
    "text",
    [
        "NATO (North Atlantic Treaty Organization) said it would send observers to the border.",
        "The New York State Attorney General (NYAG) is looking into the matter, two people said.",
        "President Petrova — who has held office since May — said the border would be opened.",
        "UPDATE - The ministry has since said that the talks will go on tomorrow.",
        "Petrova: The border will be open on Monday, as we have agreed.",
        "By the end of 2023, Norland had agreed to open the border.",
        "In 2023 (March 4) the border was closed.",
        "Well-known — and well-liked — the minister left office.",
    ],
)
def test_a_sentence_with_a_dash_or_brackets_is_no_dateline(text: str) -> None:
    assert parse_opening(text) is None


def test_a_speaker_in_capitals_is_no_dateline_in_a_transcript() -> None:
    turns = (
        "THE PRESIDENT: We will open the border on Monday, as agreed.",
        "PETROVA: I could not agree more with that.",
    )
    read_document = document(*turns)
    assert read_document.dateline is None
    assert read_document.body[0].of(read_document.text) == turns[0]


def test_a_datelines_day_takes_its_year_from_the_publication_date() -> None:
    stamped = document("date 2024-01-02 By Jane Roe", "GENEVA, Dec 30 (AP) — " + REPORT[0], REPORT[1])
    assert stamped.published == date(2024, 1, 2)
    assert stamped.dateline == Dateline(place="GENEVA", date=date(2023, 12, 30))


def test_a_datelines_day_without_any_year_stays_open() -> None:
    assert document("GENEVA, Dec 30 (AP) — " + REPORT[0]).dateline == Dateline(place="GENEVA", date=None)


def test_the_stamp_comes_before_all_other_dates() -> None:
    read_document = document("date 2023-07-07 Open Menu", "Published July 9, 2023", *REPORT)
    assert read_document.published == date(2023, 7, 7)
    assert [span.of(read_document.text) for span in read_document.body] == list(REPORT)


def test_a_stamp_that_is_no_date_is_left_alone() -> None:
    assert document("date 2023-13-45 By Jane Roe", *REPORT).published is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published March 5, 2024", date(2024, 3, 5)),
        ("Published 05 Mar 2024 08:00 GMT", date(2024, 3, 5)),
        ("March 5, 2024 at 9:40 am", date(2024, 3, 5)),
        ("Tuesday 5th March, 2024", date(2024, 3, 5)),
        ("2024-03-05 10:00", date(2024, 3, 5)),
        ("By Jane Roe | March 5, 2024", date(2024, 3, 5)),
        ("05/03/2024", None),
        ("", None),
    ],
)
def test_the_publication_date_is_read_above_the_article(line: str, expected: date | None) -> None:
    assert document("Border crossing at Lake Veda to reopen", line or "World", *REPORT).published == expected


def test_a_publication_date_below_the_article_counts_if_it_says_so() -> None:
    assert document(*REPORT, "First published on March 5, 2024").published == date(2024, 3, 5)


def test_a_date_in_the_articles_own_text_is_no_publication_date() -> None:
    assert (
        document("The border was closed on March 5, 2024, the government said.", REPORT[1]).published is None
    )


@pytest.mark.parametrize(
    ("line", "authors", "agency"),
    [
        ("By Michael Martina and Simon Lewis", ("Michael Martina", "Simon Lewis"), None),
        ("By Jane Roe, John Doe and Ann Poe", ("Jane Roe", "John Doe", "Ann Poe"), None),
        ("By Jane Roe Staff Writer", ("Jane Roe",), None),
        ("By Jane Roe, Reuters", ("Jane Roe",), "Reuters"),
        ("By Ursula von der Leyen", ("Ursula von der Leyen",), None),
        ("Posted by Jane Roe on March 5, 2024", ("Jane Roe",), None),
        ("Faizan Hashmi Published July 07, 2023 | 12:10 AM", ("Faizan Hashmi",), None),
        ("By The Associated Press", (), "AP"),
        ("Reuters March 5, 2024 11:03 PM", (), "Reuters"),
        ("By our staff reporter", (), None),
    ],
)
def test_a_byline_names_people_or_an_agency(line: str, authors: tuple[str, ...], agency: str | None) -> None:
    byline = parse_byline(line)
    assert byline is not None
    assert (byline.authors, byline.agency) == (authors, agency)


@pytest.mark.parametrize(
    "line",
    [
        "By contrast, the south kept its border open",
        "By Friday the talks had failed",
        "By the end of 2023, both sides had agreed",
        "Border closed until March 5, 2024 at the earliest",
        "By and large",
    ],
)
def test_a_headline_or_sentence_is_no_byline(line: str) -> None:
    assert parse_byline(line) is None


def test_by_on_a_line_of_its_own_names_the_next_line() -> None:
    assert document("Border crossing at Lake Veda to reopen", "By\nJane Roe", *REPORT).authors == (
        "Jane Roe",
    )


def test_an_agencys_reporters_are_the_authors_where_there_is_no_byline() -> None:
    note = "(Reporting by Jane Roe and John Doe in Geneva; Editing by Ann Poe)"
    assert document(*REPORT, note).authors == ("Jane Roe", "John Doe")


def test_a_source_line_below_the_article_names_the_agency() -> None:
    assert document(*REPORT, "Source: Xinhua").agency == "Xinhua"
    assert document(*REPORT, "© Reuters").agency == "Reuters"


def test_the_headline_above_the_article_is_the_title_and_not_body() -> None:
    read_document = document("Border crossing at Lake Veda to reopen", "By Jane Roe", *REPORT)
    assert read_document.title == "Border crossing at Lake Veda to reopen"
    assert [span.of(read_document.text) for span in read_document.body] == list(REPORT)


def test_a_pages_heading_names_the_outlet_after_the_headline() -> None:
    read_document = document(
        "Border crossing at Lake Veda to reopen | The Daily Planet",
        "World\nPolitics\nSport",
        "Border crossing at Lake Veda to reopen",
        *REPORT,
    )
    assert read_document.title == "Border crossing at Lake Veda to reopen"
    assert read_document.outlet == "The Daily Planet"


def test_neither_a_share_bar_nor_a_date_line_is_the_title() -> None:
    menu = "\n".join(f"{place} and surroundings" for place in ("North", "South", "East", "West") * 12)
    read_document = document(
        "Border crossing at Lake Veda to reopen",
        menu,
        "More ways of sharing this",
        "March 5, 2024 / 1:07 AM / Planet News",
        *REPORT,
    )
    assert read_document.title == "Border crossing at Lake Veda to reopen"


def test_a_headline_that_ends_in_a_full_stop_is_told_by_its_capitals() -> None:
    read_document = document("Northern Ministers Agree to Reopen Border Crossing.", *REPORT)
    assert read_document.title == "Northern Ministers Agree to Reopen Border Crossing."
    assert [span.of(read_document.text) for span in read_document.body] == list(REPORT)


def test_a_text_that_begins_with_its_first_sentence_has_no_title() -> None:
    read_document = document(*REPORT)
    assert read_document.title is None
    assert read_document.published is None
    assert read_document.authors == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Sept. 5, 2023", date(2023, 9, 5)),
        ("5 September 2023", date(2023, 9, 5)),
        ("2023/09/05", date(2023, 9, 5)),
        ("25/09/2023", date(2023, 9, 25)),
        ("09/25/2023", date(2023, 9, 25)),
        ("05.09.2023", date(2023, 9, 5)),
        ("05/09/2023", None),
        ("February 30, 2023", None),
        ("no date", None),
    ],
)
def test_full_dates_are_read_where_they_can_be_read_in_one_way(line: str, expected: date | None) -> None:
    assert find_date(line) == expected


def test_a_day_is_resolved_to_the_nearest_past_or_the_week_ahead() -> None:
    assert resolve_day(12, 30, date(2024, 1, 2)) == date(2023, 12, 30)
    assert resolve_day(1, 5, date(2024, 1, 2)) == date(2024, 1, 5)
    assert resolve_day(3, 5, date(2024, 1, 2)) == date(2023, 3, 5)
    assert resolve_day(2, 30, date(2024, 1, 2)) is None


@given(st.text("aB9-_ ./é", min_size=1, max_size=12))
def test_an_id_is_made_of_the_stem_of_the_file_name(path):
    stem = PurePosixPath(path).stem
    slug = re.sub("[^a-z0-9]+", "-", stem.lower().replace("é", "e")).strip("-")
    assert source_id(path) == slug or not slug


def test_a_source_is_named_after_its_file() -> None:
    assert source_id("seeds/000_8480c87f.txt") == "000-8480c87f"
    assert source_id("a/Joint Statement (final).TXT") == "joint-statement-final"
    assert source_id("Déclaration.txt") == "declaration"


def test_names_that_lose_letters_get_a_hash_so_that_they_stay_apart() -> None:
    first, second = source_id("声明.txt"), source_id("公报.txt")
    assert first != second
    assert all(character in "0123456789abcdef" for character in first)
    assert source_id("声明-1.txt").startswith("1-")


def test_a_path_is_kept_with_forward_slashes() -> None:
    assert read(REPORT[0].encode(), name="seeds\\a.txt").source.path == "seeds/a.txt"
