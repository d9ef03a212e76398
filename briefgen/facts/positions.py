"""Attributions whose speaker stands for a party become positions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from briefgen.facts.article import Article, covering
from briefgen.facts.grounding import evidence, identify, inside_marks, wording
from briefgen.facts.stance import stance_of
from briefgen.facts.wording import begins_word, hedges_in, words_of
from briefgen.models import Attribution, Evidence, Issue, Position, Rejected, Span, Speaker

SHORT_QUOTE = 6
"""A quotation of fewer words is completed by the one that continues it, where there is one."""
FEWEST_WORDS = 3
"""Fewer words than this are a fragment, not a position."""

_INDEPENDENT = re.compile(r"[,;] (?:but|while|whereas) (?=(?:it|they|he|she|there|the|this|that|[A-Z]))")
_THAT = "that "
_LINKED = re.compile(r"\s*(?:that\s+)?")


class Draft(NamedTuple):
    """A statement of a party before it becomes a position.

    Attributes:
        pieces: where its words stand, in order.
        reported: the cue that belongs to the statement ("urged"), or none.
    """

    pieces: tuple[Span, ...]
    attribution: Attribution
    speaker: Speaker
    reported: Span | None


def find_positions(article: Article, issues: Sequence[Issue]) -> tuple[list[Position], list[Rejected]]:
    """The positions of one document, in its order, and the attributions that are none, with the reason."""
    drafts: list[Draft] = []
    rejected: list[Rejected] = []
    for attribution in article.extraction.attributions:
        reason, found = _draft(article, attribution)
        drafts += found
        if reason:
            rejected.append(_rejection(article, attribution, reason))
    kept: list[Draft] = []
    for at, draft in enumerate(drafts):
        if any(_stands_inside(draft, other, at > i) for i, other in enumerate(drafts) if i != at):
            rejected.append(_rejection(article, draft.attribution, "inside-another-statement"))
        elif kept and _completes(article, kept[-1], draft):
            kept[-1] = kept[-1]._replace(pieces=kept[-1].pieces + draft.pieces)
        else:
            kept.append(draft)
    return [_position(article, draft, issues) for draft in kept], rejected


def issue_of(words: str, issues: Sequence[Issue]) -> str | None:
    """The issue with the most terms in `words`; of equals, the first in brief.toml; none if none fits."""
    counted = [(len(begins_word(words, issue.terms)), -at, issue.name) for at, issue in enumerate(issues)]
    best = max(counted, default=(0, 0, ""))
    return best[2] if best[0] else None


def _draft(article: Article, attribution: Attribution) -> tuple[str, list[Draft]]:
    """Why the attribution is no position (or nothing), and the statements that it holds."""
    speaker = attribution.speaker
    if speaker is None or not speaker.name:
        return "no-speaker", []
    if speaker.party not in article.parties:
        return "no-party", []
    text = article.text
    pieces = [span for span in (_bare(text, s) for s in attribution.content) if span.of(text)]
    reported = _reporting_cue(text, attribution, pieces)
    if reported is not None:
        pieces = [Span(start=reported.start, end=pieces[0].end), *pieces[1:]]
    whole = attribution.mode != "indirect" or reported is not None or len(pieces) != 1
    groups = [pieces] if whole else [[clause] for clause in _clauses(text, pieces[0])]
    long_enough = [tuple(group) for group in groups if _words(text, group) >= FEWEST_WORDS]
    return "" if long_enough else "fragment", [
        Draft(group, attribution, speaker, reported) for group in long_enough
    ]


def _bare(text: str, span: Span) -> Span:
    """The span without quotation marks around it, and without the "that" that introduces a clause."""
    inside = inside_marks(text, span)
    introduced = inside.end - inside.start > len(_THAT) and inside.of(text).startswith(_THAT)
    return Span(start=inside.start + len(_THAT), end=inside.end) if introduced else inside


def _words(text: str, spans: Sequence[Span]) -> int:
    return sum(len(span.of(text).split()) for span in spans)


@cache
def _neutral_cue() -> re.Pattern[str]:
    forms: set[str] = set()
    for word in words_of("neutral_cues.txt"):
        base = word.removesuffix("e")
        forms |= {word, f"{word}s", f"{word}es", f"{base}ed", f"{base}ing"}
    return re.compile(r"\b(?:" + "|".join(sorted(forms, key=lambda form: (-len(form), form))) + r")\b")


def _reporting_cue(text: str, attribution: Attribution, pieces: Sequence[Span]) -> Span | None:
    """The cue, where it says more than that something was said and stands right before the content.

    "Robinson urged China to do more": without "urged" the statement would not be what was reported.
    """
    cue = attribution.cue
    if cue is None or not pieces or attribution.mode == "direct" or cue.end > pieces[0].start:
        return None
    between = text[cue.end : pieces[0].start].strip("\"“”' ")
    if _neutral_cue().search(cue.of(text).lower()) or not _LINKED.fullmatch(between):
        return None
    return cue


def _clauses(text: str, span: Span) -> list[Span]:
    """Indirect speech cut where a second independent clause begins (", but it was still unclear")."""
    cuts = [(span.start + m.start(), span.start + m.end()) for m in _INDEPENDENT.finditer(span.of(text))]
    borders = [span.start, *(border for cut in cuts for border in cut), span.end]
    return [Span(start=borders[i], end=borders[i + 1]) for i in range(0, len(borders), 2)]


def _stands_inside(draft: Draft, other: Draft, later: bool) -> bool:
    """Whether a statement repeats words of another one ("Washington wants ..., the official said")."""
    inner, outer = covering(draft.pieces), covering(other.pieces)
    return outer.contains(inner) and (later or inner != outer)


def _completes(article: Article, before: Draft, draft: Draft) -> bool:
    """Whether a quotation without a cue of its own completes the short one before it.

    "We've invited China," Robinson told reporters. / "We don't have any indication ..."
    """
    apart = article.sentence_at(draft.pieces[0].start) - article.sentence_at(before.pieces[-1].start)
    return (
        _words(article.text, before.pieces) < SHORT_QUOTE
        and before.attribution.mode == draft.attribution.mode == "direct"
        and before.speaker.name == draft.speaker.name
        and apart == 1
        and not _has_own_cue(article, draft)
    )


def _has_own_cue(article: Article, draft: Draft) -> bool:
    """Whether the words that attribute a statement stand in its own sentence."""
    cue = draft.attribution.cue
    return cue is not None and article.sentence_at(cue.start) == article.sentence_at(draft.pieces[0].start)


def _position(article: Article, draft: Draft, issues: Sequence[Issue]) -> Position:
    pieces = [evidence(article.document, span) for span in draft.pieces]
    words = wording(pieces)
    cue = draft.attribution.cue.of(article.text) if draft.attribution.cue else ""
    dated = article.date_of_statement(draft.attribution)
    support: list[Evidence] = []
    if draft.speaker.name_span:
        support.append(evidence(article.document, draft.speaker.name_span, "speaker"))
    if draft.speaker.office_span:
        support.append(evidence(article.document, draft.speaker.office_span, "office"))
    if dated:
        support.append(evidence(article.document, dated.span, "time"))
    return Position(
        id=identify("position", words, pieces),
        text=words,
        party=draft.speaker.party,
        speaker=draft.speaker.name or "",
        office=draft.speaker.office,
        mode=draft.attribution.mode,
        stance=stance_of(cue, words),
        issue=issue_of(words, issues),
        reported=draft.reported.of(article.text) if draft.reported else None,
        order=article.place(draft.pieces[0]),
        date=dated.when if dated else None,
        evidence=(*pieces, *support),
        first_published=article.document.published,
        hedges=hedges_in(words),
    )


def _rejection(article: Article, attribution: Attribution, reason: str) -> Rejected:
    span = covering(attribution.content)
    return Rejected(
        kind="position",
        text=" ".join(span.of(article.text).split())[:200],
        reason=reason,
        source=article.document.source.id,
        start=span.start,
        end=span.end,
    )
