"""Quotations that no cue attributes: the speaker stands before, below, or in another paragraph."""

from __future__ import annotations

from briefgen.extraction.attributions import labels
from briefgen.extraction.attributions.phrases import subject_before
from briefgen.extraction.attributions.scene import Candidate, Range, Scene, Statement
from briefgen.extraction.tokens import Tokens

_LONG = 4
_REACH = 3


def complete(
    scene: Scene, found: list[list[Candidate]], kept: list[list[Candidate]]
) -> list[list[Candidate]]:
    """The kept candidates, and attributions for the quotations of four words and more that they leave out."""
    tokens = scene.tokens
    done: list[list[Candidate]] = []
    owner: Range | None = None  # the attribution (statement, place) that a following quotation may belong to
    speaker: Range | None = None
    spoke = -1
    for index, statement in enumerate(scene.statements):
        here = list(kept[index])
        done.append(here)
        missing = _uncovered(tokens, statement, here)
        whole = bool(missing) and _all_quoted(tokens, statement)
        if whole and owner is not None and _goes_on(scene, index):
            _extend(done, owner, (statement.first, statement.last))
            spoke = statement.paragraph
            continue
        if whole:
            recent = speaker if statement.paragraph - spoke <= _REACH else None
            here += _attributed(scene, index, done, recent)
        else:
            here += _rescued(missing, found[index], here)
        owner = _owner(tokens, index, here)
        quoting = [c for c in here if c.source is not None and _quotes(tokens, c)]
        if quoting:
            speaker, spoke = quoting[-1].source, statement.paragraph
    return done


def _attributed(
    scene: Scene, index: int, done: list[list[Candidate]], recent: Range | None
) -> list[Candidate]:
    """The attribution of a statement that is one quotation and nothing else."""
    statement = scene.statements[index]
    content = ((statement.first, statement.last),)
    introduced = _byline_below(scene, index) or _introducer(scene, index)
    if introduced is not None:
        return [Candidate("introduced", "", content, *introduced)]
    source = _going_on(scene, index, done) or recent
    if source is None:
        return []
    return [Candidate("carried", "", content, source, (statement.first, statement.first))]


def _owner(tokens: Tokens, index: int, here: list[Candidate]) -> Range | None:
    quoting = [k for k, c in enumerate(here) if c.source is not None and _quotes(tokens, c)]
    if quoting:
        return index, quoting[0]
    named = [k for k, c in enumerate(here) if c.source is not None]
    return (index, named[-1]) if named else None


def _extend(done: list[list[Candidate]], owner: Range, part: Range) -> None:
    statement, place = owner
    grown = done[statement][place]
    done[statement][place] = grown._replace(content=(*grown.content, part))


def _going_on(scene: Scene, index: int, done: list[list[Candidate]]) -> Range | None:
    """Whom the sentence before attributes to, else its subject if that is a person."""
    if index == 0:
        return None
    before = scene.statements[index - 1]
    named = [c.source for c in done[index - 1] if c.source is not None]
    if named:
        return named[-1]
    tokens = scene.tokens
    if scene.statements[index].paragraph - before.paragraph > 1:
        return None
    verb = next((k for k in range(before.first + 1, before.last) if tokens.tags[k] in "vxm"), None)
    subject = subject_before(tokens, verb, before.first) if verb is not None else None
    return subject if subject is not None and _is_person(tokens, subject) else None


def _is_person(tokens: Tokens, source: Range) -> bool:
    """A name or "he" and "she": what can speak without a word that says so."""
    return tokens.tags[source[0]] == "N" or tokens.lows[source[0]] in ("he", "she")


def _quotes(tokens: Tokens, c: Candidate) -> bool:
    return any(tokens.quotation[k] >= 0 for a, b in c.content for k in (a, b - 1))


def _goes_on(scene: Scene, index: int) -> bool:
    """In the same paragraph, or after a paragraph whose quotation was left open."""
    before, statement = scene.statements[index - 1], scene.statements[index]
    if before.paragraph == statement.paragraph:
        return True
    number = scene.tokens.quotation[before.last - 1]
    return number >= 0 and not scene.quotations[number].closed


def _words(tokens: Tokens, first: int, last: int) -> int:
    return sum(1 for k in range(first, last) if tokens.lows[k][0].isalnum())


def _uncovered(tokens: Tokens, statement: Statement, here: list[Candidate]) -> list[Range]:
    """Quotations of four words and more that no attribution's content holds."""
    missing: list[Range] = []
    at = statement.first
    while at < statement.last:
        number = tokens.quotation[at]
        if number < 0:
            at += 1
            continue
        end = min(statement.last, tokens.quotation_ends[number])
        long = _words(tokens, at, end) >= _LONG or end - at == statement.last - statement.first
        if long and not any(_covers(c, (at, end)) for c in here):
            missing.append((at, end))
        at = max(end, at + 1)
    return missing


def _covers(c: Candidate, quotation: Range) -> bool:
    first, last = quotation
    return any(a <= first + 1 and last - 1 <= b for a, b in c.content)


def _all_quoted(tokens: Tokens, statement: Statement) -> bool:
    return all(
        tokens.quotation[k] >= 0 or not tokens.lows[k][0].isalnum()
        for k in range(statement.first, statement.last)
    )


def _byline_below(scene: Scene, index: int) -> tuple[Range, Range] | None:
    """A quotation with "― Carla Ruiz" under it."""
    if index + 1 >= len(scene.statements):
        return None
    name = labels.byline(scene, index + 1)
    return (name, (name[0] - 1, name[0])) if name is not None else None


def _introducer(scene: Scene, index: int) -> tuple[Range, Range] | None:
    """For "The board responded:" and the quotation in the next paragraph: source and cue."""
    if index == 0:
        return None
    tokens = scene.tokens
    before = scene.statements[index - 1]
    if tokens.lows[before.last - 1] != ":":
        return None
    for at in range(before.last - 2, before.first - 1, -1):
        if tokens.tags[at] not in "ve" or tokens.forms[at] is None:
            continue
        group = at
        while group > before.first and tokens.tags[group - 1] in "xmr":
            group -= 1
        source = subject_before(tokens, group, before.first)
        if source is not None:
            return source, (group, at + 1)
    source = subject_before(tokens, before.last - 1, before.first)
    return (source, source) if source is not None else None


def _rescued(missing: list[Range], found: list[Candidate], here: list[Candidate]) -> list[Candidate]:
    """For a long quotation, the nearest candidate that covers it, though its cue alone is not believed."""
    rescued: list[Candidate] = []
    for quotation in missing:
        if any(_covers(c, quotation) for c in rescued):
            continue
        covering = [c for c in found if c.source is not None and c not in here and _covers(c, quotation)]
        if covering:
            best = max(covering, key=lambda c: max(a for a, _ in c.content))
            rescued.append(best._replace(rule="rescued-" + best.rule))
    return rescued
