"""The scores on the annotated texts, where those lie beside the checkout: they may only rise."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path

import pytest

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def evaluate():
    """The module evaluate.py, which runs the public calls over the annotated texts."""
    spec = importlib.util.spec_from_file_location("evaluate", EVAL / "evaluate.py")
    module = importlib.util.module_from_spec(spec)
    path = list(sys.path)
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = path


def fallen(scores, floors, name=""):
    """The scores below their floors, with both."""
    below = {}
    for key, floor in floors.items():
        if isinstance(floor, dict):
            below |= fallen(scores[key], floor, f"{name}{key} ")
        elif scores[key] < floor:
            below[f"{name}{key}"] = (scores[key], floor)
    return below


@pytest.mark.evaluation
@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_no_score_falls_below_its_floor(evaluate, measure):
    folders = {
        "attributions": lambda: evaluate.attributions(EVAL / "attribution" / "dev"),
        "times": lambda: evaluate.times(EVAL / "times" / "dev"),
        "quantities": lambda: evaluate.quantities(EVAL / "quantities" / "dev.json", EVAL / "times" / "dev"),
        "body": lambda: evaluate.body(EVAL / "body" / "dev.json", EVAL / "body" / "dev"),
    }
    assert fallen(folders[measure](), FLOORS[measure]) == {}
