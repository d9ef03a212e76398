"""What a number counts: "four Chinese chemical manufacturing companies" counts companies."""

from __future__ import annotations

from briefgen.extraction.numerals import Words, read_number
from briefgen.extraction.quantities.vocabulary import Nouns, nouns

_DASHES = {"-", "–", "‑"}
_REACH = 8
"""How many words a counted noun may stand after its number."""
_DETERMINERS = {"the", "its", "his", "her", "their", "our", "these", "those", "all", "my", "your"}
_PRONOUNS = {"them", "us", "whom", "which", "those", "these", "you"}


def joined_noun(words: Words, after: int) -> tuple[str, int] | None:
    """The noun that a hyphen joins to the number before word `after`: "16-nation", "seven-member"."""
    if words.at(after) not in _DASHES or not words.glued(after) or not words.glued(after + 1):
        return None
    noun = words.at(after + 1)
    if not noun.isalpha() or noun in nouns().joined_not_counted or noun in nouns().time_units:
        return None
    if noun == "strong":
        return "people", after + 2
    return (words.surface(after + 1), after + 2) if len(noun) > 2 else None


def counted_noun(words: Words, after: int, *, value: float) -> tuple[str, int] | None:
    """The noun counted by the number before word `after`, and the word after it.

    Adjectives and nouns before the head are passed over: the first plural is the head, or the last of several
    plurals in a row ("five weapons inspectors").
    """
    known = nouns()
    position, national = after, None
    while position < after + _REACH:
        word = words.at(position)
        if word in known.nationals:
            national = words.surface(position), position + 1
        if word in known.states and position == after:
            return words.surface(position), position + 1
        if known.is_plural(word) and not _is_before_hyphen(words, position):
            return _last_plural(words, position, known)
        if value == 1 and word in known.counted_once:
            return words.surface(position), position + 1
        if not (
            _may_precede_noun(words, position, after, known)
            or _joins_adjectives(words, position, after, known)
        ):
            break
        position += 1
    return national if national is not None and national[1] == position else None


def _last_plural(words: Words, position: int, known: Nouns) -> tuple[str, int] | None:
    while known.is_plural(words.at(position + 1)) and words.at(position + 1) not in known.states:
        position += 1
    if words.at(position) in known.time_units or words.at(position) in known.ends:
        return None
    return words.surface(position), position + 1


def _is_before_hyphen(words: Words, position: int) -> bool:
    return words.at(position + 1) in _DASHES and words.glued(position + 1) and words.glued(position + 2)


def _may_precede_noun(words: Words, position: int, after: int, known: Nouns) -> bool:
    """Whether the word may stand between a number and its noun: an adjective, a name, a joined word."""
    word = words.at(position)
    if word in known.skipped:
        return True
    if word in known.time_units and position == after:
        return False
    if word in _DASHES:
        return words.glued(position) and words.glued(position + 1)
    if word in {".", "'", "’"}:
        return words.glued(position) and len(words.at(position - 1)) == 1
    if not word.isalpha():
        return False
    return word not in known.ends or _is_before_hyphen(words, position) or words.at(position - 1) in _DASHES


def _joins_adjectives(words: Words, position: int, after: int, known: Nouns) -> bool:
    """Whether "and" or a comma stands between two adjectives of one noun.

    "31 elderly and disabled residents", "two heavily damaged, rusting freighters"; but not "five arrived,
    carrying weapons".
    """
    joint, before, behind = words.at(position), words.at(position - 1), words.at(position + 1)
    if position == after or joint not in {"and", ",", "or"} or not behind.isalpha():
        return False
    if joint != "," and words.capital(position - 1) and words.capital(position + 1):
        return True  # "12 Thai and Cambodian soldiers"
    with_adverb = position - 2 >= after and words.at(position - 2).endswith("ly")
    return known.is_adjective(before) and (
        known.is_adjective(behind) or (with_adverb and behind.endswith("ing"))
    )


def noun_after_of(words: Words, after: int, last: str | None) -> tuple[str | None, int] | None:
    """Reads "of them", "of his aides", "of the 14 murders" after a number: what it counts, where that ends.

    A second number stays outside, so that it is read as a quantity of its own. `last` is the noun counted
    before, which "of them" refers to. None if the words are of another kind.
    """
    if words.at(after) != "of":
        return None
    start = after + 1
    while words.at(start) in _DETERMINERS and words.at(start) not in _PRONOUNS - _DETERMINERS:
        start += 1
    if words.at(start) in {"them", "us", "whom", "which"}:
        return last, start + 1
    inner = _number_within(words, start)
    if inner is not None:
        noun = counted_noun(words, inner, value=2)
        return (noun[0] if noun else None), after
    return counted_noun(words, start, value=2)


def _number_within(words: Words, start: int) -> int | None:
    """The word after the number that follows, past a possessive: "of Acme's 95 million shares"."""
    for position in range(start, start + 5):
        word = words.at(position)
        if not (word.isalnum() or word in {"'", "’", "."} or "0" <= word < ":"):
            return None
        number = read_number(words, position)
        if number is not None:
            return number.after
    return None
