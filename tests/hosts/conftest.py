"""A desk with two briefs beside the documents that embed them, and the examples of the documentation."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pypandoc
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


@pytest.fixture(scope="session")
def environment(root, tmp_path_factory):
    """What hosts are run with: the entry points are those of pyproject.toml, whatever is installed here."""
    folder = tmp_path_factory.mktemp("installed")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    about = folder / f"briefgen-{project['version']}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: briefgen\nVersion: {project['version']}\n")
    groups = [
        f"[{group}]\n" + "".join(f"{name} = {place}\n" for name, place in points.items())
        for group, points in project["entry-points"].items()
    ]
    (about / "entry_points.txt").write_text("\n".join(groups))
    path = os.pathsep.join([str(folder), str(root)])
    # What Jupyter keeps of its user belongs into no home.
    own = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    kept = {name: str(folder / name) for name in own}
    return {**os.environ, **kept, "PYTHONPATH": path, "PYTHONWARNINGS": "", "NO_COLOR": "1"}


@pytest.fixture
def shell(environment, site):
    """Runs the script build.sh of an example, with the pandoc of the registry."""

    def shell() -> None:
        tools = [Path(pypandoc.get_pandoc_path()).parent, Path(sys.executable).parent]
        path = os.pathsep.join([*map(str, tools), os.environ["PATH"]])
        command = ["/bin/sh", "-eu", "build.sh"]
        subprocess.run(command, cwd=site, env={**environment, "PATH": path}, check=True)

    return shell


@pytest.fixture
def program(environment, site):
    """Runs a Python module as a program in the site's folder, and gives what it prints."""

    def program(*arguments: object, fails: bool = False) -> str:
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


@pytest.fixture
def another_edition(briefs):
    """Builds the second edition of `desk`, in which a spokesperson has another name."""

    def another_edition() -> None:
        for path in sorted((briefs / "desk" / "seeds").iterdir()):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("Liu Pengyu", "Wang Haiyan"), encoding="utf-8")
        assert briefgen.build(briefs / "desk", formats=("md", "json")).number == 2

    return another_edition


@pytest.fixture(scope="session")
def pages():
    """What reads built pages."""
    specification = importlib.util.spec_from_file_location("pages", Path(__file__).parent / "pages.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module
