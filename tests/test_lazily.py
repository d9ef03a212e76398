"""Names of a package that are loaded when they are first used."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from briefgen.lazily import names_from

LAZY = ["briefgen", "briefgen.embedding", "briefgen.pipeline", "briefgen.rendering"]


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with one lazy name, whose module counts how often it is loaded."""
    folder = tmp_path / "orchard"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        "from briefgen.lazily import names_from\n"
        "loaded = []\n"
        "__getattr__ = names_from(__name__, {'orchard.trees': ['apple']})\n"
    )
    (folder / "trees.py").write_text("import orchard\norchard.loaded.append('trees')\napple = object()\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield import_module("orchard")
    for name in ("orchard", "orchard.trees"):
        sys.modules.pop(name, None)


def test_a_name_is_loaded_when_it_is_first_used_and_then_kept(package):
    assert package.loaded == []
    assert package.apple is package.apple
    assert package.loaded == ["trees"]
    assert vars(package)["apple"] is package.apple


def test_another_name_is_missing_as_in_any_module():
    with pytest.raises(AttributeError, match=r"^module 'orchard' has no attribute 'pear'$"):
        names_from("orchard", {"orchard.trees": ["apple"]})("pear")


@pytest.mark.parametrize("name", LAZY)
def test_every_public_name_of_a_lazy_package_is_there(name):
    package = import_module(name)
    assert [public for public in package.__all__ if not hasattr(package, public)] == []


@pytest.mark.parametrize("name", LAZY)
def test_importing_a_lazy_package_loads_no_model(name):
    told = f"import sys, {name}; print([m for m in ('pydantic', 'jinja2', 'weasyprint') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
