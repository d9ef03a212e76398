"""Shortening long statements honestly: at the border of a clause, with an ellipsis for what is left out."""

from __future__ import annotations

import re

MOST_WORDS = 42
"""A statement of more words is shortened, where a clause ends early enough."""
FEWEST_WORDS = 10
"""What remains has at least so many words."""

_NEXT_WORD = 12
# The end of a sentence; or a mark before a word that begins another clause.
_BORDER = re.compile(
    r"(?<=[.!?])\s+(?=[A-Z“\"])"
    r"|[;:,]\s+(?=(?:and|but|or|so|yet|which|who|while|whereas|because|although|though|as|since|if|when|to)\b)"
    r"|\s[–—]\s"
)


def trimmed(text: str, most: int = MOST_WORDS) -> str:
    """`text`, or its first clauses and an ellipsis where it has more than `most` words.

    What remains stands word for word at the beginning of `text`; without a border at which it can be cut,
    the text stays whole.

    >>> trimmed("We agree with them on this, and we will sign it soon.", most=8)
    'We agree with them on this, and we will sign it soon.'
    """
    if len(text.split()) <= most:
        return text
    reach = len(" ".join(text.split()[:most])) + 1
    borders = (found.start() for found in _BORDER.finditer(text, 0, reach + _NEXT_WORD))
    ends = [end for end in borders if _fits(text[:end], most)]
    return f"{text[: ends[-1]]} …" if ends else text


def _fits(beginning: str, most: int) -> bool:
    """Whether a beginning is neither too long nor too short, and closes the brackets that it opens."""
    closed = all(beginning.count(pair[0]) == beginning.count(pair[1]) for pair in ("[]", "()", "“”"))
    return closed and FEWEST_WORDS <= len(beginning.split()) <= most
