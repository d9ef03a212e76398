"""Noun phrases, found by word classes alone: subjects to the left of a verb, objects to the right of one."""

from __future__ import annotations

from briefgen.extraction.attributions.scene import Range
from briefgen.extraction.tokens import NOUNISH, Tokens

_PHRASE_TAGS = frozenset("nN#jdegy$%&'’‘/")
_ASIDE_STARTS = frozenset("dwgei#nNrsj")
_FAR = 60
_ASIDES = 6


def subject_before(tokens: Tokens, end: int, first: int) -> Range | None:
    """The noun phrase that ends right before token `end`, where a verb group starts.

    Appositions and asides between commas, dashes or brackets belong to it: "Ann Hale, who ran the
    survey, said"; "Ann Hale (R-Ky.) said"; "The official, Todd Robinson, said".
    """
    at = _skip_time_before(tokens, end - 1, first)
    if at < first:
        return None
    tag = tokens.tags[at]
    if tag in ",-)":
        return _before_mark(tokens, at, first)
    if tag in "pPo":
        return at, at + 1
    if tag in "wh":
        return _antecedent(tokens, at, first)
    return _ending_at(tokens, at, end, first)


def phrase_start(tokens: Tokens, at: int, first: int) -> int:
    """First token of the noun phrase whose last word is `at`, with the prepositional phrases inside it."""
    lowest = max(first, at - _FAR)
    index = at
    while True:
        index = core_start(tokens, index, lowest)
        further = _attached(tokens, index - 1, lowest)
        if further is None:
            return index
        index = further


def core_start(tokens: Tokens, at: int, lowest: int) -> int:
    """First token of the noun phrase that ends with `at`, without prepositional phrases."""
    tags = tokens.tags
    index = at
    while index > lowest:
        tag = tags[index - 1]
        if tags[index] == "d" and tag != "d":
            break
        if tag not in _PHRASE_TAGS or (tag == "y" and tags[index] == "N"):
            break
        if tag in "ge" and tags[index] not in "nNj" and not (tag == "g" and tags[index] == "i"):
            break
        index -= 1
    return index


def phrase_end(tokens: Tokens, start: int, last: int) -> int:
    """Index after the noun phrase that starts at `start` (equal to `start` where none does)."""
    tags = tokens.tags
    index = start
    if index < last and tags[index] in "po":
        return index + 1
    seen = False
    while index < last:
        tag = tags[index]
        if tag == "d" and seen:
            break
        if tag in NOUNISH:
            seen = True
        elif tag == "(" and seen:
            closed = next((k for k in range(index, min(last, index + 30)) if tags[k] == ")"), None)
            if closed is None:
                break
            index = closed
        elif tag not in "djeg$%'’&" or (tag in "eg" and seen and not _ranks(tokens, index, last)):
            break
        index += 1
    return index if seen or (index > start and tags[index - 1] == "d") else start


def long_phrase_end(tokens: Tokens, start: int, last: int, subject: bool = False) -> int:
    """As `phrase_end`, with the prepositional and coordinated phrases that follow.

    As a `subject` "the US and China" before a verb is one phrase; else "and China has" begins a new clause.
    """
    tags = tokens.tags
    end = phrase_end(tokens, start, last)
    while end > start and end < last - 1 and tags[end] in "ic":
        further = phrase_end(tokens, end + 1, last)
        clause = tags[end] == "c" and not subject and further < last and tags[further] in "vxmP"
        if further == end + 1 or clause:
            break
        end = further
    return end


def source_after(tokens: Tokens, start: int, last: int) -> int:
    """Index after an inverted subject with its appositions: ``said Hale, a spokesman for the mill``."""
    tags = tokens.tags
    end = long_phrase_end(tokens, start, last)
    if start < end < last - 1 and tags[end] in "veg" and _is_participle(tokens, end):
        end = next((k for k in range(end + 1, last) if tags[k] in ",;.”“:?!-"), last)
    while start < end < last and tags[end] == ",":
        stop = next((k for k in range(end + 1, last) if tags[k] in ",;.”“:?!-"), last)
        if not _is_aside(tokens, end + 1, stop) or tags[end + 1] in "ges":
            break
        end = stop
    return end


def _skip_time_before(tokens: Tokens, at: int, first: int) -> int:
    """For "Hale on Tuesday said": the token before adverbs and days."""
    tags = tokens.tags
    while at >= first and tags[at] in "ry":
        at -= 1
        if at >= first and tags[at + 1] == "y" and tags[at] == "i":
            at -= 1
    return at


def _before_mark(tokens: Tokens, at: int, first: int) -> Range | None:
    tag = tokens.tags[at]
    first = max(first, at - _FAR)
    if tag == ",":
        return _before_comma(tokens, at, first)
    if tag == "-":
        opened = next((k for k in range(at - 1, max(first, at - _FAR), -1) if tokens.tags[k] == "-"), first)
        found = subject_before(tokens, opened, first) if opened > first else None
        return (found[0], at) if found else None
    opened = _opening_bracket(tokens, at, first)
    found = subject_before(tokens, opened, first) if opened > first else None
    return (found[0], at + 1) if found else None


def _ending_at(tokens: Tokens, at: int, end: int, first: int) -> Range | None:
    """The noun phrase whose last word is `at`; a survey keeps its time ("A count out Monday showed")."""
    tags = tokens.tags
    if tags[at] not in "nN#djge" and not (tags[at] == "v" and at > first and tags[at - 1] == "d"):
        return None
    stop = end if tags[at] == "n" and at < end - 1 and tags[at + 1] in "yi" else at + 1
    start = phrase_start(tokens, at, first)
    return _over_relative_clause(tokens, start, first) or (start, stop)


def _over_relative_clause(tokens: Tokens, start: int, first: int) -> Range | None:
    """For "Others who want to close the port said": the object of a relative clause is no subject."""
    tags = tokens.tags
    if start - 1 <= first or tags[start - 1] not in "vbegmix":
        return None
    for index in range(start - 2, max(first, start - 18), -1):
        tag = tags[index]
        if tag in ",;“”:(":
            return None
        relative = tag == "w" and tokens.lows[index] in ("who", "which")
        if (relative or (tag == "h" and tags[index + 1] in "vxm")) and tags[index - 1] in "nN#dpo":
            return phrase_start(tokens, index - 1, first), start
    return None


def _opening_bracket(tokens: Tokens, at: int, first: int) -> int:
    lowest = max(first, at - 30)
    index = at
    while index >= lowest and tokens.tags[index] != "(":
        index -= 1
    return index if index >= lowest else first


def _antecedent(tokens: Tokens, at: int, first: int) -> Range | None:
    """For "Ann Hale, who predicted": the relative word, and the noun phrase before it."""
    before = at - 1
    if before > first and tokens.tags[before] == ",":
        before -= 1
    if before >= first and tokens.tags[before] in NOUNISH:
        return phrase_start(tokens, before, first), at + 1
    return (at, at + 1) if tokens.tags[at] == "w" else None


def _is_participle(tokens: Tokens, at: int) -> bool:
    """``said a man calling himself Rex``, ``said the cook known as Rex``."""
    form = tokens.forms[at]
    return form is not None and ("g" in form.kinds or "e" in form.kinds)


def _attached(tokens: Tokens, link: int, lowest: int) -> int | None:
    """The last word of the phrase that "of", "and" or a participle at `link` ties the next one to."""
    tags = tokens.tags
    if link <= lowest:
        return None
    tag, before = tags[link], tags[link - 1]
    if tag in "ict" and (before in NOUNISH or (tag == "i" and before in "jdp")):
        return None if tokens.lows[link] == "but" else link - 1
    if tag == "i" and before == ")":
        opened = _opening_bracket(tokens, link - 1, lowest)
        return opened - 1 if opened > lowest else None
    if tag == "i" and before in "vge" and _reduced_relative(tokens, link - 1, lowest):
        return link - 2
    if tag == "g" and before in "nN" and link - 1 > lowest:
        return link - 1
    return None


def _reduced_relative(tokens: Tokens, at: int, lowest: int) -> bool:
    """For "A notice pinned to the door said": a participle after a noun, before a preposition."""
    form = tokens.forms[at]
    if at - 1 <= lowest or form is None:
        return False
    return tokens.tags[at - 1] in "nN" and ("g" in form.kinds or "e" in form.kinds)


def _before_comma(tokens: Tokens, comma: int, first: int) -> Range | None:
    """For "Ann Hale, a port lawyer in Lagos, Nigeria, said": the name and all that follows."""
    tags = tokens.tags
    right = comma
    start: int | None = None
    for _ in range(_ASIDES):
        left = _previous_comma(tokens, right, first)
        if left is None or not _is_aside(tokens, left + 1, right):
            break
        before = left - 1
        if before >= first and tags[before] == ")":
            before = _opening_bracket(tokens, before, first) - 1
        if before < first:
            break
        if tags[before] in "pw":
            return before, comma
        if tags[before] in "nN#yd":
            start = phrase_start(tokens, before, first)
            found = _apposed(tokens, (start, left), right, first)
            if found is not None:
                return found, comma
        elif start is None and tags[before] not in "jr":
            break
        right = left
    return (start, comma) if start is not None else None


def _apposed(tokens: Tokens, phrase: Range, right: int, first: int) -> int | None:
    """Where the subject starts, if `phrase` and the aside between it and `right` are the whole of it."""
    tags = tokens.tags
    start, left = phrase
    named = tags[left + 1] == "N" and not _is_place_label(tokens, left + 1, right)
    governed = start > first and tags[start - 1] in "vegbi"
    if governed and (named or (tags[start - 1] == "i" and tags[left + 1] == "d")):
        return left + 1  # "On the eve of the talks, the official, Todd Robinson, said"
    if named and tags[start] == "d" and tags[left - 1] == "n":
        return start  # "the official, Todd Robinson, said"
    opens_aside = start > first and tags[start - 1] == "," and _is_aside(tokens, start, left)
    if opens_aside and tags[start] == "N" and tags[start - 2] == "n":
        role = phrase_start(tokens, start - 2, first)
        if role == first or tags[role - 1] in ",cs“":
            return role  # "Ohio's auditor, Ann Hale, a farmer, said"
    if opens_aside and (tags[start] in "dnj#" or _is_place_label(tokens, start, left)):
        return None
    return start


def _is_place_label(tokens: Tokens, start: int, end: int) -> bool:
    """For "R-Ky.", "D.C.", "Fla.": what follows a name, never the name."""
    return end - start == 1 and ("-" in tokens.lows[start] or tokens.lows[start].endswith("."))


def _previous_comma(tokens: Tokens, right: int, first: int) -> int | None:
    tags = tokens.tags
    depth = 0
    for index in range(right - 1, max(first, right - _FAR) - 1, -1):
        tag = tags[index]
        if tag == ")":
            depth += 1
        elif tag == "(":
            depth -= 1
        elif tag == "," and depth <= 0:
            grouped = tokens.ends[index] == tokens.starts[index + 1]  # 350,000
            if not (grouped and tags[index - 1] == tags[index + 1] == "#"):
                return index
        elif tag in ";”“":
            return None
    return None


def _is_aside(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the words between two commas describe what stands before: only a relative clause has a verb."""
    tags = tokens.tags
    if start >= end or tags[start] not in _ASIDE_STARTS:
        return False
    if tags[start] in "ws":
        return True
    for index in range(start, end):
        tag = tags[index]
        if tag in "wh":
            return True
        if tag in "xmP":
            return False
        if tag == "v":
            form = tokens.forms[index]
            if form is None or "e" not in form.kinds or index == start + 1:
                return False
    return True


def _ranks(tokens: Tokens, at: int, last: int) -> bool:
    """For "said Harbor managing Director Ann Hale": an -ing form inside a name."""
    return at + 1 < last and tokens.tags[at] == "g" and tokens.tags[at - 1] == tokens.tags[at + 1] == "N"
