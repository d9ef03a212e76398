"""Finding what path patterns match, among 10,000 files and beside folders with many more.

A pattern is what `pathlib.Path.glob` takes, and matches what that matches; it is not looked for in folders
that hold no sources, and no object is made for a file, which would take most of the time.
"""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

__all__ = ["holds_no_sources", "is_pattern", "matches"]

_SKIPPED = frozenset({"output", "node_modules"})
"""Folders that hold no sources, beside hidden ones."""
_FOLDERS = "**"


def is_pattern(pattern: str) -> bool:
    """Whether a pattern can be looked for: ``**`` stands for folders, and so alone between slashes."""
    return all(part == _FOLDERS or _FOLDERS not in part for part in pattern.replace("\\", "/").split("/"))


def holds_no_sources(folder: str) -> bool:
    """Whether a folder of this name is looked past, with all that is in it."""
    return folder.startswith(".") or folder in _SKIPPED


def matches(project: Path, pattern: str) -> Iterator[str]:
    """The names of the files that a pattern matches, in any order; one may be told again.

    Folders and broken links may be among them. Links to folders are followed where the pattern names them,
    not where ``**`` stands for them.
    """
    parts = [part for part in pattern.replace(os.sep, "/").split("/") if part not in ("", ".")]
    return _below(f"{project}{os.sep}", "", parts)


def _below(project: str, folder: str, parts: Sequence[str]) -> Iterator[str]:
    """What the parts of a pattern match in a folder, whose name is empty or ends with a slash."""
    if not parts:
        return
    part, rest = parts[0], parts[1:]
    if part == _FOLDERS:
        for deeper in _folders(project, folder):
            yield from _below(project, deeper, rest)
        return
    for name in _named(project, folder, part, folders=bool(rest)):
        if rest:
            yield from _below(project, f"{folder}{name}/", rest)
        else:
            yield f"{folder}{name}"


def _named(project: str, folder: str, part: str, *, folders: bool) -> list[str]:
    """The names in a folder that one part of a pattern matches; with `folders`, of those in it alone."""
    if not any(character in part for character in "*?["):
        path = Path(f"{project}{folder}{part}")
        found = path.is_dir() and not holds_no_sources(part) if folders else path.exists()
        return [part] if found else []
    entries = _entries(project, folder)
    return fnmatch.filter([entry.name for entry in entries if not folders or _leads_on(entry)], part)


def _folders(project: str, folder: str) -> Iterator[str]:
    """A folder and all that are in it, however deep."""
    yield folder
    for entry in _entries(project, folder):
        if not entry.is_symlink() and _leads_on(entry):
            yield from _folders(project, f"{folder}{entry.name}/")


def _leads_on(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir() and not holds_no_sources(entry.name)
    except OSError:
        return False  # a link that leads to itself


def _entries(project: str, folder: str) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing where it may not be read."""
    try:
        with os.scandir(f"{project}{folder}") as entries:
            return list(entries)
    except OSError:
        return []
