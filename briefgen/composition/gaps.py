"""What the sources do not tell, tell differently or tell alone, and what had no room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefgen.composition.numbering import Numbering
from briefgen.composition.ranking import Desk, Gist
from briefgen.composition.selection import Selection
from briefgen.models import Figure, Gap, Gaps, NextStep, Party, Position
from briefgen.printing import in_title, print_count, print_list


def gaps(
    chosen: Selection, desk: Desk, numbering: Numbering, *, sole: Mapping[str, str], missing: int, most: int
) -> Gaps | None:
    """Silences, disagreements, claims that rest on one source, undated steps, and what did not fit.

    Args:
        chosen: what the brief prints.
        desk: what ranking looks up.
        numbering: of the sources.
        sole: see `sole_originators`.
        missing: how many facts had no room.
        most: so many gaps are listed; what had no room is among them in any case.
    """
    found = [
        *_silences(chosen, desk),
        *_disagreements(chosen.figures, numbering),
        *_single_sources(chosen, desk, numbering, sole),
        *_undated(chosen.steps, numbering),
        *_unprinted(chosen),
    ]
    not_used = list(_not_used(chosen, desk, missing))
    listed = (*found[: max(0, most - len(not_used))], *not_used)
    return Gaps(title="Gaps", gaps=listed) if listed else None


def sole_originators(gists: Iterable[Gist], desk: Desk) -> dict[str, str]:
    """For each party whose every statement rests on one originator, printed or not, that originator."""
    origins: dict[str, set[str]] = {party.id: set() for party in desk.outline.parties}
    unsettled = set(origins)
    for gist in gists:
        if gist.party in unsettled and gist.kind == "position":
            origins[gist.party].update(desk.originators(gist.sources))
            if len(origins[gist.party]) > 1:
                unsettled.discard(gist.party)
                if not unsettled:
                    break
    return {party: one for party in origins if party in unsettled for one in origins[party]}


def _silences(chosen: Selection, desk: Desk) -> Iterable[Gap]:
    """What the sources hold no statement on; what is merely not printed is no silence."""
    silent: dict[str, list[Party]] = {}
    for at, party in enumerate(desk.outline.parties):
        spoken = (row for row in chosen.rows if row.found and (row.asked or not desk.outline.issues))
        empty = [row.label for row in spoken if row.cells[at].silent]
        if not chosen.found(at):
            silent.setdefault("at all", []).append(party)
        elif empty:
            silent.setdefault(_unspoken(empty, desk), []).append(party)
    for on_what, parties in silent.items():
        names = print_list([party.name for party in parties])
        yield Gap(text=f"{names[:1].upper()}{names[1:]}: no statement found {on_what}.")
    nobody_s = [row.label for row in chosen.rows if row.asked and row.silent]
    if nobody_s and any(row.found for row in chosen.rows):  # else each party was told to be silent
        yield Gap(text=f"No statement of any party found {_unspoken(nobody_s, desk)}.")


def _unprinted(chosen: Selection) -> Iterable[Gap]:
    """Issues of the brief that are no rows of the table although somebody speaks on them."""
    for row in chosen.rows:
        if row.asked and row.found and not any(row.statements):
            yield Gap(text=f"“{row.label}”: {print_count(row.found, 'statement')} found, none in the table.")


def _unspoken(labels: Sequence[str], desk: Desk) -> str:
    if desk.outline.issues:
        return f"on {print_list([f'“{label}”' for label in labels])}"
    alternatives = " or ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))
    return f"that {alternatives}"


def _disagreements(figures: Sequence[Figure], numbering: Numbering) -> Iterable[Gap]:
    for figure in figures:
        if figure.differ:
            ways = [f"“{account.text}” ({account.publisher})" for account in figure.accounts]
            yield Gap(
                text=f"The sources put a figure differently: {print_list(ways)}.",
                citations=numbering.of(figure.sources),
            )


def _single_sources(
    chosen: Selection, desk: Desk, numbering: Numbering, sole: Mapping[str, str]
) -> Iterable[Gap]:
    """Parties whose every statement rests on one originator, where there are more."""
    if len(set(desk.originator.values())) < 2:
        return
    for party in desk.outline.parties:
        if party.id in sole:
            mine = [p for p in chosen.facts if isinstance(p, Position) and p.party == party.id]
            yield Gap(
                text=f"{in_title(party)}: every statement rests on one source, {sole[party.id]}.",
                citations=numbering.of(source for p in mine for source in p.sources),
            )


def _undated(steps: Sequence[NextStep], numbering: Numbering) -> Iterable[Gap]:
    undated = [step for step in steps if step.date is None]
    if undated:
        yield Gap(
            text=f"No date is given for {print_count(len(undated), 'step')} ahead.",
            citations=numbering.of(source for step in undated for source in step.sources),
        )


def _not_used(chosen: Selection, desk: Desk, missing: int) -> Iterable[Gap]:
    if missing:
        yield Gap(text=f"{print_count(missing, 'further fact')} did not fit; the data file lists them.")
    used = {source for fact in chosen.facts for source in fact.sources}
    idle = [record for record in desk.documents.values() if record.source.id not in used]
    if idle:
        yield Gap(text=f"{print_count(len(idle), 'source')} gave nothing that is printed here.")
