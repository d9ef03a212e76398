"""The font files that are embedded in the PDF, from the packages that bring them, and what they lack."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

from briefgen.errors import RenderingError

__all__ = ["Use", "font", "missing_glyphs"]

_PACKAGES = ("font_source_serif_pro", "font_source_sans_pro")
# Of each family, upright and italic: the semibold faces have the characters of the regular ones.
_FACES = {
    ("Source Serif Pro", False): "SourceSerifPro-Regular.ttf",
    ("Source Serif Pro", True): "SourceSerifPro-It.ttf",
    ("Source Sans Pro", False): "SourceSansPro-Regular.ttf",
    ("Source Sans Pro", True): "SourceSansPro-It.ttf",
}
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


class Use(NamedTuple):
    """Text and the face that it is set in; a family of a user's own font.css is taken for all families."""

    family: str
    italic: bool
    text: str


def missing_glyphs(uses: Iterable[Use]) -> tuple[str, ...]:
    """The characters for which the face that they are set in has no glyph, in code point order."""
    characters: dict[tuple[str, bool], set[str]] = {}
    for use in uses:
        characters.setdefault((use.family, use.italic), set()).update(use.text)
    missing: set[str] = set()
    for (family, italic), used in characters.items():
        drawn = {c for c in used if unicodedata.category(c) not in _UNDRAWN and not _selects_variant(c)}
        if not all(map(str.isascii, drawn)):
            missing.update(c for c in drawn if ord(c) not in _covered(family, italic))
    return tuple(sorted(missing))


def _selects_variant(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f"


@cache
def _covered(family: str, italic: bool) -> frozenset[int]:
    # Untyped, and slow to import for those who want no PDF.
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    codes: set[int] = set()
    faces = [_FACES[family, italic]] if (family, italic) in _FACES else sorted(_FACES.values())
    for face in faces:
        with TTFont(BytesIO(font(face)), lazy=True) as opened:
            codes.update(opened.getBestCmap())
    return frozenset(codes)
