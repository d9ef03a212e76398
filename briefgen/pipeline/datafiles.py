"""The data file of an edition in the making: what is known is written once, before there is a brief."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from tempfile import SpooledTemporaryFile, gettempdir

from briefgen.editions.datafile import SEPARATOR, beginning, ending, line
from briefgen.editions.lines import Lines
from briefgen.errors import OutputError
from briefgen.models import Brief, Change, DocumentRecord
from briefgen.pipeline.dossier import Dossier

__all__ = ["DataFile"]

IN_MEMORY = 16 * 1024 * 1024
"""A data file of more bytes than this waits on the disk to be published."""
_PIECE = 1 << 20
_TOGETHER = 256
"""So many pieces are written at once: most are short."""


class DataFile:
    """The data file of an edition: begun with what is known, finished with its brief.

    Args:
        records: the documents.
        dossier: the facts.

    Raises:
        OutputError: it cannot be written where it waits to be published; likewise `finish`.
    """

    def __init__(self, records: Sequence[DocumentRecord], dossier: Dossier) -> None:
        self._dossier = dossier
        self._hashes = array("q")
        self._taken = hashlib.sha256()
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- `close` closes it
        self._write(beginning(map(line, records), self._hashed(dossier.runs()), dossier.rejected_runs()))

    @property
    def facts(self) -> Lines:
        """The facts in it, to be held against those of another edition."""
        return Lines(self._hashes, self._dossier.read)

    def finish(self, brief: Brief, changes: Iterable[Change]) -> None:
        """Write what was missing; to be called once."""
        self._write(ending(brief, map(line, changes)))

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

    def _hashed(self, runs: Iterable[bytes]) -> Iterator[bytes]:
        for run in runs:
            if run:
                self._hashes.extend(map(hash, run.split(SEPARATOR)))
            yield run

    def _write(self, pieces: Iterable[bytes]) -> None:
        waiting = iter(pieces)
        while some := list(islice(waiting, _TOGETHER)):
            piece = b"".join(some)
            self._taken.update(piece)
            try:
                self._file.write(piece)
            except OSError as error:
                self.close()
                raise OutputError(
                    f"{gettempdir()}: the data file cannot be written there ({error.strerror or error})",
                    hint="make room on that disk, or name a folder on another one in TMPDIR",
                ) from error
