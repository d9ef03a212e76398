"""What can be answered before the command line's own libraries are loaded.

A timer starts `briefgen build` day and night, mostly to find that nothing has changed; parsing arguments with
Typer costs more than finding that out. What is not plain here is left to the app, which says the same of it.
"""

from __future__ import annotations

import atexit
import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import places
from briefgen.cli.quick_arguments import PlainCommand

if TYPE_CHECKING:
    from briefgen.pipeline.building import Glance  # an answer loads its own

__all__ = ["answer", "seen", "unneeded_build"]

_BUILD = PlainCommand(
    argument="project",
    valued={"--output": "output", "-o": "output", "--format": "format"},
    flags={
        "--strict": ("strict", True),
        "--json": ("json", True),
        "--check": ("check", True),
        "--quiet": ("quiet", True),
        "-q": ("quiet", True),
        "--verbose": ("verbose", True),
        "-v": ("verbose", True),
    },
    repeated=frozenset({"format"}),
)


_seen: list[Glance] = []


def seen() -> Glance | None:
    """What was seen of the project for the command that is now to be done by the app; it is given once."""
    return _seen.pop() if _seen else None


def answer(arguments: Sequence[str]) -> str | None:
    """What to print where the command is plain and quick; none for the app to see to it."""
    _seen.clear()
    if arguments[:1] == ["section"]:
        from briefgen.cli.quick_section import plain_section  # noqa: PLC0415 -- each answer loads its own

        return plain_section(arguments[1:])
    if arguments[:1] == ["build"]:
        lines = unneeded_build(arguments[1:])
        return None if lines is None else "".join(f"{line}\n" for line in lines)
    return None


def unneeded_build(arguments: Sequence[str]) -> list[str] | None:
    """What to print where a build with these arguments has nothing to do; none for the app to see to it."""
    asked = _BUILD.read(arguments)
    if asked is None:
        return None
    from briefgen.cli.reporting import as_text, data_of, lines_of  # noqa: PLC0415 -- as above
    from briefgen.errors import BriefgenError  # noqa: PLC0415
    from briefgen.formats import DEFAULT_FORMATS  # noqa: PLC0415
    from briefgen.pipeline.building import Builder, Glance  # noqa: PLC0415

    project = Path(asked.get("project", "."))
    output = Path(asked["output"]) if "output" in asked else None
    if _embeds(project):
        return None
    try:
        builder = Builder(project, output=output, formats=asked.get("format", DEFAULT_FORMATS))
        result = builder.glance() if project.is_dir() else None
    except BriefgenError:
        return None
    if isinstance(result, Glance):
        if "check" not in asked:
            _prepare(result)
        return None
    if result is None or result.notices or result.remarks:
        return None
    if "json" in asked:
        return [as_text(data_of(result))]
    return (
        [] if "quiet" in asked else list(lines_of(result, check="check" in asked, verbose="verbose" in asked))
    )


def _prepare(glance: Glance) -> None:
    """Begin what the app is about to do."""
    from briefgen.rendering.press import Press  # noqa: PLC0415 -- it loads while the app does

    with contextlib.suppress(OSError):  # it is a head start, no more
        Press.begin()
        atexit.register(Press.dismiss)
    _seen.append(glance)


def _embeds(project: Path) -> bool:
    """Whether brief.toml may list documents, which somebody else may have changed meanwhile."""
    try:
        return b"embed" in (project / places.CONFIGURATION).read_bytes()
    except OSError:
        return False
