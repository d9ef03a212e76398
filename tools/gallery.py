#!/usr/bin/env python3
"""Draw pages of every style, for the seeds and for the example, into docs/gallery/.

    python tools/gallery.py

It needs pdftoppm, from Poppler. `make gallery` installs that where it may, and runs this.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import get_args

from briefgen import build
from briefgen.models import Style

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "docs" / "gallery"
PROJECTS = {"us-china": ROOT, "kenya-norway": ROOT / "examples" / "kenya-norway"}
WIDTH = "560"
"""Of a picture, in pixels."""
MEMO = 'to = "The Minister for Foreign Affairs"\nfrom = "Policy Planning Staff"\nmarking = "EXAMPLE"\n'


def draw(name: str, project: Path, style: Style) -> None:
    """Build `project` in `style`, and draw each page as ``STYLE-NAME-PAGE.png``."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(project / "seeds", copy / "seeds")
        table = f'[brief]\ntemplate = "{style}"\n' + (MEMO if style == "memo" else "")
        text = (project / "brief.toml").read_text(encoding="utf-8").replace("[brief]\n", table, 1)
        # The style's own budget: at a glance is one page.
        (copy / "brief.toml").write_text(re.sub(r"(?m)^page_budget.*\n", "", text), encoding="utf-8")
        [pdf] = [path for path in build(copy).files if path.suffix == ".pdf"]
        command = ["pdftoppm", "-png", "-scale-to-x", WIDTH, "-scale-to-y", "-1"]
        subprocess.run([*command, str(pdf), str(GALLERY / f"{style}-{name}")], check=True)  # noqa: S603 - our own PDF


def main() -> None:
    """Draw the gallery anew."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    for old in GALLERY.glob("*.png"):
        old.unlink()
    for style in get_args(Style):
        for name, project in PROJECTS.items():
            draw(name, project, style)


if __name__ == "__main__":
    main()
