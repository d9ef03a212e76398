"""The brief: what is printed, section by section. It is the context that templates see."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from briefgen.models.base import Model
from briefgen.models.changes import ChangeKind
from briefgen.models.facts import Status
from briefgen.models.parties import Issue, Party


class Statement(Model):
    """Words of a source with who said them, when, and where they stand.

    Attributes:
        fact: the id of the fact.
        text: the words; "…" where something is left out, brackets around what was resolved.
        quoted: whether they are a speaker's own words, to be set in quotation marks.
        speaker: who said them, or none for the source's own voice.
        office: what the speaker is.
        date: printed date ("6 July 2023"), or none.
        citations: numbers of the sources that have these words.
        also: numbers of the sources that report the same in other words.
    """

    fact: str
    text: str
    quoted: bool = False
    speaker: str | None = None
    office: str | None = None
    date: str | None = None
    citations: tuple[int, ...] = Field(min_length=1)
    also: tuple[int, ...] = ()


class BottomLineEntry(Model):
    """A label ("United States", "Next") with its statements; `note` says so where there is none."""

    label: str
    statements: tuple[Statement, ...] = ()
    note: str | None = None


class BottomLine(Model):
    """The gist: each party in one clause, then the next dated step."""

    kind: Literal["bottom-line"] = "bottom-line"
    id: str = "bottom-line"
    title: str
    entries: tuple[BottomLineEntry, ...]


class WhatChangedEntry(Model):
    """A fact that is new, not what it was, or gone since the edition before.

    Attributes:
        change: which of these.
        label: the same, to print ("Added", "Changed", "Withdrawn", "Taken out").
        facts: the id of the fact in this edition; empty for what is gone.
        party: the name of the party that is spoken for, or none.
        text: the words, as in `Statement`; of what is gone, those of the edition before.
        quoted: whether they are a speaker's own words, to be set in quotation marks.
        speaker: who says so, or none for the source's own voice.
        date: printed, or none.
        notes: what was otherwise before, or why it is gone, in briefgen's words; words in quotation marks are
            the sources'.
        citations: numbers of the sources that have the words; empty for what is gone.
    """

    change: ChangeKind
    label: str
    facts: tuple[str, ...] = ()
    party: str | None = None
    text: str
    quoted: bool = False
    speaker: str | None = None
    date: str | None = None
    notes: tuple[str, ...] = ()
    citations: tuple[int, ...] = ()


class WhatChanged(Model):
    """What a reader of the edition before should know, most important first.

    Attributes:
        rest: what is not listed, counted, or none.
    """

    kind: Literal["what-changed"] = "what-changed"
    id: str = "what-changed"
    title: str
    entries: tuple[WhatChangedEntry, ...]
    rest: str | None = None


class Background(Model):
    """Context and past events, oldest first, then undated."""

    kind: Literal["background"] = "background"
    id: str = "background"
    title: str
    statements: tuple[Statement, ...]


class PositionCell(Model):
    """What one party says on one row; `note` says so where it says nothing."""

    party: str
    statements: tuple[Statement, ...] = ()
    note: str | None = None


class PositionRow(Model):
    """An issue (or a stance) with one cell per party, in the order of the brief's parties."""

    label: str
    cells: tuple[PositionCell, ...]


class Positions(Model):
    """The parties side by side."""

    kind: Literal["positions"] = "positions"
    id: str = "positions"
    title: str
    parties: tuple[Party, ...]
    rows: tuple[PositionRow, ...]


class FigureRow(Model):
    """One figure, or figures that stand together in one clause.

    Attributes:
        facts: ids of the facts.
        figure: the words for the quantity ("at least 84 countries").
        modifier: those of them that limit it ("at least"), or none.
        context: the clause that it stands in.
        period: printed, or none.
        publisher: who says so.
        note: why sources differ, or none.
    """

    facts: tuple[str, ...]
    figure: str
    modifier: str | None = None
    context: str
    period: str | None = None
    publisher: str
    note: str | None = None
    citations: tuple[int, ...] = Field(min_length=1)


class KeyFigures(Model):
    """Numbers with unit, period and publisher."""

    kind: Literal["key-figures"] = "key-figures"
    id: str = "key-figures"
    title: str
    rows: tuple[FigureRow, ...]


class TimelineEntry(Model):
    """A dated entry.

    Attributes:
        date: printed ("June 2023").
        value: the same in TIMEX3 form ("2023-06").
        ahead: whether it lies on or after the as-of date.
    """

    fact: str
    date: str
    value: str
    ahead: bool
    text: str
    citations: tuple[int, ...] = Field(min_length=1)


class Timeline(Model):
    """Dated events and steps, oldest first."""

    kind: Literal["timeline"] = "timeline"
    id: str = "timeline"
    title: str
    entries: tuple[TimelineEntry, ...]


class NextStepRow(Model):
    """Who is to do what, and when."""

    fact: str
    who: str | None = None
    what: str
    when: str | None = None
    status: Status
    said_by: str | None = None
    citations: tuple[int, ...] = Field(min_length=1)


class NextSteps(Model):
    """What is ahead: dated first, then undated."""

    kind: Literal["next-steps"] = "next-steps"
    id: str = "next-steps"
    title: str
    rows: tuple[NextStepRow, ...]


class Gap(Model):
    """Something that the sources do not say, or disagree on; the words are briefgen's."""

    text: str
    citations: tuple[int, ...] = ()


class Gaps(Model):
    """What the reader should know is missing."""

    kind: Literal["gaps"] = "gaps"
    id: str = "gaps"
    title: str
    gaps: tuple[Gap, ...]


class SourceEntry(Model):
    """A numbered source.

    Attributes:
        number: from 1.
        id: the source's id.
        name: who published it ("Reuters", "Sputnik, carried by UrduPoint News").
        published: printed date, or none.
        digest: the first 12 characters of the file's SHA-256.
    """

    number: int
    id: str
    path: str
    name: str
    authors: tuple[str, ...] = ()
    title: str | None = None
    published: str | None = None
    digest: str


class Sources(Model):
    """The numbered sources, and how the brief was made, in one line."""

    kind: Literal["sources"] = "sources"
    id: str = "sources"
    title: str
    entries: tuple[SourceEntry, ...]
    method: str


Section = Annotated[
    BottomLine | WhatChanged | Background | Positions | KeyFigures | Timeline | NextSteps | Gaps | Sources,
    Field(discriminator="kind"),
]


LeftOutReason = Literal["no-room", "leans-on-its-article", "told-by-another", "told-in-passing"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fact that is not in the brief, and why.

    There may be more than a hundred thousand: made so, they take an eighth of the memory of other models.

    Attributes:
        section: where it would stand.
        reason: ``no-room``; ``leans-on-its-article``: it opens with a word ("it", "this") that means
            something only beside the sentence before it; ``told-by-another``: its words are printed, as a
            figure or a step; ``told-in-passing``: neither it nor its source is about the brief's subject.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    fact: str
    section: str
    reason: LeftOutReason


Style = Literal["in-focus", "memo", "at-a-glance"]


class Furniture(Model):
    """What stands around the text: all optional, all from brief.toml.

    Attributes:
        to: whom a memorandum is for.
        sender: whom it is from; without it, the desk.
    """

    series: str | None = None
    number: str | None = None
    desk: str | None = None
    contact: str | None = None
    marking: str | None = None
    to: str | None = None
    sender: str | None = None


class Outline(Model):
    """What a brief is to be: all that is settled before its facts are known.

    Attributes:
        parties: the columns, in order.
        issues: the rows; without them the rows are stances.
        edition: from 1.
        reissue: how many times the edition was set anew to be seen.
        template: the style to print it in.
    """

    title: str
    slug: str
    template: Style = "in-focus"
    edition: int = 1
    reissue: int = 0
    as_of: datetime.date | None = None
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...] = ()
    furniture: Furniture = Furniture()


class Brief(Model):
    """A brief, ready to be set.

    Attributes:
        title: the headline.
        slug: the stem of the output files.
        template: the style to print it in.
        edition: from 1.
        reissue: how many times the edition was set anew to be seen.
        as_of: the newest publication date among the sources, or as given; none if nothing is dated.
        as_of_text: printed.
        language: ISO 639-1.
        sources_read: how many sources were read, cited or not.
        sections: in reading order; sections with nothing to say are absent.
        left_out: what did not fit or did not qualify, and why.
    """

    title: str
    slug: str
    template: Style = "in-focus"
    edition: int = 1
    reissue: int = 0
    as_of: datetime.date | None = None
    as_of_text: str | None = None
    language: str = "en"
    sources_read: int = Field(default=0, ge=0)
    parties: tuple[Party, ...]
    furniture: Furniture = Furniture()
    sections: tuple[Section, ...]
    left_out: tuple[LeftOut, ...] = ()
