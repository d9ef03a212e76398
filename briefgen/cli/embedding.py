"""`briefgen embed` and `where-used`: sections in other documents, refilled, checked and found again."""

from __future__ import annotations

import difflib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen import places
from briefgen.cli import console
from briefgen.cli.arguments import AsJson, Project, folder
from briefgen.cli.reporting import as_text, counted
from briefgen.errors import BriefgenError, EditedBlockError, UsageError

if TYPE_CHECKING:
    from briefgen.embedding.refilling import Filling, Host
    from briefgen.embedding.refreshing import Refreshed
    from briefgen.embedding.usage import Usage

__all__ = ["embed", "end_with", "follow", "told", "told_as_data", "where_used"]

_STALE = 1


def embed(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Documents with markers of briefgen.")
    ],
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if a block is stale.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Fill blocks anew that were edited by hand.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Refill the blocks of documents with the sections that they ask for."""
    from briefgen.embedding import library, refilling, refreshing, registry  # noqa: PLC0415 -- see build

    hosts = refilling.prepare_all(paths, library.Library(), force=force)
    problems = [problem for host in hosts for problem in host.problems]
    if not check and not problems:
        refreshing.refill(hosts)
        registry.register(hosts)
    if as_json:
        console.data(as_text([_host_data(host) for host in hosts]))
    elif check:
        _show_differences(hosts)
    elif not problems:
        console.say(_summary(hosts))
    _end_with(problems)
    if check and any(host.state != "current" for host in hosts):
        raise typer.Exit(_STALE)


def where_used(
    section: Annotated[
        str | None, typer.Argument(metavar="[SECTION]", help="A section's name; by default all.")
    ] = None,
    project: Project = Path(),
    scan: Annotated[
        Path | None, typer.Option("--scan", metavar="DIR", help="Look for documents below this folder.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the documents that carry a section, its edition there, and whether it is stale."""
    from briefgen.embedding import registry  # noqa: PLC0415 -- see build

    if scan is not None:
        if not scan.is_dir():
            raise UsageError(f"{scan}: is no folder", hint="name the folder that the documents lie in")
        registry.scan(folder(project), scan)
    uses, problems = _survey(folder(project), section)
    if as_json:
        console.data(as_text([use._asdict() | {"host": _shown(use.host)} for use in uses]))
    else:
        for use in uses:
            edition = f"edition {use.edition}" if use.edition else "never filled"
            console.say(f"{_shown(use.host)}:{use.line}: {use.section}, {edition}, {use.state}")
        if not uses:
            what = f"section {section}" if section else "any section"
            console.say(f"no known document carries {what}; `--scan DIR` looks for them")
    _end_with(problems)


def _survey(project: Path, section: str | None) -> Usage:
    from briefgen.embedding import usage  # noqa: PLC0415 -- see build

    try:
        return usage.survey(project, section)
    except UsageError as error:
        if section is None or not Path(section).is_dir():
            raise
        raise UsageError(
            f"{section}: is a folder, and no section",
            hint=f"the section comes first (`briefgen where-used SECTION {section}`); "
            "for all sections, run it in that folder",
        ) from error


def follow(project: Path, output: Path | None, *, check: bool = False, wanted: bool = True) -> Refreshed:
    """After a build: refresh what brief.toml lists, if that is wanted.

    A build into another folder than the project's own leaves the documents alone: they show what everybody
    sees, not an experiment.
    """
    from briefgen.embedding.refreshing import NOTHING, refresh  # noqa: PLC0415 -- most commands build nothing

    own = output is None or output.resolve() == (project / places.OUTPUT).resolve()
    return refresh(project, check=check) if own and wanted else NOTHING


def end_with(done: Refreshed) -> None:
    """Report what could not be refreshed, and end with its exit code."""
    _end_with(done.problems)


def _end_with(problems: Sequence[BriefgenError]) -> None:
    for problem in problems:
        console.report(problem)
    if problems:
        raise typer.Exit(max(problem.exit_code for problem in problems))


def told(done: Refreshed, *, check: bool = False) -> Iterator[str]:
    """What was refreshed, or with `check` would be, in lines."""
    for host in done.hosts:
        yield f"  {host.path}: {'is stale' if check else 'refilled'} ({_names(host.fillings)})"
    changed, removed = done.fragments
    if changed:
        yield f"  {changed[0].parent}: {counted(len(changed), 'fragment')} {'stale' if check else 'written'}"
    if removed:
        gone = "of sections that are gone" if check else "removed with their sections"
        yield f"  {removed[0].parent}: {counted(len(removed), 'fragment')} {gone}"


def told_as_data(done: Refreshed) -> dict[str, Any]:
    """The same as data."""
    return {
        "hosts": [_host_data(host) for host in done.hosts],
        "fragments": [str(path) for path in done.fragments.changed],
        "removed": [str(path) for path in done.fragments.removed],
        "problems": [problem.message for problem in done.problems],
    }


def _host_data(host: Host) -> dict[str, Any]:
    return {
        "path": str(host.path),
        "state": host.state,
        "blocks": [
            {
                "line": filling.block.begin.line,
                "project": filling.block.request.project,
                "section": filling.block.request.section,
                "state": filling.state,
            }
            for filling in host.fillings
        ],
        "problems": [
            {
                "message": problem.message,
                "hint": problem.hint,
                "edited": isinstance(problem, EditedBlockError),
            }
            for problem in host.problems
        ],
    }


def _summary(hosts: Sequence[Host]) -> str:
    states = Counter(filling.state for host in hosts for filling in host.fillings)
    blocks = f"{counted(states.total(), 'block')} in {counted(len(hosts), 'document')}"
    refilled = [host for host in hosts if host.state == "stale"]
    lines = [f"refilled {host.path}: {_names(host.fillings)}" for host in refilled]
    return "\n".join([*lines, f"{blocks}: {states['stale']} refilled, {states['current']} up to date"])


def _names(fillings: Sequence[Filling]) -> str:
    return ", ".join(filling.block.request.section for filling in fillings if filling.state == "stale")


def _show_differences(hosts: Sequence[Host]) -> None:
    """What refilling would change, as a patch."""
    for host in hosts:
        if host.file is not None and host.after != host.file.data:
            console.data("".join(_difference(host.path, host.file.data, host.after)))


def _difference(path: Path, before: bytes, after: bytes) -> Iterator[str]:
    old, new = (_lines(data) for data in (before, after))
    for line in difflib.unified_diff(old, new, str(path), str(path)):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    """Lines as patches have them: only a line feed ends one."""
    return [f"{line}\n" for line in data.decode().split("\n")[:-1]] + list(
        filter(None, data.decode().rpartition("\n")[2:])
    )


def _shown(path: str) -> str:
    return os.path.relpath(path)
