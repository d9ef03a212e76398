"""The command line: parse, call one function, print, map errors to exit codes."""

from __future__ import annotations

from briefgen.cli.app import main

__all__ = ["main"]
