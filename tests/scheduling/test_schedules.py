from __future__ import annotations

import datetime
import re
import shutil
import subprocess

import pytest
from cronsim import CronSim
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import UsageError
from briefgen.scheduling.schedules import calendars, every, from_cron, next_run, shortest_gap


@pytest.mark.parametrize(
    ("text", "cron", "seconds"),
    [
        ("1min", "* * * * *", 0),
        ("15 min", "*/15 * * * *", 0),
        ("30m", "*/30 * * * *", 0),
        ("60min", "0 * * * *", 0),
        ("1h", "0 * * * *", 0),
        ("6 hours", "0 */6 * * *", 0),
        ("1d", "0 0 * * *", 0),
        ("24h", "0 0 * * *", 0),
        ("1w", "0 0 * * 1", 0),
        ("7 days", "0 0 * * 1", 0),
        # What divides neither an hour nor a day comes back at no fixed times.
        ("45min", None, 2700),
        ("1h 30min", None, 5400),
        ("5h", None, 18000),
        ("2d", None, 172800),
        ("2w", None, 1209600),
    ],
)
def test_a_span_is_fields_of_cron_where_they_can_say_it(text, cron, seconds):
    schedule = every(text)
    assert (schedule.cron, schedule.seconds) == (cron, seconds)


@pytest.mark.parametrize(
    "text", ["", "1", "h", "soon", "1 month", "-1h", "1h,", "1.5h", "30s", "0min", "2000d"]
)
def test_what_is_no_span_is_refused_with_an_example(text):
    with pytest.raises(UsageError) as caught:
        every(text)
    assert "1h" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("61 * * * *", "minute '61'"),
        ("* 24 * * *", "hour '24'"),
        ("* * 0 * *", "day-of-month '0'"),
        ("* * * 13 *", "month '13'"),
        ("* * * * 8", "day-of-week '8'"),
        ("* * * * MOO", "day-of-week 'MOO'"),
        ("*/0 * * * *", "minute '*/0'"),
        ("5-1 * * * *", "minute '5-1'"),
        ("1,,2 * * * *", "minute '1,,2'"),
        ("* * 30 2 *", "day-of-month '30'"),
        # Crons differ on these, or they say something else than it seems.
        ("5/15 * * * *", "minute '5/15'"),
        ("*/90 * * * *", "minute '*/90'"),
        ("* * L * *", "day-of-month 'L'"),
        ("* * * * 5#2", "day-of-week '5#2'"),
        ("* * ? * *", "day-of-month '?'"),
        ("1~9 * * * *", "minute '1~9'"),
        ("٣ * * * *", "minute '٣'"),
    ],
)
def test_the_field_that_is_wrong_is_named(text, field):
    with pytest.raises(UsageError) as caught:
        from_cron(text)
    assert f"the {field} is wrong" in caught.value.message
    assert "write *" in caught.value.hint


@pytest.mark.parametrize("text", ["", "* * * *", "0 * * * * *", "@daily"])
def test_there_are_five_fields(text):
    with pytest.raises(UsageError, match="not 5"):
        from_cron(text)


def test_names_become_numbers_and_space_becomes_one():
    assert from_cron(" 0  6\t* jan,Jul mon-fri\n").cron == "0 6 * 1,7 1-5"


@pytest.mark.parametrize(
    ("cron", "lines"),
    [
        ("0 6 * * 1-5", ["Mon,Tue,Wed,Thu,Fri *-*-* 06:00:00"]),
        ("*/15 * * * *", ["*-*-* *:00,15,30,45:00"]),
        ("30 9-17 1,15 * *", ["*-*-01,15 09..17:30:00"]),
        ("0 0 * 1,6-8 0,7", ["Sun *-01,06..08-* 00:00:00"]),
        # On the first of the month, and on Mondays.
        ("0 6 1 * 1", ["*-*-01 06:00:00", "Mon *-*-* 06:00:00"]),
        # On Mondays that are odd days: one of the two begins with a star.
        ("0 6 */10 * 1", ["Mon *-*-01,11,21,31 06:00:00"]),
    ],
)
def test_fields_of_cron_are_calendars_of_systemd(cron, lines):
    assert list(calendars(cron)) == lines


def numbers(low, high):
    number = st.integers(low, high)
    span = st.tuples(number, number).map(lambda pair: f"{min(pair)}-{max(pair)}")
    stepped = st.tuples(span | st.just("*"), st.integers(1, high - low)).map("{0[0]}/{0[1]}".format)
    item = number.map(str) | span | stepped
    return st.just("*") | st.lists(item, min_size=1, max_size=3).map(",".join)


fields = st.tuples(numbers(0, 59), numbers(0, 23), numbers(1, 28), numbers(1, 12), numbers(0, 7)).map(
    " ".join
)
SYSTEMD = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(SYSTEMD is None, reason="systemd-analyze is missing")
START = datetime.datetime(2025, 12, 30, 23, 58, tzinfo=datetime.UTC)


@needs_systemd
@settings(max_examples=60, deadline=None)
@given(fields)
def test_systemd_runs_when_cron_does(text):
    cron = from_cron(text).cron
    assert cron is not None
    expected = [time for time, _ in zip(CronSim(cron, START), range(6), strict=False)]
    assert systemd_runs(calendars(cron), 6) == expected


def systemd_runs(lines, count):
    """The first runs after START of a timer with these calendars, by systemd itself."""
    done = subprocess.run(
        [
            SYSTEMD or "",
            "calendar",
            f"--base-time={START:%Y-%m-%d %H:%M:%S}",
            f"--iterations={count}",
            *lines,
        ],
        env={"TZ": "UTC", "LC_ALL": "C", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    times = re.findall(r"(?:Next elapse|Iter\. #\d+): \w+ (\S+ \S+) UTC", done.stdout)
    return sorted({datetime.datetime.fromisoformat(f"{time}+00:00") for time in times})[:count]


@given(fields)
def test_what_is_asked_for_is_told_in_a_form_that_can_be_read_again(text):
    schedule = from_cron(text)
    assert from_cron(schedule.text.removeprefix("cron ")) == schedule


def test_the_next_run_is_told_where_it_is_fixed():
    now = datetime.datetime(2026, 5, 1, 6, 30, tzinfo=datetime.UTC)  # a Friday
    assert next_run(from_cron("0 6 * * 1-5"), now) == datetime.datetime(2026, 5, 4, 6, tzinfo=datetime.UTC)
    assert next_run(every("90min"), now) is None


@pytest.mark.parametrize(
    ("cron", "minutes"), [("* * * * *", 1), ("*/5 * * * *", 5), ("0,58 * * * *", 2), ("0 6 * * *", 1440)]
)
def test_the_least_time_between_two_runs(cron, minutes):
    assert shortest_gap(cron) == datetime.timedelta(minutes=minutes)
