from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from briefgen import pipeline
from briefgen.models import Style

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "kenya-norway"


def test_the_readme_shows_every_style_for_both_pairs_of_countries() -> None:
    shown = re.findall(r"docs/gallery/([\w-]+)-1\.png", (ROOT / "README.md").read_text("utf-8"))
    styles = get_args(Style)
    assert sorted(shown) == sorted(f"{s}-{n}" for s in styles for n in ("us-china", "kenya-norway"))
    assert all((ROOT / "docs" / "gallery" / f"{name}-1.png").stat().st_size < 200_000 for name in shown)


@pytest.mark.parametrize("style", get_args(Style))
def test_the_example_keeps_its_budget_in_every_style_and_gives_both_sides_a_voice(
    style: Style, tmp_path: Path
) -> None:
    text = (EXAMPLE / "brief.toml").read_text("utf-8")
    (tmp_path / "brief.toml").write_text(
        text.replace("[brief]\n", f'[brief]\ntemplate = "{style}"\n', 1), "utf-8"
    )
    (tmp_path / "seeds").mkdir()
    for source in (EXAMPLE / "seeds").iterdir():
        (tmp_path / "seeds" / source.name).write_bytes(source.read_bytes())
    result = pipeline.build(tmp_path)
    assert result.pages == (1 if style == "at-a-glance" else 2)
    assert result.notices == ()
    [page] = [path.read_text("utf-8") for path in result.files if path.suffix == ".md"]
    assert "- **Kenya:** “" in page
    assert "- **Norway:** “" in page
