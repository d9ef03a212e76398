"""Timers of the user's own systemd."""

from __future__ import annotations

from pathlib import Path

from briefgen import files
from briefgen.errors import OutputError, UsageError
from briefgen.scheduling.jobs import Answer, Host, Job
from briefgen.scheduling.texts import MARK

__all__ = ["available", "install", "installed", "last_result", "next_run", "remove"]


def available(host: Host) -> bool:
    """Whether the user's systemd runs: in a container, its programs may be there and it not."""
    return _systemctl(host, "show", "--property=Version").code == 0


def install(job: Job, units: dict[str, str], host: Host) -> bool:
    """Write the units and start the timer; whether anything had to be done.

    Raises:
        OutputError: the units cannot be written.
        UsageError: systemd refuses them, or a unit of that name is somebody else's.
    """
    written = _write(units, host)
    timer = f"{job.name}.timer"
    runs = _systemctl(host, "is-active", timer).code == 0 and _systemctl(host, "is-enabled", timer).code == 0
    if runs and not written:
        return False
    for command in (("daemon-reload",), ("enable", timer), ("restart", timer)):
        answer = _systemctl(host, *command)
        if answer.code:
            raise UsageError(
                f"systemctl --user {' '.join(command)}: {answer.err.strip() or f'exit code {answer.code}'}",
                hint=f"see {host.units / timer}",
            )
    return True


def installed(job: Job, host: Host) -> str | None:
    """The schedule that is in place, as it was asked for; none if there is none of ours."""
    path = host.units / f"{job.name}.timer"
    return _text(path).partition("\n")[0].removeprefix(f"{MARK}: ") if _ours(path) else None


def remove(job: Job, host: Host) -> bool:
    """Stop the timer and delete what `install` wrote; whether there was anything.

    Raises:
        OutputError: a unit cannot be deleted.
    """
    paths = [host.units / f"{job.name}.{kind}" for kind in ("timer", "service")]
    ours = [path for path in paths if _ours(path)]
    if not ours:
        return False
    # Where systemd does not run, there is nothing to stop; what enabled the timer is deleted here anyway.
    _systemctl(host, "disable", "--now", f"{job.name}.timer")
    try:
        for path in (*ours, host.units / "timers.target.wants" / f"{job.name}.timer"):
            path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be deleted ({error.strerror})", hint="delete it yourself"
        ) from error
    _systemctl(host, "daemon-reload")
    return True


def next_run(job: Job, host: Host) -> str | None:
    """When the timer comes next, as systemd tells it."""
    told = _properties(host, f"{job.name}.timer", "NextElapseUSecRealtime", "NextElapseUSecMonotonic")
    clock, span = told.get("NextElapseUSecRealtime", ""), told.get("NextElapseUSecMonotonic", "")
    return clock or (f"{span} after the start of the machine" if span not in ("", "infinity", "0") else None)


def last_result(job: Job, host: Host) -> str | None:
    """How the last run ended; none if there was none."""
    told = _properties(host, f"{job.name}.service", "ExecMainExitTimestamp", "ExecMainStatus", "Result")
    when = told.get("ExecMainExitTimestamp", "")
    return f"{when}: {told.get('Result')}, exit code {told.get('ExecMainStatus')}" if when else None


def _write(units: dict[str, str], host: Host) -> bool:
    for name in units:
        if (path := host.units / name).exists() and not _ours(path):
            raise UsageError(f"{path}: was not written by briefgen", hint="move it away")
    changed = {name: text for name, text in units.items() if _text(host.units / name) != text}
    if changed:
        files.publish(host.units, {name: text.encode("utf-8") for name, text in changed.items()})
    return bool(changed)


def _ours(path: Path) -> bool:
    return _text(path).startswith(MARK)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _properties(host: Host, unit: str, *names: str) -> dict[str, str]:
    answer = _systemctl(host, "show", unit, f"--property={','.join(names)}")
    pairs = (line.partition("=") for line in answer.out.splitlines() if answer.code == 0)
    return {name: value for name, _, value in pairs}


def _systemctl(host: Host, *arguments: str) -> Answer:
    return host.run(("systemctl", "--user", "--no-pager", *arguments), None)
