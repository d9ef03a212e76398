"""Document text to Extraction: attributions, people, parties, times and quantities, with exact offsets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefgen.extraction.attributions import find_attributions
from briefgen.extraction.people import find_people
from briefgen.extraction.quantities import find_quantities
from briefgen.extraction.sentences import split_sentences
from briefgen.extraction.speakers import resolve_speakers
from briefgen.extraction.times import find_times
from briefgen.models import Extraction, Party, Span
from briefgen.parties import lexicon

__all__ = ["extract"]


def extract(
    text: str,
    *,
    published: date | None = None,
    source_id: str = "text",
    body: Sequence[Span] | None = None,
    parties: tuple[Party, ...] = (),
) -> Extraction:
    """What is said, by whom, for which party, when, and how much, in `text`.

    Args:
        text: the text; every offset in the result counts its Unicode code points.
        published: the publication date, which relative dates are resolved against.
        source_id: the id that the result names as its document.
        body: the stretches to look at, in order and without overlap; by default all of `text`.
        parties: sides that the country data lack, or more names for those that they have.
    """
    seen = text if body is None else _masked(text, body)
    known = lexicon(parties)
    sentences = split_sentences(seen)
    attributions = find_attributions(seen, sentences)
    people = find_people(seen, sentences, known)
    times = find_times(seen, published=published)
    return Extraction(
        document=source_id,
        published=published,
        sentences=sentences,
        attributions=resolve_speakers(seen, sentences, attributions, people, known),
        people=people,
        party_mentions=known.mentions(seen),
        times=times,
        quantities=find_quantities(seen, times=times),
    )


def _masked(text: str, body: Sequence[Span]) -> str:
    """`text` with line breaks for everything outside `body`, so that offsets stay what they are."""
    parts: list[str] = []
    end = 0
    for span in body:
        parts += ("\n" * (span.start - end), span.of(text))
        end = span.end
    parts.append("\n" * (len(text) - end))
    return "".join(parts)
