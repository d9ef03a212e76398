"""The work behind `briefgen extract`: one file read and extracted, and how that is told in lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from briefgen.errors import SourceError
from briefgen.extraction import extract
from briefgen.models import Attribution, Document, Extraction
from briefgen.reading import read


def extract_file(path: str) -> tuple[Document, Extraction]:
    """The document at `path` (``-``: standard input) and what is found in its article.

    Raises:
        SourceError: it cannot be read.
    """
    if path == "-":
        data = sys.stdin.buffer.read()
    else:
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise SourceError(
                path, f"cannot be read ({error.strerror})", hint="check the path and its permissions"
            ) from error
    document = read(data, name="standard-input.txt" if path == "-" else path)
    extraction = extract(
        document.text, published=document.published, source_id=document.source.id, body=document.body
    )
    return document, extraction


def describe(document: Document, extraction: Extraction) -> Iterator[str]:
    """The findings as lines of text."""
    publisher = document.agency or document.outlet or "publisher unknown"
    yield f"{document.source.path}: {document.published or 'undated'}, {publisher}"
    for attribution in extraction.attributions:
        yield f"  {attribution.mode:8} {_who(document, attribution)}: {_words(document, attribution)}"
    for person in extraction.people:
        yield f"  person   {person.name}" + (f", {person.office}" if person.office else "")
    for time in extraction.times:
        yield f"  time     {time.span.of(document.text)} = {time.value}"
    for quantity in extraction.quantities:
        yield f"  quantity {quantity.span.of(document.text)} = {quantity.value:g} {quantity.unit or ''}"


def _who(document: Document, attribution: Attribution) -> str:
    speaker = attribution.speaker
    if speaker is not None and speaker.name:
        return speaker.name + (f" [{speaker.party}]" if speaker.party else "")
    return attribution.source.of(document.text) if attribution.source else "?"


def _words(document: Document, attribution: Attribution) -> str:
    return " … ".join(" ".join(span.of(document.text).split()) for span in attribution.content)
