"""The work behind `briefgen explain`: how an explanation is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.composition import Explanation

_REASONS = {
    "no-room": "left out: others are more central, and the page budget is full",
    "told-by-another": "left out: its words are printed as a figure or a step",
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
    if explanation.rank is not None:
        total = sum(weighed.worth for weighed in explanation.weighed)
        yield f"ranks {explanation.rank} of {explanation.rivals} for {fact.party}, with {total:.2f}:"
        for weighed in explanation.weighed:
            yield f"  {weighed.worth:+5.2f}  {weighed.rule} ({weighed.measure:.2f} x {weighed.weight:g})"


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
    }
