"""Finding the edition that a path stands for, and reading its sections, without loading a model."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from briefgen import places
from briefgen.errors import OutputError, UsageError

__all__ = ["Found", "find", "read_sections"]

_MANIFEST = "manifest.json"
_EDITION = re.compile(r"([1-9]\d*)(?:\.([1-9]\d*))?")


class Found(NamedTuple):
    """An edition's files.

    Attributes:
        folder: where they are.
        slug: the stem of their names.
        issue: 0 for an edition as it first appeared, 1, 2, ... for a reissue.
        digests: the SHA-256 of each file by its name; empty where there is no manifest.
    """

    folder: Path
    slug: str
    reissue: int
    digests: dict[str, str]


def find(path: Path, edition: int | None) -> Found:
    """The edition that `path` stands for.

    Args:
        path: a project folder or its brief.toml, an output folder, an edition's folder, or an edition's JSON
            file.
        edition: another edition of the same output folder than the newest, or than that of `path`.

    Raises:
        UsageError: there is no such edition.
        OutputError: its manifest is damaged.
    """
    if path.name == places.CONFIGURATION:
        path = path.parent
    if path.is_file():
        place = path.resolve()
        if edition is None:
            return _of_file(place)
        return _of_folder(_edition(place.parent.parent.parent, edition, path))
    if (path / _MANIFEST).is_file():
        place = path.resolve()
        return _of_folder(place if edition is None else _edition(place.parent.parent, edition, path))
    output = path if (path / places.EDITIONS).is_dir() else path / places.OUTPUT
    return _of_folder(_edition(output, edition, path))


def read_sections(found: Found) -> dict[str, Any] | None:
    """What the edition's file of sections holds; none for an edition without one.

    Raises:
        OutputError: it cannot be read, or its bytes are no longer those that were published.
    """
    path = found.folder / f"{found.slug}{places.SECTIONS}"
    if not path.is_file():
        return None
    data = _read(path)
    expected = found.digests.get(path.name)
    if expected is not None and hashlib.sha256(data).hexdigest() != expected:
        raise _damaged(path, "was changed since it was published")
    return _parsed(path, data)


def _of_file(path: Path) -> Found:
    if (path.parent / _MANIFEST).is_file():
        return _of_folder(path.parent)
    name = path.name
    ending = places.SECTIONS if name.endswith(places.SECTIONS) else path.suffix
    return Found(path.parent, name.removesuffix(ending), 0, {})


def _of_folder(folder: Path) -> Found:
    path = folder / _MANIFEST
    manifest = _parsed(path, _read(path))
    try:
        digests = {file["name"]: file["sha256"] for file in manifest["files"]}
        return Found(folder, manifest["slug"], manifest["reissue"], digests)
    except (KeyError, TypeError) as error:
        raise _damaged(path, "is no manifest") from error


def _edition(output: Path, number: int | None, asked: Path) -> Path:
    """The folder of an edition, or of the newest, as it was last issued."""
    editions = output / places.EDITIONS
    folders = list(editions.iterdir()) if editions.is_dir() else []
    # A folder with a number for its name and nothing of an edition in it is somebody else's.
    names = [folder.name for folder in folders if (folder / _MANIFEST).exists()]
    there = sorted(
        ((int(match[1]), int(match[2] or 0)), match[0])
        for match in map(_EDITION.fullmatch, names)
        if match is not None
    )
    if not there:
        raise UsageError(f"{asked}: holds no edition of a brief", hint="run `briefgen build` there first")
    of_number = [name for (found, _), name in there if number in (None, found)]
    if not of_number:
        numbers = ", ".join(map(str, sorted({found for (found, _), _ in there})))
        raise UsageError(f"{asked}: there is no edition {number}", hint=f"the editions are {numbers}")
    return editions / of_number[-1]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _damaged(path, error.strerror or str(error)) from error


def _parsed(path: Path, data: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(data)
    except ValueError as error:
        raise _damaged(path, "is no JSON") from error
    if not isinstance(parsed, dict):
        raise _damaged(path, "is no JSON object")
    return parsed


def _damaged(path: Path, why: str) -> OutputError:
    return OutputError(
        f"{path}: {why}", hint="restore it from a copy, or move the edition's folder out of the output folder"
    )
