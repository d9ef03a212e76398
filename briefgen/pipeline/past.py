"""What the archive of a project tells: its editions, and what changed from one to another."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from briefgen import places
from briefgen.composition import printed_facts
from briefgen.editions.archive import Archive
from briefgen.editions.differences import Snapshot, compare
from briefgen.errors import UsageError
from briefgen.models import Change, Edition, Manifest

__all__ = ["Difference", "difference", "editions_of", "snapshot_of"]


class Difference(NamedTuple):
    """What changed from one edition, by number, to another."""

    before: int
    after: int
    changes: tuple[Change, ...]


def editions_of(project: Path, output: Path | None = None) -> tuple[Manifest, ...]:
    """The manifests of a project's editions and reissues, in the order in which they were made.

    Raises:
        OutputError: a manifest is missing or damaged.
    """
    return Archive(output or project / places.OUTPUT).manifests()


def difference(
    project: Path, first: int | None = None, second: int | None = None, *, output: Path | None = None
) -> Difference:
    """What changed between two editions of a project.

    Args:
        project: the folder.
        first: the number of the earlier one; by default the one before `second`.
        second: the number of the later one; by default the newest.
        output: the folder that holds the editions; by default the project's output folder.

    Raises:
        UsageError: there are no such editions.
        OutputError: an edition is damaged.
    """
    archive = Archive(output or project / places.OUTPUT)
    # Of an edition and its reissues, the last says what the edition says in the form it has now.
    newest = {manifest.number: manifest for manifest in archive.manifests()}
    if not newest:
        raise UsageError(f"{archive.output}: holds no edition", hint="run `briefgen build` first")
    if len(newest) == 1 and first is None and second in (None, *newest):
        raise UsageError(
            f"{archive.output}: there is only one edition, which nothing can be compared with",
            hint="a build makes the next one as soon as a fact or a word has changed",
        )
    after = max(newest) if second is None else second
    before = after - 1 if first is None else first
    for number in (before, after):
        if number not in newest:
            raise UsageError(
                f"there is no edition {number}",
                hint=f"`briefgen history` lists the editions; the newest is {max(newest)}",
            )
    then, now = (snapshot_of(newest[n], archive.edition(newest[n])) for n in (before, after))
    return Difference(before, after, compare(then, now))


def snapshot_of(manifest: Manifest, edition: Edition) -> Snapshot:
    """What was known in an edition."""
    return Snapshot(
        edition.facts,
        edition.documents,
        printed_facts(edition.brief) if edition.brief else frozenset(),
        manifest.configuration,
        manifest.program,
    )
