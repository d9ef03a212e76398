"""What a text has said so far: persons, groups and institutions that a later word can refer to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefgen.extraction.people.named import Mention, Named
from briefgen.extraction.people.wordlists import Sex, closed_class, words
from briefgen.models import Span

_WORD_BEFORE = re.compile(r"([^\s]+)[ \xa0]$")
_SUBJECT_FOLLOWS = re.compile(r"(?:,[^,.;]{1,120},|[ \xa0][–—-][^–—.;]{1,120}[–—-])?[ \xa0]([a-z’']+)")


_FARTHEST = 40  # mentions back from a pronoun that can still be meant
_GENITIVE = ("'s", "’s")
_ADDRESSED = re.compile(r"[ \xa0]([a-z]+)[ \xa0]")
_OPENS = re.compile(
    r"[\s\"“]*(?:In|At|As|On|For|With|During|After|Before|While|When|Despite|Although|Though|By|If|Once)\b"
)
_FRONTED = re.compile(r"[\s\"“]*(?:In|At|On|For|With|During|After|Before|Despite|Unlike|Like|From|To)\b")
_OWNED = re.compile(r"\b([Hh]is|[Hh]er) (?:[a-z-]{1,20} ){0,3}[a-z-]{1,20},? $")
_CLAUSE_END = re.compile(r",[ \xa0](?:[A-Z][\w.]*[ \xa0]){0,4}$")


class Weights(NamedTuple):
    """What makes a person likely to be meant by a pronoun; found by trying each on labelled links.

    Attributes:
        sentence: cost of each sentence between.
        farthest: sentences beyond which the cost grows no more.
        subject: gain of the subject of a clause.
        first: gain of the first mention in its sentence.
        speaker: gain of the last speaker.
        possessive: cost of "Ann Lee's".
        oblique: cost of a mention behind a preposition.
        quoted: cost of a mention within a quotation.
        unknown_sex: cost where nothing tells the sex.
        frequent: gain for each earlier mention, up to five.
        own_content: cost of a mention within the words that are attributed: few speak of themselves by name.
        fronted: cost of a mention in an opening phrase: "In talks with Tom Hall, she said".
        ahead: gain of a subject behind a pronoun in an opening clause.
        owned: cost of somebody of unknown sex introduced as his or hers: "His deputy, Kim Lee, left."
    """

    sentence: float = 20.0
    farthest: int = 6
    subject: float = 12.0
    first: float = 6.0
    speaker: float = 14.0
    possessive: float = 8.0
    oblique: float = 10.0
    quoted: float = 18.0
    unknown_sex: float = 4.0
    frequent: float = 1.0
    own_content: float = 200.0
    ahead: float = 30.0
    fronted: float = 14.0
    owned: float = 26.0


class Query(NamedTuple):
    """A pronoun or a description at ``text[start:end]`` whose person is sought.

    Attributes:
        sex: what it says of the sex.
        content: what is attributed to it.
        accept: the persons it can mean; all if none.
        pronoun: whether it is a pronoun, which may stand before its name.
        threshold: the score that the person must reach.
    """

    start: int
    end: int
    sex: Sex
    content: Sequence[Span] = ()
    accept: frozenset[int] | None = None
    pronoun: bool = True
    threshold: float = -1e9


class Standing(NamedTuple):
    """What a mention's place tells: its sentence, whether it is quoted, and its part in the clause."""

    sentence: int
    quoted: bool
    gain: float


class Event(NamedTuple):
    """A source that has been resolved: the person spoke at `position`."""

    position: int
    person: int


@dataclass(slots=True)
class Discourse:
    """The state of a text while its sources are resolved in order."""

    text: str
    sentences: Sequence[Span]
    persons: list[Named]
    mentions: list[Mention]
    quoted: list[tuple[int, int]]
    weights: Weights = field(default_factory=Weights)
    events: list[Event] = field(default_factory=list)
    _told_sexes: dict[int, Sex] = field(default_factory=dict)
    _standings: dict[int, Standing] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _mention_starts: list[int] = field(default_factory=list)
    _quote_starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [span.start for span in self.sentences]
        self._mention_starts = [mention.start for mention in self.mentions]
        self._quote_starts = [start for start, _ in self.quoted]

    def sentence(self, offset: int) -> int:
        """The number of the sentence at `offset`."""
        return bisect_right(self._starts, offset) - 1

    def before(self, offset: int, limit: int) -> list[Mention]:
        """Up to `limit` mentions before `offset`, the nearest first."""
        end = bisect_left(self._mention_starts, offset)
        return self.mentions[max(0, end - limit) : end][::-1]

    def recent(self, offset: int) -> frozenset[int]:
        """The persons mentioned shortly before `offset`."""
        end = bisect_left(self._mention_starts, offset)
        return frozenset(mention.person for mention in self.mentions[max(0, end - _FARTHEST) : end])

    def inside(self, start: int, end: int) -> list[Mention]:
        """The mentions in ``text[start:end]``, in order; one that reaches out is cut ("Robert [Hall]")."""
        first, last = bisect_right(self._mention_starts, start) - 1, bisect_left(self._mention_starts, end)
        found = [
            m._replace(start=max(m.start, start), end=min(m.end, end))
            for m in self.mentions[max(0, first) : last]
        ]
        return [mention for mention in found if mention.end > mention.start]

    def is_quoted(self, offset: int) -> bool:
        """Whether `offset` lies within a direct quotation."""
        number = bisect_right(self._quote_starts, offset) - 1
        return number >= 0 and offset < self.quoted[number][1]

    def spoke(self, position: int, person: int) -> None:
        """Remember a resolved source."""
        self.events.append(Event(position, person))

    def last_speaker(self, offset: int) -> int | None:
        """The person who was the last source before `offset`, or none."""
        return next((event.person for event in reversed(self.events) if event.position < offset), None)

    def is_nearer(self, person: int, other: int, offset: int) -> bool:
        """Whether `person` is mentioned between the last mention of `other` and `offset`."""
        nearest = (m.person for m in self.before(offset, _FARTHEST) if m.person in (person, other))
        return next(nearest, other) == person

    def tell_sex(self, person: int, sex: Sex) -> None:
        """Remember that a pronoun of that sex meant the person: whom the text calls "she" is not "he"."""
        self._told_sexes.setdefault(person, sex)

    def sex(self, person: int) -> Sex:
        """What name and titles tell of a person's sex, else the pronouns so far."""
        known = self.persons[person].sex
        return known if known != "-" else self._told_sexes.get(person, "-")

    def antecedent(self, query: Query) -> int | None:
        """The person that a pronoun or a description means, or none."""
        scores: dict[int, float] = {}
        here = self.sentence(query.start)
        counts: dict[int, int] = {}
        quoted = self.is_quoted(query.start)
        excluded = self._addressee(query)
        last = bisect_left(self._mention_starts, query.start)
        for index in range(max(0, last - _FARTHEST), last):
            mention = self.mentions[index]
            person = mention.person
            counts[person] = counts.get(person, 0) + 1
            if person == excluded or not self._fits(person, query):
                continue
            score = self._score(index, here, quoted=quoted)
            if any(span.start <= mention.start < span.end for span in query.content):
                score -= self.weights.own_content
            elif self._is_fronted(mention, query, here):
                score -= self.weights.fronted
            elif self._is_owned(mention, query):
                score -= self.weights.owned
            scores[person] = max(scores.get(person, -1e9), score)
        for number, event in enumerate(reversed(self.events[-6:])):
            if event.position < query.start and event.person != excluded and self._fits(event.person, query):
                score = self._event_score(event, here, latest=number == 0)
                scores[event.person] = max(scores.get(event.person, -1e9), score)
        if (ahead := self._ahead(query, here)) is not None:
            scores[ahead] = max(scores.get(ahead, -1e9), 100 + self.weights.ahead)
        if not scores:
            return None
        final = {p: self._final(score, p, counts.get(p, 0), query.sex) for p, score in scores.items()}
        best = max(final, key=lambda p: (final[p], -p))
        return best if final[best] >= query.threshold else None

    def _is_fronted(self, mention: Mention, query: Query, here: int) -> bool:
        """Whether the mention stands in a phrase that opens the sentence of the query."""
        if here < 0 or mention.start < self._starts[here] or self.text[query.start - 2] != ",":
            return False
        start = self._starts[here]
        if mention.start - start > 120:
            return False
        opening = self.text[start : mention.start]
        return "," not in opening and _FRONTED.match(opening) is not None

    def _is_owned(self, mention: Mention, query: Query) -> bool:
        """Whether "his deputy" stands before a name that tells no sex, so that "he" is rather the owner."""
        if query.sex == "-" or self.sex(mention.person) != "-":
            return False
        match = _OWNED.search(self.text, max(0, mention.start - 60), mention.start)
        return match is not None and (match.group(1).lower() == "his") == (query.sex == "m")

    def _event_score(self, event: Event, here: int, *, latest: bool) -> float:
        distance = min(here - self.sentence(event.position), self.weights.farthest)
        score = 100 - self.weights.sentence * distance + self.weights.subject
        return score + (self.weights.speaker if latest else self.weights.speaker / 2)

    def _addressee(self, query: Query) -> int | None:
        """The person to whom the words are said: in "he told Hall" he is not Hall."""
        match = _ADDRESSED.match(self.text, query.end)
        if match is None or match.group(1) not in closed_class("asking"):
            return None
        number = bisect_left(self._mention_starts, match.end())
        if number < len(self.mentions) and self.mentions[number].start - match.end() <= 6:
            return self.mentions[number].person
        return None

    def _ahead(self, query: Query, here: int) -> int | None:
        """The subject that follows a pronoun told before it: "In her statement, Ann Lee said"."""
        if here < 0 or not query.pronoun:
            return None
        start = self._starts[here]
        if query.start - start > 60 or not _OPENS.match(self.text[start : query.start]):
            return None
        number = bisect_left(self._mention_starts, query.end)
        if number >= len(self.mentions) or self.mentions[number].start >= self.sentences[here].end:
            return None
        mention = self.mentions[number]
        if mention.start - query.end > 200:
            return None
        between = self.text[query.end : mention.start]
        if (
            not _CLAUSE_END.search(between)
            or between.count(",") != 1
            or not self._fits(mention.person, query)
        ):
            return None
        return mention.person

    def _fits(self, person: int, query: Query) -> bool:
        accepted = query.accept is None or person in query.accept
        return accepted and (query.sex == "-" or self.sex(person) in ("-", query.sex))

    def _final(self, score: float, person: int, count: int, sex: Sex) -> float:
        if sex != "-" and self.sex(person) == "-":
            score -= self.weights.unknown_sex
        return score + self.weights.frequent * min(count, 5)

    def _score(self, index: int, here: int, *, quoted: bool) -> float:
        standing = self._standings.get(index)
        if standing is None:
            standing = self._standings[index] = self._standing(index)
        distance = min(here - standing.sentence, self.weights.farthest)
        score = 100 - self.weights.sentence * distance + standing.gain
        return score - self.weights.quoted if standing.quoted and not quoted else score

    def _standing(self, index: int) -> Standing:
        mention = self.mentions[index]
        sentence, quoted = self.sentence(mention.start), self.is_quoted(mention.start)
        if (
            self.text[mention.end : mention.end + 2] in _GENITIVE
            or self.text[mention.end : mention.end + 1] in "'’"
        ):
            return Standing(sentence, quoted, -self.weights.possessive)
        before = _WORD_BEFORE.search(self.text, max(0, mention.start - 24), mention.start)
        word = before.group(1).lower() if before else ""
        if word in closed_class("prepositions"):
            return Standing(sentence, quoted, -self.weights.oblique)
        gain = self.weights.subject if self._is_subject(mention, word) else 0.0
        if sentence >= 0 and (index == 0 or self._mention_starts[index - 1] < self._starts[sentence]):
            gain += self.weights.first
        return Standing(sentence, quoted, gain)

    def _is_subject(self, mention: Mention, word_before: str) -> bool:
        """Whether a word that may be a verb follows the name, or a verb of speech precedes it."""
        match = _SUBJECT_FOLLOWS.match(self.text, mention.end)
        if match and match.group(1) not in closed_class("no_verbs"):
            return True
        return word_before in words("speech_verbs.txt")
