"""Bylines: who wrote an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from briefgen.reading.dates import find_date
from briefgen.reading.openings import known_agency
from briefgen.reading.resources import words

_LONGEST = 200
_ENDS_SENTENCE = (".", "!", "?", ".”", '."')
_BY = re.compile(
    r"(?:(?:written|reported|story|article|text|posted|words|author) ?(?:by|:)|by:?) +(?=[^\W\d_])",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[|•·@\d]|\s[-–—]+\s|\b(?:published|updated|posted|last (?:updated|modified))\b|\bon (?=[A-Z0-9]))"
    r".*$",
    re.IGNORECASE | re.DOTALL,
)
_MONTH_TAIL = re.compile(
    r"[\s,]+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s*$",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"(?:[^\W\d_][\w.'’\-]*)$")

_SPLIT = re.compile(r"\s*,?\s+(?:and|und|et|y|e|&)\s+|\s*[,;&/]\s*")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says.

    Attributes:
        authors: people's names, as printed.
        agency: an agency named in place of or beside them, or none.
        published: a date on the same line, or none.
    """

    authors: tuple[str, ...] = ()
    agency: str | None = None
    published: date | None = None


def parse_byline(text: str) -> Byline | None:
    """What a byline says, or none if the line is none.

    Known forms: "By Jane Roe and John Doe", "By Jane Roe, Staff Writer", "By Reuters", and, without "by",
    "Jane Roe Published July 07, 2023 | 12:10 AM" and "Reuters November 18, 2019".
    """
    line = text.strip()
    if len(line) > _LONGEST or "\n" in line or line.endswith(_ENDS_SENTENCE):
        return None
    opened = _BY.match(line)
    published = find_date(line)
    if opened is None:
        # Without "by", only a date after the name tells a byline from a headline.
        if published is None:
            return None
        names = _MONTH_TAIL.sub("", _TAIL.sub("", line))
        authors, agency = _people(names)
        if not (authors or agency) or len(names.split()) > 5:
            return None
        return Byline(authors, agency, published)
    names = _MONTH_TAIL.sub("", _TAIL.sub("", line[opened.end() :]))
    authors, agency = _people(names)
    if not authors and not agency and not _is_desk(names):
        return None
    return Byline(authors, agency, published)


def _people(names: str) -> tuple[tuple[str, ...], str | None]:
    """The people and the agency in a list of names; nothing where some part is neither."""
    authors: list[str] = []
    agency = None
    for part in _SPLIT.split(names.strip(" ,.;:")):
        known = known_agency(part)
        if known:
            agency = known
        elif is_person_name(part):
            authors.append(_without_role(part))
        elif not _is_desk(part):
            return ((), agency) if not authors else (tuple(authors), agency)
    return tuple(authors), agency


def is_person_name(text: str) -> bool:
    """Whether `text` has the form of a person's name ("Michael Martina", "Ursula von der Leyen")."""
    parts = _without_role(text).split()
    if not 2 <= len(parts) <= 5:
        return False
    if not all(_NAME_WORD.match(part) for part in parts):
        return False
    if any(part.lower() in words("byline_words") for part in parts):
        return False
    return (
        all(part[0].isupper() or part in words("name_particles") for part in parts) and parts[0][0].isupper()
    )


def _without_role(text: str) -> str:
    """The name without the role after it: "Jane Roe" of "Jane Roe Staff Writer"."""
    parts = text.split()
    while len(parts) > 2 and parts[-1].lower() in words("byline_words"):
        parts.pop()
    return " ".join(parts)


def _is_desk(text: str) -> bool:
    """Whether it names a role or a desk ("Our Correspondent", "DAILY PLANET STAFF")."""
    parts = [part.strip(",.") for part in text.split()]
    roles = words("byline_words")
    return any(part.lower() in roles for part in parts) and all(
        part[:1].isupper() or part.lower() in roles for part in parts if part
    )
