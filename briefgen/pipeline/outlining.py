"""What the brief is to be: from brief.toml, and where that is silent from the sources."""

from __future__ import annotations

import re

from briefgen.models import Furniture, Outline
from briefgen.pipeline.analysis import Analysis


def outline_of(analysis: Analysis, edition: int = 1, reissue: int = 0) -> Outline:
    """The outline of the brief that `analysis` gives, as the edition of this number."""
    table = analysis.config.brief
    dates = [record.published for record in analysis.records if record.published is not None]
    titles = [record.title for record in reversed(analysis.records) if record.title]
    names = " and ".join(party.name for party in analysis.parties)
    title = table.title or next(iter(titles), "") or names or "Brief"
    return Outline(
        title=title,
        slug=table.slug or slug_of(title),
        template=table.template,
        edition=edition,
        reissue=reissue,
        as_of=table.as_of or max(dates, default=None),
        parties=analysis.parties,
        issues=analysis.config.issues,
        furniture=Furniture(
            series=table.series,
            number=table.number,
            desk=table.desk,
            contact=table.contact,
            marking=table.marking,
            to=table.to,
            sender=table.sender,
        ),
    )


def slug_of(title: str) -> str:
    """A file name for `title`: lower-case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-") or "brief"
