"""What an edition says has changed, told by its reissue, in which facts and sources may have other ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.editions.differences import Snapshot, counterparts
from briefgen.editions.provenance import stand
from briefgen.models import Cause, Change, DocumentRecord
from briefgen.printing import print_dated_source

__all__ = ["told_again"]


def told_again(changes: Iterable[Change], edition: Snapshot, reissue: Snapshot) -> tuple[Change, ...]:
    """The changes that an edition tells, as its reissue tells them.

    A fact's id hashes those of its sources, which come from the names of files: where one is renamed, nothing
    changed, but facts have other ids. To compare the edition before with the reissue instead would take a
    file that was edited in the edition, and renamed in the reissue, for one that went and another that came.

    Args:
        changes: those of the edition.
        edition: what was known in it; facts that stand in both just as they are may be missing.
        reissue: the same, of the reissue.
    """
    ids = counterparts(edition, reissue)
    first, second = stand(edition.documents, reissue.documents)
    records = {standing.token: standing.record for standing in second.values()}
    moved = {
        (standing.record.source.id, standing.record.source.path): records[standing.token]
        for standing in first.values()
        if standing.token in records
    }
    return tuple(_told_again(change, ids, moved) for change in changes)


def _told_again(
    change: Change, ids: Mapping[str, str], moved: Mapping[tuple[str, str], DocumentRecord]
) -> Change:
    return change.model_copy(
        update={
            "after": ids.get(change.after, change.after) if change.after else None,
            "parted": tuple(ids.get(name, name) for name in change.parted),
            "told_by": tuple(ids.get(name, name) for name in change.told_by),
            "causes": tuple(_moved(cause, moved) for cause in change.causes),
        }
    )


def _moved(cause: Cause, moved: Mapping[tuple[str, str], DocumentRecord]) -> Cause:
    """The cause, with its source as it is called now; one that the edition had no more stays as it is."""
    record = moved.get((cause.source or "", cause.path or ""))
    if record is None:
        return cause
    name = print_dated_source(record)
    return cause.model_copy(update={"source": record.source.id, "path": record.source.path, "name": name})
