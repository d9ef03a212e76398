"""Dates as page heads and datelines write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS: tuple[str, ...] = ("january", "february", "march", "april", "may", "june", "july", "august")
_MONTHS += ("september", "october", "november", "december")
_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTHS, start=1)}
_MONTH_NUMBERS |= {name[:3]: number for name, number in _MONTH_NUMBERS.items()} | {"sept": 9}

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\b\.?"
_DAY = r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_DATES = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(rf"\b{_MONTH} ?{_DAY},? {{0,2}}{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_DAY}[ -](?:of )?{_MONTH},?[ -]{{1,2}}{_YEAR}", re.IGNORECASE),
    re.compile(r"\b(?P<day>\d{1,2})(?P<mark>[/.])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)\b"),
)
_DAYS = (
    re.compile(rf"\b{_MONTH} ?{_DAY}", re.IGNORECASE),
    re.compile(rf"{_DAY}[ -](?:of )?{_MONTH}", re.IGNORECASE),
)


def find_date(text: str) -> date | None:
    """The first full date in a line ("July 07, 2023", "07th July, 2023", "2023-07-07"), or none.

    Dates of the kind 06/07/2023, which some readers take for June and some for July, are not taken.
    """
    found = [match for pattern in _DATES if (match := pattern.search(text))]
    for match in sorted(found, key=lambda match: match.start()):
        value = _full_date(match)
        if value is not None:
            return value
    return None


def _full_date(match: re.Match[str]) -> date | None:
    day, month = int(match["day"]), _month_number(match["month"])
    mark = match.groupdict().get("mark")
    if mark == "/":
        if day <= 12 and month <= 12 and day != month:
            return None
        if month > 12:
            day, month = month, day
    try:
        return date(int(match["year"]), month, day)
    except ValueError:
        return None


def find_day(text: str) -> tuple[int, int] | None:
    """The first month and day in a line ("July 6" is (7, 6)), or none."""
    for pattern in _DAYS:
        match = pattern.search(text)
        if match:
            return _month_number(match["month"]), int(match["day"])
    return None


def resolve_day(month: int, day: int, published: date) -> date | None:
    """The date of a month and day nearest to the publication and not more than a week after it."""
    candidates = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            continue
    past = [value for value in candidates if value <= published + timedelta(days=7)]
    return max(past, default=None)


def _month_number(name: str) -> int:
    return int(name) if name.isdigit() else _MONTH_NUMBERS[name.lower().rstrip(".")]
