"""Who is behind each attribution: names, pronouns and descriptions resolved to speakers."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.extraction.people.survey import survey
from briefgen.extraction.speakers.register import Register
from briefgen.extraction.speakers.resolver import Resolver
from briefgen.models import Attribution, Person, Span
from briefgen.parties import PartyLexicon

__all__ = ["resolve_speakers"]


def resolve_speakers(
    text: str,
    sentences: Sequence[Span],
    attributions: Sequence[Attribution],
    people: Sequence[Person],
    lexicon: PartyLexicon,
) -> tuple[Attribution, ...]:
    """The attributions with their speakers.

    A person's full name comes from surnames, pronouns, "the official", roles and appositions; institutions
    and groups keep their words as name. Where the text does not tell who is meant, there is no speaker.

    Args:
        text: the text of all spans.
        sentences: its sentences, in order.
        attributions: in any order; they come back in the same order.
        people: what `find_people` gave for the text.
        lexicon: tells the parties.
    """
    register = Register(survey(text, sentences, lexicon), people, lexicon)
    resolver = Resolver(text, sentences, attributions, register)
    order = sorted(range(len(attributions)), key=lambda n: _position(attributions[n]))
    resolved = list(attributions)
    for number in order:
        speaker = resolver.resolve(number)
        resolved[number] = attributions[number].model_copy(update={"speaker": speaker})
    return tuple(resolved)


def _position(attribution: Attribution) -> tuple[int, int]:
    """Sources in the order of the text; of an outer and an inner one at a time, the outer first."""
    start = attribution.source.start if attribution.source else attribution.content[0].start
    return (start, -attribution.content[-1].end)
