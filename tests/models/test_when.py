from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.models import When


@pytest.mark.parametrize(
    ("value", "precision", "first", "last"),
    [
        ("2023-07-06", "day", date(2023, 7, 6), date(2023, 7, 6)),
        ("2023-W27", "week", date(2023, 7, 3), date(2023, 7, 9)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-Q4", "quarter", date(2023, 10, 1), date(2023, 12, 31)),
        ("2023-H1", "half", date(2023, 1, 1), date(2023, 6, 30)),
        ("2023-WI", "season", date(2023, 12, 1), date(2024, 2, 29)),
        ("2022", "year", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_a_date_is_as_precise_as_its_value(value, precision, first, last):
    when = When(value=value)
    assert when.precision == precision
    assert when.days == (first, last)


@pytest.mark.parametrize(
    "value", [None, "", "PRESENT_REF", "P2W", "2023-13", "2023-02-30", "XXXX-07", "199", "2023-W99"]
)
def test_what_names_no_calendar_date_is_none(value):
    assert When.parse(value) is None


def test_a_clock_time_is_cut_to_its_day():
    assert When.parse("2023-07-06T10:30") == When(value="2023-07-06")


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_itself(day):
    assert When.on(day).days == (day, day)


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 1, 1)))
def test_the_day_after_a_month_is_the_first_of_the_next(day):
    _, last = When(value=f"{day.year:04}-{day.month:02}").days
    assert (last + timedelta(days=1)).day == 1
    assert last.month == day.month
