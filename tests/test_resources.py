from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import resources
from briefgen.errors import RenderingError


def test_the_checkout_holds_the_templates_and_the_seeds() -> None:
    assert (resources.templates() / "brief.md.j2").is_file()
    assert sorted(path.suffix for path in resources.seeds().iterdir()) == [".txt", ".txt"]


def test_a_wheel_s_own_files_come_before_whatever_lies_beside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "briefgen"
    (package / "_packaged" / "templates").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / "pyproject.toml").touch()
    assert resources._find("templates", package) == package / "_packaged" / "templates"


def test_a_folder_beside_an_installed_package_is_not_taken_for_a_checkout(tmp_path: Path) -> None:
    package = tmp_path / "briefgen"
    package.mkdir()
    (tmp_path / "templates").mkdir()
    with pytest.raises(RenderingError, match="own templates is missing") as caught:
        resources._find("templates", package)
    assert "install briefgen again" in caught.value.hint
