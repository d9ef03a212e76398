"""Whose verb it is: its own subject, that of the clause it continues, or that of the main clause."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.extraction.attributions.phrases import subject_before
from briefgen.extraction.attributions.scene import Range
from briefgen.extraction.tokens import Tokens
from briefgen.extraction.word_classes import open_class
from briefgen.extraction.word_lists import word_group


class Subject(NamedTuple):
    """A verb's subject.

    Attributes:
        source: the noun phrase, or none.
        how: the prefix that a rule's name gets, from where the subject stands ("" next to the verb).
    """

    source: Range | None
    how: str


def main_subject(tokens: Tokens, at: int, first: int, main: Range | None) -> Range | None:
    """The main clause's subject after the finite verb at `at` was seen: `main`, or the verb's own.

    A clause after "because", "that" or "who" has no say; one after ", and" starts anew.
    """
    before = at - 1
    while before >= first and tokens.tags[before] in "rxm":
        before -= 1
    if before < first or tokens.tags[before] in "chs":
        return main
    found = subject_before(tokens, before + 1, first)
    if found is None:
        return main
    opener = tokens.tags[found[0] - 1] if found[0] > first else "^"
    relative = tokens.tags[found[1] - 1] in "wh"
    if relative or opener in "shw" or (main is not None and opener not in "c;"):
        return main
    return found


def group_start(tokens: Tokens, at: int, first: int) -> int:
    """First token of the verb group: "has repeatedly said", "did not say"."""
    tags = tokens.tags
    start = at
    while start > first and tags[start - 1] in "xmrte":
        if tags[start - 1] == "t" and start < at and tags[start] not in "xr":
            break
        start -= 1
    while start < at and tags[start] == "r":
        start += 1
    return start


def subject_of(tokens: Tokens, verb: Range, first: int, main: Range | None) -> Subject:
    """The subject of the verb group `verb` (its first token and the verb)."""
    group, at = verb
    tag = tokens.tags[at]
    if tag == "b":
        return _of_base_form(tokens, verb, first, main)
    if tag == "g" and not any(tokens.lows[k] in word_group("be") for k in range(group, at)):
        return _of_participle(tokens, group, first, main)
    source = subject_before(tokens, group, first)
    if source is not None and _opens_order(tokens, source, at, first):
        return Subject(None, "front-")
    if source is not None:
        return Subject(source, "")
    if group == first or (tokens.tags[group - 1] == "s" and tag == "v"):
        return Subject(None, "front-")  # "Asked about C, he said"
    return Subject(main, "co-")  # "She met Hale and said C"


def _opens_order(tokens: Tokens, source: Range, at: int, first: int) -> bool:
    """For "Immediately impose a tariff": an adverb, for a name would have "imposes" or "imposed"."""
    form = tokens.forms[at]
    alone = source == (first, first + 1) and open_class(tokens.lows[first]) == "r"
    return alone and form is not None and form.kinds == "b"


def _of_base_form(tokens: Tokens, verb: Range, first: int, main: Range | None) -> Subject:
    """For "will say", "continued to say", "... to say"."""
    group, at = verb
    if any(tokens.tags[k] in "mx" for k in range(group, at)):
        source = subject_before(tokens, group, first)
        return Subject(source, "modal-") if source is not None else Subject(main, "co-modal-")
    start = group
    while start > first and tokens.tags[start - 1] in "tr":
        start -= 1
    if start > first and tokens.tags[start - 1] in "vgeb" and tokens.tags[group] == "t":
        source = subject_before(tokens, group_start(tokens, start - 1, first), first)
        if source is not None:
            return Subject(source, "inf-")
    return Subject(main, "far-inf-")


def _of_participle(tokens: Tokens, group: int, first: int, main: Range | None) -> Subject:
    """For "..., saying C", "by saying C", "Saying C, he", "a statement condemning C"."""
    if group == first:
        return Subject(main, "front-")
    before = tokens.tags[group - 1]
    if before == ",":
        return Subject(main, "after-")
    if before in "is":
        return Subject(main, "by-")
    found = subject_before(tokens, group, first)
    if found is not None and found[0] > first and tokens.tags[found[0] - 1] in "veg" and main is not None:
        return Subject(main, "object-")
    return Subject(found or main, "with-")
