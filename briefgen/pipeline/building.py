"""Building a project: a quick look whether anything is to be done, and if so, one build at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefgen import places
from briefgen.editions.cache import FILE_NAME, Cache
from briefgen.editions.inputs import Inputs, take
from briefgen.editions.records import Record
from briefgen.errors import BusyError, UsageError
from briefgen.formats import DEFAULT_FORMATS, Format, format_of
from briefgen.garbage import unsearched
from briefgen.pipeline.outcome import Build, Item

if TYPE_CHECKING:
    from filelock import BaseFileLock

    from briefgen.models import Notice
    from briefgen.pipeline.making import Workshop
    from briefgen.rendering.press import Press

LOCK = "lock"


class Glance(NamedTuple):
    """What a glance at a project saw, for a build that follows at once.

    Attributes:
        place: the project and its output folder.
        inputs: what the project's files are.
        record: of the last build, or none.
        noted: what the cache is to keep of it, by kind and key.
    """

    place: tuple[Path, Path]
    inputs: Inputs
    record: Record | None
    noted: Mapping[str, Mapping[str, bytes]]


class Builder:
    """Builds one project, again and again: templates and libraries stay loaded between builds.

    Args:
        project: the folder that holds brief.toml, or just sources.
        output: where to write; by default the project's output folder.
        strict: whether a notice stops a build before anything is written.
        formats: what to write, suffixes as in `Format`.
        wait: whether to wait for another build of the project, or else to give up.
        tell: called with a line when there is something to wait for.

    Raises:
        UsageError: a format is unknown.
    """

    def __init__(
        self,
        project: Path,
        *,
        output: Path | None = None,
        strict: bool = False,
        formats: Iterable[str] = DEFAULT_FORMATS,
        wait: bool = True,
        tell: Callable[[str], None] = lambda _line: None,
    ) -> None:
        self.project = project
        self.output = output or project / places.OUTPUT
        self.strict = strict
        self.formats = _formats(formats)
        self._wait = wait
        self._tell = tell
        self._workshop: Workshop | None = None

    def build(self, *, apart: bool = False, seen: Glance | None = None) -> Build:
        """Publish an edition if the output folder does not show what the project now gives.

        Args:
            seen: what `glance` saw just now; without it the project's files are looked at first.
            apart: whether WeasyPrint works in a process of its own: quicker for a single build, where there
                are two processors; a builder that goes on building keeps it loaded in this one.

        Raises:
            BusyError: another build is at work, and `wait` is off.
            ConfigError: brief.toml is wrong.
            SourceError: there is nothing to read.
            StrictError: there were notices, and `strict` is on.
            RenderingError: a template or the PDF writer failed, or the output cannot be written.
        """
        if not self._state.is_dir():
            self._look_first(seen)
        with self._cache() as cache:
            inputs, record = self._look(cache, seen)
            if record is not None and not record.stale(inputs, self.output, self.formats):
                return self._standing(record, inputs, cache)
            with self._alone() as waited:
                if waited:
                    inputs, record = self._look(cache)
                    if record is not None and not record.stale(inputs, self.output, self.formats):
                        return self._standing(record, inputs, cache)
                with _press(wanted=apart) as press, unsearched() if press else contextlib.nullcontext():
                    # WeasyPrint, which makes cycles, is in the other process.
                    return self._at_work(press).build(inputs, record, cache)

    def glance(self) -> Build | Glance:
        """What `build` would return if it has nothing to do; else what it would begin with.

        Nothing is written.
        """
        with contextlib.closing(Cache.peek(self._state / FILE_NAME)) as cache:
            inputs, record = self._look(cache)
            if record is None or record.stale(inputs, self.output, self.formats):
                return Glance(self._place, inputs, record, cache.noted())
            return self._standing(record, inputs, cache)

    def check(self) -> Build:
        """What `build` would do; nothing is written.

        Raises:
            As `build`.
        """
        with contextlib.closing(Cache.peek(self._state / FILE_NAME)) as cache:
            inputs, record = self._look(cache)
            if record is not None and not record.stale(inputs, self.output, self.formats):
                return self._standing(record, inputs, cache)
            return self._at_work().build(inputs, record, cache, dry=True)

    def _look_first(self, seen: Glance | None) -> None:
        """Leave nothing in a folder that is no project: one without sources is refused before."""
        with contextlib.closing(Cache.peek(self._state / FILE_NAME)) as cache:
            inputs, _ = self._look(cache, seen)
            if not inputs.sources:
                self._at_work().build(inputs, None, cache, dry=True)

    @property
    def _state(self) -> Path:
        return self.project / places.STATE

    @contextlib.contextmanager
    def _cache(self) -> Iterator[Cache]:
        with contextlib.closing(Cache.open(self._state / FILE_NAME)) as cache:
            yield cache

    def _look(self, cache: Cache, seen: Glance | None = None) -> tuple[Inputs, Record | None]:
        record = Record.load(cache, self.output)
        if seen is None or seen.place != self._place or seen.record != record:  # another build came between
            return take(self.project, cache, self.output), record
        for kind, values in seen.noted.items():
            cache.store(kind, values)
        return seen.inputs, record

    @property
    def _place(self) -> tuple[Path, Path]:
        return self.project, self.output

    def _at_work(self, press: Press | None = None) -> Workshop:
        if self._workshop is None or press is not None:
            from briefgen.pipeline.making import Workshop  # noqa: PLC0415 -- loads every stage

            self._workshop = Workshop(
                self.project, self.output, self.formats, strict=self.strict, press=press
            )
        return self._workshop

    def _standing(self, record: Record, inputs: Inputs, cache: Cache) -> Build:
        """What a build reports that found everything as it should be."""
        notices: tuple[Notice, ...] = ()
        if record.notices:
            from briefgen import notes  # noqa: PLC0415 -- loads the models, which nothing else here needs
            from briefgen.models import Notice  # noqa: PLC0415

            notices = tuple(Notice.model_validate(notice) for notice in record.notices)
            if self.strict:
                notes.refuse(notices)
        number, _, reissue = record.edition.partition(".")
        names = list(record.shown)
        return Build(
            title=record.title,
            number=int(number),
            reissue=int(reissue or 0),
            published="nothing",
            reasons=(),
            files=tuple(self.output / name for name in names if format_of(name) in self.formats),
            pages=record.pages,
            facts=record.facts,
            documents=record.documents,
            sources=tuple(Item(path, built=False, why="unchanged") for path in inputs.sources),
            outputs=tuple(
                Item(str(self.output / name), built=False, why="nothing changed") for name in names
            ),
            notices=notices,
            missing=(),
            remarks=tuple(cache.remarks),
            data=self.output / places.EDITIONS / record.edition / record.data,
        )

    @contextlib.contextmanager
    def _alone(self) -> Iterator[bool]:
        """Let one build of the project be at work at a time; gives whether another one was waited for.

        Where no file can be made in the project, there is nothing to lock, and nothing shared to protect
        but the output folder, whose every step is atomic.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415 -- a build that has nothing to do needs no lock

        lock = FileLock(self._state / LOCK)
        waited = False
        try:
            try:
                lock.acquire(timeout=0)
            except Timeout:
                self._wait_for(lock)
                waited = True
            except OSError:
                pass
            yield waited
        finally:
            lock.release()

    def _wait_for(self, lock: BaseFileLock) -> None:
        if not self._wait:
            raise BusyError(
                f"{self.project}: another build of this project is at work",
                hint="try again when it has ended, or leave out --no-wait",
            )
        self._tell("waiting for another build of this project to end")
        lock.acquire()


def build(
    project: Path,
    *,
    output: Path | None = None,
    strict: bool = False,
    formats: Iterable[str] = DEFAULT_FORMATS,
) -> Build:
    """Build the brief of `project` once; see `Builder` for the arguments and `Builder.build` for errors."""
    return Builder(project, output=output, strict=strict, formats=formats).build()


@contextlib.contextmanager
def _press(*, wanted: bool) -> Iterator[Press | None]:
    from briefgen.rendering.press import Press  # noqa: PLC0415 -- nothing is laid out where nothing changed

    if not (wanted and Press.worthwhile()):
        yield None
        return
    with contextlib.closing(Press.ready()) as press:
        yield press


def _formats(names: Iterable[str]) -> tuple[Format, ...]:
    """The formats of these names, in the order in which all formats are listed."""
    try:
        asked = frozenset(map(Format, names))
    except ValueError as error:
        raise UsageError(str(error), hint=f"formats are {', '.join(Format)}") from error
    return tuple(name for name in Format if name in asked)
