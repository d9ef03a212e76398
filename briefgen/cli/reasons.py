"""The work behind `briefgen explain`: how an explanation is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.composition import Explanation
from briefgen.models import Fact, Position

_REASONS = {
    "no-room": "left out: others are more central, and the page budget is full",
    "told-by-another": "left out: its words are printed as a figure or a step",
    "told-in-passing": "left out: neither it nor its source is about what lies between the parties",
    "leans-on-its-article": "left out: it opens with a word that means something only beside its article",
}


def tell(explanation: Explanation) -> Iterator[str]:
    """The explanation in lines."""
    fact = explanation.fact
    yield f"{fact.id}: {fact.text}"
    for item in fact.evidence:
        yield f"  {item.role:9} {item.source} {item.start}:{item.end} {item.exact!r}"
    if explanation.sections:
        yield f"printed in {', '.join(explanation.sections)}"
    else:
        yield _REASONS.get(explanation.reason or "", "left out")
    total = sum(weighed.worth for weighed in explanation.weighed)
    yield f"ranks {explanation.rank} of {explanation.rivals} {_rivals(fact)}, with {total:.2f}:"
    for weighed in explanation.weighed:
        yield f"  {weighed.worth:+5.2f}  {weighed.rule} ({weighed.measure:.2f} x {weighed.weight:g})"
    later = explanation.superseded_by
    if later is not None:
        yield f"taken back by {later.id}, {_published(later)}: {later.text}"


def _rivals(fact: Fact) -> str:
    kind = {"figure": "figures", "event": "events", "next-step": "next steps", "context": "background"}
    return f"positions of {fact.party}" if fact.kind == "position" else kind[fact.kind]


def _published(position: Position) -> str:
    return f"published {position.first_published}" if position.first_published else "undated"


def as_data(explanation: Explanation) -> dict[str, Any]:
    """The explanation for machines."""
    return {
        "fact": explanation.fact.model_dump(mode="json"),
        "sections": list(explanation.sections),
        "left_out": explanation.reason,
        "rank": explanation.rank,
        "rivals": explanation.rivals,
        "rules": [
            {"name": w.rule, "weight": w.weight, "measure": w.measure, "worth": w.worth}
            for w in explanation.weighed
        ],
        "superseded_by": explanation.superseded_by.id if explanation.superseded_by else None,
    }
