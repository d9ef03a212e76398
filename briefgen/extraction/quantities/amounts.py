"""Numbers with their currency, percentage or measure: "$1.2 million", "15-20 percent", "two-thirds"."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.extraction.numerals import Number, Words, digits_value, numerals, read_fraction, read_number
from briefgen.extraction.quantities.vocabulary import currencies, nouns

_DASHES = {"-", "–", "—", "‑"}
_USUAL_WHOLES = {3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000}
"""What shares are given out of: "nine in 10"; other numbers after "in" may be places or counts."""
_PERCENT = {"%": "percent", "percent": "percent", "pct": "percent", "percentage": "percent", "pc": "percent"}


@dataclass(slots=True)
class Amount:
    """A number being read, with what belongs to it.

    Attributes:
        first: its first word, currency sign included.
        after: the word after its last.
        high: the upper end of a range, or none.
        unit: an ISO 4217 code, ``percent``, ``percentage points``, ``fraction`` or a measure; or none yet.
        modifier: the words before it that say how exact it is, or none.
    """

    value: float
    first: int
    after: int
    high: float | None = None
    unit: str | None = None
    modifier: str | None = None


def read_amount(words: Words, index: int) -> Amount | None:
    """The amount whose number begins at word `index`, as far as currency, percentage or measure go."""
    share = _ratio(words, index) or read_fraction(words, index)
    number = read_number(words, index)
    if share is not None and (number is None or share.after >= number.after):
        return Amount(share.value, index, share.after, unit="fraction")
    if number is None:
        return None
    amount = Amount(number.value, index, number.after)
    amount.unit, amount.first = _currency_before(words, index)
    _read_range(words, amount, number)
    unit, after = unit_after(words, amount.after)
    if unit is not None:
        amount.unit, amount.after = amount.unit or unit, after
        _read_second_end(words, amount)
    _read_rate(words, amount)
    return amount


def _ratio(words: Words, index: int) -> Number | None:
    """Reads "one in five", "three out of four", "nine in 10"; the parts must be small and in order."""
    part = read_number(words, index)
    if part is None or part.value > 99 or words.at(part.after) not in {"in", "out"}:
        return None
    whole = read_number(words, part.after + 1 + (words.at(part.after + 1) == "of"))
    if whole is None or not part.value < whole.value <= 1000 or words.at(whole.after) in _PERCENT:
        return None
    if words.at(whole.after) in nouns().time_units or not (
        part.value.is_integer() and whole.value.is_integer()
    ):
        return None
    usual = whole.value in _USUAL_WHOLES or (part.value == 1 and nouns().is_plural(words.at(whole.after)))
    if part.value > 9 or (words.at(part.after) == "in" and not usual):
        return None
    return Number(part.value / whole.value, whole.after, index)


def _currency_before(words: Words, index: int) -> tuple[str | None, int]:
    """The currency whose sign or code stands before word `index`, and where it begins."""
    known = currencies()
    sign = words.at(index - 1)
    if sign in known.symbols:
        letters = words.at(index - 2)
        if sign == "$" and words.glued(index - 1) and letters in known.dollar_prefixes:
            return known.dollar_prefixes[letters], index - 2
        if (
            sign == "$"
            and words.lower[max(index - 5, 0) : index - 1] == ["u", ".", "s", "."]
            and words.glued(index - 1)
        ):
            return "USD", index - 5
        return known.symbols[sign], index - 1
    dotted = index - 1 - (sign == "." and words.at(index - 2) == "rs")
    if words.at(dotted) in known.codes:
        return known.codes[words.at(dotted)], dotted
    return None, index


def _read_range(words: Words, amount: Amount, number: Number) -> None:
    """Reads "15-20 percent", "7,000 to 8,000", "four or five", "between $35 and $55" into the amount.

    "from 5 percent to 7 percent" is a change: two amounts. In "3 to 4 million" both are millions.
    """
    joint = words.at(amount.after)
    start = amount.after + 1
    if joint in _DASHES:
        if joint == "-" and not (words.glued(amount.after) and words.glued(start)):
            return
    elif not _joins(words, amount, joint):
        return
    sign = _sign_length(words, start)
    if sign and words.at(amount.first - 1) in nouns().changes:
        return
    other = read_number(words, start + sign)
    if other is None or (sign and amount.unit is None):
        return
    low = _with_shared_scale(words, number, other)
    close = joint != "or" or other.value <= 2 * low + 1
    if low < other.value and close:
        amount.value, amount.high, amount.after = low, other.value, other.after


def _read_second_end(words: Words, amount: Amount) -> None:
    """Reads the upper end of "1% to 3%" and "5 percent to 7 percent", where both carry the unit."""
    start = amount.after + 1
    if words.at(amount.first - 1) in nouns().changes:
        return
    if amount.high is not None or not _joins(words, amount, words.at(amount.after)):
        return
    other = read_number(words, start)
    if other is None or other.value <= amount.value:
        return
    unit, after = unit_after(words, other.after)
    if unit == amount.unit:
        amount.high, amount.after = other.value, after


def _joins(words: Words, amount: Amount, joint: str) -> bool:
    before = words.at(amount.first - 1)
    if joint == "to":
        return before != "from" or words.at(amount.first - 2) in {
            "ranging",
            "range",
            "ranges",
            "ranged",
            "anywhere",
        }
    return joint == "or" or (joint == "and" and before == "between")


def _sign_length(words: Words, start: int) -> int:
    """How many words the currency sign at `start` has."""
    known = currencies()
    if words.at(start) in known.symbols:
        return 1
    return 2 if words.at(start) in known.dollar_prefixes and words.at(start + 1) == "$" else 0


def _with_shared_scale(words: Words, low: Number, high: Number) -> float:
    """The lower number with the scale that only the higher has: "3 to 4 million", "two or three dozen"."""
    plain = digits_value(words.at(high.first)) or numerals().cardinals.get(words.at(high.first))
    if not plain or high.after - high.first < 2 or low.after - low.first > 1 or low.value >= plain:
        return low.value
    scale = high.value / plain
    return low.value * scale if scale in numerals().scales.values() else low.value


def unit_after(words: Words, after: int) -> tuple[str | None, int]:
    """The percentage, currency or measure at word `after`, and the word after it."""
    start = after + (words.at(after) in _DASHES and words.glued(after + 1))
    word = words.at(start)
    if word in _PERCENT or (word == "per" and words.at(start + 1) == "cent"):
        end = start + 1 + (word == "per")
        end += words.at(end) in _DASHES and words.at(end + 1) in {"point", "points"}
        if words.at(end) in {"point", "points"}:
            return "percentage points", end + 1
        return (None, after) if word == "percentage" else ("percent", end)
    if word == "basis" and words.at(start + 1) in {"point", "points"}:
        return "basis points", start + 2
    return _currency_after(words, after, start)


def _currency_after(words: Words, after: int, start: int) -> tuple[str | None, int]:
    known, word = currencies(), words.at(start)
    for length in (2, 1):
        last = words.at(start + length)
        code = known.qualified.get(
            f"{words.at(start + length - 1)} {last.removesuffix('s')}"
        ) or known.qualified.get(f"{words.at(start + length - 1)} {last}")
        if code and (length == 1 or words.capital(start)):
            return code, start + length + 1
    if word in {"u", "us"} and "dollars" in words.lower[start + 1 : start + 5]:
        return "USD", words.lower.index("dollars", start) + 1
    if word in known.words:
        return known.words[word], start + 1
    if word == "won" and words.at(after - 1) in numerals().scales:
        return "KRW", start + 1
    if words.at(start + 1) in {"cent", "cents"} and words.capital(start):
        return "cents", start + 2
    return (words.surface(start), start + 1) if word in nouns().measures else (None, after)


def _read_rate(words: Words, amount: Amount) -> None:
    """Adds the "a share" of "$19-a-share", "per barrel", "each" to the unit: ``USD/share``."""
    if amount.unit is None or amount.unit == "fraction":
        return
    start = amount.after + (words.at(amount.after) in _DASHES and words.glued(amount.after + 1))
    start += words.at(start) in _DASHES
    word = words.at(start)
    if word == "each" and amount.unit not in {"percent", "percentage points"}:
        amount.unit, amount.after = f"{amount.unit}/each", start + 1
        return
    noun = words.at(start + 1)
    joined = words.at(start + 1) in _DASHES
    noun = words.at(start + 2) if joined else noun
    if word not in {"a", "an", "per"} or not noun.isalpha() or noun in nouns().ends:
        return
    if amount.unit in {"percent", "percentage points"} and word != "per" and noun not in nouns().time_units:
        return
    if word != "per" and noun not in nouns().time_units | nouns().rates:
        return
    end = start + 2 + joined
    if words.at(end) not in {"ago", "earlier", "later", "before", "after"}:
        amount.unit, amount.after = f"{amount.unit}/{noun}", end
