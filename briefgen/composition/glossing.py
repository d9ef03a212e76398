"""A fact's words as they are printed: what leans on its article is resolved in brackets."""

from __future__ import annotations

import calendar
import re

from briefgen.models import GAP, Evidence, FactBase, Figure, FigureAccount, Gloss, When
from briefgen.printing import print_when

_MONTH_AND_DAY = re.compile(r"(?=.*\d)(?=.*[A-Za-z]{3})")
_MONTH = re.compile(rf"(?:{'|'.join(calendar.month_name[1:])})$")


def glossed(fact: FactBase) -> str:
    """The fact's text with its glosses ("on Friday [7 July 2023]", "he [Todd Robinson] hoped")."""
    return GAP.join(" ".join(_glossed(piece, fact.glosses).split()) for piece in fact.pieces) or fact.text


def glossed_clause(figure: Figure, account: FigureAccount) -> str:
    """The clause of one account of a figure, with the figure's glosses."""
    if account.clause is None:
        return account.what
    return " ".join(_glossed(account.clause, figure.glosses).split())


def _glossed(piece: Evidence, glosses: tuple[Gloss, ...]) -> str:
    mine = (gloss for gloss in glosses if gloss.source == piece.source)
    inside = [gloss for gloss in mine if piece.start <= gloss.start and gloss.end <= piece.end]
    text = piece.exact
    for gloss in sorted(inside, key=lambda g: g.end, reverse=True):
        at = gloss.end - piece.start
        words = text[gloss.start - piece.start : at]
        text = f"{text[:at]} [{_meaning(gloss, words)}]{text[at:]}"
    return text


def _meaning(gloss: Gloss, words: str) -> str:
    return gloss.name or (_date(gloss.when, words) if gloss.when else words)


def _date(when: When, words: str) -> str:
    """The date, or only its year where the words give the rest ("July 7", "in June")."""
    given = _MONTH_AND_DAY.match(words) if when.precision == "day" else _MONTH.search(words)
    return when.value[:4] if given and when.precision in ("day", "month") else print_when(when)
