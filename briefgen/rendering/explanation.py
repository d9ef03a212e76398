"""A page of HTML that shows what was found in texts, and by which rules: `briefgen extract --html`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from briefgen.models import Document, Extraction, Person
from briefgen.models.markup import (
    Findings,
    Mark,
    Paragraph,
    Run,
    amount,
    mark_up,
    one_line,
    visible,
    who,
)

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["explanation_page"]

TEMPLATE = "explanation.html.j2"


class Number(NamedTuple):
    """The number of an attribution, where its content begins.

    Attributes:
        first: whether the list links to this place; content can be interrupted.
    """

    number: int
    mode: str
    first: bool


class RunView(NamedTuple):
    """A run as the template sees it.

    Attributes:
        text: its characters, escaped.
        classes: the kinds and modes of its marks, and ``nested`` within two contents or more.
        title: all its marks in words.
        numbers: of the attributions whose content begins here.
        party: ids of the parties whose words end here, or none.
    """

    text: Markup
    classes: str
    title: str
    numbers: tuple[Number, ...]
    party: str | None


class AttributionView(NamedTuple):
    """An attribution in the list; office, source and cue are none where it has none."""

    number: int
    linked: bool
    mode: str
    name: str
    office: str | None
    source: str | None
    cue: str | None
    rule: str


class ParagraphView(NamedTuple):
    """A paragraph, and what begins in it; `values` are kinds with what they list."""

    runs: tuple[RunView, ...]
    attributions: tuple[AttributionView, ...]
    values: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


class StretchView(NamedTuple):
    """Paragraphs of the article, or `length` characters of page furniture."""

    article: bool
    length: int
    paragraphs: tuple[ParagraphView, ...]


class DocumentView(NamedTuple):
    """One document; `prefix` makes the ids of its elements its own."""

    prefix: str
    title: str
    heading: str
    counts: tuple[tuple[str, int], ...]
    stretches: tuple[StretchView, ...]


def explanation_page(items: Iterable[tuple[str, Document, Extraction]]) -> str:
    """One self-contained HTML document; each item is a line on the document, the document, and its findings.

    Raises:
        RenderingError: the packaged template is missing or wrong.
    """
    from briefgen.rendering.environment import Environments  # noqa: PLC0415 - loads Jinja2

    documents = tuple(_document(number, *item) for number, item in enumerate(items, start=1))
    environments = Environments(None)
    return environments.render(environments.html, TEMPLATE, documents=documents)


def _document(number: int, heading: str, document: Document, extraction: Extraction) -> DocumentView:
    numbered = _Numbered(document.text)
    stretches = tuple(
        StretchView(stretch.article, stretch.length, tuple(map(numbered.paragraph, stretch.paragraphs)))
        for stretch in mark_up(document.text, extraction, document.body)
    )
    return DocumentView(
        prefix=f"d{number}-",
        title=one_line(document.title or document.source.path.rpartition("/")[2]),
        heading=one_line(heading),
        counts=(
            ("Attributions", len(extraction.attributions)),
            ("people", len(extraction.people)),
            ("party mentions", len(extraction.party_mentions)),
            ("dates and times", len(extraction.times)),
            ("quantities", len(extraction.quantities)),
        ),
        stretches=stretches,
    )


class _Numbered:
    """Turns paragraphs of one text into what the template sees, keeping which attributions have begun."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._begun: set[int] = set()

    def paragraph(self, paragraph: Paragraph) -> ParagraphView:
        """The view of `paragraph`."""
        runs = tuple(map(self._run, paragraph.runs))
        return ParagraphView(runs, tuple(self._attributions(paragraph.findings)), self._values(paragraph))

    def _run(self, run: Run) -> RunView:
        from markupsafe import escape  # noqa: PLC0415 - comes with Jinja2

        words = run.of(self._text)
        parties = [mark.value for mark in run.marks if mark.kind == "party" and mark.end == run.end]
        return RunView(
            # Escaped here: the environment's own finish would strip the spaces at its ends.
            text=escape(visible(words)),
            classes=" ".join(_classes(run.marks, furniture=not run.article and not words.isspace())),
            title=one_line(" · ".join(mark.label for mark in run.marks)),
            numbers=tuple(
                self._number(mark) for mark in run.marks if mark.kind == "content" and mark.start == run.start
            ),
            party=one_line(" ".join(parties)) or None,
        )

    def _number(self, mark: Mark) -> Number:
        number = mark.number or 0
        first = number not in self._begun
        self._begun.add(number)
        return Number(number, mark.value, first)

    def _attributions(self, findings: Findings) -> Iterable[AttributionView]:
        for number, attribution in findings.attributions:
            speaker = attribution.speaker
            source, cue = (
                one_line(span.of(self._text)) if span is not None else None
                for span in (attribution.source, attribution.cue)
            )
            yield AttributionView(
                number=number,
                linked=number in self._begun,
                mode=attribution.mode,
                name=one_line(who(attribution, self._text)),
                office=one_line(speaker.office) if speaker is not None and speaker.office else None,
                source=source,
                cue=cue,
                rule=one_line(attribution.rule),
            )

    def _values(self, paragraph: Paragraph) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        text, found = self._text, paragraph.findings
        listed = (
            ("speaker", [(p.name, _standing(p)) for p in found.people]),
            ("date", [(t.span.of(text), t.value or "unresolved") for t in found.times]),
            ("quantity", [(q.span.of(text), amount(q)) for q in found.quantities]),
        )
        return tuple(
            (kind, tuple((one_line(words), one_line(value)) for words, value in items))
            for kind, items in listed
            if items
        )


def _standing(person: Person) -> str:
    return " ".join(
        (f"[{person.party}]" if person.party else "", f"({person.office})" if person.office else "")
    )


def _classes(marks: tuple[Mark, ...], *, furniture: bool) -> Iterable[str]:
    contents = [mark for mark in marks if mark.kind == "content"]
    yield from dict.fromkeys(mark.kind for mark in marks)
    if contents:
        yield contents[-1].value
    if len(contents) > 1:
        yield "nested"
    if furniture:
        yield "furniture"
