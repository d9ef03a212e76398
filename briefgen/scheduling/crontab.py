"""A line of the user's crontab, for machines without systemd."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefgen.errors import UsageError
from briefgen.scheduling.jobs import Host, Job
from briefgen.scheduling.schedules import Schedule

__all__ = ["available", "entry", "install", "installed", "last_result", "remove"]

_LONGEST = 998  # of a command, in Debian's cron
_MARK = " (written by `briefgen schedule`; the next line goes with this one)"


def available(host: Host) -> bool:
    """Whether there is a crontab to write to."""
    return host.run(("crontab", "-l"), None).code not in (126, 127)


def entry(job: Job, schedule: Schedule, host: Host) -> str:
    """A comment that says whose line it is, and the line.

    The record of each run goes to a log, for cron would mail it; warnings and errors are mailed.

    Raises:
        UsageError: cron cannot say that schedule, or a path cannot stand in a crontab.
    """
    if schedule.cron is None:
        raise UsageError(
            f"{schedule.text}: cron cannot say it",
            hint="choose what divides an hour or a day, 1d or 1w, or write --cron",
        )
    words = [_word(word) for word in job.arguments]
    log = _log(job, host)
    command = f"mkdir -p {_word(str(log.parent))} && {' '.join(words)} >> {_word(str(log))}"
    if len(command.encode("utf-8")) > _LONGEST:
        raise UsageError(f"{job.project}: its path is too long for a crontab", hint="move it, or use systemd")
    return f"{_comment(job)} {schedule.text}{_MARK}\n{schedule.cron} {command}\n"


def install(job: Job, wanted: str, host: Host) -> bool:
    """Put the entry into the user's crontab, in the place of an earlier one; whether anything had to be done.

    Raises:
        UsageError: crontab refuses.
    """
    before = _read(host)
    kept = _without(before, job)
    after = "".join(_ended(kept)) + wanted
    if after == before:
        return False
    _write(after, host)
    return True


def installed(job: Job, host: Host) -> str | None:
    """The schedule that is in place, as it was asked for; none if there is none."""
    if not available(host):
        return None
    ours = [line for line in _lines(_read(host)) if _is_comment(line, job)]
    return ours[0].strip().removeprefix(_comment(job)).removesuffix(_MARK).strip() if ours else None


def remove(job: Job, host: Host) -> bool:
    """Take our entry out of the user's crontab; whether there was one.

    Raises:
        UsageError: crontab refuses.
    """
    if installed(job, host) is None:
        return False
    _write("".join(_without(_read(host), job)), host)
    return True


def last_result(job: Job, host: Host) -> dict[str, Any] | None:
    """The record of the last run; none if there was none."""
    try:
        *_, line = _log(job, host).read_text(encoding="utf-8").splitlines()
        record = json.loads(line)
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None


def _log(job: Job, host: Host) -> Path:
    return host.state / f"{job.name}.jsonl"


def _word(text: str) -> str:
    """A word for the shell, in a line of cron: it reads ``%`` as the end, and takes backslashes in pairs."""
    if any(ord(character) < 32 for character in text):
        raise UsageError(f"{text!r}: cannot stand in a crontab", hint="rename the folder, or use systemd")
    # In quotes: a quote that is closed and opened again keeps a backslash from what follows it.
    return shlex.quote(text).replace("\\", "\\''").replace("%", "\\%")


def _comment(job: Job) -> str:
    return f"# {job.name}:"


def _is_comment(line: str, job: Job) -> bool:
    return line.startswith(_comment(job)) and line.rstrip("\n").endswith(_MARK)


def _without(text: str, job: Job) -> list[str]:
    """The lines that are not ours: our comment, and the line after it if that is still ours too."""
    kept: list[str] = []
    follows = False
    for line in _lines(text):
        ours = _is_comment(line, job) or (follows and f"{job.name}.jsonl" in line)
        follows = _is_comment(line, job)
        if not ours:
            kept.append(line)
    return kept


def _lines(text: str) -> list[str]:
    # Not `splitlines`: what else it takes for line ends may stand in a line.
    return [line for line in re.split(r"(?<=\n)", text) if line]


def _ended(lines: Sequence[str]) -> list[str]:
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]


def _read(host: Host) -> str:
    answer = host.run(("crontab", "-l"), None)
    if answer.code == 0:
        return answer.out
    # Anything but "there is none": writing would then throw away what could not be read.
    if "no crontab" not in answer.err.lower():
        raise UsageError(
            f"crontab -l: {answer.err.strip() or f'exit code {answer.code}'}", hint="see crontab(1)"
        )
    return ""


def _write(text: str, host: Host) -> None:
    answer = host.run(("crontab", "-"), text) if text.strip() else host.run(("crontab", "-r"), None)
    if answer.code:
        raise UsageError(
            f"crontab: {answer.err.strip() or f'exit code {answer.code}'}", hint="see crontab(1)"
        )
