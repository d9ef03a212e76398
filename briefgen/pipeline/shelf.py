"""The sources of a build: their files, what was found in each, and what is kept of it for the next build."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from briefgen import files
from briefgen.config import BriefConfig, SourceTable
from briefgen.editions.cache import Cache
from briefgen.editions.digests import digest_of, digest_of_texts
from briefgen.extraction import extract
from briefgen.facts import SourceFacts, derive_facts
from briefgen.models import Document, DocumentRecord, Extraction, Party, SourceSummary
from briefgen.parties import lexicon
from briefgen.pipeline.dossier import Dossier
from briefgen.pipeline.filing import FASTEST, Filed, file_facts
from briefgen.pipeline.sheaves import bound
from briefgen.reading import read, reread, source_id

HELD = 300
"""So many texts with their extractions stay in memory; what comes after is read again when it is wanted."""


_BUNDLES = "bundles"
_SUMMARIES: TypeAdapter[list[SourceSummary]] = TypeAdapter(list[SourceSummary])


class _Found(NamedTuple):
    document: Document
    extraction: Extraction


class Shelf:
    """The sources that a project's patterns match.

    Args:
        project: the folder.
        digests: the SHA-256 of each file, by its path in the project.
        config: what brief.toml says of the sources and the parties.
        tables: its [[party]] tables, named.
        program: the digest of the program that reads and extracts.
        cache: where results are kept.
    """

    def __init__(
        self,
        project: Path,
        digests: dict[str, str],
        config: BriefConfig,
        tables: tuple[Party, ...],
        program: str,
        cache: Cache,
    ) -> None:
        self._project = project
        self._digests = digests
        self._config = config
        self._source_tables = {table.path: table for table in config.source}
        self._parties = tables
        self._cache = cache
        self._ids = unique_ids(digests)
        self._common = digest_of(program, [table.model_dump(mode="json") for table in tables])
        self._said = {path: digest_of(self._said_of(path)) for path in self._source_tables}
        self._keys = {path: self._key(path, digest) for path, digest in digests.items()}
        self._summaries: dict[str, SourceSummary] = {}
        self._held: dict[str, _Found] = {}
        self._new: set[str] = set()

    @property
    def examined(self) -> frozenset[str]:
        """Paths of the sources that this build extracted anew."""
        return frozenset(self._new)

    def summaries(self, paths: Sequence[str]) -> dict[str, SourceSummary]:
        """What is told of those sources that were met before, by path."""
        bundles = self._bundles(paths)
        for key, data in self._cache.load_each(_BUNDLES, bundles):
            self._summaries |= zip(bundles[key], _SUMMARIES.validate_json(data), strict=True)
        self._summaries |= self._summaries_apart([path for path in paths if path not in self._summaries])
        return dict(self._summaries)

    def _summaries_apart(self, paths: Sequence[str]) -> dict[str, SourceSummary]:
        wanted: dict[str, list[str]] = defaultdict(list)
        for path in paths:
            wanted[self._keys[path]].append(path)
        found: dict[str, SourceSummary] = {}
        for key, data in self._cache.load_each("summaries", wanted):
            if (summary := _summary(data)) is not None:
                found |= {path: self._placed(summary, path) for path in wanted[key]}
        return found

    def _bundles(self, paths: Sequence[str]) -> dict[str, list[str]]:
        """The sources in bundles, each with the digest of all that is told of them."""
        bundles = ([paths[at] for at in some] for some in bound([self._keys[path] for path in paths]))
        return {
            digest_of_texts(*(f"{self._keys[path]} {self._ids[path]} {path}" for path in bundle)): bundle
            for bundle in bundles
        }

    def _placed(self, summary: SourceSummary, path: str) -> SourceSummary:
        """What is told of a source wherever it was, told of it where it is now."""
        told = summary.record.source
        if (told.id, told.path) == (self._ids[path], path):
            return summary
        source = told.model_copy(update={"id": self._ids[path], "path": path})
        return summary.model_copy(update={"record": summary.record.model_copy(update={"source": source})})

    def examine(self, path: str) -> SourceSummary:
        """Read a source and find what is in it; kept for the next build.

        Raises:
            SourceError: it cannot be read.
        """
        found = self._read(path)
        self._new.add(path)
        if len(self._held) < HELD:
            self._held[path] = found
        summary = SourceSummary(
            record=found.document.record,
            spoken=_spoken(found.extraction),
            mentioned=tuple(sorted({mention.party for mention in found.extraction.party_mentions})),
            quotes=bool(found.extraction.attributions),
        )
        self._summaries[path] = summary
        # What was changed since the digests were taken is kept as what it is now.
        key = self._keys[path] = self._key(path, summary.record.source.sha256)
        self._cache.gather("summaries", key, summary.model_dump_json().encode())
        packed = zlib.compress(found.extraction.model_dump_json().encode(), FASTEST)
        self._cache.gather("extractions", key, packed)
        return summary

    def file(self, path: str, parties: Sequence[Party]) -> None:
        """Derive the facts of a source that was just examined, and let go of its text."""
        key = self._facts_key(path, self._name_of(parties))
        ids = frozenset(party.id for party in parties)
        file_facts(self._cache, key, self._derive(path, ids))
        self._held.pop(path, None)

    def dossier(self, paths: Sequence[str], parties: Sequence[Party]) -> Dossier:
        """The facts of the sources that summaries were made of, those that are kept and those derived now.

        Raises:
            SourceError: one can no longer be read, or was changed since this build began.
        """
        name = self._name_of(parties)
        ids = frozenset(party.id for party in parties)
        keys = [self._facts_key(path, name) for path in paths]
        filed = Filed(keys, lambda number: self._derive(paths[number], ids), self._cache)
        filed.tidy(HELD)
        return Dossier(filed, self._cache, name)

    def document(self, record: DocumentRecord) -> Document:
        """A source with its text.

        Raises:
            SourceError: it can no longer be read, or was changed since this build began.
        """
        path = record.source.path
        if path in self._held:
            return self._held[path].document
        return reread(record, files.read_source(self._project, path))

    def tidy(self) -> None:
        """Bundle what is told of the sources, and forget what was found in those that are no longer there."""
        bundles = self._bundles([path for path in self._digests if path in self._summaries])
        for key in self._cache.lacking(_BUNDLES, bundles):
            told = _SUMMARIES.dump_json([self._summaries[path] for path in bundles[key]])
            self._cache.gather(_BUNDLES, key, told)
        self._cache.keep_only(_BUNDLES, bundles, spare=len(bundles) + HELD)
        for kind in ("summaries", "extractions"):
            self._cache.keep_only(kind, self._keys.values(), spare=len(self._keys) + HELD)

    def _name_of(self, parties: Sequence[Party]) -> str:
        """What facts are derived by, beside their source, as a digest."""
        issues = [issue.model_dump(mode="json") for issue in self._config.issues]
        return digest_of(self._common, [party.id for party in parties], issues)

    def _facts_key(self, path: str, name: str) -> str:
        return digest_of_texts(self._keys[path], self._ids[path], name)

    def _derive(self, path: str, ids: frozenset[str]) -> SourceFacts:
        document, extraction = self._found(path)
        voice = lexicon(self._parties).publisher_party(document.outlet) if document.agency is None else None
        return derive_facts(document, extraction, parties=ids, issues=self._config.issues, voice=voice)

    def _found(self, path: str) -> _Found:
        """A source with what was found in it: at hand, kept, or found again."""
        if path in self._held:
            return self._held[path]
        key = self._keys[path]
        packed = self._cache.load("extractions", [key]).get(key)
        extraction = _extraction(packed) if packed is not None else None
        document = self.document(self._summaries[path].record)
        if extraction is None:
            return _Found(document, self._extract(document))
        return _Found(document, extraction.model_copy(update={"document": document.source.id}))

    def _read(self, path: str) -> _Found:
        document = self._document(path)
        return _Found(document, self._extract(document))

    def _extract(self, document: Document) -> Extraction:
        return extract(
            document.text,
            published=document.published,
            source_id=document.source.id,
            body=document.body,
            parties=self._parties,
        )

    def _document(self, path: str) -> Document:
        data = files.read_source(self._project, path)
        document = read(data, name=path)
        source = document.source.model_copy(update={"id": self._ids[path]})
        return document.model_copy(update={"source": source, **self._said_of(path, "python")})

    def _key(self, path: str, digest: str) -> str:
        """What results are kept under that were made of a content, and nothing else of the project."""
        return digest_of_texts(self._common, digest, self._said.get(path, ""))

    def _said_of(self, path: str, mode: str = "json") -> dict[str, object]:
        """What a [[source]] table says of a source."""
        table: SourceTable | None = self._source_tables.get(path)
        return table.model_dump(mode=mode, exclude={"path"}, exclude_none=True) if table else {}


def unique_ids(digests: Mapping[str, str]) -> dict[str, str]:
    """An id for each path: of its file name, with a hash of the path where other contents have the same.

    Copies may share one: only one of them is a source.
    """
    ids = {path: source_id(path) for path in digests}
    count = Counter(name for name, _ in {(name, digests[path]) for path, name in ids.items()})
    return {path: name if count[name] == 1 else f"{name}-{_short_hash(path)}" for path, name in ids.items()}


def _short_hash(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _spoken(extraction: Extraction) -> dict[str, int]:
    parties = (a.speaker.party for a in extraction.attributions if a.speaker is not None)
    return dict(sorted(Counter(party for party in parties if party is not None).items()))


def _summary(data: bytes) -> SourceSummary | None:
    try:
        return SourceSummary.model_validate_json(data)
    except ValidationError:
        return None


def _extraction(packed: bytes) -> Extraction | None:
    try:
        return Extraction.model_validate_json(zlib.decompress(packed))
    except (ValidationError, zlib.error):
        return None
