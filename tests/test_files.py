from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen import files
from briefgen.errors import OutputError, SourceError


def test_sources_are_found_in_order_of_their_names(tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.txt", "output/d.txt", ".hidden/e.txt", ".f.txt", "g.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert files.find_sources(tmp_path, ["**/*.txt", "a.*"]) == (["a.txt", "b.txt", "sub/c.txt"], {})


def test_a_link_out_of_the_project_or_to_nowhere_is_no_source_and_is_named(tmp_path):
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (project / "link.txt").symlink_to(tmp_path / "secret.txt")
    (project / "lost.txt").symlink_to(tmp_path / "nothing.txt")
    assert files.find_sources(project, ["*.txt"]) == (
        [],
        {
            "link.txt": "is a link that leads out of the project",
            "lost.txt": "is a link that leads nowhere",
        },
    )


def test_what_a_linked_folder_holds_is_a_source_where_the_folder_lies_in_the_project(tmp_path):
    project = tmp_path / "project"
    for name in ("project/real/a.txt", "outside/b.txt"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("x")
    (project / "inner").symlink_to("real")
    (project / "outer").symlink_to(tmp_path / "outside")
    assert files.find_sources(project, ["inner/*.txt", "outer/*.txt"]) == (
        ["inner/a.txt"],
        {"outer/b.txt": "is a link that leads out of the project"},
    )


@pytest.mark.parametrize(
    ("output", "found"), [("site", ["a.txt"]), ("a.txt", ["site/b.txt"]), (".", ["a.txt", "site/b.txt"])]
)
def test_nothing_where_a_build_writes_is_a_source(tmp_path, output, found):
    for name in ("a.txt", "site/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert files.find_sources(tmp_path, ["**/*.txt"], tmp_path / output) == (found, {})


def test_a_name_that_is_not_utf_8_is_named_as_far_as_it_can_be(tmp_path):
    (tmp_path / os.fsdecode(b"bad\xff.txt")).write_text("x")
    names, refused = files.find_sources(tmp_path, ["*.txt"])
    assert names == []
    assert list(refused) == ["bad\\udcff.txt"]
    assert "not UTF-8" in refused["bad\\udcff.txt"]


def test_what_is_no_regular_file_is_not_read():
    with pytest.raises(SourceError, match="/dev/zero: is no regular file"):
        files.read_file(Path("/dev/zero"), "/dev/zero")


def test_a_stream_is_read_only_so_far(tmp_path):
    (tmp_path / "large").write_bytes(b"x" * (files.LARGEST + 1))
    with (tmp_path / "large").open("rb") as stream, pytest.raises(SourceError, match="too large"):
        files.read_stream(stream, "standard input")


def test_a_source_that_is_too_large_is_refused_without_reading_it(tmp_path):
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(SourceError, match=r"large\.txt: is too large \(50 MB; at most 20 MB\)"):
        files.read_source(tmp_path, "large.txt")


def test_a_source_that_is_gone_says_so(tmp_path):
    with pytest.raises(SourceError, match=r"a\.txt: cannot be read \(No such file"):
        files.read_source(tmp_path, "a.txt")


def test_publishing_replaces_all_files_and_leaves_nothing_else(tmp_path):
    folder = tmp_path / "deep" / "output"
    files.publish(folder, {"a.md": b"1", "a.pdf": b"2"})
    written = files.publish(folder, {"a.md": b"3", "a.pdf": b"4"})
    assert [path.read_bytes() for path in written] == [b"3", b"4"]
    assert sorted(path.name for path in folder.iterdir()) == ["a.md", "a.pdf"]


@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_what_is_no_regular_file_is_never_replaced(tmp_path, kind):
    place = tmp_path / "b.pdf"
    os.mkfifo(place) if kind == "pipe" else place.mkdir()
    with pytest.raises(OutputError, match=r"b\.pdf: is no regular file"):
        files.publish(tmp_path, {"a.md": b"1", "b.pdf": b"2"})
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]
    assert not place.is_file()


def test_a_failure_while_publishing_leaves_what_was_there(tmp_path, monkeypatch):
    files.publish(tmp_path, {"a.md": b"old", "a.pdf": b"old"})
    calls = []

    def full(handle):
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        files.publish(tmp_path, {"a.md": b"new", "a.pdf": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.md": b"old", "a.pdf": b"old"}


def test_an_output_folder_that_is_a_file_is_refused_with_a_remedy(tmp_path):
    (tmp_path / "output").write_text("x")
    with pytest.raises(OutputError) as caught:
        files.publish(tmp_path / "output", {"a.md": b"1"})
    assert "--output" in caught.value.hint
    assert caught.value.exit_code == 5
