"""The edge to the file system: finding sources, and publishing output all at once."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from briefgen.errors import OutputError, SourceError

LARGEST = 20 * 1024 * 1024
"""A larger source is refused before it is read, in bytes."""
SKIPPED = frozenset({"output", "node_modules"})
"""Folders that hold no sources, beside hidden ones."""


def find_sources(
    project: Path, patterns: Sequence[str], output: Path | None = None
) -> tuple[list[str], dict[str, str]]:
    """The files that the patterns match, and what else they match with the reason why it is no source.

    Names are relative to the project, with forward slashes, sorted. Hidden files and folders and the output
    folder, also one at another place, are not looked at: what a build writes is no source of the next.
    """
    root = project.resolve()
    written = output.resolve() if output is not None else None
    names: list[str] = []
    refused: dict[str, str] = {}
    for path in sorted({path for pattern in patterns for path in project.glob(pattern)}):
        name = path.relative_to(project).as_posix()
        if path.is_dir() or _skipped(name):
            continue
        if written is not None and written != root and path.absolute().is_relative_to(written):
            continue
        if why := _no_source(path, root):
            refused[name.encode("utf-8", "backslashreplace").decode("utf-8")] = why
        else:
            names.append(name)
    return names, refused


def is_pattern(pattern: str) -> bool:
    """Whether a pattern can be looked for: ``**`` stands for folders, and so alone between slashes."""
    return all(part == "**" or "**" not in part for part in pattern.replace("\\", "/").split("/"))


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
    staged: list[tuple[str, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _removed_on_failure(staged):
            for name, data in files.items():
                staged.append((_stage(folder, data), folder / name))
            for temporary, final in staged:
                Path(temporary).replace(final)
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written ({error.strerror or error})",
            hint="check the folder's permissions and the space on the disk, or choose another with --output",
        ) from error
    return [final for _, final in staged]


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


def _stage(folder: Path, data: bytes) -> str:
    handle, name = tempfile.mkstemp(prefix=".briefgen-", dir=folder)
    os.close(handle)
    Path(name).unlink()
    write_whole(Path(name), data)
    return name


@contextlib.contextmanager
def _removed_on_failure(staged: Sequence[tuple[str, Path]]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for temporary, _ in staged:
            Path(temporary).unlink(missing_ok=True)
        raise


def _no_source(path: Path, root: Path) -> str:
    """Why a file cannot be a source; empty if it can."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return "has a name that is not UTF-8; rename it"
    if path.is_symlink() and not path.exists():
        return "is a link that leads nowhere"
    if not path.is_file():
        return "is no regular file"
    return "" if path.resolve().is_relative_to(root) else "is a link that leads out of the project"


def _skipped(name: str) -> bool:
    *folders, last = name.split("/")
    return last.startswith(".") or any(part.startswith(".") or part in SKIPPED for part in folders)
