"""Which host files carry sections of a project: a list of names in its `.briefgen/`.

Only names are kept. What a host carries, of which edition, and whether that is stale, is read from the host
itself whenever it is asked for; a note of it would be one more thing that can go stale. Deleting the list
loses nothing that scanning the hosts' folders does not bring back.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefgen import places
from briefgen.embedding.hosts import SUFFIXES
from briefgen.embedding.library import place_of
from briefgen.embedding.markers import MarkerError, parse
from briefgen.embedding.refilling import Host
from briefgen.embedding.writing import read_host
from briefgen.errors import BriefgenError
from briefgen.files import publish

__all__ = ["FILE_NAME", "carriers", "known_hosts", "register", "scan"]

FILE_NAME = "hosts.json"
_VERSION = 1
_SKIPPED = frozenset({"node_modules", "__pycache__"})


def known_hosts(project: Path) -> list[Path]:
    """The host files that are known to carry sections of `project`, as absolute paths; some may be gone."""
    try:
        said = json.loads((_root(project) / places.STATE / FILE_NAME).read_bytes())
    except (OSError, ValueError):
        return []
    names = said.get("hosts") if isinstance(said, dict) and said.get("version") == _VERSION else None
    if not isinstance(names, list):
        return []
    root = _root(project)
    return [Path(os.path.normpath(root / name)) for name in names if isinstance(name, str)]


def register(hosts: Iterable[Host]) -> None:
    """Note every host in the projects whose sections it carries, where those keep anything at all."""
    found: dict[str, set[Path]] = {}
    for host in hosts:
        for filling in host.fillings:
            if host.file is not None and filling.state != "failed":
                found.setdefault(filling.place, set()).add(host.file.target)
    for place, paths in found.items():
        project = Path(place)
        if _keeps(project):
            _keep(project, {*known_hosts(project), *paths})


def scan(project: Path, folder: Path) -> list[Path]:
    """Look for hosts of `project` below a folder, and correct the list: those found, and those elsewhere."""
    root = _root(folder)
    found = {path.resolve() for path in _documents(folder) if _root(project) in carriers(path)}
    elsewhere = {path for path in known_hosts(project) if not path.is_relative_to(root)}
    hosts = found | elsewhere
    if _keeps(project):
        _keep(project, hosts)
    return sorted(hosts)


def carriers(path: Path) -> set[Path]:
    """The projects that the blocks of a host file name; none for what cannot be read as one."""
    try:
        file = read_host(path)
        blocks = parse(file.data, SUFFIXES[path.suffix.lower()])
    except (BriefgenError, MarkerError):
        return set()
    return {Path(place_of(file.target.parent, block.request.project)).resolve() for block in blocks}


def _documents(folder: Path) -> Iterator[Path]:
    """The files below a folder that may be hosts; hidden folders and links to folders are passed over."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        for name in sorted(names):
            path = Path(here, name)
            if path.suffix.lower() in SUFFIXES and path.is_file():
                yield path


def _root(project: Path) -> Path:
    return project.resolve()


def _keeps(project: Path) -> bool:
    """Whether it is a project's folder, and not an output folder or an edition's file."""
    return (project / places.CONFIGURATION).is_file() or (project / places.STATE).is_dir()


def _keep(project: Path, hosts: Iterable[Path]) -> None:
    """Write the list, if it says anything new; a project that cannot be written has none."""
    root = _root(project)
    there = sorted(path for path in hosts if path.is_file())
    if there == known_hosts(project):
        return
    said = {"version": _VERSION, "hosts": [Path(os.path.relpath(path, root)).as_posix() for path in there]}
    with contextlib.suppress(BriefgenError):
        publish(root / places.STATE, {FILE_NAME: (json.dumps(said, indent=2) + "\n").encode()})
