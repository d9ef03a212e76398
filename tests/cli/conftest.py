"""A project in a folder of its own, and the program run in this process as a user would."""

from __future__ import annotations

import sys
from typing import NamedTuple

import pytest

from briefgen.cli import main

ARTICLE = """date 2024-05-10 By Anne Autrice

PARIS, May 9 (AgencyOne) - France will host the talks on May 20, French President Anne Petit said Thursday.

"We are ready to sell more wheat to India," the French president told reporters.

Indian Foreign Minister Asha Rao said India wanted lower prices.

"We cannot accept the present prices," Rao said.

Nearly 300 farmers lost their land in 2022, the Farm Bureau says.

France is one of the largest growers of wheat in the world.
"""


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def project(tmp_path):
    """A folder with one article of two parties and a brief.toml."""
    folder = tmp_path / "project"
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "wheat.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "brief.toml").write_text(
        '[brief]\ntitle = "France and India: wheat"\nslug = "wheat"\nparties = ["FR", "IN"]\n',
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def run(monkeypatch, capsys):
    """Run `briefgen ARGUMENTS...`; the exit code and what was printed."""

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["briefgen", *map(str, arguments)])
        capsys.readouterr()
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        else:
            code = 0
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return call
