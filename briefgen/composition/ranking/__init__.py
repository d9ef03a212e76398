"""How central a fact is: named rules, each with its weight, in one place (`rules`)."""

from briefgen.composition.ranking.desk import Desk
from briefgen.composition.ranking.measures import leans_on_its_article, telling
from briefgen.composition.ranking.rules import RULES, Place, Ranking, Rule, Weighed, score, weigh

__all__ = [
    "RULES",
    "Desk",
    "Place",
    "Ranking",
    "Rule",
    "Weighed",
    "leans_on_its_article",
    "score",
    "telling",
    "weigh",
]
