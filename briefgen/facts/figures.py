"""Quantities that a brief carries: a number, what it counts, its period and who says so."""

from __future__ import annotations

from briefgen.facts.article import Article
from briefgen.facts.clauses import clause_of
from briefgen.facts.glosses import date_glosses
from briefgen.facts.grounding import evidence, identify
from briefgen.facts.wording import hedges_in, words_of
from briefgen.models import Evidence, Figure, FigureAccount, Quantity, Span, When
from briefgen.models.facts import wording

SMALLEST_COUNT = 3
"""Smaller counts of things ("two", "both") are prose, not figures."""
_RATES = frozenset({"percent", "percentage points", "basis points", "fraction"})


def find_figures(article: Article) -> list[Figure]:
    """The key figures of one document, in its order."""
    return [_figure(article, quantity) for quantity in article.extraction.quantities if _is_key(quantity)]


def publisher_of(article: Article, span: Span) -> tuple[str, Span | None]:
    """Who says what stands at `span`: the speaker quoted, else who wrote the text; and where the name is."""
    attribution = article.attribution_of(span)
    speaker = attribution.speaker if attribution else None
    if speaker is not None and speaker.name and len(speaker.name) > 1:  # no "Q" and "A"
        return speaker.name, speaker.name_span
    document = article.document
    return document.agency or document.outlet or document.source.path, None


def _is_key(quantity: Quantity) -> bool:
    unit = quantity.unit or ""
    if not unit or unit.lower() in words_of("uncounted_units.txt"):
        return False
    measure = unit.partition("/")[0]
    is_currency = len(measure) == 3 and measure.isupper()
    return is_currency or measure in _RATES or quantity.value >= SMALLEST_COUNT


def _figure(article: Article, quantity: Quantity) -> Figure:
    document = article.document
    clause = clause_of(article, quantity.span)
    figure, context = evidence(document, quantity.span), evidence(document, clause)
    publisher, name_span = publisher_of(article, quantity.span)
    period, period_span = _period(article, quantity, clause)
    support: list[Evidence] = []
    if name_span is not None:
        support.append(evidence(document, name_span, "speaker"))
    if period_span is not None:
        support.append(evidence(document, period_span, "time"))
    attribution = article.attribution_of(quantity.span)
    dated = article.date_of_statement(attribution) if attribution else None
    what = wording([context])
    return Figure(
        id=identify("figure", wording([figure]) + what, [figure, context]),
        text=wording([figure]),
        speaker=attribution.speaker.name if attribution and attribution.speaker else None,
        party=attribution.speaker.party if attribution and attribution.speaker else None,
        about=article.parties_in([clause]),
        date=dated.when if dated else None,
        evidence=(figure, context, *support),
        first_published=document.published,
        hedges=hedges_in(what),
        glosses=date_glosses(article, [clause]),
        value=quantity.value,
        value_high=quantity.value_high,
        unit=quantity.unit,
        modifier=quantity.modifier,
        what=what,
        period=period,
        publisher=publisher,
        accounts=(
            FigureAccount(
                source=document.source.id,
                text=wording([figure]),
                modifier=quantity.modifier,
                what=what,
                clause=context,
                period=period,
                publisher=publisher,
            ),
        ),
    )


def _period(article: Article, quantity: Quantity, clause: Span) -> tuple[When | None, Span | None]:
    """The date nearest to the figure in its clause; the day of the statement where it says "now"."""
    dates = article.adverbial_dates_in(clause)
    if dates:
        nearest = min(dates, key=lambda dated: abs(dated.span.start - quantity.span.start))
        return nearest.when, nearest.span
    sentence = article.sentence_of(quantity.span)
    now = next((t for t in article.times_in(sentence) if t.value == "PRESENT_REF"), None)
    attribution = article.attribution_of(quantity.span)
    if now is None or attribution is None:
        return None, None
    dated = article.date_of_statement(attribution)
    return (dated.when, now.span) if dated else (None, None)
