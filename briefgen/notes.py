"""The notices of a build: what the user should know but that stops nothing, unless --strict."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from briefgen.config import FILE_NAME
from briefgen.errors import SourceError, StrictError
from briefgen.models import Notice, Party, Rejected, SourceSummary

_GRAVEST_FIRST = (3, 4, 5, 2, 1)


def refuse(notices: Sequence[Notice]) -> None:
    """Raise the StrictError that the notices amount to, if there are any."""
    if notices:
        gravest = min(notices, key=lambda notice: _GRAVEST_FIRST.index(notice.exit_code))
        raise StrictError(
            f"--strict: {len(notices)} notice{'s' if len(notices) > 1 else ''}; the first of the gravest: "
            + (f"{gravest.where}: " if gravest.where else "")
            + gravest.message,
            exit_code=gravest.exit_code,
            hint=gravest.hint,
        )


def unused_table(path: str) -> Notice:
    """A [[source]] table that no file answers to."""
    return Notice(
        code="source-table-unused",
        message=f"[[source]] {path!r} matches no source",
        where=FILE_NAME,
        hint="write the path as it stands in the project, for example seeds/a.txt",
        exit_code=2,
    )


def copied(path: str, original: str) -> Notice:
    """A source with the content of another one."""
    return Notice(
        code="source-copied",
        message=f"has the same content as {original} and is left out",
        where=path,
        hint="remove one of the two",
    )


def skipped(path: str, why: str) -> Notice:
    """A file that matches a pattern but is no source."""
    return Notice(code="source-skipped", message=why, where=path, hint="copy it into the project as a file")


def unreadable(error: SourceError) -> Notice:
    """A source that was left out."""
    return Notice(
        code="source-unreadable", message=error.reason, where=error.path, hint=error.hint, exit_code=3
    )


def of_content(
    summaries: Iterable[SourceSummary],
    parties: Sequence[Party],
    voices: Collection[str],
    unaligned: Iterable[Rejected],
) -> list[Notice]:
    """What the sources lack: dates, articles, attributions, a party's voice; and facts that do not stand.

    Args:
        summaries: what is told of each source.
        parties: of the brief.
        voices: ids of those that hold a position.
        unaligned: candidates whose evidence does not stand in their source.
    """
    notices: list[Notice] = []
    mentioned: set[str] = set()
    for summary in summaries:
        notices += _of_source(summary)
        mentioned.update(summary.mentioned)
    notices += _of_parties(mentioned, parties, voices)
    notices += [
        Notice(
            code="not-aligned",
            message=f"a {item.kind} does not stand in its source at {item.start}:{item.end}",
            where=item.source,
            exit_code=4,
        )
        for item in unaligned
    ]
    return notices


def of_layout(pages: int, budget: int, missing_glyphs: Sequence[str]) -> list[Notice]:
    """What the pages show: too many of them, or characters that the fonts lack."""
    notices: list[Notice] = []
    if pages > budget:
        notices.append(
            Notice(
                code="over-budget",
                message=f"the brief takes {pages} pages; page_budget is {budget}",
                where=FILE_NAME,
                hint="raise page_budget, or name fewer parties or issues",
            )
        )
    if missing_glyphs:
        names = ", ".join(f"{c!r} (U+{ord(c):04X})" for c in missing_glyphs[:10])
        names += f" and {len(missing_glyphs) - 10} more" if len(missing_glyphs) > 10 else ""
        notices.append(
            Notice(
                code="glyph-missing",
                message=f"the fonts have no glyph for {names}",
                hint="the PDF shows a substitute; the Markdown and HTML keep the character",
                exit_code=5,
            )
        )
    return notices


def _of_source(summary: SourceSummary) -> list[Notice]:
    found: list[tuple[str, str, str]] = []
    record = summary.record
    if record.published is None:
        found.append(
            (
                "no-date",
                "no publication date; relative dates in it stay unresolved",
                f"add [[source]] path and published to {FILE_NAME}",
            )
        )
    if not record.body:
        found.append(("no-article", "no article text was found in it", "check that it holds whole sentences"))
    elif not summary.quotes:
        found.append(("no-attribution", "nobody is quoted in it", "it can still give background and figures"))
    return [
        Notice(code=code, message=message, where=record.source.path, hint=hint)
        for code, message, hint in found
    ]


def _of_parties(mentioned: set[str], parties: Sequence[Party], voices: Collection[str]) -> list[Notice]:
    if not parties:
        return [
            Notice(
                code="no-party",
                message="no government speaks in the sources, so no positions can be set side by side",
                hint=f"name the sides in {FILE_NAME}: [brief] parties, or [[party]] tables",
            )
        ]
    return [
        Notice(
            code="party-silent",
            message=(
                "no statement is known to be of "
                if party.id in mentioned
                else "no source is known to mention "
            )
            + f"{party.name} ({party.id})",
            where=FILE_NAME,
            hint="add a source that quotes it, or aliases and people in a [[party]] table",
        )
        for party in parties
        if party.id not in voices
    ]
