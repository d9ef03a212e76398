"""Two briefs, built once for all tests of embedding."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import briefgen
from briefgen.embedding import EmbeddableBrief


def _built(source: Path, folder: Path) -> Path:
    for name in ("seeds", "templates"):
        if (source / name).is_dir():
            shutil.copytree(source / name, folder / name)
    shutil.copy(source / "brief.toml", folder)
    briefgen.build(folder, formats=("md", "json"))
    return folder


@pytest.fixture(scope="session")
def projects(root, tmp_path_factory) -> dict[str, Path]:
    """The folders of two projects, each with one edition, by name."""
    sources = {"drugs": root, "kenya": root / "examples" / "kenya-norway"}
    return {name: _built(source, tmp_path_factory.mktemp(name)) for name, source in sources.items()}


@pytest.fixture(scope="session")
def briefs(projects) -> dict[str, EmbeddableBrief]:
    """The briefs of the two projects, by name."""
    return {name: briefgen.load(folder) for name, folder in projects.items()}
