"""What a careful reader sees in the two seed files; expected values worked out by hand from their text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.models.documents import Dateline, Document
from briefgen.reading import read

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture
def reuters() -> Document:
    path = SEEDS / "000_8480c87f07632bc2.txt"
    return read(path.read_bytes(), name=f"seeds/{path.name}")


@pytest.fixture
def sputnik() -> Document:
    path = SEEDS / "004_ee654ae007ce720c.txt"
    return read(path.read_bytes(), name=f"seeds/{path.name}")


def body(document: Document) -> list[str]:
    return [span.of(document.text) for span in document.body]


def test_the_first_seed_says_who_wrote_it_and_when(reuters: Document) -> None:
    assert reuters.authors == ("Michael Martina", "Simon Lewis")
    assert reuters.agency == "Reuters"
    assert reuters.outlet is None
    assert reuters.title is None
    assert reuters.published == date(2023, 7, 7)
    assert reuters.dateline == Dateline(place="WASHINGTON", date=date(2023, 7, 6))


def test_the_first_seed_is_all_body_but_for_stamp_byline_and_dateline(reuters: Document) -> None:
    paragraphs = body(reuters)
    assert len(paragraphs) == 18
    assert paragraphs[0].startswith("The U.S. wants other countries to engage China")
    assert paragraphs[-1].endswith("illegally trafficked the chemicals used to make fentanyl.")
    left_out = reuters.text[: reuters.body[0].start]
    assert left_out == (
        " date 2023-07-07 By Michael Martina and Simon Lewis\n\nWASHINGTON, July 6 (Reuters) - "
    )


def test_the_second_seed_was_written_by_sputnik_and_carried_by_urdupoint(sputnik: Document) -> None:
    assert sputnik.authors == ("Faizan Hashmi",)
    assert sputnik.agency == "Sputnik"
    assert sputnik.outlet == "UrduPoint News"
    assert sputnik.published == date(2023, 7, 7)
    assert sputnik.dateline == Dateline(place="WASHINGTON", date=date(2023, 7, 7))
    assert sputnik.title == (
        "US Invited China to Anti-Drug Coalition Launch, No Indication They Will Join - State Dept."
    )


def test_the_second_seeds_body_holds_the_report_and_nothing_of_the_page(sputnik: Document) -> None:
    paragraphs = body(sputnik)
    assert len(paragraphs) == 9
    assert paragraphs[0].startswith("The United States invited China to join an international coalition")
    assert paragraphs[-1].endswith(
        "the March 2024 UN Commission on Narcotic Drugs, according to the State Department."
    )
    text = "\n".join(paragraphs)
    for furniture in (
        "Open Menu",
        "Faizan Hashmi",
        "Published",
        "No Indication They Will Join",
        "UrduPoint",
        "Related Topics",
        "Recent Stories",
        "26 minutes ago",
        "Cricket",
        "More Stories",
    ):
        assert furniture not in text


def test_a_source_is_named_by_its_file_and_hashed(reuters: Document) -> None:
    assert reuters.source.id == "000-8480c87f07632bc2"
    assert reuters.source.path == "seeds/000_8480c87f07632bc2.txt"
    assert len(reuters.source.sha256) == 64
    assert reuters.language == "en"
