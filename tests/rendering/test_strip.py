from __future__ import annotations

import re

import pytest

from briefgen.models import Brief, FigureRow, KeyFigures, SourceEntry, Sources
from briefgen.rendering import Renderer
from briefgen.rendering.strip import numbers


def row(figure: str, **fields: object) -> FigureRow:
    values = {"facts": ("f",), "context": "c", "publisher": "Agency", "citations": (1,), **fields}
    return FigureRow.model_validate({"figure": figure, **values})


def section(*rows: FigureRow) -> KeyFigures:
    return KeyFigures(title="Key figures", rows=rows)


def brief_of(*rows: FigureRow) -> Brief:
    entry = SourceEntry(number=1, id="s", path="s.txt", name="Agency", digest="0" * 12)
    sources = Sources(title="Sources", entries=(entry,), method="By rule.")
    return Brief(title="T", slug="t", parties=(), sections=(section(*rows), sources))


def printed(*rows: FigureRow) -> str:
    renderer, brief = Renderer(), brief_of(*rows)
    return renderer.html(brief, renderer.markdown(brief))


@pytest.mark.parametrize(
    ("figure", "number"),
    [
        ("at least 84 countries", "84"),
        ("Almost 80,000 Americans", "80,000"),
        ("about $1.5 billion in aid", "$1.5 billion"),
        ("US$3 million", "US$3 million"),
        ("5.5 percent", "5.5 percent"),
        ("between 5 and 7 per cent", "5 and 7 per cent"),
        ("12–15% of trade", "12–15%"),
        ("€40 million", "€40 million"),
    ],
)
def test_the_number_is_the_figure_with_its_currency_and_scale(figure: str, number: str) -> None:
    first, _ = numbers(section(row(figure), row("2 ships")))
    assert (first.number, first.words) == (number, figure)


def test_the_strip_holds_four_numbers_at_most_and_none_where_there_are_fewer_than_two() -> None:
    ships = section(*(row(f"{n} ships") for n in range(1, 7)))
    assert [found.number for found in numbers(ships)] == ["1", "2", "3", "4"]
    assert numbers(section(row("84 countries"))) == ()


def test_figures_without_digits_in_one_clause_or_put_again_are_left_to_the_table() -> None:
    rows = (
        row("eight people"),
        row("3 ships and 4 crews", facts=("f", "g")),
        row("84 countries", note="The sources put this figure differently."),
        row("7 ports"),
        row("9 ports", period="2022"),
    )
    assert [(found.number, found.period) for found in numbers(section(*rows))] == [("7", None), ("9", "2022")]


def test_what_limits_a_number_stands_beside_it() -> None:
    hedged = row("Almost 80,000 Americans", modifier="almost")
    assert [found.modifier for found in numbers(section(hedged, row("7 ports")))] == ["almost", None]
    html = printed(hedged, row("7 ports"))
    assert '<span class="number"><small>almost</small> 80,000</span>' in html


def test_the_strip_is_in_the_html_above_its_table_and_not_in_the_markdown() -> None:
    brief = brief_of(row("<b>84</b> countries"), row("7 ports"))
    html = printed(row("<b>84</b> countries"), row("7 ports"))
    [strip] = re.findall(r'<ul class="strip">.*?</ul>', html, re.DOTALL)
    assert re.findall(r'class="number">(.*?)<', strip) == ["84", "7"]
    assert "&lt;b&gt;84&lt;/b&gt; countries" in strip
    assert html.index("strip") < html.rindex("<table")
    assert "strip" not in Renderer().markdown(brief)
