"""The work behind `briefgen extract`: one file read and extracted, and how that is told in lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from briefgen import files
from briefgen.errors import UsageError
from briefgen.extraction import extract
from briefgen.models import Document, Extraction
from briefgen.models.markup import amount, one_line, who
from briefgen.reading import read

Item = tuple[Document, Extraction]
Form = Literal["lines", "json", "explain", "html"]


def chosen_form(*, json: bool, explain: bool, html: bool, output: Path | None) -> Form:
    """The form of output that the options ask for.

    Raises:
        UsageError: they ask for more than one, or for a file that no form writes.
    """
    asked: dict[Form, bool] = {"json": json, "explain": explain, "html": html}
    chosen = [form for form, wanted in asked.items() if wanted]
    if len(chosen) > 1:
        raise UsageError(
            " and ".join(f"--{form}" for form in chosen) + " exclude one another", hint="give one of them"
        )
    if output is not None and chosen != ["html"]:
        raise UsageError("--output is for --html", hint="add --html, or redirect with > FILE")
    return chosen[0] if chosen else "lines"


def extract_file(path: str) -> Item:
    """The document at `path` (``-``: standard input) and what is found in its article.

    Raises:
        SourceError: it cannot be read.
    """
    if path == "-":
        data = files.read_stream(sys.stdin.buffer, "standard input")
    else:
        data = files.read_file(Path(path), path)
    document = read(data, name="standard-input.txt" if path == "-" else path)
    extraction = extract(
        document.text, published=document.published, source_id=document.source.id, body=document.body
    )
    return document, extraction


def heading(document: Document) -> str:
    """Which document it is, in one line: path, date, publisher."""
    publisher = document.agency or document.outlet or "publisher unknown"
    return one_line(f"{document.source.path}: {document.published or 'undated'}, {publisher}")


def describe(items: Iterable[Item]) -> Iterator[str]:
    """The findings as lines of text."""
    for document, extraction in items:
        yield heading(document)
        for kind, told in _findings(document.text, extraction):
            yield f"  {kind:8} {one_line(told)}"


def _findings(text: str, extraction: Extraction) -> Iterator[tuple[str, str]]:
    for attribution in extraction.attributions:
        words = " … ".join(span.of(text) for span in attribution.content)
        yield attribution.mode, f"{who(attribution, text)}: {words}"
    for person in extraction.people:
        yield "person", person.name + (f", {person.office}" if person.office else "")
    for time in extraction.times:
        yield "time", f"{time.span.of(text)} = {time.value or 'unresolved'}"
    for quantity in extraction.quantities:
        yield "quantity", f"{quantity.span.of(text)} = {amount(quantity)}"
