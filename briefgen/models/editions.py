"""What a build leaves behind: the edition's data, printed by ``facts --json``, kept in output/SLUG.json."""

from __future__ import annotations

from typing import Literal

from briefgen.models.base import Model
from briefgen.models.briefs import Brief
from briefgen.models.documents import DocumentRecord
from briefgen.models.facts import Fact, Rejected

SCHEMA_VERSION = "1.0"


class Edition(Model):
    """The data of one edition.

    Attributes:
        schema_version: of this shape; the first number changes when a reader must change.
        facts: in the order of kind, then of the sources.
        rejected: candidates that did not become facts.
        brief: what was printed; absent where no brief was composed.
    """

    schema_version: str = SCHEMA_VERSION
    documents: tuple[DocumentRecord, ...]
    facts: tuple[Fact, ...]
    rejected: tuple[Rejected, ...] = ()
    brief: Brief | None = None


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
