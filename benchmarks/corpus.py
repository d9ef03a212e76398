#!/usr/bin/env python3
"""Write invented news, as many sources as are asked for, that briefgen can make a brief of.

    python benchmarks/corpus.py N FOLDER

The sources are made from the grammar in corpus.toml: quarrels of neighbouring governments, each over some
weeks, with speakers, places and numbers of its own. Statements are direct, mixed and indirect; about a tenth
is a reprint or a near-copy of one in an earlier source. The same N gives the same bytes, and the sources of a
smaller N are among those of a larger one.
"""

from __future__ import annotations

import argparse
import calendar
import datetime
import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FIRST_DAY = datetime.date(2023, 1, 2)
DAYS = 730
"""Sources come out over two years."""
SOURCES_OF_AFFAIR = 12
"""So many sources tell of one quarrel."""
LENGTH_OF_AFFAIR = 45
"""A quarrel is in the news so long, in days."""
RETOLD = 0.1
"""The share of statements that an earlier source of the same quarrel had."""
STANDING = 0.3
"""The share of sources with a sentence of background that many others have too."""


class Speaker(NamedTuple):
    """Who speaks for a country."""

    given: str
    surname: str
    office: str
    country: str


class Affair(NamedTuple):
    """A quarrel: two countries, an issue, and what is its own.

    Attributes:
        number: from 0.
        begins: the day of its first source.
        place: where it plays; `name` what its accords and institutes are called after.
        speakers: two of each country.
    """

    number: int
    begins: datetime.date
    parties: tuple[str, str]
    issue: dict[str, Any]
    place: str
    name: str
    speakers: tuple[Speaker, ...]


class Statement(NamedTuple):
    """What a speaker says: the mode and the words."""

    speaker: Speaker
    mode: str
    words: str


@cache
def grammar() -> dict[str, Any]:
    """The lists and sentences of corpus.toml."""
    return tomllib.loads(Path(__file__).with_name("corpus.toml").read_text(encoding="utf-8"))


@cache
def affair(number: int) -> Affair:
    """The quarrel with this number."""
    rules, chance = grammar(), random.Random(f"affair {number}")  # noqa: S311 -- no secret
    parties = chance.choice(rules["pair"])["parties"]
    chance.shuffle(parties := list(parties))
    issue = chance.choice(rules["issue"])
    offices = ["Foreign Minister", "Ambassador", f"{issue['name'].split()[0]} Minister", "Prime Minister"]
    chance.shuffle(offices)
    names = rules["names"]
    speakers = tuple(
        Speaker(chance.choice(names["given"]), _invented(chance, "person"), office, country)
        for office, country in zip(offices, (*parties, *parties), strict=True)
    )
    begins = FIRST_DAY + datetime.timedelta(days=chance.randrange(DAYS - LENGTH_OF_AFFAIR))
    place, name = _invented(chance, "place"), _invented(chance, "place")
    return Affair(number, begins, (parties[0], parties[1]), issue, place, name, speakers)


def source(number: int, version: int = 0) -> tuple[str, str]:
    """The name and the text of the source with this number; another version tells something else."""
    told = affair(number // SOURCES_OF_AFFAIR)
    chance = random.Random(f"source {number} version {version}")  # noqa: S311 -- no secret
    day = _day(number)
    rules = grammar()
    statements = _statements(number, version)
    known = [{s.speaker for s in statements[:at]} for at in range(len(statements))]
    sentences = [_said(chance, s, day, known[at]) for at, s in enumerate(statements)]
    for kind, count in (("figure", 2), ("event", 1), ("step", 1), ("context", 2)):
        for pattern in chance.sample(rules["narration"][kind], count):
            at = chance.randrange(1, len(sentences) + 1)
            sentences.insert(at, _filled(chance, pattern, told, told.parties, day))
    if chance.random() < STANDING:
        sentences.append(_standing(told))
    place = rules["country"][told.parties[number % 2]]["capital"].upper()
    agency = rules["agencies"][number % len(rules["agencies"])]
    head = f"date {day.isoformat()} By {chance.choice(rules['names']['given'])} {_invented(chance, 'person')}"
    sentences[0] = f"{place}, {calendar.month_name[day.month]} {day.day} ({agency}) - {sentences[0]}"
    return f"{day.isoformat()}-{number:05}.txt", "\n\n".join((head, *sentences)) + "\n"


def write(count: int, folder: Path) -> None:
    """Write brief.toml and so many sources, below seeds/ in `folder`."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    (folder / "brief.toml").write_text(_brief(), encoding="utf-8")
    for number in range(count):
        name, text = source(number)
        (seeds / name).write_text(text, encoding="utf-8")


def change(folder: Path, number: int, version: int = 1) -> None:
    """Replace the source with this number by another version of it."""
    name, text = source(number, version)
    (folder / "seeds" / name).write_text(text, encoding="utf-8")


def _brief() -> str:
    rules = grammar()
    parties = ", ".join(f'"{party}"' for pair in rules["pair"] for party in pair["parties"])
    rows = [f'\n[[issue]]\nname = "{issue["name"]}"\nterms = {issue["terms"]}\n' for issue in rules["issue"]]
    head = '[brief]\ntitle = "Quarrels between neighbours"\nslug = "quarrels"\n'
    return f"# Made by benchmarks/corpus.py.\n\n{head}parties = [{parties}]\n{''.join(rows)}"


def _day(number: int) -> datetime.date:
    told = affair(number // SOURCES_OF_AFFAIR)
    after = number % SOURCES_OF_AFFAIR * LENGTH_OF_AFFAIR // SOURCES_OF_AFFAIR
    return told.begins + datetime.timedelta(days=after)


def _invented(chance: random.Random, kind: str) -> str:
    names = grammar()["names"]
    return chance.choice(names["first"]) + chance.choice(names["middle"]) + chance.choice(names[kind])


@cache
def _statements(number: int, version: int = 0) -> tuple[Statement, ...]:
    """What is said in a source; some of it was said in an earlier one on the same quarrel."""
    told = affair(number // SOURCES_OF_AFFAIR)
    chance = random.Random(f"statements {number} version {version}")  # noqa: S311 -- no secret
    statements = []
    for _ in range(chance.randrange(7, 13)):
        if number % SOURCES_OF_AFFAIR and chance.random() < RETOLD:
            earlier = chance.randrange(number - number % SOURCES_OF_AFFAIR, number)
            statements.append(_retold(chance, chance.choice(_statements(earlier))))
        else:
            statements.append(_new(chance, told, _day(number)))
    return tuple(statements)


def _new(chance: random.Random, told: Affair, day: datetime.date) -> Statement:
    speaker = chance.choice(told.speakers)
    mode = chance.choices(("direct", "indirect", "mixed"), (5, 4, 2))[0]
    pattern = chance.choice(grammar()["statement"][mode])
    first, second = told.parties
    sides = (first, second) if speaker.country == first else (second, first)
    return Statement(speaker, mode, _filled(chance, pattern, told, sides, day))


def _retold(chance: random.Random, statement: Statement) -> Statement:
    """The statement as another source has it: as it stands, or with small changes."""
    words = statement.words
    if statement.mode == "mixed" or chance.random() < 0.5:
        return statement
    if statement.mode == "direct" and words.startswith("We ") and chance.random() < 0.5:
        country = grammar()["country"][statement.speaker.country]["name"]
        return Statement(statement.speaker, "indirect", f"{country} would {words.removeprefix('We ')}")
    smaller = words.replace(" and ", ", and ").replace("must", "should").replace("because", "as")
    return Statement(statement.speaker, statement.mode, smaller)


def _said(chance: random.Random, statement: Statement, day: datetime.date, known: set[Speaker]) -> str:
    """The sentence that gives a statement: the first one names the day, a speaker's first one the office."""
    speaker, words = statement.speaker, statement.words
    rules = grammar()
    people = rules["country"][speaker.country]["people"]
    full = f"{people} {speaker.office} {speaker.given} {speaker.surname}"
    who = speaker.surname if speaker in known else full
    said = chance.choice(rules["attributions"])
    when = f" on {rules['days'][day.weekday()]}" if not known or chance.random() < 0.2 else ""
    if statement.mode == "direct":
        return f'"{words}," {who} {said}{when}.'
    if statement.mode == "mixed":
        return f"{who} said{when} that {words}."
    if chance.random() < 0.5:
        return f"{who} {said}{when} that {words}."
    return f"{words[0].upper()}{words[1:]}, {who} {said}{when}."


def _standing(told: Affair) -> str:
    """A sentence of background on two countries that does not depend on the quarrel."""
    rules = grammar()
    chance = random.Random(f"standing {told.number % 40}")  # noqa: S311 -- no secret
    pattern = chance.choice(rules["narration"]["standing"])
    return _filled(chance, pattern, told, told.parties, FIRST_DAY)


def _filled(
    chance: random.Random, pattern: str, told: Affair, sides: tuple[str, ...], day: datetime.date
) -> str:
    """The pattern with the affair's names and words drawn from the lists; reasons hold names in turn."""
    rules = grammar()
    spoken = rules["statement"]
    own, other = (rules["country"][side] for side in sides)
    things, (verb, verbs) = told.issue["things"], chance.choice(spoken["verb"])
    verb2, verb2s = chance.choice(spoken["verb"])
    first, second = chance.sample(told.issue["objects"], 2)
    drawn = {name: chance.choice(spoken[name]) for name in ("manner", "reason2", "must", "fate", "judgement")}
    number = chance.randrange(40, 9000)
    past = day - datetime.timedelta(days=chance.randrange(40, 900))
    ahead = day + datetime.timedelta(days=chance.randrange(8, 150))
    names = {"place": told.place, "name": told.name, "capital": own["capital"], "People": own["people"]}
    return pattern.format(
        **names,
        **drawn,
        own=own["name"],
        own_=f"the government of {own['name']}",
        other=other["name"],
        object=first,
        object_=first[0].upper() + first[1:],
        object2=second,
        verb=verb,
        verbs=verbs,
        verb2=verb2,
        verb2s=verb2s,
        reason=chance.choice(spoken["reason"]).format(**names),
        thing=chance.choice(things),
        about=chance.choice(("About", "At least", "More than", "Almost", "Some")),
        about_=chance.choice(("about", "at least", "more than", "almost")),
        number=f"{number:,}",
        few=chance.randrange(3, 40),
        money=chance.randrange(3, 900),
        percent=chance.randrange(2, 60),
        year=past.year,
        month=f"{calendar.month_name[past.month]} {past.year}",
        day=f"{calendar.month_name[past.month]} {past.day}, {past.year}",
        date=f"{calendar.month_name[ahead.month]} {ahead.day}, {ahead.year}",
    )


def main() -> None:
    """Write the sources."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    write(arguments.count, arguments.folder)
    print(f"{arguments.count} sources in {arguments.folder}")


if __name__ == "__main__":
    main()
