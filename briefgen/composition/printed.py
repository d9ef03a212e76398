"""Which facts a brief prints."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.models import Brief, Model

__all__ = ["facts_in", "printed_facts"]


def printed_facts(brief: Brief) -> frozenset[str]:
    """Ids of the facts that a brief prints."""
    return frozenset(facts_in(brief.sections))


def facts_in(part: object) -> Iterator[str]:
    """Ids of the facts that a part of a brief prints, wherever they stand in it."""
    if isinstance(part, tuple):
        for item in part:
            yield from facts_in(item)
    elif isinstance(part, Model):
        if hasattr(part, "fact"):
            yield part.fact
        yield from getattr(part, "facts", ())
        for name in type(part).model_fields:
            yield from facts_in(getattr(part, name))
