"""What one run came to, as a record for machines: `build --log-json`, `watch --json`.

A scheduled build is silent when nothing changed; its record says that it ran, what it published, and with
which exit code it ended, so that a monitor need not read anything else.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.errors import BriefgenError

if TYPE_CHECKING:
    from briefgen.pipeline import Build  # loading it loads the renderer

__all__ = ["INTERRUPTED", "Run", "logged"]

INTERRUPTED = 130
"""128 and the number of SIGINT, as shells give it."""


class Run:
    """One run of a build, from its beginning to its record.

    Attributes:
        build: what it came to; none if it failed.
        error: why it failed.
    """

    def __init__(self, project: Path) -> None:
        self.build: Build | None = None
        self.error: BaseException | None = None
        self._project = project
        self._began = datetime.datetime.now(datetime.UTC)
        self._start = time.monotonic()

    @property
    def exit_code(self) -> int:
        """What a command ends with after this run."""
        if isinstance(self.error, BriefgenError):
            return self.error.exit_code
        if isinstance(self.error, KeyboardInterrupt):
            return INTERRUPTED
        return 0 if self.error is None else 1

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self._start

    def record(self) -> dict[str, Any]:
        """The run for machines."""
        return {
            "time": self._began.isoformat(timespec="seconds"),
            "project": str(self._project.resolve()),
            "exit_code": self.exit_code,
            "seconds": round(self.seconds, 3),
            **self._outcome(),
        }

    def line(self, **more: object) -> str:
        """The record, and what else is to be said, as one line of JSON."""
        # Names of files need not be UTF-8; escaped, they are printed all the same.
        return json.dumps({**self.record(), **more}, ensure_ascii=True)

    def _outcome(self) -> dict[str, Any]:
        """What was published and what failed: both, where a document could not be refilled after a build."""
        failed: dict[str, Any] = {}
        if self.error is not None:
            message = str(self.error) or type(self.error).__name__
            failed = {"error": message, "hint": getattr(self.error, "hint", "")}
        if self.build is None:
            return failed
        return {
            **failed,
            "published": self.build.published,
            "edition": self.build.number,
            "reasons": list(self.build.reasons),
            "pages": self.build.pages,
            "files": [str(path) for path in self.build.files],
            "notices": [notice.model_dump(mode="json") for notice in self.build.notices],
        }


@contextlib.contextmanager
def logged(project: Path, *, wanted: bool) -> Iterator[Run]:
    """A run whose record is printed on standard output at its end, also when it fails, if that is wanted.

    Whoever runs sets `build`; an exception passes through, and is in the record.
    """
    run = Run(project)
    try:
        yield run
    except BaseException as error:
        run.error = error
        raise
    finally:
        if wanted:
            sys.stdout.write(run.line() + "\n")
            sys.stdout.flush()
