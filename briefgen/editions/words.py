"""What a reader can read in a brief: what makes a new edition, as against a new setting of the same one."""

from __future__ import annotations

from typing import Any

from briefgen.editions.digests import digest_of
from briefgen.models import Brief

__all__ = ["words_digest"]

_NOT_WORDS = frozenset(
    {"fact", "facts", "id", "kind", "path", "digest", "left_out", "template", "slug", "edition"}
)
"""Fields that hold names for machines, or what each edition has of its own."""


def words_digest(brief: Brief) -> str:
    """The digest of all words of a brief but for its edition number and what it says has changed."""
    said = brief.model_dump(mode="json")
    said["sections"] = [section for section in said["sections"] if section["kind"] != "what-changed"]
    return digest_of(_words(said))


def _words(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _words(value) for name, value in part.items() if name not in _NOT_WORDS}
    return [_words(item) for item in part] if isinstance(part, list) else part
