"""One document with what was extracted from it, and the questions that all kinds of facts ask of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, takewhile
from typing import TypeVar

from briefgen.facts.wording import words_of
from briefgen.models import Attribution, Document, Extraction, PartyMention, Span, TimeExpression, When

_MOST_CUES = 20
"""More attributing words than this in one sentence are not looked at."""
_OBJECT = 30
"""An object between a cue and what it introduces is at most so long, in characters."""


@dataclass(frozen=True)
class Dated:
    """A calendar date and the words that give it."""

    when: When
    span: Span


Placed = TypeVar("Placed", Dated, TimeExpression, PartyMention)
"""What has its words in the article."""


@dataclass(frozen=True)
class Article:
    """A document, its extraction, and the ids of the brief's parties.

    Attributes:
        voice: the party that the document itself speaks for, as a ministry's statement does; none for news.
    """

    document: Document
    extraction: Extraction
    parties: frozenset[str]
    voice: str | None = None

    @property
    def text(self) -> str:
        """The decoded source."""
        return self.document.text

    @cached_property
    def dates(self) -> tuple[Dated, ...]:
        """The time expressions that name a calendar date, in order."""
        found = ((When.parse(t.value), t) for t in self._times if t.type in ("DATE", "TIME"))
        return tuple(Dated(when, t.span) for when, t in found if when is not None)

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that `offset` lies in, or of the last one before it; -1 before all."""
        return bisect_right(self._starts, offset) - 1

    def sentence_of(self, span: Span) -> Span:
        """The sentence that the span begins in; the span itself where there is none."""
        number = self.sentence_at(span.start)
        return self.extraction.sentences[number] if number >= 0 else span

    def place(self, span: Span) -> float:
        """How far down the article the span stands, from 0 to 1."""
        if not self.extraction.sentences:
            return 0.0
        first, last = self.extraction.sentences[0].start, self.extraction.sentences[-1].end
        return min(1.0, max(0.0, (span.start - first) / max(1, last - first)))

    def dates_in(self, span: Span) -> list[Dated]:
        """The calendar dates within the span."""
        return [dated for dated in _starting_in(self.dates, span) if span.contains(dated.span)]

    def adverbial_dates_in(self, span: Span) -> list[Dated]:
        """Those of `dates_in` that say when ("in 1981", "last week"), not which ("a 1981 claim")."""
        return [dated for dated in self.dates_in(span) if self._says_when(dated.span, span)]

    def times_in(self, span: Span) -> list[TimeExpression]:
        """All time expressions within the span."""
        return [time for time in _starting_in(self._times, span) if span.contains(time.span)]

    def parties_in(self, pieces: Iterable[Span]) -> tuple[str, ...]:
        """Ids of the brief's parties that the sentences of the pieces name, sorted."""
        named: set[str] = set()
        for piece in pieces:
            for sentence in map(self.sentence_of, self.sentences_in(piece) or [piece]):
                named.update(mention.party for mention in _starting_in(self._mentions, sentence))
        return tuple(sorted(named & self.parties))

    def mentions_in(self, span: Span) -> Sequence[PartyMention]:
        """The mentions of any party that begin within the span, in order."""
        return _starting_in(self._mentions, span)

    def sentences_in(self, span: Span) -> list[Span]:
        """The sentences that touch the span, cut to it."""
        first, last = max(0, self.sentence_at(span.start)), self.sentence_at(span.end - 1)
        return [
            Span(start=max(s.start, span.start), end=min(s.end, span.end))
            for s in self.extraction.sentences[first : last + 1]
            if s.overlaps(span)
        ]

    def told_within(self, attribution: Attribution) -> Attribution | None:
        """An attribution whose content holds all of this one's words, cue and all; none if nobody tells it.

        "Q," Y said, according to Z: what Z tells holds Y's words, but Y said them; that does not count.
        """
        content = covering(attribution.content)
        hull = covering((content, *filter(None, (attribution.cue, attribution.source))))
        for outer in self._holding(content):
            if outer is not attribution and any(s.contains(hull) and s != content for s in outer.content):
                return outer
        return None

    def opens_with_quotation(self, attribution: Attribution) -> Attribution | None:
        """What another one is quoted with where the content of this attribution begins, or none.

        "Q," Y said, according to Z: what Z tells begins with Y's words.
        """
        first = attribution.content[0]
        for span, other in self._touching(Span(start=first.start, end=first.start + 1)):
            if other is not attribution and other.mode == "direct" and span.start == first.start:
                return other
        return None

    def cues_in(self, sentence: Span) -> list[Span]:
        """The attributing words in the sentence, in order."""
        first = bisect_left(self._cues, sentence.start, key=lambda cue: cue.start)
        return list(takewhile(lambda cue: cue.end <= sentence.end, self._cues[first : first + _MOST_CUES]))

    def spoken_in(self, sentence: Span) -> list[Span]:
        """The stretches of attributed content that touch the sentence, in order."""
        return [span for span, _ in self._touching(sentence)][::-1]

    def attribution_of(self, span: Span) -> Attribution | None:
        """The outermost attribution whose content holds the span and whose speaker is known."""
        holding = (attribution for attribution in self._holding(span) if attribution.speaker is not None)
        return max(holding, key=_extent, default=None)

    def cue_phrase(self, attribution: Attribution) -> str:
        """The attributing words, with an object that stands between them and the content.

        "expressed the hope that they will join": the cue is "expressed", the phrase "expressed the hope".
        """
        cue, content = attribution.cue, attribution.content[0]
        if cue is None:
            return ""
        reach = content.start if 0 <= content.start - cue.end <= _OBJECT else cue.end
        return self.text[cue.start : reach].strip()

    def date_of_statement(self, attribution: Attribution) -> Dated | None:
        """When something was said: the date beside its cue, else the speaker's only date in the article."""
        if own := self._date_beside_cue(attribution):
            return own
        name = attribution.speaker.name if attribution.speaker else None
        return self._dates_by_speaker.get(name) if name else None

    def _holding(self, span: Span) -> list[Attribution]:
        """The attributions of which one stretch of content holds the span, in order of that stretch."""
        holding = (attribution for s, attribution in self._touching(span) if s.contains(span))
        return list({id(attribution): attribution for attribution in holding}.values())[::-1]

    def _touching(self, span: Span) -> list[tuple[Span, Attribution]]:
        """The stretches of attributed content that share a character with the span, the last one first."""
        found: list[tuple[Span, Attribution]] = []
        at = bisect_right(self._spoken, span.end - 1, key=lambda spoken: spoken[0].start) - 1
        while at >= 0 and self._furthest[at] > span.start:
            if self._spoken[at][0].overlaps(span):
                found.append(self._spoken[at])
            at -= 1
        return found

    @cached_property
    def _spoken(self) -> list[tuple[Span, Attribution]]:
        """Attributed stretches by their start."""
        spoken = [(span, a) for a in self.extraction.attributions for span in a.content]
        return sorted(spoken, key=lambda pair: (pair[0].start, pair[0].end))

    @cached_property
    def _furthest(self) -> list[int]:
        """For each attributed stretch the furthest end of it and those before."""
        return list(accumulate((span.end for span, _ in self._spoken), max))

    @cached_property
    def _cues(self) -> list[Span]:
        cues = (attribution.cue for attribution in self.extraction.attributions if attribution.cue)
        return sorted(cues, key=lambda cue: cue.start)

    @cached_property
    def _mentions(self) -> list[PartyMention]:
        return sorted(self.extraction.party_mentions, key=lambda mention: mention.span.start)

    @cached_property
    def _times(self) -> list[TimeExpression]:
        return sorted(self.extraction.times, key=lambda time: time.span.start)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.extraction.sentences]

    @cached_property
    def _dates_by_speaker(self) -> dict[str, Dated]:
        found: dict[str, list[Dated]] = {}
        for attribution in self.extraction.attributions:
            dated = self._date_beside_cue(attribution)
            if dated and attribution.speaker and attribution.speaker.name:
                found.setdefault(attribution.speaker.name, []).append(dated)
        return {name: days[0] for name, days in found.items() if len({d.when.value for d in days}) == 1}

    def _says_when(self, date: Span, clause: Span) -> bool:
        words, before = date.of(self.text), self.text[clause.start : date.start].split()
        if not before or not words[:1].isdigit() or not words[:4].isdigit():
            return True
        return before[-1].lower() in words_of("time_prepositions.txt") or before[-1][-1] in ",(;:–—"

    def _date_beside_cue(self, attribution: Attribution) -> Dated | None:
        if attribution.cue is None:
            return None
        cue = attribution.cue
        beside = [
            dated
            for dated in self.dates_in(self.sentence_of(cue))
            if dated.when.precision == "day" and not any(s.overlaps(dated.span) for s in attribution.content)
        ]
        return min(beside, key=lambda dated: abs(dated.span.start - cue.end), default=None)


def covering(spans: Iterable[Span]) -> Span:
    """The span from the first start to the last end."""
    spans = list(spans)
    return Span(start=min(s.start for s in spans), end=max(s.end for s in spans))


def _starting_in(found: Sequence[Placed], span: Span) -> Sequence[Placed]:
    """Those that begin within the span, of what was found in order of start."""
    first = bisect_left(found, span.start, key=lambda one: one.span.start)
    return found[first : bisect_left(found, span.end, lo=first, key=lambda one: one.span.start)]


def _extent(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)
