"""Nouns and adjectives as cues: ``his claim that C``, ``expressed the hope that C``, ``is sure that C``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from briefgen.extraction.attributions.clauses import Bounds, content_end, short_end
from briefgen.extraction.attributions.complements import complement
from briefgen.extraction.attributions.phrases import core_start, phrase_end, subject_before
from briefgen.extraction.attributions.scene import Candidate, Range, Scene, Statement, reach
from briefgen.extraction.attributions.selection import strong_cues
from briefgen.extraction.tokens import NOUNISH, Tokens
from briefgen.extraction.word_lists import rows, word_group


class Owner(NamedTuple):
    """Whose claim or hope it is.

    Attributes:
        source: the noun phrase, or none.
        how: the middle of the rule's name, from where the source stands.
    """

    source: Range | None
    how: str


@cache
def cue_words() -> frozenset[str]:
    """Nouns and adjectives that stand in annotated cues."""
    return frozenset(cells[0] for cells in rows("cue_nouns.txt"))


def find(scene: Scene, statement: Statement, used: dict[int, Candidate]) -> Iterator[Candidate]:
    """Candidates of one statement, by cue from left to right."""
    tokens = scene.tokens
    tags, lows = tokens.tags, tokens.lows
    words = cue_words()
    first = statement.first
    for at in range(first, statement.last - 1):
        if tags[at] not in "njre" or lows[at] not in words or at in used or tokens.quotation[at] >= 0:
            continue
        if tags[at + 1] not in "htiwgs:":
            continue
        last = reach(used, at, statement.last)
        right = complement(tokens, at + 1, last)
        if right is None or right.kind == "clause":
            continue
        kind = right.kind if right.kind.endswith("that") else "np"
        stop = content_end(tokens, Bounds(right.start, last, _is_fronted(tokens, at, first)), kind)
        if stop <= right.start:
            continue
        owner = _owner(tokens, at, first)
        if owner.how in ("whose", "bare") and kind.endswith("that") and _is_subject(tokens, owner, at, first):
            stop = _clause_end(tokens, right.start + 1, stop)
        if owner.source is None and tags[at] == "n":
            yield from _owned_by(tokens, at, last, stop)
        rule = f"noun-{owner.how}-{right.kind}"
        cue = (at, max(right.cue_end, at + 1))
        yield Candidate(rule, lows[at], ((right.start, stop),), owner.source, cue)
        short = short_end(tokens, right, stop)
        if short is not None:
            yield Candidate(rule + "-short", lows[at], ((right.start, short),), owner.source, cue)


def _is_fronted(tokens: Tokens, at: int, first: int) -> bool:
    """For "Despite assurances from the bank that C, D": a preposition opens the statement."""
    return tokens.tags[first] == "i" and not any(tokens.tags[k] in "vxmP," for k in range(first, at))


def _is_subject(tokens: Tokens, owner: Owner, at: int, first: int) -> bool:
    """Whether the noun and its owner open a clause: "His claim that C is new", "The fear that C is new"."""
    start = owner.source[0] if owner.source is not None else core_start(tokens, at, first)
    return start == first or tokens.tags[start - 1] in ",;s"


def _clause_end(tokens: Tokens, start: int, stop: int) -> int:
    """Where the clause of a subject ends: "His claim that votes were bought | has never been tested".

    Each finite verb group beyond the first needs a word that lets another clause begin; the first that has
    none is the main clause's.
    """
    tags = tokens.tags
    allowed = 1
    index = start
    while index < stop:
        tag = tags[index]
        if tag in "swhcP" or (tag == "“"):
            allowed += 1
        elif tag in "vxm":
            if allowed == 0:
                return index
            allowed -= 1
            form = tokens.forms[index]
            if tag == "v" and form is not None and form.lemma in strong_cues():
                allowed += 1  # "His claim that he knew it was late | is new"
            while index + 1 < stop and tags[index] in "xmr" and tags[index + 1] in "xmregb":
                index += 1
        index += 1
    return stop


def _owner(tokens: Tokens, at: int, first: int) -> Owner:
    """Whose noun or adjective stands at `at`."""
    tags, lows = tokens.tags, tokens.lows
    start = at
    while start > first and tags[start - 1] in "jnr#" and not _is_possessive(tokens, start - 1):
        start -= 1
    before = start - 1
    if before < first:
        return Owner(None, "bare")
    if lows[before] in word_group("possessive"):
        return _possessor(tokens, before, start, first)
    if _is_possessive(tokens, before):
        return Owner((core_start(tokens, before, first), start), "whose")
    if tags[before] == "d":
        before -= 1
    return _predicate(tokens, before, first)


def _possessor(tokens: Tokens, before: int, start: int, first: int) -> Owner:
    """For "Hale shared her belief that C", against "in his view"."""
    if before - 1 > first and tokens.tags[before - 1] in "ve":
        subject = subject_before(tokens, _group(tokens, before - 1, first), first)
        if subject is not None:
            return Owner(subject, "own")
    return Owner((before, start), "whose")


def _predicate(tokens: Tokens, before: int, first: int) -> Owner:
    """For "is confident that C", "expressed the hope that C"; `before` is the token left of the phrase."""
    tags, lows = tokens.tags, tokens.lows
    if before < first:
        return Owner(None, "bare")
    group = before
    while group >= first and tags[group] in "rxm":
        group -= 1
    if lows[before] in word_group("be") or (group < before and lows[group + 1] in word_group("be")):
        source = subject_before(tokens, group + 1, first)
        return Owner(source, "be" if source else "no-be")
    if tags[before] in "vebg":
        source = subject_before(tokens, _group(tokens, before, first), first)
        return Owner(source, "has" if source else "no-has")
    return Owner(None, "bare")


def _owned_by(tokens: Tokens, at: int, last: int, stop: int) -> Iterator[Candidate]:
    """For "the assertion of the mayor that C"."""
    if tokens.lows[at + 1] not in ("of", "by", "from", "among"):
        return
    end = phrase_end(tokens, at + 2, last)
    if at + 2 < end < last and tokens.tags[end] == "h" and end + 1 < stop:
        yield Candidate("noun-of-that", tokens.lows[at], ((end, stop),), (at + 2, end), (at, at + 2))


def _group(tokens: Tokens, at: int, first: int) -> int:
    while at > first and tokens.tags[at - 1] in "xmrt":
        at -= 1
    return at


def _is_possessive(tokens: Tokens, at: int) -> bool:
    if tokens.tags[at] == "P":
        return False
    low = tokens.lows[at]
    return low.endswith(("'s", "s'")) or (low in ("'", "’") and at > 0 and tokens.tags[at - 1] in NOUNISH)
