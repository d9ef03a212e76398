"""What a build did, as it is told to whoever started it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from briefgen.models import Edition, Notice

Published = Literal["edition", "reissue", "nothing"]


class Item(NamedTuple):
    """What a build did with a source or a file.

    Attributes:
        path: of the source in the project, or of the file.
        built: whether it was extracted or made anew; else what was there is kept.
        why: in a few words.
    """

    path: str
    built: bool
    why: str


class Build(NamedTuple):
    """The edition that the output folder shows after a build.

    Attributes:
        title: of the brief.
        number: of the edition.
        reissue: 0, or how many times the edition was reissued.
        published: what this build added: an ``edition``, a ``reissue`` of one, or ``nothing``.
        reasons: why, a short line each.
        files: the files of the formats that were asked for.
        pages: of the PDF.
        facts: how many there are.
        documents: how many sources they come from; copies count once.
        sources: what was done with each source.
        outputs: what was done with each file.
        notices: what the user should know.
        missing: names of files that had been published and were not shown any more: a build shows them again.
        remarks: what the user should know of this run alone, a line each; never a reason to fail.
        data: the file that holds the edition.
    """

    title: str
    number: int
    reissue: int
    published: Published
    reasons: tuple[str, ...]
    files: tuple[Path, ...]
    pages: int
    facts: int
    documents: int
    sources: tuple[Item, ...]
    outputs: tuple[Item, ...]
    notices: tuple[Notice, ...]
    missing: tuple[str, ...]
    remarks: tuple[str, ...]
    data: Path

    @property
    def edition(self) -> Edition:
        """The edition's data."""
        from briefgen.models import Edition  # noqa: PLC0415 -- most callers need no more than the rest

        return Edition.model_validate_json(self.data.read_bytes())
