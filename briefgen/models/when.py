"""Calendar dates of known precision: a day, a week, a month, a quarter, a season, a year."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Literal

from pydantic import field_validator

from briefgen.models.base import Model

Precision = Literal["day", "week", "month", "quarter", "half", "season", "year"]

_FORMS: tuple[tuple[Precision, str], ...] = (
    ("day", r"(\d{4})-(\d\d)-(\d\d)"),
    ("week", r"(\d{4})-W(\d\d)"),
    ("month", r"(\d{4})-(\d\d)"),
    ("quarter", r"(\d{4})-Q([1-4])"),
    ("half", r"(\d{4})-H([12])"),
    ("season", r"(\d{4})-(SP|SU|FA|WI)"),
    ("year", r"(\d{4})"),
)
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "season": 3}
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class When(Model):
    """A date as precise as its source, as TIMEX3: ``2023-07-06``, ``2023-W27``, ``2023-Q3``, ``2022``."""

    value: str

    @field_validator("value")
    @classmethod
    def _names_a_date(cls, value: str) -> str:
        _days(value)
        return value

    @classmethod
    def parse(cls, value: str | None) -> When | None:
        """The date for a TIMEX3 value, a clock time cut to its day; none if it names no calendar date."""
        if not value:
            return None
        try:
            return cls(value=value.partition("T")[0])
        except ValueError:
            return None

    @classmethod
    def on(cls, day: date) -> When:
        """A single day."""
        return cls(value=day.isoformat())

    @property
    def precision(self) -> Precision:
        """How precise it is."""
        return _parts(self.value)[0]

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that it may mean."""
        return _days(self.value)


def _parts(value: str) -> tuple[Precision, int, str]:
    for precision, form in _FORMS:
        if found := re.fullmatch(form, value):
            return precision, int(found[1]), found[2] if precision != "year" else ""
    raise ValueError(f"{value!r} is no calendar date in TIMEX3")


def _days(value: str) -> tuple[date, date]:
    precision, year, detail = _parts(value)
    if precision == "year":
        return date(year, 1, 1), date(year, 12, 31)
    if precision == "day":
        day = date.fromisoformat(value)
        return day, day
    if precision == "week":
        monday = date.fromisocalendar(year, int(detail), 1)
        return monday, monday + timedelta(days=6)
    months = _MONTHS[precision]
    number = _SEASONS[detail] if precision == "season" else (int(detail) - 1) * months + 1
    years, last_month = divmod(number + months - 2, 12)
    last_day = calendar.monthrange(year + years, last_month + 1)[1]
    return date(year, number, 1), date(year + years, last_month + 1, last_day)
