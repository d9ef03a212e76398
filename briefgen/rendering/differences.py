"""The changes between two editions as a page of Markdown: `briefgen diff --format md`."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.models import Change, ChangeKind, told_apart
from briefgen.printing import print_cause

__all__ = ["changes_page"]

TEMPLATE = "changes.md.j2"
_TITLES: tuple[tuple[ChangeKind, str], ...] = (("changed", "Changed"), ("added", "Added"), ("gone", "Gone"))


def changes_page(before: int, after: int, changes: Sequence[Change]) -> str:
    """What changed from edition `before` to edition `after`, as Markdown that ends in one line end.

    Raises:
        RenderingError: the packaged template is missing.
    """
    from briefgen.rendering.environment import Environments  # noqa: PLC0415 -- loads Jinja2

    environments = Environments(None)
    told = told_apart(changes)
    groups = [(title, [item for item in told if item[0].kind == kind]) for kind, title in _TITLES]
    text = environments.render(
        environments.markdown,
        TEMPLATE,
        before=before,
        after=after,
        groups=[(title, some) for title, some in groups if some],
        cause=print_cause,
    )
    return text.strip("\n") + "\n"
