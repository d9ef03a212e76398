"""Articles with their attributions marked, as PolNeAR gives them: texts and brat standoff files."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

WORD = re.compile(r"\w+(?:['’\-.]\w+)*")
NOT_IN_A_HEAD = frozenset(
    [
        "of",
        "for",
        "in",
        "from",
        "at",
        "who",
        "whose",
        "which",
        "that",
        "with",
        "to",
        "on",
        "by",
        "as",
        "during",
        "after",
        "before",
        "than",
        "about",
        "against",
        "among",
        "near",
        "whom",
        "close",
        "familiar",
    ]
)
TITLES = frozenset(
    ["the", "a", "an", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "jr", "sr", "iii", "ii"]
)

Segment = tuple[int, int]


@dataclass
class Annotated:
    """One annotated attribution, as segments of the text."""

    content: list[Segment]
    source: list[Segment]
    cue: list[Segment]


@dataclass
class Article:
    """A text with its annotations; `ignored` was marked as no part of the article."""

    name: str
    text: str
    attributions: list[Annotated]
    ignored: list[Segment]
    words: list[Segment] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = [found.span() for found in WORD.finditer(self.text)]
        self._ends = [end for _, end in self.words]

    def indices(self, segments: Iterable[Segment]) -> frozenset[int]:
        """The words that overlap a segment."""
        found: set[int] = set()
        for start, end in segments:
            index = bisect_right(self._ends, start)
            while index < len(self.words) and self.words[index][0] < end:
                found.add(index)
                index += 1
        return frozenset(found)

    def heads(self, source: list[Segment]) -> frozenset[int]:
        """The last run of capitalised words of a source before a comma, a preposition or a relative."""
        groups: list[list[int]] = [[]]
        covered = self.indices(source)
        for index in sorted(covered):
            start, end = self.words[index]
            word = self.text[start:end].lower()
            between = self.text[self.words[index - 1][1] : start] if index else ""
            if word in NOT_IN_A_HEAD or (groups[0] and set(between) & set(",(—–:;")):
                if groups[0]:
                    break
            elif word in ("and", "or"):
                groups.append([])
            elif word.rstrip(".") not in TITLES:
                groups[-1].append(index)
        heads: set[int] = set()
        for kept in groups:
            capitals = [self.text[self.words[index][0]].isupper() for index in kept]
            run = next((k for k, capital in enumerate(reversed(capitals)) if not capital), len(kept))
            heads.update(kept[-max(1, run) :])
        return frozenset(heads or covered)


def read_articles(folder: Path, *, without_fifth: bool) -> list[Article]:
    """The articles of a folder; of several annotations of one text, the first by name."""
    annotations: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations.setdefault(re.sub(r"_[0-9a-f]{4}$", "", path.stem), path)
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem in annotations and not (without_fifth and zlib.crc32(path.name.encode()) % 5 == 0):
            attributions, ignored = read_annotations(annotations[path.stem])
            articles.append(Article(path.name, path.read_bytes().decode("utf-8"), attributions, ignored))
    return articles


def read_annotations(path: Path) -> tuple[list[Annotated], list[Segment]]:
    """Attributions and discarded regions of one brat file."""
    spans: dict[str, list[Segment]] = {}
    ignored: list[Segment] = []
    events: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if cells[0].startswith("T") and len(cells) >= 2:
            kind, _, offsets = cells[1].partition(" ")
            segments = [(int(s.split()[0]), int(s.split()[1])) for s in offsets.split(";")]
            spans[cells[0]] = segments
            ignored += segments if kind == "Discard" else []
        elif cells[0].startswith("E") and len(cells) == 2:
            events.append(cells[1])
    found = []
    for event in events:
        roles: dict[str, list[Segment]] = defaultdict(list)
        for role in event.split():
            name, _, reference = role.partition(":")
            roles[name.rstrip("0123456789")] += spans.get(reference, [])
        if roles["Content"]:
            found.append(Annotated(sorted(roles["Content"]), sorted(roles["Source"]), sorted(roles["Cue"])))
    return found, ignored
