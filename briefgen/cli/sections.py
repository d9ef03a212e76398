"""`briefgen section` and `briefgen sections`: what other documents embed of a brief."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from briefgen import embedding, files
from briefgen.cli import console
from briefgen.cli.arguments import AsJson
from briefgen.cli.reporting import as_text
from briefgen.embedding import FLAVOURS, NOTES, EmbeddableBrief, Section
from briefgen.embedding.flavours import SHORT
from briefgen.embedding.sections import LEVELS
from briefgen.errors import UsageError

_WORD = "docx"
_Edition = Annotated[
    int | None,
    typer.Option("--edition", metavar="N", help="An edition by its number; else the newest."),
]


def section(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A section; `briefgen sections` lists them.")],
    to: Annotated[str, typer.Option("--to", help=f"{', '.join(FLAVOURS)} or {_WORD}.")] = "gfm",
    level: Annotated[
        int | None,
        typer.Option(
            "--level",
            metavar="N",
            help="Of its heading, 1 to 6: 2, in Word 1.",
            min=LEVELS[0],
            max=LEVELS[-1],
        ),
    ] = None,
    notes: Annotated[str, typer.Option("--notes", help=f"{', '.join(NOTES)}.")] = "section",
    provenance: Annotated[
        bool,
        typer.Option("--provenance/--no-provenance", help="End with where it is from."),
    ] = True,
    edition: _Edition = None,
    instance: Annotated[
        str, typer.Option("--instance", help="Tells apart one section that stands twice in a page.")
    ] = "",
    project: Annotated[
        Path, typer.Option("--project", "-p", help="Folder of the project, or an edition.")
    ] = Path(),
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write it.")
    ] = None,
) -> None:
    """Print a section of the brief for another document, with its citations."""
    made = embedding.load(project, edition=edition).section(name)
    if to == _WORD:
        _publish(made.to_docx(level=level or 1, notes=notes, provenance=provenance), output)
        return
    if SHORT.get(to, to) not in FLAVOURS:
        raise UsageError(
            f"there is no flavour {to!r}", hint=f"flavours are {', '.join(FLAVOURS)} and {_WORD}"
        )
    text = made.render(to, level=level or 2, notes=notes, provenance=provenance, instance=instance)
    if output is None or str(output) == "-":
        console.exactly(text)
    else:
        _publish(text.encode("utf-8"), output)


def sections(
    project: Annotated[Path, typer.Argument(help="Folder of the project, or an edition.")] = Path(),
    edition: _Edition = None,
    as_json: AsJson = False,
) -> None:
    """List the sections of the brief, with their sizes."""
    brief = embedding.load(project, edition=edition)
    made = [brief.section(name) for name in brief.names]
    if as_json:
        console.data(as_text(_data(brief, made)))
        return
    date = f", {brief.as_of.isoformat()}" if brief.as_of else ""
    console.say(f"{brief.title}, edition {brief.number}{date}")
    width = max((len(name) for name in brief.names), default=0)
    for item in made:
        size = f"{item.words:>6,} words {item.citations:>4} citations"
        console.say(f"  {item.name:{width}} {size}  {console.one_line(item.title)}")


def _data(brief: EmbeddableBrief, made: list[Section]) -> dict[str, object]:
    return {
        "title": brief.title,
        "slug": brief.slug,
        "edition": brief.number,
        "reissue": brief.reissue,
        "as_of": brief.as_of.isoformat() if brief.as_of else None,
        "sections": [
            {
                "name": item.name,
                "title": item.title,
                "words": item.words,
                "citations": item.citations,
                "sha256": item.sha256,
            }
            for item in made
        ],
    }


def _publish(data: bytes, output: Path | None) -> None:
    if output is None or str(output) == "-":
        if sys.stdout.isatty():
            raise UsageError("a Word file is nothing for a terminal", hint="name a file: -o section.docx")
        sys.stdout.buffer.write(data)
    else:
        files.publish(output.parent, {output.name: data})
