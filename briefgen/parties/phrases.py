"""For which party does a noun phrase speak?

The rules, with the phrase that needs each:

* a government's noun takes the country before it: "Chinese officials", "India's foreign ministry";
* what owns or modifies wins over what follows: "the U.S. embassy in Beijing", "China's envoy to Washington";
* without an owner, "for", "of", "at" and "from" name it: "a spokesperson for the Chinese embassy";
* else the apposition tells: "Wang Yi, China's foreign minister";
* a bare country, capital or institution is the party: "Beijing";
* those of a country who do not speak for its government are nobody's: "Chinese firms", "an ex-U.S. official";
* so are several parties at once: "U.S. and Chinese officials".
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from briefgen.parties.names import NameHit, NameScanner, plain
from briefgen.parties.vocabulary import GovernmentWords, affiliations, government_words

# What ends the head of an apposition chain: "Liu Pengyu, a spokesman", "Mr. Ma (China's envoy)".
_BREAK = re.compile(r"[,;:()\[\]—]| -+ | (?:who|whose|which|that|said|says)\b")
_PREPOSITION = re.compile(
    r"\b(?:of|for|at|from|with|in|to|on|about|against|near|over|under|by|during|after|before|among|within|inside"
    r"|familiar|close|named|including|like|than)\b"
)
_OWNING = frozenset({"of", "for", "at", "from"})
_OUTWARD_OWNING = frozenset({"of", "for", "at", "from", "with", "in", "within", "inside"})
_WORD = re.compile(r"[^\W_](?:[\w'-]*\w)?")
_COUNTED = re.compile(
    r"\b(?:some|many|most|few|several|all|percent|half|thousands|millions|hundreds|fellow)\b"
)
_AFFILIATION = re.compile(r"\s*([A-Z])-[A-Z]")
_OF_INSTITUTIONS = frozenset({"governor"})  # a province's elsewhere: "the Bank of Japan governor"
_LONGEST = 400  # no phrase for a speaker is longer
_DEEPEST = 3  # "a spokesman for the office of the president of France" is two owners deep

Verdict = Literal["party", "nobody", "unknown"]


class Reading(NamedTuple):
    """What one part of a phrase says: a party, surely none, or nothing."""

    verdict: Verdict
    party: str | None = None


UNKNOWN = Reading("unknown")
NOBODY = Reading("nobody")


def party_of_phrase(phrase: str, scanner: NameScanner) -> str | None:
    """The party that the noun phrase `phrase` speaks for, or none."""
    text = plain(phrase[:_LONGEST])
    hits = scanner.scan(text)
    parts = _parts(text, hits)
    first = _read(text[slice(*parts[0])], scanner)
    if first.verdict != "unknown":
        return first.party
    for start, end in parts[1:]:
        if (mark := _AFFILIATION.match(text, start)) and mark.group(1) in affiliations():
            return affiliations()[mark.group(1)]
        reading = _read(text[start:end], scanner)
        if reading.verdict != "unknown":
            return reading.party
    return None


def _parts(text: str, hits: list[NameHit]) -> list[tuple[int, int]]:
    """The head and its appositions; a break inside a name ("Washington, D.C.") is none."""
    parts, start = [], 0
    for match in _BREAK.finditer(text):
        if not any(hit.start < match.start() < hit.end for hit in hits):
            parts.append((start, match.start()))
            start = match.end()
    parts.append((start, len(text)))
    return [part for part in parts if part[1] > part[0]] or [(0, len(text))]


def _read(part: str, scanner: NameScanner, depth: int = 0) -> Reading:
    words = government_words()
    hits = scanner.scan(part)
    head_end, prepositions = _head_end(part, hits)
    head = part[:head_end]
    owners = [hit for hit in hits if hit.start < head_end]
    rest = _without(head, owners).lower()
    tokens = _tokens(rest)
    if owners and owners[0].kind == "institution":
        tokens -= _OF_INSTITUTIONS
    governing = _governs(rest, tokens, words)
    if tokens & words.no_longer or _is_private(rest, tokens, words, governing=governing):
        return NOBODY
    if len({hit.party for hit in owners}) > 1 and re.search(r"\band\b|\bor\b|,", head):
        return NOBODY
    if owners:
        return _owned(rest, tokens, owners[0], governing=governing)
    lower = part.lower()
    for office, party in words.offices:
        if office in lower and re.search(rf"\b{re.escape(office)}\b", lower):
            return Reading("party", party)
    if not governing or depth >= _DEEPEST:
        return UNKNOWN
    return _complement(part, tokens, (hits, prepositions), scanner, depth)


def _head_end(part: str, hits: list[NameHit]) -> tuple[int, list[re.Match[str]]]:
    """Where the head ends, and the prepositions that stand outside names."""
    found = [
        match
        for match in _PREPOSITION.finditer(part)
        if match.start() > 0 and not any(hit.start < match.start() < hit.end for hit in hits)
    ]
    return (found[0].start() if found else len(part)), found


def _without(head: str, hits: list[NameHit]) -> str:
    """The head with its names blanked out."""
    for hit in hits:
        head = head[: hit.start] + " " * (hit.end - hit.start) + head[hit.end :]
    return head


def _tokens(text: str) -> frozenset[str]:
    """The words of `text`, and the parts of those with a hyphen ("vice-premier")."""
    found = {word.removesuffix("'s") for word in _WORD.findall(text)}
    return frozenset(found | {part for word in found if "-" in word for part in word.split("-")})


def _governs(rest: str, tokens: frozenset[str], words: GovernmentWords) -> bool:
    return bool(tokens & (words.government | words.officer)) or _has_phrase(rest, tokens, words)


def _has_phrase(rest: str, tokens: frozenset[str], words: GovernmentWords) -> bool:
    """Whether "state media" or another phrase for a government's body stands in `rest`."""
    if not tokens & words.phrase_starts:
        return False
    return any(phrase in rest for phrase in words.phrases)


def _is_private(rest: str, tokens: frozenset[str], words: GovernmentWords, *, governing: bool) -> bool:
    """Whether "Chinese companies" speak, and not "China's central bank" or "Chinese state news agency"."""
    if governing:
        for phrase in words.phrases if tokens & words.phrase_starts else ():
            rest = rest.replace(phrase, " ")
        tokens = _tokens(rest)
    return bool(tokens & words.private) or "chief executive" in rest


def _owned(rest: str, tokens: frozenset[str], owner: NameHit, *, governing: bool) -> Reading:
    """A head with a name in it: its bare self, or a government's noun that the name owns."""
    others = tokens - {"the", "a", "an", "s", "both"}
    if (
        owner.kind in ("demonym", "people")
        and not governing
        and (_COUNTED.search(rest) or "the" not in tokens)
    ):
        return NOBODY  # "many Americans", "Palestinians"; but "the Iranians" are their government
    if not others or governing or owner.kind in ("institution", "media"):
        return Reading("party", owner.party)
    if re.search(r"[A-Z]", rest):
        return UNKNOWN
    return NOBODY  # "Chinese netizens": a noun that is no government's


def _complement(
    part: str,
    tokens: frozenset[str],
    marks: tuple[list[NameHit], list[re.Match[str]]],
    scanner: NameScanner,
    depth: int,
) -> Reading:
    """The owner after "for", "of", "at", "from"; never after "to", "in" for an embassy's words."""
    owning = _OUTWARD_OWNING if tokens & government_words().outward else _OWNING
    hits, prepositions = marks
    for number, match in enumerate(prepositions):
        if match.group() in owning:
            if own := [
                hit
                for hit in hits
                if hit.start == match.end() + 1 and hit.end == len(part) and hit.kind == "name"
            ]:
                return Reading("party", own[0].party)  # "king of Jordan", which "Jordan" alone does not tell
            following = prepositions[number + 1 :]
            end = following[0].start() if following and following[0].group() not in _OWNING else len(part)
            reading = _read(part[match.end() : end].strip(), scanner, depth + 1)
            if reading.verdict != "unknown":
                return reading
    return UNKNOWN
