"""The word lists of reading, each loaded once when first asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(name: str) -> frozenset[str]:
    """The words of ``data/NAME.txt``; lines that begin with ``#`` are its header."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def lines(name: str) -> frozenset[str]:
    """The lines of ``data/NAME.txt``, for lists whose entries hold spaces."""
    return frozenset(_lines(name))


@cache
def table(name: str) -> dict[str, Any]:
    """The tables of ``data/NAME.toml``."""
    return tomllib.loads(_data(f"{name}.toml"))


def _lines(name: str) -> list[str]:
    return [line for line in _data(f"{name}.txt").splitlines() if line.strip() and not line.startswith("#")]


def _data(name: str) -> str:
    return (files("briefgen.reading") / "data" / name).read_text(encoding="utf-8")
