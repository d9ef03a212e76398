"""What is answered before the app is loaded, and what is left to it."""

from __future__ import annotations

import json
import shutil

import pytest

from briefgen.cli.quick import answer, seen
from briefgen.cli.quick_arguments import PlainCommand
from briefgen.pipeline import build

COMMAND = PlainCommand(
    argument="place",
    valued={"--to": "to", "-t": "to", "--with": "with"},
    flags={"--loud": ("loud", True), "--no-loud": ("loud", False)},
    repeated=frozenset({"with"}),
)


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ("", {}),
        ("Delhi", {"place": "Delhi"}),
        ("--to Paris Delhi", {"to": "Paris", "place": "Delhi"}),
        ("--to Paris -t Rome", {"to": "Rome"}),
        ("--with salt --with oil", {"with": ["salt", "oil"]}),
        ("--loud --no-loud", {"loud": False}),
        ("--to --loud", {"to": "--loud"}),
    ],
)
def test_plain_arguments_are_read_as_the_app_reads_them(arguments, asked):
    assert COMMAND.read(arguments.split()) == asked


@pytest.mark.parametrize(
    "arguments", ["--from Delhi", "--to=Paris", "-", "--", "Delhi Paris", "Delhi --to", "--with"]
)
def test_what_is_not_plain_is_not_read(arguments):
    assert COMMAND.read(arguments.split()) is None


@pytest.fixture(scope="module")
def built(root, tmp_path_factory):
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(root / "seeds", project / "seeds")
    shutil.copy(root / "brief.toml", project)
    build(project, formats=("json",))
    return project


def test_a_build_that_has_nothing_to_do_is_told_in_a_line_or_as_data_or_not_at_all(built):
    arguments = ["build", str(built), "--format", "json"]
    assert json.loads(answer([*arguments, "--json"]) or "")["published"] == "nothing"
    assert answer([*arguments, "-q"]) == ""


def test_what_was_seen_of_a_project_with_something_to_do_is_given_to_the_app_once(built):
    assert answer(["build", str(built), "--format", "docx"]) is None
    assert seen() is not None
    assert seen() is None
    assert answer(["build", str(built), "--format", "docx"]) is None
    assert answer(["build", str(built), "--format", "json", "-q"]) == ""
    assert seen() is None


@pytest.mark.parametrize("more", [["--output"], ["--format"], ["--nothing"], ["--no-wait"], ["--help"]])
def test_a_build_that_is_not_plain_or_has_something_to_do_is_left_to_the_app(built, more):
    assert answer(["build", str(built), "--format", "json", *more]) is None
