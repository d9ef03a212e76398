"""The sides of the brief: as brief.toml names them, or the governments that speak most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from briefgen.config import FILE_NAME, BriefConfig
from briefgen.errors import ConfigError
from briefgen.models import Party
from briefgen.parties import lexicon


def named_tables(tables: Sequence[Party]) -> tuple[Party, ...]:
    """The [[party]] tables, each with a name: its own, the country's, or its id."""
    countries = lexicon(())
    return tuple(
        table if table.name else table.model_copy(update={"name": countries.name(table.id)})
        for table in tables
    )


def listed_parties(config: BriefConfig, tables: tuple[Party, ...]) -> tuple[Party, ...] | None:
    """The parties that brief.toml lists, else those with a table; none where it leaves them to the sources.

    Raises:
        ConfigError: a listed party is unknown.
    """
    ids = config.brief.parties or tuple(table.id for table in tables)
    return parties_called(ids, tables) if ids else None


def speaking_parties(spoken: Iterable[Mapping[str, int]], tables: tuple[Party, ...]) -> tuple[Party, ...]:
    """The two parties that speak most; `spoken` counts each source's attributions by party."""
    total: Counter[str] = Counter()
    for counts in spoken:
        total.update(counts)
    return parties_called(sorted(total, key=lambda party: (-total[party], party))[:2], tables)


def parties_called(ids: Sequence[str], tables: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties with these ids.

    Raises:
        ConfigError: one is unknown.
    """
    known = lexicon(tables)
    unknown = tuple(
        f"brief.parties: {party!r} is neither an ISO 3166 country code nor the id of a [[party]]"
        for party in ids
        if known.get(party) is None
    )
    if unknown:
        raise ConfigError(FILE_NAME, unknown, hint='write codes such as "US", or add a [[party]] table')
    return tuple(party for party in map(known.get, ids) if party is not None)
