"""Years, decades and centuries: "1989", "late 2022", "the 1990s", "fiscal 1988", "nineteen ninety-six"."""

from __future__ import annotations

from briefgen.extraction.numerals import numerals, read_number
from briefgen.extraction.times.reading import Found, Reading
from briefgen.extraction.times.values import quarter_value, year_value

_YEARS_THIS = {"this": 0, "last": -1, "next": 1}


def year_at(reading: Reading, index: int) -> tuple[int | None, int]:
    """The year named at `index`, and the word after it: "1989", "this year", "nineteen ninety-six"."""
    words = reading.words
    year = reading.four_digits(index)
    if year is not None:
        return (None, index) if _continues_number(reading, index) else (year, index + 1)
    if words.at(index + 1) == "year" and reading.published and words.at(index) in _YEARS_THIS:
        return reading.published.year + _YEARS_THIS[words.at(index)], index + 2
    return _spelled_year(reading, index)


def _continues_number(reading: Reading, index: int) -> bool:
    """Whether the digits at `index` are part of something longer: "$1999", "1999-2", "1999%"."""
    words = reading.words
    before, after = words.at(index - 1), words.at(index + 1)
    if before in {"$", "£", "€", "¥", "#", ".", "/"} and words.glued(index):
        return True
    return after in {"%", "/"} or (words.glued(index + 1) and after[:1].isalpha())


def _spelled_year(reading: Reading, index: int) -> tuple[int | None, int]:
    """Reads "nineteen ninety-six", "two thousand", "two thousand and three", "twenty twenty-three"."""
    words, table = reading.words, numerals()
    if words.at(index) in {"eighteen", "nineteen", "twenty"}:
        century = 20 if words.at(index) == "twenty" else table.cardinals[words.at(index)]
        rest = read_number(words, index + 1 + (words.at(index + 1) == "-"))
        spelled = rest is not None and words.at(rest.first).isalpha()
        if rest is not None and spelled and 10 <= rest.value <= 99 and rest.value.is_integer():
            return century * 100 + int(rest.value), rest.after
    if words.at(index) == "two" and words.at(index + 1) == "thousand":
        number = read_number(words, index)
        if number is not None and 2000 <= number.value < 2030:
            return int(number.value), number.after
    return None, index


def read_year(reading: Reading, index: int) -> Found | None:
    """The year, decade or quarter around the four digits at `index`."""
    words = reading.words
    year = reading.four_digits(index)
    if year is None or (words.at(index - 1) in {"$", "£", "€", "¥", "#", ":", "."} and words.glued(index)):
        return None
    if words.at(index + 1) == "s" and words.glued(index + 1) and year % 10 == 0:
        return _decade(reading, index, index + 2, f"{year // 10}")
    if words.lower[index + 1 : index + 3] in (["'", "s"], ["’", "s"]) and _decade_before(
        reading, index, year
    ):
        return _decade(reading, index, index + 3, f"{year // 10}")
    if _continues_number(reading, index) or not _likely_year(reading, index, year):
        return None
    return _with_quarter(reading, index, year)


def _decade_before(reading: Reading, index: int, year: int) -> bool:
    """Whether "the 1980's" is the decade rather than something of the year 1980."""
    return year % 10 == 0 and year % 100 != 0 and reading.at(index - 1) in {"the", "early", "late", "mid"}


def _likely_year(reading: Reading, index: int, year: int) -> bool:
    """Whether bare digits are a year: "1988 results", not "1800 miles" or "No. 1990"."""
    words = reading.words
    before, after = words.at(index - 1), words.at(index + 1 + (words.at(index + 1) == "-"))
    if after in reading.vocabulary.sets["never_after_year"]:
        return False
    if before in reading.vocabulary.sets["before_year"]:
        return True
    numbered = {"no", "number", "resolution", "room"}
    if before in numbered or words.at(index - 2) in numbered:
        return False
    if reading.published is not None:
        return -120 <= year - reading.published.year <= 40
    return 1850 <= year <= 2060


def _with_quarter(reading: Reading, index: int, year: int) -> Found | None:
    """Reads "the 1988 second quarter", "the 1988 quarter", "the 1988 period", "fiscal 1988"."""
    words = reading.words
    first = index
    if reading.at(index - 1) in {"fiscal", "calendar", "fy"}:
        first -= 1
    elif words.glued(index) and words.at(index - 1)[-1:].isalpha():
        return None
    ordinal = numerals().ordinals.get(words.at(index + 1), 0)
    if 0 < ordinal <= 4 and words.at(index + 2) == "quarter":
        return Found(_with_article(reading, first), index + 3, "DATE", f"{year}-Q{ordinal}")
    if words.at(index + 1) in {"quarter", "period"}:
        known = None if reading.compares_years else reading.quarter
        if words.at(index + 1) == "quarter" and known is None and reading.published is not None:
            known = quarter_value(reading.published, (reading.published.month + 2) // 3)
        value = f"{year}-{known[5:]}" if known else year_value(year)
        return Found(_with_article(reading, first), index + 2, "DATE", value)
    return Found(reading.widened(first), index + 1, "DATE", year_value(year))


def _with_article(reading: Reading, first: int) -> int:
    return first - (reading.at(first - 1) == "the")


def _decade(reading: Reading, first: int, after: int, value: str) -> Found:
    """Reads "the 1990s", "the early 1980s", "the '60s": TIMEX3 writes the decade as three digits."""
    start = reading.widened(first)
    return Found(_with_article(reading, start), after, "DATE", value)


def read_range_end(reading: Reading, index: int) -> Found | None:
    """Reads the "25" of "2021-25", where the words just before are a year."""
    words = reading.words
    word, before = words.at(index), reading.four_digits(index - 2)
    if before is None or len(word) != 2 or not word.isdecimal() or words.at(index - 1) not in {"-", "–", "/"}:
        return None
    if reading.floor != index - 1 or not words.glued(index) or not words.glued(index - 1):
        return None
    year = before - before % 100 + int(word)
    return Found(index, index + 1, "DATE", year_value(year)) if year > before else None


def read_quarter_code(reading: Reading, index: int) -> Found | None:
    """Reads "Q3 2023" and "Q2" at the number; H1 and H2 are half-years."""
    words = reading.words
    word, code = words.at(index), words.at(index - 1)
    last = {"q": "4", "h": "2"}.get(code)
    if last is None or not words.glued(index) or not "1" <= word <= last or not words.capital(index - 1):
        return None
    year, after = year_at(reading, index + 1 + (words.at(index + 1) in {"of", ","}))
    if year is None and reading.published is not None:
        year, after = reading.published.year, index + 1
        year -= code == "q" and int(word) > (reading.published.month + 2) // 3
    return Found(index - 1, after, "DATE", f"{year or 'XXXX'}-{code.upper()}{word}")


def read_short_decade(reading: Reading, index: int) -> Found | None:
    """Reads "the '90s", "the 60s", "the nineties"; the century is that of the last such decade."""
    words = reading.words
    word, after = words.at(index), index + 1
    first = index
    if word in reading.vocabulary.spelled_decades:
        tens = reading.vocabulary.spelled_decades[word]
    elif (
        word.isdecimal()
        and len(word) == 2
        and word[1] == "0"
        and words.at(after) == "s"
        and words.glued(after)
    ):
        tens, after = int(word[0]), after + 1
        first -= reading.at(index - 1) in {"'", "’", "‘"}
    else:
        return None
    before = reading.at(first - 1)
    if before not in {"the", "early", "late", "mid", "-"} or reading.published is None:
        return None
    this = reading.published.year // 10
    decade = this - (this - tens) % 10
    return _decade(reading, first, after, f"{decade:03d}")


def read_spelled_year(reading: Reading, index: int) -> Found | None:
    """Reads "nineteen ninety-six", and "two thousand" after "the year"."""
    named = reading.at(index - 1) == "year"
    if reading.words.at(index) == "two" and not named and reading.at(index - 1) not in {"in", "since", "by"}:
        return None
    year, after = _spelled_year(reading, index)
    if (
        year is None
        or reading.words.at(after) in reading.vocabulary.sets["never_after_year"]
        or (year == 2000 and not named)
    ):
        return None
    first = index - 1 if named else index
    return Found(_with_article(reading, reading.widened(first)), after, "DATE", year_value(year))
