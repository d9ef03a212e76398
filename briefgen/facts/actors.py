"""Whose act a verb is: the party that speaks, or another one that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.facts.article import Article
from briefgen.facts.wording import words_of
from briefgen.models import Span

OWN, OTHER = "\ue000", "\ue001"
"""Private-use characters that stand for the names of the speaking party and of others in marked words."""

_BORDER = re.compile(
    r"[.;:!?…—–\"“”]|,?\s(?:that|which|but|while|whereas|because|although|though|if|when|as|so)\s|,\sand\s"
)
_OF_SOMETHING = re.compile(
    r"\b(?:of|on|with|to|from|by|for|in|against|about|at|between|toward|towards|via|than|including|like)"
    r"\s(?:the\s)?$"
)
_CANDIDATE = re.compile(rf"[{OWN}{OTHER}]|\b(?:we|i|they|he|she)\b")
_THING = re.compile(r"(?:(?<!\bit)(?<!\bhe)(?<!she)(?<!that)(?<!there)['’]s|\b(?:his|her|its|their))\s$")
_PASSIVE = re.compile(r"\w+ed by\b")
_THIRD_PERSONS = frozenset({"they", "he", "she"})


def marked(article: Article, pieces: Iterable[Span], party: str | None) -> str:
    """The words of the pieces in lower case, with a mark in the place of each party's name."""
    return " … ".join(_marked(article, piece, party) for piece in pieces)


def is_act_of_another(before: str, *, direct: bool = False) -> bool:
    """Whether the verb that follows `before`, marked words, has a party that does not speak for its subject.

    "The U.S. committed to ...", said by China, is no commitment of China.

    Args:
        before: the marked words before the verb.
        direct: whether they are the speaker's own; then "they" and "he" are others.
    """
    clause = _BORDER.split(before)[-1]
    for found in _CANDIDATE.finditer(clause):
        if _OF_SOMETHING.search(clause, 0, found.start()):
            continue
        after = clause[found.end() :]
        if found[0] == OTHER:
            return _leads_to_verb(after)
        return direct and found[0] in _THIRD_PERSONS and _leads_to_verb(after)
    return False


def is_no_act(text: str, start: int) -> bool:
    """Whether words that could be a verb are a thing that somebody has, or done by somebody named after them.

    "Their pledge to ...", "the offer was welcomed by ...".
    """
    return _THING.search(text, 0, start) is not None or _PASSIVE.match(text, start) is not None


def _leads_to_verb(after: str) -> bool:
    """Whether only helping verbs, adverbs and words such as "side" stand between a name and its verb."""
    words = re.findall(r"[\w’']+", after.replace("’ve", " have").replace("'ve", " have"))
    return not after.startswith(("'s", "’s")) and all(
        word in words_of("actor_companions.txt") or word.endswith("ly") for word in words
    )


def _marked(article: Article, piece: Span, party: str | None) -> str:
    parts: list[str] = []
    at = piece.start
    for mention in article.mentions_in(piece):
        if mention.span.start >= at and piece.contains(mention.span):
            mark = OWN if mention.party == party else OTHER
            parts += [article.text[at : mention.span.start], mark]
            at = mention.span.end
    return " ".join("".join([*parts, article.text[at : piece.end]]).lower().split())
