"""Making an edition: what is analysed, composed, set and published when something has changed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefgen import notes, places
from briefgen.config import BriefConfig
from briefgen.editions.archive import SET_ASIDE, Archive
from briefgen.editions.cache import Cache
from briefgen.editions.datafile import Contents
from briefgen.editions.inputs import Inputs, reasons, still_said
from briefgen.editions.records import Record, stamp_of, stamps
from briefgen.editions.words import words_digest
from briefgen.errors import RenderingError
from briefgen.formats import Format, format_of
from briefgen.interrupts import held_back
from briefgen.models import DocumentRecord, Manifest, ManifestFile, ManifestSource
from briefgen.pipeline.analysis import Analysis, analyse_inputs
from briefgen.pipeline.datafiles import DataFile, keep_contents
from briefgen.pipeline.outcome import Build, Item, Published
from briefgen.pipeline.outlining import outline_of
from briefgen.pipeline.outputs import File, Kept, Maker
from briefgen.pipeline.planning import PROGRAM, Past, Plan, Planner, setting_of
from briefgen.rendering import Renderer
from briefgen.rendering.word import word_writer
from briefgen.waiting import WaitingFile

if TYPE_CHECKING:
    from briefgen.rendering.press import Press
    from briefgen.rendering.word import WordWriter


class _Made(NamedTuple):
    """An edition, whole but not yet published.

    Attributes:
        published: what publishing it adds.
        contents: of its data file.
        shown: names of the files that the output folder is to show.
        missing: those of them that it does not show although they were published before.
        foreign: those of them under whose names it has files of somebody else.
    """

    analysis: Analysis
    plan: Plan
    manifest: Manifest
    published: Published
    contents: Contents
    files: tuple[File, ...]
    shown: tuple[str, ...]
    missing: tuple[str, ...]
    foreign: tuple[str, ...]


class Workshop:
    """Makes the editions of one project; what is slow to load is loaded once.

    Args:
        project: the folder.
        output: where editions are published.
        formats: those asked for.
        strict: whether a notice stops a build before anything is written.
        press: the process that lays out; without one this process does.
    """

    def __init__(
        self,
        project: Path,
        output: Path,
        formats: Sequence[Format],
        *,
        strict: bool,
        press: Press | None = None,
    ) -> None:
        self._project = project
        self._archive = Archive(output)
        self._formats = tuple(formats)
        self._strict = strict
        self._press = press
        self._renderer: Renderer | None = None
        self._set_with: Mapping[str, str] | None = None

    def build(self, inputs: Inputs, record: Record | None, cache: Cache, *, dry: bool = False) -> Build:
        """Bring the output folder up to `inputs`; with `dry`, only tell what that would take.

        Args:
            inputs: the project's files as they stand.
            record: what the last build did, if anything is known of it.
            cache: what earlier builds found; it gets what this one finds.
            dry: whether nothing may be written.

        Raises:
            As `Builder.build`.
        """
        why = record.stale(inputs, self._archive.output, self._formats) if record else ()
        if not dry:
            self._archive.tidy()
        with closing(WaitingFile() if dry else self._archive.waiting_file()) as file:
            made = self._make(inputs, Past.of(self._archive, record, cache), cache, file)
            if not dry:
                with held_back():
                    self._publish(made)
                kept = self._record(made, inputs)
                if not still_said(self._project, inputs):
                    kept = kept.doubted()
                kept.store(cache, self._archive.output)
                keep_contents(made.contents, made.manifest, cache)
        return self._report(made, why, inputs, cache)

    def _make(self, inputs: Inputs, past: Past, cache: Cache, file: WaitingFile) -> _Made:
        analysis = analyse_inputs(self._project, inputs, cache)
        word = self._word_writer(analysis.config, past)
        past.refuse_another(outline_of(analysis).slug, inputs.sources, self._archive.output)
        renderer = self._renderer_for(inputs.templates)
        data = DataFile(file, analysis.records, analysis.dossier)
        renderer.meanwhile(data.begin)
        renderer.meanwhile(past.verify)
        try:
            plan = Planner(analysis, inputs, past, renderer).plan()
        finally:
            past.verify()  # what went wrong may have gone wrong for that
        if self._strict:
            notes.refuse(plan.notices)
        same = plan.number == past.number
        formats = {*self._formats, *(past.formats if same else ())}
        data.finish(plan.draft.brief, plan.changes)
        maker = Maker(analysis, plan, inputs.setting, renderer, data)
        kept = Kept(self._archive, past.manifest, past.record.made if past.record else {})
        made = _compared(maker.files(formats, kept, word), past.manifest)
        manifest, published = _manifest(analysis, plan, made, inputs, past.manifest)
        shown = tuple(
            file.name for file in made if self._asked(file) or (same and self._archive.has(file.name))
        )
        missing = self._archive.missing(manifest, shown) if published == "nothing" else ()
        foreign = self._archive.foreign(shown)
        return _Made(analysis, plan, manifest, published, data.contents, made, shown, missing, foreign)

    def _asked(self, file: File) -> bool:
        return file.shown and format_of(file.name) in self._formats

    def _renderer_for(self, templates: Mapping[str, str]) -> Renderer:
        """The renderer, a new one when the project's templates have changed."""
        if self._renderer is None or self._set_with != templates:
            own = self._project / places.TEMPLATES
            self._renderer = Renderer(own if own.is_dir() else None, self._press)
            self._set_with = templates
        return self._renderer

    def _word_writer(self, config: BriefConfig, past: Past) -> WordWriter | None:
        """What writes the Word file, its template open: a mistake there is found before anything is set."""
        if Format.DOCX not in {*self._formats, *past.formats}:
            return None
        name = config.brief.word_template
        if name is None:
            return word_writer()
        template = self._project / name
        if not template.resolve().is_relative_to(self._project.resolve()):
            raise RenderingError(
                f"{name}: leads out of the project", hint="copy the template into the project"
            )
        return word_writer(template, name)

    def _publish(self, made: _Made) -> None:
        if made.published != "nothing":
            self._archive.publish(made.manifest, {file.name: file.data for file in made.files})
        self._archive.set_aside(made.foreign)
        self._archive.show(made.manifest, made.shown)

    def _record(self, made: _Made, inputs: Inputs) -> Record:
        manifest, draft = made.manifest, made.plan.draft
        return Record(
            inputs=inputs,
            edition=manifest.name,
            title=manifest.title,
            data=manifest.data,
            data_stamp=stamp_of(self._archive.path_of_data(manifest)),
            formats=sorted({format_of(name) for name in made.shown}),
            shown=stamps(self._archive.output, made.shown),
            pages=draft.pages,
            facts=manifest.facts,
            documents=len(made.analysis.records),
            notices=[notice.model_dump(mode="json") for notice in made.plan.notices],
            drafted=made.plan.drafted,
            made={file.name: file.made_from for file in made.files},
            missing_glyphs=list(draft.missing_glyphs),
        )

    def _report(self, made: _Made, why: Sequence[str], inputs: Inputs, cache: Cache) -> Build:
        output, manifest = self._archive.output, made.manifest
        asked = [file.name for file in made.files if self._asked(file)]
        return Build(
            title=manifest.title,
            number=manifest.number,
            reissue=manifest.reissue,
            published=made.published,
            reasons=manifest.reasons if made.published != "nothing" else (),
            files=tuple(output / name for name in asked),
            pages=made.plan.draft.pages,
            facts=manifest.facts,
            documents=len(made.analysis.records),
            sources=tuple(_source_items(inputs.sources, made.analysis.shelf.examined, why)),
            outputs=tuple(_output_item(output / file.name, file, why) for file in made.files),
            notices=made.plan.notices,
            missing=made.missing,
            remarks=(
                *cache.remarks,
                *_ahead_of_time(made.analysis.records),
                *(
                    f"{output / name}: was not made here; it is kept as {name}{SET_ASIDE}"
                    for name in made.foreign
                ),
            ),
            data=output / places.EDITIONS / manifest.name / manifest.data,
        )


def _compared(made: Sequence[File], before: Manifest | None) -> tuple[File, ...]:
    """The files; one that was made again and came out the same counts as kept."""
    there = {(file.name, file.sha256) for file in before.files} if before else set()
    return tuple(file._replace(built=file.built and (file.name, file.sha256) not in there) for file in made)


def _manifest(
    analysis: Analysis, plan: Plan, made: Sequence[File], inputs: Inputs, before: Manifest | None
) -> tuple[Manifest, Published]:
    """The manifest of the edition, and what is published: nothing if every file is as it was."""
    same_number = before is not None and before.number == plan.number
    there = {file.name: file.sha256 for file in before.files} if before and same_number else {}
    if before is not None and same_number and all(there.get(f.name) == f.sha256 for f in made):
        return before, "nothing"
    brief = plan.draft.brief
    manifest = Manifest(
        number=plan.number,
        reissue=before.reissue + 1 if before and same_number else 0,
        title=brief.title,
        slug=brief.slug,
        as_of=brief.as_of,
        program=PROGRAM,
        reasons=_reasons(before, inputs, [file.name for file in made if file.name not in there]),
        sources=tuple(_sources(analysis.records, inputs)),
        configuration=inputs.configuration,
        settings=dict(sorted(inputs.settings.items())),
        templates=dict(sorted(inputs.templates.items())),
        words=words_digest(brief),
        setting=setting_of(brief, inputs),
        facts=len(analysis.dossier),
        pages=plan.draft.pages,
        files=tuple(sorted((_entry(file) for file in made), key=lambda entry: entry.name)),
    )
    return manifest, "reissue" if same_number else "edition"


def _sources(records: Iterable[DocumentRecord], inputs: Inputs) -> Iterator[ManifestSource]:
    """Every source as it was read, which may have been saved since the build began; copies as they stood."""
    read = {record.source.path: record for record in records}
    for path, digest in sorted(inputs.readable.items()):
        record = read.get(path)
        sha256, published = (record.source.sha256, record.published) if record else (digest, None)
        yield ManifestSource(path=path, sha256=sha256, published=published)


def _ahead_of_time(records: Sequence[DocumentRecord]) -> Iterator[str]:
    """Sources dated after today, most likely by mistake: the clock gives a remark, and no more than that."""
    today = datetime.datetime.now().astimezone().date()
    for record in records:
        if record.published is not None and record.published > today:
            yield (
                f"{record.source.path}: is dated {record.published.isoformat()}, still to come; if that is a "
                f"mistake, give the right date in a [[source]] table of {places.CONFIGURATION}"
            )


def _entry(file: File) -> ManifestFile:
    return ManifestFile(name=file.name, sha256=file.sha256)


def _reasons(before: Manifest | None, inputs: Inputs, new_files: Sequence[str]) -> tuple[str, ...]:
    """Why an edition is made, from what its predecessor's manifest tells."""
    if before is None:
        return ("first edition",)
    sources = {source.path: source.sha256 for source in before.sources}
    then = Inputs(before.program, before.configuration, sources, {}, before.templates, before.settings)
    now = inputs._replace(program=PROGRAM, sources=inputs.readable, refused={})
    found = reasons(then, now) or tuple(f"{name}: asked for" for name in new_files)
    return found or ("briefgen: another version, or other libraries",)


def _source_items(paths: Iterable[str], examined: Container[str], why: Iterable[str]) -> Iterator[Item]:
    """What was done with each source; of one that changed `why` has a line: its path, a colon, the reason."""
    told: dict[str, str] = {}
    for line in why:
        for colon in re.finditer(": ", line):  # a path may have colons too
            told.setdefault(line[: colon.start()], line[colon.end() :])
    for path in paths:
        if path in examined:
            yield Item(path, built=True, why=told.get(path, "nothing is kept of it"))
        else:
            yield Item(path, built=False, why="its content is known")


def _output_item(path: Path, file: File, why: Sequence[str]) -> Item:
    if not file.built:
        return Item(str(path), built=False, why="it comes out as it was")
    return Item(str(path), built=True, why="; ".join(why[:3]) or "nothing is known of an earlier build")
