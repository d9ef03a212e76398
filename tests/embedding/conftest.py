"""Two briefs, built once for all tests of embedding."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

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


@pytest.fixture(scope="session")
def reading() -> ModuleType:
    """The readers of the flavours, in the file beside this one."""
    spec = importlib.util.spec_from_file_location("embedding_reading", Path(__file__).with_name("reading.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
