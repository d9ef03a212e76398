"""Reading as a whole: bytes to a document."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath

from briefgen.errors import ChangedSourceError
from briefgen.models.documents import Document, DocumentRecord, Source, Span
from briefgen.reading.blocks import split_blocks
from briefgen.reading.body import select
from briefgen.reading.decoding import decode
from briefgen.reading.language import detect_language
from briefgen.reading.metadata import find_metadata, read_stamp
from briefgen.reading.scoring import score_blocks

_HASH_LENGTH = 12
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SIMPLE = re.compile(r"(?:.*/)?([A-Za-z0-9][A-Za-z0-9_ -]*)\.[A-Za-z0-9]+")
"""A path whose stem is told at a glance and loses no letter; nearly all are such."""


def read(data: bytes, *, name: str) -> Document:
    """The document in a file: its text, what it says of itself, and which part of it is the article.

    Args:
        data: the file.
        name: its path as the project names it; the document's id is made from it.

    Returns:
        A document whose offsets count code points of its ``text``, which is the decoded file, unchanged.
        ``body`` is empty where no sentence was found.

    Raises:
        SourceError: the file is empty, too large, or no text in an encoding that can be told.
    """
    path = name.replace("\\", "/")
    text = decode(data, path=path)
    stamp, start = read_stamp(text)
    blocks = split_blocks(text, start)
    language = detect_language(text, (word for block in blocks for word in block.lowered))
    judged = score_blocks(blocks, language)
    chosen = select(judged)
    metadata = find_metadata(judged, chosen, stamp)
    spans = [Span(start=judged[position].block.start, end=judged[position].block.end) for position in chosen]
    if spans:
        spans[0] = Span(start=metadata.body_start, end=spans[0].end)
    return Document(
        source=Source(id=source_id(path), path=path, sha256=hashlib.sha256(data).hexdigest()),
        text=text,
        title=metadata.title,
        outlet=metadata.outlet,
        agency=metadata.agency,
        authors=metadata.authors,
        published=metadata.published,
        dateline=metadata.dateline,
        body=tuple(spans),
        language=language,
    )


def reread(record: DocumentRecord, data: bytes) -> Document:
    """The document whose record is known, from its file.

    Raises:
        ChangedSourceError: the file is not the one that the record was made from.
    """
    source = record.source
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise ChangedSourceError(source.path)
    return Document.model_construct(
        **{name: getattr(record, name) for name in DocumentRecord.model_fields},
        text=decode(data, path=source.path),
    )


def source_id(path: str) -> str:
    """A name of ``[a-z0-9-]`` for the file at `path`: its stem, with a hash where letters were lost."""
    if simple := _SIMPLE.fullmatch(path):
        return _NOT_SLUG.sub("-", simple[1].lower()).strip("-")
    stem = PurePosixPath(path).stem
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode("ascii")
    slug = _NOT_SLUG.sub("-", plain.lower()).strip("-")
    letters = [character for character in unicodedata.normalize("NFKC", stem) if character.isalnum()]
    if slug and sum(1 for character in slug if character.isalnum()) >= len(letters):
        return slug
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]
    return f"{slug}-{digest}" if slug else digest
