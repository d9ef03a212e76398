"""Spans, sources and documents: what reading gives."""

from __future__ import annotations

import datetime

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from briefgen.models.base import Model


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Span:
    """A stretch of a text, in Unicode code points: ``text[start:end]``."""

    # No Model, which takes ten times the memory: the articles of 10,000 sources have some 150,000 of these.

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a span ends ({self.end}) before it starts ({self.start})")

    def of(self, text: str) -> str:
        """The characters of the span in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


class Source(Model):
    """A file that was read.

    Attributes:
        id: unique in the project, made from the file name.
        path: relative to the project, with forward slashes.
        sha256: of the file's bytes, in hexadecimal.
        media_type: for example ``text/plain``.
    """

    id: str
    path: str
    sha256: str
    media_type: str = "text/plain"


class Dateline(Model):
    """Where and when a report was filed ("WASHINGTON, July 6")."""

    place: str
    date: datetime.date | None = None


class DocumentRecord(Model):
    """What a source says of itself, and where its article stands: a document without its text.

    Attributes:
        title: the headline, or none.
        outlet: who carried it ("UrduPoint"), or none.
        agency: who wrote it ("Reuters"), or none.
        authors: from the byline.
        published: the publication date, or none.
        body: the article, in order and without overlap; all else is page furniture.
        language: ISO 639-1.
    """

    source: Source
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime.date | None = None
    dateline: Dateline | None = None
    body: tuple[Span, ...] = ()
    language: str = "en"

    @property
    def originator(self) -> str:
        """Who first published it; reprints of one agency's text are one originator."""
        return self.agency or self.outlet or self.source.id


class Document(DocumentRecord):
    """A source's decoded text and what it says of itself.

    Attributes:
        text: the decoded file, unchanged; every offset counts its code points.
    """

    text: str

    @property
    def record(self) -> DocumentRecord:
        """The document without its text."""
        return DocumentRecord(**{name: getattr(self, name) for name in DocumentRecord.model_fields})
