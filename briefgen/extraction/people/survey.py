"""Who is who in a text: named persons with all that the text tells of them, and every mention of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefgen.extraction.people.mentions import find_mentions
from briefgen.extraction.people.named import Mention, Named
from briefgen.extraction.people.offices import (
    SHARED,
    Office,
    embassy_before,
    office_before,
    office_behind,
    office_in_front,
)
from briefgen.extraction.people.runs import (
    Candidate,
    Token,
    called,
    candidate,
    find_runs,
    sex_of,
    surname,
    with_particles,
)
from briefgen.extraction.people.wordlists import closed_class, titles, words
from briefgen.models import Span
from briefgen.parties import PartyLexicon

_BESIDE = re.compile(r"(?:['’]s)?[,)]?[ \xa0](?:also |later |then |has |had |have )?([a-z]+)")
_BEFORE = re.compile(r"([a-z]+)[ \xa0]$")
_PART_OF_NAME = re.compile(r"\b(?:of|for|the|in|at) $")
_TURN = re.compile(r"[ \xa0]?:(?=\s)")
_SUFFIX = re.compile(r",[ \xa0](Jr|Sr)\.?(?=\W)")

_SURE = ("title", "given")


@dataclass(slots=True)
class Survey:
    """All persons of a text in order of their first full names, and all mentions of them in order."""

    persons: list[Named]
    mentions: list[Mention]


def survey(text: str, sentences: Sequence[Span], lexicon: PartyLexicon) -> Survey:
    """Find the persons of `text` and where they are named.

    The last survey is kept, because people and speakers of a text are asked for one after the other.
    """
    return _survey(text, tuple((span.start, span.end) for span in sentences), lexicon)


@lru_cache(maxsize=1)
def _survey(text: str, sentences: tuple[tuple[int, int], ...], lexicon: PartyLexicon) -> Survey:
    candidates = [(run, candidate(run)) for run in find_runs(text)]
    persons = _persons(text, candidates, _SentenceEnds(sentences, len(text)), lexicon)
    return Survey(persons, find_mentions(candidates, persons))


class _SentenceEnds:
    """Where the sentence of an offset ends."""

    def __init__(self, sentences: Sequence[tuple[int, int]], length: int) -> None:
        self._starts = [start for start, _ in sentences]
        self._ends = [end for _, end in sentences]
        self._length = length

    def after(self, offset: int) -> int:
        """The end of the sentence at `offset`, or the text's where there is none."""
        number = bisect_right(self._starts, offset) - 1
        return self._ends[number] if number >= 0 and self._ends[number] > offset else self._length


def _persons(
    text: str,
    candidates: list[tuple[tuple[Token, ...], Candidate | None]],
    ends: _SentenceEnds,
    lexicon: PartyLexicon,
) -> list[Named]:
    register = _Register()
    weak: list[tuple[Candidate, list[Office]]] = []
    names = [found for _, found in candidates if found is not None]
    # "Tashfeen Malik" is a name because "Malik" follows alone; "Quiet Perez" is none beside "Thomas Perez"
    shortened = {found.tokens[0].text for found in names if len(found.tokens) == 1}
    shortened -= {surname(found.key) for found in names if len(found.tokens) > 1 and found.strength in _SURE}
    for number, found in enumerate(names):
        following = names[number + 1] if number + 1 < len(names) else None
        offices = _offices(text, found, following, ends) if _may_have_office(text, found) else []
        is_shortened = surname(found.key) in shortened
        if len(found.tokens) == 1 or not _is_person(text, found, offices, lexicon, is_shortened):
            weak.append((found, offices))
            continue
        register.add(text, found, offices)
    _add_short(text, weak, register, lexicon)
    _drop_headline_extensions(register.by_key)
    _join_particles(register.by_key)
    return sorted(register.by_key.values(), key=lambda person: person.start)


def _may_have_office(text: str, found: Candidate) -> bool:
    """A cheap look at the characters beside the name, before the rules are tried."""
    return text[found.end : found.end + 1] in ",'’ ." or found.start > 1


def _offices(text: str, found: Candidate, following: Candidate | None, ends: _SentenceEnds) -> list[Office]:
    limit = ends.after(found.start)
    end = found.end
    if suffix := _SUFFIX.match(text, end):
        end = suffix.end()
    beside = [
        office_before(text, found.start),
        _own(text, office_behind(text, end, limit), following),
        office_in_front(text, found.title[0].start if found.title else found.start, found.end),
    ]
    offices = [office for office in beside if office is not None]
    missions = [embassy_before(text, office) for office in offices]
    return [*offices, *(mission for mission in missions if mission is not None)]


def _own(text: str, office: Office | None, following: Candidate | None) -> Office | None:
    """The office unless it ends in the next person's name: "Ann Lee, former envoy Tom Hall said"."""
    if office is None or following is None or following.strength not in _SURE:
        return office
    if not office.start <= following.start < office.end:
        return office
    between = text[office.start : following.start].split()
    return office if closed_class("prepositions") & set(between) else None


def _is_person(
    text: str, found: Candidate, offices: list[Office], lexicon: PartyLexicon, is_shortened: bool
) -> bool:
    if found.strength in _SURE:
        return True
    if _PART_OF_NAME.search(text, max(0, found.start - 5), found.start):
        return False  # "the Centers for Disease Control says"
    name = text[found.start : found.end]
    if name.isupper() or any(hit.start == 0 for hit in lexicon.scanner.scan(name)):
        return False
    return is_shortened or bool(offices) or _speaks(text, found) or lexicon.party_of_person(name) is not None


def _speaks(text: str, found: Candidate) -> bool:
    """Whether a verb of speech or a transcript's colon stands beside the name."""
    verbs = words("speech_verbs.txt")
    if (match := _BESIDE.match(text, found.end)) and match.group(1) in verbs:
        return True
    if (match := _BEFORE.search(text, max(0, found.start - 16), found.start)) and match.group(1) in verbs:
        return True
    return _is_turn(text, found)


def _is_turn(text: str, found: Candidate) -> bool:
    """Whether the name opens a turn of a transcript: "Lin Jian: We have noted that."."""
    line_start = found.start == 0 or text[found.start - 1] == "\n"
    return line_start and _TURN.match(text, found.end) is not None


class _Register:
    """The persons met so far, by the words of their names and by their first and last words."""

    def __init__(self) -> None:
        self.by_key: dict[tuple[str, ...], Named] = {}
        self._by_ends: dict[tuple[str, str], Named] = {}

    def add(self, text: str, found: Candidate, offices: list[Office]) -> None:
        """Note a person, new or known, with what this mention tells.

        "Donald J. Trump" and "Donald Trump" share the key; "Hillary Rodham Clinton" is Hillary Clinton.
        """
        key = found.key
        person = self.by_key.get(key) or (self._by_ends.get((key[0], key[-1])) if len(key) > 1 else None)
        if person is None:
            person = Named(text[found.start : found.end], found.start, found.end, key)
            self.by_key[key] = person
            self._by_ends.setdefault((key[0], key[-1]), person)
        if person.sex == "-":
            person.sex = sex_of(key, found.title)
        _describe(text, person, found, offices)


def _describe(text: str, person: Named, found: Candidate, offices: list[Office]) -> None:
    for office in offices:
        person.offices.append(office)
        phrase = text[office.start : office.end]
        described = {word.strip(".,'’").lower() for word in phrase.split()}
        person.descriptions |= described
        if office.rank == SHARED:
            person.descriptions.update(word.removesuffix("s") for word in described)
        person.evidence.append(phrase)
    person.descriptions.update(token.text.lower() for token in found.title)
    if found.title and not any(office.end <= found.start for office in offices):
        person.evidence.append(text[found.title[0].start : found.end])
    affiliation = text[found.end : found.end + 5]
    if affiliation[:2] == ", " and affiliation[3:4] == "-":
        person.evidence.append(person.name + affiliation + "x")


def _add_short(
    text: str,
    weak: list[tuple[Candidate, list[Office]]],
    register: _Register,
    lexicon: PartyLexicon,
) -> None:
    """Persons only ever called by one word ("Mr. Putin", "Obama said"), and offices at short mentions."""
    surnames: dict[str, list[Named]] = defaultdict(list)
    for person in register.by_key.values():
        surnames[person.surname].append(person)
    full = {word for key in register.by_key for word in key}
    for found, offices in weak:
        name = called(found.tokens[-1].text)
        if name.isupper() and name.capitalize() in surnames:
            continue  # "PENCE: ..." in a transcript
        if len(found.tokens) != 1:
            continue
        namesakes = surnames.get(name, [])
        other = len(namesakes) == 1 and _is_somebody_else(found, namesakes[0])
        if len(namesakes) == 1 and not other:
            _describe(text, namesakes[0], found, offices)
        elif (other or name not in full) and _is_short_person(text, found, offices, lexicon):
            register.add(text, found, offices)
            surnames[name] = [*namesakes, register.by_key[found.key]]


def _is_somebody_else(found: Candidate, person: Named) -> bool:
    """Whether a title tells the other sex before the full name stands: "Mr. Orr left ... Susan Orr"."""
    sex = sex_of(found.key, found.title)
    return found.end <= person.start and "-" not in (sex, person.sex) and sex != person.sex


def _acts(text: str, found: Candidate) -> bool:
    """Whether a verb may follow: "Cruz openly admitted", "Kasich has", "Rubio wanted"."""
    match = _BESIDE.match(text, found.end)
    return match is not None and (
        match.group(1).endswith(("ed", "ly")) or match.group(1) in closed_class("verbs")
    )


def _is_short_person(text: str, found: Candidate, offices: list[Office], lexicon: PartyLexicon) -> bool:
    word = found.tokens[0].text
    if word in words("not_people.txt") or len(word) < 2 or lexicon.scanner.scan(word):
        return False
    if found.strength == "title":
        return True
    if word.isupper() and len(word) > 3:
        return _is_turn(text, found)  # "TAPPER: So what happened?"
    if word in titles() or word.lower() in words("offices.txt") or word.endswith("ly"):
        return False
    if _PART_OF_NAME.search(text, max(0, found.start - 5), found.start):
        return False
    return bool(offices) or _speaks(text, found) or (word in words("surnames.txt") and _acts(text, found))


def _drop_headline_extensions(by_key: dict[tuple[str, ...], Named]) -> None:
    """In the headline "Ann Lee Calls", Ann Lee of the text is meant."""
    for key in [key for key in by_key if len(key) > 2]:
        shorter = next((by_key[key[:n]] for n in range(2, len(key)) if key[:n] in by_key), None)
        if (
            shorter is not None
            and shorter.key[-1] != key[-1]
            and key[-1] not in {"Jr", "Jr.", "Sr", "Sr.", "II", "III"}
        ):
            shorter.descriptions |= by_key[key].descriptions
            del by_key[key]


def _join_particles(by_key: dict[tuple[str, ...], Named]) -> None:
    """Make "Van der Meer" of another sentence the same person as Ursula van der Meer."""
    whole: dict[tuple[str, ...], Named] = {}
    short: list[tuple[tuple[str, ...], Named]] = []
    for key, person in by_key.items():
        called_by = with_particles(key)
        if called_by is not None and len(called_by) == len(key):
            short.append((called_by, person))
        elif called_by is not None:
            whole.setdefault(called_by, person)
    for called_by, person in short:
        if (full := whole.get(called_by)) is not None:
            full.offices += person.offices
            full.evidence += person.evidence
            full.descriptions |= person.descriptions
            full.sex = person.sex if full.sex == "-" else full.sex
            del by_key[person.key]
