"""What is printed: data to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from briefgen.errors import BriefgenError
from briefgen.models import Notice


def data(text: str) -> None:
    """Print data, exactly as given, with one line end."""
    sys.stdout.write(text.rstrip("\n") + "\n")


def say(text: str) -> None:
    """Tell the user what was done."""
    typer.echo(text)


def report(error: BriefgenError) -> None:
    """Print an error and its hint, a line each."""
    typer.echo(f"{typer.style('error:', fg='red')} {_line(error.message)}", err=True)
    if error.hint:
        typer.echo(f"{typer.style('hint:', fg='cyan')} {_line(error.hint)}", err=True)


def warn(notices: Sequence[Notice]) -> None:
    """Print notices, a line each, with their hints."""
    for notice in notices:
        where = f"{notice.where}: " if notice.where else ""
        hint = f" ({notice.hint})" if notice.hint else ""
        typer.echo(f"{typer.style('warning:', fg='yellow')} {_line(where + notice.message + hint)}", err=True)


def _line(text: str) -> str:
    """`text` in one line, with what could steer a terminal made visible."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in " ".join(text.split()))
