"""The wheel, installed into an empty environment outside any checkout, builds a brief."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(root)],
        check=True,
        capture_output=True,
    )
    [path] = folder.glob("briefgen-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment with the wheel alone, on top of the libraries that are installed here."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    program = folder / "bin" / "python"
    subprocess.run(
        [program, "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)], check=True, capture_output=True
    )
    # The dependencies come from this environment; briefgen itself, an editable install here, must not.
    libraries = Path(next(path for path in sys.path if path.endswith("site-packages")))
    [site] = (folder / "lib").glob("python*/site-packages")
    for entry in libraries.iterdir():
        copied = site / entry.name
        if "briefgen" not in entry.name and entry.suffix != ".pth" and not copied.exists():
            copied.symlink_to(entry)
    return folder / "bin"


def test_templates_seeds_and_brief_toml_travel_in_the_wheel(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert "briefgen/_packaged/brief.toml" in names
    assert "briefgen/py.typed" in names
    assert any(name.startswith("briefgen/_packaged/templates/") and name.endswith(".j2") for name in names)
    assert sum(name.startswith("briefgen/_packaged/seeds/") for name in names) == 2
    assert not any(name.startswith("tests/") for name in names)


def test_the_wheel_tells_mkdocs_of_its_plugin(wheel):
    with zipfile.ZipFile(wheel) as file:
        [name] = [name for name in file.namelist() if name.endswith("entry_points.txt")]
        told = file.read(name).decode()
    assert "[mkdocs.plugins]\nbriefgen = briefgen.embedding.mkdocs:BriefSectionsPlugin" in told


def test_the_installed_wheel_builds_a_brief_in_an_empty_folder(root, installed, tmp_path):
    shutil.copytree(root / "seeds", tmp_path / "seeds")
    shutil.copy(root / "brief.toml", tmp_path)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [installed / "briefgen", "build", "."],
        cwd=tmp_path,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output" / "us-china-synthetic-drugs.pdf").read_bytes().startswith(b"%PDF")
    where = subprocess.run(
        [installed / "python", "-c", "import briefgen; print(briefgen.__file__)"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert str(installed.parent) in where.stdout
