from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.patterns import holds_no_sources, matches

FOLDERS = ("a", "b.d", ".h", "output", "node_modules", "deep/er")
FILES = ("c.txt", "d.md", ".e.txt", "a")
PARTS = ("**", "*", "*.txt", "a", "b.*", "[ab]*", "?", "c.txt", "deep", "e?", ".h", "output")


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """Folders two deep, each with the same files where no folder has the name."""
    root = tmp_path_factory.mktemp("tree")
    for folder in ("", *FOLDERS, *(f"{upper}/{lower}" for upper in FOLDERS for lower in FOLDERS)):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for folder in [path for path in (root, *root.rglob("*")) if path.is_dir()]:
        for name in FILES:
            if not (folder / name).exists():
                (folder / name).write_text("x")
    return root


def may_hold_sources(name):
    return not any(map(holds_no_sources, name.split("/")[:-1]))


@given(st.lists(st.sampled_from(PARTS), max_size=4), st.sampled_from([*PARTS[1:]]))
def test_a_pattern_matches_the_files_that_the_standard_library_matches(tree, folders, last):
    pattern = "/".join([*folders, last])
    globbed = {path.relative_to(tree).as_posix() for path in tree.glob(pattern) if path.is_file()}
    found = {name for name in matches(tree, pattern) if (tree / name).is_file()}
    assert found == set(filter(may_hold_sources, globbed))


def test_links_to_folders_are_followed_where_they_are_named_alone(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("x")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "loop").symlink_to("loop")
    assert set(matches(tmp_path, "**/*.txt")) == {"real/a.txt"}
    assert set(matches(tmp_path, "*/*.txt")) == {"real/a.txt", "link/a.txt"}
    assert set(matches(tmp_path, "link/a.txt")) == {"link/a.txt"}


def test_a_folder_that_may_not_be_read_is_passed_over(tmp_path, monkeypatch):
    (tmp_path / "shut").mkdir()
    for name in ("a.txt", "shut/b.txt"):
        (tmp_path / name).write_text("x")
    scandir = os.scandir

    def refuse(path):  # what the system does, but for root
        if Path(path).name == "shut":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert list(matches(tmp_path, "**/*.txt")) == ["a.txt"]


def test_folders_without_sources_are_not_even_opened(tmp_path, monkeypatch):
    for name in ("node_modules", ".git", "output", "seeds"):
        (tmp_path / name).mkdir()
    opened = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: opened.append(Path(path).name) or scandir(path))
    assert list(matches(tmp_path, "**/*.txt")) == []
    assert set(opened) == {tmp_path.name, "seeds"}
