"""Calendar arithmetic on TIMEX3 values (TimeML 1.2.1; ISO 8601 and its extensions)."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")

_YEARS = {"Y": (1, 4), "E": (10, 3), "C": (100, 2), "L": (1000, 1)}
"""Units of years: how many, and how many digits of a year TIMEX3 writes for them."""

AHEAD_DAYS = 75
"""How far ahead a date without a year is still taken as coming; beyond it, as past."""


def day_value(year: int | None, month: int, day: int) -> str | None:
    """``2023-07-06``, or ``XXXX-07-06`` without a year; none if there is no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"


def month_value(year: int | None, month: int) -> str:
    """``2023-07``, or ``XXXX-07`` without a year."""
    return f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}"


def week_value(day: date) -> str:
    """The ISO 8601 week of a day: ``2023-W27``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def year_value(year: int) -> str | None:
    """``2022``; none outside the years of our era."""
    return f"{year:04d}" if 0 < year < 10_000 else None


def shifted_day(day: date, days: int) -> date | None:
    """`day` and so many days; none beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shifted_month(year: int, month: int, months: int) -> str | None:
    """The month so many months on: ``2023-07``."""
    years, index = divmod(year * 12 + month - 1 + months, 12)
    return month_value(years, index + 1) if 0 < years < 10_000 else None


def shift(value: str, unit: str, count: int) -> str | None:
    """A value moved by `count` units, as precise as the unit or the value, whichever is coarser.

    ``shift("1989-Q3", "Y", -1)`` is ``1988-Q3``; ``shift("1995-05-22", "Y", 1)`` is ``1996``.
    """
    quarter = _QUARTER.fullmatch(value)
    if quarter and unit in {"Y", "Q"}:
        return _shifted_quarter(int(quarter[1]), int(quarter[2]), count * (4 if unit == "Y" else 1))
    if unit in _YEARS:
        return shifted_year(int(value[:4]), unit, count) if value[:4].isdecimal() else None
    if unit in {"M", "Q"}:
        month = _MONTH.match(value)
        moved = month and shifted_month(int(month[1]), int(month[2]), count * (1 if unit == "M" else 3))
        return period(moved, unit) if moved else None
    day = first_day(value)
    shifted = shifted_day(day, count * {"W": 7, "F": 14, "WE": 7}.get(unit, 1)) if day else None
    return period(shifted.isoformat(), unit) if shifted else None


def period(value: str, unit: str) -> str | None:
    """The day, week, weekend, month, quarter, year or decade that a value lies in; none if it is coarser."""
    if unit in _YEARS:
        return value[: _YEARS[unit][1]] if value[:4].isdecimal() else None
    if unit == "Q":
        known = _QUARTER.fullmatch(value)
        month = _MONTH.match(value)
        return value if known else month and f"{month[1]}-Q{(int(month[2]) + 2) // 3}"
    if unit == "M":
        return value[:7] if _MONTH.match(value) else None
    day = first_day(value)
    if day is None or unit not in {"D", "N", "W", "F", "WE"}:
        return None
    week = week_value(day)
    return {"W": week, "F": week, "WE": f"{week}-WE"}.get(unit, day.isoformat())


def shifted_year(year: int, unit: str, count: int) -> str | None:
    """A year, decade (``198``), century (``19``) or none, so many years, decades, centuries on."""
    years, digits = _YEARS[unit]
    text = year_value(year + count * years)
    return text and text[:digits]


def as_day(value: str) -> date | None:
    """The day that a day value, or a clock time's value, names; none for all else."""
    found = _DAY.match(value)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def first_day(value: str) -> date | None:
    """A day to count from for a day, week or month value."""
    if week := _WEEK.match(value):
        try:
            return date.fromisocalendar(int(week[1]), int(week[2]), 1)
        except ValueError:
            return None
    return as_day(value if len(value) != 7 else value + "-01")


def nearest_year(published: date, month: int, day: int, *, ahead: bool) -> int:
    """The year of a month and day named without one, for a text of `published`.

    Most are past; up to `AHEAD_DAYS` ahead they are coming, and further if the sentence looks ahead.
    """
    limit = 270 if ahead else AHEAD_DAYS
    for year in (published.year + 1, published.year):
        distance = (year - published.year) * 365 + (month - published.month) * 30.4 + day - published.day
        if distance <= limit:
            return year
    return published.year - 1


def weekday_on(published: date, weekday: int, *, ahead: bool) -> date | None:
    """The most recent such weekday, `published` included; the coming one if `ahead`."""
    back = (published.isoweekday() - weekday) % 7
    return shifted_day(published, (-back % 7) if ahead else -back)


def quarter_value(published: date, number: int, *, ahead: bool = False) -> str:
    """The quarter of that number that has last begun by `published`."""
    year = published.year
    if (number - 1) * 3 + 1 > published.month and not ahead:
        year -= 1
    return f"{year:04d}-Q{number}"


def _shifted_quarter(year: int, quarter: int, quarters: int) -> str | None:
    years, index = divmod(year * 4 + quarter - 1 + quarters, 4)
    return f"{years:04d}-Q{index + 1}" if 0 < years < 10_000 else None
