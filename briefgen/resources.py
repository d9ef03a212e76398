"""Where the files lie that travel with briefgen: templates, seeds and the brief.toml of its own brief.

In a wheel they are inside the package (``briefgen/_packaged``); in a checkout they are at the top level.
"""

from __future__ import annotations

from pathlib import Path

from briefgen.errors import RenderingError

__all__ = ["configuration", "seeds", "templates"]

_PACKAGE = Path(__file__).parent


def templates() -> Path:
    """The folder of packaged templates.

    Raises:
        RenderingError: neither a wheel nor a checkout holds it.
    """
    return _find("templates")


def seeds() -> Path:
    """The folder with the sources of this project's own brief.

    Raises:
        RenderingError: neither a wheel nor a checkout holds it.
    """
    return _find("seeds")


def configuration() -> Path:
    """The brief.toml of this project's own brief, an example to start from.

    Raises:
        RenderingError: neither a wheel nor a checkout holds it.
    """
    return _find("brief.toml")


def _find(name: str, package: Path = _PACKAGE) -> Path:
    # The wheel first: beside an installed package, in site-packages, "templates" may be anybody's.
    packaged = package / "_packaged" / name
    if packaged.exists():
        return packaged
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).exists():
        return checkout / name
    raise RenderingError(
        f"briefgen's own {name} is missing: neither {packaged} nor {checkout / name} exists",
        hint="install briefgen again, or run it from a complete checkout",
    )
