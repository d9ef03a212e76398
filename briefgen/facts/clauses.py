"""Parts of sentences: what a figure or a step stands in, and whose voice it is in."""

from __future__ import annotations

import re

from briefgen.facts.article import Article
from briefgen.facts.grounding import bare
from briefgen.facts.wording import only_reports, words_of
from briefgen.models import Span

LONGEST_CLAUSE = 40
"""A longer sentence is cut to the clause that holds what matters, in words."""

_BORDER = re.compile(r";\s+|\s[—–-]{1,2}\s|,\s+(?=(?:which|who|while|whereas|but|although|though|as|and)\b)")
_LABEL = re.compile(r"(?:[•·▪◦*–—-]\s+|o\s+(?=[A-Z])|[QA]:\s+|\(?\d{1,2}[.)]\s+)+(?=\S)")
_OTHERS_SHARE = 0.35
_LONGEST_LABEL = 4
_LONGEST_LIST = 40
_SUBJECT = 12
"""A party that is named within so many characters of its beginning is the subject of a sentence."""


def clause_of(article: Article, span: Span) -> Span:
    """The clause that the span stands in, without the words that attribute it and without its full stop.

    "Almost 80,000 Americans died in 2022, the Centers for Disease Control says." gives the part before
    the comma.
    """
    attribution = article.attribution_of(span)
    sentence = article.sentence_of(span)
    if attribution is not None:
        holder = next(s for s in attribution.content if s.contains(span))
        start, end = max(holder.start, sentence.start), min(holder.end, sentence.end)
        sentence = bare(article.text, Span(start=start, end=end))
    return _without_stop(article.text, _shortened(article.text, sentence, span))


def is_own_voice(article: Article, sentence: Span) -> bool:
    """Whether the source itself tells the sentence: nobody is reported to say it, nor much of it."""
    if any(only_reports(cue.of(article.text)) for cue in article.cues_in(sentence)):
        return False
    spoken = 0
    end = sentence.start
    for span in article.spoken_in(sentence):
        spoken += max(0, min(span.end, sentence.end) - max(span.start, end))
        end = max(end, span.end)
    return spoken <= _OTHERS_SHARE * (sentence.end - sentence.start)


def stands_alone(text: str) -> bool:
    """Whether a sentence makes sense without the one before it, going by its first word."""
    first = re.match(r"[\"“”'‘(]*(\w+)", text)
    return first is not None and first[1].lower() not in words_of("unresolved_openings.txt")


def completes_list(article: Article, sentence: Span) -> bool:
    """Whether a sentence is an item of a list that means something only under the line that opens it.

    "Indian commitments include:" / "- Lower the duties on tea.": what is lowered, and by whom, the first line
    tells. So does a heading that names another party than the one that speaks, where the item names none.
    """
    text = article.text
    opening = _opening_line(text, sentence)
    if opening is None:
        return False
    last = re.findall(r"\w+", opening.of(text))[-1:]
    if last and last[0].lower() in words_of("list_openers.txt"):
        return True
    named = {mention.party for mention in article.mentions_in(opening)}
    begins = any(m.span.start <= sentence.start + _SUBJECT for m in article.mentions_in(sentence))
    return bool(named) and article.voice is not None and article.voice not in named and not begins


def _opening_line(text: str, sentence: Span) -> Span | None:
    """The line with a colon at its end before the list of which the sentence begins an item, or none."""
    start = text.rfind("\n", 0, sentence.start) + 1
    label = text[start : sentence.start].strip()
    if not label or len(label) > _LONGEST_LABEL:
        return None
    for _ in range(_LONGEST_LIST):
        end = _end_of_text(text, start)
        start = text.rfind("\n", 0, end) + 1
        line = Span(start=start, end=end)
        if end == 0 or text[end - 1] == ":":
            return line if end else None
        if line.of(text).lstrip()[:1] != label[:1] and not line.of(text).lstrip()[:1].isdigit():
            return None
    return None


def _end_of_text(text: str, before: int) -> int:
    """Where the last characters before an offset end that are no white space."""
    while before > 0 and text[before - 1].isspace():
        before -= 1
    return before


def without_label(text: str, sentence: Span) -> Span:
    """The sentence without a bullet, a number or the letter of a question or answer before it.

    >>> without_label("A: We agree.", Span(start=0, end=12)).of("A: We agree.")
    'We agree.'
    """
    label = _LABEL.match(sentence.of(text))
    return Span(start=sentence.start + label.end(), end=sentence.end) if label else sentence


def _shortened(text: str, sentence: Span, focus: Span) -> Span:
    if len(sentence.of(text).split()) <= LONGEST_CLAUSE:
        return sentence
    start, end = sentence.start, sentence.end
    for border in _BORDER.finditer(sentence.of(text)):
        if sentence.start + border.end() <= focus.start:
            start = sentence.start + border.end()
        elif sentence.start + border.start() >= focus.end:
            end = min(end, sentence.start + border.start())
    return Span(start=start, end=end)


def _without_stop(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
        if text[end - 1] == "." and re.search(r"\b(?:[A-Z]\.)+$", text[max(span.start, end - 8) : end]):
            break
        end -= 1
    return Span(start=span.start, end=end)
