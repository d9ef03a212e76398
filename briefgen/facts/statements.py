"""What an attribution holds: statements cut to the length that a brief can print, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefgen.facts.article import Article
from briefgen.facts.clauses import stands_alone
from briefgen.facts.grounding import bare, inside_marks
from briefgen.facts.stance import is_speech
from briefgen.facts.wording import only_reports
from briefgen.models import Attribution, Mode, Span, Speaker

SHORT_QUOTE = 6
"""A quotation of fewer words is completed by the one that continues it, where there is one."""
LONG_SPEECH = 45
"""Speech of more words is taken sentence by sentence."""
FEWEST_WORDS = 3
"""Fewer words than this are a fragment, not a position."""

_INDEPENDENT = re.compile(r"[,;] (?:but|while|whereas) (?=(?:it|they|he|she|there|the|this|that|[A-Z]))")
_OBJECT_RULE = re.compile(r"(?:^|-)np(?:-|$)")
_LINKED = re.compile(r"(?:(?:an?|the|his|her|its|their) \w+ ?)?(?:that)?")


class Statement(NamedTuple):
    """Words of a party before they become a position.

    Attributes:
        pieces: where its words stand, in order.
        attribution: what attributes them.
        mode: that of the attribution; ``direct`` for a transcript's turn.
        reported: the cue that belongs to the statement ("urged"), or none.
    """

    pieces: tuple[Span, ...]
    attribution: Attribution
    speaker: Speaker
    mode: Mode
    reported: Span | None


def statements_of(article: Article, attribution: Attribution) -> tuple[str, list[Statement]]:
    """Why the attribution holds no statement of a party (or nothing), and the statements that it holds."""
    speaker = _speaker(article, attribution)
    if speaker is None or not speaker.name:
        return "no-speaker", []
    if speaker.party not in article.parties:
        return "no-party", []
    if reason := _somebody_elses_word(article, attribution, speaker):
        return reason, []
    if _is_deed(article, attribution):
        return "no-speech", []
    text = article.text
    mode: Mode = "direct" if is_turn(article, attribution) else attribution.mode
    pieces = [span for span in (bare(text, s) for s in attribution.content) if span.of(text)]
    reported = _reporting_cue(text, attribution, pieces)
    if reported is not None:
        pieces = [Span(start=reported.start, end=pieces[0].end), *pieces[1:]]
    groups = _cut(article, attribution, pieces) if reported is None else [pieces]
    statements = [
        Statement(tuple(group), attribution, speaker, mode, reported)
        for group in groups
        if _word_count(text, group) >= FEWEST_WORDS
    ]
    return "" if statements else "fragment", statements


def _is_deed(article: Article, attribution: Attribution) -> bool:
    """Whether a verb with a plain object tells what was done, not said ("slapped tariffs on them")."""
    if attribution.mode != "indirect" or not _OBJECT_RULE.search(attribution.rule):
        return False
    return not is_speech(article.cue_phrase(attribution))


def is_turn(article: Article, attribution: Attribution) -> bool:
    """Whether it is a turn of a transcript ("Lin Jian: ..."), whose words are the speaker's own."""
    cue = attribution.cue
    return cue is not None and cue.of(article.text).strip() == ":" and attribution.rule.startswith("turn")


def _speaker(article: Article, attribution: Attribution) -> Speaker | None:
    """Who speaks. In a government's own transcript, a person of no other party takes turns for it.

    "Lin Jian: China opposes this." in the ministry's record of its press conference; media that take turns
    ask questions.
    """
    speaker = attribution.speaker
    if speaker is None or not is_turn(article, attribution):
        return speaker
    if not speaker.person:
        return speaker.model_copy(update={"party": None})
    if article.voice is None:
        return speaker
    return speaker if speaker.party is not None else speaker.model_copy(update={"party": article.voice})


def completes(article: Article, before: Statement, after: Statement) -> bool:
    """Whether a quotation without a cue of its own completes the short one before it.

    "We've invited China," Robinson told reporters. / "We don't have any indication ..."
    """
    apart = article.sentence_at(after.pieces[0].start) - article.sentence_at(before.pieces[-1].start)
    return (
        _word_count(article.text, before.pieces) < SHORT_QUOTE
        and before.attribution.mode == after.attribution.mode == "direct"
        and before.speaker.name == after.speaker.name
        and apart == 1
        and not _has_own_cue(article, after)
    )


def _has_own_cue(article: Article, statement: Statement) -> bool:
    """Whether the words that attribute a statement stand in its own sentence."""
    cue = statement.attribution.cue
    sentence = article.sentence_at(statement.pieces[0].start)
    return cue is not None and article.sentence_at(cue.start) == sentence


def _somebody_elses_word(article: Article, attribution: Attribution, speaker: Speaker) -> str | None:
    """Why the words are not the party's own, or none.

    What a spokesman says that the other side wants is his statement, not the other side's: an attribution
    that stands inside somebody's words repeats them ("the U.S. wants ..., the official said") or tells them
    at second hand, as does one that begins with another party's quotation ("Q," Y said, according to Z);
    and a government's own text is no witness to what another one thinks. Words in quotation marks are
    another one's own wherever they stand.
    """
    outer = article.told_within(attribution)
    if outer is not None and attribution.mode != "direct":
        same = outer.speaker is not None and outer.speaker.party == speaker.party
        return "inside-another-statement" if same else "at-second-hand"
    if attribution.mode != "direct" and _passes_on(article, attribution, speaker):
        return "at-second-hand"
    if article.voice is not None and article.voice != speaker.party and attribution.mode != "direct":
        return "at-second-hand"
    return None


def _passes_on(article: Article, attribution: Attribution, speaker: Speaker) -> bool:
    """Whether the content begins with what another party is quoted with."""
    quoted = article.opens_with_quotation(attribution)
    other = quoted.speaker.party if quoted is not None and quoted.speaker is not None else None
    return other is not None and other != speaker.party


def _reporting_cue(text: str, attribution: Attribution, pieces: Sequence[Span]) -> Span | None:
    """The cue, where it says more than that something was said and stands right before the content.

    "Robinson urged China to do more": without "urged" the statement would not be what was reported.
    """
    cue = attribution.cue
    if cue is None or not pieces or attribution.mode == "direct" or cue.end > pieces[0].start:
        return None
    words = cue.of(text).lower()
    between = text[cue.end : pieces[0].start].strip("\"“”' ")
    if not re.search(r"\w", words) or only_reports(words) or not _LINKED.fullmatch(between):
        return None
    return cue


def _word_count(text: str, pieces: Iterable[Span]) -> int:
    return sum(len(piece.of(text).split()) for piece in pieces)


def _cut(article: Article, attribution: Attribution, pieces: list[Span]) -> list[list[Span]]:
    """The pieces in groups, each a statement of its own."""
    text = article.text
    if _word_count(text, pieces) > LONG_SPEECH:
        sentences = [part for span in pieces for part in article.sentences_in(span)]
        whole = [inside_marks(text, sentence) for sentence in sentences]
        first, *others = whole or pieces
        return [[first], *([part] for part in others if _stands_alone(part.of(text)))]
    if attribution.mode == "indirect" and len(pieces) == 1:
        return [[clause] for clause in _clauses(text, pieces[0])]
    return [pieces]


def _stands_alone(speech: str) -> bool:
    """In speech, "we" and "I" are the speaker and need no sentence before them."""
    return stands_alone(speech) or re.match(r"\W*(?:we|i|our|my)\b", speech, re.IGNORECASE) is not None


def _clauses(text: str, span: Span) -> list[Span]:
    """Indirect speech cut where a second independent clause begins (", but it was still unclear")."""
    cuts = [(span.start + m.start(), span.start + m.end()) for m in _INDEPENDENT.finditer(span.of(text))]
    borders = [span.start, *(border for cut in cuts for border in cut), span.end]
    return [Span(start=borders[i], end=borders[i + 1]) for i in range(0, len(borders), 2)]
