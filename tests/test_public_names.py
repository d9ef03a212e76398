from __future__ import annotations

import types

import briefgen


def test_the_public_names_are_sorted_and_all_there():
    assert briefgen.__all__ == sorted(briefgen.__all__)
    assert all(hasattr(briefgen, name) for name in briefgen.__all__)


def test_nothing_else_is_public():
    leaked = [
        name
        for name, value in vars(briefgen).items()
        if not name.startswith("_")
        and name not in briefgen.__all__
        and not isinstance(value, types.ModuleType)
    ]
    assert sorted(set(leaked) - {"Path", "TYPE_CHECKING", "annotations"}) == []
