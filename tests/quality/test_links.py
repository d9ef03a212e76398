"""Links from sources to persons, labelled by hand, where the evaluation texts lie beside the checkout.

links.json holds for each link the file, the source's offsets, and the full name of the person that a reader
takes it to mean; the answer is null where the source is a group or somebody whom the text does not name.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from briefgen.extraction.people import find_people
from briefgen.extraction.speakers import resolve_speakers
from briefgen.models import Attribution, Mode, Span, Speaker
from briefgen.parties import lexicon

HERE = Path(__file__).parent
EVALUATION = HERE.parents[2] / "shared" / "eval"
TRAIN = EVALUATION / "attribution" / "train"
LINKS: list[dict[str, Any]] = json.loads((HERE / "links.json").read_text(encoding="utf-8"))
PRONOUNS = {"he", "she", "him", "her", "his", "who"}
FLOOR = {"pronoun": 0.925, "name": 0.97, "description": 0.775}


def sentences(text: str) -> list[Span]:
    """Sentences, roughly: a mark behind a long word and before a capital, or a line's end."""
    ends = [m.end() for m in re.finditer(r"(?<=[a-z\d,]{2})[.!?][\"”’')]*(?=\s+[\"“A-Z])|\n", text)]
    bounds = [0, *ends, len(text)]
    return [Span(start=a, end=b) for a, b in pairwise(bounds) if text[a:b].strip()]


def mode(words: str) -> Mode:
    if words[:1] in '"“' or words.startswith("''"):
        return "direct"
    return "mixed" if re.search('["“]', words) else "indirect"


def attributions(text: str, gold: list[Any]) -> list[Attribution]:
    return [
        Attribution(
            content=tuple(Span(start=a, end=b) for a, b in item.content),
            source=Span(start=item.source[0][0], end=item.source[-1][1]) if item.source else None,
            mode=mode(text[item.content[0][0] : item.content[-1][1]]),
            rule="gold",
        )
        for item in gold
    ]


def speakers(name: str) -> tuple[str, dict[tuple[int, int], Speaker | None]]:
    sys.path.insert(0, str(EVALUATION))
    try:
        from score_attribution import read_ann  # noqa: PLC0415 - stands outside this repository
    finally:
        sys.path.remove(str(EVALUATION))
    text = (TRAIN / "text" / name).read_bytes().decode("utf-8")
    annotation = sorted((TRAIN / "attributions").glob(f"{name.removesuffix('.txt')}_????.ann"))[0]
    people = find_people(text, sentences(text), lexicon())
    items = attributions(text, read_ann(annotation)[0])
    resolved = resolve_speakers(text, sentences(text), items, people, lexicon())
    return text, {(item.source.start, item.source.end): item.speaker for item in resolved if item.source}


def is_right(answer: str | None, speaker: Speaker | None, text: str) -> bool:
    """Whether first and last name agree; a surname alone is enough only where the text has no more."""
    person = speaker.name if speaker is not None and speaker.person else None
    if answer is None or person is None or answer == person:
        return answer == person
    wanted, found = (name.replace("’", "'").split() for name in (answer, person))
    if len(found) == 1:
        return found[0] == wanted[-1] and answer not in text
    return (wanted[0], wanted[-1]) == (found[0], found[-1])


def kind(words: str) -> str:
    if words.strip().lower() in PRONOUNS:
        return "pronoun"
    return "name" if re.match(r"((Mr|Mrs|Ms|Gov)\. )?[A-Z]\S+$", words) else "description"


def test_the_links_are_many_and_varied() -> None:
    files = {link["file"] for link in LINKS}
    assert len(LINKS) >= 300
    assert len(files) >= 60
    assert len({name.split("_")[0] for name in files}) == 7


@pytest.mark.evaluation
def test_sources_are_linked_to_the_persons_that_a_reader_links_them_to() -> None:
    counts: dict[str, list[bool]] = defaultdict(list)
    for name in sorted({link["file"] for link in LINKS}):
        text, found = speakers(name)
        for link in (link for link in LINKS if link["file"] == name):
            place = (link["start"], link["end"])
            counts[kind(text[slice(*place)])].append(is_right(link["answer"], found[place], text))
    accuracy = {key: sum(values) / len(values) for key, values in counts.items()}
    print({key: f"{sum(values)}/{len(values)}" for key, values in counts.items()})  # noqa: T201 - shown by -s
    assert {key for key, floor in FLOOR.items() if accuracy[key] < floor} == set(), accuracy
