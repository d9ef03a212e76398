"""What lies ahead: who is to do what, when, and how sure it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from briefgen.facts.article import Article, Dated
from briefgen.facts.clauses import clause_of, stands_alone
from briefgen.facts.glosses import date_glosses
from briefgen.facts.grounding import bare, evidence, identify
from briefgen.facts.stance import attitudes, is_speech
from briefgen.facts.wording import begins_word, hedges_in, words_of
from briefgen.models import NextStep, Rejected, Span, Status
from briefgen.models.facts import wording

LONGEST_ACTOR = 16
"""More words than this before the verb are no name of an actor."""

_NEGATIONS = frozenset({"not", "no", "never", "nor", "neither", "without"})
_RELATIVE = frozenset({"which", "who", "that", "it", "he", "she", "they"})
_PREPOSITION = r"\b(?:of|at|in|on|during|before|after|for)\b"
_COORDINATED = re.compile(
    rf"{_PREPOSITION} (the (?:(?!{_PREPOSITION})[^,;]){{1,100}}?) and (the [^,;]{{1,200}})$"
)


class _Cue(NamedTuple):
    status: Status
    settled: bool
    span: Span


class _Draft(NamedTuple):
    pieces: tuple[Span, ...]
    cue: _Cue
    dated: Dated | None


def find_steps(article: Article) -> tuple[list[NextStep], list[Rejected]]:
    """The steps that one document announces, expects or hopes for, in its order; and those unclear."""
    steps: list[NextStep] = []
    rejected: list[Rejected] = []
    for sentence in article.extraction.sentences:
        for cue in _cues(article.text, sentence):
            clause = clause_of(article, cue.span)
            drafts = list(_drafts(article, clause, cue))
            if drafts and (_is_negated(article.text, clause, cue) or not _is_verb(article.text, clause, cue)):
                continue
            if drafts and not _names_its_actor(article, clause, cue):
                rejected.append(_unresolved(article, clause))
            elif drafts:
                steps += [_step(article, draft) for draft in drafts]
                break
    return steps, rejected


@cache
def _patterns() -> tuple[tuple[Status, bool, re.Pattern[str]], ...]:
    text = resources.files("briefgen.facts").joinpath("data", "future.toml").read_text(encoding="utf-8")
    return tuple(
        (
            row["status"],
            row["settled"],
            re.compile(r"\b(?:" + "|".join(map(re.escape, row["phrases"])) + r")\b"),
        )
        for row in tomllib.loads(text)["cue"]
    )


def _cues(text: str, sentence: Span) -> Iterator[_Cue]:
    for status, settled, pattern in _patterns():
        for found in pattern.finditer(sentence.of(text)):
            span = Span(start=sentence.start + found.start(), end=sentence.start + found.end())
            yield _Cue(status, settled, span)


def lies_ahead(article: Article, sentence: Span, before: int) -> bool:
    """Whether verbs before the offset `before` tell what somebody will do or plans to do.

    "India will lift the duties that it announced in March": nothing happened in March but the announcement.
    """
    cues = (cue for cue in _cues(article.text, sentence) if cue.span.end <= before)
    return any(cue.status == "announced" for cue in cues)


def _drafts(article: Article, clause: Span, cue: _Cue) -> Iterator[_Draft]:
    """The steps of one clause: one, or two where only the second of two occasions is dated."""
    ahead = [dated for dated in article.dates_in(clause) if _is_ahead(article, dated)]
    if not ahead:
        if cue.settled or _hoped_for(article, cue) is not None:
            yield _Draft((clause,), cue, None)
        return
    dated = min(ahead, key=lambda d: abs(d.span.start - cue.span.end))
    split = _COORDINATED.search(clause.of(article.text))
    first, second = (_group(clause, split, 1), _group(clause, split, 2)) if split else (clause, clause)
    if split and second.contains(dated.span) and not first.overlaps(dated.span):
        yield _Draft((Span(start=clause.start, end=first.end),), cue, None)
        yield _Draft((Span(start=clause.start, end=first.start - 1), second), cue, dated)
    else:
        yield _Draft((clause,), cue, dated)


def _group(clause: Span, found: re.Match[str], number: int) -> Span:
    return Span(start=clause.start + found.start(number), end=clause.start + found.end(number))


def _is_ahead(article: Article, dated: Dated) -> bool:
    published = article.document.published
    return published is None or dated.when.days[1] >= published


def _hoped_for(article: Article, cue: _Cue) -> Status | None:
    """The status that the attributing words give, where they say that something ahead is hoped for."""
    attribution = article.attribution_of(cue.span)
    if attribution is None:
        return None
    words = article.cue_phrase(attribution)
    for status, beginnings in attitudes().items():
        if begins_word(words, beginnings):
            ahead = any(t.type == "DURATION" for t in article.times_in(article.sentence_of(cue.span)))
            return status if ahead else None
    return None


def _step(article: Article, draft: _Draft) -> NextStep:
    document = article.document
    pieces = [evidence(document, span) for span in draft.pieces]
    words = wording(pieces)
    start = draft.pieces[0].start
    actor = Span(start=start, end=max(start, draft.cue.span.start))
    named = 0 < len(actor.of(article.text).split()) <= LONGEST_ACTOR
    who = " ".join(actor.of(article.text).split()) if named else None
    attribution = article.attribution_of(draft.cue.span)
    speaker = attribution.speaker if attribution else None
    support = [evidence(document, draft.dated.span, "time")] if draft.dated else []
    if speaker is not None and speaker.name_span is not None:
        support.append(evidence(document, speaker.name_span, "speaker"))
    return NextStep(
        id=identify("next-step", words, pieces),
        text=words,
        speaker=speaker.name if speaker else None,
        party=speaker.party if speaker else None,
        about=article.parties_in(draft.pieces),
        date=draft.dated.when if draft.dated else None,
        evidence=(*pieces, *support),
        first_published=document.published,
        hedges=hedges_in(words),
        glosses=date_glosses(article, draft.pieces),
        who=who,
        what=words[len(who) :].strip() if who else words,
        status=_hoped_for(article, draft.cue) or draft.cue.status,
    )


def _is_verb(text: str, clause: Span, cue: _Cue) -> bool:
    """Whether "plan to" is a verb ("they plan to"), not a noun ("Obama's plan to", "the aim is to")."""
    before = text[clause.start : cue.span.start].replace("’", "'").lower().split()
    if not before:
        return False
    phrase = cue.span.of(text).split()[0]
    nouns = words_of("plan_nouns.txt")
    if phrase.removesuffix("s") in nouns:
        return not before[-1].endswith("'s") and before[-1] not in words_of("determiners.txt")
    return phrase not in ("is", "are") or not (before[0] == "what" or nouns & set(before))


def _is_negated(text: str, clause: Span, cue: _Cue) -> bool:
    """Whether the step is one that will not be taken ("will not meet", "has no plans to")."""
    before = text[clause.start : cue.span.start].lower().split()
    after = text[cue.span.end : clause.end].lower().split()
    return bool(_NEGATIONS & {*before[-2:], *after[:1]})


def _names_its_actor(article: Article, clause: Span, cue: _Cue) -> bool:
    """Whether words before the verb say who acts: no pronoun, no "which" that leans on what went before.

    A clause that begins with a small letter is the rest of a sentence, unless it is what somebody says; one
    that begins with "even if" or "what" names a condition or a question, nobody.
    """
    words = clause.of(article.text)
    before = article.text[clause.start : cue.span.start].split()
    attribution = article.attribution_of(cue.span)
    said = (
        attribution is not None
        and is_speech(article.cue_phrase(attribution))
        and any(bare(article.text, span).start == clause.start for span in attribution.content)
    )
    whole = said or not words[:1].islower()
    named = not before or (
        before[-1].lower() not in _RELATIVE and before[0].lower() not in words_of("no_actors.txt")
    )
    return whole and named and stands_alone(words)


def _unresolved(article: Article, clause: Span) -> Rejected:
    return Rejected(
        kind="next-step",
        text=" ".join(clause.of(article.text).split())[:200],
        reason="actor-unresolved",
        source=article.document.source.id,
        start=clause.start,
        end=clause.end,
    )
