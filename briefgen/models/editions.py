"""What a build leaves behind: the edition's data, printed by ``facts --json``, kept in output/SLUG.json."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from briefgen.models.base import Model
from briefgen.models.briefs import Brief
from briefgen.models.changes import Change
from briefgen.models.documents import DocumentRecord
from briefgen.models.facts import Fact, Rejected

SCHEMA_VERSION = "1.1"


class Edition(Model):
    """The data of one edition.

    Attributes:
        schema_version: of this shape; the first number changes when a reader must change.
        facts: in the order of kind, then of the sources.
        rejected: candidates that did not become facts.
        brief: what was printed; absent where no brief was composed.
        changes: what is not as it was in the edition before; none in the first.
    """

    schema_version: str = SCHEMA_VERSION
    documents: tuple[DocumentRecord, ...]
    facts: tuple[Fact, ...]
    rejected: tuple[Rejected, ...] = ()
    brief: Brief | None = None
    changes: tuple[Change, ...] = ()


class ManifestSource(Model):
    """A source as an edition read it.

    Attributes:
        path: relative to the project.
        sha256: of its bytes, in hexadecimal.
        published: its publication date, or none.
    """

    path: str
    sha256: str
    published: datetime.date | None = None


class ManifestFile(Model):
    """A file of an edition: its name in the edition's folder, and the SHA-256 of its bytes."""

    name: str
    sha256: str


class Manifest(Model):
    """What an edition was made from and consists of: ``manifest.json`` in its folder.

    Attributes:
        number: of the edition, from 1.
        reissue: 0 for the edition as it first appeared; 1, 2, ... where facts and words were set anew.
        as_of: the date that the brief gives, or none.
        program: the version of briefgen.
        reasons: why it was made, a line each.
        sources: in the order of their paths.
        configuration: the digest of what brief.toml said; `settings` those of its keys.
        templates: digests of the project's own templates, by path.
        words: the digest of all that a reader of the brief can read in it, but for its edition number.
        setting: the digest of all that can be seen to differ: those words with the sources' hashes, the
            templates, the version of briefgen.
        facts: how many there are.
        pages: of the PDF.
        files: in the order of their names.
    """

    number: int = Field(ge=1)
    reissue: int = Field(default=0, ge=0)
    title: str
    slug: str
    as_of: datetime.date | None = None
    program: str
    reasons: tuple[str, ...] = ()
    sources: tuple[ManifestSource, ...]
    configuration: str
    settings: dict[str, str] = Field(default_factory=dict)
    templates: dict[str, str] = Field(default_factory=dict)
    words: str
    setting: str = ""
    facts: int = Field(ge=0)
    pages: int = Field(ge=0)
    files: tuple[ManifestFile, ...]

    @property
    def name(self) -> str:
        """The name of its folder: the number, and that of a reissue after a point."""
        return f"{self.number}.{self.reissue}" if self.reissue else str(self.number)

    @property
    def data(self) -> str:
        """The name of the file that holds its data."""
        return f"{self.slug}.json"

    def sha256_of(self, name: str) -> str:
        """The SHA-256 of its file of this name, in hexadecimal; empty where it has none."""
        return next((file.sha256 for file in self.files if file.name == name), "")


class Notice(Model):
    """Something that the user should know but that stops nothing, unless --strict.

    Attributes:
        code: a stable name ("source-unreadable", "party-silent", ...).
        message: what, in one line.
        where: the file that it is about, or none.
        hint: what to do about it, or empty.
        exit_code: what --strict ends with because of it.
    """

    code: str
    message: str
    where: str | None = None
    hint: str = ""
    exit_code: Literal[1, 2, 3, 4, 5] = 1
