"""Which edition a project now gives: a new one, or the newest set anew, or the newest as it stands."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from briefgen import notes
from briefgen.editions.archive import Archive
from briefgen.editions.cache import Cache
from briefgen.editions.digests import digest_of
from briefgen.editions.inputs import Inputs
from briefgen.editions.records import Record
from briefgen.editions.volume import Volume
from briefgen.editions.words import words_digest
from briefgen.errors import OutputError
from briefgen.formats import Format, format_of
from briefgen.models import Brief, Change, Manifest, Notice
from briefgen.pipeline.analysis import Analysis
from briefgen.pipeline.datafiles import contents_of
from briefgen.pipeline.drafting import Draft
from briefgen.pipeline.outlining import outline_of
from briefgen.pipeline.past import Known, compared, told_again
from briefgen.rendering import Renderer

__all__ = ["PROGRAM", "Past", "Plan", "Planner", "setting_of"]

PROGRAM = version("briefgen")


class Past(NamedTuple):
    """The newest edition, or none, and what the last build is known to have made it from.

    Attributes:
        verify: makes sure that the edition's data is as it was published, or raises an OutputError; it is to
            be called before anything is published, and looks once however often it is called. A file that
            nobody seems to have touched since the last build is taken for what it was, as sources are.
    """

    manifest: Manifest | None = None
    volume: Volume | None = None
    record: Record | None = None
    verify: Callable[[], object] = lambda: None

    @classmethod
    def of(cls, archive: Archive, record: Record | None, cache: Cache) -> Past:
        """The past that the archive tells; the record counts if it is of the newest edition."""
        manifest = archive.newest()
        if manifest is None:
            return cls()
        known = record if record is not None and record.edition == manifest.name else None
        volume = archive.volume(manifest, contents_of(manifest, cache))
        if known is not None and known.left(archive.path_of_data(manifest)):
            return cls(manifest, volume, known)
        return cls(manifest, volume, known, functools.cache(partial(archive.verify, manifest)))

    def refuse_another(self, slug: str, paths: Iterable[str], output: Path) -> None:
        """Refuse to go on with the editions of another brief: other name, and not one source in common.

        Raises:
            OutputError: the newest edition is of another brief.
        """
        before = self.manifest
        if before is None or before.slug == slug or {source.path for source in before.sources} & set(paths):
            return
        raise OutputError(
            f"{output}: holds the editions of another brief, “{before.title}”",
            hint="give each project an output folder of its own with --output",
        )

    @property
    def number(self) -> int:
        """Of the newest edition; 0 where there is none."""
        return self.manifest.number if self.manifest else 0

    @property
    def formats(self) -> frozenset[Format]:
        """Of its files."""
        files = self.manifest.files if self.manifest else ()
        return frozenset(Format(format_of(file.name)) for file in files)

    @property
    def brief(self) -> Brief | None:
        """Its brief, without what that leaves out."""
        return self.volume.brief if self.volume else None


def setting_of(brief: Brief, inputs: Inputs) -> str:
    """The digest of all that can be seen to differ between an edition and its reissue."""
    return digest_of(words_digest(brief, hashes=True), dict(inputs.templates), PROGRAM)


class Plan(NamedTuple):
    """The edition that a project now gives.

    Attributes:
        number: of the edition.
        changes: since the edition before it.
        draft: its brief.
        drafted: the digest of all that the draft was made from.
        notices: what the user should know.
    """

    number: int
    changes: tuple[Change, ...]
    draft: Draft
    drafted: str
    notices: tuple[Notice, ...]


class Planner:
    """Finds the edition that an analysis gives, in view of the past.

    Args:
        analysis: what the sources say.
        inputs: what it was made from.
        past: the newest edition.
        renderer: sets the brief.
    """

    def __init__(self, analysis: Analysis, inputs: Inputs, past: Past, renderer: Renderer) -> None:
        self._analysis = analysis
        self._inputs = inputs
        self._past = past
        self._renderer = renderer

    def plan(self) -> Plan:
        """A new edition if facts or words are not those of the newest, else the newest."""
        past = self._past
        number, changes = self._by_facts()
        likely = self._reissue(differs=self._looks_different()) if number == past.number else 0
        draft, drafted = self._draft(number, likely, changes)
        if past.manifest is not None and number == past.number:
            reissue = self._reissue(differs=setting_of(draft.brief, self._inputs) != past.manifest.setting)
            if words_digest(draft.brief) != past.manifest.words:
                number, changes = number + 1, ()
                draft, drafted = self._draft(number, 0, changes)
            elif reissue != likely:
                draft, drafted = self._draft(number, reissue, changes)
        budget = self._analysis.config.brief.page_budget
        of_layout = notes.of_layout(draft.pages, budget, draft.missing_glyphs)
        return Plan(number, changes, draft, drafted, (*self._analysis.notices, *of_layout))

    def _by_facts(self) -> tuple[int, tuple[Change, ...]]:
        """The number and the changes that the facts call for, whatever the words are."""
        past, analysis = self._past, self._analysis
        if past.manifest is None or past.volume is None:
            return 1, ()
        before = Known.of(past.manifest, past.volume, analysis.records)
        dossier = analysis.dossier
        now = Known(dossier.runs, analysis.records, frozenset(), self._inputs.configuration, PROGRAM)
        changes = compared(before, now, dossier.resting_on)
        if changes:
            return past.number + 1, changes
        return past.number, told_again(past.volume.changes, before, now)

    def _looks_different(self) -> bool:
        """Whether the newest edition, set anew, is likely to be seen to differ; a guess saves a layout."""
        before, now = self._past.manifest, self._inputs
        return before is not None and (
            {source.sha256 for source in before.sources} != set(now.readable.values())
            or before.templates != dict(now.templates)
            or before.program != PROGRAM
        )

    def _reissue(self, *, differs: bool) -> int:
        """The number to mark the newest edition with: that of a new reissue, or the one that it has."""
        past = self._past
        if past.manifest is None or past.brief is None:
            return 0
        return past.manifest.reissue + 1 if differs else past.brief.reissue

    def _draft(self, number: int, reissue: int, changes: tuple[Change, ...]) -> tuple[Draft, str]:
        """The brief on its pages and the digest of what it is made from; that of before if it is the same."""
        analysis, past = self._analysis, self._past
        outline = outline_of(analysis, number, reissue)
        drafted = digest_of(
            self._inputs.setting,
            outline.model_dump(mode="json"),
            analysis.config.brief.page_budget,
            [change.model_dump(mode="json") for change in changes],
            [record.source.path for record in analysis.records],
            analysis.dossier.digest,
        )
        record = past.record
        before = past.volume.whole_brief() if past.volume and record and record.drafted == drafted else None
        if before is None or record is None:
            return Draft.fit(analysis, outline, changes, self._renderer), drafted
        return Draft(before, self._renderer, record.pages, record.missing_glyphs), drafted
