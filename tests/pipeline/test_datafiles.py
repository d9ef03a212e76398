from __future__ import annotations

import errno
import hashlib

import pytest

from briefgen import waiting
from briefgen.errors import OutputError
from briefgen.models import Edition
from briefgen.pipeline import Builder, analyse
from briefgen.pipeline.datafiles import DataFile
from briefgen.waiting import WaitingFile


def test_a_data_file_holds_what_is_known(project):
    analysis = analyse(project)
    file = WaitingFile()
    data_file = DataFile(file, analysis.records, analysis.dossier)
    data_file.finish(None, ())
    data = b"".join(file.pieces())
    assert Edition.model_validate_json(data) == analysis.edition
    assert data_file.sha256 == hashlib.sha256(data).hexdigest()


def test_where_there_is_no_room_for_the_data_file_a_build_says_so_and_publishes_nothing(project, monkeypatch):
    def write(_self, _piece):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(WaitingFile, "write", write)
    with pytest.raises(OutputError, match="No space left") as caught:
        Builder(project).build()
    assert "editions" in caught.value.message
    assert not (project / "output").exists()


def test_an_edition_whose_data_file_waits_on_the_disk_is_the_one_that_it_is_in_memory(project, monkeypatch):
    data = Builder(project).build().data.read_bytes()
    monkeypatch.setattr(waiting, "IN_MEMORY", 0)
    again = Builder(project, output=project / "elsewhere").build().data
    assert again.read_bytes() == data
    assert again.stat().st_mode & 0o777 == 0o444
    assert [path.name for path in again.parent.parent.iterdir()] == ["1"]


def test_a_data_file_that_a_killed_build_left_waiting_is_removed_by_the_next(project):
    left = project / "output" / "editions" / ".briefgen-abcdefgh"
    left.parent.mkdir(parents=True)
    left.touch()
    Builder(project).build()
    assert not left.exists()


def test_a_look_at_what_a_build_would_do_leaves_no_data_file(project, monkeypatch):
    monkeypatch.setattr(waiting, "IN_MEMORY", 0)
    Builder(project).check()
    assert not (project / "output").exists()
