from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.editions.cache import Cache
from briefgen.editions.inputs import Inputs, reasons, take

LONG_AGO = 1_600_000_000


@pytest.fixture
def project(tmp_path):
    (tmp_path / "seeds").mkdir()
    for name in ("a", "b"):
        (tmp_path / "seeds" / f"{name}.txt").write_text(f"This is {name}.")
    (tmp_path / "brief.toml").write_text('[brief]\ntitle = "Wheat"\n')
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "screen.css").write_text("body {}")
    return tmp_path


@pytest.fixture
def cache(tmp_path):
    return Cache.open(tmp_path / ".briefgen" / "cache.sqlite3")


def changed(project, cache, change):
    before = take(project, cache)
    change()
    return reasons(before, take(project, cache))


def test_touching_a_file_or_editing_a_comment_changes_nothing(project, cache):
    def change():
        os.utime(project / "seeds" / "a.txt")
        (project / "brief.toml").write_text('# Our brief\n[brief]\n\ntitle   = "Wheat"\n')

    assert changed(project, cache, change) == ()


def test_the_documents_that_show_an_edition_are_no_reason_for_one(project, cache):
    toml = project / "brief.toml"

    def change():
        toml.write_text(toml.read_text() + '[embed]\nfiles = ["a.md"]\nfragments = "b"\n')

    assert changed(project, cache, change) == ()

    def change_more():
        toml.write_text(toml.read_text().replace("Wheat", "Rice").replace("a.md", "c.md"))

    assert changed(project, cache, change_more) == ("brief.toml: brief.title changed",)


def test_what_an_older_record_keeps_of_such_documents_is_no_reason_either(project, cache):
    now = take(project, cache)
    older = now._replace(configuration="older", settings={**now.settings, "embed.files": "digest"})
    assert reasons(older, now) == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda p: (p / "seeds/a.txt").write_text("Other."), "seeds/a.txt: edited"),
        (lambda p: (p / "seeds/c.txt").write_text("More."), "seeds/c.txt: added"),
        (lambda p: (p / "seeds/a.txt").unlink(), "seeds/a.txt: removed"),
        (
            lambda p: (p / "seeds/a.txt").rename(p / "seeds/z.txt"),
            "seeds/z.txt: renamed from seeds/a.txt",
        ),
        (
            lambda p: (p / "brief.toml").write_text('[brief]\ntitle = "Rice"\n'),
            "brief.toml: brief.title changed",
        ),
        (lambda p: (p / "templates/screen.css").write_text("p {}"), "templates/screen.css: edited"),
        (lambda p: (p / "templates/own.css").write_text("p {}"), "templates/own.css: added"),
    ],
)
def test_what_changed_is_named(project, cache, change, says):
    assert changed(project, cache, lambda: change(project)) == (says,)


def test_the_named_word_template_counts_wherever_it_is(project, cache):
    (project / "brief.toml").write_text('[brief]\nword_template = "house.docx"\n')
    (project / "house.docx").write_bytes(b"1")
    assert changed(project, cache, lambda: (project / "house.docx").write_bytes(b"2")) == (
        "house.docx: edited",
    )


def test_an_edit_that_keeps_size_and_modification_time_is_seen(project, cache):
    path = project / "seeds" / "a.txt"
    os.utime(path, (LONG_AGO, LONG_AGO))
    take(project, cache)

    def edit():
        path.write_text("That is a.")
        os.utime(path, (LONG_AGO, LONG_AGO))

    assert changed(project, cache, edit) == ("seeds/a.txt: edited",)


def test_of_two_files_with_one_content_each_is_accounted_for(project, cache):
    (project / "seeds" / "b.txt").write_text("This is a.")

    def change():
        (project / "seeds" / "a.txt").rename(project / "seeds" / "x.txt")
        (project / "seeds" / "b.txt").unlink()

    told = changed(project, cache, change)
    assert set(told) == {"seeds/x.txt: renamed from seeds/a.txt", "seeds/b.txt: removed"}


@pytest.mark.parametrize(
    "text", ["[brief", "[sources]\npaths = 3\n", '[sources]\npaths = ["../x/*"]\n', "brief = 1"]
)
def test_a_wrong_brief_toml_is_no_trouble_here_and_counts_as_changed(project, cache, text):
    told = changed(project, cache, lambda: (project / "brief.toml").write_text(text))
    assert any(line.startswith("brief.toml: ") for line in told)


def test_a_damaged_memory_of_files_is_taken_for_none(project, cache):
    right = take(project, cache)
    for text in (b"[]", b"{", b'{"seeds/a.txt": [1]}', b'{"seeds/a.txt": 3}'):
        cache.store("files", {"digests": text})
        assert take(project, cache) == right


def inputs_of(sources):
    return Inputs("program", "configuration", sources, {}, {})


SOURCES = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("123"))


@given(SOURCES, SOURCES)
def test_every_file_that_is_not_as_it_was_is_told_of_once(before, now):
    told = [line.partition(": ") for line in reasons(inputs_of(before), inputs_of(now))]
    olds = {name: what[-1] for name, _, what in told if what.startswith("renamed from ")}
    assert {name for name, _, what in told if what == "edited"} == {
        name for name in before.keys() & now.keys() if before[name] != now[name]
    }
    assert {name for name, _, what in told if what == "added"} | set(olds) == now.keys() - before.keys()
    removed = {name for name, _, what in told if what == "removed"}
    assert removed | set(olds.values()) == before.keys() - now.keys()
    assert len(told) == len({name for name, _, _ in told})
    assert all(before[old] == now[new] for new, old in olds.items())
    added = {now[name] for name, _, what in told if what == "added"}
    assert not added & {before[name] for name in removed}


def test_of_files_with_one_content_the_first_that_is_gone_was_renamed_first():
    before, now = {"b": "1", "a": "1", "c": "1"}, {"z": "1", "y": "1"}
    told = reasons(inputs_of(before), inputs_of(now))
    assert told == ("z: renamed from b", "y: renamed from a", "c: removed")


class Compared(str):
    """A digest that counts how often it is compared."""

    times = 0
    __hash__ = str.__hash__

    def __eq__(self, other):
        Compared.times += 1
        return str.__eq__(self, other)


def test_of_many_renamed_files_none_is_compared_with_each():
    before = {f"old{n}": Compared(n) for n in range(1000)}
    now = {f"new{n}": Compared(n) for n in reversed(range(1000))}
    told = reasons(inputs_of(before), inputs_of(now))
    assert (told[0], len(told)) == ("new999: renamed from old999", 1000)
    assert Compared.times <= 5000
