"""Where sections of a brief are used: read from the host files themselves, as they are now."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from briefgen.config import load_config
from briefgen.embedding.library import Library
from briefgen.embedding.refilling import State, prepare_all
from briefgen.embedding.refreshing import listed_hosts
from briefgen.embedding.registry import known_hosts

__all__ = ["Use", "uses"]


class Use(NamedTuple):
    """A block that carries a section.

    Attributes:
        host: the file.
        line: of the begin marker.
        section: its name.
        edition: that the block was filled from; none if it never was.
        as_of: the date of that edition.
        state: as of a `Filling`.
    """

    host: str
    line: int
    section: str
    edition: int | None
    as_of: str | None
    state: State


def uses(project: Path, section: str | None = None) -> list[Use]:
    """Where a section of `project`, or any, is used: in the hosts that are known, and that brief.toml lists.

    Raises:
        ConfigError: brief.toml is wrong.
    """
    listed, _ = listed_hosts(project, load_config(project))
    paths = sorted({path.resolve() for path in (*known_hosts(project), *listed) if path.is_file()})
    root = project.resolve()
    found = []
    for host in prepare_all(paths, Library()):
        for filling in host.fillings:
            wanted = section in (None, filling.block.request.section)
            if wanted and Path(filling.place).resolve() == root:
                said = filling.block.end.attributes
                number = said.get("edition", "")
                found.append(
                    Use(
                        host=str(host.path),
                        line=filling.block.begin.line,
                        section=filling.block.request.section,
                        edition=int(number) if number.isascii() and number.isdigit() else None,
                        as_of=said.get("as-of"),
                        state=filling.state,
                    )
                )
    return found
