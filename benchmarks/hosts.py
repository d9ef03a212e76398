#!/usr/bin/env python3
"""Print what it costs to keep many documents up to date, in seconds of CPU.

    python benchmarks/hosts.py [--hosts N] [--blocks N]

Makes N hosts (1,000) with N blocks in all (3,000), which show sections of 20 copies of a project in several
flavours of Markdown and at several levels, fills them, and runs `briefgen embed --check` on them as a process
of its own (goal: at most 3 seconds).
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from itertools import cycle, islice, product
from pathlib import Path

import briefgen

PROJECT = Path(__file__).resolve().parent.parent
DESKS = 20
FLAVOURS = ("gfm", "pandoc", "myst", "mkdocs")
PARAGRAPH = "What the desk has to say of the week, in a paragraph of its own words.\n\n"


def make_desks(folder: Path) -> list[str]:
    """Copies of a project that was built once; the names of its sections."""
    first = folder / "desk-0"
    shutil.copytree(PROJECT / "seeds", first / "seeds")
    shutil.copy(PROJECT / "brief.toml", first)
    briefgen.build(first, formats=("json",))
    for number in range(1, DESKS):
        shutil.copytree(first, folder / f"desk-{number}", symlinks=True)
    return list(briefgen.load(first).names)


def make_hosts(folder: Path, hosts: int, blocks: int) -> list[Path]:
    """Pages of text with blocks that differ in project, section, flavour and level."""
    sections = make_desks(folder)
    combinations = product(range(2, 5), FLAVOURS, sections, range(DESKS))
    wanted = list(islice(cycle(combinations), blocks))
    pages = folder / "pages"
    pages.mkdir()
    paths = []
    for number in range(hosts):
        parts = [f"# Page {number}\n\n", PARAGRAPH * 20]
        for level, flavour, section, desk in wanted[number::hosts]:
            asked = f"project=../desk-{desk} section={section} to={flavour} level={level}"
            parts.append(f"<!-- briefgen:begin {asked} -->\n<!-- briefgen:end -->\n\n{PARAGRAPH * 5}")
        paths.append(pages / f"page-{number}.md")
        paths[-1].write_text("".join(parts), encoding="utf-8")
    return paths


def seconds_of(*arguments: str) -> float:
    """Seconds of CPU that a run of briefgen takes, its start included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def check(hosts: int, blocks: int) -> None:
    """Print what checking many hosts costs."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(path) for path in make_hosts(Path(folder), hosts, blocks)]
        filled = seconds_of("embed", *paths)
        checked = seconds_of("embed", "--check", *paths)
    print(f"embed          {blocks} blocks in {hosts} hosts  {filled:.2f} s of CPU")
    print(f"embed --check  {blocks} blocks in {hosts} hosts  {checked:.2f} s of CPU  (goal: at most 3)")


def main() -> None:
    """Print the costs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hosts", type=int, default=1000)
    parser.add_argument("--blocks", type=int, default=3000)
    arguments = parser.parse_args()
    check(arguments.hosts, arguments.blocks)


if __name__ == "__main__":
    main()
