"""Cues that stand after or inside what was said: ``"C," Y said``, ``C, said Y``, ``C1, Y said, C2``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefgen.extraction.attributions.clauses import Bounds, content_end, trimmed
from briefgen.extraction.attributions.complements import skip_adjuncts
from briefgen.extraction.attributions.phrases import phrase_end, source_after, subject_before
from briefgen.extraction.attributions.scene import Candidate, Range, Scene, Statement, dateline_end
from briefgen.extraction.attributions.selection import strong_cues
from briefgen.extraction.tokens import Tokens
from briefgen.extraction.word_lists import word_group

_REACH = 45
_NEAR = 30


class Place(NamedTuple):
    """Where an attribution may start.

    Attributes:
        at: its first token, right of a closing mark or a comma.
        begin: first token of what may have been said.
        last: index after the statement.
        quoted: whether a closing quotation mark stands before it.
    """

    at: int
    begin: int
    last: int
    quoted: bool


def find(scene: Scene, statement: Statement, used: dict[int, Candidate]) -> Iterator[Candidate]:
    """Candidates of one statement; adds the cue tokens that no other rule shall use."""
    tokens = scene.tokens
    tags = tokens.tags
    first, last = statement.first, statement.last
    begin = dateline_end(scene.text, tokens, statement)
    for at in range(first + 1, last - 1):
        quoted = tags[at] == "”"
        if not quoted and (tags[at] != "," or tokens.quotation[at] >= 0 or tags[at - 1] == "”"):
            continue
        found = _at(tokens, Place(at + 1, begin, last, quoted))
        if found is None or found.cue[1] - 1 in used:
            continue
        if not quoted and not _is_statement(tokens, found):
            continue
        yield found
        if not quoted and not _is_sure(found):
            continue
        used.update(dict.fromkeys(range(found.cue[0], _gesture_end(tokens, found)), found))
        begin = found.content[-1][1] if found.content[-1][0] > at else begin


def _at(tokens: Tokens, place: Place) -> Candidate | None:
    """The attribution whose source or cue starts at `place`."""
    tags = tokens.tags
    at, last = place.at, place.last
    if at < last and tags[at] in ",-":
        at += 1
    while at < last - 1 and tags[at] == "r":
        at += 1
    if at >= last:
        return None
    if tags[at] == "v":
        return _inverted(tokens, place._replace(at=at))
    if tags[at] not in "pNndj#(e":
        return None
    if place.quoted and tags[at - 1] == "”" and tags[at - 2] not in ",.?!-—…'’":
        return None
    return _straight(tokens, place._replace(at=at))


def _straight(tokens: Tokens, place: Place) -> Candidate | None:
    """``"C," Hale said``, ``"C," the spokesperson, who was not named, has said``."""
    tags = tokens.tags
    at, last = place.at, place.last
    for verb in range(at + 1, min(last, at + _REACH)):
        if tags[verb] in "“”;:?!":
            return None
        if tags[verb] not in "vxm":
            continue
        relative = any(tags[k] in "wh" for k in range(at, verb))
        cue = _verb_end(tokens, verb, last)
        source = subject_before(tokens, verb, at) if cue is not None else None
        if cue is not None and source is not None and source[0] <= at + 1:
            whole = not relative or source[1] - source[0] >= verb - at - 1
            if whole and tags[source[1] - 1] not in "wh":
                return _candidate(tokens, place, "subject-verb", source, (verb, cue + 1))
        elif not relative:
            return None
    return None


def _verb_end(tokens: Tokens, at: int, last: int) -> int | None:
    """The verb of the group that starts at `at` ("has repeatedly said"), or none."""
    tags = tokens.tags
    while at + 1 < last and tags[at] in "xmr" and tags[at + 1] in "xmregb":
        at += 1
    return at if tags[at] in "vegb" else None


def _inverted(tokens: Tokens, place: Place) -> Candidate | None:
    """``said Ann Hale, who ran the survey``; never a day (", said Tuesday")."""
    tags = tokens.tags
    at, last = place.at, place.last
    if not place.quoted:
        apposed = subject_before(tokens, at, place.begin)
        if apposed is not None and apposed[0] <= place.begin + 1:
            return None  # "Hale, who left early, told her crew"
    start = at + 1
    if start >= last or tags[start] not in "nN#dpj" or tokens.lows[start] == "it":
        return None
    end = source_after(tokens, start, last)
    return _candidate(tokens, place, "verb-subject", (start, end), (at, at + 1)) if end > start else None


def _candidate(tokens: Tokens, place: Place, order: str, source: Range, cue: Range) -> Candidate | None:
    """The candidate if what follows source and cue closes the attribution."""
    form = tokens.forms[cue[1] - 1]
    after = max(source[1], cue[1])
    rest, kind = _rest(tokens, after, place.last, place.quoted)
    left = place.at - 1
    if tokens.tags[left] in ",-" and left > place.begin:
        left -= 1
    begin = _quotation_start(tokens, place.begin, left) if place.quoted else place.begin
    if form is None or left < begin or (kind == "open" and not place.quoted):
        return None
    name = ("quote-" if place.quoted else "plain-") + order
    if kind == "open":
        name += "-open"
    elif tokens.tags[min(after, place.last - 1)] in "npoNd":
        name += "-np"
    if rest is None:
        return Candidate(name, form.lemma, ((begin, left + 1),), source, cue)
    return Candidate(
        name if place.quoted else name + "-mid", form.lemma, ((begin, left + 1), rest), source, cue
    )


def _is_sure(c: Candidate) -> bool:
    """Whether a cue after unquoted words is left to no other rule: "C, he said", "C, he told reporters"."""
    if c.rule == "plain-verb-subject-mid" or (
        "-np" in c.rule and c.lemma not in word_group("recipient_verb")
    ):
        return False
    return c.lemma in strong_cues()


def _is_statement(tokens: Tokens, c: Candidate) -> bool:
    """Whether the words before the cue can be what was said, not "In 1952," or "Speaking here,"."""
    first, last = c.content[0]
    if tokens.tags[first] == "g" and not any(tokens.tags[k] in "vxmP" for k in range(first, last)):
        return False
    if len(c.content) > 1:
        return True
    if tokens.tags[first] == "s" and all(tokens.tags[k] != "," for k in range(first, last)):
        return False
    return any(tokens.tags[k] in "vxmP" for k in range(first, last))


def _quotation_start(tokens: Tokens, begin: int, closing: int) -> int:
    """Where a quotation's sentence starts: after a colon, a dash or a cue that stand before the mark.

    ``He fought the dam - "I live here," he said``.
    """
    number = tokens.quotation[closing]
    opening = closing
    while opening > begin and tokens.quotation[opening - 1] == number:
        opening -= 1
    before = tokens.tags[opening - 1] if opening > begin + 1 else ""
    if before and before in ":-":
        return opening
    if before == "," and any(_is_strong(tokens, k) for k in range(begin, opening)):
        return opening
    return begin


def _is_strong(tokens: Tokens, at: int) -> bool:
    form = tokens.forms[at]
    return form is not None and tokens.tags[at] in "vg" and form.lemma in strong_cues()


def _rest(tokens: Tokens, after: int, last: int, quoted: bool) -> tuple[Range | None, str]:
    """What follows the attribution: nothing ("end"), more of the content, or something else ("open")."""
    tags = tokens.tags
    at = after
    if quoted and at < last and tags[at] == "“":
        return (at, last), "more"
    if at < last and tags[at] in "npoNd":  # "told reporters"
        at = phrase_end(tokens, at, last)
    at = skip_adjuncts(tokens, at, last)
    if at >= last or tags[at] in ".!?)":
        return None, "end"
    if tags[at] in ",:.-" and at + 1 < last:
        return _after_mark(tokens, at, last, quoted)
    quote = next(
        (k for k in range(at, min(last, at + _NEAR)) if tags[k] == "“" and tags[k - 1] in ",:.-h"), None
    )
    if quote is not None and all(tags[k] not in "vxm" for k in range(at, quote)):
        return (quote, last), "more"
    return None, "open"


def _after_mark(tokens: Tokens, at: int, last: int, quoted: bool) -> tuple[Range | None, str]:
    """``..., he said, “Q2”``, ``C1, he said, C2``, ``C, he said, adding``.

    The rest ends where another is heard: ``C1, he said, C2 “Q,” and she called it “R”``.
    """
    if tokens.tags[at + 1] == "“":
        return (at + 1, last), "more"
    if tokens.tags[at] in ",-":
        if quoted:
            further = _quotation_after_gesture(tokens, at + 1, last)
            return further, "aside" if further is None else "more"
        if tokens.tags[at + 1] in "gwres":
            return None, "aside"
        return (at + 1, _before_another(tokens, at + 1, last)), "more"
    return None, "open"


def _before_another(tokens: Tokens, start: int, last: int) -> int:
    """Index after the second half of what was said: the statement's end, or ", and she called"."""
    stop = content_end(tokens, Bounds(start, last), "clause")
    coordinated = start < stop < last and "c" in (tokens.tags[stop], tokens.tags[min(stop + 1, last - 1)])
    return stop if coordinated else trimmed(tokens, start, last)


def _gesture_end(tokens: Tokens, found: Candidate) -> int:
    """Index after the cue, or after "raising a photograph" between it and the second half."""
    after, rest = max(found.cue[1], found.source[1] if found.source else 0), found.content[-1][0]
    return (
        rest
        if after + 1 < rest and tokens.tags[after] == "," and tokens.tags[after + 1] == "g"
        else found.cue[1]
    )


def _quotation_after_gesture(tokens: Tokens, at: int, last: int) -> Range | None:
    """The second half of ``“What we know,” she said, raising a photograph, “is little”``."""
    form = tokens.forms[at]
    if tokens.tags[at] != "g" or form is None or form.lemma in strong_cues():
        return None
    for index in range(at + 1, min(last - 1, at + _NEAR)):
        if tokens.tags[index] in "vxm.“":
            return None
        if tokens.tags[index] == "," and tokens.tags[index + 1] == "“":
            return index + 1, last
    return None
