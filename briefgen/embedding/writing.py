"""Host files on the disk: read as they are, and replaced whole.

Links are followed, so that what they lead to is replaced and they stay links. A file that somebody has saved
since it was read is not replaced: the blocks would be right, and the last words of an author lost.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from briefgen import files
from briefgen.errors import HostError, OutputError
from briefgen.interrupts import held_back

__all__ = ["HostFile", "read_host", "refuse_other_encodings", "replace_all"]

# That of UTF-32 begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


class HostFile(NamedTuple):
    """A host file as it was read.

    Attributes:
        path: as it was named.
        target: where it is, with all links followed.
        data: its bytes.
        found: what the file system said of it then.
    """

    path: Path
    target: Path
    data: bytes
    found: os.stat_result


def read_host(path: Path) -> HostFile:
    """Read a host file.

    Raises:
        HostError: it is no regular file, too large, or cannot be read.
    """
    try:
        # A pipe would be waited for without an end.
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise HostError(str(path), 0, "is no regular file", hint="name a document")
            if found.st_size > files.LARGEST:
                limit = files.LARGEST // 1024**2
                raise HostError(str(path), 0, f"is too large (at most {limit} MB)", hint="split it")
            return HostFile(path, path.resolve(), file.read(), found)
    except OSError as error:
        raise HostError(
            str(path),
            0,
            f"cannot be read ({error.strerror or error})",
            hint="name documents that exist and that you may read",
        ) from error


def refuse_other_encodings(file: HostFile) -> None:
    """Refuse a document that is not UTF-8: markers in it would not be seen, or sections not be read.

    Raises:
        HostError: it is another encoding, or no text at all.
    """
    name = next((name for mark, name in _MARKS.items() if file.data.startswith(mark)), "")
    why = f"is {name}" if name else ""
    if not why and b"\0" in file.data:
        why = "holds zero bytes, as UTF-16 has them and text does not"
    line = 0
    try:
        file.data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = 0 if why else file.data.count(b"\n", 0, error.start) + 1
        why = why or "is not UTF-8, which sections are written in"
    if why:
        raise HostError(str(file.path), line, why, hint="save it as UTF-8")


def replace_all(changes: Sequence[tuple[HostFile, bytes]]) -> None:
    """Give every file its new bytes: all are written under other names first, then renamed one by one.

    Mode and owner stay. A stop that is asked for meanwhile waits until all are renamed.

    Raises:
        HostError: a file was saved by somebody since it was read, or may not be written; nothing is changed.
        OutputError: the disk is full, or a folder may not be written; files that were renamed stay.
    """
    with files.Staging() as staging:
        for file, data in changes:
            if not os.access(file.target, os.W_OK):
                raise HostError(str(file.path), 0, "is write-protected", hint="allow it with chmod u+w")
            try:
                _keep_owner(staging.add(file.target, data, mode=stat.S_IMODE(file.found.st_mode)), file)
            except OSError as error:
                raise _unwritten(file.path, error) from error
        with held_back():
            for file, _ in changes:
                _refuse_saved(file)
            try:
                staging.publish()
            except OSError as error:
                raise _unwritten(error.filename2, error) from error


def _keep_owner(made: Path, file: HostFile) -> None:
    found = made.stat()
    if (found.st_uid, found.st_gid) != (file.found.st_uid, file.found.st_gid):
        with contextlib.suppress(OSError):  # only the superuser may give files away
            os.chown(made, file.found.st_uid, file.found.st_gid)


def _refuse_saved(file: HostFile) -> None:
    try:
        now = file.target.stat()
    except OSError as error:
        raise _unwritten(file.path, error) from error
    if _stamp(now) != _stamp(file.found):
        raise HostError(str(file.path), 0, "was saved while it was being refilled", hint="run it again")


def _stamp(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_ino, found.st_size, found.st_mtime_ns


def _unwritten(path: Path | str, error: OSError) -> OutputError:
    return OutputError(
        f"{path}: cannot be written ({error.strerror or error})",
        hint="check the folder's permissions and the space on the disk",
    )
