"""Digests: what a result was made from, in a few characters."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from briefgen import resources

__all__ = ["digest_of", "digest_of_texts", "program_digest"]

_PACKAGE = Path(__file__).resolve().parent.parent
_SHAPING = frozenset(
    {
        "countryinfo",
        "font_source_sans_pro",
        "font_source_serif_pro",
        "jinja2",
        "markdown",
        "pydantic",
        "python_docx",
        "rapidfuzz",
        "weasyprint",
    }
)
"""Packages whose next version may give other facts, other words or other pages."""
_DESCRIPTION = ".dist-info"


def digest_of(*values: Any) -> str:
    """The SHA-256 of values, in hexadecimal: the same for equal JSON, in whatever order keys were given."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def digest_of_texts(*texts: str) -> str:
    """The SHA-256 of texts without null characters, in hexadecimal: quicker than `digest_of`, and another."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def program_digest() -> str:
    """The digest of briefgen itself: its code, word lists and templates, and the packages it leans on.

    Taken once for a process, which goes on running the code that it has loaded.
    """
    taken = hashlib.sha256()
    for name, entry in sorted(_own_files(), key=lambda item: item[0]):
        taken.update(f"{name}\0".encode())
        taken.update(hashlib.sha256(Path(entry.path).read_bytes()).digest())
    taken.update("\0".join(_versions()).encode())
    return taken.hexdigest()


def _own_files() -> Iterator[tuple[str, os.DirEntry[str]]]:
    for root in (_PACKAGE, resources.templates()):
        yield from _below(root.name, str(root))


def _below(name: str, folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _below(f"{name}/{entry.name}", entry.path)
            else:
                yield f"{name}/{entry.name}", entry


def _versions() -> list[str]:
    """The shaping packages with their versions, as the folders that describe them are called.

    Reading those folders' names takes a fraction of what `importlib.metadata` takes.
    """
    found: dict[str, str] = {}
    for folder in filter(os.path.isdir, sys.path):
        for name in os.listdir(folder):  # noqa: PTH208 -- a Path for each of hundreds of names costs more
            package = name.partition("-")[0].lower()
            if package in _SHAPING and name.endswith(_DESCRIPTION):
                found.setdefault(package, name.lower())
    return sorted(found.values())
