"""The edge to the file system: finding sources, and publishing output all at once."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self

from briefgen.errors import OutputError, SourceError
from briefgen.patterns import holds_no_sources, matches

LARGEST = 20 * 1024 * 1024
"""A larger source is refused before it is read, in bytes."""


def find_sources(
    project: Path, patterns: Sequence[str], output: Path | None = None
) -> tuple[list[str], dict[str, str]]:
    """The files that the patterns match, and what else they match with the reason why it is no source.

    Names are relative to the project, with forward slashes, sorted. Hidden files and folders and the output
    folder, also one at another place, are not looked at: what a build writes is no source of the next.
    """
    found, refused = look_for_sources(project, patterns, output)
    return list(found), refused


def look_for_sources(
    project: Path, patterns: Sequence[str], output: Path | None = None
) -> tuple[dict[str, os.stat_result | None], dict[str, str]]:
    """As `find_sources`, with what the file system says of each source; none of one that is a link."""
    root = project.resolve()
    written = output.resolve() if output is not None and output.resolve() != root else None
    folders: dict[str, _Folder] = {}
    found: dict[str, os.stat_result | None] = {}
    refused: dict[str, str] = {}
    for name in _matches(project, patterns):
        location = f"{project}{os.sep}{name}"
        above, _, last = name.rpartition("/")
        folder = folders.get(above) or folders.setdefault(above, _Folder.of(project, above, root, written))
        status = _status(location)
        if folder.looks_past(last) or _is_folder(location, status):
            continue
        if why := _no_source(location, status, folder, root):
            refused[name.encode("utf-8", "backslashreplace").decode("utf-8")] = why
        else:
            found[name] = status if status and stat.S_ISREG(status.st_mode) else None
    return found, refused


def read_file(path: Path, name: str) -> bytes:
    """The bytes of a file that is named on the command line.

    Raises:
        SourceError: it is no regular file, too large, or cannot be read.
    """
    if path.exists() and not path.is_file():
        raise SourceError(name, "is no regular file", hint="name a text file, or - for standard input")
    return read_source(path.parent, path.name, name)


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """All bytes of a stream, up to the largest source.

    Raises:
        SourceError: there are more.
    """
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise SourceError(name, f"is too large (at most {LARGEST // 1024**2} MB)", hint="split it")
    return data


def read_source(project: Path, name: str, shown: str | None = None) -> bytes:
    """The bytes of one source.

    Raises:
        SourceError: it is too large or cannot be read; it is called `shown` there, by default its name.
    """
    path = project / name
    name = shown or name
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise SourceError(
                name,
                f"is too large ({size / 1024**2:.0f} MB; at most {LARGEST // 1024**2} MB)",
                hint="split it, or leave out what is not text",
            )
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            name, f"cannot be read ({error.strerror})", hint="check that it exists and that you may read it"
        ) from error


def publish(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write `files` into `folder` so that a reader sees all of the old ones or all of the new.

    Everything is written under temporary names first and renamed together at the end; on any failure before
    that, what stood there stays as it was.

    Raises:
        OutputError: the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with Staging() as staging:
            for name, data in files.items():
                staging.add(folder / name, data)
            staging.publish()
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written ({error.strerror or error})",
            hint="check the folder's permissions and the space on the disk, or choose another with --output",
        ) from error
    return [folder / name for name in files]


class Staging:
    """Files under temporary names beside their own, to be renamed together; at the end none is left over."""

    def __init__(self) -> None:
        self._waiting: dict[Path, Path] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for temporary in self._waiting.values():
            temporary.unlink(missing_ok=True)

    def add(self, path: Path, data: bytes, *, mode: int = 0o644) -> Path:
        """Write what is to stand at `path`; gives where it stands until then.

        Raises:
            OutputError: something stands there that is no regular file, such as a device.
            OSError: it cannot be written.
        """
        if path.exists() and not path.is_file():
            raise OutputError(f"{path}: is no regular file", hint="name a file")
        handle, name = tempfile.mkstemp(prefix=".briefgen-", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        self._waiting[path] = temporary
        temporary.unlink()
        write_whole(temporary, data, mode=mode)
        return temporary

    def publish(self) -> None:
        """Rename them all.

        Raises:
            OSError: one cannot be renamed; those before it stay.
        """
        for path, temporary in list(self._waiting.items()):
            temporary.replace(path)
            del self._waiting[path]


def write_whole(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Write a new file and wait until the disk has it; where that fails there is none."""
    try:
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(mode)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


class _Folder(NamedTuple):
    """What holds for every file in a folder: it is found out once, for there may be 10,000 of them.

    Attributes:
        hidden: whether nothing in it is looked at.
        inside: whether it is in the project, wherever links on the way to it lead.
        written: the name in it under which builds write; empty if they write elsewhere.
    """

    hidden: bool
    inside: bool
    written: str

    @classmethod
    def of(cls, project: Path, name: str, root: Path, written: Path | None) -> _Folder:
        path = (project / name).absolute()
        hidden = any(map(holds_no_sources, name.split("/")))
        if written is not None:
            hidden = hidden or path.is_relative_to(written)
        own = written.name if written is not None and written.parent == path else ""
        return cls(hidden, path.resolve().is_relative_to(root), own)

    def looks_past(self, last: str) -> bool:
        """Whether the file of this name in it is none to look at."""
        return self.hidden or last.startswith(".") or last == self.written


def _matches(project: Path, patterns: Sequence[str]) -> list[str]:
    """What the patterns match, in the order of the parts of the names."""
    found = {name for pattern in patterns for name in matches(project, pattern)}
    return sorted(found, key=lambda name: name.split("/"))


def _status(location: str) -> os.stat_result | None:
    """What the file system says of a file or link; nothing where there is none any more."""
    try:
        return os.lstat(location)
    except OSError:
        return None


def _is_folder(location: str, status: os.stat_result | None) -> bool:
    mode = status.st_mode if status else 0
    return stat.S_ISDIR(mode) or (stat.S_ISLNK(mode) and Path(location).is_dir())


def _no_source(location: str, status: os.stat_result | None, folder: _Folder, root: Path) -> str:
    """Why a file cannot be a source; empty if it can."""
    try:
        location.encode("utf-8")
    except UnicodeEncodeError:
        return "has a name that is not UTF-8; rename it"
    if status and stat.S_ISREG(status.st_mode):
        return "" if folder.inside else "is a link that leads out of the project"
    path = Path(location)
    if path.is_symlink() and not path.exists():
        return "is a link that leads nowhere"
    if not path.is_file():
        return "is no regular file"
    return "" if path.resolve().is_relative_to(root) else "is a link that leads out of the project"
