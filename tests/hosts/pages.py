"""What a reader finds in a page: where each citation leads, and that no name there is twice."""

from __future__ import annotations

import re
from collections import Counter

from lxml import html


def read(text):
    page = html.fromstring(text)
    counted = Counter(page.xpath("//@id"))
    assert [name for name, times in counted.items() if times > 1] == []
    return page


def words(element):
    return " ".join(element.text_content().split())


def lowest(page, text, tag="li"):
    """The elements of this kind that say `text`, without those that hold another of them."""
    found = [element for element in page.iter(tag) if text in words(element)]
    return [element for element in found if not any(other in found for other in element.iterdescendants())]


def citations(claim):
    """The fragments that the links in a claim lead to."""
    return [href[1:] for href in claim.xpath(".//a/@href") if re.fullmatch(r"#.+", href)]


def entry(page, name):
    """The words of the list item, note or paragraph that a link leads to."""
    [target] = page.xpath("//*[@id=$name]", name=name)
    while target.tag not in ("li", "aside", "dt", "dd", "p", "div", "section"):
        target = target.getparent()
    return words(target.getnext() if target.tag == "dt" else target)


def sources(page, claim_text, tag="li"):
    """For each place that makes a claim, the words of the entries that its citations lead to."""
    return [[entry(page, name) for name in citations(claim)] for claim in lowest(page, claim_text, tag)]


def check(page, row="tr", item="li"):
    """Both claims and sources of the examples: two briefs that both have a second source."""
    reuters, sputnik, fjord = "Reuters, Michael Martina", "Sputnik, carried by", "Fjord Wire, Sigrid"
    for text, tag, source in (
        ("China is ready to work with other countries", item, reuters),
        ("Almost 80,000 Americans died", row, reuters),
        ("Right now, 84 countries around the world", row, sputnik),
        ("Norway has offered to invest", row, fjord),
    ):
        found = [entries for entries in sources(page, text, tag) if entries]
        assert [len(entries) for entries in found] == [1], text
        assert source in found[0][0], text
