from __future__ import annotations

import dataclasses
import re
import typing
from pathlib import Path

import pytest
from pydantic import BaseModel

from briefgen import resources
from briefgen.models import Brief
from briefgen.rendering.environment import Environments
from briefgen.rendering.sources import ParagraphView, RunView, SourceView, UseView
from briefgen.rendering.strip import Number
from briefgen.rendering.timeline import Break, Drawing, Mark

DRAWN = (Drawing, Mark, Break, Number, SourceView, ParagraphView, RunView, UseView)
PAGE = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")


def models(annotation: object) -> set[type]:
    """Every model that `annotation` mentions, with those that their fields mention."""
    if dataclasses.is_dataclass(annotation) and isinstance(annotation, type):
        return {annotation}.union(*map(models, typing.get_type_hints(annotation).values()))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        nested = [models(field.annotation) for field in annotation.model_fields.values()]
        return {annotation}.union(*nested)
    return set().union(*map(models, typing.get_args(annotation)))


def fields(model: type) -> list[str]:
    if issubclass(model, BaseModel):
        return list(model.model_fields)
    return [field.name for field in dataclasses.fields(model)]


def documented(heading: str) -> list[str]:
    section = re.search(rf"^### {heading}\n(.*?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return re.findall(r"^\| `(\w+)` \|", section[1], re.MULTILINE) if section else []


@pytest.mark.parametrize("model", sorted(models(Brief), key=lambda model: model.__name__))
def test_every_field_that_a_template_can_see_is_documented_and_no_other(model: type) -> None:
    assert documented(model.__name__) == fields(model)


@pytest.mark.parametrize("drawn", DRAWN, ids=lambda drawn: drawn.__name__)
def test_every_field_of_what_is_drawn_is_documented_and_no_other(drawn: type[Drawing]) -> None:
    assert documented(drawn.__name__) == list(drawn._fields)


def test_no_model_is_documented_that_a_template_cannot_see() -> None:
    names = {model.__name__ for model in (*models(Brief), *DRAWN)}
    assert set(re.findall(r"^### (\w+)$", PAGE, re.MULTILINE)) == names


def test_every_packaged_file_and_block_is_documented() -> None:
    environments = Environments(None)
    files = {path.relative_to(resources.templates()) for path in resources.templates().rglob("*.*")}
    for path in files:
        name = "sections/KIND.md.j2" if path.parent.name == "sections" else path.as_posix()
        row = re.search(rf"^\| [^|]*`{re.escape(name)}`[^|]* \|.*$", PAGE, re.MULTILINE)
        assert row, name
        if path.suffix == ".j2":
            environment = environments.html if ".html" in path.suffixes else environments.markdown
            for block in environment.get_template(path.as_posix()).blocks:
                assert f"`{block}`" in row[0]


def test_every_section_kind_has_its_partial_and_is_named() -> None:
    sections = [model for model in models(Brief) if issubclass(model, BaseModel) and "kind" in fields(model)]
    kinds = {section.model_fields["kind"].default for section in sections}
    partials = {path.name.removesuffix(".md.j2") for path in (resources.templates() / "sections").iterdir()}
    assert partials == kinds
    assert all(f"`{kind}`" in PAGE for kind in kinds)


def test_every_filter_of_our_own_is_documented() -> None:
    for name in ("cite", "unstopped", "join", "e", "typographic"):
        assert re.search(rf"\\?\| {name}\b", PAGE)
