"""Cues that stand before what was said: ``Y said that C``, ``Y wants to C``, ``Y called for C``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefgen.extraction.attributions import subjects
from briefgen.extraction.attributions.clauses import (
    Bounds,
    content_end,
    object_after_preposition,
    part_end,
    short_end,
)
from briefgen.extraction.attributions.complements import (
    Complement,
    complement,
    loose_clause,
    skip_adjuncts,
)
from briefgen.extraction.attributions.phrases import long_phrase_end
from briefgen.extraction.attributions.scene import Candidate, Range, Scene, Statement, reach
from briefgen.extraction.attributions.selection import strong_cues
from briefgen.extraction.tokens import Tokens
from briefgen.extraction.word_lists import word_group

_SHORT_CLAUSE = 15
_LOOSE_INSTEAD_OF = frozenset({"np", "question", "clause-or-np", "ing"})


class Verb(NamedTuple):
    """A cue in its place.

    Attributes:
        group: first token of the verb group ("has" of "has repeatedly said").
        at: the verb.
        lemma: its base form.
        subject: whose verb it is, and how that was found.
        main: the subject of the statement's main clause so far.
    """

    group: int
    at: int
    lemma: str
    subject: subjects.Subject
    main: Range | None


def find(scene: Scene, statement: Statement, used: Mapping[int, Candidate]) -> Iterator[Candidate]:
    """Candidates of one statement, by cue from left to right; `used` maps cue tokens that are taken."""
    tokens = scene.tokens
    tags, forms = tokens.tags, tokens.forms
    first, last = statement.first, statement.last
    main: Range | None = None
    for at in range(first, last):
        tag = tags[at]
        if at in used:
            main = used[at].source or main
            continue
        if tag not in "vegbxm":
            continue
        if tag in "vxm":
            main = subjects.main_subject(tokens, at, first, main)
        form = forms[at]
        if form is None or tag in "xm" or tokens.quotation[at] >= 0:
            continue
        group = subjects.group_start(tokens, at, first)
        last = reach(used, at, statement.last)
        verb = Verb(group, at, form.lemma, subjects.subject_of(tokens, (group, at), first, main), main)
        if tag == "e" and _is_passive(tokens, group, at):
            yield from _passive(tokens, verb, last)
        else:
            yield from _active(tokens, verb, (first, last), used)


def _active(
    tokens: Tokens, verb: Verb, statement: Range, used: Mapping[int, Candidate]
) -> Iterator[Candidate]:
    first, last = statement
    source, prefix = verb.subject
    as_clause = _as_clause(tokens, verb, statement)
    if as_clause is not None:
        yield as_clause
        return
    right = _complement(tokens, verb, last)
    if right is None:
        return
    fronted = prefix == "front-" or _is_fronted(tokens, verb, first)
    limit = _colon_before_cue(tokens, verb.at, last, used)
    stop = content_end(tokens, Bounds(right.start, last, fronted, limit), right.kind)
    if stop <= right.start:
        return
    cue = (verb.group, max(right.cue_end, verb.at + 1))
    for suffix, part in variants(tokens, right, stop):
        yield Candidate(prefix + right.kind + suffix, verb.lemma, (part,), source, cue)


def variants(tokens: Tokens, right: Complement, stop: int) -> Iterator[tuple[str, Range]]:
    """The content in full, and for objects its shorter readings, each with the suffix of its rule."""
    yield "", (right.start, stop)
    part = part_end(tokens, right, stop)
    if part is not None:
        yield "-part", (right.start, part)
    after = object_after_preposition(tokens, right, stop)
    if after is not None:
        yield "-object", (after, stop)
    short = short_end(tokens, right, stop)
    if short is not None:
        yield "-short", (right.start, short)


def _complement(tokens: Tokens, verb: Verb, last: int) -> Complement | None:
    right = complement(tokens, verb.at + 1, last) or _gap(tokens, verb, last)
    if verb.lemma in strong_cues() and (right is None or right.kind in _LOOSE_INSTEAD_OF):
        right = loose_clause(tokens, verb.at + 1, last) or right
    return right


def _gap(tokens: Tokens, verb: Verb, last: int) -> Complement | None:
    """For "a road that most drivers say is unsafe": the clause lacks its subject."""
    source = verb.subject.source
    nxt = verb.at + 1
    if source is None or source[0] < 1 or nxt >= last or tokens.tags[nxt] not in "vxm":
        return None
    return Complement("gap", nxt, nxt) if tokens.tags[source[0] - 1] in "wh" else None


def _as_clause(tokens: Tokens, verb: Verb, statement: Range) -> Candidate | None:
    """For "As Hale noted, C"; "C, as the mayor put it"; "As Hale noted when she left, C"."""
    first, last = statement
    source = verb.subject.source
    if source is None or source[0] - 1 < first or tokens.lows[source[0] - 1] != "as":
        return None
    start = source[0] - 1
    cue = (verb.group, verb.at + 1)
    end = skip_adjuncts(tokens, verb.at + 1, last)
    if end < last and tokens.lows[end] == "it":
        end = skip_adjuncts(tokens, end + 1, last)
    if end < last and tokens.tags[end] in "sw":
        end = next((k for k in range(end, min(last, end + _SHORT_CLAUSE)) if tokens.tags[k] == ","), end)
    if end >= last or tokens.tags[end] in ".!?":
        if start - 1 <= first:
            return None
        return Candidate("as-after", verb.lemma, ((first, start - 1),), source, cue)
    if tokens.tags[end] != "," or end + 1 >= last:
        return None
    if start > first + 1 and tokens.tags[start - 1] == ",":
        return Candidate("as-inside", verb.lemma, ((first, start - 1), (end + 1, last)), source, cue)
    return Candidate("as-before", verb.lemma, ((end + 1, last),), source, cue)


def _is_fronted(tokens: Tokens, verb: Verb, first: int) -> bool:
    """Whether the cue stands in a clause before the main one: "While he granted that C, he denied D"."""
    tags = tokens.tags
    if tags[verb.at] == "g" and verb.main is None:
        return True
    source = verb.subject.source
    if source is None or source[0] <= first:
        return False
    if tokens.lows[source[0] - 1] in word_group("fronting"):
        return True
    return source[0] <= first + 4 and (tags[source[0] - 1] in "sw" or tags[first] in "sw")


def _colon_before_cue(tokens: Tokens, at: int, last: int, used: Mapping[int, Candidate]) -> int:
    """The colon of ``he said C: "Q," he wrote``, where Q has a cue of its own; -1 where there is none."""
    later = next((k for k in used if k > at), None)
    if later is None:
        return -1
    for index in range(at, min(later, last - 1)):
        if tokens.tags[index] == ":" and tokens.tags[index + 1] == "“":
            return index
    return -1


def _is_passive(tokens: Tokens, group: int, at: int) -> bool:
    for index in range(at - 1, group - 1, -1):
        if tokens.tags[index] == "x":
            return tokens.lows[index] in word_group("be")
    return False


def _passive(tokens: Tokens, verb: Verb, last: int) -> Iterator[Candidate]:
    """For "was criticized by Hale", "is expected to resign", "was accused of fraud"."""
    subject, prefix = verb.subject
    nxt = verb.at + 1
    cue = (verb.group, nxt)
    if nxt < last and tokens.lows[nxt] == "by":
        end = long_phrase_end(tokens, nxt + 1, last)
        if end > nxt + 1 and subject is not None:
            by = (verb.group, nxt + 1)
            yield Candidate(prefix + "passive-by", verb.lemma, (subject,), (nxt + 1, end), by)
        return
    right = complement(tokens, nxt, last) if nxt < last else None
    if right is None:
        if subject is not None:
            yield Candidate(prefix + "passive", verb.lemma, (subject,), None, cue)
        return
    stop = content_end(tokens, Bounds(right.start, last), right.kind)
    if stop > right.start:
        cue = (verb.group, max(right.cue_end, nxt))
        yield Candidate(prefix + "passive-" + right.kind, verb.lemma, ((right.start, stop),), None, cue)
