from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import resources
from briefgen.models import Background, Brief, SourceEntry, Sources, Statement
from briefgen.rendering import Renderer
from briefgen.rendering.fonts import Use, missing_glyphs
from briefgen.rendering.typography import typeset, typographic

NO_BREAK = "\xa0"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('a "global coalition" of states', "a “global coalition” of states"),
        ('"Yes," she said, "and no."', "“Yes,” she said, “and no.”"),
        ("China's ministers' talks weren't easy", "China’s ministers’ talks weren’t easy"),
        ("He said 'we agree' and left", "He said ‘we agree’ and left"),
        ("“They called it a 'pretext'.”", "“They called it a ‘pretext’.”"),
        ("the class of '84 and 'tis done", "the class of ’84 and ’tis done"),
        ('("so-called" talks)—"odd"', "(“so-called” talks)—“odd”"),
        ("a 6'2\" fence", 'a 6’2" fence'),
        ('the "class of 84" met', "the “class of 84” met"),
        ("nothing to set", "nothing to set"),
    ],
)
def test_straight_quotation_marks_and_apostrophes_are_set(text: str, printed: str) -> None:
    assert typographic(text) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("5 percent of 80 million people", "5~percent of 80~million people"),
        ("on 7 July 2023 and July 8, 2023", "on 7~July 2023 and July~8, 2023"),
        ("12 km, 3 a.m. and 40 %", "12~km, 3~a.m. and 40~%"),
        ("Mr. Rao and Dr. Petit", "Mr.~Rao and Dr.~Petit"),
        ("84 countries, 5 men and 3 miners", "84 countries, 5 men and 3 miners"),
        ("in July 2023", "in July 2023"),
    ],
)
def test_a_number_does_not_part_from_its_unit_nor_a_day_from_its_month(text: str, printed: str) -> None:
    assert typographic(text) == printed.replace("~", NO_BREAK)


@given(st.text("\"'“” a7.Mr-(July percent\n"))
def test_setting_keeps_the_length_and_all_but_marks_and_spaces(text: str) -> None:
    printed = typographic(text)
    assert len(printed) == len(text)
    for before, after in zip(text, printed, strict=True):
        assert before == after or (before, after) in {
            ('"', "“"),
            ('"', "”"),
            ("'", "‘"),
            ("'", "’"),
            (" ", NO_BREAK),
        }


def test_a_quotation_is_set_across_emphasis_and_apart_from_the_next_block() -> None:
    text = '<div><p>"<em>Yes</em>" and <b>\'no</b>\'</p><ul><li>"a<p>"b"</p>"</li></ul></div>'
    root = fromstring(text)  # noqa: S314 - the test's own text
    typeset(root)
    assert tostring(root, encoding="unicode") == (
        "<div><p>“<em>Yes</em>” and <b>‘no</b>’</p><ul><li>“a<p>“b”</p>”</li></ul></div>"
    )


def test_a_megabyte_of_marks_is_set_in_linear_time() -> None:
    for unit in ("'", '"', "' ", "5 ", "a' '"):
        text = unit * (1_000_000 // len(unit))
        assert len(typographic(text)) == len(text)


def test_the_markdown_keeps_the_source_s_characters_and_the_html_is_set() -> None:
    statement = Statement(fact="f", text='They don\'t call it a "plan" on 7 July.', citations=(1,))
    entry = SourceEntry(number=1, id="s", path="s.txt", name="Agency", digest="0" * 12)
    sections = (
        Background(title="Back'ground", statements=(statement,)),
        Sources(title="Sources", entries=(entry,), method="By rule."),
    )
    brief = Brief(title='China\'s "plan"', slug="t", parties=(), sections=sections)
    renderer = Renderer()
    markdown = renderer.markdown(brief)
    html = renderer.html(brief, markdown)
    assert 'They don\'t call it a "plan" on 7 July' in markdown
    assert "They don’t call it a “plan” on 7\xa0July" in re.sub(r"<[^>]+>", "", html)
    assert "<title>China’s “plan”</title>" in html
    # Its heading is still known for the section's.
    assert '<section id="background" class="background"' in html


@pytest.mark.parametrize(
    ("use", "missing"),
    [
        (Use("Source Serif Pro", False, "plain"), ""),
        (Use("Source Serif Pro", False, "Ωж漢"), "漢"),
        # The italic faces have no Cyrillic; the upright ones do.
        (Use("Source Sans Pro", False, "ж"), ""),
        (Use("Source Sans Pro", True, "ɐ"), "ɐ"),
        (Use("Source Serif Pro", True, "Ĉ"), "Ĉ"),
        (Use("A family of the user's", False, "Ĉ漢"), "漢"),
    ],
)
def test_a_glyph_is_missing_where_the_face_that_is_used_lacks_it(use: Use, missing: str) -> None:
    assert "".join(missing_glyphs([use])) == missing


def test_page_furniture_and_graphics_are_searched_for_missing_glyphs_too() -> None:
    renderer = Renderer()
    entry = SourceEntry(number=1, id="s", path="s.txt", name="Agency", digest="0" * 12)
    sources = Sources(title="Sources", entries=(entry,), method="By rule.")
    brief = Brief(title="漢", slug="t", parties=(), sections=(sources,))
    html = renderer.html(brief, renderer.markdown(brief))
    svg = '<svg font-family="Source Sans Pro, x" viewBox="0 0 9 9"><text>字</text></svg>'
    assert renderer.layout(html.replace("</main>", f"{svg}</main>")).missing_glyphs == ("字", "漢")


def test_every_colour_of_text_keeps_a_contrast_of_four_and_a_half_to_one_on_its_ground() -> None:
    base = (resources.templates() / "base.css").read_text("utf-8")
    dark = (resources.templates() / "screen.css").read_text("utf-8").partition("prefers-color-scheme")[2]
    for css in (base, dark):
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", css))
        for text in ("accent", "ink", "muted"):
            for ground in ("paper", "tint"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
