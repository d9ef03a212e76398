from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from briefgen.cli.runs import Run, logged
from briefgen.errors import ConfigError
from briefgen.models import Notice

BUILD = SimpleNamespace(
    published="edition",
    number=3,
    reasons=("seeds/a.txt: edited",),
    pages=2,
    files=(Path("output/a.pdf"),),
    notices=(Notice(code="no-date", message="no date"),),
)


def test_a_run_is_told_in_one_line(tmp_path, capsys):
    with logged(tmp_path, wanted=True) as run:
        run.build = BUILD
    [line] = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert told.pop("seconds") >= 0
    assert told.pop("time").endswith("+00:00")
    assert told == {
        "project": str(tmp_path.resolve()),
        "exit_code": 0,
        "published": "edition",
        "edition": 3,
        "reasons": ["seeds/a.txt: edited"],
        "pages": 2,
        "files": ["output/a.pdf"],
        "notices": [{"code": "no-date", "message": "no date", "where": None, "hint": "", "exit_code": 1}],
    }


@pytest.mark.parametrize(
    ("error", "code", "message", "hint"),
    [
        (
            ConfigError("brief.toml", ("brief.title: empty",), hint="fill it"),
            2,
            "brief.toml: brief.title: empty",
            "fill it",
        ),
        (ValueError("a fault"), 1, "a fault", ""),
        (KeyboardInterrupt(), 130, "KeyboardInterrupt", ""),
    ],
)
def test_a_run_that_fails_is_told_too_and_fails(tmp_path, capsys, error, code, message, hint):
    with pytest.raises(type(error)), logged(tmp_path, wanted=True):
        raise error
    told = json.loads(capsys.readouterr().out)
    assert (told["exit_code"], told["error"], told["hint"]) == (code, message, hint)
    assert "published" not in told


def test_a_run_that_nobody_wants_to_know_of_prints_nothing(tmp_path, capsys):
    with logged(tmp_path, wanted=False) as run:
        run.build = BUILD
    assert capsys.readouterr().out == ""


def test_names_that_are_not_unicode_are_told_all_the_same(tmp_path):
    run = Run(tmp_path)
    run.build = SimpleNamespace(**{**vars(BUILD), "files": (Path("output/\udcff.pdf"),)})
    assert json.loads(run.line().encode())["files"] == ["output/\udcff.pdf"]
