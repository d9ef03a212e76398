"""What the last build into an output folder did: enough to tell in a moment that nothing is left to do."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from briefgen.editions.cache import Cache
from briefgen.editions.inputs import Inputs, reasons

__all__ = ["Record", "stamps"]

_KIND = "builds"


class Record(NamedTuple):
    """What a build did.

    Attributes:
        inputs: what it was made from.
        edition: the name of the edition's folder: "3", or "3.1" for a reissue.
        title: of the brief.
        data: the name of the file that holds the edition.
        data_stamp: of that file, see `stamp_of`.
        formats: those that the output folder shows.
        shown: size and time of each file that it shows, by name.
        pages: of the PDF.
        facts: how many there are.
        documents: how many sources they come from; copies count once.
        notices: as JSON.
        drafted: the digest of all that the words and their layout were made from.
        made: for each file, the digest of what it was made from.
        missing_glyphs: characters that the fonts lack.
    """

    inputs: Inputs
    edition: str
    title: str
    data: str
    data_stamp: list[int]
    formats: list[str]
    shown: dict[str, list[int]]
    pages: int
    facts: int
    documents: int
    notices: list[dict[str, Any]]
    drafted: str
    made: dict[str, str]
    missing_glyphs: list[str]

    @classmethod
    def load(cls, cache: Cache, output: Path) -> Record | None:
        """The record of the last build into `output`, or none."""
        [data] = cache.load(_KIND, [_key(output)]).values() or [b"null"]
        try:
            said = json.loads(data)
            return cls(**{**said, "inputs": Inputs(**said["inputs"])}) if said else None
        except (ValueError, TypeError, KeyError):
            return None

    def doubted(self) -> Record:
        """The record of a build that may have read other than its inputs say: the next one makes all anew."""
        return self._replace(inputs=self.inputs._replace(configuration=""), made={}, drafted="")

    def left(self, data: Path) -> bool:
        """Whether the edition's data file is the one that the build left, as far as its stamp tells."""
        return stamp_of(data) == self.data_stamp != []

    def store(self, cache: Cache, output: Path) -> None:
        """Keep the record for the next build."""
        said = {**self._asdict(), "inputs": {**self.inputs._asdict(), "settings": dict(self.inputs.settings)}}
        cache.store(_KIND, {_key(output): json.dumps(said).encode()})

    def stale(self, inputs: Inputs, output: Path, formats: Iterable[str]) -> tuple[str, ...]:
        """Why the output folder does not show what a build would give now, a line each."""
        found = list(reasons(self.inputs, inputs))
        found += [f"{name}: not built yet" for name in formats if name not in self.formats]
        now = stamps(output, self.shown)
        for name, stamp in self.shown.items():
            if name not in now:
                found.append(f"{output.name}/{name}: missing")
            elif now[name] != stamp:
                found.append(f"{output.name}/{name}: changed since it was built")
        return tuple(found)


def stamps(output: Path, names: Iterable[str]) -> dict[str, list[int]]:
    """Size and time of those of the files that are there."""
    found = {}
    for name in names:
        try:
            status = (output / name).stat()
        except OSError:
            continue
        found[name] = [status.st_size, status.st_mtime_ns]
    return found


def stamp_of(path: Path) -> list[int]:
    """What differs whenever a file may have been written or replaced; nothing where there is none."""
    try:
        status = path.stat()
    except OSError:
        return []
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def _key(output: Path) -> str:
    return str(output.resolve())
