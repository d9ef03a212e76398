"""Which candidates are believed: how often their like were right in annotated articles, against a threshold.

A candidate's share of right ones comes from counts alone (tools/derive_word_lists.py makes the tables):

1. cues.txt and rules.txt: right and all candidates of its rule, cue and kind of source. Where few were seen,
   the share leans on the same cue in the same construction, and at last on the rule, weighed by how good the
   cue is elsewhere.
2. circumstances.txt: for what stands around a candidate (a subordinator before its source, a modal, a very
   short content, the head noun of its source, ...) how many were right against how many the first table
   expects. Their ratio corrects the share.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from briefgen.extraction.attributions.scene import Candidate, Scene
from briefgen.extraction.tokens import Tokens
from briefgen.extraction.word_lists import rows, rows_of

# Leaving a candidate out costs less than being wrong once its share is under about half the F1 reached.
THRESHOLD = 0.33
# Within what another says ("he said he thinks that C") only a sure cue counts: C is already attributed.
NESTED = 0.85
OUTER = 0.4
# From this share on, a cue wins over one inside its content that claims the same words ("he said he thinks").
REPEATED = 0.6
# How many observations the less specific share is worth.
PRIOR = 10
# Below this share the circumstances are not looked at, to save time.
FLOOR = 0.15

_PREFIXES = ("co-modal-", "modal-", "far-inf-", "co-", "inf-", "by-", "after-", "with-", "object-", "front-")
_LABELS = ("turn", "headline")
# A record of questions and answers shows who speaks by its form. Annotators of news join such turns, or leave
# the questions out, so that counts say little of it.
_CERTAIN = frozenset(["turn-answer"])
_MOST = 1.6
_UNSEEN_RULE = 0.05
_UNSEEN_CUE = 0.5

Counts = tuple[int, int]
_NONE: Counts = (0, 0)


class CueCounts(NamedTuple):
    """What cues.txt counts of one cue, each as right and all.

    Attributes:
        lift: right candidates against what their rules would lead to expect.
        constructions: by construction.
        rules: by rule.
        exact: by rule and kind of source.
    """

    lift: float
    constructions: dict[str, Counts]
    rules: dict[str, Counts]
    exact: dict[tuple[str, str], Counts]


@cache
def strong_cues() -> frozenset[str]:
    """Verbs that often attribute: where one follows, the narrator speaks again."""
    return frozenset(cells[0] for cells in rows("strong_cues.txt"))


def construction(rule: str) -> str:
    """A rule's name without how its subject was found."""
    for prefix in _PREFIXES:
        if rule.startswith(prefix):
            return rule[len(prefix) :]
    return rule


@cache
def rule_shares() -> dict[str, float]:
    """The share of right candidates of each rule, drawn towards that of all where few were seen."""
    counts = {rule: (int(hits), int(total)) for rule, hits, total in rows("rules.txt")}
    overall = sum(hits for hits, _ in counts.values()) / max(1, sum(total for _, total in counts.values()))
    return {rule: (hits + 5 * overall) / (total + 5) for rule, (hits, total) in counts.items()}


@cache
def counts_of(cue: str) -> CueCounts:
    """The counts of one cue."""
    shares = rule_shares()
    known = CueCounts(_UNSEEN_CUE, {}, {}, {})
    right, expected = 0, 0.0
    for _, rule, who, hits, total in rows_of("cues.txt", cue):
        counted = (int(hits), int(total))
        known.exact[rule, who] = counted
        _add(known.constructions, construction(rule), counted)
        _add(known.rules, rule, counted)
        right, expected = right + counted[0], expected + counted[1] * shares.get(rule, _UNSEEN_RULE)
    return known._replace(lift=(right + 2) / (expected + 2)) if known.rules else known


def _add(table: dict[str, Counts], key: str, counted: Counts) -> None:
    hits, total = table.get(key, _NONE)
    table[key] = (hits + counted[0], total + counted[1])


@cache
def share(rule: str, cue: str, who: str) -> float:
    """Share of right candidates of a rule, a cue and a kind of source; 0 to 1."""
    known = counts_of(cue)
    base = rule_shares().get(rule, _UNSEEN_RULE)
    odds = base / (1 - base) * known.lift
    value = odds / (1 + odds)
    for hits, total in (
        known.constructions.get(construction(rule), _NONE),
        known.rules.get(rule, _NONE),
        known.exact.get((rule, who), _NONE),
    ):
        value = (hits + PRIOR * value) / (total + PRIOR)
    return value


@cache
def ratios() -> dict[str, float]:
    """By circumstance, right candidates against those that cues.txt leads to expect."""
    return {name: ratio(float(hits), float(expected)) for name, hits, expected in rows("circumstances.txt")}


def ratio(hits: float, expected: float) -> float:
    """Right candidates against those expected, drawn towards one where few were seen."""
    return min(_MOST, (hits + 10) / (expected + 10))


def precision(scene: Scene, candidate: Candidate) -> float:
    """How sure a candidate is: how often its like were right, corrected by what stands around it."""
    if candidate.rule in _CERTAIN:
        return 1.0
    value = share(candidate.rule, candidate.lemma, kind_of_source(scene.tokens, candidate))
    if value < FLOOR or candidate.rule.startswith(_LABELS):
        return value
    known = ratios()
    for name in circumstances(scene, candidate):
        value *= known.get(name, 1.0)
    return value


def kind_of_source(tokens: Tokens, candidate: Candidate) -> str:
    """One of "none", "label", "i", "it", "they", "he", "who", "name" or "noun"."""
    if candidate.source is None:
        return "none"
    if candidate.rule.startswith(_LABELS):
        return "label"
    first, last = candidate.source
    if last - first == 1 and tokens.tags[first] in "pP":
        return _KIND_OF_PRONOUN.get(tokens.lows[first], "he")
    if tokens.tags[last - 1] in "wh":
        return "who"
    return "name" if tokens.tags[last - 1] == "N" else "noun"


_KIND_OF_PRONOUN = {"i": "i", "we": "i", "you": "i", "it": "it", "there": "it", "they": "they"}


def circumstances(scene: Scene, candidate: Candidate) -> tuple[str, ...]:
    """What stands around a candidate, one name per circumstance, in the order in which they were counted.

    "form-g" is a cue that ends in -ing, "before-v" a source right after a verb.
    """
    around = _around(scene, candidate)
    seen = counts_of(candidate.lemma).rules.get(candidate.rule, _NONE)[1]
    return (support(seen), *(f"{name}-{around[name]}" for name in around))


def _around(scene: Scene, candidate: Candidate) -> dict[str, str]:
    """The circumstances of a candidate by name: words of closed classes, else their class."""
    tokens = scene.tokens
    tags, lows = tokens.tags, tokens.lows
    content, cue = candidate.content, candidate.cue
    opening, end = content[0][0], content[-1][1]
    form = tokens.forms[cue[1] - 1] or tokens.forms[cue[0]]
    has_auxiliary = tags[cue[0]] in "xmt" and cue[1] - cue[0] > 1
    quoted = any(tokens.quotation[k] >= 0 for a, b in content for k in (a, (a + b) // 2, b - 1))
    return {
        "before": _before_source(tokens, candidate),
        "auxiliary": lows[cue[0]] if has_auxiliary else "-",
        "length": _band(sum(b - a for a, b in content), (2, 4, 7, 14)),
        "quoted": "yes" if quoted else "no",
        "source": _head(scene, candidate),
        "opens": _word_or_class(tokens, opening),
        "form": form.kinds if form else "-",
        "left": _word_or_class(tokens, cue[0] - 1) if cue[0] else "-",
        "ends": tags[end] if end < len(tags) else "-",
    }


def _word_or_class(tokens: Tokens, at: int) -> str:
    return tokens.tags[at] if tokens.tags[at] in "nN#" else tokens.lows[at]


def support(seen: int) -> str:
    """The circumstance of how many candidates of a rule and a cue were counted."""
    return f"support-{_band(seen, (0, 2, 5, 15))}"


def _band(value: int, limits: tuple[int, ...]) -> str:
    return next((str(limit) for limit in limits if value <= limit), "many")


def _before_source(tokens: Tokens, candidate: Candidate) -> str:
    """Class of the token left of the source: after a verb or "that" its clause is a part of another."""
    if candidate.source is None:
        return "none"
    if candidate.source[0] == 0:
        return "start"
    tag = tokens.tags[candidate.source[0] - 1]
    return tag if tag.isalpha() else "mark"


def _head(scene: Scene, candidate: Candidate) -> str:
    """The head noun of the source, or its class."""
    if candidate.source is None:
        return "none"
    tags = scene.tokens.tags
    first, last = candidate.source
    head = first
    for index in range(first, last):
        if tags[index] in ",(i-wh" and index > first:
            break
        head = index
    if tags[head] == "#":
        return "#"
    named = tags[head] == "N" or scene.text[scene.tokens.starts[head]].isupper()
    return "N" if named else scene.tokens.lows[head]


def select(scene: Scene, found: list[list[Candidate]]) -> list[list[Candidate]]:
    """The candidates that are believed, statement by statement, by the place of their cues."""
    return [_select(scene, here) for here in found]


def _select(scene: Scene, here: list[Candidate]) -> list[Candidate]:
    """The best candidate of each cue and of each content, the surest first."""
    ranked = [(value, c) for c in here if (value := precision(scene, c)) >= THRESHOLD]
    speech = [c for value, c in ranked if value >= REPEATED]
    ranked = [(v, c) for v, c in ranked if not any(_holds(o, c) and _same(o, c) for o in speech)]
    ranked.sort(key=lambda pair: (-pair[0], pair[1]))
    good: list[Candidate] = []
    sure: list[Candidate] = []
    for value, candidate in ranked:
        if any(candidate.cue[1] == other.cue[1] or _same(candidate, other) for other in good):
            continue
        quotation = candidate.rule.startswith("quote-")  # "Q," Hale said, according to the Post
        if value < NESTED and not quotation and any(_holds(other, candidate) for other in sure):
            continue
        good.append(candidate)
        if value >= OUTER:
            sure.append(candidate)
    good.sort(key=lambda c: (c.cue, c.content))
    return good


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two cues claim the same words: "expressed" and "hope" in "expressed the hope that C"."""
    (a, b), (c, d) = one.content[-1], other.content[-1]
    shared = min(b, d) - max(a, c)
    return len(one.content) == len(other.content) and 10 * shared >= 8 * (max(b, d) - min(a, c))


def _holds(outer: Candidate, inner: Candidate) -> bool:
    """Whether the cue of one stands in the content of the other: "he said he thinks that C"."""
    return any(a <= inner.cue[0] and inner.cue[1] <= b for a, b in outer.content)
