"""What relative dates and pronouns in a statement refer to, for whoever reads it without its article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.facts.article import Article
from briefgen.models import Attribution, Gloss, Span

_YEAR = re.compile(r"\d{4}")
_SPEAKER_AGAIN = re.compile(r"(?:he|she)\b", re.IGNORECASE)


def date_glosses(article: Article, pieces: Sequence[Span]) -> tuple[Gloss, ...]:
    """The dates that words such as "Friday" or "last month" mean; those that give the year need none."""
    source = article.document.source.id
    return tuple(
        Gloss(source=source, start=dated.span.start, end=dated.span.end, when=dated.when)
        for piece in pieces
        for dated in article.dates_in(piece)
        if not _YEAR.search(dated.span.of(article.text))
    )


def statement_glosses(
    article: Article, pieces: Sequence[Span], attribution: Attribution
) -> tuple[Gloss, ...]:
    """The dates, and the speaker where indirect speech begins with "he" or "she".

    "Robinson said he hoped to meet them on Friday": he is Robinson.
    """
    return (*_speaker(article, pieces, attribution), *date_glosses(article, pieces))


def _speaker(article: Article, pieces: Sequence[Span], attribution: Attribution) -> Iterator[Gloss]:
    speaker, first = attribution.speaker, pieces[0]
    if attribution.mode == "direct" or speaker is None or not speaker.person or not speaker.name:
        return
    if again := _SPEAKER_AGAIN.match(article.text, first.start, first.end):
        yield Gloss(
            source=article.document.source.id, start=again.start(), end=again.end(), name=speaker.name
        )
