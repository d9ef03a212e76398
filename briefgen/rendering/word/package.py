"""The file around a Word document: opening templates, and the same bytes for the same document.

A .docx file is a ZIP archive of parts (Open Packaging Conventions, ECMA-376 part 2).
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml

from briefgen import resources
from briefgen.errors import RenderingError
from briefgen.rendering.word.markup import element

__all__ = ["fresh", "opened", "packed"]

LARGEST = 100 * 1024 * 1024
"""A template whose parts are larger than this together is refused, in bytes."""

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
_TYPES = "[Content_Types].xml"
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.%s.main+xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP can say


def fresh() -> WordDocument:
    """The packaged template, open."""
    return Document(io.BytesIO(_packaged()))


def opened(template: Path, name: str) -> WordDocument:
    """A user's template, open: a document, or a template proper (.dotx), which opens as a document.

    Raises:
        RenderingError: it cannot be read or is not a Word file; the message begins with `name`.
    """
    try:
        return _whole(Document(io.BytesIO(_as_document(template.read_bytes()))))
    except OSError as error:
        reason = error.strerror or str(error)
    except zipfile.BadZipFile:
        reason = "it is not a .docx or .dotx file"
    except Exception as error:  # whatever python-docx and lxml make of a file that is not what it says
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    raise RenderingError(
        f"{name}: cannot be opened as a Word template ({reason})",
        hint="save it in Word as .docx or .dotx, without macros, and name it in word_template",
    )


def packed(document: WordDocument) -> bytes:
    """The bytes of the file: parts in order of their names, without the time at which they were written."""
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as archive:
        return _zipped({name: archive.read(name) for name in archive.namelist()})


def _whole(document: WordDocument) -> WordDocument:
    """The document, with the parts that a writer needs; one that lacks a body is no document."""
    if document.element.body is None:
        raise ValueError("it has no body")
    if document.styles.element is None or document.settings.element is None:
        raise ValueError("it has no styles")
    if not len(document.sections):
        document.element.body.append(element("sectPr"))
    return document


def _zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != _TYPES, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else it tells the system that the program ran on
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, parts[name])
    return target.getvalue()


def _as_document(data: bytes) -> bytes:
    """The archive with its main part called a document, which python-docx asks for."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
        if size > LARGEST:
            raise ValueError(f"its parts are {size // 1024**2} MB; at most {LARGEST // 1024**2} MB")
        if _TYPES not in archive.namelist():
            raise zipfile.BadZipFile
        if _MAIN % b"template" not in archive.read(_TYPES):
            return data
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[_TYPES] = parts[_TYPES].replace(_MAIN % b"template", _MAIN % b"document")
    return _zipped(parts)


@cache
def _packaged() -> bytes:
    """templates/word.xml, which is one file for all parts (Flat OPC), as an archive."""
    package: Any = parse_xml((resources.templates() / "word.xml").read_bytes())
    parts: dict[str, bytes] = {}
    kinds: list[str] = []
    for part in package.iterfind(f"{_PKG}part"):
        name = part.get(f"{_PKG}name", "")
        kind = part.get(f"{_PKG}contentType", "")
        [content] = part.iterfind(f"{_PKG}xmlData/*")
        parts[name.lstrip("/")] = serialize_part_xml(content)
        if kind != _RELATIONSHIPS:
            kinds.append(f'<Override PartName="{name}" ContentType="{kind}"/>')
    parts[_TYPES] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{_RELATIONSHIPS}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(kinds)}</Types>'
    ).encode()
    return _zipped(parts)
