from __future__ import annotations

import pytest

from briefgen.errors import SourceError
from briefgen.reading import read
from briefgen.reading.decoding import SIZE_LIMIT, decode

SENTENCE = "The ministry said on Friday that it would not attend the talks in Geneva."


def refusal(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(data, name="notes/source.txt")
    assert caught.value.path == "notes/source.txt"
    assert caught.value.hint
    return caught.value


def test_utf8_is_read_with_and_without_a_byte_order_mark() -> None:
    text = "“Naïve”, said the minister — twice."
    assert decode(text.encode(), path="a") == text
    assert decode(text.encode("utf-8-sig"), path="a") == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_utf16_and_utf32_are_read_by_their_byte_order_mark(encoding: str) -> None:
    text = "“Naïve”, said the minister."
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert decode(mark + text.encode(encoding), path="a") == text


def test_what_is_not_utf8_is_read_as_windows_1252() -> None:
    text = "“We’ll see” – that’s what the minister said in Orléans."
    assert decode(text.encode("cp1252"), path="a") == text


def test_bytes_that_windows_1252_leaves_free_are_read_as_latin_1() -> None:
    assert (
        decode(b"The caf\xe9 was closed\x81 on Friday.", path="a") == "The caf\xe9 was closed\x81 on Friday."
    )


def test_line_endings_stay_as_they_are() -> None:
    data = b"First line of the report.\r\n\r\nSecond line of the report.\r\n"
    document = read(data, name="a.txt")
    assert document.text == data.decode()
    assert [span.of(document.text) for span in document.body] == [
        "First line of the report.",
        "Second line of the report.",
    ]


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_file_without_text_is_refused_as_empty(data: bytes) -> None:
    assert refusal(data).reason == "is empty"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00", "Word"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"{\\rtf1\\ansi The ministry said.}", "RTF"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        (b"<!DOCTYPE html>\n<html><body>The ministry said.</body></html>", "HTML"),
        (b"\n <html lang='en'>", "HTML"),
    ],
)
def test_other_formats_are_named_in_the_refusal(data: bytes, words: str) -> None:
    assert words in refusal(data).reason


def test_binary_data_is_refused() -> None:
    assert "binary" in refusal(bytes(range(256)) * 4).reason
    assert "binary" in refusal(b"\x01\x02\x03\x04 text").reason


def test_utf16_without_a_mark_is_named_as_such() -> None:
    assert "UTF-16" in refusal(SENTENCE.encode("utf-16-le")).reason


def test_a_file_over_the_limit_is_refused_before_anything_is_decoded() -> None:
    error = refusal(b"a" * (50 * 1024 * 1024))
    assert error.reason == f"is too large (50 MB; the limit is {SIZE_LIMIT // 1024 // 1024} MB)"


def test_an_encoding_that_cannot_be_told_is_refused() -> None:
    data = "Министерство заявило, что не примет участия в переговорах.".encode("koi8-r")
    assert "encoding" in refusal(data).reason


def test_damaged_utf8_is_not_read_as_windows_1252() -> None:
    data = "“Naïve” – “quite”.".encode()
    assert "damaged" in refusal(data + b"\xe2\x80" + b" and more text.").reason


def test_a_truncated_utf16_file_is_refused() -> None:
    assert "damaged" in refusal(SENTENCE.encode("utf-16")[:-1]).reason
