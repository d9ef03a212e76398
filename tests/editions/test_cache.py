from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.editions.cache import SET_ASIDE, Cache


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "cache.sqlite3"


def filled(path, values):
    cache = Cache.open(path)
    cache.store("facts", values)
    cache.close()


@given(st.dictionaries(st.text(max_size=20), st.binary(max_size=50), max_size=30))
def test_what_is_stored_is_loaded_again_and_nothing_else(tmp_path_factory, values):
    path = tmp_path_factory.mktemp("cache") / "cache.sqlite3"
    encodable = {k: v for k, v in values.items() if k.isprintable()}
    filled(path, encodable)
    cache = Cache.open(path)
    assert cache.load("facts", [*encodable, "absent\n"]) == encodable
    assert cache.load("summaries", encodable) == {}
    assert cache.remarks == []
    cache.close()


def test_more_keys_than_one_query_takes_are_loaded(path):
    values = {str(n): b"%d" % n for n in range(1203)}
    filled(path, values)
    assert Cache.open(path).load("facts", values) == values


@given(
    st.dictionaries(st.text("abcdef", max_size=3), st.binary(max_size=9), max_size=40),
    st.lists(st.text("abcdef", max_size=3), max_size=40),
)
def test_one_after_the_other_the_same_is_loaded_in_the_order_asked_for(tmp_path_factory, values, keys):
    cache = Cache.open(tmp_path_factory.mktemp("cache") / "cache.sqlite3")
    cache.store("facts", values)
    wanted = [*values, *keys]
    told = list(cache.load_each("facts", wanted))
    assert told == [(key, values[key]) for key in wanted if key in values]
    assert dict(told) == cache.load("facts", wanted) == values
    cache.close()


def test_while_values_are_loaded_others_may_be_stored_and_dropped(path):
    values = {f"{n:04}": b"%d" % n for n in range(1203)}
    filled(path, values)
    cache = Cache.open(path)
    told = []
    for key, value in cache.load_each("facts", values):
        told.append(key)
        cache.store("lines", {key: value})
        if key == "0600":
            cache.keep_only("facts", [f"{n:04}" for n in range(1100)], spare=0)
    assert told == [f"{n:04}" for n in range(1100)]
    assert cache.load("lines", values) == {key: values[key] for key in told}


def test_of_a_damaged_file_what_was_whole_before_the_damage_may_be_loaded(path):
    values = {f"{n:04}": b"the value %d" % n for n in range(1203)}
    filled(path, values)
    path.write_bytes(path.read_bytes().replace(b"the value 1100", b"thE value 1100"))
    cache = Cache.open(path)
    told = list(cache.load_each("facts", values))
    assert told == list(values.items())[: len(told)]
    assert 1000 <= len(told) <= 1100
    assert len(cache.remarks) == 1
    assert list(cache.load_each("facts", values)) == []


def damage_header(path):
    path.write_bytes(b"no database at all, but long enough to be one" * 20)


def damage_pages(path):
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x07" * (len(data) - 4096)
    path.write_bytes(data)


def damage_value(path):
    data = path.read_bytes()
    path.write_bytes(data.replace(b"the value", b"thE value"))


def write_as_another_program(path):
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (text)")
    connection.close()


def write_as_a_newer_version(path):
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (damage_header, "not a database"),
        (damage_pages, ""),
        (damage_value, "a value in it is damaged"),
        (write_as_another_program, "another program wrote it"),
        (write_as_a_newer_version, "a newer version of briefgen wrote it"),
    ],
)
def test_a_file_that_cannot_be_used_is_set_aside_and_a_new_one_begun(path, harm, says):
    filled(path, {f"key {n}": b"the value" * 300 for n in range(40)})
    harm(path)
    spoiled = path.read_bytes()
    cache = Cache.open(path)
    assert len(cache.load("facts", [f"key {n}" for n in range(40)])) < 40
    assert len(cache.remarks) == 1
    assert says in cache.remarks[0]
    assert path.with_name(SET_ASIDE).read_bytes() == spoiled
    cache.store("facts", {"new": b"1"})
    cache.close()
    again = Cache.open(path)
    assert again.load("facts", ["new"]) == {"new": b"1"}
    assert again.remarks == []


def test_a_file_that_cannot_be_written_is_done_without(tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be")
    cache = Cache.open(tmp_path / "state" / "cache.sqlite3")
    assert "cannot be used" in cache.remarks[0]
    cache.store("facts", {"a": b"1"})
    assert cache.load("facts", ["a"]) == {"a": b"1"}


def test_peeking_changes_nothing(path):
    filled(path, {"a": b"1"})
    before = path.read_bytes()
    cache = Cache.peek(path)
    cache.store("facts", {"b": b"2"})
    cache.keep_only("facts", [], spare=0)
    assert cache.load("facts", ["a", "b"]) == {"a": b"1"}
    cache.close()
    assert path.read_bytes() == before
    absent = path.parent / "absent" / "cache.sqlite3"
    assert Cache.peek(absent).load("facts", ["a"]) == {}
    assert not absent.parent.exists()


def test_what_is_no_longer_wanted_goes_once_there_is_much_of_it(path):
    cache = Cache.open(path)
    cache.store("facts", {str(n): b"" for n in range(10)})
    cache.keep_only("facts", ["1", "2"], spare=8)
    assert len(cache.load("facts", map(str, range(10)))) == 10
    cache.keep_only("facts", ["1", "2"], spare=7)
    assert set(cache.load("facts", map(str, range(10)))) == {"1", "2"}
