"""What the rules measure on a fact beside the others.

Each measure is at least 0, and at most what its rule says (`AtDesk.most`): 1 unless it says otherwise.
"""

from __future__ import annotations

from briefgen.composition.ranking.desk import Desk
from briefgen.composition.ranking.gist import Gist


def corroborated(gist: Gist, desk: Desk) -> float:
    """How many originators tell it beside the first: 0, 1, 2, ..."""
    return len(desk.originators(gist.sources)) - 1 if len(gist.sources) > 1 else 0


def whole(_: int) -> float:
    """The most that a share or a yes can be."""
    return 1.0


def further_sources(sources: int) -> float:
    """The most that can corroborate what so many sources tell: each an originator of its own."""
    return max(0, sources - 1)


def asked_for(gist: Gist, desk: Desk) -> float:
    """Whether it touches an issue of the brief or has a word of its title."""
    return float(gist.issue is not None or desk.subject.asks_for(gist.telling))


def near_subject(gist: Gist, desk: Desk) -> float:
    """How common its terms are in the sources on the parties."""
    return desk.subject.nearness(gist.telling_terms)


def in_focused_source(gist: Gist, desk: Desk) -> float:
    """How much its source is about the parties."""
    return desk.subject.focus_of(gist)


def names_parties(gist: Gist, desk: Desk) -> float:
    """The share of the brief's parties that it names."""
    return desk.parties_named(gist.about)


def recent(gist: Gist, desk: Desk) -> float:
    """1 for what is published on the as-of date, half after ten weeks, and so on."""
    return desk.nearness_in_time(gist.published, gist.published)


def near_in_time(gist: Gist, desk: Desk) -> float:
    """1 on the as-of date, half ten weeks before or after it, and so on."""
    return desk.nearness_in_time(*gist.days) if gist.days is not None else 0.0


def early(gist: Gist, desk: Desk) -> float:
    """How early it stands in its source."""
    return 1 - desk.place(gist)


def early_among_statements(gist: Gist, _: Desk) -> float:
    """How early a position stands among the statements of its source."""
    return 1 - (gist.order or 0.0)


def large_in_its_unit(gist: Gist, desk: Desk) -> float:
    """How large a figure is among those of its unit."""
    return desk.size(gist)


def taken_back(gist: Gist, desk: Desk) -> float:
    """Whether a later statement of its party takes it back."""
    return float(desk.superseding.later(gist) is not None)
