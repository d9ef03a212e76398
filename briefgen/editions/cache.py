"""What is kept between builds, by what it was made from: deleting it costs time, never content.

It is one SQLite file, in which many values are written together: a build that is killed loses those of
its last second. Values are bytes under a kind and a key, each with a checksum; a file that is damaged, that
another program wrote or that a newer briefgen wrote is set aside, and a new one is begun. Where nothing can
be written, results are kept in memory only. None of this stops a build: it leaves a remark.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Self

__all__ = ["FILE_NAME", "Cache"]

FILE_NAME = "cache.sqlite3"
SET_ASIDE = "cache.sqlite3.set-aside"
_APPLICATION = 0x62726667
"""Marks the file as ours (SQLite's application_id)."""
_VERSION = 2
"""Of the shape of the tables (SQLite's user_version)."""
_TABLE = """
CREATE TABLE kept (
    kind TEXT NOT NULL, key TEXT NOT NULL, checksum INTEGER NOT NULL, value BLOB NOT NULL,
    UNIQUE (kind, key)
)
"""
"""The keys have an index of their own: among values of 20 kB each they would be found a third as fast."""
_AT_ONCE = 500
"""Keys asked for in one query; SQLite's oldest limit is 999."""
_PAGE = 8192
"""Bytes of the file that are read and written together; twice the usual, for values are large."""
_TOGETHER = 1.0
"""Seconds during which values are gathered before they are written; a build that is killed loses so much."""
_TOGETHER_BYTES = 8 * 1024 * 1024
"""So many bytes of gathered values are written at once."""
_PATIENCE = 5.0
"""Seconds to wait for another process that is writing."""


class _UnusableError(Exception):
    """The file is none that this version of briefgen can use; the message says why."""


class Cache:
    """Results by kind and key.

    Attributes:
        remarks: what the user should know of the cache, a line each.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path | None, below: sqlite3.Connection | None = None
    ) -> None:
        self._connection = connection
        self._path = path
        self._below = below
        self._gathered: dict[tuple[str, str], bytes] = {}
        self._bytes = 0
        self._since = 0.0
        self.remarks: list[str] = []

    @classmethod
    def open(cls, path: Path) -> Self:
        """The cache in the file at `path`, which is made where there is none."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return cls(_connect(path), path)
        except (_UnusableError, sqlite3.DatabaseError, OSError) as error:
            cache = cls(_in_memory(), path)
            if isinstance(error, OSError | sqlite3.OperationalError):
                cache._do_without(str(error))
            else:
                cache._begin_anew(str(error))
            return cache

    @classmethod
    def peek(cls, path: Path) -> Self:
        """The cache as it stands, which this never changes: what is stored is forgotten when it is closed."""
        below = None
        with contextlib.suppress(_UnusableError, sqlite3.DatabaseError, OSError):
            below = _connect(path, readonly=True)
        return cls(_in_memory(), None, below)

    def load(self, kind: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Those of the values under `keys` that are there and whole."""
        return dict(self.load_each(kind, keys))

    def load_each(self, kind: str, keys: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """As `load`, one after the other in the order of `keys`; no more than a batch is held in memory.

        Between two of them anything may be stored or dropped.
        """
        for some in _batches(keys):
            found = {key: self._gathered[kind, key] for key in some if (kind, key) in self._gathered}
            for connection in self._layers():
                with self._guarded():
                    found.update(_whole(connection, kind, [key for key in some if key not in found]))
            for key in some:
                if key in found:
                    yield key, found[key]

    def load_all(self, kind: str, keys: Sequence[str], make: Callable[[int], bytes]) -> Iterator[bytes]:
        """The value under each key, in order; where there is none, what `make` gives for the key's number."""
        kept = self.load_each(kind, keys)
        key, value = next(kept, ("", b""))
        for number, wanted in enumerate(keys):
            if key == wanted:
                yield value
                key, value = next(kept, ("", b""))
            else:
                yield make(number)

    def lacking(self, kind: str, keys: Iterable[str]) -> list[str]:
        """Those of the keys that there is nothing under, in their order."""
        self.flush()
        lacking: list[str] = []
        for some in _batches(keys):
            there: set[str] = set()
            for connection in self._layers():
                with self._guarded():
                    there.update(key for (key,) in _rows(connection, "key", kind, some))
            lacking += (key for key in some if key not in there)
        return lacking

    def _layers(self) -> list[sqlite3.Connection]:
        """Where values are looked for, one after the other."""
        return [self._connection] if self._below is None else [self._connection, self._below]

    def store(self, kind: str, values: Mapping[str, bytes]) -> None:
        """Keep values under their keys, all of them or, where they cannot be written, none."""
        self.flush()
        self._write([(kind, key, _checksum(kind, key, value), value) for key, value in values.items()])

    def gather(self, kind: str, key: str, value: bytes) -> None:
        """Keep a value; it is written soon, together with others, which costs less and is as safe.

        Whoever has this cache is given it at once, other processes only when it is written. The file is not
        locked meanwhile.
        """
        if not self._gathered:
            self._since = time.monotonic()
        self._gathered[kind, key] = value
        self._bytes += len(value)
        if self._bytes > _TOGETHER_BYTES or time.monotonic() - self._since > _TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Write what was gathered."""
        rows = [
            (kind, key, _checksum(kind, key, value), value) for (kind, key), value in self._gathered.items()
        ]
        self._gathered, self._bytes = {}, 0
        self._write(rows)

    def noted(self) -> dict[str, dict[str, bytes]]:
        """What was stored in a cache that peeks, by kind and key: it would be forgotten with the cache."""
        found: dict[str, dict[str, bytes]] = {}
        with self._guarded():
            for kind, key, value in self._connection.execute("SELECT kind, key, value FROM kept"):
                found.setdefault(kind, {})[key] = value
        return found

    def keep_only(self, kind: str, keys: Iterable[str], spare: int) -> None:
        """Drop what is not under `keys`, once there is more than `spare` of it."""
        self.flush()
        with self._guarded(), self._connection:
            [(count,)] = self._connection.execute("SELECT count(*) FROM kept WHERE kind = ?", (kind,))
            if count <= spare:
                return
            there = [
                key for (key,) in self._connection.execute("SELECT key FROM kept WHERE kind = ?", (kind,))
            ]
            wanted = set(keys)
            surplus = [key for key in there if key not in wanted]
            if len(surplus) > spare:
                doomed = [(kind, key) for key in surplus]
                self._connection.executemany("DELETE FROM kept WHERE kind = ? AND key = ?", doomed)

    def close(self) -> None:
        """Write what was gathered, and let go of the file."""
        self.flush()
        for connection in self._layers():
            connection.close()

    def _write(self, rows: Sequence[tuple[str, str, int, bytes]]) -> None:
        """Write rows; where the file turns out to be unusable, to what takes its place."""
        for _ in range(3 if rows else 0):  # the file, a new one, or else the memory
            connection = self._connection
            with self._guarded(), connection:
                connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)
            if connection is self._connection:
                break

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """Carry on without the file when it turns out to be unusable."""
        try:
            yield
        except sqlite3.OperationalError as error:
            self._do_without(str(error))
        except (_UnusableError, sqlite3.DatabaseError) as error:
            self._begin_anew(str(error))

    def _do_without(self, why: str) -> None:
        self._leave()
        if self._path is None:
            return
        self.remarks.append(
            f"{self._path}: cannot be used ({why}); this build is not kept, so the next takes as long"
        )
        self._path = None

    def _begin_anew(self, why: str) -> None:
        """Put the file aside and begin a new one."""
        self._leave()
        path = self._path
        if path is None:
            return
        try:
            path.replace(path.with_name(SET_ASIDE))
            self._connection = _connect(path)
        except (sqlite3.DatabaseError, OSError) as error:
            self._do_without(str(error))
        else:
            self.remarks.append(f"{path}: {why}; it was set aside as {SET_ASIDE}, and a new cache is begun")

    def _leave(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            for connection in self._layers():
                connection.close()
        self._connection, self._below = _in_memory(), None


def _rows(
    connection: sqlite3.Connection, columns: str, kind: str, keys: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    marks = ",".join("?" * len(keys))
    query = f"SELECT {columns} FROM kept WHERE kind = ? AND key IN ({marks})"  # noqa: S608 -- nothing in it is said by anybody else
    return connection.execute(query, (kind, *keys))


def _whole(connection: sqlite3.Connection, kind: str, keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for key, checksum, value in _rows(connection, "key, checksum, value", kind, keys):
        if _checksum(kind, key, value) != checksum:
            raise _UnusableError("a value in it is damaged")
        yield key, value


def _connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    address = f"{path.resolve().as_uri()}?mode={'ro' if readonly else 'rwc'}"
    connection = sqlite3.connect(address, uri=True, timeout=_PATIENCE, check_same_thread=False)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _in_memory() -> sqlite3.Connection:
    """A database of this process alone; what memory cannot hold goes to a file that nobody else sees."""
    connection = sqlite3.connect("", check_same_thread=False)
    _prepare(connection)
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the table in an empty file, or check that the file is ours.

    What is lost when the machine's power fails is made again by the next build: nothing waits for the disk.
    """
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA page_size = {_PAGE}")  # of a new file; an older one keeps its own
    application, version, tables = (
        connection.execute(query).fetchone()[0]
        for query in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
    )
    if not (application or version or tables):
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {_VERSION}")
    elif application != _APPLICATION:
        raise _UnusableError("another program wrote it")
    elif version != _VERSION:
        raise _UnusableError(
            f"{'a newer' if version > _VERSION else 'an older'} version of briefgen wrote it"
        )


def _batches(keys: Iterable[str]) -> Iterator[tuple[str, ...]]:
    waiting = iter(keys)
    while some := tuple(islice(waiting, _AT_ONCE)):
        yield some


def _checksum(kind: str, key: str, value: bytes) -> int:
    return zlib.crc32(value, zlib.crc32(f"{kind}\0{key}".encode()))
