"""Bytes to text: which encoding a file is in, and which files are no text at all."""

from __future__ import annotations

import codecs

from briefgen.errors import SourceError

SIZE_LIMIT = 20 * 1024 * 1024
"""The largest file that is read, in bytes: some 3 million words, far beyond any article or report."""

_SAVE_AS_UTF8 = "open it in a text editor and save it as UTF-8 text"
_EXPORT_TEXT = "copy or export its text into a .txt file, and use that file as the source"

# First bytes of formats that analysts keep beside their notes, and how to name each to them.
_SIGNATURES = (
    (b"%PDF-", "is a PDF, not plain text"),
    (b"PK\x03\x04", "is a Word, Excel or zip file, not plain text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Word, Excel or Outlook file, not plain text"),
    (b"{\\rtf", "is a rich text (RTF) file, not plain text"),
    (b"\x89PNG\r\n", "is a picture (PNG), not plain text"),
    (b"\xff\xd8\xff", "is a picture (JPEG), not plain text"),
    (b"GIF8", "is a picture (GIF), not plain text"),
    (b"II*\x00", "is a picture (TIFF), not plain text"),
    (b"MM\x00*", "is a picture (TIFF), not plain text"),
    (b"\x1f\x8b\x08", "is a compressed (gzip) file, not plain text"),
    (b"7z\xbc\xaf\x27\x1c", "is a compressed (7-Zip) file, not plain text"),
    (b"\x7fELF", "is a program, not plain text"),
)
_HTML_OPENINGS = (b"<!doctype html", b"<html")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL_BYTES = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b"))
_HIGH_BYTES = bytes(range(0x80, 0x100))
_SPACE_BYTES = b" \t\r\n\v\f"


def decode(data: bytes, *, path: str) -> str:
    """The text of a file: UTF-8, UTF-16 or UTF-32 by its byte order mark, else UTF-8, else Windows-1252.

    Line endings stay as they are; only a byte order mark is dropped.

    Args:
        data: the file.
        path: the file's name, for messages.

    Raises:
        SourceError: the file is empty, too large, not text, or in an encoding that cannot be told.
    """
    _refuse_what_is_not_text(data, path)
    text = _decode_marked(data, path)
    if text is None:
        text = _decode_unmarked(data, path)
    if not text.strip():
        raise SourceError(
            path, "is empty", hint="put the text of the document into the file, or remove the file"
        )
    return text


def _refuse_what_is_not_text(data: bytes, path: str) -> None:
    if len(data) > SIZE_LIMIT:
        size = f"{len(data) / 1024 / 1024:.0f} MB"
        limit = f"{SIZE_LIMIT // 1024 // 1024} MB"
        raise SourceError(
            path, f"is too large ({size}; the limit is {limit})", hint="split it into one file per document"
        )
    for signature, reason in _SIGNATURES:
        if data.startswith(signature):
            raise SourceError(path, reason, hint=_EXPORT_TEXT)
    if data[:200].lstrip(codecs.BOM_UTF8 + _SPACE_BYTES).lower().startswith(_HTML_OPENINGS):
        raise SourceError(path, "is a web page (HTML), not plain text", hint=_EXPORT_TEXT)


def _decode_marked(data: bytes, path: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                reason = f"is damaged {encoding.upper()} text (at byte {error.start + len(mark)})"
                raise SourceError(path, reason, hint=_SAVE_AS_UTF8) from error
    return None


def _decode_unmarked(data: bytes, path: str) -> str:
    if b"\x00" in data:
        # Western text in UTF-16 is every other byte zero; without a mark its byte order is a guess.
        if data[1::2].count(0) > len(data) // 4 or data[::2].count(0) > len(data) // 4:
            raise SourceError(path, "is UTF-16 text without a byte order mark", hint=_SAVE_AS_UTF8)
        raise SourceError(path, "is a binary file, not plain text", hint=_EXPORT_TEXT)
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if controls * 100 > len(data):
        raise SourceError(path, "is a binary file, not plain text", hint=_EXPORT_TEXT)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(data, path, error)


def _decode_legacy(data: bytes, path: str, error: UnicodeDecodeError) -> str:
    high = len(data) - len(data.translate(None, _HIGH_BYTES))
    # A stray letter of Windows-1252 never forms UTF-8 sequences; where most do, the file is UTF-8 gone wrong,
    # and reading it as Windows-1252 would spoil every quotation mark in it.
    replaced = data.decode("utf-8", errors="replace")
    damage = replaced.count("\ufffd")
    whole = sum(1 for character in replaced if character > "\x7f") - damage
    if whole > damage:
        reason = f"is UTF-8 text with damaged characters (the first at byte {error.start})"
        raise SourceError(path, reason, hint=_SAVE_AS_UTF8) from error
    printed = len(data.translate(None, _SPACE_BYTES))
    # Western languages use well under a tenth of letters beyond ASCII; other scripts in their old
    # encodings are nearly all high bytes, and every one of those decodes to something as Windows-1252.
    if high * 10 > printed * 3:
        raise SourceError(path, "is in an encoding that cannot be told", hint=_SAVE_AS_UTF8) from error
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
