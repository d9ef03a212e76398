"""Builds at set times: a timer of systemd, a line of a crontab, or a workflow of GitHub Actions.

It writes and removes what starts builds, and starts none.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from briefgen.errors import UsageError
from briefgen.scheduling import crontab, systemd, texts
from briefgen.scheduling.jobs import Host, Job, this_host
from briefgen.scheduling.schedules import Schedule, every, from_cron, next_run

__all__ = [
    "Host",
    "Job",
    "Plan",
    "Schedule",
    "Status",
    "every",
    "from_cron",
    "github",
    "install",
    "plan",
    "remove",
    "status",
    "this_host",
]

Mechanism = Literal["systemd", "crontab", "github"]


class Plan(NamedTuple):
    """What is to be put in place.

    Attributes:
        texts: what goes where: paths of files and what they hold, or ``crontab`` and the lines of its entry.
    """

    mechanism: Mechanism
    name: str
    texts: Mapping[str, str]


class Status(NamedTuple):
    """What is in place.

    Attributes:
        schedule: as it was asked for.
        next: the next run, if it is known.
        last: how the last run ended: systemd's words, or the record that it left; none if there was none.
    """

    mechanism: Mechanism
    name: str
    schedule: str
    next: str | None
    last: str | Mapping[str, Any] | None


def plan(job: Job, schedule: Schedule, host: Host) -> Plan:
    """What `install` would put in place on this host: units of systemd where it runs, else a crontab entry.

    Raises:
        UsageError: the schedule, or a path, cannot be said there.
    """
    if systemd.available(host):
        units = texts.units(job, schedule)
        return Plan("systemd", job.name, {str(host.units / name): text for name, text in units.items()})
    return Plan("crontab", job.name, {"crontab": crontab.entry(job, schedule, host)})


def github(job: Job, schedule: Schedule) -> Plan:
    """The workflow of GitHub Actions, for the user to commit.

    Raises:
        UsageError: GitHub cannot run it then, or the project is in no repository.
    """
    path = f".github/workflows/{job.name.rpartition('-')[0]}.yml"
    return Plan("github", job.name, {path: texts.workflow(job, schedule)})


def install(job: Job, schedule: Schedule, host: Host) -> bool:
    """Put the schedule in place, instead of an earlier one of the project; whether anything had to be done.

    Raises:
        UsageError: there is neither systemd nor cron, or they refuse.
        OutputError: a file cannot be written.
    """
    if systemd.available(host):
        changed = systemd.install(job, texts.units(job, schedule), host)
        return crontab.remove(job, host) or changed
    wanted = crontab.entry(job, schedule, host)
    if not crontab.available(host):
        raise UsageError(
            "neither the user's systemd nor cron runs here",
            hint="install cron, or see --github; without --install what would be installed is printed",
        )
    changed = crontab.install(job, wanted, host)
    return systemd.remove(job, host) or changed


def remove(job: Job, host: Host) -> tuple[Mechanism, ...]:
    """Remove what `install` put in place, and nothing else; from where.

    Raises:
        UsageError: crontab refuses.
        OutputError: a file cannot be deleted.
    """
    removed: list[Mechanism] = []
    if systemd.remove(job, host):
        removed.append("systemd")
    if crontab.remove(job, host):
        removed.append("crontab")
    return tuple(removed)


def status(job: Job, host: Host, now: datetime.datetime) -> Status | None:
    """What is in place for the project; none if nothing is."""
    if (text := systemd.installed(job, host)) is not None:
        return Status("systemd", job.name, text, systemd.next_run(job, host), systemd.last_result(job, host))
    if (text := crontab.installed(job, host)) is not None:
        return Status("crontab", job.name, text, _next(text, now), crontab.last_result(job, host))
    return None


def _next(text: str, now: datetime.datetime) -> str | None:
    kind, _, rest = text.partition(" ")
    try:
        schedule = every(rest) if kind == "every" else from_cron(rest)
    except UsageError:
        return None  # somebody edited the comment
    time = next_run(schedule, now)
    return time.isoformat(sep=" ", timespec="minutes") if time else None
