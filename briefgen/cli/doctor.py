"""The work behind `briefgen doctor`: what a build needs, tried for real."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NamedTuple

from briefgen import resources
from briefgen.errors import BriefgenError
from briefgen.rendering import Renderer


class Check(NamedTuple):
    """One thing that a build needs."""

    name: str
    passed: bool
    detail: str
    hint: str = ""


def examine() -> list[Check]:
    """Every check, in the order in which a build would fail."""
    return [
        _try("python", _python, "install Python 3.11 or newer"),
        _try("templates", _templates, "install briefgen again"),
        _try("pdf", _pdf, "see the error"),
    ]


def _try(name: str, check: Callable[[], str], hint: str) -> Check:
    try:
        return Check(name, True, check())
    except BriefgenError as error:
        return Check(name, False, error.message, error.hint or hint)


def _python() -> str:
    return sys.version.split()[0]


def _templates() -> str:
    return str(resources.templates())


def _pdf() -> str:
    layout = Renderer().layout(
        '<html lang="en"><head><title>Test</title></head><body><h1>Test</h1></body></html>'
    )
    return f"a page of {len(layout.pdf())} bytes"
