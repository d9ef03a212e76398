"""Sections as files that other documents include: one for each section and kind of host, under stable names.

::

    _positions-cn.qmd     Quarto: a leading underscore, no front matter, blank lines around
    positions-cn.md       between `--8<-- [start:positions-cn]` and `[end:...]`: pymdownx.snippets, MyST
    positions-cn.tex      LaTeX
    positions-cn.html     HTML
    positions-cn.json     programs

A hidden file lists what was written. Only what it lists is replaced or removed: the folder may hold an
author's own files too.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefgen import files
from briefgen.errors import OutputError
from briefgen.interrupts import held_back

if TYPE_CHECKING:
    from briefgen.embedding import EmbeddableBrief

__all__ = ["LIST", "Written", "fragments_of", "write_fragments"]

LIST = ".briefgen.json"
_VERSION = 1
_SECTION = re.compile(r"[a-z0-9][a-z0-9-]*")
_FILE = re.compile(r"_?[a-z0-9][a-z0-9-]*\.(?:qmd|md|tex|html|json)")
_KINDS = (
    ("_{}.qmd", "quarto", "\n{text}\n"),
    ("{}.md", "gfm", "<!-- --8<-- [start:{name}] -->\n\n{text}\n<!-- --8<-- [end:{name}] -->\n"),
    ("{}.tex", "latex", "{text}"),
    ("{}.html", "html", "{text}"),
    ("{}.json", "json", "{text}"),
)
"""What a file is called, its flavour, and what stands around the section."""


class Written(NamedTuple):
    """What was done, or with `check` would be done, to a folder of fragments.

    Attributes:
        changed: the files that are new or say something new.
        removed: the files of sections that there are no longer.
    """

    changed: tuple[Path, ...]
    removed: tuple[Path, ...]


def fragments_of(brief: EmbeddableBrief) -> dict[str, bytes]:
    """The files of all sections of a brief, by name."""
    made: dict[str, bytes] = {}
    for name in brief.names:
        if _SECTION.fullmatch(name) is None:
            raise OutputError(
                f"section {name!r} has no name for a file",
                hint="write the party's id in brief.toml with letters of ASCII, digits and hyphens",
            )
        section = brief.section(name)
        for file, flavour, around in _KINDS:
            text = section.render(flavour).strip("\n") + "\n"
            made[file.format(name)] = around.format(text=text, name=name).encode()
    return made


def write_fragments(brief: EmbeddableBrief, folder: Path, *, check: bool = False) -> Written:
    """Make a folder hold the sections of a brief; what is as it should be is not touched.

    Raises:
        OutputError: a file of such a name is not ours, or the folder cannot be written; nothing is changed.
    """
    wanted, listed = fragments_of(brief), _listed(folder)
    there = {name: _read(folder / name) for name in {*wanted, *listed}}
    changed = {name: data for name, data in wanted.items() if there[name] != data}
    for name in changed:
        if there[name] is not None and name not in listed:
            raise OutputError(
                f"{folder / name}: was not written by briefgen",
                hint="move it, or name another folder under [embed] in brief.toml",
            )
    removed = [
        name
        for name in sorted(set(listed) - set(wanted))
        if (data := there[name]) is not None and _digest(data) == listed[name]
    ]
    if not check:
        _write(folder, wanted, changed, removed)
    return Written(tuple(folder / name for name in changed), tuple(folder / name for name in removed))


def _write(
    folder: Path, wanted: Mapping[str, bytes], changed: Mapping[str, bytes], removed: list[str]
) -> None:
    digests = {name: _digest(data) for name, data in sorted(wanted.items())}
    listing = (json.dumps({"version": _VERSION, "files": digests}, indent=2) + "\n").encode()
    # The list is renamed first: what is cut short after it may be missing, but is known to be ours.
    staged = {LIST: listing, **changed} if _read(folder / LIST) != listing else changed
    with held_back():
        if staged:
            files.publish(folder, staged)
        for name in removed:
            with contextlib.suppress(OSError):
                (folder / name).unlink()


def _listed(folder: Path) -> dict[str, str]:
    """The files that were written here, with their digests; names that cannot be ours do not count."""
    try:
        said = json.loads(_read(folder / LIST) or b"{}")
    except ValueError:
        return {}
    names = said.get("files") if isinstance(said, dict) else None
    return {n: str(d) for n, d in names.items() if _FILE.fullmatch(n)} if isinstance(names, dict) else {}


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
