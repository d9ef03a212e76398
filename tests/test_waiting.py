from __future__ import annotations

import hashlib
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import waiting
from briefgen.waiting import WaitingFile

PIECES = st.lists(st.binary(max_size=20), max_size=6)


@given(PIECES, st.integers(0, 60), st.booleans())
def test_a_file_holds_what_was_written_wherever_it_waits(tmp_path_factory, pieces, in_memory, named):
    folder = tmp_path_factory.mktemp("waiting")
    with pytest.MonkeyPatch.context() as patch, closing(WaitingFile(folder if named else None)) as file:
        patch.setattr(waiting, "IN_MEMORY", in_memory)
        for piece in pieces:
            file.write(piece)
        assert b"".join(file.pieces()) == b"".join(pieces)
        assert file.sha256 == hashlib.sha256(b"".join(pieces)).hexdigest()
        if named:
            file.put(folder / "there", mode=0o444)
            assert b"".join(file.pieces()) == b"".join(pieces)
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == (
        [("there", b"".join(pieces))] if named else []
    )


def test_a_file_that_nobody_puts_anywhere_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(waiting, "IN_MEMORY", 2)
    with closing(WaitingFile(tmp_path / "deep" / "folder")) as file:
        file.write(b"ab")
        assert not (tmp_path / "deep").exists()
        file.write(b"c")
        assert list((tmp_path / "deep" / "folder").iterdir())
    assert not list((tmp_path / "deep" / "folder").iterdir())
