"""What can be seen in one block: the form of its words, and the signs of page furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.reading.blocks import Block
from briefgen.reading.bylines import parse_byline
from briefgen.reading.openings import known_agency, parse_opening
from briefgen.reading.phrases import begins_with_phrase, count_phrases, is_whole_phrase, phrase_words
from briefgen.reading.resources import words as word_list

_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*(?:\[\d+\])?$")
_ITEM = re.compile(r"(?:[-–—•●▪*·‣◦»]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s")
_COPYRIGHT = re.compile(
    r"^\W{0,3}(?:©|ⓒ|\(c\)|copyright\b)|[©ⓒ] ?\d{4}|\(c\) ?\d{4}|\bcopyright (?:©|@|\(c\)|\d{4}|reserved)",
    re.IGNORECASE,
)
_CREDIT_LABEL = re.compile(
    r"\(?(?:file )?(?:photo|image|picture|photograph|illustration|credit|video)s?(?: credit)? ?[:/|]",
    re.IGNORECASE,
)
_CREDIT_TAIL = re.compile(
    r"(?:/|[:|–—]|\bvia )\s?([A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*){0,2})(?: (?:file|photo|pool))*[)\]]?$"
)
_CREDIT_BRACKETS = re.compile(
    r"\((?:[^()/]{2,60}/[^()]{2,60}|[^()]{0,60}(?:Associated Press|Getty Images|via AP))\)$"
)
_BIOGRAPHY = re.compile(
    r"\W?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3},? (?:is an?|is the|was an?|covers|writes|has been|joined)\b"
)
_PICTURE_AGENCIES = frozenset(
    {"getty", "getty images", "epa", "shutterstock", "ap photo", "afp via getty images"}
)
_CLOCK_WORDS = frozenset({"am", "pm", "a.m", "p.m"})
_TIME_ALONE = (["yesterday"], ["today"], ["just", "now"])
_ADDRESSING = frozenset({"you", "your", "we", "our", "us", "my", "me", "click"})
_IMPERATIVES = frozenset({"click", "download", "get", "please", "register", "sign", "subscribe"})
_SAMPLE = 60
_MOST_SIGN_WORDS = 30
_MOST_LINE_WORDS = 12


def ends_sentence(block: Block) -> bool:
    """Whether a block ends as a sentence does, with its closing marks."""
    return _SENTENCE_END.search(block.text, max(0, len(block.text) - 12)) is not None


def form(block: Block, common: frozenset[str], language: str) -> tuple[str, float]:
    """The form of a block, by the name of its weight ("prose", "headline", ...), and its size.

    The size counts for prose only, in sentences of twenty words, four at most; else it is one.

    Args:
        block: the block.
        common: the function words of the language; empty where they are not known.
        language: ISO 639-1.
    """
    size = _size(block, language)
    if size < 3:
        return "fragment", 1.0
    sample = block.lowered[:_SAMPLE]
    share = sum(1 for word in sample if word in common) / max(1, len(sample))
    reads_on = share >= 0.2 if common else size > 12
    if ends_sentence(block) and not _is_cut_short(block):
        if reads_on and size >= 10:
            return "prose", min(size, 80) / 20
        if share > 0 or size >= 8:
            return "short_sentence", 1.0
    return _open_form(block, size, share, reads_on), 1.0


def _open_form(block: Block, size: int, share: float, reads_on: bool) -> str:
    """The form of a block that does not end as a sentence."""
    if size >= 25 and reads_on:
        return "open_prose"
    if size >= 5 and share > 0 and block.text.endswith(":"):
        return "lead_in"
    if _ITEM.match(block.text):
        return "item"
    if size >= 10 and share >= 0.3:
        return "teaser"
    return "headline" if size >= 5 else "fragment"


def _is_cut_short(block: Block) -> bool:
    """Whether a teaser breaks off ("Talks on the new border crossing have been put off until,...")."""
    return block.text.endswith(("...", "…", "[...]", "[…]")) and len(block.words) <= _MOST_SIGN_WORDS


def _size(block: Block, language: str) -> int:
    """Words; for scripts written without spaces, about as many as a translation would have."""
    if language in {"ja", "zh", "th"}:
        return max(len(block.lowered), len(block.text) // 3)
    return len(block.lowered)


def furniture_signs(block: Block, is_sentence: bool) -> set[str]:
    """The names of the signs that a block is page furniture.

    Args:
        block: the block.
        is_sentence: whether its form is that of a sentence; then it may be one of the article's that only
            begins like furniture ("Responses to the proposal were mixed.").
    """
    words = block.lowered
    signs = set()
    if len(words) <= _MOST_LINE_WORDS:
        signs |= _line_signs(block, is_sentence)
    if len(words) <= _MOST_SIGN_WORDS:
        signs |= _opening_signs(block, is_sentence)
    if len(words) <= _SAMPLE:
        if is_credit(block.text):
            signs.add("credit")
        if _is_biography(block):
            signs.add("biography")
    if _COPYRIGHT.search(block.text):
        signs.add("copyright")
    if sum(block.text.count(mark) for mark in ("|", "·", "•", " » ")) > 1 + len(words) // 20:
        signs.add("separators")
    return signs


def _line_signs(block: Block, is_sentence: bool) -> set[str]:
    words = block.lowered
    if is_timestamp(words):
        return {"clock" if len(words) <= 3 and not _CLOCK_WORDS.isdisjoint(words) else "timestamp"}
    label, colon, rest = block.text[:24].partition(":")
    if colon and is_whole_phrase("label", phrase_words(label)):
        return {"line" if rest.strip() else "inset"}
    if begins_with_phrase("ending", words, "opens_sentence"):
        return {"ending"}
    for kind in ("ending", "inset", "line"):
        if is_whole_phrase(kind, words) or (
            kind != "line" and not is_sentence and begins_with_phrase(kind, words)
        ):
            return {kind}
    return set()


def _opening_signs(block: Block, is_sentence: bool) -> set[str]:
    words = block.lowered
    if begins_with_phrase("line", words) and (not is_sentence or _is_plea(block)):
        return {"line"}
    if begins_with_phrase("credit", words) and (not is_sentence or block.text.startswith("(")):
        return {"line"}
    if _may_be_byline(block) and parse_byline(block.text):
        return {"byline"}
    return set()


def _is_plea(block: Block) -> bool:
    """Whether a sentence speaks to the reader ("Get the news ...", "... in your inbox") and quotes nobody."""
    speaks = block.lowered[0] in _IMPERATIVES or addresses_reader(block)
    return speaks and not any(mark in block.text for mark in '"“”')


def count_furniture_phrases(block: Block) -> int:
    """How many phrases of cookie notices, subscription boxes and legal lines stand in a block."""
    return count_phrases("line", block.lowered)


def addresses_reader(block: Block) -> bool:
    """Whether some word speaks to the reader or for the site ("your", "we")."""
    return not _ADDRESSING.isdisjoint(block.lowered)


def is_title_case(block: Block) -> bool:
    """Whether nearly all longer words begin with a capital ("Ministers Agree to Meet Again in Geneva")."""
    longer = [word for word in block.words if len(word) > 3]
    capitals = sum(1 for word in longer if not word[0].islower())
    return len(longer) >= 3 and len(block.words) <= _MOST_SIGN_WORDS and capitals * 5 >= len(longer) * 4


def is_timestamp(words: Sequence[str]) -> bool:
    """Whether lower-case `words` give a time or date and say nothing else ("26 minutes ago")."""
    vocabulary = word_list("time_words")
    numbers = 0
    for word in words:
        if word[0].isdigit():
            numbers += 1
        elif word not in vocabulary:
            return False
    return (numbers > 0 and len(words) > 1) or words in _TIME_ALONE


def is_credit(text: str) -> bool:
    """Whether a short line credits a picture ("Photo: Jane Roe/AFP", "(Jane Roe / Associated Press)")."""
    if _CREDIT_LABEL.match(text) or (
        text.endswith(")") and _CREDIT_BRACKETS.search(text, max(0, len(text) - 130))
    ):
        return True
    found = _CREDIT_TAIL.search(text, max(0, len(text) - 45))
    return found is not None and (known_agency(found[1]) is not None or found[1].lower() in _PICTURE_AGENCIES)


def is_agency_opening(block: Block) -> bool:
    """Whether a report begins here: "WASHINGTON, July 6 (Reuters) - The ..."."""
    opening = parse_opening(block.text)
    return opening is not None and bool(opening.agency or opening.day)


def _may_be_byline(block: Block) -> bool:
    return any(word in ("by", "author") for word in block.lowered[:2]) or any(
        word[0].isdigit() for word in block.lowered[1:]
    )


def _is_biography(block: Block) -> bool:
    """Whether it says who the author is: "Jane Roe is a reporter for the Daily Planet"."""
    if not _BIOGRAPHY.match(block.text):
        return False
    trades = word_list("writing_trades")
    return any(word in trades for word in block.lowered[2:16])
