from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from briefgen import pipeline
from briefgen.composition import compose
from briefgen.models import (
    Background,
    Brief,
    Document,
    Evidence,
    Fact,
    FigureRow,
    Gap,
    Gaps,
    KeyFigures,
    Position,
    Source,
    SourceEntry,
    Sources,
    Span,
    Statement,
)
from briefgen.rendering import Renderer

ROOT = Path(__file__).resolve().parents[2]
TEXT = (
    "Menu  Home\n\n"
    'Minister Ada Petit said on Friday: "We don\'t agree," and left.\n\n'
    "Related <b>stories</b>\x1b"
)
BODY = Span(start=TEXT.index("Minister"), end=TEXT.index("\n\nRelated"))
CHROMIUM = shutil.which("chromium")
MEASURE = """
const frame = document.getElementById("page");
frame.onload = () => {
  const view = frame.contentWindow, page = frame.contentDocument, found = [];
  view.focus();
  for (const link of page.querySelectorAll(".citation a")) {
    const words = link.nextElementSibling;
    if (!words || words.className !== "excerpt") continue;
    const before = view.getComputedStyle(words).display;
    link.focus();
    const box = words.getBoundingClientRect(), line = link.getBoundingClientRect();
    found.push([before, view.getComputedStyle(words).display, box.left, box.right, box.top - line.bottom]);
    link.blur();
  }
  const result = {found, scrolls: page.documentElement.scrollWidth > view.innerWidth};
  document.getElementById("result").textContent = JSON.stringify(result);
};
"""


def document(text: str = TEXT, body: Span = BODY) -> Document:
    source = Source(id="a", path="a.txt", sha256="0" * 64)
    return Document(source=source, text=text, body=(body,))


def evidence(words: str, role: str = "statement", text: str = TEXT) -> Evidence:
    start = text.index(words)
    values = {"source": "a", "start": start, "end": start + len(words), "exact": words, "role": role}
    return Evidence.model_validate(values)


FACT = Position(
    id="f1",
    text="We don't agree",
    speaker="Ada Petit",
    mode="direct",
    stance="rejects",
    evidence=(
        evidence("We don't agree"),
        evidence("Ada Petit", "speaker"),
        evidence("on Friday", "time"),
    ),
)


def brief(*sections: object) -> Brief:
    entry = SourceEntry(number=1, id="a", path="a.txt", name="Agency", digest="0" * 12)
    listed = Sources(title="Sources", entries=(entry,), method="By rule.")
    return Brief.model_validate({"title": "T", "slug": "t", "parties": (), "sections": (*sections, listed)})


def said(fact: str = "f1", text: str = "We don't agree") -> Background:
    statements = (Statement(fact=fact, text=text, quoted=True, citations=(1,)),)
    return Background(title="Background", statements=statements)


def twin(printed: Brief, *documents: Document, facts: tuple[Fact, ...] = (FACT,)) -> tuple[str, str]:
    renderer = Renderer()
    return renderer.twin(printed, renderer.markdown(printed), facts, documents or (document(),))


@cache
def seeds() -> tuple[str, str]:
    analysis = pipeline.analyse(ROOT)
    renderer = Renderer()
    outline = pipeline.outline_of(analysis)
    printed = compose(analysis.facts.facts, analysis.records, outline)
    return renderer.twin(printed, renderer.markdown(printed), analysis.facts.facts, analysis.documents)


def texts(view: str) -> str:
    """The part of the view after its first heading."""
    return view.partition('class="text"')[2]


def identifiers(page: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', page)


def test_a_citation_has_the_source_s_exact_words_and_leads_to_them() -> None:
    page, view = twin(brief(said()))
    start = TEXT.index("We don't")
    assert f'href="t-sources.html#s1-{start}"' in page
    excerpt = re.search(r'id="cite-1-a-words"><span class="excerpt-source">(.*?)</span>(.*?)</span>', page)
    assert excerpt is not None
    assert (excerpt[1], excerpt[2]) == ("Source 1: Agency: ", "We don't agree")
    assert 'aria-describedby="cite-1-a-words"' in page
    # What is printed is set typographically; the excerpt keeps the source's apostrophe.
    assert "“We don’t " in page
    assert f'<mark class="quoted" id="s1-{start}">We don&#39;t agree</mark>' in view


def test_a_used_span_leads_back_to_each_place_that_uses_it() -> None:
    _, view = twin(brief(said(), Background(id="more", title="More", statements=said().statements)))
    after = view.partition("We don&#39;t agree</mark>")[2]
    assert re.findall(r'href="t\.html#(cite-1-\w)" title="Back to citation (\w): (\w+)"', after)[:2] == [
        ("cite-1-a", "a", "Background"),
        ("cite-1-b", "b", "More"),
    ]
    assert '<mark class="speaker">Ada Petit</mark>' in view
    assert '<mark class="date">on Friday</mark>' in view


def test_page_furniture_is_told_from_the_article_and_nothing_is_lost_or_becomes_markup() -> None:
    _, view = twin(brief(said()))
    paragraphs = re.findall(r'<p( class="furniture")?>(.*?)</p>', texts(view), re.DOTALL)
    tags = re.compile(r'<span class="uses">.*?</span>|<[^>]+>')
    words = [(bool(grey), html.unescape(tags.sub("", paragraph))) for grey, paragraph in paragraphs]
    assert words == [
        (True, "Menu  Home"),
        (False, 'Minister Ada Petit said on Friday: "We don\'t agree," and left.'),
        (True, r"Related <b>stories</b>\x1b"),
    ]


def test_spans_that_overlap_are_cut_into_runs() -> None:
    text = "The talks in May broke down."
    spans = (evidence("talks in May", text=text), evidence("May broke", text=text))
    first = FACT.model_copy(update={"id": "f1", "text": "x", "evidence": spans[:1]})
    second = FACT.model_copy(update={"id": "f2", "text": "y", "evidence": spans[1:]})
    statements = tuple(Statement(fact=f.id, text=f.text, citations=(1,)) for f in (first, second))
    printed = brief(Background(title="B", statements=statements))
    whole = document(text, Span(start=0, end=len(text)))
    _, view = twin(printed, whole, facts=(first, second))
    marks = re.findall(
        r'<mark class="quoted"(?: id="s1-(\d+)")?>(.*?)</mark>', view.partition('class="text"')[2]
    )
    assert marks == [("4", "talks in "), ("13", "May"), ("", " broke")]


def test_a_citation_whose_words_are_not_the_fact_s_leads_to_the_list_and_shows_none(tmp_path: Path) -> None:
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "background.md.j2").write_text(
        "## {{ section.title }}\n\nOther words{{ [1] | cite }}.\n", encoding="utf-8"
    )
    renderer = Renderer(tmp_path)
    printed = brief(said())
    page, _ = renderer.twin(printed, renderer.markdown(printed), (FACT,), (document(),))
    assert 'class="excerpt"' not in page
    assert 'href="#source-1"' in page


def test_gaps_cite_sources_without_words_and_figures_show_their_clause() -> None:
    row = FigureRow(facts=("f1",), figure="84", context="We don't agree", publisher="A", citations=(1,))
    gaps = Gaps(title="Gaps", gaps=(Gap(text="G", citations=(1,)),))
    page, _ = twin(brief(KeyFigures(title="Figures", rows=(row,)), gaps))
    assert page.count('class="excerpt"') == 1
    assert re.findall(r'href="#source-1"', page) == ['href="#source-1"']


def test_every_link_between_the_two_pages_of_the_seeds_leads_somewhere() -> None:
    page, view = seeds()
    to_view = re.findall(r'href="us-china-synthetic-drugs-sources\.html#([^"]+)"', page)
    to_page = re.findall(r'href="us-china-synthetic-drugs\.html#([^"]+)"', view)
    assert len(to_view) > 20
    assert set(to_view) <= set(identifiers(view))
    assert set(to_page) <= set(identifiers(page))
    for text in (page, view):
        assert len(identifiers(text)) == len(set(identifiers(text)))
        assert "<script" not in text
        assert "://" not in text
    # Each citation of a statement has its words: only the gaps' own do not.
    untraced = re.findall(r'<a id="cite-[^"]+" href="#source-', page.partition('id="gaps"')[0])
    assert untraced == []


def test_words_shown_beside_a_citation_stand_in_the_source() -> None:
    page, _ = seeds()
    texts = " ".join(" ".join(d.text.split()) for d in pipeline.analyse(ROOT).documents)
    excerpts = re.findall(r'class="excerpt-source">.*?</span>(.*?)</span>', page)
    assert len(excerpts) > 20
    for excerpt in excerpts:
        assert all(piece in texts for piece in html.unescape(excerpt).split(" … ")), excerpt


@pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium shows the pages")
@pytest.mark.parametrize("width", [1280, 390])
def test_on_a_screen_words_appear_on_focus_below_their_citation_and_nothing_scrolls_sideways(
    width: int, tmp_path: Path
) -> None:
    page, view = seeds()
    shown = measured(page, width, tmp_path)
    assert not shown["scrolls"]
    assert len(shown["found"]) > 20
    for before, after, left, right, gap in shown["found"]:
        assert (before, after) == ("none", "block")
        assert 0 <= left < right <= width
        assert -12 <= gap <= 1  # the pointer gets there without leaving
    assert not measured(view, width, tmp_path)["scrolls"]


def measured(page: str, width: int, folder: Path) -> dict[str, object]:
    """What a browser makes of `page` in a window of this width."""
    style = f"width:{width}px;height:900px;border:0"
    frame = f'<iframe id="page" style="{style}" srcdoc="{html.escape(page)}"></iframe>'
    harness = folder / "harness.html"
    harness.write_text(f'<!DOCTYPE html>{frame}<pre id="result"></pre><script>{MEASURE}</script>', "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=4000", "--dump-dom"]
    environment = {**os.environ, "HOME": str(folder)}
    command = [str(CHROMIUM), *options, f"--window-size={width + 50},1000", harness.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, timeout=60)
    found = re.search(r'<pre id="result">(.+?)</pre>', done.stdout, re.DOTALL)
    assert found is not None, done.stderr
    result: dict[str, object] = json.loads(html.unescape(found[1]))
    return result
