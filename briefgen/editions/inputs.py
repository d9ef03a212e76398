"""What a build depends on, each as a digest: taking them must cost little, for every build begins with it.

Nothing here loads pydantic, Jinja2 or WeasyPrint.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import tomllib
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from briefgen import files, places
from briefgen.editions.cache import Cache
from briefgen.editions.digests import digest_of, program_digest
from briefgen.errors import SourceError
from briefgen.patterns import is_pattern

__all__ = ["Inputs", "reasons", "still_said", "take"]

ABSENT = "absent"
_AFTERWARDS = frozenset({"embed"})
"""Tables of brief.toml that no edition depends on."""
_SETTLED = 2_000_000_000
"""A file that was changed so shortly before it was looked at may have been changed again since without its
time showing it, in nanoseconds; coarse clocks count in two seconds."""


class Inputs(NamedTuple):
    """What a build depends on.

    Attributes:
        program: the digest of briefgen itself.
        configuration: the digest of what brief.toml says; comments and spacing do not count, nor does what
            comes after an edition: the documents that show it.
        sources: the SHA-256 of each source by its path; for one that cannot be read, why.
        refused: what the patterns match that is no source, and why.
        templates: the SHA-256 of the project's own templates by their paths.
        settings: digests of what brief.toml says, by key ("brief.title"; of [[issue]] tables "issue").
    """

    program: str
    configuration: str
    sources: Mapping[str, str]
    refused: Mapping[str, str]
    templates: Mapping[str, str]
    settings: Mapping[str, str] = MappingProxyType({})

    @property
    def setting(self) -> str:
        """The digest of what stands behind every page: briefgen itself and the project's templates."""
        return digest_of(self.program, dict(self.templates))

    @property
    def readable(self) -> dict[str, str]:
        """The SHA-256 of each source that was read, by its path."""
        return {path: digest for path, digest in self.sources.items() if len(digest) == 64}


def take(project: Path, cache: Cache, output: Path | None = None) -> Inputs:
    """The inputs of `project` as they are now.

    Args:
        project: the folder.
        cache: keeps the digests of files that nobody touched.
        output: where builds write, if not into the project's output folder: nothing there is a source.
    """
    said, configuration = _configuration(project)
    known = _Known.of(cache)
    found, refused = files.look_for_sources(project, _patterns(said), output)
    sources = {name: known.digest(project, name, status) for name, status in found.items()}
    templates = known.templates(project, said)
    known.keep(cache)
    return Inputs(program_digest(), configuration, sources, refused, templates, _settings(said))


def still_said(project: Path, inputs: Inputs) -> bool:
    """Whether brief.toml and the templates are what they were when `inputs` were taken.

    They are read after that: where one was saved meanwhile, nobody knows which of the two was read.
    """
    said, configuration = _configuration(project)
    templates = _Known({}).templates(project, said)
    return (configuration, templates) == (inputs.configuration, inputs.templates)


def reasons(before: Inputs | None, now: Inputs) -> tuple[str, ...]:
    """Why what was made from `before` is no longer what `now` gives, a line each; nothing if it still is."""
    if before is None:
        return ("no earlier build is known",)
    found = [] if before.program == now.program else ["briefgen: another version, or other libraries"]
    if before.configuration != now.configuration:
        found += _changed_keys(before.settings, now.settings)
    found += _moves({**before.refused, **before.sources}, {**now.refused, **now.sources})
    found += _moves(before.templates, now.templates)
    return tuple(found)


def _settings(said: Mapping[str, Any]) -> dict[str, str]:
    """Digests of what brief.toml says, by key."""
    found: dict[str, str] = {}
    for name, table in said.items():
        if isinstance(table, dict):
            found |= {f"{name}.{key}": digest_of(value) for key, value in table.items()}
        else:
            found[name] = digest_of(table)
    return found


def _changed_keys(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Which keys were changed, added or removed, where that is known."""
    keys = sorted(key for key in {*before, *now} if before.get(key) != now.get(key))
    named = [key for key in keys if key.partition(".")[0] not in _AFTERWARDS]
    if not before or not keys:
        yield f"{places.CONFIGURATION}: changed"
    elif named:
        yield f"{places.CONFIGURATION}: {', '.join(named)} changed"


def _moves(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """What happened to files: added, removed, edited, or renamed where the content stayed."""
    gone = {name: digest for name, digest in before.items() if name not in now}
    places_of: dict[str, deque[str]] = defaultdict(deque)
    for name, digest in gone.items():
        places_of[digest].append(name)
    for name, digest in now.items():
        if name in before:
            if before[name] != digest:
                yield f"{name}: edited"
        elif places_of.get(digest):
            old = places_of[digest].popleft()
            del gone[old]
            yield f"{name}: renamed from {old}"
        else:
            yield f"{name}: added"
    yield from (f"{name}: removed" for name in gone)


def _configuration(project: Path) -> tuple[dict[str, Any], str]:
    """What brief.toml says of editions, and its digest; of one that is no TOML, the digest of its bytes."""
    try:
        data = (project / places.CONFIGURATION).read_bytes()
    except FileNotFoundError:
        return {"sources": {"paths": list(places.PATHS_ALONE)}}, ABSENT
    except OSError as error:
        return {}, f"unreadable: {error.strerror}"
    try:
        said = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}, f"no TOML: {hashlib.sha256(data).hexdigest()}"
    bearing = {name: table for name, table in said.items() if name not in _AFTERWARDS}
    return bearing, digest_of(bearing)


def _patterns(said: Mapping[str, Any]) -> Sequence[str]:
    """The patterns of [sources]; none where they are wrong, which the configuration will report."""
    table = said.get("sources", {})
    paths = table.get("paths", places.DEFAULT_PATHS) if isinstance(table, dict) else ()
    right = isinstance(paths, list | tuple) and all(
        isinstance(path, str) and _inside(path) and is_pattern(path) for path in paths
    )
    return tuple(paths) if right else ()


def _inside(path: str) -> bool:
    plain = path.replace("\\", "/")
    return bool(path.strip()) and not plain.startswith("/") and ".." not in plain.split("/")


def _templates(project: Path, said: Mapping[str, Any]) -> Iterator[str]:
    """The project's own templates, and the Word file that it names."""
    folder = project / places.TEMPLATES
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file():
            yield path.relative_to(project).as_posix()
    table = said.get("brief", {})
    word = table.get("word_template") if isinstance(table, dict) else None
    if isinstance(word, str) and _inside(word) and (project / word).is_file():
        yield word


class _Known:
    """Digests of files by their paths, with what showed that nobody touched the file since."""

    def __init__(self, rows: Mapping[str, list[Any]]) -> None:
        self._begun = time.time_ns()
        self._before = rows
        self._now: dict[str, list[Any]] = {}

    @classmethod
    def of(cls, cache: Cache) -> _Known:
        [text] = cache.load("files", ["digests"]).values() or [b"{}"]
        try:
            rows = json.loads(text)
        except ValueError:
            rows = {}
        return cls(rows if isinstance(rows, dict) else {})

    def digest(self, project: Path, name: str, status: os.stat_result | None = None) -> str:
        """The SHA-256 of a file; a mark and the reason where it cannot be read.

        Args:
            project: the folder.
            name: of the file in it.
            status: what the file system says of the file, if that was asked since this was made.
        """
        try:
            told = status or (project / name).stat()
            stamp = [told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino]
            row = self._before.get(name)
            if isinstance(row, list) and row[:4] == stamp and told.st_ctime_ns + _SETTLED < row[4]:
                self._now[name] = row
                return str(row[5])
            digest = hashlib.sha256(files.read_source(project, name)).hexdigest()
        except (OSError, SourceError) as error:
            return f"unreadable: {error}"
        self._now[name] = [*stamp, self._begun, digest]
        return digest

    def templates(self, project: Path, said: Mapping[str, Any]) -> dict[str, str]:
        """The SHA-256 of the project's own templates by their paths."""
        return {name: self.digest(project, name) for name in _templates(project, said)}

    def keep(self, cache: Cache) -> None:
        if self._now != self._before:
            cache.store("files", {"digests": json.dumps(self._now).encode()})
