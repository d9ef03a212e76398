from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from briefgen.composition import compose
from briefgen.config import parse_config
from briefgen.errors import ConfigError
from briefgen.models import Brief, Outline, Style
from briefgen.rendering import Layout, Renderer

SAMPLE = Brief.model_validate_json(Path(__file__).with_name("sample.json").read_text("utf-8"))
STYLES: tuple[Style, ...] = ("in-focus", "memo", "at-a-glance")
RENDERER = Renderer()


def styled(style: Style, **furniture: str) -> Brief:
    update = {"template": style, "furniture": SAMPLE.furniture.model_copy(update=furniture)}
    return SAMPLE.model_copy(update=update)


@cache
def layout(style: Style) -> Layout:
    brief = styled(style)
    return RENDERER.layout(RENDERER.html(brief, RENDERER.markdown(brief)))


def text(layout: Layout) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(layout.pdf())).pages)


@pytest.mark.parametrize("style", STYLES)
def test_every_style_prints_every_section_with_its_sources(style: Style) -> None:
    words = text(layout(style))
    for section in SAMPLE.sections:
        assert section.title in words
    assert "[1]" in words


@pytest.mark.parametrize("style", STYLES)
def test_no_style_goes_below_nine_and_a_half_points_for_its_text(style: Style) -> None:
    small = 9.5 * 96 / 72 - 0.01
    sizes: set[float] = set()
    for page in layout(style)._document.pages:
        for child in page._page_box.children:
            if child.element_tag == "html":
                boxes = [box for box in child.descendants() if hasattr(box, "text") and box.text.strip()]
                sizes.update(
                    box.style["font_size"]
                    for box in boxes
                    if box.element is not None and box.element_tag in {"p", "td", "th", "li", "em", "strong"}
                )
    # The source list and the line on how the brief was made are notes, and so are smaller.
    assert {round(size * 72 / 96, 2) for size in sizes if size < small} <= {8.5}


def test_at_a_glance_is_denser_than_in_focus_and_both_fit_the_sample_in_two_pages() -> None:
    assert layout("at-a-glance").length < layout("in-focus").length <= 2


def test_a_memorandum_says_to_from_date_and_subject_before_the_bottom_line() -> None:
    brief = styled("memo", to="The *Minister*", sender="Policy Staff", desk="Desk")
    markdown = RENDERER.markdown(brief)
    head = markdown[: markdown.index("## Bottom line")]
    assert re.findall(r"\*\*([A-Z]+):\*\* (.*)", head) == [
        ("TO", r"The \*Minister\*"),
        ("FROM", "Policy Staff"),
        ("DATE", "7 July 2023"),
        ("SUBJECT", SAMPLE.title),
    ]
    words = text(RENDERER.layout(RENDERER.html(brief, markdown)))
    assert words.index("The *Minister*") < words.index("SUBJECT:") < words.index("Bottom line")


def test_a_memorandum_is_from_the_desk_and_to_nobody_where_brief_toml_does_not_say() -> None:
    markdown = RENDERER.markdown(styled("memo", desk="Policy Desk"))
    assert "- **FROM:** Policy Desk\n" in markdown
    assert "**TO:**" not in markdown


@pytest.mark.parametrize("style", STYLES)
def test_a_user_s_brief_template_and_stylesheet_change_every_style(style: Style, tmp_path: Path) -> None:
    (tmp_path / "brief.md.j2").write_text(
        '{% extends "default:brief.md.j2" %}{% block imprint %}Distribution: missions.\n{% endblock %}'
    )
    (tmp_path / "base.css").write_text("body { color: #123456 }")
    renderer = Renderer(tmp_path)
    markdown = renderer.markdown(styled(style))
    assert "Distribution: missions." in markdown
    assert "#123456" in renderer.html(styled(style), markdown)


def test_a_user_s_memo_can_extend_the_packaged_one(tmp_path: Path) -> None:
    (tmp_path / "memo.md.j2").write_text(
        '{% extends "default:memo.md.j2" %}{% block title %}{{ super() }}\nFor decision\n{% endblock %}'
    )
    markdown = Renderer(tmp_path).markdown(styled("memo"))
    assert markdown.index("**SUBJECT:**") < markdown.index("For decision") < markdown.index("## Bottom line")


def test_the_style_of_brief_toml_reaches_the_brief() -> None:
    outline = Outline(title="T", slug="t", parties=(), template="memo")
    assert compose((), (), outline).template == "memo"


def test_at_a_glance_is_one_page_unless_the_budget_says_otherwise() -> None:
    assert parse_config('[brief]\ntemplate = "at-a-glance"').brief.page_budget == 1
    assert parse_config('[brief]\ntemplate = "at-a-glance"\npage_budget = 3').brief.page_budget == 3
    assert parse_config('[brief]\ntemplate = "memo"').brief.page_budget == 2


def test_from_is_the_key_for_the_sender_and_an_unknown_style_is_an_error() -> None:
    assert parse_config('[brief]\nfrom = "Staff"').brief.sender == "Staff"
    with pytest.raises(ConfigError, match=r"brief\.template"):
        parse_config('[brief]\ntemplate = "poster"')
    with pytest.raises(ConfigError, match="unknown key"):
        parse_config('[brief]\nsender = "Staff"')


def test_an_attribution_of_one_word_leaves_no_empty_element_before_its_citation() -> None:
    html = RENDERER.html(SAMPLE, RENDERER.markdown(SAMPLE))
    assert re.search(r"<(em|span)[^>]*></\1>", html) is None
