"""A project of two sources that builds in a moment, and ways to look at what a build left."""

from __future__ import annotations

import pytest

WHEAT = """date 2024-05-10 By Anne Autrice

PARIS, May 9 (AgencyOne) - France will host the talks on May 20, French President Anne Petit said Thursday.

"We are ready to sell more wheat to India," the French president told reporters.

Nearly 300 farmers lost their land in 2022, the Farm Bureau says.
"""
RICE = """date 2024-05-12 By Otto Autor

DELHI, May 11 (AgencyTwo) - "We cannot accept the present prices," Indian Foreign Minister Asha Rao said.

India has reportedly bought 40 ships of rice in April, the Port Office said.
"""
SETTINGS = '[brief]\ntitle = "France and India: wheat"\nslug = "wheat"\nparties = ["FR", "IN"]\n'


@pytest.fixture
def project(tmp_path):
    """A folder with two articles of two parties and a brief.toml."""
    folder = tmp_path / "project"
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds" / "wheat.txt").write_text(WHEAT, encoding="utf-8")
    (folder / "seeds" / "rice.txt").write_text(RICE, encoding="utf-8")
    (folder / "brief.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


@pytest.fixture
def edit():
    """Replace words in a file, which must have them."""

    def change(path, old, new):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.fixture
def shown():
    """The bytes of every file that a folder shows, by name."""

    def look(folder):
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

    return look
