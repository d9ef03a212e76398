"""A desk with two briefs beside the documents that embed them, and the examples of the documentation."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import briefgen

BLOCK = re.compile(r"^(`{3,})\w+ title=(\S+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="session")
def built(root, tmp_path_factory):
    """A folder with two projects, `desk` and `kenya`, each with one edition."""
    folder = tmp_path_factory.mktemp("built")
    for name, source in {"desk": root, "kenya": root / "examples" / "kenya-norway"}.items():
        shutil.copytree(source / "seeds", folder / name / "seeds")
        shutil.copy(source / "brief.toml", folder / name)
        briefgen.build(folder / name, formats=("md", "json"))
    return folder


@pytest.fixture
def briefs(built, tmp_path):
    """The same two projects, for a test that may change them."""
    for name in ("desk", "kenya"):
        shutil.copytree(built / name, tmp_path / name, symlinks=True)
    return tmp_path


@pytest.fixture
def site(briefs):
    """An empty folder beside the projects."""
    folder = briefs / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def example(root, site):
    """Writes the files that an example of the documentation shows, by its heading."""
    text = (root / "docs" / "embedding-hosts.md").read_text(encoding="utf-8")

    def example(heading: str) -> Path:
        part = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
        assert part is not None
        for _, name, content in BLOCK.findall(part[1]):
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return site

    return example


@pytest.fixture
def program(root, site):
    """Runs a Python module as a program in the site's folder; it must succeed."""

    def program(*arguments: object, fails: bool = False) -> str:
        environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONWARNINGS": "", "NO_COLOR": "1"}
        done = subprocess.run(
            [sys.executable, "-m", *map(str, arguments)],
            cwd=site,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    return program


def another_edition(project: Path) -> int:
    """Build an edition that says something new: the number of officials that a claim counts."""
    for path in sorted((project / "seeds").iterdir()):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Liu Pengyu", "Liu Pengfei"), encoding="utf-8")
    return briefgen.build(project, formats=("md", "json")).edition


@pytest.fixture(scope="session")
def pages():
    """What reads built pages."""
    specification = importlib.util.spec_from_file_location("pages", Path(__file__).parent / "pages.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module
