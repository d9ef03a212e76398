from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen import files
from briefgen.embedding import writing
from briefgen.errors import HostError, OutputError


def host(path, text="old"):
    path.write_text(text)
    return writing.read_host(path)


def test_a_file_that_was_saved_meanwhile_is_not_replaced_nor_any_other(tmp_path):
    first, second = host(tmp_path / "a.md"), host(tmp_path / "b.md")
    (tmp_path / "b.md").write_text("an author's last words")
    with pytest.raises(HostError, match=r"b\.md: was saved while"):
        writing.replace_all([(first, b"new"), (second, b"new")])
    assert sorted(path.read_text() for path in tmp_path.iterdir()) == ["an author's last words", "old"]


def test_a_disk_that_is_full_leaves_everything_as_it_was(tmp_path, monkeypatch):
    found = [host(tmp_path / name) for name in ("a.md", "b.md")]
    written = []

    def write(path, data, **options):
        if written:
            raise OSError(28, "No space left on device")
        written.append(path)
        path.write_bytes(data)

    monkeypatch.setattr(files, "write_whole", write)
    with pytest.raises(OutputError, match="No space left"):
        writing.replace_all([(file, b"new") for file in found])
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.md": "old", "b.md": "old"}


def test_a_stop_leaves_no_temporary_file(tmp_path, monkeypatch):
    found = host(tmp_path / "a.md")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "_refuse_saved", interrupted)
    with pytest.raises(KeyboardInterrupt):
        writing.replace_all([(found, b"new")])
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_write_protected_file_is_left_alone(tmp_path, monkeypatch):
    found = host(tmp_path / "a.md")
    # For the superuser, whom tests may run as, nothing is write-protected.
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(HostError, match="write-protected"):
        writing.replace_all([(found, b"new")])


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(files.LARGEST + 1)
    with pytest.raises(HostError, match="too large"):
        writing.read_host(Path(tmp_path / "a.md"))
