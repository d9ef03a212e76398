"""What the archive of a project tells: its editions, and what changed from one to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from briefgen import places
from briefgen.composition import printed_facts
from briefgen.editions import reissues
from briefgen.editions.archive import Archive, Damage
from briefgen.editions.datafile import line
from briefgen.editions.differences import Snapshot, compare, moved_sources
from briefgen.editions.lines import Run, differing, lines_of
from briefgen.editions.volume import Volume
from briefgen.errors import UsageError
from briefgen.models import Change, DocumentRecord, Fact, Manifest
from briefgen.pipeline.filing import parsed

__all__ = ["Difference", "Known", "compared", "damage_of", "difference", "editions_of", "told_again"]


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


def damage_of(project: Path, output: Path | None = None) -> tuple[Damage, ...]:
    """Which files of a project's editions are missing, or no longer what was published."""
    return tuple(Archive(output or project / places.OUTPUT).damage())


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
    volumes = (archive.volume(newest[n]) for n in (before, after))
    then, now = (Known.of(newest[n], volume) for n, volume in zip((before, after), volumes, strict=True))
    return Difference(before, after, compared(then, now))


class Known(NamedTuple):
    """What was known in an edition.

    Attributes:
        facts: those of all sources, merged.
        documents: the sources' records.
        printed: ids of the facts that its brief prints.
        configuration: a hash of brief.toml.
        program: briefgen's version.
    """

    facts: Sequence[Run]
    documents: Sequence[DocumentRecord]
    printed: frozenset[str]
    configuration: str
    program: str

    @classmethod
    def of(cls, manifest: Manifest, volume: Volume, records: Iterable[DocumentRecord] = ()) -> Self:
        """What an edition of the archive knew; those of its documents that are among `records` are these."""
        documents = volume.documents({line(record): record for record in records})
        printed = printed_facts(volume.brief) if volume.brief else frozenset()
        return cls(volume.facts, documents, printed, manifest.configuration, manifest.program)

    def resting_on(self, sources: frozenset[str]) -> list[Fact]:
        """The facts that rest on one of some sources."""
        every = map(parsed, lines_of(self.facts))
        return [fact for fact in every if not sources.isdisjoint(fact.sources)]


def compared(
    before: Known, after: Known, resting_on: Callable[[frozenset[str]], Sequence[Fact]] | None = None
) -> tuple[Change, ...]:
    """What changed from one edition to another; what did not is never loaded.

    Args:
        before: the earlier edition.
        after: the later one.
        resting_on: gives the later one's facts that rest on some sources, where there is a quicker way than
            to go through all of them.
    """
    then, now = _snapshots(before, after)
    loaded = frozenset(line(fact) for fact in now.facts)

    def unchanged(sources: frozenset[str]) -> list[Fact]:
        return [fact for fact in (resting_on or after.resting_on)(sources) if line(fact) not in loaded]

    return compare(then, now, unchanged)


def told_again(changes: Sequence[Change], edition: Known, reissue: Known) -> tuple[Change, ...]:
    """What an edition says has changed, with the ids and paths that facts and sources have in its reissue."""
    return reissues.told_again(changes, *_snapshots(edition, reissue))


def _snapshots(before: Known, after: Known) -> tuple[Snapshot, Snapshot]:
    """What was known in two editions, without the facts that stand in both just as they are."""
    moved = moved_sources(before.documents, after.documents)
    lines = differing(before.facts, after.facts, moved)
    then, now = (
        Snapshot(tuple(map(parsed, own)), known.documents, known.printed, known.configuration, known.program)
        for known, own in zip((before, after), lines, strict=True)
    )
    return then, now
