"""The files of an edition: made from the draft, or kept where what they are made from is what it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefgen.composition import printed_facts
from briefgen.editions.archive import Archive
from briefgen.editions.digests import digest_of
from briefgen.formats import Format
from briefgen.models import Edition, Manifest
from briefgen.pipeline.analysis import Analysis
from briefgen.pipeline.planning import Plan
from briefgen.places import SECTIONS
from briefgen.rendering import Renderer

if TYPE_CHECKING:
    from briefgen.rendering.word import WordWriter


MOST_ATTACHED = 2_000
"""The PDF of an edition with more facts carries those that it prints, not all of them."""


class File(NamedTuple):
    """A file of an edition.

    Attributes:
        name: in the edition's folder.
        data: its bytes.
        made_from: the digest of what it was made from.
        built: whether it was made now.
        shown: whether the output folder may show it; else it stands in the edition's folder alone.
    """

    name: str
    data: bytes
    made_from: str
    built: bool
    shown: bool = True

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return hashlib.sha256(self.data).hexdigest()


class Kept(NamedTuple):
    """What an earlier build made: where, and from what, by file name."""

    archive: Archive
    manifest: Manifest | None
    made_from: Mapping[str, str]

    def file(self, name: str, made_from: str) -> File | None:
        """The file, if it was made from the very same things."""
        there = self.manifest is not None and any(file.name == name for file in self.manifest.files)
        if self.manifest is None or not there or self.made_from.get(name) != made_from:
            return None
        return File(name, self.archive.read(self.manifest, name), made_from, built=False)


class _Recipe(NamedTuple):
    """What the files of a format are made from, as a digest; how they are called; and how they are made."""

    made_from: str
    endings: tuple[str, ...]
    make: Callable[[], Sequence[bytes]]


class Maker:
    """Makes the files of one edition.

    Args:
        analysis: its sources and facts.
        plan: its brief and what has changed.
        setting: the digest of the program and of the project's templates.
        renderer: sets it.
    """

    def __init__(self, analysis: Analysis, plan: Plan, setting: str, renderer: Renderer) -> None:
        self._analysis = analysis
        self._draft = plan.draft
        self._edition = plan.edition(analysis)
        self._data = dump(self._edition)
        self._renderer = renderer
        self._words = digest_of(setting, plan.draft.brief.model_dump(mode="json"))

    def files(self, formats: Iterable[Format], kept: Kept, word: WordWriter | None) -> tuple[File, ...]:
        """The files of some formats, and what every edition keeps: its data and its sections."""
        wanted = sorted({*formats, Format.JSON}, key=list(Format).index)
        recipes = [*(self._recipe(form, word) for form in wanted), self._sections_recipe()]
        return tuple(file for recipe in recipes for file in self._of_recipe(recipe, kept))

    def _of_recipe(self, recipe: _Recipe, kept: Kept) -> list[File]:
        names = [f"{self._draft.brief.slug}{ending}" for ending in recipe.endings]
        old = [file for name in names if (file := kept.file(name, recipe.made_from)) is not None]
        shown = recipe.endings != (SECTIONS,)
        if len(old) == len(names):
            return [file._replace(shown=shown) for file in old]
        made = zip(names, recipe.make(), strict=True)
        return [File(name, data, recipe.made_from, built=True, shown=shown) for name, data in made]

    def _recipe(self, form: Format, word: WordWriter | None) -> _Recipe:
        words, data = self._words, hashlib.sha256(self._data).hexdigest()
        if form is Format.MD:
            return _Recipe(words, (".md",), lambda: [self._draft.markdown.encode()])
        if form is Format.HTML:
            return _Recipe(digest_of(words, data), (".html", "-sources.html"), self._twin)
        if form is Format.PDF:
            return _Recipe(digest_of(words, data), (".pdf",), self._pdf)
        if form is Format.DOCX and word is not None:
            return _Recipe(words, (".docx",), lambda: [self._word_file(word)])
        return _Recipe(data, (".json",), lambda: [self._data])

    def _sections_recipe(self) -> _Recipe:
        return _Recipe(self._words, (SECTIONS,), lambda: [self._sections()])

    def _sections(self) -> bytes:
        data = self._renderer.sections(self._draft.brief, self._draft.markdown)
        return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()

    def _word_file(self, word: WordWriter) -> bytes:
        return self._renderer.word(self._draft.brief, self._draft.markdown, word)

    def _pdf(self) -> Sequence[bytes]:
        name = f"{self._draft.brief.slug}.json"
        whole = len(self._edition.facts) <= MOST_ATTACHED
        data = self._data if whole else dump(printed_part(self._edition))
        return [self._draft.layout.pdf(attachments={name: data})]

    def _twin(self) -> Sequence[bytes]:
        brief, shelf = self._draft.brief, self._analysis.shelf
        cited = {entry.id for part in brief.sections if part.kind == "sources" for entry in part.entries}
        documents = [shelf.document(r) for r in self._analysis.records if r.source.id in cited]
        pages = self._renderer.twin(brief, self._draft.markdown, self._analysis.facts.facts, documents)
        return [pages.brief.encode(), pages.sources.encode()]


def printed_part(edition: Edition) -> Edition:
    """What an edition's brief rests on: the facts that it prints, and the documents that these rest on."""
    printed = printed_facts(edition.brief) if edition.brief else frozenset()
    facts = tuple(fact for fact in edition.facts if fact.id in printed)
    sources = {item.source for fact in facts for item in fact.evidence}
    documents = tuple(record for record in edition.documents if record.source.id in sources)
    brief = edition.brief.model_copy(update={"left_out": ()}) if edition.brief else None
    changes = tuple(change for change in edition.changes if change.id in printed)
    update = {"documents": documents, "facts": facts, "rejected": (), "brief": brief, "changes": changes}
    return edition.model_copy(update=update)


def dump(edition: Edition) -> bytes:
    """The edition as JSON, the same bytes for the same edition."""
    return (edition.model_dump_json(indent=2, exclude_none=False) + "\n").encode()
