from __future__ import annotations

import errno
import hashlib
from tempfile import SpooledTemporaryFile

import pytest

from briefgen.errors import OutputError
from briefgen.models import Edition
from briefgen.pipeline import Builder, analyse, datafiles
from briefgen.pipeline.datafiles import DataFile


@pytest.mark.parametrize("in_memory", [0, 1 << 20])
def test_a_data_file_holds_what_is_known_whether_it_waits_in_memory_or_on_the_disk(
    project, monkeypatch, in_memory
):
    monkeypatch.setattr(datafiles, "IN_MEMORY", in_memory)
    analysis = analyse(project)
    file = DataFile(analysis.records, analysis.dossier)
    file.finish(None, ())
    data = b"".join(file.pieces())
    file.close()
    assert Edition.model_validate_json(data) == analysis.edition
    assert file.sha256 == hashlib.sha256(data).hexdigest()


def test_where_there_is_no_room_for_the_data_file_a_build_says_so_and_publishes_nothing(project, monkeypatch):
    class Full(SpooledTemporaryFile):
        def write(self, _data):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(datafiles, "SpooledTemporaryFile", Full)
    with pytest.raises(OutputError, match="No space left") as caught:
        Builder(project).build()
    assert "TMPDIR" in caught.value.hint
    assert not (project / "output").exists()
