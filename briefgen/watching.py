"""What changes in a project, as a generator of changes. It builds nothing: the command line joins the two.

Notifications of the file system only say when to look; what changed is found by comparing two surveys of the
inputs. So it does not matter how an editor saves (in place, or by renaming a new file over the old one), how
many notifications that gives, or whether one was lost: a folder that was moved is all the sources in it.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

import watchfiles

from briefgen import places
from briefgen.config import FILE_NAME, load_config
from briefgen.errors import ConfigError, UsageError
from briefgen.patterns import matches

__all__ = ["Change", "Inputs", "StopFlag", "Survey", "changes", "compare"]

QUIET = 0.05
"""An input that stays the same for so many seconds is at rest: editors write all of a file at once."""
QUIET_WRITING = 0.5
"""One that seems to be written bit by bit is at rest only after so many."""
LONGEST = 10.0
"""What does not come to rest within so many seconds is told as it is."""
_AGAIN = 2.0
"""What grows, and had changed less than so many seconds before the last look, is being written bit by bit."""
_LOOK = 0.02
"""How often the inputs are looked at until they are at rest, in seconds."""
_STEP, _TICK = 10, 100
"""How often notifications are collected, and how long they are waited for, in milliseconds."""
_NET = 1.0
"""After so many seconds without a notification the inputs are looked at anyway: queues overflow."""
_POLL = 0.5
_SHARE = 20
"""Looking without a notification takes no more than one part in so many of the time."""
_UNSEEN = frozenset({".git", ".briefgen", ".venv", "node_modules", "__pycache__"})
"""Folders where much happens, and nothing that a brief is made of."""
_UNFINISHED = ("~", ".swp", ".swx", ".tmp", ".bak", ".part", ".crdownload", "#")
"""How the names end of what editors and downloads leave beside a file."""

Survey = Mapping[str, tuple[int, ...]]
"""Each input's name and what tells its states apart; first, its size in bytes."""


class StopFlag(Protocol):
    """What says that watching is to end, such as `threading.Event` or `briefgen.interrupts.Stop`."""

    def is_set(self) -> bool:
        """Whether it is to end."""


class Change(NamedTuple):
    """An input that is not as it was; `path` is relative to the project."""

    path: str
    kind: Literal["added", "edited", "deleted"]


class Inputs:
    """What a project's brief is made of: brief.toml, the sources, the templates.

    Args:
        project: the folder; it may be gone for a while.
        output: the folder that is written to; nothing in it is an input.
        templates: the project's own templates.
    """

    def __init__(self, project: Path, *, output: Path, templates: Path) -> None:
        # Notifications name real paths.
        self.project = project.resolve()
        self.output = output.resolve()
        if self.output == self.project:
            self.output /= places.EDITIONS  # all else that is written there is links into it
        self._templates = templates.resolve()
        self._read: tuple[int, ...] | None = None
        self._patterns: tuple[str, ...] = ()
        self._single: tuple[str, ...] = ()

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders to be told about: the project, and templates that a link leads to elsewhere."""
        elsewhere = self._templates.is_dir() and not self._templates.is_relative_to(self.project)
        return (self.project, self._templates) if elsewhere else (self.project,)

    def survey(self) -> Survey:
        """The inputs as they are now, by brief.toml as it is now, or, if that is wrong, as it was last."""
        self._configure()
        paths = {str(self.project / name) for name in (FILE_NAME, *self._single)}
        paths.update(self._sources())
        paths.update(map(str, self._own_templates()))
        states = ((self._name(path), _state(path)) for path in paths)
        return {name: state for name, state in states if state is not None}

    def _configure(self) -> None:
        state = _state(self.project / FILE_NAME)
        if state is not None and state == self._read:
            return
        with contextlib.suppress(ConfigError):
            config = load_config(self.project)
            template = config.brief.word_template
            self._patterns = config.sources.paths
            self._single = (template,) if template else ()
        self._read = state

    def _sources(self) -> Iterator[str]:
        """Where files are that a build would look at, and some that it would not."""
        project, output = f"{self.project}{os.sep}", f"{self.output}{os.sep}"
        for name in (name for pattern in self._patterns for name in matches(self.project, pattern)):
            hidden = name.rpartition("/")[2].startswith(".")
            if not hidden and not f"{project}{name}".startswith(output):
                yield f"{project}{name}"

    def _own_templates(self) -> Iterator[Path]:
        with contextlib.suppress(OSError):
            for path in self._templates.rglob("*"):
                name = path.name
                if not name.startswith((".", "#")) and not name.endswith(_UNFINISHED):
                    yield path

    def _name(self, path: str) -> str:
        return path.removeprefix(f"{self.project}{os.sep}")


def changes(inputs: Inputs, *, stop: StopFlag, poll: bool = False) -> Iterator[tuple[Change, ...]]:
    """Yield what changed, each time that something did and the inputs have come to rest.

    The first tuple is empty and comes at once: whoever builds then misses nothing that changes meanwhile.
    `stop` or KeyboardInterrupt ends it.

    Args:
        inputs: what to look at.
        stop: looked at many times a second.
        poll: look every now and then, for folders of other machines that send no notifications.

    Raises:
        UsageError: the system cannot watch so many folders.
    """
    surveyor = _Surveyor(inputs, stop)
    yield ()
    for _ in _polled(surveyor, stop) if poll else _notified(inputs, surveyor, stop):
        # What changed while the caller worked on the last change waits for no notification.
        while found := surveyor.settled():
            yield found


def compare(before: Survey, after: Survey) -> tuple[Change, ...]:
    """What is not as it was, by name."""

    def told() -> Iterator[Change]:
        for path in sorted({*before, *after}):
            if path not in before:
                yield Change(path, "added")
            elif path not in after:
                yield Change(path, "deleted")
            elif before[path] != after[path]:
                yield Change(path, "edited")

    return tuple(told())


class _Surveyor:
    """Surveys the inputs until they are at rest, and knows what it told of them."""

    def __init__(self, inputs: Inputs, stop: StopFlag) -> None:
        self._inputs = inputs
        self._stop = stop
        self._cost = 0.0
        self._at_rest: dict[str, float] = {}
        self._told = self._seen = inputs.survey()
        since, now = time.time_ns() - int(_AGAIN * 1e9), time.monotonic()
        self._changed = {path: now for path, (_, written, *_) in self._told.items() if written > since}

    def settled(self) -> tuple[Change, ...]:
        """What is not as it was told, once all of it is at rest; nothing once a stop is asked for."""
        looked = self._look()
        latest = looked + LONGEST
        while self._seen != self._told and looked < min(latest, max(self._at_rest.values())):
            if self._stop.is_set():
                return ()
            time.sleep(max(_LOOK, self._cost))
            looked = self._look()
        found = compare(self._told, self._seen)
        self._told = self._seen
        self._at_rest.clear()
        self._changed = {path: when for path, when in self._changed.items() if looked < when + _AGAIN}
        return found

    def pause(self, least: float) -> float:
        """How many seconds to wait before looking without a reason."""
        return max(least, self._cost * _SHARE)

    def _look(self) -> float:
        """Survey once; when that began."""
        begun = time.monotonic()
        seen = self._inputs.survey()
        ended = time.monotonic()
        for path, _ in compare(self._seen, seen):
            writing = self._is_being_written(path, seen)
            self._at_rest[path] = ended + (QUIET_WRITING if writing else QUIET)
            self._changed[path] = ended
        self._seen = seen
        self._cost = ended - begun
        return begun

    def _is_being_written(self, path: str, seen: Survey) -> bool:
        """Whether a file that has changed looks like the beginning of what it is to be."""
        told, last, size = (_size(survey, path) for survey in (self._told, self._seen, seen))
        new = path in seen and told == 0
        # Emptied first, and not yet as long as it was: an edit seldom takes away so much.
        begun_again = path in seen and size < told / 2
        grows_on = 0 < last < size and path in self._changed
        return new or begun_again or grows_on


def _polled(surveyor: _Surveyor, stop: StopFlag) -> Iterator[None]:
    while not stop.is_set():
        yield
        due = time.monotonic() + surveyor.pause(_POLL)
        while not stop.is_set() and time.monotonic() < due:
            time.sleep(_POLL / 5)


def _notified(inputs: Inputs, surveyor: _Surveyor, stop: StopFlag) -> Iterator[None]:
    """Something after each notification, and now and then without one."""
    while not stop.is_set():
        watched = _identity(inputs.project)
        yield
        if watched is None:
            time.sleep(_POLL)
            continue
        for _ in _reasons_to_look(inputs, surveyor, stop):
            yield
            if _identity(inputs.project) != watched:
                break  # another folder of that name: the notifications are still the old one's


def _reasons_to_look(inputs: Inputs, surveyor: _Surveyor, stop: StopFlag) -> Iterator[None]:
    due = 0.0  # at once: what changed before the system began to notify is notified by nobody
    for paths in _notifications(inputs, stop):
        if time.monotonic() >= due or any(_is_heeded(inputs, path) for path in paths):
            yield
            due = time.monotonic() + surveyor.pause(_NET)


def _is_heeded(inputs: Inputs, path: str) -> bool:
    inside = Path(path).parts[len(inputs.project.parts) :]
    return not _UNSEEN.intersection(inside) and not Path(path).is_relative_to(inputs.output)


def _notifications(inputs: Inputs, stop: StopFlag) -> Iterator[set[str]]:
    """The paths of each notification; none of them every now and then."""
    try:
        for told in watchfiles.watch(
            *inputs.roots,
            # A filter would keep back the moments at which there was nothing but what it leaves out.
            watch_filter=None,
            step=_STEP,
            rust_timeout=_TICK,
            yield_on_timeout=True,
            stop_event=stop,
            force_polling=False,
            ignore_permission_denied=True,
        ):
            yield {path for _, path in told}
    except FileNotFoundError:
        return
    except OSError as error:
        raise UsageError(
            f"{inputs.project}: cannot be watched ({error})",
            hint="add --poll, or raise the limit fs.inotify.max_user_watches",
        ) from error


def _state(path: str | Path) -> tuple[int, ...] | None:
    """What differs whenever a file may; none for what is no file."""
    try:
        status = os.stat(path)  # noqa: PTH116 -- 10,000 paths as strings, for a third of the time
    except (OSError, ValueError):
        return None
    if stat.S_ISDIR(status.st_mode):
        return None
    # A file put in the place of another may keep its size and its time of writing, but neither of the others.
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _size(survey: Survey, path: str) -> int:
    """A file's size; zero for what is no file."""
    return survey[path][0] if path in survey else 0
