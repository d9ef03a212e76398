"""The data file of an edition in the making: what is known is written once, and needs no brief."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Sequence

from briefgen.editions.cache import Cache
from briefgen.editions.datafile import Contents, Writer, joined
from briefgen.errors import OutputError
from briefgen.models import Brief, Change, DocumentRecord, Manifest
from briefgen.pipeline.dossier import Dossier
from briefgen.waiting import WaitingFile

__all__ = ["DataFile", "contents_of", "keep_contents"]

_CONTENTS = "contents"
_SPARE = 8
"""The contents of so many data files are kept beside those of the newest."""


class DataFile:
    """The data file of an edition: begun with what is known, at any time, and finished with its brief.

    Args:
        file: which it is written to.
        records: the documents.
        dossier: the facts.

    Attributes:
        file: the same.

    Raises:
        OutputError: by `begin` and `finish`: it cannot be written where it waits to be published.
    """

    def __init__(self, file: WaitingFile, records: Sequence[DocumentRecord], dossier: Dossier) -> None:
        self.file = file
        self._records = records
        self._dossier = dossier
        self._writer = Writer(file.write)
        self._begun = False

    def begin(self) -> None:
        """Write what is known before there is a brief, unless it is written."""
        if self._begun:
            return
        self._begun = True
        facts = ((run.key, run.read()) for run in self._dossier.runs)
        with _reported(self.file):
            self._writer.begin([joined(self._records)], facts, self._dossier.rejected_runs())

    @property
    def contents(self) -> Contents:
        """Where things stand in it."""
        return self._writer.contents

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return self.file.sha256

    def finish(self, brief: Brief, changes: Iterable[Change]) -> None:
        """Write what is missing; to be called once."""
        self.begin()
        with _reported(self.file):
            self._writer.end(brief, [joined(changes)])


@contextlib.contextmanager
def _reported(file: WaitingFile) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"{file.folder}: the data file cannot be written there ({error.strerror or error})",
            hint="check the folder's permissions and make room on its disk, or choose another with --output",
        ) from error


def contents_of(manifest: Manifest, cache: Cache) -> Contents | None:
    """The contents of an edition's data file, if they are kept."""
    for value in cache.load(_CONTENTS, [manifest.sha256_of(manifest.data)]).values():
        return Contents(*json.loads(value))
    return None


def keep_contents(contents: Contents, manifest: Manifest, cache: Cache) -> None:
    """Keep the contents of an edition's data file for the next build."""
    key = manifest.sha256_of(manifest.data)
    cache.keep_only(_CONTENTS, [key], spare=_SPARE)
    cache.store(_CONTENTS, {key: json.dumps(contents).encode()})
