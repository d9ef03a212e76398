"""A file in the making: written piece by piece before anybody knows whether it will be wanted."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from briefgen.files import write_whole

__all__ = ["WaitingFile"]

IN_MEMORY = 16 * 1024 * 1024
"""A file of more bytes than this waits on the disk."""
_PIECE = 1 << 20


class WaitingFile:
    """A file that waits to be put where it belongs: in memory while it is small, else on the disk.

    Args:
        folder: where it waits on the disk, which is made when it is first needed; `put` takes the file from
            there without writing it again. Without one it waits where temporary files are, under no name.
        prefix: with which its name begins there.

    Attributes:
        folder: where it waits on the disk.
    """

    def __init__(self, folder: Path | None = None, prefix: str = "") -> None:
        self.folder = folder or Path(tempfile.gettempdir())
        self._named = folder is not None
        self._prefix = prefix
        self._file: IO[bytes] = io.BytesIO()
        self._path: Path | None = None
        self._digest = hashlib.sha256()
        self._size = 0

    @property
    def sha256(self) -> str:
        """The digest of its bytes, in hexadecimal."""
        return self._digest.hexdigest()

    def write(self, piece: bytes) -> None:
        """Add bytes at its end.

        Raises:
            OSError: there is no room for them.
        """
        before, self._size = self._size, self._size + len(piece)
        if before <= IN_MEMORY < self._size:
            self._move_to_disk()
        self._digest.update(piece)
        self._file.write(piece)

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, piece by piece; nothing is added to it after that."""
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece

    def put(self, path: Path, *, mode: int) -> None:
        """Make it a new file at `path`, and wait until the disk has it; to be called once.

        Raises:
            OSError: it cannot stand there.
        """
        if self._path is None:
            write_whole(path, b"".join(self.pieces()), mode=mode)
            return
        self._file.flush()
        os.fsync(self._file.fileno())
        self._path.chmod(mode)
        self._path.rename(path)
        self._path = None

    def close(self) -> None:
        """Forget it, unless it was put somewhere."""
        self._file.close()
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink()

    def _move_to_disk(self) -> None:
        held = self._file
        if self._named:
            self.folder.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(prefix=self._prefix, dir=self.folder)
            self._file, self._path = os.fdopen(number, "w+b"), Path(name)
        else:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 -- `close` closes it
        held.seek(0)
        self._file.write(held.read())
