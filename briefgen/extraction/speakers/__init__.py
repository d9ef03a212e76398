"""Who is behind each attribution: names, pronouns and descriptions resolved to speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.extraction.people import party_of_named
from briefgen.extraction.people.survey import Named, survey
from briefgen.extraction.people.wordlists import Sex, closed_class, role_groups
from briefgen.extraction.speakers.discourse import Discourse, Query
from briefgen.extraction.speakers.references import Description, Pronoun, described, named_in, pronoun
from briefgen.models import Attribution, Person, Span, Speaker
from briefgen.parties import PartyLexicon
from briefgen.parties.names import plain

__all__ = ["resolve_speakers"]

_ARTICLE = re.compile(r"[Tt]he[ \xa0]+(?=\S)")
_GENERIC_INSTITUTION = re.compile(
    r"(?:the )?(?:state media|foreign ministry|ministry|embassy|government)\b", re.IGNORECASE
)
_WORD_BEFORE = re.compile(r"([\w’'.)—–-]+)(,?)[ \xa0]$")
_QUOTE_MARKS = " \"“”'‘’"
_SALIENT = 80.0  # what a subject of the sentence before reaches, and a bystander does not
_NEAR = (
    700  # code points: how far ahead "the spokesperson, Liu Pengyu," may name the spokesperson told before
)


def resolve_speakers(
    text: str,
    sentences: Sequence[Span],
    attributions: Sequence[Attribution],
    people: Sequence[Person],
    lexicon: PartyLexicon,
) -> tuple[Attribution, ...]:
    """The attributions with their speakers.

    A person's full name comes from surnames, pronouns, "the official", roles and appositions; institutions
    and groups keep their words as name. Where the text does not tell who is meant, there is no speaker.

    Args:
        text: the text of all spans.
        sentences: its sentences, in order.
        attributions: in any order; they come back in the same order.
        people: what `find_people` gave for the text.
        lexicon: tells the parties.
    """
    resolver = _Resolver(text, sentences, attributions, people, lexicon)
    order = sorted(range(len(attributions)), key=lambda n: _position(attributions[n]))
    resolved = list(attributions)
    for number in order:
        speaker = resolver.resolve(attributions[number])
        resolved[number] = attributions[number].model_copy(update={"speaker": speaker})
    return tuple(resolved)


def _position(attribution: Attribution) -> tuple[int, int]:
    """Sources in the order of the text; of an outer and an inner one at a time, the outer first."""
    start = attribution.source.start if attribution.source else attribution.content[0].start
    return (start, -attribution.content[-1].end)


class _Resolver:
    """Resolves the sources of one text, in order."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        attributions: Sequence[Attribution],
        people: Sequence[Person],
        lexicon: PartyLexicon,
    ) -> None:
        found = survey(text, sentences, lexicon)
        quoted = sorted((s.start, s.end) for a in attributions if a.mode == "direct" for s in a.content)
        self._text = text
        self._lexicon = lexicon
        self._persons = found.persons
        self._discourse = Discourse(text, sentences, found.persons, found.mentions, quoted)
        self._known = {person.span.start: person for person in people}
        self._attributions = attributions
        self._speakers: list[tuple[Attribution, Speaker]] = []
        self._unnamed: dict[str, Speaker] = {}
        self._group: Speaker | None = None
        self._institution: Speaker | None = None
        self._last_party: tuple[int, str] | None = None

    def resolve(self, attribution: Attribution) -> Speaker | None:
        """The speaker of one attribution; none without a source."""
        if attribution.source is None:
            return None
        speaker = self._of(attribution, attribution.source)
        if speaker is not None:
            self._speakers.append((attribution, speaker))
            if speaker.party:
                self._last_party = (attribution.source.start, speaker.party)
        return speaker

    def _of(self, attribution: Attribution, source: Span) -> Speaker | None:
        words = source.of(self._text)
        found = pronoun(words)
        if found is not None:
            return self._pronoun(attribution, source, *found)
        mention = named_in(words, source.start, self._discourse.inside(source.start, source.end))
        if mention is not None:
            return self._person(source, mention.person)
        description = described(words)
        if description is None:
            return self._body(source, single=False)
        number = self._described(source, description, attribution.content)
        if number is not None:
            return self._person(source, number)
        return self._unnamed_person(source, description)

    def _unnamed_person(self, source: Span, description: Description) -> Speaker:
        """Somebody without a name: a new one, or "the official" who was "a senior U.S. official" before."""
        known = self._unnamed.get(description.head)
        if known is not None and description.definite and not description.modifiers:
            return known
        speaker = self._body(source, single=True)
        self._unnamed[description.head] = speaker
        return speaker

    def _pronoun(self, attribution: Attribution, source: Span, kind: Pronoun, sex: Sex) -> Speaker | None:
        if kind == "he":
            return self._person(source, self._discourse.antecedent(Query(source.start, source.end, sex, attribution.content)))
        if kind == "i":
            return self._enclosing(source)
        if kind == "who":
            return self._relative(source)
        return self._group if kind == "they" else self._institution

    def _person(self, source: Span, number: int | None) -> Speaker | None:
        if number is None:
            return None
        named = self._persons[number]
        self._discourse.spoke(source.start, number)
        known = self._known.get(named.start)
        office = known.office_span if known else None
        party = known.party if known else party_of_named(named, self._lexicon)
        return Speaker(
            name=known.name if known else named.name,
            office=known.office if known else None,
            party=party or self._lexicon.party_of(source.of(self._text)),
            person=True,
            name_span=Span(start=named.start, end=named.end),
            office_span=office,
        )

    def _enclosing(self, source: Span) -> Speaker | None:
        """Whoever speaks the words in which "I" and "we" stand."""
        for attribution, speaker in reversed(self._speakers):
            if any(span.start <= source.start and source.end <= span.end for span in attribution.content):
                return speaker
        return self._enclosing_later(source)

    def _enclosing_later(self, source: Span) -> Speaker | None:
        """The same where the speaker is named behind the words: "I hope so," Lee said."""
        for attribution in self._attributions:
            outer = attribution.source
            if outer is None or outer == source or attribution.mode == "indirect":
                continue
            if any(span.start <= source.start and source.end <= span.end for span in attribution.content):
                words = outer.of(self._text)
                found = pronoun(words)
                if found and found[0] == "he":
                    return self._person(
                        source, self._discourse.antecedent(Query(outer.start, outer.end, found[1], attribution.content))
                    )
                return None if found else self._of(attribution, outer)
        return None

    def _relative(self, source: Span) -> Speaker | None:
        """The nearest person before ("Ann Lee, the mayor, who ..."), unless other words stand nearer."""
        before = _WORD_BEFORE.search(self._text, max(0, source.start - 40), source.start)
        nearest = self._discourse.before(source.start, 3)
        sentence = self._discourse.sentence(source.start)
        here = [m for m in nearest if self._discourse.sentence(m.start) == sentence]
        if before is None:
            return None
        if here:
            gap = self._text[here[0].end : source.start]
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
        introduced = self._introduced_behind(source)
        if introduced is not None:
            return introduced
        if not description.definite or (description.head in self._unnamed and not description.modifiers):
            return None
        offices = role_groups().get(description.head, frozenset({description.head}))
        party = self._lexicon.party_of(source.of(self._text))
        fitting = frozenset(
            number
            for number, named in enumerate(self._persons)
            if named.descriptions & offices and self._agrees(named, description, party)
        )
        agreeing = frozenset(n for n, named in enumerate(self._persons) if self._agrees(named, description, party))
        modifiers = description.modifiers - self._party_words(source)
        told = frozenset(n for n in fitting if modifiers & self._persons[n].descriptions)
        query = Query(source.start, source.end, description.sex, content, pronoun=False)
        if told or (fitting and not description.proper):
            return self._discourse.antecedent(query._replace(accept=told or fitting))
        if description.head not in closed_class("carried_roles"):
            return None
        # "The real estate tycoon" of whom no office was told is whoever the text speaks about
        return self._discourse.antecedent(query._replace(accept=agreeing, threshold=_SALIENT))

    def _party_words(self, source: Span) -> frozenset[str]:
        """The words of countries in a description: its party has been compared already."""
        words = plain(source.of(self._text))
        hits = self._lexicon.scanner.scan(words)
        return frozenset(word.rstrip(".").lower() for hit in hits for word in words[hit.start : hit.end].split())

    def _agrees(self, named: Named, description: Description, party: str | None) -> bool:
        """Whether nothing speaks against it: another party, or "former" said of one only."""
        if party is not None and (own := party_of_named(named, self._lexicon)) is not None and own != party:
            return False
        return "former" not in description.modifiers or "former" in named.descriptions

    def _introduced_behind(self, source: Span) -> int | None:
        """The person named later: "A spokesperson for the embassy" ... "the spokesperson, Liu Pengyu,"."""
        for number, named in enumerate(self._persons):
            for office in named.offices:
                reference = office.reference
                if reference and source.start <= reference[0] and reference[0] < source.end:
                    return number
            if 0 <= named.start - source.start < _NEAR and source.start <= named.start < source.end:
                return number
        return None

    def _body(self, source: Span, *, single: bool) -> Speaker:
        """An institution, a group or somebody unnamed: the words are the name."""
        article = _ARTICLE.match(self._text, source.start, source.end)
        start = article.end() if article else source.start
        while start < source.end and self._text[start] in _QUOTE_MARKS:
            start += 1
        words = self._text[start : source.end].rstrip(" ,;\xa0")
        if not words:
            start, words = source.start, source.of(self._text)
        party = self._lexicon.party_of(source.of(self._text)) or self._owner(source, words)
        speaker = Speaker(name=words, party=party, name_span=Span(start=start, end=start + len(words)))
        head = words.split(",")[0].rsplit(" ", 1)[-1]
        if head.endswith("s") and not head.isupper():
            self._group = speaker
        elif not single:
            self._institution = speaker
        return speaker

    def _owner(self, source: Span, words: str) -> str | None:
        """The party of "state media" behind "Beijing has said" in the same paragraph."""
        if not _GENERIC_INSTITUTION.match(words) or self._last_party is None:
            return None
        position, party = self._last_party
        return party if "\n" not in self._text[position : source.start] else None
