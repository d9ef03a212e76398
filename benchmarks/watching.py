#!/usr/bin/env python3
"""Print how long `briefgen watch` takes from the saving of a source to the PDF, as a ratio taken in one run.

    python benchmarks/watching.py [--runs N] [PROJECT]

A copy of PROJECT is watched. Each run adds another figure to one of its sources and waits for the new PDF;
then WeasyPrint, loaded and warmed up in this process, writes the same HTML with the same fonts and the same
PDF variant (goal: at most 1.15). The two take turns, so that a slow moment of the machine meets both; the
medians are compared.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from build import laid_out, with_font_files
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from briefgen import resources
from briefgen.files import find_sources

PATIENCE = 60


class Watched:
    """A project that a process of its own watches."""

    def __init__(self, project: Path) -> None:
        self._source = project / find_sources(project, ("**/*.txt",))[0][0]
        self._text = self._source.read_text(encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "briefgen", "watch", str(project), "--json"],
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines = iter(self._process.stdout or ())
        self.last = self._record()
        [self._pdf] = [path for path in map(Path, self.last["files"]) if path.suffix == ".pdf"][-1:]

    def save(self, number: int) -> float:
        """Seconds from the saving of another figure to another PDF."""
        before = self._pdf.stat().st_ino
        text = f"{self._text}\n\nNearly {number} boats were lost in 2022, the ministry said.\n"
        start = time.monotonic()
        self._source.write_text(text, encoding="utf-8")
        while self._pdf.stat().st_ino == before:  # each PDF is a file of its own, renamed into place
            if time.monotonic() - start > PATIENCE:
                raise SystemExit(f"no new PDF: {self.last}")
            time.sleep(0.001)
        taken = time.monotonic() - start
        self.last = self._record()
        return taken

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.wait()

    def _record(self) -> dict[str, list[str]]:
        record: dict[str, list[str]] = json.loads(next(self._lines))
        if "error" in record:
            raise SystemExit(str(record["error"]))
        return record


def bare_render(html: str) -> float:
    """Seconds that WeasyPrint takes for the same PDF."""
    css = with_font_files((resources.templates() / "fonts.css").read_text(encoding="utf-8"))
    start = time.monotonic()
    fonts = FontConfiguration()
    style = CSS(string=css, font_config=fonts)
    HTML(string=html).write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    return time.monotonic() - start


def compare(project: Path, runs: int) -> tuple[float, float]:
    """Median seconds from a save to the PDF, and of WeasyPrint alone on the HTML that it made."""
    watched = Watched(project)
    try:
        watched.save(1000)
        html = laid_out(project / "output")
        bare_render(html)
        pairs = [(watched.save(1001 + run), bare_render(html)) for run in range(runs)]
    finally:
        watched.stop()
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def main() -> None:
    """Print the ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("project", nargs="?", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        copy.mkdir()
        for name in ("seeds", "templates"):
            if (arguments.project / name).is_dir():
                shutil.copytree(arguments.project / name, copy / name)
        shutil.copy(arguments.project / "brief.toml", copy)
        saved, bare = compare(copy, arguments.runs)
    print(f"save to PDF, watching      {saved:.3f} s")
    print(f"bare WeasyPrint, same HTML {bare:.3f} s")
    print(f"ratio                      {saved / bare:.2f}  (goal: at most 1.15)")


if __name__ == "__main__":
    main()
