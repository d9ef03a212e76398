#!/usr/bin/env python3
"""Print how fast reading and extraction are, stage by stage, and whether hostile texts take linear time.

    python benchmarks/extraction.py [--size N] [--only PATTERN]... [FOLDER]

- speed: words per second of CPU time over the .txt files of FOLDER (by default the project's seeds), by
  stage and for all of extraction;
- growth: the CPU seconds that a text of 1, 2, 4 and 8 eighths of N characters takes, for texts that make
  careless programs slow. A pattern is linear if no stage needs more than 2.6 times the seconds for the last
  doubling; where one does, it is named.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import time
from collections.abc import Iterator
from pathlib import Path

from briefgen import read
from briefgen.errors import SourceError
from briefgen.extraction.attributions import find_attributions
from briefgen.extraction.people import find_people
from briefgen.extraction.quantities import find_quantities
from briefgen.extraction.sentences import split_sentences
from briefgen.extraction.speakers import resolve_speakers
from briefgen.extraction.times import find_times
from briefgen.models import Document
from briefgen.parties import lexicon

STEEPEST = 2.6
NOISE = 0.25
PATIENCE = 120.0
STORY = (
    "“We will not wait for the others,” Ann Hale, France's trade minister, said on Friday. The ministry told "
    "reporters in Paris that at least 84 countries had signed by July 7, 2023, up from 1.2 million euros.\n\n"
)
HOSTILE = {
    "plain news": STORY,
    "news in one paragraph": STORY.replace("\n\n", " "),
    "one line of words": "word ",
    "one long word": "x",
    "opening marks": "“",
    "straight marks": '"',
    "straight marks and words": 'said " he ',
    "nested marks": "“he said ‘she said ",
    "marks never closed, in paragraphs": "“We will not wait, he said.\n\n",
    "marks closed again and again": "he said.” ",
    "apostrophes": "'",
    "commas": ",",
    "commas and words": "Ann, ",
    "colons": "A: b ",
    "labels": "WHITE: No.\n\n",
    "dashes": "—",
    "dashes and names": "— Ann Hale ",
    "open brackets": "(a ",
    "closed brackets": "he said (he said) ",
    "full stops": ". ",
    "capitals": "A B. ",
    "names of one person": "Ann Hale and ",
    "many names": "",
    "surnames again": "",
    "pronouns": "he said she said ",
    "cues": "said that ",
    "according to": "according to ",
    "appositions": "Ann Hale, the minister of trade of France, ",
    "countries": "China's France's ",
    "state media": "China said. state media ",
    "digits": "9",
    "numbers": "12 ",
    "numbers in words": "hundred and ",
    "numbers with stops": "1,2.",
    "fractions and dollars": "$1/2 ",
    "dates": "1 May 2024 ",
    "weekdays": "on Friday ",
    "years ago": "two years ago ",
    "blank lines": "\n",
    "line ends": "a\n",
    "spaces": " ",
    "carriage returns": "a\r",
    "no-break spaces": "a\u00a0",
    "combining marks": "a\u0301",
    "right-to-left marks": "\u200f ",
    "surrogates": "\ud800 ",
    "NUL": "\0",
    "one endless quotation": "",
    "one surname of many": "",
    "one office of many": "",
    "ministers unnamed": "A minister said no. The minister said yes. ",
    "quotations alone": "“Yes, we will go there now.”\n\n",
    "introductions": "Hale said:\n\n",
    "bylines": "— Ann Hale\n\n",
    "that day": "that day three days later ",
    "some of them": "5 of them ",
    "hyphens": "a-",
    "capitals joined": "A-",
    "initials": "A.",
    "apostrophes in words": "a'",
    "quotations in brackets": "(“a” ",
    "both sides": "U.S. and Chinese officials and ",
    "relative clauses": "who said which he ",
    "headlines": "Hale: Yes\n\n",
    "short lines": "Menu\n\nBy Ann Hale\n\n",
    "addresses": "www.a.b/c?d=e&",
}


def names(count: int) -> list[str]:
    """As many different names as asked for, none of which is known."""
    return ["".join("abcdefghij"[int(digit)] for digit in str(n)).title() for n in range(count + 1)]


def pattern(kind: str, size: int) -> str:
    """A hostile text of `size` characters."""
    if kind == "many names":
        piece = "".join(f"Ann {name} said. " for name in names(size // 14))
    elif kind == "one surname of many":
        piece = "".join(f"{name} Hale said. Hale said. " for name in names(size // 22))
    elif kind == "one office of many":
        piece = "".join(f"Minister Ann {name} spoke. The minister said no. " for name in names(size // 40))
    elif kind == "one endless quotation":
        piece = "“" + "He said that she claims the vote. " * (size // 34 + 1)
    elif kind == "surnames again":
        first = pattern("many names", size // 2)
        piece = first + first.replace("Ann ", "Mr. ")
    else:
        piece = HOSTILE[kind] * (size // len(HOSTILE[kind]) + 1)
    return piece[:size]


def stages(text: str) -> Iterator[tuple[str, float]]:
    """Each stage's name and CPU seconds on `text`, reading first."""
    known = lexicon()
    data = text.encode("utf-8", "replace")
    start = time.process_time()

    def lap(name: str) -> tuple[str, float]:
        nonlocal start
        seconds = time.process_time() - start
        gc.collect()
        start = time.process_time()
        return name, seconds

    with contextlib.suppress(SourceError):  # what is refused takes its time too
        read(data, name="text.txt")
    yield lap("reading")
    sentences = split_sentences(text)
    yield lap("sentences")
    attributions = find_attributions(text, sentences)
    yield lap("attributions")
    people = find_people(text, sentences, known)
    yield lap("people")
    times = find_times(text)
    yield lap("times")
    find_quantities(text, times=times)
    yield lap("quantities")
    known.mentions(text)
    yield lap("mentions")
    resolve_speakers(text, sentences, attributions, people, known)
    yield lap("speakers")


def speed(documents: list[Document], least_seconds: float = 3.0) -> dict[str, float]:
    """Words per second of CPU time, by stage and in all; only the articles themselves are looked at."""
    articles = ["\n\n".join(span.of(document.text) for span in document.body) for document in documents]
    words = sum(len(article.split()) for article in articles)
    spent: dict[str, float] = {}
    rounds = 0
    while sum(spent.values()) < least_seconds or rounds < 2:
        for article in articles:
            for name, seconds in stages(article):
                if rounds:  # the first round loads word lists
                    spent[name] = spent.get(name, 0.0) + seconds
        rounds += 1
    done = words * (rounds - 1)
    whole = sum(seconds for name, seconds in spent.items() if name != "reading")
    return {name: done / max(seconds, 1e-9) for name, seconds in spent.items()} | {"extract": done / whole}


def growth(kind: str, size: int) -> list[dict[str, float]]:
    """The stages' seconds at 1, 2, 4 and 8 eighths of `size`; fewer where one takes longer than PATIENCE.

    The collector of cycles is off: it walks over all that is kept, at moments that hang on the length.
    """
    taken: list[dict[str, float]] = []
    gc.disable()
    for part in (1, 2, 4, 8):
        taken.append(dict(stages(pattern(kind, size * part // 8))))
        if sum(taken[-1].values()) > PATIENCE:
            break
    gc.enable()
    return taken


def steep(taken: list[dict[str, float]]) -> list[str]:
    """The stages whose last doubling took too long, or that were not worth waiting for."""
    if len(taken) < 2:
        return sorted(taken[0])
    before, last = taken[-2], taken[-1]
    return [name for name in last if last[name] > NOISE and last[name] > STEEPEST * before[name]]


def report(kind: str, size: int) -> bool:
    """Print a pattern's line; whether it is linear. What looks steep is measured twice, as machines pause."""
    taken = growth(kind, size)
    if steep(taken) and len(taken) == 4:
        again = growth(kind, size)
        taken = [{n: min(one[n], other[n]) for n in one} for one, other in zip(taken, again, strict=False)]
    seconds = " ".join(f"{sum(part.values()):8.2f}" for part in taken)
    guilty = steep(taken)
    verdict = f"NOT LINEAR: {', '.join(f'{n} {taken[-1][n]:.1f} s' for n in guilty)}" if guilty else "linear"
    print(f"{kind:36} {seconds}  {verdict}", flush=True)
    return not guilty


def main() -> None:
    """Print both tables."""
    seeds = Path(__file__).resolve().parent.parent / "seeds"
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=seeds)
    parser.add_argument("--size", type=int, default=1_000_000, help="characters of the longest hostile text")
    parser.add_argument("--only", action="append", choices=sorted(HOSTILE), metavar="PATTERN")
    arguments = parser.parse_args()
    documents = [read(p.read_bytes(), name=p.name) for p in sorted(arguments.folder.glob("*.txt"))]
    if not arguments.only:
        for name, rate in speed(documents).items():
            print(f"{name:16} {rate:12,.0f} words a second", flush=True)
    print(f"\n{'seconds at 1, 2, 4, 8 eighths of':36} {arguments.size:,} characters")
    kinds = arguments.only or list(HOSTILE)
    linear = sum(report(kind, arguments.size) for kind in kinds)
    print(f"{linear} of {len(kinds)} patterns take linear time")


if __name__ == "__main__":
    main()
