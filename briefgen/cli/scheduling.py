"""`briefgen schedule`: shows, installs, tells of or removes what builds a project at set times."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import console
from briefgen.cli.arguments import folder
from briefgen.errors import UsageError

if TYPE_CHECKING:
    from briefgen.scheduling import Host, Job, Plan, Schedule, Status


def schedule(
    project: Annotated[Path, typer.Argument(help="Folder with brief.toml, or just with sources.")] = Path(),
    *,
    every: Annotated[str | None, typer.Option(help="A span of time: 30min, 1h, 1d, 1w.")] = None,
    cron: Annotated[str | None, typer.Option(help='Five fields of cron: "0 6 * * 1-5".')] = None,
    install: Annotated[bool, typer.Option("--install", help="Put it in place for this user.")] = False,
    status: Annotated[bool, typer.Option("--status", help="Tell what is in place.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Remove what is in place.")] = False,
    github: Annotated[bool, typer.Option("--github", help="Print a workflow of GitHub Actions.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Let the builds treat warnings as errors.")
    ] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where the builds write.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Build the brief at set times: print the systemd timer, crontab line or workflow, or install it."""
    from briefgen import scheduling  # noqa: PLC0415 -- few need it

    wanted = {"--install": install, "--status": status, "--remove": remove, "--github": github}
    action = _action([option for option, given in wanted.items() if given], every, cron)
    job = scheduling.Job(project.resolve(), strict, output.resolve() if output else None)
    host = scheduling.this_host()
    if action == "--status":
        _tell(scheduling.status(job, host, datetime.datetime.now().astimezone()), project, as_json=as_json)
    elif action == "--remove":
        _remove(job, host, as_json=as_json)
    else:
        folder(project)
        when = scheduling.every(every) if every is not None else scheduling.from_cron(cron or "")
        if action == "--install":
            _install(job, when, host, as_json=as_json)
        else:
            _show(
                scheduling.github(job, when) if github else scheduling.plan(job, when, host), as_json=as_json
            )


def _action(asked: list[str], every: str | None, cron: str | None) -> str:
    """The one thing that is to be done; empty: print.

    Raises:
        UsageError: there are two, or it lacks a time, or has one too many.
    """
    if len(asked) > 1:
        raise UsageError(f"{' and '.join(asked)} exclude one another", hint="give one of them")
    action = asked[0] if asked else ""
    times = [text for text in (every, cron) if text is not None]
    if action in ("--status", "--remove") and times:
        raise UsageError(f"{action} takes no time", hint="leave out --every and --cron")
    if action not in ("--status", "--remove") and len(times) != 1:
        raise UsageError(
            "--every and --cron exclude one another" if times else "it is not said when to build",
            hint='write --every 1h, or --cron "0 6 * * 1-5"',
        )
    return action


def _show(plan: Plan, *, as_json: bool) -> None:
    if as_json:
        _print({"mechanism": plan.mechanism, "name": plan.name, "texts": dict(plan.texts)})
        return
    for number, (place, text) in enumerate(plan.texts.items()):
        console.data(("\n" if number else "") + f"# {place}\n{text}")


def _install(job: Job, when: Schedule, host: Host, *, as_json: bool) -> None:
    from briefgen import scheduling  # noqa: PLC0415 -- see schedule

    plan = scheduling.plan(job, when, host)
    changed = scheduling.install(job, when, host)
    if as_json:
        _print({"mechanism": plan.mechanism, "name": plan.name, "schedule": when.text, "changed": changed})
        return
    done = "installed" if changed else "is in place already, nothing changed"
    console.say(f"{plan.mechanism} {plan.name}, {when.text}: {done}")
    if changed and plan.mechanism == "systemd":
        console.say("it runs while you are logged in; `loginctl enable-linger` lets it run always")


def _remove(job: Job, host: Host, *, as_json: bool) -> None:
    from briefgen import scheduling  # noqa: PLC0415 -- see schedule

    removed = scheduling.remove(job, host)
    if as_json:
        _print({"name": job.name, "removed": list(removed)})
    else:
        console.say(f"{job.name}: removed from {' and '.join(removed)}" if removed else "nothing to remove")


def _tell(status: Status | None, project: Path, *, as_json: bool) -> None:
    """What is in place; exit code 1 where nothing is."""
    if as_json:
        _print({"installed": status is not None, **(status._asdict() if status else {})})
    elif status is None:
        console.say(f"{project}: nothing is scheduled")
    else:
        console.say(f"{status.mechanism} {status.name}, {status.schedule}")
        console.say(f"next run: {status.next or 'not known'}")
        console.say(f"last run: {_last(status)}")
    if status is None:
        raise typer.Exit(1)


def _last(status: Status) -> str:
    record = status.last
    if record is None or isinstance(record, str):
        return record or "none yet"
    said = f"published {record['published']}" if "published" in record else record.get("error", "")
    return console.one_line(f"{record.get('time')}: exit code {record.get('exit_code')}, {said}")


def _print(value: dict[str, object]) -> None:
    console.data(json.dumps(value, indent=2, ensure_ascii=False))
