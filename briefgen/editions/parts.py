"""What those sources of a merged fact say of it that were edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.editions.provenance import Standings
from briefgen.models import Evidence, Fact, Figure
from briefgen.models.facts import wording
from briefgen.terms import normalise

__all__ = ["hedges_of_cue", "part_of"]


def part_of(fact: Fact, left: Fact, own: Standings, others: Standings) -> Fact | None:
    """What those sources of `fact` say that were edited and that `left` does not rest on; none if none is.

    It keeps the id of `fact`, and whatever is not known of one source alone.

    Args:
        fact: of one edition, over several sources.
        left: of the other edition, over some of them.
        own: the sources of the edition of `fact`.
        others: the sources of the edition of `left`.
    """
    tokens = {others[source].token for source in left.sources}
    sources = [s for s in fact.sources if own[s].token not in tokens and own[s].state == "edited"]
    if not sources:
        return None
    evidence = tuple(item for item in fact.evidence if item.source in sources)
    hedges = hedges_of_cue(fact) | {hedge for hedge in fact.hedges if _stands(hedge, evidence)}
    fact = fact.model_copy(update={"hedges": tuple(sorted(hedges))})
    if isinstance(fact, Figure):
        return _figure(fact, sources, evidence)
    pieces = [item for item in evidence if item.role == "statement" and item.source == sources[0]]
    text = fact.text if sources[0] == fact.sources[0] else wording(pieces)
    return fact.model_copy(update={"text": text, "evidence": evidence})


def hedges_of_cue(fact: Fact) -> frozenset[str]:
    """The hedges that stand in none of its sources' words: those of what attributes them."""
    return frozenset(hedge for hedge in fact.hedges if not _stands(hedge, fact.evidence))


def _stands(hedge: str, evidence: Iterable[Evidence]) -> bool:
    passages = (item.exact for item in evidence if item.role == "statement")
    return any(f" {normalise(hedge)} " in f" {normalise(passage)} " for passage in passages)


def _figure(figure: Figure, sources: Sequence[str], evidence: tuple[Evidence, ...]) -> Figure | None:
    accounts = tuple(account for account in figure.accounts if account.source in sources)
    if not accounts:
        return None
    told = accounts[0]
    return figure.model_copy(
        update={
            "text": told.text,
            "modifier": told.modifier,
            "what": told.what,
            "period": told.period,
            "publisher": told.publisher,
            "evidence": evidence,
            "accounts": accounts,
        }
    )
