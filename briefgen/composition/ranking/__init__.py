"""How central a fact is: named rules, each with its weight, in one place (`rules`)."""

from briefgen.composition.ranking.columns import columns_of, gists_of
from briefgen.composition.ranking.desk import Desk
from briefgen.composition.ranking.gist import Gist, Piece
from briefgen.composition.ranking.measures import leans_on_its_article
from briefgen.composition.ranking.rules import RULES, AtDesk, OfFact, Place
from briefgen.composition.ranking.scores import Ranking, Weighed, weigh

__all__ = [
    "RULES",
    "AtDesk",
    "Desk",
    "Gist",
    "OfFact",
    "Piece",
    "Place",
    "Ranking",
    "Weighed",
    "columns_of",
    "gists_of",
    "leans_on_its_article",
    "weigh",
]
