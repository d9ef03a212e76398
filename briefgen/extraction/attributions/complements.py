"""What follows a cue: a that-clause, a bare clause, an infinitive, an object, a quotation."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from briefgen.extraction.attributions.phrases import long_phrase_end, phrase_end
from briefgen.extraction.tokens import NOUNISH, Tokens
from briefgen.extraction.word_lists import word_group


class Complement(NamedTuple):
    """What follows a cue.

    Attributes:
        kind: the construction ("that", "clause", "to", "np", "prep-for", ...).
        start: first token of the content.
        cue_end: index after the cue's last token (particles belong to it).
    """

    kind: str
    start: int
    cue_end: int


def complement(tokens: Tokens, at: int, last: int) -> Complement | None:
    """The construction that follows a cue whose last token is before `at`, or none."""
    tags = tokens.tags
    while at < last and tags[at] == "r":
        at += 1
    if at >= last:
        return None
    handler = _BY_TAG.get(tags[at])
    found = handler(tokens, at, last) if handler is not None else None
    if found is not None or handler is not None:
        return found
    end = phrase_end(tokens, at, last)
    if end > at or tags[at] == "o":
        return _after_phrase(tokens, at, max(end, at + 1), last)
    return None


def skip_adjuncts(tokens: Tokens, at: int, last: int) -> int:
    """Index after the adverbs, days and short prepositional phrases at `at` ("Tuesday in a statement")."""
    tags = tokens.tags
    for _ in range(6):
        if at >= last:
            break
        if tags[at] in "ry":
            at += 1
        elif tags[at] == "d" and at + 2 < last and tokens.lows[at] in ("last", "this", "earlier"):
            at += 2
        elif tags[at] == "i":
            end = phrase_end(tokens, at + 1, last)
            if end < last and end == at + 1 and tags[end] == "y":
                end += 1
            if end == at + 1:
                break
            at = end
        else:
            break
    return at


def loose_clause(tokens: Tokens, start: int, last: int) -> Complement | None:
    """For "said the storm, which closed two ports, proves that": a verb comes, however late."""
    tags = tokens.tags
    while start < last and tags[start] == "r":
        start += 1
    if start >= last or tags[start] not in "dnNj#gps" or tokens.lows[start] == "as":
        return None
    for index in range(start + 1, min(last, start + 40)):
        if tags[index] in "“;:-":
            return None
        if tags[index] in "vxmP":
            return Complement("loose-clause", start, start)
    return None


def _at_quotation(tokens: Tokens, at: int, last: int) -> Complement:
    """``said “Q”``."""
    return Complement("quote", at, at)


def _at_mark(tokens: Tokens, at: int, last: int) -> Complement | None:
    """``said: Q``, ``said, “Q”``, ``said, in a statement, that C``."""
    tags = tokens.tags
    if at + 1 >= last:
        return None
    if tags[at] == ":":
        return Complement("colon", at + 1, at)
    if tags[at + 1] == "“":
        return Complement("quote", at + 1, at)
    if tags[at] != ",":
        return None
    if tags[at + 1] in "ir":
        end = next((k for k in range(at + 1, min(last, at + 16)) if tags[k] == ","), last)
        if end + 1 < last and tags[end + 1] in "h“":
            return Complement("that" if tags[end + 1] == "h" else "quote", end + 1, at)
    return Complement("comma", at + 1, at)


def _at_that(tokens: Tokens, at: int, last: int) -> Complement:
    """``said that he``, against ``said that`` and ``took that idea``."""
    tags = tokens.tags
    nxt = at + 1
    if nxt >= last or tags[nxt] in ",.;:”)icyvxm":
        return Complement("np", at, at)
    if tags[nxt] in "nj" and not tokens.lows[nxt].endswith("s"):
        end = long_phrase_end(tokens, nxt, last)
        if end >= last or tags[end] not in "vxmrecb":
            return Complement("np", at, at)
    return Complement("that", at, at)


def _at_to(tokens: Tokens, at: int, last: int) -> Complement:
    """``wants to C``, ``suggested to reporters that C``, ``referred to C``."""
    tags = tokens.tags
    nxt = at + 1
    while nxt < last and tags[nxt] == "r":
        nxt += 1
    if nxt < last and tags[nxt] in "bx":
        return Complement("to", at, at)
    end = phrase_end(tokens, at + 1, last)
    if at + 1 < end < last:
        if tags[end] == "h":
            return Complement("that", end, at)
        if end + 1 < last and tags[end] in ",:" and tags[end + 1] == "“":
            return Complement("quote", end + 1, at)
    return Complement("prep-to", at + 1, at + 1)


def _at_question(tokens: Tokens, at: int, last: int) -> Complement | None:
    """``asked why C``, ``wondered whether C``."""
    if tokens.lows[at] == "which":
        end = phrase_end(tokens, at, last)
        return _after_phrase(tokens, at, end, last) if end > at else None
    return Complement("question", at, at)


def _at_subordinator(tokens: Tokens, at: int, last: int) -> Complement | None:
    """``asked if C``, ``served as C``."""
    if tokens.lows[at] in word_group("whether"):
        return Complement("question", at, at)
    return _at_preposition(tokens, at, last) if tokens.lows[at] == "as" else None


def _at_preposition(tokens: Tokens, at: int, last: int) -> Complement | None:
    """``called for C``, ``pointed out that C``, ``said in a statement that C``."""
    tags, preposition = tokens.tags, tokens.lows[at]
    if at + 1 >= last:
        return None
    distant = _after_adjuncts(tokens, at, last)
    if distant is not None and distant.kind != "np":
        return distant
    nxt = tags[at + 1]
    if nxt == "h":
        return Complement(f"prep-{preposition}-that", at + 1, at + 1)
    if nxt == "t" and preposition == "on":
        return Complement("prep-on-to", at + 1, at + 1)
    if preposition in ("out", "up") and nxt not in "itc":
        inner = complement(tokens, at + 1, last)
        if inner is not None and inner.kind != "np":
            return Complement(f"prep-{preposition}-{inner.kind}", inner.start, at + 1)
    return _object_of_preposition(tokens, at, last)


def _object_of_preposition(tokens: Tokens, at: int, last: int) -> Complement | None:
    tags, preposition = tokens.tags, tokens.lows[at]
    if tags[at + 1] in "ci,.;:”)":
        return None
    end = long_phrase_end(tokens, at + 1, last)
    if end < last - 1 and tags[end] == "t" and tags[end + 1] in "bx":
        return Complement(f"prep-{preposition}-np-to", at + 1, at + 1)
    return Complement(f"prep-{preposition}", at + 1, at + 1)


def _after_adjuncts(tokens: Tokens, at: int, last: int) -> Complement | None:
    """``said on Tuesday in a statement that C``, ``said Tuesday: “Q”``."""
    tags = tokens.tags
    end = skip_adjuncts(tokens, at, last)
    if end == at or end + 1 >= last:
        return None
    if tags[end] == "h" and tags[end + 1] not in "vxm" and tags[end - 1] != "i":
        return Complement("far-that", end, at)
    if tags[end] in ",:" and tags[end + 1] == "“":
        return Complement("quote", end + 1, at)
    if tags[end] in ":“":
        return Complement("colon", end + 1, at) if tags[end] == ":" else Complement("far-quote", end, at)
    return _after_day(tokens, at, end, last) if "y" in (tags[at], tags[end - 1]) else None


def _after_day(tokens: Tokens, at: int, end: int, last: int) -> Complement | None:
    """``said Tuesday he would C``, ``pledged Tuesday to C``."""
    tags = tokens.tags
    if tags[end] == "t" and tags[end + 1] in "bx":
        return Complement("to", end, at)
    if tags[end] not in "pPd" and tags[end] not in NOUNISH:
        return None
    stop = long_phrase_end(tokens, end, last, subject=True)
    is_clause = tags[end] == "P" or (stop < last and tags[stop] in "vxmr")
    return Complement("clause" if is_clause else "np", end, at)


def _at_ing(tokens: Tokens, at: int, last: int) -> Complement:
    """``proposed spending C``."""
    return Complement("ing", at, at)


def _at_pronoun(tokens: Tokens, at: int, last: int) -> Complement:
    """``said he C``."""
    if tokens.tags[at] == "P" or (at + 1 < last and tokens.tags[at + 1] in "vxmre"):
        return Complement("clause", at, at)
    return _after_phrase(tokens, at, at + 1, last)


_BY_TAG: dict[str, Callable[[Tokens, int, int], Complement | None]] = {
    "“": _at_quotation,
    ",": _at_mark,
    ":": _at_mark,
    "-": _at_mark,
    "h": _at_that,
    "t": _at_to,
    "w": _at_question,
    "s": _at_subordinator,
    "i": _at_preposition,
    "y": _after_adjuncts,
    "g": _at_ing,
    "p": _at_pronoun,
    "P": _at_pronoun,
}


def _after_phrase(tokens: Tokens, start: int, end: int, last: int) -> Complement:
    """What a noun phrase after the cue begins: a clause, an object, or the person spoken to."""
    tags = tokens.tags
    at = end
    while at < last and tags[at] == "r":
        at += 1
    plain = Complement("np", start, start)
    if at >= last:
        return plain
    tag = tags[at]
    if tag in "vxmP" and tags[start] != "o":
        return Complement("clause-or-np" if _may_be_participle(tokens, at, last) else "clause", start, start)
    further = _AFTER_PHRASE.get(tag)
    if further is not None:
        return further(tokens, start, at, last) or plain
    if tag in "pP" or (tag == "d" and at > start):
        return Complement("np-clause", at, start)
    return Complement("np-ing", start, start) if tag == "g" else plain


def _phrase_and_clause(tokens: Tokens, start: int, at: int, last: int) -> Complement | None:
    """``told reporters that C``, ``urged China to C``, ``asked him why C``, ``described it as C``."""
    tag, low = tokens.tags[at], tokens.lows[at]
    following = tokens.tags[at + 1] if at + 1 < last else "."
    if tag == "h" and following not in "vxm" and at + 1 < last:
        return Complement("np-that", at, start)
    if tag == "t" and following in "bxr":
        return Complement("np-to", start, start)
    if (tag == "w" and low not in ("which", "who")) or (tag == "s" and low in word_group("whether")):
        return Complement("np-question", at, start)
    if tag == "s" and low == "as":
        return Complement("np-as", start, start)
    return None


def _phrase_and_quotation(tokens: Tokens, start: int, at: int, last: int) -> Complement | None:
    """``told reporters, “Q”``, ``called it “Q”``."""
    if tokens.tags[at] == "“":
        return Complement("np-quote", start, start)
    if at + 1 < last and tokens.tags[at + 1] == "“":
        return Complement("quote", at + 1, start)
    return Complement("colon", at + 1, start) if tokens.tags[at] == ":" else None


def _phrase_and_adjunct(tokens: Tokens, start: int, at: int, last: int) -> Complement | None:
    """``told reporters on Tuesday that C``, ``said the head of the bank was C``, ``blamed X for C``."""
    far = _after_adjuncts(tokens, at, last)
    if far is not None and far.kind in ("far-that", "quote", "colon"):
        return Complement("np-" + far.kind, far.start, start)
    longer = long_phrase_end(tokens, start, last, subject=True)
    if longer < last and tokens.tags[longer] in "vxm":
        return Complement("clause", start, start)
    if tokens.tags[at] == "i" and tokens.lows[at] in word_group("object_preposition"):
        return Complement(f"np-{tokens.lows[at]}", start, start)
    return None


def _may_be_participle(tokens: Tokens, at: int, last: int) -> bool:
    """For "skipped the test required for pilots": an -ed form before a preposition or a day."""
    form = tokens.forms[at]
    if tokens.tags[at] != "v" or form is None or "e" not in form.kinds or "d" not in form.kinds:
        return False
    return at + 1 >= last or tokens.tags[at + 1] in "iyst.,"


_AFTER_PHRASE: dict[str, Callable[[Tokens, int, int, int], Complement | None]] = {
    "i": _phrase_and_adjunct,
    "y": _phrase_and_adjunct,
    "c": _phrase_and_adjunct,
    "h": _phrase_and_clause,
    "t": _phrase_and_clause,
    "s": _phrase_and_clause,
    "w": _phrase_and_clause,
    ",": _phrase_and_quotation,
    ":": _phrase_and_quotation,
    "“": _phrase_and_quotation,
}
