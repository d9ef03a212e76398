"""`briefgen section` and `briefgen sections`, as programs."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys

import pytest
from docx import Document

import briefgen
from briefgen.cli.quick_section import plain_section
from briefgen.embedding import FLAVOURS


@pytest.fixture(scope="module")
def project(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(root / "seeds", folder / "seeds")
    shutil.copy(root / "brief.toml", folder)
    briefgen.build(folder, formats=("json",))
    return folder


@pytest.fixture
def run(root, project):
    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "briefgen", *arguments],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(root), "NO_COLOR": "1"},
            check=False,
            capture_output=True,
        )

    return run


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_section_is_printed_as_python_gives_it(run, project, flavour):
    done = run("section", "positions-cn", "--to", flavour, "--level", "3", "--notes", "inline")
    expected = briefgen.load(project).section("positions-cn").render(flavour, level=3, notes="inline")
    assert (done.stdout.decode(), done.stderr) == (expected, b"")


def test_restructuredtext_has_a_short_name(run, project):
    done = run("section", "key-figures", "--to", "rst")
    assert done.stdout.decode() == briefgen.load(project).section("key-figures").to_restructuredtext()
    assert ".. rubric:: Key figures\n   :class: briefgen-level-2\n" in done.stdout.decode()


def test_the_quick_way_and_the_app_say_the_same(run, project):
    plain = plain_section(["key-figures", "-p", str(project), "--no-provenance", "--instance", "a"])
    assert plain is not None
    spelt = run("section", "key-figures", f"--project={project}", "--no-provenance", "--instance=a")
    assert spelt.stdout.decode() == plain


def test_what_is_not_plain_is_left_to_the_app(project):
    for arguments in (
        ["key-figures", "-o", "x"],
        ["nothing"],
        ["key-figures", "--level", "x"],
        [],
        ["--help"],
        ["key-figures", "--to", "docx"],
    ):
        assert plain_section([*arguments, "-p", str(project)]) is None
    assert plain_section(["key-figures", "--project", str(project), "-p"]) is None


def test_a_section_can_be_written_to_a_file(run, tmp_path):
    path = tmp_path / "new" / "figures.html"
    done = run("section", "key-figures", "--to", "html", "-o", str(path))
    assert (done.returncode, done.stdout) == (0, b"")
    assert path.read_text(encoding="utf-8").startswith('<section class="briefgen" data-section="key-figures"')


def test_a_word_file_goes_to_a_file_or_a_pipe(run, tmp_path):
    path = tmp_path / "figures.docx"
    run("section", "key-figures", "--to", "docx", "-o", str(path))
    piped = run("section", "key-figures", "--to", "docx").stdout
    assert path.read_bytes() == piped
    assert Document(io.BytesIO(piped)).paragraphs[0].text == "Key figures"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["key-numbers"], "bottom-line"),
        (["key-figures", "--to", "rtf"], "restructuredtext, text"),
        (["key-figures", "--notes", "below"], "section, inline, none"),
        (["key-figures", "--level", "7"], "`briefgen --help`"),
        (["key-figures", "--level", "0"], "`briefgen --help`"),
        (["key-figures", "--edition", "9"], "the editions are 1"),
    ],
)
def test_a_mistake_says_what_there_is(run, arguments, told):
    done = run("section", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode().split("hint: ")[1]


def test_the_sections_are_listed_with_their_sizes(run, project):
    lines = run("sections").stdout.decode().splitlines()
    assert lines[0] == "U.S.–China: the coalition against synthetic drugs, edition 1, 2023-07-07"
    [figures] = [line for line in lines if " key-figures " in line]
    assert figures.split() == ["key-figures", "101", "words", "3", "citations", "Key", "figures"]
    assert len(lines) - 1 == len(briefgen.load(project).names)


def test_the_list_is_data_too(run, project):
    listed = json.loads(run("sections", "--json").stdout)
    brief = briefgen.load(project)
    assert (listed["slug"], listed["edition"]) == (brief.slug, 1)
    assert [item["sha256"] for item in listed["sections"]] == [brief.section(n).sha256 for n in brief.names]
