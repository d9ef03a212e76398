"""From a project folder to a published edition: the only module that joins the stages."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefgen import files, notes
from briefgen.composition import Explanation, Room, compose, explain
from briefgen.config import FILE_NAME, BriefConfig, SourceTable, load_config
from briefgen.errors import ConfigError, NoSourcesError, RenderingError, SourceError, UsageError
from briefgen.extraction import extract
from briefgen.facts import FactSet, derive_facts, merge_facts
from briefgen.formats import DEFAULT_FORMATS, Format
from briefgen.models import (
    Brief,
    Document,
    DocumentRecord,
    Edition,
    Extraction,
    Furniture,
    Notice,
    Outline,
    Party,
)
from briefgen.parties import lexicon
from briefgen.reading import read
from briefgen.rendering import Renderer
from briefgen.rendering.word import word_writer

if TYPE_CHECKING:
    from briefgen.rendering import Layout  # loading it loads WeasyPrint
    from briefgen.rendering.word import WordWriter

OUTPUT = "output"
TEMPLATES = "templates"
MOST_LAYOUTS = 3
"""Finding what fits the page budget costs no more layouts than this."""
FREE = 0.3
"""A brief that leaves more of its pages free than this is given more facts, where there are some."""
SAFETY = 0.97
"""A brief that was too long is aimed this much shorter than its length calls for."""
DENSITY = {"in-focus": 1.0, "memo": 1.0, "at-a-glance": 1.4}
"""How much more a page of each style holds than one of the default style."""


class Analysis(NamedTuple):
    """What a project's sources say, before anything is composed."""

    config: BriefConfig
    documents: tuple[Document, ...]
    parties: tuple[Party, ...]
    facts: FactSet
    notices: tuple[Notice, ...]

    @property
    def records(self) -> tuple[DocumentRecord, ...]:
        """The documents without their texts, oldest first."""
        return tuple(document.record for document in self.documents)

    @property
    def edition(self) -> Edition:
        """The data, without a brief."""
        return Edition(documents=self.records, facts=self.facts.facts, rejected=self.facts.rejected)


class Build(NamedTuple):
    """A published edition.

    Attributes:
        files: what was written.
        pages: of the PDF.
    """

    edition: Edition
    files: tuple[Path, ...]
    pages: int
    notices: tuple[Notice, ...]


def build(
    project: Path,
    *,
    output: Path | None = None,
    strict: bool = False,
    formats: Iterable[str] = DEFAULT_FORMATS,
) -> Build:
    """Build the brief of `project` and publish it, by default as Markdown, HTML, PDF and JSON.

    Args:
        project: the folder that holds brief.toml, or just sources.
        output: where to write; by default the project's output folder.
        strict: whether a notice stops the build before anything is written.
        formats: what to write, suffixes as in `Format`.

    Raises:
        ConfigError: brief.toml is wrong.
        SourceError: there is nothing to read.
        StrictError: there were notices, and `strict` is on.
        UsageError: a format is unknown.
        RenderingError: a template or the PDF writer failed, or the output cannot be written.
    """
    wanted = _formats(formats)
    analysis = analyse(project)
    word = _word_writer(project, analysis.config) if Format.DOCX in wanted else None
    own_templates = project / TEMPLATES
    renderer = Renderer(own_templates if own_templates.is_dir() else None)
    outline = outline_of(analysis)
    brief, markdown, layout = _fitted(analysis, outline, renderer)
    notices = (
        *analysis.notices,
        *notes.of_layout(layout.pages, analysis.config.brief.page_budget, layout.missing_glyphs),
    )
    if strict:
        notes.refuse(notices)
    edition = analysis.edition.model_copy(update={"brief": brief})
    data = dump(edition)

    def twin() -> dict[str, bytes]:
        pages = renderer.twin(brief, markdown, analysis.facts.facts, analysis.documents)
        return {".html": pages.brief.encode("utf-8"), "-sources.html": pages.sources.encode("utf-8")}

    makers: dict[Format, Callable[[], dict[str, bytes]]] = {
        Format.MD: lambda: {".md": markdown.encode("utf-8")},
        Format.HTML: twin,
        Format.PDF: lambda: {".pdf": layout.pdf(attachments={f"{brief.slug}.json": data})},
        Format.JSON: lambda: {".json": data},
    }
    if word is not None:
        makers[Format.DOCX] = lambda: {".docx": renderer.word(brief, markdown, word)}
    made = {
        f"{brief.slug}{ending}": content
        for name, make in makers.items()
        if name in wanted
        for ending, content in make().items()
    }
    written = files.publish(output or project / OUTPUT, made)
    return Build(edition, tuple(written), layout.pages, notices)


def _formats(names: Iterable[str]) -> frozenset[Format]:
    try:
        return frozenset(map(Format, names))
    except ValueError as error:
        raise UsageError(str(error), hint=f"formats are {', '.join(Format)}") from error


def _word_writer(project: Path, config: BriefConfig) -> WordWriter:
    """What writes the Word file, its template open: a mistake there is found before anything is laid out."""
    name = config.brief.word_template
    if name is None:
        return word_writer()
    template = project / name
    if not template.resolve().is_relative_to(project.resolve()):
        raise RenderingError(f"{name}: leads out of the project", hint="copy the template into the project")
    return word_writer(template, name)


def analyse(project: Path) -> Analysis:
    """Read the sources of `project` and derive their facts.

    Raises:
        ConfigError: brief.toml is wrong.
        SourceError: there is nothing to read.
    """
    config = load_config(project)
    documents, notices = _read_all(project, config)
    tables = _named(config.party_tables)
    extractions = [
        extract(d.text, published=d.published, source_id=d.source.id, body=d.body, parties=tables)
        for d in documents
    ]
    parties = _parties(config, tables, extractions)
    ids = frozenset(party.id for party in parties)
    found = [
        derive_facts(
            document,
            extraction,
            parties=ids,
            issues=config.issues,
            voice=lexicon(tables).publisher_party(document.outlet) if document.agency is None else None,
        )
        for document, extraction in zip(documents, extractions, strict=True)
    ]
    facts = merge_facts(found, documents)
    notices += notes.of_content(documents, extractions, parties, facts.facts, facts.rejected)
    return Analysis(config, tuple(documents), parties, facts, tuple(notices))


def explain_fact(project: Path, name: str) -> Explanation:
    """Why the fact with the id `name` (or the only one whose id begins so) is where it is in the brief.

    Raises:
        UsageError: no fact, or more than one, is named so.
    """
    analysis = analyse(project)
    named = [fact for fact in analysis.facts.facts if fact.id.startswith(name)]
    if len(named) != 1:
        count = f"{len(named)} facts have ids that begin with" if named else "no fact has"
        raise UsageError(
            f"{name!r}: {count} this id",
            hint="`briefgen facts` lists the facts with their ids",
        )
    outline = outline_of(analysis)
    facts, budget = analysis.facts.facts, analysis.config.brief.page_budget
    room = Room().for_pages(budget)
    brief = compose(facts, analysis.records, outline, room=room, pages=budget * DENSITY[outline.template])
    return explain(named[0], facts, analysis.records, outline, brief)


def outline_of(analysis: Analysis) -> Outline:
    """What the brief is to be: from brief.toml, and where that is silent from the sources."""
    table = analysis.config.brief
    dates = [d.published for d in analysis.documents if d.published is not None]
    titles = [d.title for d in reversed(analysis.documents) if d.title]
    names = " and ".join(party.name for party in analysis.parties)
    title = table.title or next(iter(titles), "") or names or "Brief"
    return Outline(
        title=title,
        slug=table.slug or slug_of(title),
        template=table.template,
        as_of=table.as_of or max(dates, default=None),
        parties=analysis.parties,
        issues=analysis.config.issues,
        furniture=Furniture(
            series=table.series,
            number=table.number,
            desk=table.desk,
            contact=table.contact,
            marking=table.marking,
            to=table.to,
            sender=table.sender,
        ),
    )


def dump(edition: Edition) -> bytes:
    """The edition as JSON, the same bytes for the same edition."""
    return (edition.model_dump_json(indent=2, exclude_none=False) + "\n").encode("utf-8")


def slug_of(title: str) -> str:
    """A file name for `title`: lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-") or "brief"


def _read_all(project: Path, config: BriefConfig) -> tuple[list[Document], list[Notice]]:
    """Every source that can be read, oldest first; a notice for each that cannot."""
    names, refused = files.find_sources(project, config.sources.paths)
    if not names:
        raise NoSourcesError(
            ", ".join(config.sources.paths),
            f"no source matches in {project}",
            hint=f"put text files there, or set [sources] paths in {FILE_NAME}",
        )
    tables = {table.path: table for table in config.source}
    documents: list[Document] = []
    notices = [notes.unused_table(path) for path in tables if path not in names]
    notices += [notes.skipped(path, why) for path, why in refused.items()]
    failures: list[SourceError] = []
    for name in names:
        try:
            document = read(files.read_source(project, name), name=name)
        except SourceError as error:
            failures.append(error)
            notices.append(notes.unreadable(error))
        else:
            documents.append(_completed(document, tables.get(name)))
    if not documents:
        raise failures[0]
    documents = _without_copies(documents, notices)
    ordered = sorted(documents, key=lambda d: (d.published or datetime.date.max, d.source.path))
    return _distinct(ordered), notices


def _without_copies(documents: list[Document], notices: list[Notice]) -> list[Document]:
    """The documents, those of one content once: a copy corroborates nothing."""
    first: dict[str, Document] = {}
    for document in documents:
        original = first.setdefault(document.source.sha256, document)
        if original is not document:
            notices.append(notes.copied(document.source.path, original.source.path))
    return list(first.values())


def _completed(document: Document, table: SourceTable | None) -> Document:
    """The document with what its [[source]] table says."""
    if table is None:
        return document
    given = table.model_dump(exclude={"path"}, exclude_none=True)
    return document.model_copy(update=given)


def _distinct(documents: Sequence[Document]) -> list[Document]:
    """The documents with ids made unique: those that share one get a hash of their path."""
    count = Counter(document.source.id for document in documents)

    def renamed(document: Document) -> Document:
        source = document.source
        if count[source.id] == 1:
            return document
        suffix = hashlib.sha256(source.path.encode("utf-8", "surrogatepass")).hexdigest()[:6]
        update = {"source": source.model_copy(update={"id": f"{source.id}-{suffix}"})}
        return document.model_copy(update=update)

    return [renamed(document) for document in documents]


def _named(tables: Sequence[Party]) -> tuple[Party, ...]:
    """The [[party]] tables, each with a name: its own, the country's, or its id."""
    countries = lexicon(())
    return tuple(
        table if table.name else table.model_copy(update={"name": countries.name(table.id)})
        for table in tables
    )


def _parties(
    config: BriefConfig, tables: tuple[Party, ...], extractions: Sequence[Extraction]
) -> tuple[Party, ...]:
    """The sides of the brief: as listed, else those with a table, else the two that speak most."""
    known = lexicon(tables)
    spoken = Counter(
        attribution.speaker.party
        for extraction in extractions
        for attribution in extraction.attributions
        if attribution.speaker is not None and attribution.speaker.party is not None
    )
    most = sorted(spoken, key=lambda party: (-spoken[party], party))[:2]
    ids = config.brief.parties or tuple(table.id for table in tables) or tuple(most)
    unknown = tuple(
        f"brief.parties: {party!r} is neither an ISO 3166 country code nor the id of a [[party]]"
        for party in ids
        if known.get(party) is None
    )
    if unknown:
        raise ConfigError(FILE_NAME, unknown, hint='write codes such as "US", or add a [[party]] table')
    return tuple(party for party in map(known.get, ids) if party is not None)


def _fitted(analysis: Analysis, outline: Outline, renderer: Renderer) -> tuple[Brief, str, Layout]:
    """The brief with as many facts as the page budget holds, its Markdown and its layout."""
    budget = analysis.config.brief.page_budget
    room = Room().for_pages(budget)
    pages = budget * DENSITY[outline.template]
    best: tuple[Brief, str, Layout] | None = None
    for _ in range(MOST_LAYOUTS):
        brief = compose(analysis.facts.facts, analysis.records, outline, room=room, pages=pages)
        markdown = renderer.markdown(brief)
        tried = brief, markdown, renderer.layout(renderer.html(brief, markdown))
        length = tried[2].length
        fits = tried[2].pages <= budget
        if best is None or _better(tried[2], best[2], budget):
            best = tried
        crowded_out = any(item.reason == "no-room" for item in brief.left_out)
        if fits and (budget - length < FREE or not crowded_out or best is not tried):
            break
        pages *= SAFETY * budget / length
    assert best is not None  # noqa: S101 -- the loop runs at least once
    return best


def _better(layout: Layout, other: Layout, budget: int) -> bool:
    """Whether a layout keeps to the budget where another does not, or fills it more."""
    if (layout.pages <= budget) != (other.pages <= budget):
        return layout.pages <= budget
    return layout.length > other.length if layout.pages <= budget else layout.length < other.length
