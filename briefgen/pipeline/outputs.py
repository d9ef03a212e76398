"""The files of an edition: made from the draft, or kept where what they are made from is what it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Self

from briefgen.composition import printed_facts
from briefgen.editions.archive import Archive
from briefgen.editions.datafile import dump
from briefgen.editions.digests import digest_of
from briefgen.formats import Format
from briefgen.models import Brief, Change, DocumentRecord, Edition, Fact, Manifest
from briefgen.pipeline.analysis import Analysis
from briefgen.pipeline.datafiles import DataFile
from briefgen.pipeline.planning import Plan
from briefgen.places import SECTIONS
from briefgen.rendering import Renderer
from briefgen.waiting import WaitingFile

if TYPE_CHECKING:
    from briefgen.rendering.word import WordWriter


MOST_ATTACHED = 2_000
"""The PDF of an edition with more facts carries those that it prints, not all of them."""


_PDF = (".pdf",)


class File(NamedTuple):
    """A file of an edition.

    Attributes:
        name: in the edition's folder.
        data: its bytes, or the file that has them already.
        sha256: the digest of its bytes.
        made_from: the digest of what it was made from.
        built: whether it was made now.
        shown: whether the output folder may show it; else it stands in the edition's folder alone.
    """

    name: str
    data: bytes | WaitingFile
    sha256: str
    made_from: str
    built: bool
    shown: bool = True

    @classmethod
    def of(cls, name: str, data: bytes, made_from: str, *, built: bool) -> Self:
        """The file of these bytes."""
        return cls(name, data, hashlib.sha256(data).hexdigest(), made_from, built)


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
        return File.of(name, self.archive.read(self.manifest, name), made_from, built=False)


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
        data: its data file.
    """

    def __init__(
        self, analysis: Analysis, plan: Plan, setting: str, renderer: Renderer, data: DataFile
    ) -> None:
        self._analysis = analysis
        self._draft = plan.draft
        self._changes = plan.changes
        self._renderer = renderer
        self._words = digest_of(setting, plan.draft.brief.model_dump(mode="json", exclude={"left_out"}))
        self._data = data

    def files(self, formats: Iterable[Format], kept: Kept, word: WordWriter | None) -> tuple[File, ...]:
        """The files of some formats, and what every edition keeps: its data and its sections."""
        wanted = sorted({*formats} - {Format.JSON}, key=list(Format).index)
        recipes = [*(self._recipe(form, word) for form in wanted), self._sections_recipe()]
        first = [recipe for recipe in recipes if recipe.endings == _PDF]
        others = [recipe for recipe in recipes if recipe.endings != _PDF]
        made: dict[tuple[str, ...], list[File]] = {}
        self._renderer.meanwhile(lambda: self._make(others, kept, made))
        self._make([*first, *others], kept, made)
        sha256 = self._data.sha256
        data = File(self._data_name, self._data.file, sha256, sha256, built=True)
        return (*(file for recipe in recipes for file in made[recipe.endings]), data)

    def _make(
        self, recipes: Iterable[_Recipe], kept: Kept, made: MutableMapping[tuple[str, ...], list[File]]
    ) -> None:
        """Add the files that some recipes give to those that are `made`."""
        for recipe in recipes:
            if recipe.endings not in made:
                made[recipe.endings] = self._of_recipe(recipe, kept)

    def _of_recipe(self, recipe: _Recipe, kept: Kept) -> list[File]:
        names = [f"{self._draft.brief.slug}{ending}" for ending in recipe.endings]
        old = [file for name in names if (file := kept.file(name, recipe.made_from)) is not None]
        shown = recipe.endings != (SECTIONS,)
        if len(old) == len(names):
            return [file._replace(shown=shown) for file in old]
        made = zip(names, recipe.make(), strict=True)
        return [File.of(n, data, recipe.made_from, built=True)._replace(shown=shown) for n, data in made]

    def _recipe(self, form: Format, word: WordWriter | None) -> _Recipe:
        words, data = self._words, self._data.sha256
        if form is Format.MD:
            return _Recipe(words, (".md",), lambda: [self._draft.markdown.encode()])
        if form is Format.HTML:
            return _Recipe(digest_of(words, data), (".html", "-sources.html"), self._twin)
        if form is Format.DOCX and word is not None:
            return _Recipe(words, (".docx",), lambda: [self._word_file(word)])
        return _Recipe(digest_of(words, data), _PDF, self._pdf)

    def _sections_recipe(self) -> _Recipe:
        return _Recipe(self._words, (SECTIONS,), lambda: [self._sections()])

    def _sections(self) -> bytes:
        data = self._renderer.sections(self._draft.brief, self._draft.markdown)
        return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()

    def _word_file(self, word: WordWriter) -> bytes:
        return self._renderer.word(self._draft.brief, self._draft.markdown, word)

    @property
    def _data_name(self) -> str:
        return f"{self._draft.brief.slug}.json"

    def _pdf(self) -> Sequence[bytes]:
        whole = len(self._analysis.dossier) <= MOST_ATTACHED
        data = b"".join(self._data.file.pieces()) if whole else dump(self._printed_part())
        return [self._draft.layout.pdf(attachments={self._data_name: data})]

    def _printed_part(self) -> Edition:
        facts = self._analysis.dossier.fetch(printed_facts(self._draft.brief))
        return printed_part(self._draft.brief, facts, self._analysis.records, self._changes)

    def _twin(self) -> Sequence[bytes]:
        brief, shelf = self._draft.brief, self._analysis.shelf
        cited = {entry.id for part in brief.sections if part.kind == "sources" for entry in part.entries}
        documents = [shelf.document(r) for r in self._analysis.records if r.source.id in cited]
        facts = list(self._analysis.dossier.fetch(printed_facts(brief)).values())
        pages = self._renderer.twin(brief, self._draft.markdown, facts, documents)
        return [pages.brief.encode(), pages.sources.encode()]


def printed_part(
    brief: Brief, facts: Mapping[str, Fact], records: Sequence[DocumentRecord], changes: Sequence[Change]
) -> Edition:
    """What a brief rests on: the facts that it prints, by id, and the documents that these rest on."""
    sources = {item.source for fact in facts.values() for item in fact.evidence}
    return Edition(
        documents=tuple(record for record in records if record.source.id in sources),
        facts=tuple(facts.values()),
        brief=brief.model_copy(update={"left_out": ()}),
        changes=tuple(change for change in changes if change.id in facts),
    )
