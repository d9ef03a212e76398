"""Fixtures that all tests share; and with BRIEFGEN_NO_SKIPS=1 a skipped test is a failed one."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# A shell that runs the tests in the background has Ctrl-C ignored, by the programs that they start too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project: brief.toml, seeds/ and templates/ stand in it."""
    return ROOT


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what measures on annotated texts where those are not: they cannot travel with the project."""
    if not (ROOT.parent / "shared" / "eval").is_dir():
        measured = [item for item in items if item.get_closest_marker("evaluation")]
        config.hook.pytest_deselected(items=measured)
        items[:] = [item for item in items if item not in measured]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    report = yield
    if report.skipped and os.environ.get("BRIEFGEN_NO_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and BRIEFGEN_NO_SKIPS is set: {report.longrepr}"
    return report
