"""Finds the quantities of a text: numbers with their modifier, currency, percentage or counted noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from briefgen.extraction.numerals import Words, numerals, split_words
from briefgen.extraction.quantities.amounts import Amount, read_amount
from briefgen.extraction.quantities.counted import counted_noun, joined_noun, noun_after_of
from briefgen.extraction.quantities.vocabulary import modifiers, nouns
from briefgen.models import Quantity, Span, TimeExpression

__all__ = ["find_quantities"]


def find_quantities(text: str, *, times: Sequence[TimeExpression] = ()) -> tuple[Quantity, ...]:
    """The quantities of `text`, in order and without overlap.

    Args:
        text: any text; offsets count its code points.
        times: the time expressions of the text; their numbers are no quantities.

    Returns:
        Each with its value, the upper end of a range, the modifier as it stands in lower case, and its unit:
        an ISO 4217 code, ``percent``, ``percentage points``, ``fraction``, a measure or the counted
        noun as it stands; with ``/`` and what it is counted by, as in ``USD/share``.
    """
    words = split_words(text)
    found: list[Amount] = []
    floor, last_noun = 0, None
    for index in _candidates(words, times):
        if index < floor:
            continue
        amount = _read(words, index, last_noun)
        if amount is None or amount.first < floor:
            continue
        _read_modifier(words, amount, floor)
        found.append(amount)
        floor = amount.after
        last_noun = amount.unit
    return tuple(_quantity(words, amount) for amount in found)


def _candidates(words: Words, times: Sequence[TimeExpression]) -> Iterator[int]:
    """The words that a number may begin with, outside the time expressions."""
    begins = _beginnings()
    spans = iter([(t.span.start, t.span.end) for t in times])
    start, end = next(spans, (len(words.text) + 1, len(words.text) + 1))
    for index, word in enumerate(words.lower):
        if word in begins or "0" <= word < ":":
            position = words.spans[index][0]
            while position >= end:
                start, end = next(spans, (len(words.text) + 1, len(words.text) + 1))
            if position < start:
                yield index


@cache
def _beginnings() -> frozenset[str]:
    table = numerals()
    return frozenset({*table.cardinals, *table.tens, "half", "a", "an"})


def _read(words: Words, index: int, last_noun: str | None) -> Amount | None:
    """The quantity whose number begins at `index`, or none if the number only names something."""
    if words.glued(index) and words.at(index - 1)[-1:].isalnum():
        return None
    amount = read_amount(words, index)
    if amount is None or _breaks_off(words, amount):
        return None
    if amount.unit is not None:
        amount.after = _past_addition(words, amount)
        return amount if amount.unit != "fraction" or _is_share(words, amount) else None
    if _is_label(words, index):
        return None
    return _read_noun(words, amount, last_noun)


def _breaks_off(words: Words, amount: Amount) -> bool:
    """Whether the number goes on as something else: "78th", "3-2", "12:30", "5G", "24/7"."""
    after = amount.after
    if not words.glued(after):
        return False
    word = words.at(after)
    if word.isalpha() or word in {":", "/", "_", "@"}:
        return not (word in {":", "/"} and not words.glued(after + 1))
    return (
        word in {"-", "–"}
        and amount.unit is None
        and words.glued(after + 1)
        and words.at(after + 1)[:1].isdecimal()
    )


def _is_share(words: Words, amount: Amount) -> bool:
    """Whether "half" or "a quarter" stands for a share of something: "half of", "by half", "two-thirds"."""
    after = words.at(amount.after)
    if words.at(amount.first) == "half" and after in {
        "-",
        "time",
        "brother",
        "sister",
        "way",
        "past",
        "moon",
    }:
        return False
    if words.at(amount.first) in {"a", "one"} and words.at(amount.first + 1) not in {"half"}:
        return after in {"of", ",", ".", "more", "less", "as", "to"} or words.at(amount.first) == "one"
    return True


def _is_label(words: Words, index: int) -> bool:
    """Whether the number names rather than counts: "Resolution 1718", "Boeing 747", "#1", "aged 35"."""
    before = words.at(index - 1)
    if before in nouns().labels or before in {"#", "§", "№"}:
        return True
    if before == "." and words.at(index - 2) in {"no", "nos", "art", "sec", "vol", "pp", "p", "ch"}:
        return True
    return before in {"-", "–", "/", ":", "."} and words.glued(index)


def _read_noun(words: Words, amount: Amount, last_noun: str | None) -> Amount | None:
    """Adds what a bare number counts; none if it counts nothing."""
    start = _past_addition(words, amount)
    joined = joined_noun(words, start)
    if joined is not None:
        amount.unit, amount.after = joined
        return amount
    if words.at(start) in {"-", "–"} and words.glued(start):
        return None
    if amount.value == 0 or amount.value != amount.value:
        return None
    if words.at(start) == "of" and amount.value != 1:
        of = noun_after_of(words, start, last_noun)
        if of is not None and of[0] is not None:
            amount.unit, amount.after = of
            return amount
    noun = counted_noun(words, start, value=amount.value)
    if noun is not None and not _is_name_number(words, amount, noun[0]):
        amount.unit, amount.after = noun
        return amount
    return _without_noun(words, amount, last_noun)


def _past_addition(words: Words, amount: Amount) -> int:
    """Passes over "or more", "or so", "plus" and "+" after the number, which modify it."""
    after = amount.after
    if words.at(after) == "or" and words.at(after + 1) in {"more", "so", "fewer", "less"}:
        amount.modifier = f"or {words.at(after + 1)}"
        return after + 2
    if words.at(after) == "+" or (words.at(after) == "-" and words.at(after + 1) == "plus"):
        amount.modifier = words.at(after + (words.at(after) == "-"))
        return after + 1 + (words.at(after) == "-")
    return after


def _is_name_number(words: Words, amount: Amount, noun: str) -> bool:
    """Whether a capitalised word before a small number makes it a name: "Apollo 11 astronauts"."""
    if amount.value >= 1000 or not words.at(amount.first)[:1].isdecimal():
        return False
    before = amount.first - 1
    return words.capital(before) and not words.opens_sentence(before) and words.at(before) not in nouns().ends


def _without_noun(words: Words, amount: Amount, last_noun: str | None) -> Amount | None:
    """Keeps a number without a noun where it counts the last one, or is too large to be a name.

    "Of the eight victims, three were stabbed" counts victims; "a population of 1.4 billion" stands alone.
    """
    verb = words.at(amount.after) in nouns().verbs_of_counted
    if (
        verb
        and last_noun is not None
        and last_noun.isalpha()
        and words.at(amount.first - 1) in {",", ";", "and", "."}
    ):
        amount.unit = last_noun
        return amount
    scaled = words.at(amount.after - 1) in numerals().scales
    if amount.value >= 1000 and (scaled or "," in words.at(amount.first)):
        return amount
    return None


def _read_modifier(words: Words, amount: Amount, floor: int) -> None:
    """Takes in the modifiers before the amount: "at least", "only about"."""
    first = amount.first
    while True:
        phrase = _modifier_before(words, first, floor)
        if phrase is None or (words.at(first - 1) == "between" and amount.high is None):
            break  # "chose between 19 parties" is no range
        first -= phrase
    if first < amount.first:
        start, end = words.spans[first][0], words.spans[amount.first - 1][1]
        amount.modifier = " ".join(words.text[start:end].lower().split())
        amount.first = first


def _modifier_before(words: Words, first: int, floor: int) -> int | None:
    """How many words the longest modifier that ends before `first` has."""
    for phrase in modifiers().get(words.at(first - 1), ()):
        start = first - len(phrase)
        if start >= floor and tuple(words.lower[start:first]) == phrase:
            return len(phrase)
    return None


def _quantity(words: Words, amount: Amount) -> Quantity:
    span = Span(start=words.spans[amount.first][0], end=words.spans[amount.after - 1][1])
    return Quantity(
        span=span, value=amount.value, value_high=amount.high, unit=amount.unit, modifier=amount.modifier
    )
