"""Where what was said ends, right of the cue."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.extraction.attributions.complements import Complement
from briefgen.extraction.attributions.phrases import long_phrase_end, phrase_end
from briefgen.extraction.attributions.selection import strong_cues
from briefgen.extraction.tokens import Tokens
from briefgen.extraction.word_lists import word_group

_CLAUSE_ENDINGS = ("that", "clause", "question", "quote", "colon")
_OBJECT_KINDS = ("np", "prep", "to", "ing")


class Bounds(NamedTuple):
    """How far a content may reach.

    Attributes:
        start: its first token.
        last: index after the last token that it can hold.
        fronted: whether its clause stands before the main one ("While he granted that C, he denied D").
        limit: a token where it must end, or -1.
    """

    start: int
    last: int
    fronted: bool = False
    limit: int = -1


def content_end(tokens: Tokens, bounds: Bounds, kind: str) -> int:
    """Index after what was said: the end of the statement, or where the narrator speaks again."""
    tags = tokens.tags
    small = kind.startswith(_OBJECT_KINDS) and not kind.endswith(_CLAUSE_ENDINGS)
    start, last = bounds.start, bounds.last
    index = start
    while index < last:
        tag = tags[index]
        if tag == "“":
            index = min(last, max(index + 1, tokens.quotation_ends[tokens.quotation[index]]))
            continue
        if tag == ";" or index == bounds.limit:
            return index
        if index > start and tag == "," and _ends_at_comma(tokens, index, bounds, small):
            return index
        if index > start + 1 and tag == "c" and _narrator_after_conjunction(tokens, index, last, small):
            return index
        index += 1
    return trimmed(tokens, start, last)


def trimmed(tokens: Tokens, start: int, last: int) -> int:
    """`last`, less the marks that end a sentence."""
    while last > start + 1 and tokens.tags[last - 1] in ".?!,":
        last -= 1
    return last


def short_end(tokens: Tokens, right: Complement, stop: int) -> int | None:
    """For an object, the end of its bare noun phrase: "praised Hale" of "praised Hale in January"."""
    if not right.kind.startswith(("np", "prep", "clause-or-np")) or right.kind.endswith(
        ("that", "quote", "colon")
    ):
        return None
    end = phrase_end(tokens, right.start, stop)
    while end < stop - 1 and tokens.lows[end] in ("of", "and"):
        further = phrase_end(tokens, end + 1, stop)
        if further == end + 1:
            break
        end = further
    return end if right.start < end < stop else None


def part_end(tokens: Tokens, right: Complement, stop: int) -> int | None:
    """The end before the first adjunct of time or place: "agreed to share the port after a strike"."""
    if not right.kind.startswith((*_OBJECT_KINDS, "clause-or-np")):
        return None
    for index in range(right.start + 2, stop):
        if tokens.tags[index] in "sy" or tokens.lows[index] in word_group("adjunct_preposition"):
            return index
    return None


def object_after_preposition(tokens: Tokens, right: Complement, stop: int) -> int | None:
    """For "warned the crew about ice": the start of the preposition's object."""
    preposition = right.kind.removeprefix("np-")
    if preposition == right.kind or preposition not in word_group("object_preposition"):
        return None
    for index in range(right.start + 1, min(stop - 1, right.start + 12)):
        if tokens.lows[index] == preposition:
            return index + 1
    return None


def _ends_at_comma(tokens: Tokens, comma: int, bounds: Bounds, small: bool) -> bool:
    at = comma + 1
    last = bounds.last
    if at >= last:
        return True
    if bounds.fronted and _clause_at(tokens, at, last):
        return True
    if tokens.tags[at] == "r" and at + 1 < last:
        at += 1
        form = tokens.forms[at]
        if (
            tokens.lows[at - 1] == "then"
            and form is not None
            and tokens.tags[at] == "v"
            and "d" in form.kinds
        ):
            return True  # "said that C, then left"
    return _narrator_at(tokens, at, last, small) or _other_speaker_at(tokens, at, last, small)


def _narrator_at(tokens: Tokens, at: int, last: int, small: bool) -> bool:
    """After a comma: ", according to", ", adding that", ", while Hale", ", compared with"."""
    tag, low = tokens.tags[at], tokens.lows[at]
    if low in ("according", "compared", "while", "although", "though") or (tag == "s" and low == "as"):
        return True
    if tag == "g":
        form = tokens.forms[at]
        return form is not None and form.lemma in strong_cues()
    return small and (tag in "vxm" or low in ("which", "who", "where", "but"))


def _other_speaker_at(tokens: Tokens, at: int, last: int, small: bool) -> bool:
    """After a comma: ", and the company said", ", but beyond that he", ", another says"."""
    tag = tokens.tags[at]
    if tag in "pNd":
        return _says_next(tokens, at, last)
    if tag != "c" or at + 1 >= last:
        return False
    if tokens.lows[at] == "but" and _clause_at(tokens, at + 1, last):
        return True
    return _clause_with_cue(tokens, at + 1, last, small)


def _clause_at(tokens: Tokens, at: int, last: int) -> bool:
    """Whether a main clause with its own subject starts at `at`."""
    if at < last and tokens.tags[at] == "P":
        return True
    end = long_phrase_end(tokens, at, last)
    while at < end < last and tokens.tags[end] == "r":
        end += 1
    return at < end < last and tokens.tags[end] in "vxm"


def _clause_with_cue(tokens: Tokens, at: int, last: int, small: bool) -> bool:
    """For "..., and the company said", "..., but added"."""
    tags = tokens.tags
    if tags[at] == "r":
        at += 1
    if at >= last:
        return False
    if tags[at] == "v":
        form = tokens.forms[at]
        return form is not None and ("d" in form.kinds or small or form.lemma in strong_cues())
    end = long_phrase_end(tokens, at, last)
    while end < last and tags[end] in "rx":
        end += 1
    if at < end < last and tags[end] in "vem":
        form = tokens.forms[end]
        return small or (form is not None and form.lemma in strong_cues())
    return small and at < end < last and tags[end - 1] == "x"


def _narrator_after_conjunction(tokens: Tokens, at: int, last: int, small: bool) -> bool:
    """For "... and called on the mayor to resign", "... and Ann Hale says"."""
    tags = tokens.tags
    nxt = at + 1
    while nxt < last and tags[nxt] == "r":
        nxt += 1
    if nxt >= last or tokens.quotation[at] >= 0:
        return False
    if tags[nxt] != "v":
        return (small and tags[nxt] in "xm") or (tags[nxt] in "pNd" and _says_next(tokens, nxt, last))
    form = tokens.forms[nxt]
    return form is not None and (small or ("b" not in form.kinds and form.lemma in strong_cues()))


def _says_next(tokens: Tokens, at: int, last: int) -> bool:
    """Whether a noun phrase and a sure cue stand at `at`: "another says that"."""
    end = phrase_end(tokens, at, last)
    while at < end < last and tokens.tags[end] in "rx":
        end += 1
    if not at < end < last - 1 or tokens.tags[end] not in "ve":
        return False
    form = tokens.forms[end]
    return form is not None and form.lemma in strong_cues() and tokens.tags[end + 1] not in ",.”"
