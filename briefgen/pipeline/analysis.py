"""What a project's sources say, before anything is composed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from briefgen import notes, places
from briefgen.config import BriefConfig, load_config
from briefgen.editions.cache import FILE_NAME, Cache
from briefgen.editions.inputs import Inputs, take
from briefgen.errors import NoSourcesError, SourceError
from briefgen.facts import FactSet
from briefgen.garbage import unsearched
from briefgen.models import (
    Document,
    DocumentRecord,
    Edition,
    Notice,
    Party,
    SourceSummary,
)
from briefgen.pipeline.dossier import Dossier
from briefgen.pipeline.shelf import Shelf
from briefgen.pipeline.sides import listed_parties, named_tables, speaking_parties


class Analysis(NamedTuple):
    """What a project's sources say, before anything is composed.

    Attributes:
        records: the documents without their texts, oldest first.
        dossier: the facts of all of them.
        shelf: gives the texts.
    """

    config: BriefConfig
    records: tuple[DocumentRecord, ...]
    parties: tuple[Party, ...]
    dossier: Dossier
    notices: tuple[Notice, ...]
    shelf: Shelf

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents with their texts, oldest first."""
        return tuple(map(self.shelf.document, self.records))

    @property
    def facts(self) -> FactSet:
        """All facts, in memory; where few are wanted, ask the dossier."""
        return self.dossier.facts

    @property
    def edition(self) -> Edition:
        """The data, without a brief."""
        return Edition(documents=self.records, facts=self.facts.facts, rejected=self.facts.rejected)


def analyse(project: Path) -> Analysis:
    """Read the sources of `project` and derive their facts; what earlier builds kept is used, not changed.

    Raises:
        ConfigError: brief.toml is wrong.
        SourceError: there is nothing to read.
    """
    cache = Cache.peek(project / places.STATE / FILE_NAME)
    return analyse_inputs(project, take(project, cache), cache)


@unsearched()
def analyse_inputs(project: Path, inputs: Inputs, cache: Cache) -> Analysis:
    """The analysis of a project whose files stand as `inputs` says; `cache` gets what is found.

    Raises:
        ConfigError: brief.toml is wrong.
        SourceError: there is nothing to read.
    """
    config = load_config(project)
    if not inputs.sources:
        raise NoSourcesError(
            ", ".join(config.sources.paths),
            f"no source matches in {project}",
            hint=f"put text files there, or set [sources] paths in {places.CONFIGURATION}",
        )
    tables = named_tables(config.party_tables)
    listed = listed_parties(config, tables)
    shelf = Shelf(project, dict(inputs.sources), config, tables, inputs.program, cache)
    summaries, notices = _summaries(shelf, config, inputs, listed)
    parties = listed
    if parties is None:
        parties = speaking_parties((summary.spoken for summary in summaries), tables)
    records = tuple(summary.record for summary in summaries)
    dossier = shelf.dossier([record.source.path for record in records], parties)
    shelf.tidy()
    notices += notes.of_content(summaries, parties, dossier.voices, dossier.rejected("not-aligned"))
    return Analysis(config, records, parties, dossier, tuple(notices), shelf)


def _summaries(
    shelf: Shelf, config: BriefConfig, inputs: Inputs, listed: tuple[Party, ...] | None
) -> tuple[list[SourceSummary], list[Notice]]:
    """Every source that can be read, oldest first; a notice for each that cannot.

    Where brief.toml lists the parties, the facts of what is read are derived at once: thousands of texts are
    neither held until all are known, nor read twice.
    """
    tables = [table.path for table in config.source]
    notices = [notes.unused_table(path) for path in tables if path not in inputs.sources]
    notices += [notes.skipped(path, why) for path, why in inputs.refused.items()]
    known = shelf.summaries(list(inputs.sources))
    failures: list[SourceError] = []
    found: list[SourceSummary] = []
    for path in inputs.sources:
        try:
            summary = known.get(path)
            if summary is None:
                summary = shelf.examine(path)
                if listed is not None:
                    shelf.file(path, listed)
            found.append(summary)
        except SourceError as error:
            failures.append(error)
            notices.append(notes.unreadable(error))
    if not found:
        raise failures[0]
    found = _without_copies(found, notices)
    return sorted(found, key=_by_date), notices


def _by_date(summary: SourceSummary) -> tuple[datetime.date, str, str, str]:
    """By date, then by what the source says of itself: renaming a file or correcting a word moves nothing."""
    record = summary.record
    published = record.published or datetime.date.max
    return published, record.agency or record.outlet or "", record.title or "", record.source.path


def _by_name(summary: SourceSummary) -> tuple[int, int, str]:
    """The plainest name first: "b (1).txt", "Copy of b.txt" and "old/b.txt" are copies of "b.txt"."""
    path = summary.record.source.path
    return path.count("/"), len(path), path


def _without_copies(summaries: Iterable[SourceSummary], notices: list[Notice]) -> list[SourceSummary]:
    """The sources, those of one content once: a copy corroborates nothing."""
    first: dict[str, SourceSummary] = {}
    for summary in sorted(summaries, key=_by_name):
        source = summary.record.source
        original = first.setdefault(source.sha256, summary)
        if original is not summary:
            notices.append(notes.copied(source.path, original.record.source.path))
    return list(first.values())
