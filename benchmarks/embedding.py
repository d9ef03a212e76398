#!/usr/bin/env python3
"""Print what it costs to have a section of a brief, as ratios taken in one run, with the goals beside.

    python benchmarks/embedding.py [--runs N]

- `briefgen section key-figures`, as a process, against `python -c "import pydantic"`;
- every section in every flavour, in one process: sections a second.

Wall-clock time; the two processes of a ratio take turns, and their medians are compared.
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
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
GOAL = 1.5


def seconds(arguments: list[str]) -> float:
    """How long a process takes from start to end.

    Raises:
        CalledProcessError: it failed.
    """
    start = time.perf_counter()
    subprocess.run(
        arguments, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(PROJECT)}
    )
    return time.perf_counter() - start


def built(folder: Path) -> Path:
    """This repository's brief, published in `folder`."""
    import briefgen  # noqa: PLC0415 -- measured below

    shutil.copytree(PROJECT / "seeds", folder / "seeds")
    shutil.copy(PROJECT / "brief.toml", folder)
    briefgen.build(folder, formats=("json",))
    return folder


def ratio(project: Path, runs: int) -> tuple[float, float]:
    """The medians of the command and of the import."""
    command = [sys.executable, "-m", "briefgen", "section", "key-figures", "-p", str(project)]
    imports = [sys.executable, "-c", "import pydantic"]
    pairs = [(seconds(command), seconds(imports)) for _ in range(runs + 1)][1:]  # the first one warms up
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def rate(project: Path) -> float:
    """Sections printed in a second, all flavours taken together."""
    import briefgen  # noqa: PLC0415 -- as above
    from briefgen.embedding import FLAVOURS  # noqa: PLC0415 -- as above

    brief = briefgen.load(project)
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < 1:
        for name in brief.names:
            for flavour in FLAVOURS:
                brief.section(name).render(flavour)
                count += 1
    return count / (time.perf_counter() - start)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        project = built(Path(folder))
        command, imports = ratio(project, runs)
        print(
            f"section: {command * 1000:.0f} ms against {imports * 1000:.0f} ms for pydantic: "
            f"{command / imports:.2f} (goal: {GOAL})"
        )
        print(f"in one process: {rate(project):,.0f} sections a second")


if __name__ == "__main__":
    sys.path.insert(0, str(PROJECT))
    main()
