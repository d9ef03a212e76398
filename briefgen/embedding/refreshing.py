"""After a build: the fragments and the host files that brief.toml lists are brought up to the edition.

brief.toml may come from anybody, so what it lists cannot leave the project, not even through a link. Hosts
elsewhere are refilled by naming them on the command line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from briefgen import embedding, files, places
from briefgen.config import BriefConfig, EmbedTable, load_config
from briefgen.embedding.fragments import Written, write_fragments
from briefgen.embedding.library import Library
from briefgen.embedding.refilling import Host, prepare_all
from briefgen.embedding.registry import register
from briefgen.embedding.writing import replace_all
from briefgen.errors import BriefgenError, HostError, OutputError

__all__ = ["NOTHING", "Refreshed", "listed_hosts", "refill", "refresh"]

_HINT = "see [embed] in docs/configuration.md"
_OURS = (places.STATE, places.TEMPLATES, f"{places.OUTPUT}/{places.EDITIONS}")
"""Folders of the project that hold something else."""
_WILD = frozenset("*?[")


class Refreshed(NamedTuple):
    """What became of the fragments and hosts of a project.

    Attributes:
        hosts: those that were, or with `check` would be, refilled.
        fragments: what was, or would be, done to the folder of fragments.
        problems: why some hosts are not as they should be.
        wanted: whether brief.toml lists anything.
    """

    hosts: tuple[Host, ...]
    fragments: Written
    problems: tuple[BriefgenError, ...]
    wanted: bool = True

    @property
    def stale(self) -> bool:
        """Whether there was anything to do."""
        return bool(self.hosts or self.fragments.changed or self.fragments.removed)


NOTHING = Refreshed((), Written((), ()), (), wanted=False)


def refresh(project: Path, *, check: bool = False) -> Refreshed:
    """Bring what brief.toml lists up to the newest edition; a problem with one host leaves the others alone.

    Args:
        project: the folder; its output folder holds an edition.
        check: whether nothing may be written.

    Raises:
        ConfigError: brief.toml is wrong.
    """
    config = load_config(project)
    if config.embed == EmbedTable():
        return NOTHING
    fragments = Written((), ())
    problems: list[BriefgenError] = []
    if config.embed.fragments is not None:
        try:
            folder = _fragment_folder(project, config.embed.fragments)
            fragments = write_fragments(embedding.load(project), folder, check=check)
        except BriefgenError as error:
            problems.append(error)
    paths, refused = listed_hosts(project, config)
    hosts = prepare_all(paths, Library())
    problems += [*refused, *(problem for host in hosts for problem in host.problems)]
    stale = [host for host in hosts if host.state == "stale"]
    if not check:
        try:
            refill(stale)
            register(hosts)
        except BriefgenError as error:
            problems.append(error)
            stale = []
    return Refreshed(tuple(stale), fragments, tuple(problems))


def refill(hosts: Sequence[Host]) -> None:
    """Write the hosts that are stale, all or none; one with a problem is left as it is.

    Raises:
        BriefgenError: a host was saved meanwhile, or cannot be written.
    """
    good = [host for host in hosts if not host.problems]
    replace_all([(h.file, h.after) for h in good if h.file is not None and h.after != h.file.data])


def listed_hosts(project: Path, config: BriefConfig) -> tuple[list[Path], list[HostError]]:
    """The host files that brief.toml lists, in the order of their names, and what cannot be one."""
    plain = [name for name in config.embed.files if not _WILD.intersection(name)]
    wild = [name for name in config.embed.files if _WILD.intersection(name)]
    names, refused = files.find_sources(project, wild)
    paths = sorted({project / name for name in (*names, *plain)})
    faults = {project / name: why for name, why in refused.items()}
    sources = _sources(project, config) if paths else set()
    for path in paths:
        if why := next(_faults(path, project, sources), ""):
            faults[path] = why
    problems = [HostError(str(path), 0, why, hint=_HINT) for path, why in sorted(faults.items())]
    return [path for path in paths if path not in faults], problems


def _sources(project: Path, config: BriefConfig) -> set[Path]:
    names, _ = files.find_sources(project, config.sources.paths)
    return {(project / name).resolve() for name in names}


def _faults(path: Path, project: Path, sources: set[Path]) -> Iterator[str]:
    target, root = path.resolve(), project.resolve()
    if not path.is_file():
        yield "is no file"
    if not target.is_relative_to(root):
        yield "is a link that leads out of the project"
    if any(target.is_relative_to(root / name) for name in _OURS):
        yield "is one of briefgen's own files"
    if target in sources:
        yield "is a source too: what is written into it would become evidence for itself"


def _fragment_folder(project: Path, name: str) -> Path:
    folder, root = project / name, project.resolve()
    target = folder.resolve()
    if not target.is_relative_to(root) or target == root:
        raise OutputError(f"{folder}: is no folder in the project for fragments", hint=_HINT)
    if any(target.is_relative_to((root / ours).resolve()) for ours in _OURS):
        raise OutputError(f"{folder}: holds something else of the project", hint=_HINT)
    return folder
