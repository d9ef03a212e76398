"""The body of real pages, where the evaluation data lies beside the checkout; the score may only rise."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from statistics import mean

import pytest

from briefgen.reading import read

DATA = Path(__file__).resolve().parents[3] / "shared" / "eval" / "body"
FLOOR = 93.6


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3)))


@pytest.mark.evaluation
def test_the_body_of_real_pages_is_found() -> None:
    precision, recall = [], []
    for name, article in json.loads((DATA / "dev.json").read_text(encoding="utf-8")).items():
        document = read((DATA / "dev" / f"{name}.txt").read_bytes(), name=f"{name}.txt")
        kept = shingles("\n".join(span.of(document.text) for span in document.body))
        expected = shingles(article)
        common = (kept & expected).total()
        precision.append(common / max(1, kept.total()))
        recall.append(common / max(1, expected.total()))
    score = 200 * mean(precision) * mean(recall) / (mean(precision) + mean(recall))
    assert score >= FLOOR
