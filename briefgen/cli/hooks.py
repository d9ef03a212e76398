"""The command of `watch --exec`: run by the shell after each new edition, which its environment tells of."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import BriefgenError

if TYPE_CHECKING:
    from briefgen.pipeline import Build

__all__ = ["VARIABLES", "HookError", "environment", "run"]

_FILES = {
    "BRIEFGEN_MD": ".md",
    "BRIEFGEN_HTML": ".html",
    "BRIEFGEN_SOURCES_HTML": "-sources.html",
    "BRIEFGEN_PDF": ".pdf",
    "BRIEFGEN_JSON": ".json",
    "BRIEFGEN_DOCX": ".docx",
}
VARIABLES = (
    "BRIEFGEN_PROJECT",
    "BRIEFGEN_OUTPUT",
    "BRIEFGEN_EDITION",
    "BRIEFGEN_TITLE",
    "BRIEFGEN_SLUG",
    "BRIEFGEN_REASONS",
    *_FILES,
)
"""What the command finds in its environment; of the files those that were written."""
_GRACE = 0.4
"""How long a command that is to end may take for it, in seconds, before it is killed."""


class HookError(BriefgenError):
    """The command failed, or could not be started."""


def environment(build: Build, project: Path, output: Path) -> dict[str, str]:
    """The environment of the command: this program's own, with the edition in `VARIABLES`."""
    told = {
        "BRIEFGEN_PROJECT": str(project.resolve()),
        "BRIEFGEN_OUTPUT": str(output.resolve()),
        "BRIEFGEN_EDITION": str(build.number),
        "BRIEFGEN_TITLE": build.title,
        "BRIEFGEN_SLUG": build.data.stem,
        "BRIEFGEN_REASONS": "\n".join(build.reasons),
    }
    names = {path.name: str(path.absolute()) for path in build.files}
    for variable, ending in _FILES.items():
        if (path := names.get(f"{told['BRIEFGEN_SLUG']}{ending}")) is not None:
            told[variable] = path
    inherited = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return {**inherited, **{name: value.replace("\0", "") for name, value in told.items()}}


def run(command: str, variables: dict[str, str], *, quiet: bool) -> None:
    """Run `command` by ``/bin/sh`` and wait for its end; a stop that is asked for meanwhile ends it too.

    Args:
        command: as one would type it.
        variables: its environment.
        quiet: whether what it prints goes to standard error, because standard output is data.

    Raises:
        HookError: its exit code is not 0.
    """
    try:
        child = subprocess.Popen(  # noqa: S602 -- the user's own words, from the user's own command line
            command,
            shell=True,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr.fileno() if quiet else None,
            process_group=0,
        )
    except OSError as error:
        raise HookError(f"--exec: cannot be started ({error.strerror})") from error
    try:
        code = child.wait()
    except BaseException:
        _end(child)
        raise
    if code:
        told = f"ended by signal {-code}" if code < 0 else f"exit code {code}"
        raise HookError(f"--exec {command!r}: {told}", hint="the edition is published all the same")


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the command and what it started, kindly first."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(_GRACE)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
