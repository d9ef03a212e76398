"""Small texts written for this project, one file per phenomenon, against what a careful reader finds in them.

A file of phenomena/ holds texts with what is said in them (`said`), times and quantities, put down by hand
before the program was run. Every expected item is found or not; an attribution that nobody expected counts
against the phenomenon. floors.toml beside the texts holds both, for each phenomenon and in total.

    python tests/quality/test_phenomena.py [--raise] [PHENOMENON...]

prints what is found of what is expected, with each miss where phenomena are named; `--raise` brings the
floors up to what is reached and never lowers one.

In a text's tables `words` and `content` are exact words of the text, " ... " standing for all between. An
attribution is found where content (four fifths of the words), source and mode agree. A source agrees if it
holds the expected words, or those of one in a list. `speaker` and `party` count as items of their own, "none"
where there is none to tell. `may` lists contents that one reader attributes and another does not; `joined`
texts may have the expected contents of one source as spans of one attribution.
"""

from __future__ import annotations

import re
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from briefgen import extract
from briefgen.models import Attribution, Extraction, Quantity, Span

FOLDER = Path(__file__).parent / "phenomena"
FLOORS = FOLDER / "floors.toml"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml") if path != FLOORS)
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


class Score(NamedTuple):
    """What was found: items, of all that were expected, and attributions that nobody expected."""

    found: int
    expected: int
    unexpected: int
    remarks: tuple[str, ...] = ()


@cache
def texts(name: str) -> tuple[dict[str, Any], ...]:
    """The annotated texts of a phenomenon."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return tuple(data["text"])


def place(text: str, words: str) -> Span:
    """Where `words` stand; the text must have them once."""
    first, _, last = words.partition(" ... ")
    assert text.count(first) == 1, f"{first!r} stands {text.count(first)} times"
    start = text.index(first)
    end = text.index(last, start + len(first)) + len(last) if last else start + len(first)
    return Span(start=start, end=end)


def places(text: str, words: str | list[str]) -> list[Span]:
    return [place(text, part) for part in ([words] if isinstance(words, str) else words)]


def tokens(text: str, spans: tuple[Span, ...] | list[Span]) -> set[int]:
    """Where the words of the spans start."""
    return {span.start + m.start() for span in spans for m in _WORD.finditer(span.of(text))}


def same(wanted: set[int], found: set[int]) -> bool:
    return len(wanted & found) >= 0.8 * len(wanted | found)


def source_agrees(text: str, wanted: str | list[str], found: Attribution) -> bool:
    """Whether the source holds one of the wanted names; "" for nobody."""
    words = found.source.of(text) if found.source else ""
    names = [wanted] if isinstance(wanted, str) else wanted
    return any(re.search(rf"\b{re.escape(name)}\b", words) if name else not words for name in names)


def agrees(text: str, item: dict[str, Any], found: Attribution) -> bool:
    wanted = tokens(text, places(text, item["content"]))
    if not same(wanted, tokens(text, found.content)):
        return False
    return source_agrees(text, item["source"], found) and item.get("mode", found.mode) == found.mode


def pieces(found: tuple[Attribution, ...]) -> list[Attribution]:
    """Attributions of several spans as one for each span."""
    return [a.model_copy(update={"content": (span,)}) for a in found for span in a.content]


def shown(text: str, a: Attribution) -> str:
    source = a.source.of(text) if a.source else None
    content = " | ".join(span.of(text) for span in a.content)
    return f"{a.mode} {source!r}: {content!r} ({a.rule})"


def said(row: dict[str, Any], extraction: Extraction) -> Score:
    """Attributions, with speaker and party where the row names them."""
    text = row["words"]
    rest = list(extraction.attributions)
    if row.get("joined"):
        rest = pieces(extraction.attributions)
    found = expected = 0
    remarks: list[str] = []
    for item in row.get("said", ()):
        match = next((a for a in rest if agrees(text, item, a)), None)
        checks = {"attribution": match is not None}
        if match is not None:
            rest.remove(match)
        speaker = match.speaker if match else None
        if "speaker" in item:
            name = (speaker.name if speaker else None) or "none"
            checks["speaker"] = match is not None and name.removeprefix("the ") == item["speaker"]
        if "party" in item:
            checks["party"] = match is not None and ((speaker and speaker.party) or "none") == item["party"]
        found += sum(checks.values())
        expected += len(checks)
        wrong = [key for key, right in checks.items() if not right]
        if wrong:
            got = [shown(text, a) for a in near(text, item, extraction)] if match is None else [repr(speaker)]
            remarks.append(f"- {', '.join(wrong)}: {item}\n    got {got}")
    allowed = [tokens(text, [place(text, words)]) for words in row.get("may", ())]
    unexpected = [a for a in rest if not any(same(words, tokens(text, a.content)) for words in allowed)]
    remarks += [f"+ unexpected: {shown(text, a)}" for a in unexpected]
    return Score(found, expected, len(unexpected), tuple(remarks))


def near(text: str, item: dict[str, Any], extraction: Extraction) -> list[Attribution]:
    wanted = tokens(text, places(text, item["content"]))
    return [a for a in extraction.attributions if wanted & tokens(text, a.content)]


def quantity_agrees(item: dict[str, Any], found: Quantity) -> bool:
    unit = item.get("unit", found.unit) or ""
    return (
        found.value == pytest.approx(item["value"], rel=0.005)
        and found.value_high == item.get("value_high")
        and (found.unit or "").lower() == unit.lower()
        and (found.modifier or "").lower() == item.get("modifier", "")
    )


def measured(row: dict[str, Any], extraction: Extraction) -> Score:
    """Times and quantities, and the words that are neither."""
    text = row["words"]
    outcomes: list[tuple[bool, str, list[object]]] = []
    for item in row.get("times", ()):
        span = place(text, item["words"])
        times = [t for t in extraction.times if t.span.overlaps(span)]
        right = any(t.value == item["value"] and t.type == item.get("type", t.type) for t in times)
        outcomes.append((right, f"time: {item}", [(t.span.of(text), t.type, t.value) for t in times]))
    for item in row.get("quantities", ()):
        span = place(text, item["words"])
        amounts = [q for q in extraction.quantities if q.span.overlaps(span)]
        right = any(quantity_agrees(item, q) for q in amounts)
        outcomes.append((right, f"quantity: {item}", [q.model_dump() for q in amounts]))
    for kind in ("times", "quantities"):
        for words in row.get(f"not_{kind}", ()):
            span = place(text, words)
            taken = [x for x in getattr(extraction, kind) if x.span.overlaps(span)]
            outcomes.append((not taken, f"not {kind}: {words}", [x.span.of(text) for x in taken]))
    remarks = tuple(f"- {what}\n    got {got}" for right, what, got in outcomes if not right)
    return Score(sum(right for right, _, _ in outcomes), len(outcomes), 0, remarks)


@cache
def score(name: str) -> Score:
    """All of a phenomenon's texts."""
    scores: list[Score] = []
    for row in texts(name):
        extraction = extract(row["words"], published=row.get("published"))
        scores += (said(row, extraction), measured(row, extraction))
    return Score(
        sum(s.found for s in scores),
        sum(s.expected for s in scores),
        sum(s.unexpected for s in scores),
        tuple(remark for s in scores for remark in s.remarks),
    )


def total() -> Score:
    """All phenomena together."""
    scores = [score(name) for name in NAMES]
    return Score(*(sum(s[i] for s in scores) for i in range(3)))


def floors() -> dict[str, dict[str, int]]:
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def test_every_phenomenon_has_its_floor() -> None:
    assert set(floors()) == {*NAMES, "total"}


@pytest.mark.parametrize("name", NAMES)
def test_every_expectation_stands_in_its_text(name: str) -> None:
    for row in texts(name):
        for item in row.get("said", ()):
            assert places(row["words"], item["content"])
            names = item["source"] if isinstance(item["source"], list) else [item["source"]]
            assert all(name in row["words"] for name in names)
        marked = [*row.get("times", ()), *row.get("quantities", ())]
        words = [*row.get("may", ()), *row.get("not_times", ()), *row.get("not_quantities", ())]
        assert all(place(row["words"], w) for w in [*words, *(item["words"] for item in marked)])


@pytest.mark.parametrize("name", NAMES)
def test_a_phenomenon_is_found_at_least_as_well_as_before(name: str) -> None:
    reached, floor = score(name), floors()[name]
    assert reached.expected == floor["expected"], "the texts changed: run this file with --raise"
    assert reached.found >= floor["found"], "\n".join(reached.remarks)
    assert reached.unexpected <= floor["unexpected"], "\n".join(reached.remarks)


def test_all_phenomena_together_are_found_at_least_as_well_as_before() -> None:
    reached, floor = total(), floors()["total"]
    assert reached.found >= floor["found"]
    assert reached.unexpected <= floor["unexpected"]


def raised() -> str:
    """The floors, brought up to what is reached; where texts changed they start anew."""
    lines = [
        "# What is found of the items expected in each phenomenon, and attributions that nobody expected.",
        "# `python tests/quality/test_phenomena.py --raise` writes it; to lower one by hand needs a reason.",
    ]
    old = floors()
    for name in [*NAMES, "total"]:
        reached, floor = score(name) if name in NAMES else total(), old.get(name)
        found, unexpected = reached.found, reached.unexpected
        if floor and floor["expected"] == reached.expected:
            found, unexpected = max(found, floor["found"]), min(unexpected, floor["unexpected"])
        numbers = f"found = {found}, expected = {reached.expected}, unexpected = {unexpected}"
        lines.append(f"{name} = {{ {numbers} }}")
    return "\n".join(lines) + "\n"


def main() -> None:
    chosen = [name for name in sys.argv[1:] if name in NAMES]
    for name in chosen or NAMES:
        sys.stdout.write(
            f"{name:34} {score(name).found:3}/{score(name).expected:<3} +{score(name).unexpected}\n"
        )
        if chosen:
            sys.stdout.writelines(f"  {remark}\n" for remark in score(name).remarks)
    whole = total()
    sys.stdout.write(f"{'total':34} {whole.found:3}/{whole.expected:<3} +{whole.unexpected}\n")
    if "--raise" in sys.argv:
        FLOORS.write_text(raised(), encoding="utf-8")


if __name__ == "__main__":
    main()
