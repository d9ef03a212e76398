"""Resolving the sources of one text, in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.extraction.people.named import Mention, Named, printable
from briefgen.extraction.people.wordlists import Sex, closed_class, role_groups
from briefgen.extraction.speakers.discourse import Discourse, Query
from briefgen.extraction.speakers.nesting import Nesting, Turns
from briefgen.extraction.speakers.owners import Owners
from briefgen.extraction.speakers.references import Description, Pronoun, described, named_in, pronoun
from briefgen.extraction.speakers.register import Register
from briefgen.models import Attribution, Span, Speaker
from briefgen.parties.names import plain

_ARTICLE = re.compile(r"[Tt]he[ \xa0]+(?=\S)")
_WORD_BEFORE = re.compile(r"([\w’'.)—–-]+)(,?)[ \xa0]$")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b[A-Z][a-z]{1,3})\.$")
_QUOTE_MARKS = " \"“”'‘’"
# Below, the person is some sentences away and was no subject: of the labelled links half were wrong.
_NEAR = 35.0
_SALIENT = 80.0  # what a subject of the sentence before reaches, and a bystander does not
_LONGEST_SOURCE = 400


class Resolver:
    """Resolves the sources of one text, in order.

    Args:
        text: of all spans.
        sentences: its sentences, in order.
        attributions: those whose sources are resolved.
        register: what its names stand for.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        attributions: Sequence[Attribution],
        register: Register,
    ) -> None:
        quoted = sorted((s.start, s.end) for a in attributions if a.mode == "direct" for s in a.content)
        self._text = text
        self._register = register
        self._lexicon = register.lexicon
        self._persons = register.persons
        self._discourse = Discourse(text, sentences, register.persons, register.mentions, quoted)
        self._attributions = attributions
        self._nesting = Nesting(attributions)
        self._turns = Turns(text)
        self._speakers: dict[int, Speaker] = {}
        self._unnamed: dict[str, Speaker] = {}
        self._group: Speaker | None = None
        self._institution: Speaker | None = None
        self._owners = Owners(text, register.lexicon)

    def resolve(self, number: int) -> Speaker | None:
        """The speaker of the attribution with this number; none without a source."""
        attribution = self._attributions[number]
        if attribution.source is None:
            return None
        speaker = self._of(number, attribution.source)
        if speaker is not None:
            self._speakers[number] = speaker
            if speaker.party:
                words = "" if speaker.person else speaker.name or ""
                self._owners.note(words, speaker.party, attribution.source.start)
        return speaker

    def _of(self, number: int, source: Span) -> Speaker | None:
        words = self._words(source)
        content = self._attributions[number].content
        found = pronoun(words)
        if found is not None:
            return self._pronoun(number, source, *found)
        inside = self._discourse.inside(source.start, source.start + len(words))
        mention = named_in(words, source.start, inside) or self._titled(source, inside)
        if mention is not None:
            return self._person(source, mention.person)
        description = described(words)
        if description is None:
            return self._body(source, single=False)
        person = self._described(source, description, content)
        return self._unnamed_person(source, description) if person is None else self._person(source, person)

    def _titled(self, source: Span, mentions: Sequence[Mention]) -> Mention | None:
        """The person behind a title with prepositions: "Secretary of State for Trade Ann Lee"."""
        for mention in mentions[:3]:
            for end in range(mention.start - 1, mention.start - 6, -1):
                if source.start <= self._register.office_start(end) <= source.start + 4:
                    return mention
        return None

    def _unnamed_person(self, source: Span, description: Description) -> Speaker:
        """Somebody without a name: a new one, or "the official" who was "a senior U.S. official" before."""
        known = self._unnamed.get(description.head)
        if known is not None and description.definite and not description.modifiers:
            return known
        speaker = self._body(source, single=True)
        self._unnamed[description.head] = speaker
        return speaker

    def _pronoun(self, number: int, source: Span, kind: Pronoun, sex: Sex) -> Speaker | None:
        if kind == "he":
            query = Query(source.start, source.end, sex, self._attributions[number].content, threshold=_NEAR)
            person = self._discourse.antecedent(query)
            if person is not None:
                self._discourse.tell_sex(person, sex)
            return self._person(source, person)
        if kind == "i":
            return self._enclosing(number, source)
        if kind == "who":
            return self._relative(source)
        return self._group if kind == "they" else self._institution

    def _person(self, source: Span, number: int | None) -> Speaker | None:
        if number is None:
            return None
        named = self._persons[number]
        self._discourse.spoke(source.start, number)
        known = self._register.known(number)
        office = known.office_span if known else None
        party = known.party if known else self._register.party(number)
        return Speaker(
            name=known.name if known else printable(named.name),
            office=known.office if known else None,
            party=party or self._told_by(source, named),
            person=True,
            name_span=Span(start=named.start, end=named.end),
            office_span=office,
        )

    def _told_by(self, source: Span, named: Named) -> str | None:
        """The party told beside the name: "Ann Lee of the State Department"; not "Mr. Cuban"."""
        words = self._words(source)
        return self._lexicon.party_of(words) if len(words) > len(named.name) + 5 else None

    def _words(self, source: Span) -> str:
        """The words of a source; no phrase is longer than these."""
        return self._text[source.start : min(source.end, source.start + _LONGEST_SOURCE)]

    def _enclosing(self, number: int, source: Span) -> Speaker | None:
        """Whoever speaks the words around "I", also where the name follows: "I hope so," Lee said."""
        outer = self._nesting.around(number, source)
        if outer is None:
            return self._turn(source)
        if outer in self._speakers:
            return self._speakers[outer]
        span = self._attributions[outer].source
        found = pronoun(self._words(span)) if span else None
        if span is None or (found and found[0] != "he"):
            return None
        return self._of(outer, span)

    def _turn(self, source: Span) -> Speaker | None:
        """The person whose turn of a transcript holds `source`: "Lin Jian: We hope so."."""
        name = self._turns.around(source.start)
        if name is None:
            return None
        inside = self._discourse.inside(*name)
        return self._person(source, inside[-1].person) if inside and inside[-1].end == name[1] else None

    def _relative(self, source: Span) -> Speaker | None:
        """The nearest person before ("Ann Lee, the mayor, who ..."), unless other words stand nearer."""
        before = _WORD_BEFORE.search(self._text, max(0, source.start - 40), source.start)
        nearest = self._discourse.before(source.start, 3)
        sentence = self._discourse.sentence(source.start)
        here = [m for m in nearest if self._discourse.sentence(m.start) == sentence]
        if before is None:
            return None
        if here:
            gap = self._text[max(here[0].end, source.start - 200) : source.start]
            parenthetical = before.group(2) == "," and gap.startswith(",") and gap.count(",") >= 2
            if gap.strip(" ,)—–-") == "" or (parenthetical and len(gap) < 160):
                return self._person(source, here[0].person)
        return self._relative_to_description(source) if before.group(2) == "," else None

    def _relative_to_description(self, source: Span) -> Speaker | None:
        """The person of "the Vermont senator, who"."""
        window = self._text[max(0, source.start - 80) : source.start - 2]
        start = max(window.rfind("the "), window.rfind("The "))
        if start < 0 or "," in window[start:] or (description := described(window[start:])) is None:
            return None
        begin = source.start - 2 - len(window) + start
        number = self._described(Span(start=begin, end=source.start - 2), description, ())
        return None if number is None else self._person(source, number)

    def _described(self, source: Span, description: Description, content: Sequence[Span]) -> int | None:
        """The person whom "the official" or "US official" means."""
        introduced = self._register.introduced(source)
        if introduced is not None:
            return introduced
        if not description.definite or (description.head in self._unnamed and not description.modifiers):
            return None
        offices = role_groups().get(description.head, frozenset({description.head}))
        party = self._lexicon.party_of(self._words(source))
        recent = self._discourse.recent(source.start)
        agreeing = frozenset(number for number in recent if self._agrees(number, description, party))
        fitting = frozenset(number for number in agreeing if self._persons[number].descriptions & offices)
        modifiers = description.modifiers - self._party_words(source)
        told = frozenset(n for n in fitting if modifiers & self._persons[n].descriptions)
        query = Query(source.start, source.end, description.sex, content, pronoun=False)
        if told or (fitting and not description.proper):
            found = self._discourse.antecedent(query._replace(accept=told or fitting))
            return None if found is not None and self._may_be_last(found, source) else found
        if description.head not in closed_class("carried_roles"):
            return None
        # "The real estate tycoon" of whom no office was told is whoever the text speaks about
        return self._discourse.antecedent(query._replace(accept=agreeing, threshold=_SALIENT))

    def _may_be_last(self, found: int, source: Span) -> bool:
        """Whether somebody spoke last of whom the text tells no office: he may be the official as well.

        "Assistant Secretary Todd Robinson met Secretary Ann Lee. Robison said no more, US official added": a
        name spelt wrong, and the official is not Lee.
        """
        last = self._discourse.last_speaker(source.start)
        if last is None or last == found or self._register.party(last) is not None:
            return False
        return not self._persons[last].descriptions and not self._discourse.is_nearer(
            found, last, source.start
        )

    def _party_words(self, source: Span) -> frozenset[str]:
        """The words of countries in a description: its party has been compared already."""
        words = plain(self._words(source))
        hits = self._lexicon.scanner.scan(words)
        return frozenset(
            word.rstrip(".").lower() for hit in hits for word in words[hit.start : hit.end].split()
        )

    def _agrees(self, number: int, description: Description, party: str | None) -> bool:
        """Whether nothing speaks against it: another party or none, or "former" said of one only.

        "The deputy head of China's delegation" is nobody of whom the text does not say that he is China's.
        """
        if party is not None and self._register.party(number) != party:
            return False
        return "former" not in description.modifiers or "former" in self._persons[number].descriptions

    def _body(self, source: Span, *, single: bool) -> Speaker:
        """An institution, a group or somebody unnamed: the words are the name."""
        article = _ARTICLE.match(self._text, source.start, source.end)
        start = article.end() if article else source.start
        while start < source.end and (self._text[start] in _QUOTE_MARKS or self._text[start].isspace()):
            start += 1
        words = self._text[start : min(source.end, start + _LONGEST_SOURCE)].rstrip(" ,;\xa0\t\r\n")
        if words.endswith(".") and not _ABBREVIATED.search(words):
            words = words[:-1]
        if not words:
            start, words = source.start, self._words(source)
        party = self._lexicon.party_of(self._words(source)) or self._owners.party_of(source, words)
        name_span = Span(start=start, end=start + len(words))
        speaker = Speaker(name=printable(words), party=party, name_span=name_span)
        head = words.split(",")[0].rsplit(" ", 1)[-1]
        if head.endswith("s") and not head.isupper():
            self._group = speaker
        elif not single:
            self._institution = speaker
        return speaker
