"""The commands. Each one parses, calls one function, and prints."""

from __future__ import annotations

import atexit
import gc
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from briefgen.cli import building, console, sections
from briefgen.cli.arguments import AsJson, Project, Strict, folder
from briefgen.cli.embedding import embed, where_used
from briefgen.cli.reporting import as_text
from briefgen.cli.scheduling import schedule
from briefgen.cli.watching import watch
from briefgen.errors import BriefgenError, UsageError

app = typer.Typer(
    name="briefgen",
    help="Cited policy briefs from source documents, offline: every line rests on exact characters.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# Typer exports the leaves of Click's tree of errors, not its root.
_ClickError: Any = next(e for e in typer.BadParameter.__mro__ if e.__name__ == "ClickException")
# Word lists, models and layout boxes are many objects that live to the end: looking through them again and
# again for rubbish costs a tenth of a build.
_COLLECTION = (50_000, 20, 50)
_INTERRUPTED = 130  # 128 and the number of SIGINT, as shells give it


def main() -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(*_COLLECTION)
    atexit.register(_end)
    debug = "--debug" in sys.argv[1:]
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    try:
        code = app(args=arguments or ["--help"], prog_name="briefgen", standalone_mode=False)
        console.finish()
        raise SystemExit(code if isinstance(code, int) else 0)
    except BriefgenError as error:
        if debug:
            raise
        console.report(error)
        raise SystemExit(error.exit_code) from error
    except _ClickError as error:
        console.report(UsageError(error.format_message(), hint="`briefgen --help` lists what there is"))
        raise SystemExit(UsageError.exit_code) from error
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("interrupted; what was there before is unchanged", err=True)
        raise SystemExit(_INTERRUPTED) from None


def _end() -> None:
    """Spare Python a look through all that there is once more; WeasyPrint's fonts want to be found by it."""
    if "weasyprint" not in sys.modules:
        gc.freeze()


def _print_version(wanted: bool) -> None:
    if wanted:
        console.data(f"briefgen {version('briefgen')}")
        raise typer.Exit


@app.callback()
def options(
    _debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Read the options of all commands; `main` has seen to --debug before."""


app.command()(building.build)
app.command()(building.history)
app.command()(building.diff)
app.command()(watch)
app.command()(schedule)
app.command()(sections.section)
app.command()(sections.sections)
app.command()(embed)
app.command(name="where-used")(where_used)


@app.command()
def facts(project: Project = Path(), as_json: AsJson = False, strict: Strict = False) -> None:
    """List the facts of the sources, each with its evidence."""
    from briefgen import notes, pipeline  # noqa: PLC0415 -- see build

    analysis = pipeline.analyse(folder(project))
    if strict:
        notes.refuse(analysis.notices)
    console.warn(analysis.notices)
    if as_json:
        console.data(analysis.edition.model_dump_json(indent=2, exclude={"brief", "changes"}))
        return
    for fact in analysis.facts.facts:
        party = f" [{fact.party}]" if fact.party else ""
        date = f" {fact.date.value}" if fact.date else ""
        console.say(f"{fact.id}{party}{date}: {fact.text}")
        for item in fact.evidence:
            if item.role == "statement":
                console.say(f"    {item.source} {item.start}:{item.end}")


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="ID", help="A fact's id, or how it begins.")],
    project: Project = Path(),
    as_json: AsJson = False,
) -> None:
    """Show why a fact is where it is in the brief, or why it was left out."""
    from briefgen import pipeline  # noqa: PLC0415 -- see build
    from briefgen.cli.reasons import as_data, tell  # noqa: PLC0415 -- beside its only use

    explanation = pipeline.explain_fact(folder(project), name)
    if as_json:
        console.data(as_text(as_data(explanation)))
        return
    for line in tell(explanation):
        console.say(line)


@app.command()
def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Text files; - reads standard input.")
    ],
    as_json: AsJson = False,
    as_explanation: Annotated[
        bool, typer.Option("--explain", help="Mark the findings in the text, and name the rules that fired.")
    ] = False,
    as_page: Annotated[
        bool, typer.Option("--html", help="Write the marked text as one page of HTML.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write the page of HTML.")
    ] = None,
) -> None:
    """Show who says what, people, parties, times and quantities in texts."""
    from briefgen.cli import explanation, extraction  # noqa: PLC0415 -- word lists load with them

    form = extraction.chosen_form(json=as_json, explain=as_explanation, html=as_page, output=output)
    items = [extraction.extract_file(path) for path in paths]
    if form == "json":
        records = [found.model_dump(mode="json") for _, found in items]
        console.data(as_text(records[0] if len(records) == 1 else records))
    elif form == "html":
        explanation.publish(explanation.page(items), output)
    elif form == "explain":
        for line in explanation.explain(items, colour=explanation.colourful()):
            console.say(line)
    else:
        for line in extraction.describe(items):
            console.say(line)


@app.command()
def schema() -> None:
    """Print the JSON Schema of `facts --json` and of the edition's JSON file."""
    from briefgen.models import Edition  # noqa: PLC0415 -- keeps --help quick

    described = Edition.model_json_schema(mode="serialization")
    console.data(as_text({"$schema": "https://json-schema.org/draft/2020-12/schema", **described}))


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Check that everything that a build needs is installed."""
    from briefgen.cli.doctor import examine  # noqa: PLC0415 -- tries what may be missing

    checks = examine()
    if as_json:
        console.data(as_text([check._asdict() for check in checks]))
    else:
        for check in checks:
            console.say(f"{'ok  ' if check.passed else 'FAIL'} {check.name}: {check.detail}")
            if not check.passed:
                console.say(f"     hint: {check.hint}")
    if not all(check.passed for check in checks):
        raise typer.Exit(1)
