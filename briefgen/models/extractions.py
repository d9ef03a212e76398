"""What extraction finds in one text: attributions, people, parties, times and quantities."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from briefgen.models.base import Model
from briefgen.models.documents import DocumentRecord, Span

Mode = Literal["direct", "mixed", "indirect"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


class Speaker(Model):
    """Who is behind an attribution, as far as the text tells.

    Attributes:
        name: a person's full name as first given, else the words for the group or institution
            ("U.S. officials", "Beijing").
        office: what the person is ("assistant secretary of state for ..."), as it stands in the text.
        party: the id of the party spoken for (an ISO 3166 alpha-2 code or an id from brief.toml), or none.
        person: whether it is one named person.
        name_span: where the name stands.
        office_span: where the office stands.
    """

    name: str | None = None
    office: str | None = None
    party: str | None = None
    person: bool = False
    name_span: Span | None = None
    office_span: Span | None = None


class Attribution(Model):
    """Something said, written or thought, with who and by which words (PolNeAR's attribution).

    Attributes:
        content: what was said; several spans where speech is interrupted. Direct quotes keep their marks.
        source: the words for who said it, or none.
        cue: the words that attribute ("said", "according to"), or none.
        mode: ``direct`` all in quotation marks, ``mixed`` partly, ``indirect`` not at all.
        speaker: whom the source names, resolved.
        rule: the name of the rule that found it.
    """

    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    mode: Mode
    speaker: Speaker | None = None
    rule: str


class Person(Model):
    """A person with the office that the text gives.

    Attributes:
        span: where the full name first stands.
    """

    name: str
    span: Span
    office: str | None = None
    office_span: Span | None = None
    party: str | None = None


class PartyMention(Model):
    """Words that stand for a party ("Beijing", "the State Department", "U.S. officials")."""

    span: Span
    party: str


class TimeExpression(Model):
    """A time, with its value in TIMEX3 (ISO 8601 and its extensions, TimeML 1.2.1).

    Attributes:
        value: ``2023-07-06``, ``2023-06``, ``2022``, ``2023-Q3``, ``P2W``, ``PAST_REF``; none if unresolved.
    """

    span: Span
    type: TimeType
    value: str | None = None


class Quantity(Model):
    """A number with what it counts.

    Attributes:
        value: the number, with scale words multiplied out (1.2 million is 1200000.0).
        value_high: the upper end of a range.
        unit: an ISO 4217 code, ``percent``, ``percentage points``, or the counted noun.
        modifier: ``at least``, ``almost``, ``about``, ..., as it stands in the text, or none.
    """

    span: Span
    value: float
    value_high: float | None = None
    unit: str | None = None
    modifier: str | None = None


class Extraction(Model):
    """All that was found in one text; every offset counts that text's code points."""

    document: str
    published: date | None = None
    sentences: tuple[Span, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    people: tuple[Person, ...] = ()
    party_mentions: tuple[PartyMention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()


class SourceSummary(Model):
    """What is told of a source beside its facts.

    Attributes:
        record: what it says of itself.
        spoken: how many attributions each party has.
        mentioned: the ids of the parties that its words stand for, sorted.
        quotes: whether anybody is quoted.
    """

    record: DocumentRecord
    spoken: dict[str, int] = Field(default_factory=dict)
    mentioned: tuple[str, ...] = ()
    quotes: bool = False
