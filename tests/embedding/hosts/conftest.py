"""Briefs that stand in for real ones: a folder's file `sections.txt` says which sections it has."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from briefgen import embedding
from briefgen.embedding.library import Library
from briefgen.embedding.refilling import prepare_all
from briefgen.embedding.writing import replace_all
from briefgen.errors import UsageError


class FakeSection(NamedTuple):
    name: str
    text: str
    edition: int
    as_of: datetime.date
    slug: str

    def render(self, to, *, level=2, notes="section", provenance=True, instance=""):
        label = f"{self.slug}-{self.name}{'-' + instance if instance else ''}-1"
        lines = [f"{'#' * level} {self.name}", "", f"{self.text} in {to}, notes {notes} [^{label}]"]
        return "\n".join([*lines, *(["", f"Edition {self.edition}"] if provenance else [])])


class FakeBrief:
    def __init__(self, folder):
        first, *rest = Path(folder, "sections.txt").read_text(encoding="utf-8").splitlines()
        self.slug = Path(folder).name
        self.number = int(first)
        texts = dict(line.replace("\\n", "\n").split(": ", 1) for line in rest)
        day = datetime.date(2023, 7, 7)
        self.sections = {
            name: FakeSection(name, text, self.number, day, self.slug) for name, text in texts.items()
        }
        self.names = tuple(self.sections)

    def section(self, name):
        if name not in self.sections:
            raise UsageError(f"there is no section {name}", hint=f"there are {', '.join(self.names)}")
        return self.sections[name]


def fake_load(path, *, edition=None):
    try:
        return FakeBrief(path)
    except OSError as error:
        raise UsageError(f"{path}: holds no brief", hint="build it") from error


def make_desk(folder, number=4, **sections):
    folder.mkdir(exist_ok=True)
    sections = sections or {"figures": "Nearly 300 farms", "positions-cn": "China wants calm"}
    lines = [f"{name}: {text}" for name, text in sections.items()]
    (folder / "sections.txt").write_text("\n".join([str(number), *lines]), encoding="utf-8")
    (folder / "brief.toml").touch()
    return folder


@pytest.fixture
def briefs(tmp_path, monkeypatch):
    """A folder `desk` with a brief of two sections; every folder with `sections.txt` loads as a brief."""
    monkeypatch.setattr(embedding, "load", fake_load, raising=False)
    return make_desk(tmp_path / "desk")


def refill(*paths, force=False):
    """Refill the files as `briefgen embed` does; what was prepared."""
    hosts = prepare_all(paths, Library(), force=force)
    if not any(host.problems for host in hosts):
        replace_all([(h.file, h.after) for h in hosts if h.file and h.after != h.file.data])
    return hosts


@pytest.fixture
def desk():
    """Makes the folder of a brief with these sections."""
    return make_desk


@pytest.fixture
def embed():
    """Refills files as `briefgen embed` does."""
    return refill
