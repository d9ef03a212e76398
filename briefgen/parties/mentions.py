"""Words that stand for a party in a running text: names, and the phrases of governments around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from briefgen.models import PartyMention, Span
from briefgen.parties.names import NameHit, NameScanner, plain
from briefgen.parties.vocabulary import GovernmentWords, government_words

_POSSESSIVE = re.compile(r"'s?(?= )")
_NEXT_WORD = re.compile(r"(?: |(?<=\.) )?([^\W\d_](?:[\w'-]{0,40}\w)?)")
_LAST_WORD = re.compile(r"([\w.'-]{1,40}) $")
_LONGEST_MODIFICATION = 6
_LOOK_BACK = 80
_STATE_MEDIA = "state media"
_LONGEST_PARAGRAPH = 1000


def find_mentions(text: str, scanner: NameScanner) -> tuple[PartyMention, ...]:
    """The mentions of parties in `text`, in order and without overlap."""
    flat = plain(text)
    found: list[PartyMention] = []
    end = 0
    hits = scanner.scan(flat)
    for number, hit in enumerate(hits):
        if hit.start < end:
            continue
        # "U.S. and Chinese officials" are two mentions, "the U.S. Justice Department" is one
        others = (later.start for later in hits[number + 1 : number + 3] if later.party != hit.party)
        bounds = _bounds(flat, hit, next(others, len(flat)))
        if bounds is not None:
            start = max(bounds[0], end)
            if flat[start].isspace():  # "the State Department spokesperson" ends where "for the U.S." starts
                start += 1
            end = bounds[1]
            found.append(PartyMention(span=Span(start=start, end=end), party=hit.party))
    return tuple(sorted([*found, *_state_media(flat, found)], key=lambda mention: mention.span.start))


def _bounds(text: str, hit: NameHit, limit: int) -> tuple[int, int] | None:
    """Where the mention around `hit` starts and ends; none where the name stands for no government."""
    phrase_end, verdict = _government_phrase(text, hit.end, limit)
    if verdict == "government":
        return _start(text, hit.start), phrase_end
    if verdict == "private" or not _stands_alone(text, hit):
        return None
    return _start(text, hit.start), hit.end


def _government_phrase(text: str, end: int, limit: int) -> tuple[int, str]:
    """The end of "Chinese [Foreign Ministry spokesperson]", and which kind of noun was met."""
    words = government_words()
    if match := _POSSESSIVE.match(text, end):
        end = match.end()
    phrase_end, verdict = end, ""
    for _ in range(_LONGEST_MODIFICATION):
        if text[end : end + 1] != " " or not (match := _NEXT_WORD.match(text, end, limit)):
            break
        word = match.group(1).removesuffix("'s").lower()
        if long := _phrase_at(text, match.start(1), words):
            phrase_end, verdict, end = long, "government", long
            continue
        end = match.end(1)
        if word in words.government or word in words.officer:
            phrase_end, verdict = match.start(1) + len(word), "government"
        elif word in words.private or word in words.no_longer:
            return phrase_end, verdict or "private"
        elif word not in words.modifiers and not match.group(1)[0].isupper():
            break
    return phrase_end, verdict


def _phrase_at(text: str, start: int, words: GovernmentWords) -> int | None:
    following = text[start : start + 60].lower()
    if following.split(" ", 1)[0] not in words.phrase_starts:
        return None
    ends = [start + len(phrase) for phrase in words.phrases if following.startswith(phrase)]
    ends = [end for end in ends if not text[end : end + 1].isalnum()]
    return max(ends, default=None)


def _stands_alone(text: str, hit: NameHit) -> bool:
    """Whether a name without a government's noun stands for the government."""
    if hit.kind == "media":
        return False  # "(Xinhua)": who carried it, unless an attribution makes it a source
    next_word = _NEXT_WORD.match(text, hit.end) if text[hit.end : hit.end + 1] == " " else None
    following = next_word.group(1) if next_word else ""
    before = match.group(1) if (match := _LAST_WORD.search(text, max(0, hit.start - 42), hit.start)) else ""
    if hit.kind in ("demonym", "people"):
        return before.lower() == "the" and following in government_words().verbs
    if hit.kind == "institution":
        return True
    if following[:1].isupper() or _within_name(text, hit.start, before):
        return False  # "China Mobile"
    if hit.kind == "capital":
        # "in Beijing"; "WASHINGTON, July 6 (Reuters)" is known by its capitals
        return (
            before.lower() not in government_words().place_words and not text[hit.start : hit.end].isupper()
        )
    return not _modifies(text[hit.start : hit.end], before, following)


def _within_name(text: str, start: int, before: str) -> bool:
    """Whether the name at `start` ends another one: "George Washington", "Bank of China"."""
    if before[:1].isupper() and before.isalpha() and not _opens_sentence(text, start - len(before) - 1):
        return True
    return re.search(r"[A-Z]\w{1,30} of (?:the )?$", text[max(0, start - 40) : start]) is not None


def _modifies(name: str, before: str, following: str) -> bool:
    """Whether an abbreviation is an adjective: "U.S. adults", but not "the U.S. and China"."""
    if not (name.isupper() and following.islower()):
        return False
    if following in government_words().verbs or following in government_words().function_words:
        return False
    return before.lower() != "the" or not following.endswith("ed")


def _opens_sentence(text: str, start: int) -> bool:
    """Whether the word at `start` begins a sentence or a line, so that its capital means nothing."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in '.!?\n"“”:;—-(,' or start == 0


@cache
def _outward() -> re.Pattern[str]:
    heads = "|".join(sorted(government_words().outward))
    return re.compile(
        rf"(?:\b(?:[Tt]he|[Aa]n?) )?(?:\b[\w-]{{1,30}} )?\b(?:{heads}) (?:for|of|at|from|with) (?:[Tt]he )?$"
    )


def _start(text: str, start: int) -> int:
    """The start of the mention: with its article and with "a spokesperson for" before it."""
    before = text[max(0, start - _LOOK_BACK) : start]
    if not before.endswith(" "):
        return start
    last = before[:-1].rsplit(" ", 2)
    if {"for", "of", "at", "from", "with"} & set(last[-2:]) and (match := _outward().search(before)):
        return start - len(before) + match.start()
    if match := re.search(r"\b(?:[Tt]he|[Aa]n?) $", before):
        return start - len(before) + match.start()
    return start


def _state_media(text: str, found: list[PartyMention]) -> tuple[PartyMention, ...]:
    """State media are those of the sentence's first party, its subject; else of the paragraph's last.

    "Beijing has said Washington should stop, and state media have said ...": Beijing's.
    """
    starts = [mention.span.start for mention in found]
    mentions = []
    at = text.find(_STATE_MEDIA)
    while at >= 0:
        last = bisect_right(starts, at) - 1
        paragraph = max(text.rfind("\n", max(0, at - _LONGEST_PARAGRAPH), at), at - _LONGEST_PARAGRAPH)
        if last >= 0 and paragraph < starts[last] and found[last].span.end <= at:
            sentence = max(paragraph, text.rfind(". ", max(0, paragraph), at))
            first = min(bisect_right(starts, sentence), last)
            owner = found[first].party
            mentions.append(PartyMention(span=Span(start=at, end=at + len(_STATE_MEDIA)), party=owner))
        at = text.find(_STATE_MEDIA, at + 1)
    return tuple(mentions)
