"""The files that are written, from their templates."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from string import Template

from briefgen.errors import UsageError
from briefgen.scheduling.jobs import Job
from briefgen.scheduling.schedules import Schedule, calendars, shortest_gap

__all__ = ["MARK", "units", "workflow"]

MARK = "# Written by `briefgen schedule`"
"""How a file begins that is ours to replace and to remove."""
_SHORTEST_OF_GITHUB = 300


def units(job: Job, schedule: Schedule) -> dict[str, str]:
    """The service and the timer of systemd, by file name.

    Raises:
        UsageError: a path cannot be written down.
    """
    if schedule.cron is not None:
        # A time that passed while the machine slept is made up for.
        when = [f"OnCalendar={calendar}" for calendar in calendars(schedule.cron)] + ["Persistent=true"]
    else:
        when = ["OnActiveSec=1min", f"OnUnitActiveSec={schedule.seconds}s"]
    project = _value(str(job.project))
    service = _filled("service", text=schedule.text, project=project, command=_command(job.arguments))
    timer = _filled("timer", text=schedule.text, project=project, when="\n".join(when))
    return {f"{job.name}.service": service, f"{job.name}.timer": timer}


def workflow(job: Job, schedule: Schedule) -> str:
    """A workflow of GitHub Actions that builds the brief and keeps its editions in the repository.

    Raises:
        UsageError: GitHub cannot run it then, or the project is in no repository.
    """
    if schedule.cron is None:
        raise UsageError(
            f"{schedule.text}: cannot be said in cron's fields", hint="choose another, or --cron"
        )
    if shortest_gap(schedule.cron).total_seconds() < _SHORTEST_OF_GITHUB:
        raise UsageError(f"{schedule.text}: GitHub runs nothing more often than every 5 minutes")
    root = next((f for f in (job.project, *job.project.parents) if (f / ".git").exists()), None)
    if root is None:
        raise UsageError(f"{job.project}: is in no git repository", hint="`git init`, or install it here")
    output = job.output or job.project / "output"
    if not output.is_relative_to(root):
        raise UsageError(f"{output}: is not in the repository", hint="choose an --output inside it")
    return _filled(
        "workflow",
        text=schedule.text,
        name=job.name.rpartition("-")[0],
        cron=schedule.cron,
        project=_yaml(job.project.relative_to(root)),
        output=_yaml(output.relative_to(root)),
        options=" --strict" if job.strict else "",
    )


def _filled(template_name: str, /, **values: str) -> str:
    template = (files("briefgen.scheduling") / "data" / f"{template_name}.txt").read_text(encoding="utf-8")
    return Template(template).substitute(values)


def _value(text: str) -> str:
    """Text for a value of a unit: `%` begins a specifier there."""
    return "".join(c if c.isprintable() else " " for c in text).replace("%", "%%")


def _command(words: tuple[str, ...]) -> str:
    """The words for ExecStart=, quoted as systemd.service(5) says."""
    program, *arguments = map(_quoted, words)
    # What follows the program's path may be a variable; the path itself may not.
    return " ".join([program, *(argument.replace("$", "$$") for argument in arguments)])


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return '"' + "".join(c if ord(c) >= 32 and ord(c) != 127 else f"\\x{ord(c):02x}" for c in escaped) + '"'


def _yaml(path: Path) -> str:
    """A path as a string of YAML, whose escapes are those of JSON, and which GitHub does not evaluate."""
    return json.dumps(path.as_posix()).replace("${{", "${{ '${{' }}")
