"""The language of a text, by its script and its commonest function words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from briefgen.reading.resources import table

_DEFAULT = "en"
_SAMPLE_LETTERS = 4_000
_SAMPLE_WORDS = 3_000
_FEWEST_HITS = 5
_FIRST_BEYOND_LATIN = "\u0370"


@cache
def function_words(language: str) -> frozenset[str]:
    """The function words of `language` (ISO 639-1); empty where none are listed."""
    return frozenset(str(table("languages")["function_words"].get(language, "")).split())


def detect_language(text: str, lowered: Iterable[str]) -> str:
    """The ISO 639-1 code of the language; ``en`` unless the words clearly say otherwise.

    Args:
        text: the text, for its script.
        lowered: its words in lower case.
    """
    script = _language_by_script(text)
    languages = table("languages")["function_words"]
    if script is not None and script not in languages:
        return script
    counts = Counter(word for word, _ in zip(lowered, range(_SAMPLE_WORDS), strict=False))
    hits = {
        str(language): sum(counts[word] for word in function_words(language) if word in counts)
        for language in languages
    }
    best = max(hits, key=lambda language: hits[language])
    if hits[best] < _FEWEST_HITS or hits[best] * 4 < hits[_DEFAULT] * 5:
        return script or _DEFAULT
    return best


def _language_by_script(text: str) -> str | None:
    """The language of a script that is not Latin, if most letters are of one."""
    sample = text[:: max(1, len(text) // _SAMPLE_LETTERS)]
    beyond_latin = [
        ord(character) for character in sample if character >= _FIRST_BEYOND_LATIN and character.isalpha()
    ]
    if len(beyond_latin) * 3 < sum(1 for character in sample if character.isalpha()):
        return None
    for language, ranges in table("languages")["scripts"].items():
        within = sum(1 for point in beyond_latin if any(first <= point <= last for first, last in ranges))
        # Japanese prose is mostly Han with a good part of kana between.
        if within * (6 if language == "ja" else 2) > len(beyond_latin):
            return str(language)
    return None
