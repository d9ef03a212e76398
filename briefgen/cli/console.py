"""What is printed: data to standard output, everything else to standard error."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from briefgen.errors import BriefgenError

if TYPE_CHECKING:
    from briefgen.models import Notice


def data(text: str) -> None:
    """Print data, exactly as given, with one line end."""
    with _reader_may_go():
        sys.stdout.write(text.rstrip("\n") + "\n")


def exactly(text: str) -> None:
    """Print data, exactly as given."""
    with _reader_may_go():
        sys.stdout.write(text)


def say(text: str) -> None:
    """Tell the user what was done."""
    with _reader_may_go():
        typer.echo(text)


def finish() -> None:
    """Print what is still waiting to be printed."""
    with _reader_may_go():
        sys.stdout.flush()


@contextlib.contextmanager
def _reader_may_go() -> Iterator[None]:
    """End well when the reader of our output has gone (`briefgen facts | head`)."""
    try:
        yield
    except BrokenPipeError:
        # What is left to flush at exit has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None


def report(error: BriefgenError) -> None:
    """Print an error and its hint, a line each."""
    typer.echo(f"{typer.style('error:', fg='red')} {one_line(error.message)}", err=True)
    if error.hint:
        typer.echo(f"{typer.style('hint:', fg='cyan')} {one_line(error.hint)}", err=True)


def warn(notices: Sequence[Notice]) -> None:
    """Print notices, a line each, with their hints."""
    for notice in notices:
        where = f"{notice.where}: " if notice.where else ""
        hint = f" ({notice.hint})" if notice.hint else ""
        typer.echo(
            f"{typer.style('warning:', fg='yellow')} {one_line(where + notice.message + hint)}", err=True
        )


def remark(line: str) -> None:
    """Tell the user of something that is no fault of the project."""
    typer.echo(f"{typer.style('note:', fg='cyan')} {one_line(line)}", err=True)


def one_line(text: str) -> str:
    """`text` in one line, with what could steer a terminal made visible."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in " ".join(text.split()))
