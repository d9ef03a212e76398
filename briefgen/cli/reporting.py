"""How what was done is told: in lines for people, as data for programs. It loads nothing that is slow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.pipeline.outcome import Build, Item

__all__ = ["as_text", "counted", "data_of", "lines_of"]


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it must be."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def as_text(value: Any) -> str:
    """A value as JSON, for people to read too."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def lines_of(result: Build, *, check: bool, verbose: bool) -> Iterator[str]:
    """What a build did, or with `check` would do; `verbose` tells of every source and file."""
    reissued = f" (reissue {result.reissue})" if result.reissue else ""
    edition = f"edition {result.number}{reissued}"
    if result.published == "nothing":
        yield f"{edition} is up to date:"
        for name in result.missing:
            yield f"  {'missing' if check else 'shown again'}: {name}"
    else:
        verb = "would be published" if check else "published"
        yield (
            f"{edition} {verb}: {counted(result.facts, 'fact')} from "
            f"{counted(result.documents, 'source')}, {counted(result.pages, 'page')}:"
        )
    for path in () if check else result.files:
        yield f"  {path}"
    for reason in result.reasons:
        yield f"  because {reason}"
    for item in (*result.sources, *result.outputs) if verbose else ():
        yield f"  {'built' if item.built else 'kept '} {item.path}: {item.why}"


def data_of(result: Build) -> dict[str, Any]:
    """The same as data."""
    return {
        "title": result.title,
        "edition": result.number,
        "reissue": result.reissue,
        "published": result.published,
        "reasons": list(result.reasons),
        "pages": result.pages,
        "facts": result.facts,
        "sources": result.documents,
        "missing": list(result.missing),
        "files": [str(path) for path in result.files],
        "inputs": _items(result.sources),
        "outputs": _items(result.outputs),
        "notices": [notice.model_dump(mode="json") for notice in result.notices],
        "remarks": list(result.remarks),
    }


def _items(items: tuple[Item, ...]) -> list[dict[str, str]]:
    return [
        {"path": item.path, "action": "built" if item.built else "kept", "why": item.why} for item in items
    ]
