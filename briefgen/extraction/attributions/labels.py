"""Speakers set off by a colon or a dash: transcripts, headlines and bylines under a quotation."""

from __future__ import annotations

from briefgen.extraction.attributions.scene import Candidate, Range, Scene, Statement
from briefgen.extraction.word_lists import word_group

_LONGEST = 8
_TITLE = 25


def turns(scene: Scene) -> dict[int, Candidate]:
    """The attribution of each turn, by the statement where it starts.

    "HALE: We will see. And then we will act." is a transcript's turn, to the end of its paragraph;
    "Poll: Most sailors are undecided" is a headline.
    """
    found: dict[int, Candidate] = {}
    ends = _paragraph_ends(scene)
    before = -1
    for index, statement in enumerate(scene.statements):
        if statement.paragraph == before:
            continue
        before = statement.paragraph
        colon = _label_end(scene, statement.first, statement.last)
        end = ends[statement.paragraph]
        if colon is None or colon + 1 >= end:
            last_label = _label_after(scene, statement) if statement.last == end else None
            if last_label is not None:
                content, at = (statement.first, last_label), last_label
                found[index] = Candidate("headline", ":", (content,), (at + 1, end), (at, at + 1))
            continue
        source = (statement.first, colon)
        headline = index == 0 or (_is_title(scene, statement) and scene.tokens.lows[colon - 1] in _reports())
        rule = "headline" if headline else _turn_kind(scene, source)
        found[index] = Candidate(rule, ":", ((colon + 1, end),), source, (colon, colon + 1))
    for index in _answers(scene, found, ends):
        found[index] = found[index]._replace(rule="turn-answer")
    for label, several, fewest in (("turn-name", "dialogue", 4), ("turn-capitals", "transcript", 2)):
        alike = [index for index, turn in found.items() if turn.rule == label]
        if len(alike) >= fewest:
            for index in alike:
                found[index] = found[index]._replace(rule=f"turn-{several}")
    return found


def _reports() -> frozenset[str]:
    return word_group("survey") | word_group("account")


def _is_title(scene: Scene, statement: Statement) -> bool:
    """Whether a statement has a headline's form: no stop at its end, and capitals on most long words."""
    tokens = scene.tokens
    if statement.last - statement.first > _TITLE or tokens.tags[statement.last - 1] in ".!?:;,”":
        return False
    long = [k for k in range(statement.first, statement.last) if tokens.ends[k] - tokens.starts[k] > 3]
    return len(long) >= 3 and sum(scene.text[tokens.starts[k]].isupper() for k in long) >= 0.8 * len(long)


def _label_after(scene: Scene, statement: Statement) -> int | None:
    """The colon of "Drought Has Halved the Crop: Minister", a headline that names its source at the end."""
    tokens = scene.tokens
    for at in range(statement.last - 2, max(statement.first + 3, statement.last - 5), -1):
        if tokens.tags[at] == ":":
            said = any(tokens.tags[k] in "vxm" for k in range(statement.first, at))
            named = all(tokens.tags[k] in "nNj" for k in range(at + 1, statement.last))
            return at if said and named and _is_title(scene, statement) else None
    return None


def _answers(scene: Scene, found: dict[int, Candidate], ends: dict[int, int]) -> set[int]:
    """Turns of a question and its answer: "Post: Will you come?" and in the next paragraph "Lan: Yes"."""
    turns: set[int] = set()
    by_paragraph = {scene.statements[index].paragraph: index for index in found}
    for index in found:
        paragraph = scene.statements[index].paragraph
        after = by_paragraph.get(paragraph + 1)
        last = ends[paragraph] - 1
        if after is not None and scene.text[scene.tokens.ends[last] - 1] == "?":
            turns |= {index, after}
    return turns


def _paragraph_ends(scene: Scene) -> dict[int, int]:
    """Index after the last token of each paragraph."""
    return {statement.paragraph: statement.last for statement in scene.statements}


def _label_end(scene: Scene, first: int, last: int) -> int | None:
    """The colon after one to seven words that can be a name or a role."""
    tokens = scene.tokens
    for at in range(first, min(last, first + _LONGEST)):
        tag = tokens.tags[at]
        if tag == ":":
            return at if at > first else None
        if tag not in "Nnj().,#'’-&" and not scene.text[tokens.starts[at] : tokens.ends[at]].isupper():
            return None
    return None


def _turn_kind(scene: Scene, source: Range) -> str:
    tokens = scene.tokens
    words = scene.text[tokens.starts[source[0]] : tokens.ends[source[1] - 1]]
    if words.isupper():
        return "turn-capitals"
    return "turn-name" if tokens.tags[source[0]] == "N" and words[:1].isupper() else "turn-other"


def byline(scene: Scene, index: int) -> Range | None:
    """The name in "― Carla Ruiz", when the statement at `index` is a dash and a name and nothing else."""
    tokens = scene.tokens
    statement = scene.statements[index]
    at = statement.first
    if tokens.tags[at] != "-" or statement.last - at > 20 or statement.last - at < 2:
        return None
    end = at + 1
    while end < statement.last and tokens.tags[end] in "N.()#'’":
        end += 1
    if end == at + 1 or (end < statement.last and tokens.tags[end] not in ",.in"):
        return None
    while end > at + 2 and tokens.tags[end - 1] == ".":
        end -= 1
    return at + 1, end
