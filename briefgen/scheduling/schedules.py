"""When to run: ``--every 1h`` or ``--cron "0 6 * * 1-5"``, as five fields of cron and as systemd says it."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple, cast

from cronsim import CronSim, CronSimError

from briefgen.errors import UsageError

__all__ = ["Schedule", "calendars", "every", "from_cron", "next_run", "shortest_gap"]

_MINUTE, _HOUR, _DAY, _WEEK = 60, 3600, 86400, 604800
_UNITS = {
    **dict.fromkeys(("m", "min", "minute", "minutes"), _MINUTE),
    **dict.fromkeys(("h", "hr", "hour", "hours"), _HOUR),
    **dict.fromkeys(("d", "day", "days"), _DAY),
    **dict.fromkeys(("w", "week", "weeks"), _WEEK),
}
_LONGEST = 366 * _DAY
_FIELDS = ("minute", "hour", "day-of-month", "month", "day-of-week")
_BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_WEEKDAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_SPAN = re.compile(r"(\d{1,6})\s*([a-z]+)\s*")
_ITEM = re.compile(r"(\*|[0-9]+-[0-9]+|[0-9]+(?!/))(?:/([0-9]{1,3}))?")


class Schedule(NamedTuple):
    """When to run.

    Attributes:
        text: as it was asked for.
        cron: the five fields, names as numbers; none for a span of time that no calendar says: 90 minutes.
        seconds: that span; 0 where there are fields.
    """

    text: str
    cron: str | None
    seconds: int = 0


def every(text: str) -> Schedule:
    """The schedule of a span of time: a number and a unit, or several (``1h 30min``).

    A span that divides an hour or a day, a day and a week fall on full minutes and hours, on midnight, on
    Monday's midnight.

    Raises:
        UsageError: it is no span, or shorter than a minute, or longer than a year.
    """
    seconds = _seconds(text)
    if not _MINUTE <= seconds <= _LONGEST:
        raise UsageError(
            f"--every {text!r}: is not between a minute and a year", hint="for example --every 1h"
        )
    cron = _fields_of(seconds)
    return Schedule(f"every {' '.join(text.split())}", cron, 0 if cron else seconds)


def from_cron(text: str) -> Schedule:
    """The schedule that five fields of cron say, as Debian's cron understands them.

    Raises:
        UsageError: a field is wrong; it is named.
    """
    fields = text.upper().split()
    if len(fields) != len(_FIELDS):
        raise UsageError(
            f"--cron {text!r}: has {len(fields)} fields, not 5",
            hint=f'write, in quotes, {", ".join(_FIELDS)}: "0 6 * * 1-5" is 6:00 from Monday to Friday',
        )
    numbered = [*fields[:3], _numbered(fields[3], _MONTHS, 1), _numbered(fields[4], _WEEKDAYS, 0)]
    for index, field in enumerate(numbered):
        if _unclear(field, *_BOUNDS[index]):
            raise _wrong(text, index, fields[index])
    cron = " ".join(numbered)
    try:
        CronSim(cron, datetime.datetime(2024, 1, 1))
    except CronSimError as error:
        index = next((i for i, name in enumerate(_FIELDS) if name in str(error)), 0)
        raise _wrong(text, index, fields[index]) from error
    return Schedule(f"cron {cron}", cron)


def next_run(schedule: Schedule, now: datetime.datetime) -> datetime.datetime | None:
    """The first time after `now`; none where it depends on the last run."""
    if schedule.cron is None:
        return None
    return next(CronSim(schedule.cron, now), None)


def shortest_gap(cron: str) -> datetime.timedelta:
    """The least time between two runs."""
    runs = CronSim(cron, datetime.datetime(2024, 1, 1))
    # An hour holds 60 runs at the most, and the pattern of minutes is the same in all of them.
    times = [time for time, _ in zip(runs, range(122), strict=False)]
    return min(later - earlier for earlier, later in itertools.pairwise(times))


def calendars(cron: str) -> tuple[str, ...]:
    """The same times as systemd.time(7) says them: a timer runs whenever one of these comes.

    cron runs when the day of the month *or* the day of the week fits, unless one of them begins with a star:
    for that systemd takes two lines.
    """
    parsed = CronSim(cron, datetime.datetime(2024, 1, 1))
    time = f"{_listed(parsed.hours, 0, 23)}:{_listed(parsed.minutes, 0, 59)}:00"
    months = _listed(parsed.months, 1, 12)
    days = _listed(parsed.days, 1, 31)
    week = {day % 7 for day in cast("set[int]", parsed.weekdays)}
    names = "" if len(week) == 7 else ",".join(_WEEKDAYS[day].capitalize() for day in sorted(week)) + " "
    if parsed.day_and:
        return (f"{names}*-{months}-{days} {time}",)
    return (f"*-{months}-{days} {time}", f"{names}*-{months}-* {time}")


def _seconds(text: str) -> int:
    rest, total = text.strip().lower(), 0
    while match := _SPAN.match(rest):
        number, unit = match.groups()
        if unit not in _UNITS:
            break
        total += int(number) * _UNITS[unit]
        rest = rest[match.end() :]
    if rest or not total:
        raise UsageError(
            f"--every {text!r}: is no span of time",
            hint="write a number and min, h, d or w, such as 30min, 1h, 2d, 1w; --cron says more",
        )
    return total


def _fields_of(seconds: int) -> str | None:
    """The five fields that come back every so many seconds, if there are."""
    minutes, hours = seconds // _MINUTE, seconds // _HOUR
    if seconds == _WEEK:
        return "0 0 * * 1"
    if seconds == _DAY:
        return "0 0 * * *"
    if seconds % _HOUR == 0 and 24 % hours == 0:
        return "0 * * * *" if hours == 1 else f"0 */{hours} * * *"
    if seconds < _HOUR and 60 % minutes == 0:
        return "* * * * *" if minutes == 1 else f"*/{minutes} * * * *"
    return None


def _unclear(field: str, low: int, high: int) -> bool:
    """Whether crons differ on a field, or it says something else than it seems to.

    ``5/15`` is 5 alone in one cron and 5-59/15 in another; ``*/90`` is 0 alone; letters are extensions.
    """
    items = [_ITEM.fullmatch(item) for item in field.split(",")]
    return any(item is None or int(item[2] or 1) > high - low for item in items)


def _wrong(text: str, index: int, field: str) -> UsageError:
    low, high = _BOUNDS[index]
    names = {3: ", or JAN to DEC", 4: " (0 and 7 are Sunday), or SUN to SAT"}.get(index, "")
    return UsageError(
        f"--cron {text!r}: the {_FIELDS[index]} {field!r} is wrong",
        hint=f"write *, or numbers from {low} to {high}{names}, as 1,3 or 1-5, with steps as */2 or 1-9/2",
    )


def _numbered(field: str, names: Collection[str], first: int) -> str:
    """The field with its names as numbers: not every cron takes names in lists and ranges."""
    for number, name in enumerate(names, first):
        field = re.sub(rf"\b{name}\b", str(number), field)
    return field


def _listed(numbers: Collection[int], low: int, high: int) -> str:
    """The numbers as systemd lists them, runs of three and more as ranges."""
    if len(numbers) == high - low + 1:
        return "*"
    return ",".join(_runs(sorted(numbers)))


def _runs(numbers: list[int]) -> Iterator[str]:
    while numbers:
        length = next((i for i, n in enumerate(numbers) if n != numbers[0] + i), len(numbers))
        run, numbers = numbers[:length], numbers[length:]
        if length > 2:
            yield f"{run[0]:02}..{run[-1]:02}"
        else:
            yield from (f"{number:02}" for number in run)
