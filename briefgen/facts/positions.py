"""Statements that stand for a party become positions."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.facts.actors import marked
from briefgen.facts.article import Article, covering
from briefgen.facts.clauses import completes_list, is_own_voice, stands_alone, without_label
from briefgen.facts.glosses import date_glosses, statement_glosses
from briefgen.facts.grounding import evidence, identify
from briefgen.facts.stance import stance_of
from briefgen.facts.statements import Statement, completes, statements_of
from briefgen.facts.wording import begins_word, hedges_in
from briefgen.models import Attribution, Evidence, Issue, Position, Rejected, Span, Stance, When
from briefgen.models.facts import wording

SHORTEST_SENTENCE = 7
"""Sentences of a government's own text with fewer words hold no position, in words."""
_ADVERB = 24
"""So near to each other, in characters, who speaks and the cue have no more than an adverb between them."""


def find_positions(article: Article, issues: Sequence[Issue]) -> tuple[list[Position], list[Rejected]]:
    """The positions of one document, in its order, and the attributions that are none, with the reason."""
    statements: list[Statement] = []
    rejected: list[Rejected] = []
    for attribution in article.extraction.attributions:
        reason, found = statements_of(article, attribution)
        if reason:
            rejected.append(_rejection(article, attribution, reason))
        for statement in found:
            if statements and completes(article, statements[-1], statement):
                statements[-1] = statements[-1]._replace(pieces=statements[-1].pieces + statement.pieces)
            else:
                statements.append(statement)
    positions = [_position(article, statement, issues) for statement in statements]
    positions += _own_positions(article, issues)
    return sorted(positions, key=lambda position: position.evidence[0].start), rejected


def issue_of(words: str, issues: Sequence[Issue]) -> str | None:
    """The issue with the most terms in `words`; of equals, the first in brief.toml; none if none fits."""
    counted = [(len(begins_word(words, issue.terms)), -at, issue.name) for at, issue in enumerate(issues)]
    best = max(counted, default=(0, 0, ""))
    return best[2] if best[0] else None


def _position(article: Article, statement: Statement, issues: Sequence[Issue]) -> Position:
    attribution, speaker = statement.attribution, statement.speaker
    pieces = [evidence(article.document, span) for span in statement.pieces]
    words = wording(pieces)
    dated = article.date_of_statement(attribution)
    support: list[Evidence] = []
    if speaker.name_span:
        support.append(evidence(article.document, speaker.name_span, "speaker"))
    if speaker.office_span:
        support.append(evidence(article.document, speaker.office_span, "office"))
    if dated:
        support.append(evidence(article.document, dated.span, "time"))
    return Position(
        id=identify("position", words, pieces),
        text=words,
        speaker=speaker.name or "",
        party=speaker.party,
        about=article.parties_in(statement.pieces),
        office=speaker.office,
        mode=statement.mode,
        stance=_stance(article, statement),
        issue=issue_of(words, issues),
        reported=statement.reported.of(article.text) if statement.reported else None,
        order=article.place(statement.pieces[0]),
        date=dated.when if dated else _published(article) if speaker.party == article.voice else None,
        evidence=(*pieces, *support),
        first_published=article.document.published,
        hedges=_hedges(article, statement, words),
        glosses=statement_glosses(article, statement.pieces, attribution),
    )


def _hedges(article: Article, statement: Statement, words: str) -> tuple[str, ...]:
    """The hedges of the words and of what attributes them: who "has reportedly said" may not have said it."""
    source, cue = statement.attribution.source, statement.attribution.cue
    if cue is None:
        return hedges_in(words)
    # "Mwangi reportedly said": what stands between who says it and the cue belongs to the cue.
    near = source is not None and 0 <= cue.start - source.end <= _ADVERB
    begins = source.end if source is not None and near else cue.start
    return tuple(sorted({*hedges_in(words), *hedges_in(article.text[begins : cue.end])}))


def _stance(article: Article, statement: Statement) -> Stance:
    content = marked(article, statement.pieces, statement.speaker.party)
    cue = article.cue_phrase(statement.attribution)
    return stance_of(cue, content, direct=statement.mode == "direct")


def _published(article: Article) -> When | None:
    """The day on which a government's own text came out, which is when it says what it says."""
    return When.on(article.document.published) if article.document.published and article.voice else None


def _own_positions(article: Article, issues: Sequence[Issue]) -> list[Position]:
    """What a government's own text says: its sentences, where they take a stance or touch an issue."""
    if article.voice is None or article.voice not in article.parties:
        return []
    return [
        position
        for sentence in (without_label(article.text, s) for s in article.extraction.sentences)
        if _is_own_statement(article, sentence)
        and ((position := _own_position(article, sentence, issues)).stance != "states" or position.issue)
    ]


def _is_own_statement(article: Article, sentence: Span) -> bool:
    words = sentence.of(article.text)
    return (
        len(words.split()) >= SHORTEST_SENTENCE
        and words.rstrip("\"”'’)")[-1:] == "."
        and not words[:1].islower()
        and stands_alone(words)
        and is_own_voice(article, sentence)
        and not completes_list(article, sentence)
    )


def _own_position(article: Article, sentence: Span, issues: Sequence[Issue]) -> Position:
    piece = evidence(article.document, sentence)
    words = wording([piece])
    return Position(
        id=identify("position", words, [piece]),
        text=words,
        speaker=article.document.outlet or article.document.agency or "",
        party=article.voice,
        about=article.parties_in([sentence]),
        mode="indirect",
        stance=stance_of("", marked(article, [sentence], article.voice)),
        issue=issue_of(words, issues),
        order=article.place(sentence),
        date=_published(article),
        evidence=(piece,),
        first_published=article.document.published,
        hedges=hedges_in(words),
        glosses=date_glosses(article, [sentence]),
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
