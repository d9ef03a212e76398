from __future__ import annotations

import hashlib

import pytest

from briefgen.config import load_config
from briefgen.editions.cache import Cache
from briefgen.errors import SourceError
from briefgen.pipeline import Builder, shelf
from briefgen.pipeline.shelf import Shelf

WHEAT, RICE = "seeds/wheat.txt", "seeds/rice.txt"


@pytest.fixture
def cache(tmp_path):
    return Cache.open(tmp_path / "cache.sqlite3")


@pytest.fixture
def look(project, cache):
    """Makes a shelf of the project's sources as they are."""

    def take(*paths):
        paths = paths or (RICE, WHEAT)
        digests = {path: hashlib.sha256((project / path).read_bytes()).hexdigest() for path in paths}
        return Shelf(project, digests, load_config(project), (), "program", cache)

    return take


@pytest.mark.parametrize("held", [0, 1, 300])
def test_a_source_is_looked_through_once_however_few_are_held(project, monkeypatch, held):
    monkeypatch.setattr(shelf, "HELD", held)
    looked = []
    whole = shelf.read

    def read(data, *, name):
        looked.append(name)
        return whole(data, name=name)

    monkeypatch.setattr(shelf, "read", read)
    Builder(project, formats=["md"]).build()
    assert sorted(looked) == [RICE, WHEAT]


def test_what_is_told_of_a_source_names_it_where_it_is_now(project, look):
    told = look().examine(WHEAT)
    (project / "seeds/corn.txt").write_bytes((project / WHEAT).read_bytes())
    found = look(WHEAT, "seeds/corn.txt").summaries([WHEAT, "seeds/corn.txt"])
    assert found[WHEAT] == told
    moved = found["seeds/corn.txt"].record
    assert (moved.source.path, moved.source.id) == ("seeds/corn.txt", "corn")
    assert moved.model_copy(update={"source": told.record.source}) == told.record


def test_what_is_told_of_sources_that_stand_in_a_row_is_read_in_one_go(look, cache):
    before = look()
    told = {path: before.examine(path) for path in (RICE, WHEAT)}
    before.tidy()
    cache.keep_only("summaries", (), spare=0)
    assert look().summaries([RICE, WHEAT]) == told


def test_a_source_that_changed_takes_nothing_from_what_is_told_of_its_neighbours(look, edit, project):
    before = look()
    told = {path: before.examine(path) for path in (RICE, WHEAT)}
    before.tidy()
    edit(project / WHEAT, "300", "310")
    assert look().summaries([RICE, WHEAT]) == {RICE: told[RICE]}


def test_a_source_that_was_changed_since_it_was_hashed_is_kept_as_what_it_is(project, look, edit):
    before = look()
    edit(project / WHEAT, "300", "310")
    before.examine(WHEAT)
    edit(project / WHEAT, "310", "300")
    assert WHEAT not in look().summaries([WHEAT])
    edit(project / WHEAT, "300", "310")
    assert WHEAT in look().summaries([WHEAT])


@pytest.mark.parametrize("kept", [True, False])
def test_a_source_that_is_changed_while_a_build_is_at_work_stops_it(project, look, edit, monkeypatch, kept):
    monkeypatch.setattr(shelf, "HELD", 0)
    now = look()
    now.examine(WHEAT)
    if not kept:
        now._cache.keep_only("extractions", [], spare=0)
    edit(project / WHEAT, "300", "310")
    with pytest.raises(SourceError, match="was changed while it was read"):
        now.dossier([WHEAT], ())
