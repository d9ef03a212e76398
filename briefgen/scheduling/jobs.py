"""What is run, under which name, and on which machine."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from briefgen.errors import UsageError

__all__ = ["Answer", "Host", "Job", "this_host"]

PROGRAM = (sys.executable, "-P", "-m", "briefgen")
"""This program, whatever the working folder holds and however little of the environment is left."""


class Job(NamedTuple):
    """A build of a project.

    Attributes:
        project: its resolved path.
        strict: whether warnings are errors.
        output: where to write, resolved; by default the project's output folder.
        program: how briefgen is started.
    """

    project: Path
    strict: bool = False
    output: Path | None = None
    program: tuple[str, ...] = PROGRAM

    @property
    def name(self) -> str:
        """One for each project: its folder's name and a hash of its path."""
        path = str(self.project)
        slug = re.sub(r"[^a-z0-9]+", "-", self.project.name.lower())[:40].strip("-") or "brief"
        return f"briefgen-{slug}-{hashlib.sha256(os.fsencode(path)).hexdigest()[:8]}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """The command: silent when nothing changed, one line of JSON for each run.

        Raises:
            UsageError: a path cannot be written down.
        """
        options = ("--strict",) if self.strict else ()
        output = ("--output", str(self.output)) if self.output else ()
        words = (*self.program, "build", str(self.project), "--quiet", "--log-json", *options, *output)
        for word in words:
            try:
                word.encode("utf-8")
            except UnicodeEncodeError as error:
                raise UsageError(f"{word!r}: is not UTF-8", hint="rename the folder") from error
        return words


class Answer(NamedTuple):
    """What a program said; `code` is 127 where there is none."""

    code: int
    out: str = ""
    err: str = ""


class Host(NamedTuple):
    """The machine on which to schedule, and the user's folders on it.

    Attributes:
        units: systemd's user units.
        state: where a job of cron keeps its log.
        run: runs a program, with text for its standard input.
    """

    units: Path
    state: Path
    run: Callable[[Sequence[str], str | None], Answer]


def this_host(environment: Mapping[str, str] = os.environ) -> Host:
    """The machine that this runs on; its folders are those of the XDG Base Directory Specification."""

    def folder(variable: str, default: str) -> Path:
        named = Path(environment.get(variable, ""))
        return named if named.is_absolute() else Path(environment.get("HOME") or Path.home()) / default

    return Host(
        units=folder("XDG_CONFIG_HOME", ".config") / "systemd" / "user",
        state=folder("XDG_STATE_HOME", ".local/state") / "briefgen",
        run=lambda command, text: _run(command, text, {**environment, "LC_ALL": "C"}),
    )


def _run(command: Sequence[str], text: str | None, environment: Mapping[str, str]) -> Answer:
    try:
        done = subprocess.run(  # noqa: S603 -- systemctl and crontab, with arguments of our own
            command,
            input=(text or "").encode("utf-8", "surrogateescape"),
            capture_output=True,
            env=dict(environment),
            check=False,
            timeout=30,
        )
    except FileNotFoundError:
        return Answer(127)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Answer(126, err=str(error))
    told = (stream.decode("utf-8", "surrogateescape") for stream in (done.stdout, done.stderr))
    return Answer(done.returncode, *told)
