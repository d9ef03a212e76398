"""Clock times: "12:10 AM", "7:15 p.m.", "0830 GMT", "5 p.m. EST Nov. 9"."""

from __future__ import annotations

from briefgen.extraction.times.days import day_at
from briefgen.extraction.times.reading import Found, Reading, small_number
from briefgen.extraction.times.values import as_day

_PART_OF_A_NUMBER = {"$", "£", "€", ":", "/", "-", "."}
_BEFORE_CLOCK = {"at", "by", "until", "till", "from", "around", "about", "|", ","}
_SAME_SENTENCE = 12
"""How many words back a day still is the day of a clock time."""


def read_clock(reading: Reading, index: int) -> Found | None:
    """The clock time that begins with the number at `index`, with the day that follows it."""
    words = reading.words
    if words.glued(index) and words.at(index - 1) in _PART_OF_A_NUMBER:
        return None
    hour, minute, after = _hour_and_minute(reading, index)
    if hour is None:
        return None
    half, after = _half_of_day(reading, after)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half or minute is None:
        return None
    zone = reading.within(after, "zones")
    if not (half or zone or words.at(index - 1) in _BEFORE_CLOCK):
        return None
    after += zone
    after += 2 * (words.lower[after : after + 2] == ["local", "time"])
    return _on_day(reading, index, after, f"T{hour:02d}:{minute or 0:02d}")


def _hour_and_minute(reading: Reading, index: int) -> tuple[int | None, int | None, int]:
    """The hour and minute of "7", "7:15", "7:15:30" or "0830 GMT", and the word after them."""
    words = reading.words
    word = words.at(index)
    if len(word) == 4 and word.isdecimal() and reading.within(index + 1, "zones"):
        valid = word[:2] < "25" and word[2:] < "60"
        return (int(word[:2]), int(word[2:]), index + 1) if valid else (None, None, index)
    hour, minute, after = small_number(words, index, (0, 24)), None, index + 1
    while words.at(after) == ":" and words.glued(after) and words.glued(after + 1) and after < index + 5:
        part = small_number(words, after + 1, (0, 59)) if len(words.at(after + 1)) == 2 else None
        if part is None:
            return None, None, index
        minute, after = part if minute is None else minute, after + 2
    return hour, minute, after


def _half_of_day(reading: Reading, index: int) -> tuple[str, int]:
    """Reads the a.m. or p.m. at `index` as "a" or "p", and the word after it; empty if there is none."""
    words = reading.words
    word = words.at(index)
    if word in {"am", "pm"}:
        return word[0], index + 1
    if word in {"a", "p"} and words.lower[index + 1 : index + 3] == [".", "m"] and words.glued(index + 2):
        return word, index + 3 + (words.at(index + 3) == ".")
    return "", index


def _on_day(reading: Reading, first: int, after: int, clock: str) -> Found:
    """Sets a clock time on the day that follows, else on the day that the text speaks of."""
    words = reading.words
    skip = after + (words.at(after) in {"on", ",", "("})
    day = day_at(reading, skip)
    if day is not None and day.type == "DATE" and day.value:
        return Found(first, day.after, "TIME", day.value + clock)
    named = as_day(reading.reference or "") if first - reading.floor < _SAME_SENTENCE else None
    named = named or reading.published
    return Found(first, after, "TIME", f"{named.isoformat()}{clock}" if named else clock)
