#!/usr/bin/env python3
"""Print what a build costs, as ratios taken in one run, and how fast extraction is.

    python benchmarks/build.py [--runs N] [PROJECT]

- cold build: `briefgen build` as a process, against a process that only has WeasyPrint write the very same
  HTML, with the same fonts and the same PDF variant (goal: at most 1.25);
- extraction: words per second of CPU time over the project's sources, each read anew.

The two processes take turns, so that a slow moment of the machine meets both; the medians are compared.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

from briefgen import places, resources
from briefgen.extraction import extract
from briefgen.models import Edition
from briefgen.pipeline import analyse
from briefgen.rendering import Renderer

BARE = """
import sys
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
html, fonts, pdf = sys.argv[1:]
configuration = FontConfiguration()
style = CSS(filename=fonts, font_config=configuration)
HTML(filename=html).write_pdf(pdf, stylesheets=[style], font_config=configuration, pdf_variant="pdf/ua-1")
"""


def seconds(arguments: list[str]) -> float:
    """The CPU time of a process, user and system: other work on the machine does not count."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(arguments, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def with_font_files(css: str) -> str:
    """The font style sheet with the addresses of files, which WeasyPrint alone can fetch."""
    folders = [files(name) / "files" for name in ("font_source_serif_pro", "font_source_sans_pro")]

    def address(found: re.Match[str]) -> str:
        path = next(folder / found[1] for folder in folders if (folder / found[1]).is_file())
        return Path(str(path)).as_uri()

    return re.sub(r"packaged:fonts/([\w.-]+)", address, css)


def laid_out(output: Path) -> str:
    """The HTML that the build laid out: the published one carries the sources' words beside."""
    [data] = output.glob("*.json")
    brief = Edition.model_validate_json(data.read_bytes()).brief
    if brief is None:
        raise SystemExit(f"{data}: holds no brief")
    renderer = Renderer()
    return renderer.html(brief, renderer.markdown(brief))


def bare_render(output: Path, folder: Path) -> list[str]:
    """The command that has WeasyPrint alone write what is published in `output`, by way of `folder`."""
    html = folder / "laid-out.html"
    html.write_text(laid_out(output), encoding="utf-8")
    fonts = folder / "fonts.css"
    css = (resources.templates() / "fonts.css").read_text(encoding="utf-8")
    fonts.write_text(with_font_files(css), encoding="utf-8")
    return [sys.executable, "-c", BARE, str(html), str(fonts), str(folder / "bare.pdf")]


def cold_build(project: Path, runs: int) -> tuple[float, float]:
    """Median CPU seconds of a first build, and of WeasyPrint alone on the HTML that it made."""
    with tempfile.TemporaryDirectory() as folder:
        copy, output = Path(folder) / "project", Path(folder) / "project" / places.OUTPUT
        shutil.copytree(project, copy, ignore=shutil.ignore_patterns(places.STATE, places.OUTPUT, ".*"))
        build = [sys.executable, "-m", "briefgen", "build", str(copy)]
        subprocess.run(build, check=True, capture_output=True)
        bare = bare_render(output, Path(folder))
        subprocess.run(bare, check=True, capture_output=True)
        pairs = []
        for _ in range(runs):
            for made in (output, copy / places.STATE):
                shutil.rmtree(made)
            pairs.append((seconds(build), seconds(bare)))
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def words_per_second(project: Path, least_seconds: float = 2.0) -> float:
    """Words that `extract` does in a second of CPU time, word lists loaded."""
    documents = analyse(project).documents
    words = sum(len(span.of(d.text).split()) for d in documents for span in d.body)
    done = 0
    start = time.process_time()
    while time.process_time() - start < least_seconds:
        for document in documents:
            extract(document.text, published=document.published, body=document.body)
        done += words
    return done / (time.process_time() - start)


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("project", nargs="?", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    build, bare = cold_build(arguments.project, arguments.runs)
    print(f"cold build                 {build:.2f} s")
    print(f"bare WeasyPrint, same HTML {bare:.2f} s")
    print(f"ratio                      {build / bare:.2f}  (goal: at most 1.25)")
    print(f"extract                    {words_per_second(arguments.project):,.0f} words a second")


if __name__ == "__main__":
    main()
