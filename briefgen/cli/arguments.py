"""Arguments that several commands take, and what they have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.errors import UsageError
from briefgen.formats import Format

__all__ = ["AsJson", "Editions", "Formats", "Output", "Project", "Strict", "folder"]

Project = Annotated[
    Path, typer.Argument(help="Folder with brief.toml, or just with sources.", show_default=True)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Where to write.")]
Editions = Annotated[
    Path | None, typer.Option("--output", "-o", help="The output folder that holds the editions.")
]
Formats = Annotated[
    list[Format], typer.Option("--format", help="What to write; can be given more than once.")
]


def folder(project: Path) -> Path:
    """The project's folder.

    Raises:
        UsageError: it is none.
    """
    if not project.is_dir():
        raise UsageError(
            f"{project}: is no folder", hint="name the folder that holds brief.toml or the sources"
        )
    return project
