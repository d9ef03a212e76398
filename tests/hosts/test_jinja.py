"""Sections in Jinja2 templates."""

from __future__ import annotations

import runpy

import jinja2
import pytest

from briefgen.embedding.jinja import extension
from briefgen.errors import UnknownSectionError, UsageError


def rendered(templates, project, **settings):
    loader = jinja2.DictLoader(templates)
    environment = jinja2.Environment(loader=loader, autoescape=True, extensions=[extension], **settings)
    environment.briefgen_project = project
    return environment.get_template("page").render(text="<b>")


def test_the_example_leads_every_claim_to_its_source(example, pages, monkeypatch):
    monkeypatch.chdir(example("Jinja2"))
    runpy.run_path("page.py")
    text = (example("Jinja2") / "built.html").read_text(encoding="utf-8")
    page = pages.read(text)
    assert "<h1>Weekly report &lt;draft&gt;</h1>" in text
    pages.check(page)
    assert [heading.tag for heading in page.iter("h2", "h3")] == ["h2", "h3", "h3", "h2"]


def test_a_section_twice_on_a_page_has_names_of_its_own(built, pages):
    templates = {
        "base": "{{ brief_section('positions-cn') }}{% block more %}{% endblock %}",
        "page": "{% extends 'base' %}{% block more %}{% include 'part' %}{{ text }}{% endblock %}",
        "part": "{{ brief_section('positions-cn') }}",
    }
    text = rendered(templates, built / "desk")
    found = pages.sources(pages.read(text), "China is ready to work")
    assert [len(entries) for entries in found] == [1, 1]
    assert all("Reuters" in entry for entries in found for entry in entries)
    assert text.endswith("&lt;b&gt;")


def test_every_rendering_is_a_page_of_its_own(built):
    templates = {"page": "{{ brief_section('positions-cn') }}"}
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(templates), autoescape=True, extensions=[extension]
    )
    environment.briefgen_project = built / "desk"
    assert environment.get_template("page").render() == environment.get_template("page").render()


def test_only_html_is_exempt_from_escaping(built):
    text = rendered({"page": "{{ brief_section('key-figures', to='gfm') }}"}, built / "desk")
    assert "&lt;br&gt;" in text


def test_an_environment_keeps_the_contexts_that_it_has(built):
    class Own(jinja2.runtime.Context):
        own = True

    environment = jinja2.Environment(extensions=[extension], autoescape=True)
    environment.context_class = Own
    environment = environment.overlay(extensions=[extension])
    assert environment.context_class.own
    environment.briefgen_project = built / "desk"
    assert "Position of China" in environment.from_string("{{ brief_section('positions-cn') }}").render()


def test_a_mistake_is_an_error_that_says_what_there_is(built):
    with pytest.raises(UnknownSectionError, match="no section 'x'"):
        rendered({"page": "{{ brief_section('x') }}"}, built / "desk")
    with pytest.raises(UsageError, match="holds no edition"):
        rendered({"page": "{{ brief_section('x', project='nowhere') }}"}, built / "desk")
