"""How a report opens: the dateline, and the agency that wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from briefgen.reading.dates import find_date, find_day
from briefgen.reading.resources import lines, table, words

_REACH = 160
_LONGEST_PLACE = 70
_LONGEST_ACRONYM = 4
_DASHES = r"(?:-{1,2}|–|—|―)"
_DELIMITER = re.compile(rf"\s*\(|[.,]?\s+/(?=[A-Z])|\s+{_DASHES}\s+|\s*(?:—|―|--)\s*|:\s+")
_AFTER_CREDIT = re.compile(rf"\s*(?:\.?{_DASHES}|:|\.)?\s*")
_TRAILING_DATE = re.compile(
    r"[,.]? ?(?:(?:[A-Z][a-z]+day,? )?[A-Z][A-Za-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?(?:, ?\d{4})?"
    r"|\d{1,2}(?:st|nd|rd|th)? [A-Z][A-Za-z]{2,8}\.?(?:,? \d{4})?)[.,]?$"
)
_BEGINS_REPORT = re.compile(r"[A-Z0-9\"'“‘«„$€£À-ÖØ-Þ]")


@dataclass(frozen=True, slots=True)
class Opening:
    """The dateline and credit before a report's first word.

    Attributes:
        length: how many characters of the block they take.
        place: where it was filed, as printed, or none.
        date: the date, if a year is given.
        day: month and day, if one is given.
        agency: who wrote it, or none.
        outlet: who carried it, where the credit names both.
    """

    length: int
    place: str | None = None
    date: date | None = None
    day: tuple[int, int] | None = None
    agency: str | None = None
    outlet: str | None = None


def known_agency(name: str) -> str | None:
    """The printed name of a news agency ("The Associated Press" is AP), or none if it is not known as one."""
    name = name.strip()
    # "ePA" and "Spa" are words; the short names of agencies are known by their capitals.
    return _agency_names().get(name if len(name) <= _LONGEST_ACRONYM else name.casefold())


@cache
def _agency_names() -> dict[str, str]:
    names = {}
    for printed, others in table("agencies")["agencies"].items():
        for name in (printed, *others):
            for form in (name, name.upper()):
                names[form if len(form) <= _LONGEST_ACRONYM else form.casefold()] = printed
    return names


def parse_opening(text: str, *, colon: bool = False) -> Opening | None:
    """The dateline and credit at the beginning of a paragraph, or none.

    Known forms: "WASHINGTON, July 6 (Reuters) - ", "GENEVA (AP) — ", "MOSCOW, July 5. /TASS/. ",
    "WASHINGTON (UrduPoint News / Sputnik - 07th July, 2023) ", "Vienna – ", "(Reuters) - ".

    Args:
        text: the paragraph.
        colon: whether "NEW DELHI: " may be a dateline; in a transcript such openings are speakers.
    """
    head = text[:_REACH]
    if not head or not (head[0].isupper() or head[0] in "(0123456789"):
        return None
    delimiter = _DELIMITER.search(head, 0, _LONGEST_PLACE)
    if delimiter is None:
        return None
    before = head[: delimiter.start()]
    mark = delimiter[0].strip(" .,")
    if mark == "(":
        return _credited(text, before, delimiter.end(), ")")
    if mark == "/":
        return _credited(text, before, delimiter.end(), "/")
    if mark == ":" and not (colon and before.isupper() and len(before) > 3 and not known_agency(before)):
        return None
    return _plain(text, before, delimiter.end())


def _credited(text: str, before: str, start: int, closing: str) -> Opening | None:
    """A dateline with the agency in brackets or between slashes."""
    end = text.find(closing, start, start + 80)
    if end < 0:
        return None
    credit = text[start:end]
    names = _names(credit)
    after = _AFTER_CREDIT.match(text, end + 1)
    length = after.end() if after else end + 1
    separated = bool(after and after[0].strip())
    place, day_text = _place_and_date(before)
    dated = find_date(day_text) or find_date(credit)
    day = find_day(day_text) or find_day(credit)
    agency = next((known for name in reversed(names) if (known := known_agency(name))), None)
    if length >= len(text) or (before and place is None and not day_text):
        return None
    if agency is None:
        # "NATO (North Atlantic Treaty Organization) said" is none; a date, or capitals and a dash, tell.
        if not names or place is None or not _is_credit_shaped(place, bool(dated or day), separated):
            return None
        agency = names[-1]
    elif not before and not separated:
        return None
    outlet = next((name for name in names if known_agency(name) != agency and name != agency), None)
    return Opening(length, place, dated, day, agency, outlet)


def _is_credit_shaped(place: str, dated: bool, separated: bool) -> bool:
    """Whether a name that is no known agency stands as one: "PARIS (Planet) —", "PARIS (Planet - 7 July)"."""
    capitals = place.partition(",")[0].isupper()
    return (capitals and (dated or separated)) or (dated and separated)


def _plain(text: str, before: str, length: int) -> Opening | None:
    """A dateline without an agency."""
    place, day_text = _place_and_date(before)
    if place is None or not _BEGINS_REPORT.match(text, length):
        return None
    if not day_text and not place.split(",")[0].isupper() and len(place.split()) > 3:
        return None
    if len(place) < 3 and not day_text:
        return None
    return Opening(length, place, find_date(day_text), find_day(day_text))


def _place_and_date(before: str) -> tuple[str | None, str]:
    """Splits "ST. PAUL, Minn., Sept. 26" into the place and the words of the date (empty if none)."""
    stripped = before.strip()
    found = _TRAILING_DATE.search(stripped)
    day_text = found[0] if found and find_day(found[0]) else ""
    place = stripped[: len(stripped) - len(day_text)].strip(" ,")
    if place.endswith(".") and not re.search(r"(?:^|[ .])[A-Z][a-z]{0,4}\.$", place):
        place = place.rstrip(".")
    return (place if _is_place(place) else None), day_text


def _is_place(place: str) -> bool:
    parts = place.replace("/", " ").split()
    if not 1 <= len(parts) <= 7 or place.casefold() in lines("not_places"):
        return False
    if any(character in place for character in '"“”?!;()'):
        return False
    return (
        all(word[0].isupper() or word in words("name_particles") for word in parts) and parts[0][0].isupper()
    )


def _names(credit: str) -> list[str]:
    parts: Iterable[str] = re.split(rf"/|\s{_DASHES}\s|,|\||;", credit)
    return [
        part.strip() for part in parts if part.strip() and part.strip()[0].isalpha() and not find_day(part)
    ]
