"""Names of a package that are loaded when they are first used: see PEP 562.

A build that finds nothing changed, and a section from an edition that holds its sections, load next to
nothing; the names of a package are there all the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["names_from"]


def names_from(package: str, homes: Mapping[str, Iterable[str]]) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package: it loads a name from its module when it is first used, and keeps it.

    Args:
        package: its ``__name__``.
        homes: the names of each module, by the module's full name.
    """
    module_of = {name: module for module, names in homes.items() for name in names}

    def load(name: str) -> Any:
        if name not in module_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(module_of[name]), name)
        setattr(sys.modules[package], name, value)
        return value

    return load
