"""The data file of an edition in the making: what is known is written once, before there is a brief."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile, gettempdir

from briefgen.editions.cache import Cache
from briefgen.editions.datafile import Contents, Writer, joined
from briefgen.errors import OutputError
from briefgen.models import Brief, Change, DocumentRecord, Manifest
from briefgen.pipeline.dossier import Dossier

__all__ = ["DataFile", "contents_of", "keep_contents"]

IN_MEMORY = 16 * 1024 * 1024
"""A data file of more bytes than this waits on the disk to be published."""
_PIECE = 1 << 20
_CONTENTS = "contents"
_SPARE = 8
"""The contents of so many data files are kept beside those of the newest."""


class DataFile:
    """The data file of an edition: begun with what is known, finished with its brief.

    Args:
        records: the documents.
        dossier: the facts.

    Raises:
        OutputError: it cannot be written where it waits to be published; likewise `finish`.
    """

    def __init__(self, records: Sequence[DocumentRecord], dossier: Dossier) -> None:
        self._taken = hashlib.sha256()
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- `close` closes it
        self._writer = Writer(self._write)
        facts = ((run.key, run.read()) for run in dossier.runs)
        self._writer.begin([joined(records)], facts, dossier.rejected_runs())

    @property
    def contents(self) -> Contents:
        """Where things stand in it."""
        return self._writer.contents

    def finish(self, brief: Brief, changes: Iterable[Change]) -> None:
        """Write what was missing; to be called once."""
        self._writer.end(brief, [joined(changes)])

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return self._taken.hexdigest()

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, piece by piece."""
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece

    def close(self) -> None:
        """Forget them."""
        self._file.close()

    def _write(self, piece: bytes) -> None:
        self._taken.update(piece)
        try:
            self._file.write(piece)
        except OSError as error:
            self.close()
            raise OutputError(
                f"{gettempdir()}: the data file cannot be written there ({error.strerror or error})",
                hint="make room on that disk, or name a folder on another one in TMPDIR",
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
