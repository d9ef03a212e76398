"""The work behind `briefgen diff`: how the changes between two editions are told."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from briefgen.cli import console
from briefgen.errors import UsageError
from briefgen.models import AspectChange, Cause, Change, told_apart
from briefgen.models.markup import one_line
from briefgen.printing import print_cause

Form = Literal["text", "json", "md"]
_FORMS: tuple[Form, ...] = ("text", "json", "md")


def chosen_form(*, as_json: bool, form: str | None) -> Form:
    """The form that ``--json`` and ``--format`` ask for; lines of text by default.

    Raises:
        UsageError: they ask for two forms, or for one that does not exist.
    """
    if as_json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form} exclude one another", hint="give one of them")
    found = next((known for known in _FORMS if known == (form or "text")), None)
    if found is None:
        raise UsageError(f"--format {form}: there is no such form", hint=f"forms are {', '.join(_FORMS)}")
    return "json" if as_json else found


def show(before: int, after: int, changes: Sequence[Change], form: Form) -> None:
    """Print the changes from edition `before` to edition `after` in `form`."""
    if form == "json":
        console.data(json.dumps(as_data(before, after, changes), indent=2, ensure_ascii=False))
    elif form == "md":
        from briefgen.rendering.differences import changes_page  # noqa: PLC0415 -- loads Jinja2

        console.data(changes_page(before, after, changes))
    else:
        for line in tell(before, after, changes):
            console.say(line)


def as_data(before: int, after: int, changes: Sequence[Change]) -> dict[str, Any]:
    """The changes for machines."""
    return {
        "before": before,
        "after": after,
        "changes": [change.model_dump(mode="json") for change in changes],
    }


def tell(before: int, after: int, changes: Sequence[Change]) -> Iterator[str]:
    """The changes in lines: each fact, then what changed, then what did it."""
    told = told_apart(changes)
    counts = Counter(change.kind for change, _ in told)
    kinds = [f"{counts[kind]} {kind}" for kind in ("changed", "added", "gone") if counts[kind]]
    yield f"edition {before} to edition {after}: {', '.join(kinds) or 'nothing changed'}"
    for change, others in told:
        yield ""
        yield f"{change.kind} {change.id}{_voice(change)}: {one_line(_words(change))}"
        yield from (_aspect(found) for found in change.aspects)
        for cause in change.causes:
            yield f"    because {one_line(print_cause(cause))}{_sentence(cause, change)}"
        for other in others:
            words = "" if other.text == change.text else f": {one_line(other.text)}"
            yield f"    also in {other.id}{_voice(other)}{words}"


def _sentence(cause: Cause, change: Change) -> str:
    """The sentence that did it, unless it is the one that was just told."""
    exact = one_line(cause.exact or "")
    return f": “{exact}”" if exact and exact != one_line(change.text) else ""


def _voice(change: Change) -> str:
    party = f" [{change.party}]" if change.party else ""
    speaker = f" {one_line(change.speaker)}" if change.speaker else ""
    return party + speaker


def _words(change: Change) -> str:
    """The words; of a figure, its amount and then the clause that it stands in."""
    return f"{change.amount} ({change.text})" if change.amount else change.text


def _aspect(found: AspectChange) -> str:
    before, after = (one_line(text) if text else "none" for text in (found.before, found.after))
    return f"    {found.aspect}: {before} -> {after}"
