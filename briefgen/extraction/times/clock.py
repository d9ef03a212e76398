"""Clock times: "12:10 AM", "7:15 p.m.", "5 p.m. EST Nov. 9", "3 o'clock"."""

from __future__ import annotations

from briefgen.extraction.times.days import day_at
from briefgen.extraction.times.reading import Found, Reading, small_number


def read_clock(reading: Reading, index: int) -> Found | None:
    """The clock time that begins with the number at `index`, with the day that follows it."""
    words = reading.words
    hour = small_number(words, index, (0, 24))
    if hour is None or (words.glued(index) and words.at(index - 1) in {"$", ":", "/", "-", ".", "€", "£"}):
        return None
    after, minutes = index + 1, None
    if (
        words.at(after) == ":"
        and words.glued(after)
        and words.glued(after + 1)
        and len(words.at(after + 1)) == 2
    ):
        minutes = small_number(words, after + 1, (0, 59))
        after += 2
        if (
            words.at(after) == ":"
            and small_number(words, after + 1, (0, 59)) is not None
            and words.glued(after)
        ):
            after += 2
    half, after = _half_of_day(reading, after)
    if half == "" and (minutes is None or not _hour_alone(reading, index, after)):
        return None
    if half and hour > 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    after += reading.within(after, "zones")
    return _on_day(reading, index, after, f"T{hour:02d}:{minutes or 0:02d}")


def _half_of_day(reading: Reading, index: int) -> tuple[str, int]:
    """Reads "a" or "p" for the a.m. or p.m. at `index`, and the word after it; empty if there is none."""
    words = reading.words
    word = words.at(index)
    if word in {"am", "pm"}:
        return word[0], index + 1
    if (
        word in {"a", "p"}
        and words.at(index + 1) == "."
        and words.at(index + 2) == "m"
        and words.glued(index + 2)
    ):
        return word, index + 3 + (words.at(index + 3) == ".")
    if word == "o" and words.at(index + 2) == "clock":
        return "", index
    return "", index


def _hour_alone(reading: Reading, index: int, after: int) -> bool:
    """Whether "14:30" is a time of day rather than a score or a verse: "at 14:30", "14:30 GMT"."""
    return reading.words.at(index - 1) in {"at", "by", "until", "from", "around", "|", ","} or reading.within(
        after, "zones"
    )


def _on_day(reading: Reading, first: int, after: int, clock: str) -> Found:
    """Sets a clock time on the day that follows, else on the day that the text speaks of."""
    words = reading.words
    skip = after + (words.at(after) in {"on", ",", "("})
    day = day_at(reading, skip)
    if day is not None and day.type == "DATE" and day.value:
        return Found(first, day.after, "TIME", day.value + clock)
    if reading.published is None:
        return Found(first, after, "TIME", clock)
    return Found(first, after, "TIME", reading.published.isoformat() + clock)
