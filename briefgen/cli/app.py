"""The commands. Each one parses, calls one function, and prints."""

from __future__ import annotations

import gc
import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from briefgen.cli import console
from briefgen.errors import BriefgenError, UsageError
from briefgen.formats import DEFAULT_FORMATS, Format

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

Project = Annotated[
    Path, typer.Argument(help="Folder with brief.toml, or just with sources.", show_default=True)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")]


def main() -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(*_COLLECTION)
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


@app.command()
def build(
    project: Project = Path(),
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Where to write.")] = None,
    strict: Strict = False,
    as_json: AsJson = False,
    formats: Annotated[
        list[Format], typer.Option("--format", help="What to write; can be given more than once.")
    ] = list(DEFAULT_FORMATS),  # noqa: B006 -- typer reads it as the default and never changes it
) -> None:
    """Build the brief: Markdown, HTML, PDF and JSON, or as Word."""
    from briefgen import pipeline  # noqa: PLC0415 -- the renderer is slow to load; other commands need none

    result = pipeline.build(_folder(project), output=output, strict=strict, formats=formats)
    console.warn(result.notices)
    if as_json:
        console.data(
            _json(
                {
                    "title": result.edition.brief.title if result.edition.brief else None,
                    "pages": result.pages,
                    "facts": len(result.edition.facts),
                    "sources": len(result.edition.documents),
                    "files": [str(path) for path in result.files],
                    "notices": [notice.model_dump(mode="json") for notice in result.notices],
                }
            )
        )
        return
    sources, facts = len(result.edition.documents), len(result.edition.facts)
    console.say(f"{_count(facts, 'fact')} from {_count(sources, 'source')}, {_count(result.pages, 'page')}:")
    for path in result.files:
        console.say(f"  {path}")


@app.command()
def facts(project: Project = Path(), as_json: AsJson = False, strict: Strict = False) -> None:
    """List the facts of the sources, each with its evidence."""
    from briefgen import notes, pipeline  # noqa: PLC0415 -- see build

    analysis = pipeline.analyse(_folder(project))
    if strict:
        notes.refuse(analysis.notices)
    console.warn(analysis.notices)
    if as_json:
        console.data(analysis.edition.model_dump_json(indent=2, exclude={"brief"}))
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

    explanation = pipeline.explain_fact(_folder(project), name)
    if as_json:
        console.data(_json(as_data(explanation)))
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
        console.data(_json(records[0] if len(records) == 1 else records))
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
    console.data(_json({"$schema": "https://json-schema.org/draft/2020-12/schema", **described}))


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Check that everything that a build needs is installed."""
    from briefgen.cli.doctor import examine  # noqa: PLC0415 -- tries what may be missing

    checks = examine()
    if as_json:
        console.data(_json([check._asdict() for check in checks]))
    else:
        for check in checks:
            console.say(f"{'ok  ' if check.passed else 'FAIL'} {check.name}: {check.detail}")
            if not check.passed:
                console.say(f"     hint: {check.hint}")
    if not all(check.passed for check in checks):
        raise typer.Exit(1)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _folder(project: Path) -> Path:
    if not project.is_dir():
        raise UsageError(
            f"{project}: is no folder", hint="name the folder that holds brief.toml or the sources"
        )
    return project


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
