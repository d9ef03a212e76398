"""The font files that are embedded in the PDF, from the packages that bring them, and what they lack."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from io import BytesIO

from briefgen.errors import RenderingError

__all__ = ["font", "missing_glyphs"]

_PACKAGES = ("font_source_serif_pro", "font_source_sans_pro")
# A face of each family; the upright ones cover all that the others do.
_FACES = ("SourceSerifPro-Regular.ttf", "SourceSansPro-Regular.ttf")
# Controls, format characters (joiners, direction marks), blanks: nothing of theirs is drawn.
_UNDRAWN = {"Cc", "Cf", "Zl", "Zp", "Zs"}


def font(name: str) -> bytes:
    """The font file `name` ("SourceSansPro-Regular.ttf").

    Raises:
        RenderingError: no font package holds it.
    """
    if "/" not in name and "\\" not in name:
        for package in _PACKAGES:
            path = files(package) / "files" / name
            if path.is_file():
                return path.read_bytes()
    raise RenderingError(
        f"font {name} is in none of {', '.join(_PACKAGES)}",
        hint="install briefgen again, or name one of the fonts in those packages in fonts.css",
    )


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of `text` for which neither family has a glyph, in code point order."""
    drawn = (c for c in set(text) if unicodedata.category(c) not in _UNDRAWN and not _selects_variant(c))
    return tuple(sorted(c for c in drawn if ord(c) not in _covered()))


def _selects_variant(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f"


@cache
def _covered() -> frozenset[int]:
    # Untyped, and slow to import for those who want no PDF.
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    codes: set[int] = set()
    for face in _FACES:
        with TTFont(BytesIO(font(face)), lazy=True) as opened:
            codes.update(opened.getBestCmap())
    return frozenset(codes)
