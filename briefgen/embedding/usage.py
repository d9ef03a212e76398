"""Where sections of a brief are used: read from the host files themselves, as they are now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from briefgen import embedding
from briefgen.config import load_config
from briefgen.embedding.library import Library
from briefgen.embedding.refilling import Host, State, prepare_all
from briefgen.embedding.refreshing import listed_hosts
from briefgen.embedding.registry import known_hosts
from briefgen.errors import BriefgenError

__all__ = ["Usage", "Use", "survey"]


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


class Usage(NamedTuple):
    """Where sections of a project are used.

    Attributes:
        uses: the blocks that carry one.
        problems: why known hosts cannot be read, which may carry more.
    """

    uses: tuple[Use, ...]
    problems: tuple[BriefgenError, ...]


def survey(project: Path, section: str | None = None) -> Usage:
    """Where a section of `project`, or any, is used: in the hosts that are known, and that brief.toml lists.

    Raises:
        ConfigError: brief.toml is wrong.
        UnknownSectionError: neither the newest edition nor a host has such a section.
        UsageError: no host has it, and there is no edition.
    """
    listed, _ = listed_hosts(project, load_config(project))
    paths = sorted({path.resolve() for path in (*known_hosts(project), *listed) if path.is_file()})
    hosts = prepare_all(paths, Library())
    found = [use for host in hosts for use in _uses(host, project.resolve())]
    problems = tuple(problem for host in hosts if not host.fillings for problem in host.problems)
    if section is None:
        return Usage(tuple(found), problems)
    wanted = tuple(use for use in found if use.section == section)
    if not wanted:
        # An older edition's section may still stand in a host, and be asked for.
        embedding.load(project).section(section)
    return Usage(wanted, problems)


def _uses(host: Host, root: Path) -> Iterator[Use]:
    """The blocks of a host that carry sections of the project at `root`."""
    for filling in host.fillings:
        if Path(filling.place).resolve() != root:
            continue
        said = filling.block.end.attributes
        number = said.get("edition", "")
        yield Use(
            host=str(host.path),
            line=filling.block.begin.line,
            section=filling.block.request.section,
            edition=int(number) if number.isascii() and number.isdigit() else None,
            as_of=said.get("as-of"),
            state=filling.state,
        )
