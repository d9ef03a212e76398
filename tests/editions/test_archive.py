from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from briefgen.editions.archive import Archive, Damage
from briefgen.errors import OutputError
from briefgen.models import Manifest, ManifestFile

NAMES = ("wheat.md", "wheat.pdf")


def manifest_of(number, issue, files):
    return Manifest(
        number=number,
        reissue=issue,
        title="Wheat",
        slug="wheat",
        program="0",
        sources=(),
        configuration="c",
        words="w",
        facts=0,
        pages=1,
        files=tuple(
            ManifestFile(name=name, sha256=hashlib.sha256(data).hexdigest()) for name, data in files.items()
        ),
    )


def published(archive, number, issue=0, names=NAMES):
    files = {name: f"{name} of {number}.{issue}".encode() for name in names}
    manifest = manifest_of(number, issue, files)
    archive.publish(manifest, files)
    archive.show(manifest, names)
    return manifest


def shown(folder):
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def test_the_output_folder_shows_the_newest_and_keeps_the_older(tmp_path):
    archive = Archive(tmp_path / "deep" / "output")
    first, second = published(archive, 1), published(archive, 2)
    assert shown(archive.output) == {"wheat.md": "wheat.md of 2.0", "wheat.pdf": "wheat.pdf of 2.0"}
    assert archive.read(first, "wheat.md") == b"wheat.md of 1.0"
    assert archive.newest() == second
    assert not list(archive.output.rglob(".briefgen-*"))


def test_what_was_changed_or_removed_since_is_found_in_every_edition(tmp_path):
    archive = Archive(tmp_path)
    for number, issue in ((1, 0), (2, 0), (2, 1), (3, 0)):
        published(archive, number, issue)
    assert list(archive.damage()) == []
    (tmp_path / "editions/1/notes.txt").write_text("ours")
    (tmp_path / "editions/2/wheat.md").chmod(0o644)
    (tmp_path / "editions/2/wheat.md").write_text("other words")
    (tmp_path / "editions/2.1/wheat.pdf").unlink()
    (tmp_path / "editions/3/manifest.json").chmod(0o644)
    (tmp_path / "editions/3/manifest.json").write_text("{}")
    assert list(archive.damage()) == [
        Damage("2", "wheat.md", "was changed since it was published"),
        Damage("2.1", "wheat.pdf", "No such file or directory"),
        Damage("3", "manifest.json", "is no manifest"),
    ]


def test_editions_are_listed_by_number_and_then_by_issue(tmp_path):
    archive = Archive(tmp_path)
    for number, issue in ((10, 0), (2, 0), (2, 1), (2, 10), (2, 2), (1, 0)):
        published(archive, number, issue)
    (tmp_path / "editions" / "notes").mkdir()
    names = [manifest.name for manifest in archive.manifests()]
    assert names == ["1", "2", "2.1", "2.2", "2.10", "10"]


def test_a_file_that_the_newest_edition_has_not_is_no_longer_shown(tmp_path):
    archive = Archive(tmp_path)
    published(archive, 1, names=("wheat.md", "wheat.docx"))
    (tmp_path / "letter.txt").write_text("not ours")
    published(archive, 2, names=("wheat.md",))
    assert shown(tmp_path) == {"wheat.md": "wheat.md of 2.0", "letter.txt": "not ours"}


def test_files_of_an_older_briefgen_are_replaced(tmp_path):
    (tmp_path / "wheat.md").write_text("a plain file")
    published(Archive(tmp_path), 1)
    assert shown(tmp_path)["wheat.md"] == "wheat.md of 1.0"


def test_a_file_of_somebody_else_is_foreign_and_is_kept_under_another_name(tmp_path):
    archive = Archive(tmp_path)
    published(archive, 1)
    assert archive.foreign(NAMES) == ()
    (tmp_path / "wheat.md").unlink()
    (tmp_path / "wheat.md").write_text("mine")
    (tmp_path / "wheat.md.set-aside").write_text("mine, earlier")
    (tmp_path / "wheat.pdf").unlink()
    (tmp_path / "wheat.pdf").write_text("wheat.pdf of 1.0")  # a copy of ours
    assert archive.foreign(NAMES) == ("wheat.md",)
    archive.set_aside(["wheat.md"])
    assert (tmp_path / "wheat.md.set-aside").read_text() == "mine, earlier"
    assert (tmp_path / "wheat.md.set-aside-2").read_text() == "mine"


def test_a_folder_with_a_number_for_its_name_need_not_be_an_edition(tmp_path):
    archive = Archive(tmp_path)
    (tmp_path / "editions" / "2019").mkdir(parents=True)
    assert archive.newest() is None
    assert published(archive, 1).name == "1"


def test_what_is_not_shown_is_found(tmp_path):
    archive = Archive(tmp_path)
    manifest = published(archive, 1)
    assert archive.missing(manifest, NAMES) == ()
    (tmp_path / "wheat.md").unlink()
    assert archive.missing(manifest, NAMES) == ("wheat.md",)
    (tmp_path / "newest").unlink()
    assert archive.missing(manifest, NAMES) == NAMES


def test_all_files_change_at_one_moment(tmp_path, monkeypatch):
    """Whenever the file system is looked at while an edition is shown, all files are of one edition."""
    archive = Archive(tmp_path)
    published(archive, 1)
    seen = set()
    for name in ("replace", "unlink", "symlink_to"):
        original = getattr(Path, name)

        def spied(self, *arguments, _original=original, **more):
            seen.add(frozenset(text.rpartition(" ")[2] for text in shown(tmp_path).values()))
            return _original(self, *arguments, **more)

        monkeypatch.setattr(Path, name, spied)
    published(archive, 2)
    assert frozenset({"1.0"}) in seen
    assert all(len(editions) == 1 for editions in seen)


def test_where_there_are_no_links_files_are_copied(tmp_path, monkeypatch):
    def refuse(*_arguments, **_more):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    archive = Archive(tmp_path)
    published(archive, 1)
    published(archive, 2)
    assert shown(tmp_path) == {"wheat.md": "wheat.md of 2.0", "wheat.pdf": "wheat.pdf of 2.0"}
    assert not any(path.is_symlink() for path in tmp_path.iterdir())


def test_a_full_disk_leaves_everything_as_it_was(tmp_path, monkeypatch):
    archive = Archive(tmp_path)
    published(archive, 1)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    calls = []

    def full(_handle):
        calls.append(1)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device") as caught:
        published(archive, 2)
    assert caught.value.exit_code == 5
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_an_edition_is_never_written_over(tmp_path):
    archive = Archive(tmp_path)
    published(archive, 1)
    with pytest.raises(OutputError):
        archive.publish(manifest_of(1, 0, {}), {})
    assert archive.read(archive.newest(), "wheat.md") == b"wheat.md of 1.0"
    assert all(not path.stat().st_mode & 0o222 for path in (tmp_path / "editions" / "1").iterdir())


@pytest.mark.parametrize(
    ("name", "harm", "says"),
    [
        ("manifest.json", lambda path: path.write_text("{}"), "is no manifest"),
        ("wheat.md", lambda path: path.unlink(), "No such file"),
        ("wheat.md", lambda path: path.write_text("edited"), "was changed since it was published"),
    ],
)
def test_a_damaged_edition_is_named_with_a_remedy(tmp_path, name, harm, says):
    archive = Archive(tmp_path)
    manifest = published(archive, 1)
    path = tmp_path / "editions" / "1" / name
    path.chmod(0o644)
    harm(path)
    with pytest.raises(OutputError, match=says) as caught:
        archive.read(manifest, name) if name == "wheat.md" else archive.manifests()
    assert str(path) in caught.value.message
    assert caught.value.hint


def test_what_an_interrupted_build_left_is_cleared_away(tmp_path):
    archive = Archive(tmp_path)
    published(archive, 1)
    (tmp_path / "editions" / ".briefgen-x").mkdir()
    (tmp_path / "editions" / ".briefgen-x" / "wheat.md").write_text("half")
    (tmp_path / ".briefgen-7-wheat.md").symlink_to("newest/wheat.md")
    archive.tidy()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["editions", "newest", *NAMES]
    assert [path.name for path in (tmp_path / "editions").iterdir()] == ["1"]


def test_an_edition_without_its_manifest_is_damage_and_in_the_way_of_the_next(tmp_path):
    archive = Archive(tmp_path)
    for number in (1, 2):
        published(archive, number)
    (tmp_path / "editions" / "2" / "manifest.json").unlink()
    (tmp_path / "editions" / "2024").mkdir()  # somebody's own
    assert [(found.edition, found.file) for found in archive.damage()] == [("2", "manifest.json")]
    with pytest.raises(OutputError, match="editions/2: is in the way of the next edition") as refused:
        published(archive, 2)
    assert "move the folder elsewhere" in refused.value.hint
    assert (tmp_path / "editions" / "2" / NAMES[0]).exists()
