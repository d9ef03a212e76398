"""The command line. Only this package prints, or ends the program."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit with its code."""
    from briefgen.cli.quick import answer  # noqa: PLC0415 -- the app loads much more than this does

    text = answer(sys.argv[1:])
    if text is None:
        from briefgen.cli.app import main as run  # noqa: PLC0415

        run()
    else:
        sys.stdout.write(text)
