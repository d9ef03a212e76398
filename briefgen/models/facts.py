"""Facts, each resting on exact characters of its sources, and candidates that do not.

Evidence follows the W3C Web Annotation Data Model: a text position selector (``start``, ``end``) together
with a text quote selector (``exact``, ``prefix``, ``suffix``).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from briefgen.models.base import Model
from briefgen.models.extractions import Mode
from briefgen.models.when import When

GAP = " … "
Role = Literal["statement", "speaker", "office", "time"]
Stance = Literal["asks", "offers", "accepts", "rejects", "criticises", "states"]
Status = Literal["announced", "expected", "hoped"]
FactKind = Literal["position", "figure", "event", "next-step", "context"]


class Evidence(Model):
    """The exact characters of a source that a fact rests on.

    Attributes:
        source: the source's id.
        start: offset of the first character, in Unicode code points of the decoded source.
        end: offset after the last.
        exact: the characters themselves.
        prefix: up to 32 characters before.
        suffix: up to 32 characters after.
        role: what they support: the statement itself, the speaker's name or office, or the time.
    """

    source: str
    start: int = Field(ge=0)
    end: int
    exact: str = Field(min_length=1)
    prefix: str = ""
    suffix: str = ""
    role: Role = "statement"

    @model_validator(mode="after")
    def _exact(self) -> Self:
        if self.end - self.start != len(self.exact):
            raise ValueError(f"evidence of {len(self.exact)} characters cannot span {self.start}:{self.end}")
        return self


def wording(pieces: Iterable[Evidence]) -> str:
    """The words of the pieces in one line; what is left out between them shows as an ellipsis."""
    return GAP.join(" ".join(piece.exact.split()) for piece in pieces)


class Gloss(Model):
    """What words of a statement refer to, where they mean something only beside their article.

    Attributes:
        source: the source's id.
        start: where the words begin ("Friday"), in code points of the source; `end` where they end.
        when: the date that they mean, or none.
        name: whom they mean, or none.
    """

    source: str
    start: int = Field(ge=0)
    end: int
    when: When | None = None
    name: str | None = None


class FactBase(Model):
    """What all facts share.

    Attributes:
        id: a hash of kind, normalised content and evidence; it survives a rebuild.
        text: the words, as they stand in the first source; pieces that are apart are joined by " … ".
        speaker: who says it, a person, institution or group, by name; none in the source's own voice.
        party: the id of the party that is spoken for, or none.
        about: ids of the brief's parties that its sentences name, sorted.
        date: when it was said, happened or is due.
        evidence: one or more; a fact without evidence cannot be made.
        first_published: the earliest publication date among its sources.
        hedges: words that limit it, as they stand ("reportedly", "may"), also in what attributes it ("has
            reportedly said").
        glosses: what relative dates and pronouns in `text` refer to.
    """

    id: str
    text: str = Field(min_length=1)
    speaker: str | None = None
    party: str | None = None
    about: tuple[str, ...] = ()
    date: When | None = None
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    first_published: datetime.date | None = None
    hedges: tuple[str, ...] = ()
    glosses: tuple[Gloss, ...] = ()

    @property
    def pieces(self) -> tuple[Evidence, ...]:
        """The evidence that `text` is made of: the statement's pieces in its first source."""
        for count in range(1, len(self.evidence) + 1):
            if wording(self.evidence[:count]) == self.text:
                return self.evidence[:count]
        return ()

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        if not any(e.role == "statement" for e in self.evidence):
            raise ValueError("a fact needs evidence for its statement")
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that the statement rests on, in order of first mention."""
        return tuple(dict.fromkeys(e.source for e in self.evidence if e.role == "statement"))


class Position(FactBase):
    """What a party says.

    Attributes:
        office: what the speaker is, as it stands in a source.
        mode: how the primary source gives it.
        stance: what is done by saying it.
        issue: the name of the issue of brief.toml that it belongs to, or none.
        reported: what a source's report adds to it: the reporting source's own words for the act
            ("urged", "expressed the hope that"), as it stands.
        order: the place among its source's statements, from 0 (first) to 1 (last).
    """

    kind: Literal["position"] = "position"
    speaker: str
    office: str | None = None
    mode: Mode
    stance: Stance
    issue: str | None = None
    reported: str | None = None
    order: float = Field(default=0.0, ge=0.0, le=1.0)


class FigureAccount(Model):
    """One source's way to put a figure.

    Attributes:
        source: the source's id.
        text: the words for the quantity ("at least 84 countries").
        modifier: "at least", "almost", ..., or none.
        what: the clause that says what is counted, as it stands.
        clause: the evidence for it; none where it is not known.
        period: the time that it covers, as this source tells it.
        publisher: who says so.
    """

    source: str
    text: str
    modifier: str | None = None
    what: str
    clause: Evidence | None = None
    period: When | None = None
    publisher: str


class Figure(FactBase):
    """A number with what it counts, its period and who says so.

    Attributes:
        value: the number; `value_high` the upper end of a range.
        unit: ISO 4217, ``percent``, ``percentage points`` or the counted noun.
        modifier: as it stands in the primary source.
        what: the clause that says what is counted, as it stands in the primary source.
        period: the time that it covers.
        publisher: who says so: the person or institution quoted, else the agency that reports it.
        accounts: each source's way to put it, the primary one first.
        differ: whether the sources put it differently.
    """

    kind: Literal["figure"] = "figure"
    value: float
    value_high: float | None = None
    unit: str | None = None
    modifier: str | None = None
    what: str
    period: When | None = None
    publisher: str
    accounts: tuple[FigureAccount, ...] = Field(min_length=1)
    differ: bool = False


class Event(FactBase):
    """Something that happened, with the precision that the source gives its date."""

    kind: Literal["event"] = "event"


class NextStep(FactBase):
    """Something ahead.

    Attributes:
        who: the actor, as it stands in the source, or none.
        what: what the actor is to do, as it stands.
        status: ``announced`` (will, plans to), ``expected`` (is likely to) or ``hoped``.
    """

    kind: Literal["next-step"] = "next-step"
    who: str | None = None
    what: str
    status: Status


class Context(FactBase):
    """A sentence of background, in the source's own voice."""

    kind: Literal["context"] = "context"


Fact = Annotated[Position | Figure | Event | NextStep | Context, Field(discriminator="kind")]


class Rejected(Model):
    """A candidate that did not become a fact.

    Attributes:
        kind: what it would have been.
        text: the words.
        reason: why not, as a code (``no-party``, ``fragment``, ``not-aligned``, ...).
        source: the source's id.
        start: where the words begin; `end` where they end.
    """

    kind: FactKind
    text: str
    reason: str
    source: str
    start: int
    end: int
