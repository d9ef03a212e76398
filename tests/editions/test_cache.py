from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time

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


def test_what_was_stored_while_peeking_is_told_and_nothing_else_is(path):
    filled(path, {"a": b"1"})
    peeking = Cache.peek(path)
    assert peeking.noted() == {}
    peeking.store("facts", {"b": b"2"})
    assert peeking.noted() == {"facts": {"b": b"2"}}


def test_what_is_no_longer_wanted_goes_once_there_is_much_of_it(path):
    cache = Cache.open(path)
    cache.store("facts", {str(n): b"" for n in range(10)})
    cache.keep_only("facts", ["1", "2"], spare=8)
    assert len(cache.load("facts", map(str, range(10)))) == 10
    cache.keep_only("facts", ["1", "2"], spare=7)
    assert set(cache.load("facts", map(str, range(10)))) == {"1", "2"}


STEPS = st.one_of(
    st.tuples(st.just("store"), st.sampled_from("abc"), st.binary(max_size=3)),
    st.tuples(st.just("gather"), st.sampled_from("abc"), st.binary(max_size=3)),
    st.tuples(st.sampled_from(["flush", "keep_only"]), st.sampled_from("abc"), st.just(b"")),
)


@given(st.lists(STEPS, max_size=12))
def test_what_is_gathered_is_there_at_once_and_in_the_file_when_the_cache_is_closed(tmp_path_factory, steps):
    path = tmp_path_factory.mktemp("cache") / "cache.sqlite3"
    cache, expected = Cache.open(path), {}
    for step, key, value in steps:
        if step == "store":
            cache.store("facts", {key: value})
            expected[key] = value
        elif step == "gather":
            cache.gather("facts", key, value)
            expected[key] = value
        elif step == "flush":
            cache.flush()
        else:
            cache.keep_only("facts", [key], spare=0)
            expected = {known: value for known, value in expected.items() if known == key}
        assert cache.load("facts", "abc") == expected
    cache.close()
    again = Cache.open(path)
    assert again.load("facts", "abc") == expected
    again.close()


def test_gathering_does_not_keep_other_processes_waiting(path):
    first, second = Cache.open(path), Cache.open(path)
    first.gather("facts", "a", b"1")
    second.store("facts", {"b": b"2"})
    first.flush()
    assert second.load("facts", ["a", "b"]) == {"a": b"1", "b": b"2"}
    assert first.remarks == second.remarks == []


def test_values_are_written_after_so_many_bytes_and_after_so_long(path, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    cache, other = Cache.open(path), Cache.open(path)
    cache.gather("facts", "small", b"1")
    assert other.load("facts", ["small"]) == {}
    cache.gather("facts", "large", b"1" * 9_000_000)
    assert set(other.load("facts", ["small", "large"])) == {"small", "large"}
    cache.gather("facts", "early", b"1")
    now[0] = 101.5
    cache.gather("facts", "late", b"1")
    assert set(other.load("facts", ["early", "late"])) == {"early", "late"}


GATHERER = """
import sys
from pathlib import Path
from briefgen.editions import cache

cache._TOGETHER_BYTES = 10_000
gathering = cache.Cache.open(Path(sys.argv[1]))
for number in range(1_000_000):
    gathering.gather("facts", str(number), b"%100d" % number)
    print(number, flush=True)
"""


def test_killed_while_gathering_a_build_loses_the_last_values_and_nothing_else(path, root):
    for lines in (1, 150, 777, 2049):
        path.unlink(missing_ok=True)
        with subprocess.Popen(
            [sys.executable, "-c", GATHERER, str(path)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(root)},
        ) as process:
            for _ in range(lines):
                process.stdout.readline()
            process.kill()
            last = lines - 1 + len(process.stdout.readlines())
        cache = Cache.open(path)
        found = cache.load("facts", map(str, range(last + 2)))
        assert cache.remarks == []
        assert list(found) == [str(number) for number in range(len(found))]
        assert all(int(value) == int(key) for key, value in found.items())
        assert last - 101 <= len(found)
        cache.close()


def test_what_a_damaged_file_does_not_take_the_new_one_does(path):
    filled(path, {f"key {n}": b"the value" * 300 for n in range(40)})
    cache = Cache.open(path)
    damage_pages(path)
    cache.gather("facts", "new", b"1")
    cache.flush()
    assert len(cache.remarks) == 1
    cache.close()
    assert Cache.open(path).load("facts", ["new"]) == {"new": b"1"}


def test_where_the_disk_is_full_what_was_gathered_is_kept_in_memory(path):
    cache = Cache.open(path)
    cache._connection.execute("PRAGMA max_page_count = 8")
    cache.gather("facts", "large", b"1" * 1_000_000)
    cache.gather("facts", "other", b"2")
    cache.flush()
    assert len(cache.remarks) == 1
    assert "full" in cache.remarks[0]
    assert set(cache.load("facts", ["large", "other"])) == {"large", "other"}
