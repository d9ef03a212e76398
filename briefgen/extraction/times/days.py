"""Days and clock times: weekdays, "yesterday", "2023-07-07", "11/02/89", "5 p.m. Friday"."""

from __future__ import annotations

from briefgen.extraction.times.months import month_day_at, read_month
from briefgen.extraction.times.reading import Found, Reading, small_number
from briefgen.extraction.times.values import as_day, day_value, shifted_day, weekday_on

_FROM_PUBLICATION = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
_FROM_REFERENCE = {"previous": -1, "preceding": -1, "following": 1}
"""By how many days to step off, so that the weekday is another one than the day counted from."""


def read_weekday(reading: Reading, index: int) -> Found | None:
    """The day or part of a day around the weekday at `index`."""
    day = weekday_at(reading, index)
    if day is None:
        return None
    found = _deictic_weekday(reading, index, day) or day
    if found.type != "DATE":
        return found
    return _part_of_day(reading, found) or found._replace(first=reading.widened(found.first))


def weekday_at(reading: Reading, index: int) -> Found | None:
    """The day named at `index` by a weekday, with the date that may follow: "Friday, Oct. 13"."""
    words, vocabulary = reading.words, reading.vocabulary
    short = words.at(index) in vocabulary.weekday_abbreviations
    number = vocabulary.weekdays.get(words.at(index)) or vocabulary.weekday_abbreviations.get(words.at(index))
    if number is None or not words.capital(index):
        return None
    after = index + 1 + (short and words.at(index + 1) == ".")
    dated = _date_after(reading, after + (words.at(after) == ","))
    if dated is not None:
        return dated._replace(first=index)
    if short:
        return None
    if reading.published is None:
        return Found(index, after, "DATE", f"XXXX-WXX-{number}")
    day = weekday_on(reading.published, number, ahead=reading.looks_ahead(index))
    return Found(index, after, "DATE", day.isoformat()) if day else None


def _date_after(reading: Reading, index: int) -> Found | None:
    """The date at `index`: "Oct. 13", "7 July 2023"."""
    found = month_day_at(reading, index)
    if found is None and small_number(reading.words, index):
        skip = 1 + (reading.words.at(index + 1) in {"st", "nd", "rd", "th"})
        found = read_month(reading, index + skip)
        if found is not None and found.first != index:
            return None
    return found


def _deictic_weekday(reading: Reading, index: int, day: Found) -> Found | None:
    """Reads "last Monday", "next Friday", "this coming Sunday", "each Thursday", "the previous Friday"."""
    number = reading.vocabulary.weekdays.get(reading.words.at(index))
    before = reading.at(index - 1)
    if number is None or reading.published is None or day.after != index + 1 or not before:
        return None
    if reading.within(index - 1, "repeated"):
        return Found(index - 1, day.after, "SET", f"XXXX-WXX-{number}")
    the = reading.at(index - 2) == "the"
    referring = before in _FROM_REFERENCE
    steps = _FROM_REFERENCE.get(before) if the else _FROM_PUBLICATION.get(before)
    if steps is None:
        return None
    base = (as_day(reading.reference or "") if referring else None) or reading.published
    start = shifted_day(base, steps) or base
    value = weekday_on(start, number, ahead=steps > 0 or before == "this")
    first = index - 1 - (the or (before == "coming" and reading.at(index - 2) == "this"))
    return Found(first, day.after, "DATE", value.isoformat() if value else None)


def read_plural_weekday(reading: Reading, index: int) -> Found | None:
    """Reads "on Tuesdays", "Tuesday nights": a set of days."""
    words = reading.words
    number = reading.vocabulary.weekdays.get(words.at(index).removesuffix("s"))
    return Found(index, index + 1, "SET", f"XXXX-WXX-{number}") if number and words.capital(index) else None


def read_near_day(reading: Reading, index: int) -> Found | None:
    """Reads "today", "late yesterday", "yesterday morning", "tomorrow"; not "USA Today"."""
    words = reading.words
    if words.capital(index) and not words.opens_sentence(index):
        return None
    found = near_day_at(reading, index)
    return found and (_part_of_day(reading, found) or found._replace(first=reading.widened(index)))


def near_day_at(reading: Reading, index: int) -> Found | None:
    """The day named at `index` by "today", "yesterday" or "tomorrow"."""
    days = reading.vocabulary.near_days.get(reading.words.at(index))
    if days is None:
        return None
    if reading.published is None:
        return Found(index, index + 1, "DATE", "PRESENT_REF" if days == 0 else None)
    day = shifted_day(reading.published, days)
    return Found(index, index + 1, "DATE", day.isoformat() if day else None)


def day_at(reading: Reading, index: int) -> Found | None:
    """The day named at `index` in any of these ways, or none."""
    return weekday_at(reading, index) or near_day_at(reading, index) or _date_after(reading, index)


def _part_of_day(reading: Reading, day: Found) -> Found | None:
    """Reads "Thursday evening", "yesterday morning", "mid-afternoon yesterday", "noon Thursday"."""
    words, parts = reading.words, reading.vocabulary.day_parts
    part = parts.get(words.at(day.after))
    if part is not None:
        return Found(day.first, day.after + 1, "TIME", day.value and day.value + part)
    return None


def read_day_part(reading: Reading, index: int) -> Found | None:
    """Reads "this morning", "last night", "noon Thursday", "midnight Friday", "mid-afternoon yesterday"."""
    words = reading.words
    part = reading.vocabulary.day_parts[words.at(index)]
    day = day_at(reading, index + 1 + (words.at(index + 1) in {"on", "of"}))
    if day is not None and day.type == "DATE":
        return Found(reading.widened(index), day.after, "TIME", day.value and day.value + part)
    days = {"this": 0, "last": -1 if part == "TNI" else None}.get(reading.at(index - 1))
    if reading.published is None or days is None:
        return None
    named = shifted_day(reading.published, days)
    return Found(
        reading.widened(index - 1), index + 1, "TIME", f"{named.isoformat()}{part}" if named else None
    )


def read_tonight(reading: Reading, index: int) -> Found | None:
    """Reads "tonight", "overnight"."""
    published = reading.published
    if published is None:
        return None
    day = shifted_day(published, -1) if reading.words.at(index) == "overnight" else published
    return Found(index, index + 1, "TIME", f"{day.isoformat()}TNI" if day else None)


def read_numeric_date(reading: Reading, index: int) -> Found | None:
    """Reads "2023-07-07", "11/02/89", "07.07.2023": the month first between slashes unless it cannot be."""
    words = reading.words
    mark = words.at(index + 1)
    if words.at(index).count(".") == 2:
        return _dotted(reading, index)
    if (
        mark not in {"-", "/"}
        or words.at(index + 3) != mark
        or not all(words.glued(index + k) for k in range(1, 5))
    ):
        return None
    year = reading.four_digits(index)
    if year is not None:
        month, day = small_number(words, index + 2), small_number(words, index + 4)
    else:
        month, day = small_number(words, index), small_number(words, index + 2)
        year = reading.four_digits(index + 4) or _short_year(reading, index + 4)
        if month and day and month > 12:
            month, day = day, month
    value = day_value(year, month, day) if year and month and day else None
    if value is None or (words.glued(index + 5) and words.at(index + 5)[:1] in "/-0123456789"):
        return None
    return Found(index, index + 5, "DATE", value)


def _dotted(reading: Reading, index: int) -> Found | None:
    day, month, year = reading.words.at(index).split(".")
    if len(day) > 2 or len(month) > 2 or len(year) != 4 or not "1500" <= year <= "2099":
        return None
    value = day_value(int(year), int(month), int(day))
    return Found(index, index + 1, "DATE", value) if value else None


def _short_year(reading: Reading, index: int) -> int | None:
    word = reading.words.at(index)
    if len(word) != 2 or not word.isdecimal():
        return None
    pivot = reading.published.year if reading.published else 2030
    year = pivot - pivot % 100 + int(word)
    return year - 100 if year > pivot + 10 else year
