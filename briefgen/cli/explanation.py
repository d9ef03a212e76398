"""What `briefgen extract --explain` prints and `--html` writes: every finding, marked in the text.

With colour, content stands in numbered brackets and the rest is told by style. Without, every mark is a
bracket with its label, so that a pipe tells as much: ``⟦1 "We agree,"⟧ ⟦1:source Rao⟧ ⟦1:cue said⟧``. A
bracket that another one crosses is closed by its label: ``⟦1 the ⟦2 deal 1⟧ is done⟧``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TypedDict

import typer

from briefgen import files
from briefgen.cli import console
from briefgen.cli.extraction import Item, heading
from briefgen.errors import OutputError
from briefgen.models import Attribution
from briefgen.models.markup import Findings, Mark, Run, Stretch, amount, mark_up, one_line, visible, who

_LEGEND = (
    "⟦1 what was said⟧ ⟦1:source by whom⟧ ⟦1:cue in which words⟧, ⟦speaker a name⟧, ⟦office what it is⟧,",
    "⟦party:XX for which side⟧, ⟦date⟧, ⟦quantity⟧; below each paragraph their values, and the rules",
)


class _Style(TypedDict, total=False):
    fg: str
    bold: bool
    dim: bool
    italic: bool
    underline: bool


# The first of these that covers a run gives its colour; other traits add up.
_STYLES: dict[str, _Style] = {
    "source": {"fg": "blue", "bold": True},
    "cue": {"fg": "yellow", "bold": True},
    "date": {"fg": "magenta", "underline": True},
    "quantity": {"fg": "red", "underline": True},
    "party": {"underline": True},
    "speaker": {"bold": True},
    "office": {"italic": True},
}
_CONTENT: dict[str, _Style] = {
    "direct": {"fg": "green"},
    "mixed": {"fg": "green"},
    "indirect": {"fg": "cyan"},
}


def colourful() -> bool:
    """Whether standard output shows colour, and the user wants it (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def explain(items: Iterable[Item], *, colour: bool) -> Iterator[str]:
    """Each article with its findings marked, and below each paragraph what they are, as lines to print."""
    yield from _legend(colour=colour)
    for document, extraction in items:
        yield ""
        yield heading(document)
        marker = _Marker(document.text, colour=colour)
        for stretch in mark_up(document.text, extraction, document.body):
            yield ""
            yield from marker.told(stretch)


def page(items: Iterable[Item]) -> str:
    """The same as one self-contained page of HTML.

    Raises:
        RenderingError: the packaged template is missing.
    """
    from briefgen.rendering.explanation import explanation_page  # noqa: PLC0415 -- loads Jinja2

    return explanation_page((heading(document), document, extraction) for document, extraction in items)


def publish(text: str, output: Path | None) -> None:
    """Write a page to `output`, replacing what stood there; to standard output if it is none or ``-``.

    Raises:
        OutputError: the file cannot be written.
    """
    if output is None or str(output) == "-":
        console.data(text)
    elif output.exists() and not output.is_file():
        raise OutputError(f"{output}: is not a file", hint="name a file, such as page.html")
    else:
        files.publish(output.parent, {output.name: text.encode("utf-8")})


def _legend(*, colour: bool) -> Iterator[str]:
    if not colour:
        yield from _LEGEND
        return
    content = ", ".join(_styled(f"{mode} words", style) for mode, style in _CONTENT.items())
    others = ", ".join(_styled(kind, style) for kind, style in _STYLES.items())
    yield f"{_dim('⟦1')} {content}{_dim('⟧')}, {others}, {_dim('not article')}"


class _Marker:
    """Prints runs one after the other, keeping which brackets are open."""

    def __init__(self, text: str, *, colour: bool) -> None:
        self._text = text
        self._colour = colour
        self._open: list[tuple[int, str]] = []

    def told(self, stretch: Stretch) -> Iterator[str]:
        """The stretch as lines; one line that says how much it is where it is not article."""
        if not stretch.article:
            told = f"[{stretch.length:,} characters that are not article]"
            yield _dim(told) if self._colour else told
            return
        for index, paragraph in enumerate(stretch.paragraphs):
            if index:
                yield ""
            marked = "".join(part for run in paragraph.runs for part in self._run(run))
            yield from (line.rstrip() for line in marked.strip().split("\n"))
            yield from _noted(paragraph.findings, self._text)

    def _run(self, run: Run) -> Iterator[str]:
        words = visible(run.of(self._text)).replace("⟦", r"\u27e6").replace("⟧", r"\u27e7")
        core = words.strip()
        yield words[: len(words) - len(words.lstrip())]
        yield from self._brackets_that_open(run)
        yield self._words(core, run) if core else ""
        yield from self._brackets_that_close(run.end)
        yield words[len(words.rstrip()) :] if core else ""

    def _words(self, words: str, run: Run) -> str:
        if not self._colour:
            return words
        style: _Style = {} if run.article or run.marks else {"dim": True}
        for mark in run.marks:
            if mark.kind == "content":
                style = {**style, **_CONTENT[mark.value]}
        covering = {mark.kind for mark in run.marks}
        for kind in reversed(_STYLES):
            if kind in covering:
                style = {**style, **_STYLES[kind]}
        # A line of its own for each line: what a pager shows from the middle is still styled.
        return "\n".join(_styled(line, style) for line in words.split("\n"))

    def _brackets_that_open(self, run: Run) -> Iterator[str]:
        opening = [mark for mark in run.marks if mark.start == run.start and self._bracketed(mark)]
        for end, marks in groupby(opening, lambda mark: mark.end):
            label = _label(marks)
            self._open.append((end, label))
            yield self._bracket(f"⟦{label} ")

    def _brackets_that_close(self, end: int) -> Iterator[str]:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == end:
                innermost = index == len(self._open) - 1
                _, label = self._open.pop(index)
                yield self._bracket("⟧" if innermost else f" {label}⟧")

    def _bracketed(self, mark: Mark) -> bool:
        return mark.kind == "content" or not self._colour

    def _bracket(self, bracket: str) -> str:
        return _dim(bracket) if self._colour else bracket


def _label(marks: Iterable[Mark]) -> str:
    """What marks of the same words are: "3", "party:US", "4+5:source,5:cue" (one speaker, two statements)."""
    numbers: dict[str, list[str]] = {}
    for mark in marks:
        kind = f"party:{one_line(mark.value)}" if mark.kind == "party" else mark.kind
        numbers.setdefault(kind, []).extend([str(mark.number)] if mark.number is not None else [])
    return ",".join(
        "+".join(counted) + ("" if kind == "content" else f":{kind}" if counted else kind)
        for kind, counted in numbers.items()
    )


def _noted(findings: Findings, text: str) -> Iterator[str]:
    """A line for each attribution, and one for each other kind of finding."""
    for number, attribution in findings.attributions:
        yield f"    {number:>3} " + " · ".join(_attribution_parts(attribution, text))
    yield from _listed("speakers", (_person(p.name, p.party, p.office) for p in findings.people))
    yield from _listed("parties", (f"{m.span.of(text)} = {m.party}" for m in findings.parties))
    yield from _listed("dates", (f"{t.span.of(text)} = {t.value or 'unresolved'}" for t in findings.times))
    yield from _listed("quantities", (f"{q.span.of(text)} = {amount(q)}" for q in findings.quantities))


def _attribution_parts(attribution: Attribution, text: str) -> Iterator[str]:
    speaker = attribution.speaker
    office = f" ({speaker.office})" if speaker is not None and speaker.office else ""
    yield f"{attribution.mode:8} {one_line(who(attribution, text) + office)}"
    for name, span in (("source", attribution.source), ("cue", attribution.cue)):
        yield f"{name} “{one_line(span.of(text))}”" if span is not None else f"no {name}"
    yield f"rule {one_line(attribution.rule)}"


def _person(name: str, party: str | None, office: str | None) -> str:
    return name + (f" [{party}]" if party else "") + (f" ({office})" if office else "")


def _listed(kind: str, items: Iterable[str]) -> Iterator[str]:
    # The same words with the same value, said twice in a paragraph, need telling once.
    told: Sequence[str] = tuple(dict.fromkeys(map(one_line, items)))
    if told:
        yield f"        {kind}: " + " · ".join(told)


def _styled(text: str, style: _Style) -> str:
    return typer.style(text, **style) if text and style else text


def _dim(text: str) -> str:
    return typer.style(text, dim=True)
