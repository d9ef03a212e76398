"""What a reader can read in a brief: what makes a new edition, as against a new setting of the same one."""

from __future__ import annotations

from typing import Any

from briefgen.editions.digests import digest_of
from briefgen.models import Brief

__all__ = ["words_digest"]

_NOT_WORDS = frozenset({"fact", "facts", "id", "kind", "path", "template", "slug", "edition", "reissue"})
"""Fields that hold names for machines, or what each edition has of its own."""
_HASHES = frozenset({"digest"})


def words_digest(brief: Brief, *, hashes: bool = False) -> str:
    """The digest of all words of a brief but for its edition number and what it says has changed.

    Args:
        brief: what is to be read.
        hashes: whether the hashes of its sources count too, which nobody reads but which anybody can see.
    """
    said = brief.model_dump(mode="json", exclude={"left_out"})
    said["sections"] = [section for section in said["sections"] if section["kind"] != "what-changed"]
    return digest_of(_words(said, _NOT_WORDS if hashes else _NOT_WORDS | _HASHES))


def _words(part: Any, without: frozenset[str]) -> Any:
    if isinstance(part, dict):
        return {name: _words(value, without) for name, value in part.items() if name not in without}
    return [_words(item, without) for item in part] if isinstance(part, list) else part
