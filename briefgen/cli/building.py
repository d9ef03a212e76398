"""`briefgen build`, `history` and `diff`: making editions, listing them, and telling them apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import console
from briefgen.cli.arguments import AsJson, Editions, Formats, Output, Project, Strict, folder
from briefgen.cli.reporting import as_text, counted, data_of, lines_of
from briefgen.formats import DEFAULT_FORMATS

if TYPE_CHECKING:
    from briefgen.editions.archive import Damage

_STALE = 1
_DAMAGED = 1


def build(
    project: Project = Path(),
    output: Output = None,
    strict: Strict = False,
    as_json: AsJson = False,
    formats: Formats = list(DEFAULT_FORMATS),  # noqa: B006 -- typer reads it and never changes it
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if the output is stale.")
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait/--no-wait", help="Wait for another build of the project, or give up.")
    ] = True,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing but warnings and errors.")
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Say what was kept, what was built, and why."),
    ] = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Print a line of JSON that records the run.")
    ] = False,
) -> None:
    """Build the brief: Markdown, HTML, PDF and JSON, or as Word."""
    from briefgen.cli import embedding, quick, runs  # noqa: PLC0415 -- other commands need none of it
    from briefgen.pipeline.building import Builder  # noqa: PLC0415

    with runs.logged(project, wanted=log_json) as run:
        builder = Builder(
            folder(project),
            output=output,
            strict=strict,
            formats=formats,
            wait=wait,
            tell=console.remark,
        )
        run.build = result = builder.check() if check else builder.build(apart=True, seen=quick.seen())
        # What shows the edition before is stale where another one would be published.
        current = not check or result.published == "nothing"
        refreshed = embedding.follow(project, output, check=check, wanted=current)
        run.error = refreshed.problems[0] if refreshed.problems else None
    if not (quiet and result.published == "nothing"):
        for line in result.remarks:
            console.remark(line)
        console.warn(result.notices)
    if as_json:
        more = {"embedded": embedding.told_as_data(refreshed)} if refreshed.wanted else {}
        console.data(as_text(data_of(result) | more))
    elif not quiet:
        lines = lines_of(result, check=check, verbose=verbose)
        for line in (*lines, *embedding.told(refreshed, check=check)):
            console.say(line)
    embedding.end_with(refreshed)
    if check and (result.published != "nothing" or result.missing or refreshed.stale):
        raise typer.Exit(_STALE)


def diff(
    first: Annotated[int | None, typer.Argument(metavar="[A]", help="The earlier edition.")] = None,
    second: Annotated[
        int | None, typer.Argument(metavar="[B]", help="The later; by default the newest.")
    ] = None,
    project: Annotated[Path, typer.Option("--project", "-p", help="The project's folder.")] = Path(),
    output: Editions = None,
    as_json: AsJson = False,
    form: Annotated[str | None, typer.Option("--format", help="text, json or md.")] = None,
) -> None:
    """Tell what changed from one edition to another, fact by fact, and what caused it."""
    from briefgen import pipeline  # noqa: PLC0415 -- loads the models
    from briefgen.cli import differences  # noqa: PLC0415

    chosen = differences.chosen_form(as_json=as_json, form=form)
    found = pipeline.difference(folder(project), first, second, output=output)
    differences.show(found.before, found.after, found.changes, chosen)


def history(
    project: Project = Path(),
    output: Editions = None,
    check: Annotated[
        bool, typer.Option("--check", help="Say which files are not as published; exit with 1 if any is.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the editions, each with what made it; or check that their files are as they were published."""
    from briefgen import pipeline  # noqa: PLC0415 -- loads the models

    if check:
        damage = pipeline.damage_of(folder(project), output)
        none_yet = not damage and not pipeline.editions_of(folder(project), output)
        _check(damage, none_yet=none_yet, as_json=as_json)
        return
    manifests = pipeline.editions_of(folder(project), output)
    if as_json:
        console.data(as_text([manifest.model_dump(mode="json") for manifest in manifests]))
        return
    for manifest in manifests:
        reissued = f", reissued ({manifest.reissue})" if manifest.reissue else ""
        as_of = f", as of {manifest.as_of.isoformat()}" if manifest.as_of else ""
        console.say(
            f"edition {manifest.number}{reissued}{as_of}: {counted(manifest.facts, 'fact')} "
            f"from {counted(len(manifest.sources), 'source')}, {counted(manifest.pages, 'page')}"
        )
        for reason in manifest.reasons:
            console.say(f"  {reason}")


def _check(damage: Sequence[Damage], *, none_yet: bool, as_json: bool) -> None:
    from briefgen.models.markup import one_line  # noqa: PLC0415 -- loads the models

    if as_json:
        console.data(as_text([found._asdict() for found in damage]))
    else:
        for found in damage:
            console.say(f"edition {found.edition}: {one_line(found.file)}: {found.why}")
        if none_yet:
            console.say("there is no edition yet")
        elif not damage:
            console.say("every file of every edition is as it was published")
    if damage:
        raise typer.Exit(_DAMAGED)
