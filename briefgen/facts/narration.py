"""What a source tells in its own voice: dated events, and background."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.facts.article import Article, Dated
from briefgen.facts.clauses import completes_list, is_own_voice, stands_alone, without_label
from briefgen.facts.glosses import date_glosses
from briefgen.facts.grounding import evidence, identify
from briefgen.facts.positions import issue_of
from briefgen.facts.steps import lies_ahead
from briefgen.facts.wording import hedges_in
from briefgen.models import Context, Event, Issue, Span
from briefgen.models.facts import wording

SHORTEST, LONGEST = 7, 45
"""Sentences of fewer or more words make no background, in words."""


def find_narration(
    article: Article, issues: Sequence[Issue], taken: Sequence[Span]
) -> tuple[list[Event], list[Context]]:
    """The events and the background of one document, in its order.

    Args:
        article: the document.
        issues: what the brief is about; a sentence must touch one of them or name a party.
        taken: spans that other facts rest on; their sentences tell nothing more.

    What a government's own text tells is its word: it makes events, told by that government, no background.
    """
    events: list[Event] = []
    contexts: list[Context] = []
    for sentence in (without_label(article.text, s) for s in article.extraction.sentences):
        if not _qualifies(article, sentence, issues) or any(sentence.contains(span) for span in taken):
            continue
        past = _past_date(article, sentence)
        if past is not None:
            events.append(_event(article, sentence, past))
        elif article.voice is None and _is_background(article, sentence):
            contexts.append(_context(article, sentence))
    return events, contexts


def _is_background(article: Article, sentence: Span) -> bool:
    return stands_alone(sentence.of(article.text)) and not article.dates_in(sentence)


def _qualifies(article: Article, sentence: Span, issues: Sequence[Issue]) -> bool:
    words = sentence.of(article.text)
    return bool(
        SHORTEST <= len(words.split()) <= LONGEST
        and words.rstrip("\"”'’)")[-1:] == "."
        and not words[:1].islower()
        and is_own_voice(article, sentence)
        and not completes_list(article, sentence)
        and (article.parties_in([sentence]) or issue_of(words, issues) is not None)
    )


def _past_date(article: Article, sentence: Span) -> Dated | None:
    published = article.document.published
    dates = article.adverbial_dates_in(sentence)
    past = (d for d in dates if published is None or d.when.days[0] <= published)
    return next((d for d in past if not lies_ahead(article, sentence, d.span.start)), None)


def _event(article: Article, sentence: Span, dated: Dated) -> Event:
    piece = evidence(article.document, sentence)
    return Event(
        id=identify("event", piece.exact, [piece]),
        text=wording([piece]),
        speaker=(article.document.outlet or article.document.agency) if article.voice else None,
        party=article.voice,
        about=article.parties_in([sentence]),
        date=dated.when,
        evidence=(piece, evidence(article.document, dated.span, "time")),
        first_published=article.document.published,
        hedges=hedges_in(piece.exact),
        glosses=date_glosses(article, [sentence]),
    )


def _context(article: Article, sentence: Span) -> Context:
    piece = evidence(article.document, sentence)
    return Context(
        id=identify("context", piece.exact, [piece]),
        text=wording([piece]),
        about=article.parties_in([sentence]),
        evidence=(piece,),
        first_published=article.document.published,
        hedges=hedges_in(piece.exact),
        glosses=date_glosses(article, [sentence]),
    )
