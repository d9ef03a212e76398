"""Where a text names its persons: in full, by the surname, or by a given name alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from briefgen.extraction.people.named import Mention, Named
from briefgen.extraction.people.runs import Candidate, Token, called, sex_of, with_particles
from briefgen.extraction.people.wordlists import Sex, titles, words

_MOST_NAMESAKES = 20


def find_mentions(
    candidates: Sequence[tuple[tuple[Token, ...], Candidate | None]], persons: list[Named]
) -> list[Mention]:
    """All mentions of `persons` in the runs of a text, in order."""
    names = _Names(persons)
    return [mention for run, name in candidates for mention in names.mentions(run, name)]


class _Names:
    """The names of all persons, in full and in short."""

    def __init__(self, persons: list[Named]) -> None:
        self._persons = persons
        self._numbers = {person.key: index for index, person in enumerate(persons)}
        self._ends: dict[tuple[str, str], int] = {}
        self._surnames: dict[str, list[int]] = defaultdict(list)
        self._givens: dict[str, list[int]] = defaultdict(list)
        self._particles: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._chooser = _Chooser(persons)
        for index, person in enumerate(persons):
            self._note(index, person)

    def _note(self, index: int, person: Named) -> None:
        key = person.key
        _note(self._surnames[person.surname], index)
        if surname_with_particles := with_particles(key):
            _note(self._particles[surname_with_particles], index)
        if len(key) > 1:
            self._ends.setdefault((key[0], key[-1]), index)
            _note(self._givens[key[0] if key[0] != person.surname else key[-1]], index)

    def mentions(self, run: tuple[Token, ...], name: Candidate | None) -> Iterator[Mention]:
        """Whom a run of capitalised words names: one in full, or anybody whose surname is among them."""
        if name is not None:
            number = self._numbers.get(name.key, self._ends.get((name.key[0], name.key[-1])))
            if number is not None and len(self._persons[number].key) > 1:
                self._chooser.met(number)
                yield Mention(name.start, name.end, number, full=True)
                return
            if namesakes := self._particles.get(tuple(word.lower() for word in name.key)):
                chosen = self._chooser.choose(namesakes, sex_of(name.key, name.title))
                yield Mention(name.start, name.end, chosen, full=False)
                return
        yield from self._short(run, name)

    def _short(self, run: tuple[Token, ...], name: Candidate | None) -> Iterator[Mention]:
        for place, token in enumerate(run):
            word = called(token.text)
            choices = self._surnames.get(word) or self._givens.get(word)
            if not choices and len(word) > 3 and word.isupper():
                choices = self._surnames.get(word.capitalize())  # "PENCE: ..." in a transcript
            if choices and not _is_place(run, place):
                chosen = self._chooser.choose(choices, sex_of((word,), name.title if name else ()))
                yield Mention(token.start, token.end, chosen, full=False)


def _is_place(run: tuple[Token, ...], place: int) -> bool:
    """Whether a word that is mostly no name ends another one: "Hyde Park" is not Park Min-jae."""
    return place > 0 and run[place].text in words("not_people.txt") and run[place - 1].text not in titles()


def _note(persons: list[int], person: int) -> None:
    """Keep the first few persons of one name; no report has more."""
    if len(persons) < _MOST_NAMESAKES:
        persons.append(person)


class _Chooser:
    """Which of several persons with one surname is meant.

    By the title's sex ("Mrs. Clinton"), then the one named in full most often so far: a family's
    chief figure is called by the surname alone, the others keep their given names.
    """

    def __init__(self, persons: list[Named]) -> None:
        self._persons = persons
        self._counts: dict[int, int] = defaultdict(int)

    def met(self, number: int) -> None:
        """Count a full name."""
        self._counts[number] += 1

    def choose(self, numbers: list[int], sex: Sex) -> int:
        """The person of `numbers` that a short mention means."""
        fitting = [n for n in numbers if sex == "-" or self._persons[n].sex in ("-", sex)] or numbers
        return max(fitting, key=lambda n: (self._counts[n], -n))
