#!/usr/bin/env python3
"""Print what it costs to bring a brief up to date, as ratios taken in one run, with the goals beside.

    python benchmarks/regeneration.py [--runs N] [--sources N]

- nothing changed: `briefgen build` as a process against `python -c "import typer, pydantic"`;
- one of this repository's two sources changed, cold: against a process that only has WeasyPrint write the
  very same HTML;
- N invented sources (corpus.py): one changed source against the first build (several are changed, one
  after the other, each followed by a build), the first build against that of a tenth of them, and the most
  memory that a build held.

Wall-clock time; the two processes of a ratio take turns, and their medians are compared. The first build of
many sources is measured once, for it takes minutes; that of a tenth three times.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import build as cold
import corpus

PROJECT = Path(__file__).resolve().parent.parent
CHANGES = 5
"""So many of the invented sources are changed; they stand evenly among the others."""
IMPORTS = [sys.executable, "-c", "import typer, pydantic"]


class Run(NamedTuple):
    """What one process cost: wall-clock seconds and the most memory it held, in MB."""

    seconds: float
    memory: float


def run(arguments: list[str]) -> Run:
    """Run a process to its end.

    Raises:
        CalledProcessError: it failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024)


def brief_of(project: Path) -> list[str]:
    """The command that builds the brief of a project."""
    return [sys.executable, "-m", "briefgen", "build", str(project)]


def compared(one: Callable[[], Run], other: Callable[[], Run], runs: int) -> float:
    """The median seconds of one divided by those of the other, taken in turn."""
    pairs = [(one().seconds, other().seconds) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs)


def nothing_changed(folder: Path, runs: int) -> tuple[float, list[str]]:
    """The ratio, and which heavy packages the build loads all the same."""
    project = _own_project(folder)
    run(brief_of(project))
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", *brief_of(project)[1:]],
        check=True,
        capture_output=True,
        text=True,
    ).stderr
    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in loaded.splitlines()}
    ratio = compared(lambda: run(brief_of(project)), lambda: run(IMPORTS), runs)
    return ratio, sorted(names & {"weasyprint", "jinja2"})


def one_seed_changed(folder: Path, runs: int) -> float:
    """The ratio to a bare cold WeasyPrint render of the HTML that results."""
    project = _own_project(folder)
    run(brief_of(project))
    seed = min((project / "seeds").glob("*.txt"))
    words = seed.read_text(encoding="utf-8")
    changes = iter(range(1, runs + 1))

    def changed() -> Run:
        sentence = f"The number of ships in the harbour was {next(changes)} thousand in May."
        seed.write_text(f"{words.rstrip()}\n\n{sentence}\n", encoding="utf-8")
        return run(brief_of(project))

    bare = cold.bare_render(project / "output", folder)
    run(bare)
    return compared(changed, lambda: run(bare), runs)


class Growth(NamedTuple):
    """What builds of many sources cost: the first, those after one change each, and first ones of a tenth."""

    first: Run
    changed: list[Run]
    tenths: list[Run]


def many_sources(folder: Path, count: int) -> Growth:
    """Build the brief of so many invented sources, change one of them, build again, and so on."""
    project = folder / "many"
    tenths = [_first_build(count // 10, folder)]
    corpus.write(count, project)
    first = run(brief_of(project))
    changed: list[Run] = []
    for number in range(1, CHANGES + 1):
        corpus.change(project, count * number // (CHANGES + 1))
        changed.append(run(brief_of(project)))
    shutil.rmtree(project)
    # Minutes lie between them and the long one, in which the machine may have changed its pace.
    tenths += (_first_build(count // 10, folder) for _ in range(2))
    return Growth(first, changed, tenths)


def _first_build(count: int, folder: Path) -> Run:
    project = folder / "few"
    corpus.write(count, project)
    cost = run(brief_of(project))
    shutil.rmtree(project)
    return cost


def _own_project(folder: Path) -> Path:
    """A copy of this repository's own brief, apart from the checkout."""
    project = folder / "own"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(PROJECT / "seeds", project / "seeds")
    shutil.copy(PROJECT / "brief.toml", project)
    return project


def _print(name: str, value: str, goal: str) -> None:
    print(f"{name:<34}{value:>12}  (goal: {goal})", flush=True)


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--sources", type=int, default=10_000, help="0 leaves this part out")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        ratio, loaded = nothing_changed(Path(name), arguments.runs)
        _print("nothing changed / imports", f"{ratio:.2f}", "at most 1.5")
        _print("heavy packages loaded", ", ".join(loaded) or "none", "none")
        changed = one_seed_changed(Path(name), arguments.runs)
        _print("one seed changed / bare render", f"{changed:.2f}", "at most 1.25")
        if arguments.sources:
            _print_growth(many_sources(Path(name), arguments.sources), arguments.sources)


def _print_growth(cost: Growth, count: int) -> None:
    memory = max(run.memory for run in (cost.first, *cost.changed, *cost.tenths))
    shares = [run.seconds / cost.first.seconds for run in cost.changed]
    _print(f"{count:,} sources, first build", f"{cost.first.seconds:.1f} s", "none")
    _print("one changed / first build", f"{statistics.median(shares):.1%}", "at most 3 %")
    _print("  the least and the most", f"{min(shares):.1%}, {max(shares):.1%}", "none")
    tenth = statistics.median(run.seconds for run in cost.tenths)
    _print("first build / that of a tenth", f"{cost.first.seconds / tenth:.1f}", "at most 11")
    _print("most memory", f"{memory:.0f} MB", "under 500 MB")


if __name__ == "__main__":
    main()
