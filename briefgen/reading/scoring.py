"""How much each block of a text looks like article: named features, each with its weight.

The shape is that of jusText and boilerpipe (length, function words, punctuation, link lists) with the
best-sum segment of Pasternack and Roth (2009) on top, which is in `body`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen.reading.blocks import Block
from briefgen.reading.features import (
    addresses_reader,
    count_furniture_phrases,
    form,
    furniture_signs,
    is_agency_opening,
    is_title_case,
)
from briefgen.reading.language import function_words
from briefgen.reading.series import rows, turns

WEIGHTS = {
    # A sentence of twenty words; longer paragraphs count more, up to four times as much.
    "prose": 2.0,
    # "He declined." "Why?"
    "short_sentence": 0.5,
    # "Here are some of the highlights:"
    "lead_in": 0.3,
    # Many words with function words among them, but no full stop: a caption, a paragraph cut short.
    "open_prose": 1.5,
    # "Minister: Both sides are to blame for the lack of progress in the talks"
    "teaser": -0.3,
    # "- Maintain the tariffs under Section 232": an item of a list that is set out as one.
    "item": 0.2,
    # "Cricket: England v Australia 3rd Test scoreboard"
    "headline": -1.5,
    # "World", "Terms of Use"
    "fragment": -1.0,
    # A fragment among fragments: a menu.
    "list": -0.7,
    # "June 9 – Geneva", "June 10 – Vienna": rows of a table, items of a list.
    "row": -0.05,
    # "Q: ...", "Lin Jian: ..."
    "turn": 0.3,
    # "26 minutes ago", "July 07, 2023 | 12:10 AM"
    "timestamp": -2.5,
    # "4:14 p.m.": in an account of a day, a subheading.
    "clock": -0.5,
    # "By Jane Roe and John Doe"
    "byline": -2.0,
    # "Most Popular", "Leave a Reply": what follows is no longer the article.
    "ending": -8.0,
    # "Related Topics", "Read more": a box within or after the article.
    "inset": -2.0,
    # "Share on Facebook", "Subscribe"
    "line": -1.5,
    # "This site uses cookies": each such phrase within a longer text.
    "phrase": -3.0,
    # "© 2023 ... All rights reserved"
    "copyright": -6.0,
    # The same line stands elsewhere in the file: a headline with its teaser, a menu shown twice.
    "repeated": -1.0,
    # "Home | News | Contact"
    "separators": -1.5,
    # "(Photo by Jane Roe/Agency)", and the caption before it
    "credit": -1.0,
    "caption": -1.0,
    # The headline where it stands over the article: the page's first line or a part of it.
    "title": -1.5,
    # A headline that stands elsewhere in the file too, which may be this article's or another's.
    "heading": -1.5,
    # The opening of an agency's report: "GENEVA (AP) — ".
    "dateline": 5.0,
    # "Jane Roe is a reporter for the Daily Planet."
    "biography": -4.0,
}
"""What each feature adds to a block's score; above zero speaks for article."""

_SENTENCE_FORMS = frozenset({"prose", "short_sentence"})
_SERIES_FORMS = frozenset({"fragment", "headline", "teaser", "item", "short_sentence", "repeated"})
_TITLE_FORMS = frozenset({"headline", "teaser", "short_sentence", "prose", "fragment", "repeated"})
_REPEATED_HEADLINES = ({"headline", "repeated"}, {"teaser", "repeated"})
_SHORT_FORMS = frozenset({"fragment", "headline"})
_COMPARED_WORDS = 60
_CREDIT_WORDS = 6


@dataclass(slots=True)
class Judged:
    """A block with what was seen in it.

    Attributes:
        features: the names of the features found, each with the amount that it adds.
        score: their sum.
    """

    block: Block
    features: dict[str, float]
    score: float = 0.0


def score_blocks(blocks: Sequence[Block], language: str) -> list[Judged]:
    """Each block with its features and score; `language` (ISO 639-1) says which function words to expect."""
    common = function_words(language)
    judged = [Judged(block, _features(block, common, language)) for block in blocks]
    _mark_repeated(judged)
    _mark_titles(judged)
    _mark_series(judged)
    _mark_lists(judged)
    _mark_captions(judged)
    for one in judged:
        one.score = sum(one.features.values())
    return judged


def _features(block: Block, common: frozenset[str], language: str) -> dict[str, float]:
    name, size = form(block, common, language)
    features = {name: WEIGHTS[name] * size}
    features |= {sign: WEIGHTS[sign] for sign in sorted(furniture_signs(block, name in _SENTENCE_FORMS))}
    phrases = count_furniture_phrases(block)
    # Pleas and notices speak to the reader; a report on cookies or on terms of use does not.
    if phrases and (name not in _SENTENCE_FORMS or addresses_reader(block)):
        features["phrase"] = WEIGHTS["phrase"] * min(phrases, 3)
    if len(block.words) >= 8 and is_agency_opening(block):
        features["dateline"] = WEIGHTS["dateline"]
    return features


def _mark_repeated(judged: Sequence[Judged]) -> None:
    seen = Counter(tuple(one.block.lowered) for one in judged if 2 < len(one.block.lowered) < _COMPARED_WORDS)
    for one in judged:
        if seen[tuple(one.block.lowered)] > 1:
            one.features["repeated"] = WEIGHTS["repeated"]


def _mark_titles(judged: Sequence[Judged]) -> None:
    """The first line of a page is its title, often with the outlet; its words stand over the article too."""
    if not judged:
        return
    heading = judged[0].block.lowered
    if judged[0].features.keys() <= _TITLE_FORMS and is_title_case(judged[0].block):
        judged[0].features = {"title": WEIGHTS["title"]}
    for one in judged[1:]:
        words = one.block.lowered
        if len(words) >= 4 and heading[: len(words)] == words:
            one.features = {"title": WEIGHTS["title"]}
        elif len(words) >= 6 and one.features.keys() in _REPEATED_HEADLINES:
            one.features = {"heading": WEIGHTS["heading"], "repeated": WEIGHTS["repeated"]}


def _mark_series(judged: Sequence[Judged]) -> None:
    blocks = [one.block for one in judged]
    for one, is_turn in zip(judged, turns(blocks), strict=True):
        if is_turn and one.features.keys() <= _SERIES_FORMS:
            one.features = {"turn": WEIGHTS["turn"]}
    allowed = [one.features.keys() <= _SERIES_FORMS for one in judged]
    for one, is_row in zip(judged, rows(blocks, allowed), strict=True):
        if is_row:
            one.features = {"row": WEIGHTS["row"]} | {
                name: 0.0 for name in one.features if name == "repeated"
            }


def _mark_lists(judged: Sequence[Judged]) -> None:
    """Fragments with fragments on both sides are a menu or a list of links."""
    short = [bool(one.features.keys() & _SHORT_FORMS) for one in judged]
    for position, one in enumerate(judged):
        if short[position] and all(short[max(0, position - 2) : position + 3]):
            one.features["list"] = WEIGHTS["list"]


def _mark_captions(judged: Sequence[Judged]) -> None:
    """What stands right above a picture's credit is its caption, unless it may be a paragraph."""
    for one, following in pairwise(judged):
        is_credited = "credit" in following.features and len(following.block.words) <= _CREDIT_WORDS
        is_caption = following.block.follows or "repeated" in one.features or "prose" not in one.features
        if is_credited and is_caption and "credit" not in one.features:
            one.features["caption"] = WEIGHTS["caption"]
