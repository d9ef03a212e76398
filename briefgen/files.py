"""The edge to the file system: finding sources, and publishing output all at once."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from briefgen.errors import OutputError, SourceError

LARGEST = 20 * 1024 * 1024
"""A larger source is refused before it is read, in bytes."""
SKIPPED = frozenset({"output", "node_modules"})
"""Folders that hold no sources, beside hidden ones."""


def find_sources(project: Path, patterns: Sequence[str]) -> list[str]:
    """The files that the patterns match, relative to the project, with forward slashes, sorted.

    Hidden files and folders and the output folder are left out; links that lead out of the project too.
    """
    root = project.resolve()
    found = {
        path.relative_to(project).as_posix()
        for pattern in patterns
        for path in project.glob(pattern)
        if path.is_file() and path.resolve().is_relative_to(root)
    }
    return sorted(name for name in found if not _skipped(name))


def read_source(project: Path, name: str) -> bytes:
    """The bytes of one source.

    Raises:
        SourceError: it is too large or cannot be read.
    """
    path = project / name
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


def _stage(folder: Path, data: bytes) -> str:
    handle, name = tempfile.mkstemp(prefix=".briefgen-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return name


@contextlib.contextmanager
def _removed_on_failure(staged: Sequence[tuple[str, Path]]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for temporary, _ in staged:
            Path(temporary).unlink(missing_ok=True)
        raise


def _skipped(name: str) -> bool:
    *folders, last = name.split("/")
    return last.startswith(".") or any(part.startswith(".") or part in SKIPPED for part in folders)
