"""What docs/embedding.md shows runs as it stands there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest

from briefgen.embedding import FLAVOURS, NOTES, Section


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs" / "embedding.md").read_text(encoding="utf-8")


@pytest.fixture
def run(root, projects, tmp_path):
    folder = shutil.copytree(projects["drugs"], tmp_path / "project", symlinks=True)

    def run(*arguments):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(root)},
            check=True,
            capture_output=True,
            text=True,
        )

    return run


def test_the_first_example_in_python_runs(page, run):
    example = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[0]
    assert "## Key figures" in run("-c", example).stdout


def test_the_first_commands_run(page, run):
    [block] = re.findall(r"^```sh\n(briefgen sections\n.*?)^```", page, re.MULTILINE | re.DOTALL)
    for line in block.splitlines():
        command = shlex.split(line.partition(" > ")[0])
        run("-m", *command)


def test_all_that_a_section_can_do_is_documented(page):
    names = [name for name in vars(Section) if not name.startswith("_")]
    for name in (*names, *FLAVOURS, *NOTES):
        assert f"`{name}" in page or f'"{name}"' in page, name
