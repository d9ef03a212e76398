"""A text cut into runs, so that whatever overlaps can be shown: each run knows every mark that covers it.

What prints an extraction, on a terminal or in HTML, walks these runs and never cuts the text itself. The
work is linear in the text, the marks, and how many marks lie upon one another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple, TypeVar

from briefgen.models.documents import Span
from briefgen.models.extractions import (
    Attribution,
    Extraction,
    PartyMention,
    Person,
    Quantity,
    TimeExpression,
)

__all__ = [
    "Findings",
    "Mark",
    "Paragraph",
    "Run",
    "Stretch",
    "amount",
    "mark_up",
    "one_line",
    "visible",
    "who",
]

MarkKind = Literal["content", "source", "cue", "speaker", "office", "party", "date", "quantity"]
Found = TypeVar("Found")


class Mark(NamedTuple):
    """A stretch of the text and what it was taken for.

    Attributes:
        number: of its attribution, from 1, for content, source and cue; else none.
        value: the mode of content, whose name or office it is, the party, date or amount meant; else empty.
    """

    start: int
    end: int
    kind: MarkKind
    number: int | None = None
    value: str = ""

    @property
    def label(self) -> str:
        """What it is, in words: "content of 3", "date 2023-07-06"."""
        return f"{self.kind} {self.value}" if self.number is None else f"{self.kind} of {self.number}"


class Run(NamedTuple):
    """Characters that the same marks cover, those that begin first in front.

    Attributes:
        article: whether it belongs to the article; else it is page furniture.
    """

    start: int
    end: int
    article: bool
    marks: tuple[Mark, ...]

    def of(self, text: str) -> str:
        """The characters of the run in `text`."""
        return text[self.start : self.end]


class Findings(NamedTuple):
    """What begins in one paragraph; attributions with their numbers, which count from 1."""

    attributions: tuple[tuple[int, Attribution], ...]
    people: tuple[Person, ...]
    parties: tuple[PartyMention, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]


class Paragraph(NamedTuple):
    """Runs that follow one another, with the white space after the paragraph."""

    runs: tuple[Run, ...]
    findings: Findings

    @property
    def blank(self) -> bool:
        """Whether nothing was found in it and nothing of it is article."""
        return not any(self.findings) and not any(run.article or run.marks for run in self.runs)


class Stretch(NamedTuple):
    """Paragraphs that follow one another and are all article, at least in part, or all page furniture."""

    article: bool
    paragraphs: tuple[Paragraph, ...]

    @property
    def length(self) -> int:
        """How many characters it has."""
        return self.paragraphs[-1].runs[-1].end - self.paragraphs[0].runs[0].start


def mark_up(text: str, extraction: Extraction, body: Sequence[Span] | None = None) -> tuple[Stretch, ...]:
    """All of `text` in order, each character in exactly one run, with all that `extraction` holds.

    Args:
        text: what was extracted from.
        extraction: what was found; parts of spans outside `text` are left out.
        body: the article, in order and without overlap; by default all of `text`.
    """
    if not text:
        return ()
    marks = _marks(text, extraction)
    article = (Span(start=0, end=len(text)),) if body is None else body
    starts = _paragraph_starts(text, extraction.sentences)
    findings = _findings(starts, extraction)
    paragraphs: list[Paragraph] = []
    for index, runs in groupby(_runs(text, marks, article, starts), lambda r: bisect_right(starts, r.start)):
        paragraphs.append(Paragraph(tuple(runs), findings[index - 1]))
    grouped = groupby(paragraphs, lambda paragraph: not paragraph.blank)
    return tuple(Stretch(kept, tuple(together)) for kept, together in grouped)


def who(attribution: Attribution, text: str) -> str:
    """Who is behind an attribution, as far as known: "Todd Robinson [US]", else the words for the source."""
    speaker = attribution.speaker
    name = speaker.name if speaker is not None and speaker.name else ""
    if not name and attribution.source is not None:
        name = " ".join(attribution.source.of(text).split())
    party = f" [{speaker.party}]" if speaker is not None and speaker.party else ""
    return (name or "?") + party


def amount(quantity: Quantity) -> str:
    """The value of a quantity with its unit and modifier: "84 countries (at least)", "2–3 percent"."""
    high = "" if quantity.value_high is None else f"–{_number(quantity.value_high)}"
    unit = f" {quantity.unit}" if quantity.unit else ""
    modifier = f" ({quantity.modifier})" if quantity.modifier else ""
    return f"{_number(quantity.value)}{high}{unit}{modifier}"


def visible(text: str) -> str:
    r"""`text` with what a reader cannot see, or what could steer a terminal, as an escape such as ``\x1b``.

    White space of any kind becomes spaces, line feeds aside.
    """
    if text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def one_line(text: str) -> str:
    """`visible` text with white space as single spaces."""
    return " ".join(visible(text).split())


def _visible(character: str) -> str:
    if character.isprintable() or character == "\n":
        return character
    return " " if character.isspace() else repr(character)[1:-1]


def _number(value: float) -> str:
    # Twelve digits keep the last unit of billions; four are enough for a third.
    return format(round(value, 4), ",.12g") if abs(value) >= 1 else format(value, ".4g")


def _marks(text: str, extraction: Extraction) -> list[Mark]:
    """Every mark of some length, once, cut to the text; outer marks before those inside."""
    found = dict.fromkeys(
        mark._replace(end=min(mark.end, len(text)))
        for mark in (*_attribution_marks(text, extraction.attributions), *_other_marks(extraction))
        if mark.start < min(mark.end, len(text))
    )
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def _attribution_marks(text: str, attributions: Iterable[Attribution]) -> Iterator[Mark]:
    for number, attribution in enumerate(attributions, start=1):
        for span in attribution.content:
            yield Mark(span.start, span.end, "content", number, attribution.mode)
        if attribution.source is not None:
            yield Mark(attribution.source.start, attribution.source.end, "source", number)
        if attribution.cue is not None:
            yield Mark(attribution.cue.start, attribution.cue.end, "cue", number)
        speaker = attribution.speaker
        if speaker is not None and speaker.name_span is not None:
            span = speaker.name_span
            yield Mark(span.start, span.end, "speaker", value=who(attribution, text))
        if speaker is not None and speaker.office_span is not None:
            span = speaker.office_span
            yield Mark(span.start, span.end, "office", value=f"of {speaker.name or '?'}")


def _other_marks(extraction: Extraction) -> Iterator[Mark]:
    for person in extraction.people:
        party = f" [{person.party}]" if person.party else ""
        yield Mark(person.span.start, person.span.end, "speaker", value=person.name + party)
        if person.office_span is not None:
            span = person.office_span
            yield Mark(span.start, span.end, "office", value=f"of {person.name}")
    for mention in extraction.party_mentions:
        yield Mark(mention.span.start, mention.span.end, "party", value=mention.party)
    for time in extraction.times:
        yield Mark(time.span.start, time.span.end, "date", value=time.value or "unresolved")
    for quantity in extraction.quantities:
        yield Mark(quantity.span.start, quantity.span.end, "quantity", value=amount(quantity))


def _paragraph_starts(text: str, sentences: Sequence[Span]) -> list[int]:
    """Where paragraphs begin: at lines that are not blank, unless a sentence runs on over the line end."""
    starts = [0]
    running = iter(sentences)
    sentence = next(running, None)
    seen = False
    at = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            while sentence is not None and sentence.end < at:
                sentence = next(running, None)
            inside = sentence is not None and sentence.start < at < sentence.end
            if seen and not inside:
                starts.append(at)
            seen = True
        at += len(line) + 1
    return starts


def _runs(text: str, marks: Sequence[Mark], body: Sequence[Span], starts: Sequence[int]) -> Iterator[Run]:
    cuts = {0, len(text), *starts}
    cuts.update(place for mark in marks for place in (mark.start, mark.end))
    cuts.update(min(place, len(text)) for span in body for place in (span.start, span.end))
    beginning, bodies = iter(marks), iter(body)
    following, span = next(beginning, None), next(bodies, None)
    active: list[Mark] = []
    for start, end in pairwise(sorted(cuts)):
        active = [mark for mark in active if mark.end > start]
        while following is not None and following.start <= start:
            active.append(following)
            following = next(beginning, None)
        while span is not None and span.end <= start:
            span = next(bodies, None)
        yield Run(start, end, span is not None and span.start <= start, tuple(active))


def _findings(starts: Sequence[int], extraction: Extraction) -> list[Findings]:
    """For each paragraph what begins in it; what lies beyond the text is the last one's."""

    def spread(found: Iterable[Found], place: Callable[[Found], int]) -> list[tuple[Found, ...]]:
        spreading: list[list[Found]] = [[] for _ in starts]
        for item in found:
            spreading[bisect_right(starts, place(item)) - 1].append(item)
        return [tuple(items) for items in spreading]

    return [
        Findings(*found)
        for found in zip(
            spread(enumerate(extraction.attributions, start=1), lambda item: _beginning(item[1])),
            spread(extraction.people, lambda person: person.span.start),
            spread(extraction.party_mentions, lambda mention: mention.span.start),
            spread(extraction.times, lambda time: time.span.start),
            spread(extraction.quantities, lambda quantity: quantity.span.start),
            strict=True,
        )
    ]


def _beginning(attribution: Attribution) -> int:
    spans = (*attribution.content[:1], attribution.source, attribution.cue)
    return next((span.start for span in spans if span is not None), 0)
