"""The sections of an edition that has no file of them: made again from its data, which takes longer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from briefgen.embedding.finding import Found
from briefgen.errors import OutputError
from briefgen.models import Brief, Edition
from briefgen.rendering import Renderer

__all__ = ["sections_of_older"]


def sections_of_older(found: Found) -> dict[str, Any]:
    """The same as its file of sections would hold.

    The words are those of the edition's Markdown where it was written, else of the packaged templates.

    Raises:
        OutputError: its data cannot be read.
    """
    brief = _brief(found.folder / f"{found.slug}.json")
    renderer = Renderer()
    written = found.folder / f"{found.slug}.md"
    markdown = written.read_text(encoding="utf-8") if written.is_file() else renderer.markdown(brief)
    return renderer.sections(brief, markdown)


def _brief(path: Path) -> Brief:
    try:
        brief = Edition.model_validate_json(path.read_bytes()).brief
    except (OSError, ValidationError) as error:
        raise _unreadable(path) from error
    if brief is None:
        raise _unreadable(path)
    return brief


def _unreadable(path: Path) -> OutputError:
    return OutputError(
        f"{path}: is no edition of a brief", hint="name a project, or the SLUG.json of one of its editions"
    )
