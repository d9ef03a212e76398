"""Lines are full, whatever the width: WeasyPrint breaks some of them early that end in a space."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import weasyprint

from briefgen.models import Brief, SourceEntry, Sources
from briefgen.rendering.conversion import Converter

SOURCE = SourceEntry(number=1, id="a", path="a.txt", name="dpa", digest="0" * 12)
BRIEF = Brief(
    title="T", slug="t", parties=(), sections=(Sources(title="Sources", entries=(SOURCE,), method="M"),)
)
STYLE = """
@page { size: %spx 400px; margin: 0 }
body { margin: 0; font: 10px sans-serif }
h2, ol { display: none }
.cited { display: inline-block; max-width: 100%% }
"""
WORDS = "What the others call the coal exit is an insult to farmers, and the storage rules have to stay as it"


def lines(html: str, width: int) -> list[tuple[float, str]]:
    """The width and the words of each line on a page of so many CSS pixels."""

    def found(box: Any) -> Iterator[Any]:
        if type(box).__name__ == "LineBox":
            yield box
        else:
            for child in getattr(box, "children", ()):
                yield from found(child)

    sheet = weasyprint.CSS(string=STYLE % width)
    pages = weasyprint.HTML(string=html).render(stylesheets=[sheet]).pages
    boxes = [line for page in pages for line in found(page._page_box)]
    texts = ["".join(box.text for box in line.descendants() if hasattr(box, "text")) for line in boxes]
    return [(line.width, text) for line, text in zip(boxes, texts, strict=True)]


@pytest.mark.parametrize(
    "told",
    [
        f"“{WORDS}” *(Quirin Lamerzada, 7 July 2023)*[^1].",
        f"“{WORDS}” *(Quirin Lamerzada, 7 July 2023)*[^1] *(also, in other words,[^1])*.",
    ],
)
def test_no_line_but_the_last_is_broken_long_before_it_is_full(told: str) -> None:
    html = Converter().convert(BRIEF, f"{told}\n\n[^1]: dpa\n")
    for width in range(200, 500, 2):  # a space is wider than that
        set_ = lines(html, width)
        assert all(filled > 0.6 * width for filled, _ in set_[:-1]), (width, set_)
