"""Who said what: attributions with content, source and cue, by small rules over word classes.

Rules propose candidates, statement by statement (`candidates`); counts over annotated articles decide which
are believed (`selection`); quotations that are left over go to who spoke before (`carried`).
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.extraction.attributions import (
    according,
    carried,
    labels,
    leading,
    nominal,
    selection,
    trailing,
)
from briefgen.extraction.attributions.scene import Candidate, Range, Scene, statements
from briefgen.extraction.quotations import find_quotations
from briefgen.extraction.tokens import Tokens, tokenise
from briefgen.models import Attribution, Mode, Span

__all__ = ["candidates", "find_attributions", "set_scene"]


def find_attributions(text: str, sentences: Sequence[Span]) -> tuple[Attribution, ...]:
    """The attributions of a text, by where they start; nested and overlapping ones are all kept.

    Args:
        text: the text that every offset counts, in Unicode code points.
        sentences: its sentences in order, as `split_sentences` gives them.

    Returns:
        Attributions without a speaker. A source may stand in another sentence or paragraph than its content;
        the cue is none where a quotation has no words that attribute it.
    """
    scene = set_scene(text, sentences)
    found = candidates(scene)
    kept = carried.complete(scene, found, selection.select(scene, found))
    told = (_in_words(scene.tokens, c) for here in kept for c in here)
    attributions = [_attribution(scene, c) for c in told if c is not None]
    attributions.sort(key=_position)
    return tuple(attributions)


def _position(attribution: Attribution) -> tuple[int, int, int]:
    cue = attribution.cue
    return attribution.content[0].start, cue.start if cue else -1, attribution.content[-1].end


def set_scene(text: str, sentences: Sequence[Span]) -> Scene:
    """The text with its tokens, quotations and statements."""
    quotations = find_quotations(text)
    tokens = tokenise(text, sentences, quotations)
    return Scene(text, tokens, quotations, list(statements(text, tokens)))


def candidates(scene: Scene) -> list[list[Candidate]]:
    """Every construction seen, statement by statement, believed or not."""
    found: list[list[Candidate]] = []
    turns = labels.turns(scene)
    for index, statement in enumerate(scene.statements):
        used: dict[int, Candidate] = {}
        here = list(trailing.find(scene, statement, used))
        here += according.find(scene, statement, used)
        here += leading.find(scene, statement, used)
        here += nominal.find(scene, statement, used)
        here += according.in_surveys(scene, statement)
        if index in turns:
            here.append(turns[index])
        found.append(here)
    return found


def _in_words(tokens: Tokens, candidate: Candidate) -> Candidate | None:
    """The candidate with the parts of its content apart, or none where nobody or nothing is told in words.

    "WHITE: …" tells nothing, and "-, : that day" nobody.
    """
    if candidate.source is not None and not _has_words(tokens, candidate.source):
        return None
    content: list[Range] = []
    before = -1
    for first, last in sorted(candidate.content):
        part = (max(first, before), last)
        if _has_words(tokens, part):
            content.append(part)
            before = last
    return candidate._replace(content=tuple(content)) if content else None


def _has_words(tokens: Tokens, part: Range) -> bool:
    return any(tokens.lows[index][0].isalnum() for index in range(*part))


def _attribution(scene: Scene, candidate: Candidate) -> Attribution:
    cue = candidate.cue
    return Attribution(
        content=tuple(_span(scene, part) for part in candidate.content),
        source=_span(scene, candidate.source) if candidate.source is not None else None,
        cue=_span(scene, cue) if cue[0] < cue[1] else None,
        mode=_mode(scene, candidate),
        rule=candidate.rule,
    )


def _span(scene: Scene, part: Range) -> Span:
    return Span(start=scene.tokens.starts[part[0]], end=scene.tokens.ends[part[1] - 1])


def _mode(scene: Scene, candidate: Candidate) -> Mode:
    """Direct if every word is quoted, indirect if none is, else mixed."""
    inside = outside = False
    for first, last in candidate.content:
        for index in range(first, last):
            if not scene.tokens.lows[index][0].isalnum():
                continue
            if scene.tokens.quotation[index] >= 0:
                inside = True
            else:
                outside = True
    return "indirect" if not inside else "mixed" if outside else "direct"
