from __future__ import annotations

import pytest
from pydantic import ValidationError

from briefgen.models import Context, Evidence, Span


def evidence(**changes):
    return Evidence(**{"source": "a", "start": 0, "end": 5, "exact": "words"} | changes)


def test_a_fact_without_evidence_cannot_be_made():
    with pytest.raises(ValidationError, match="evidence"):
        Context(id="x", text="words", evidence=())


def test_a_fact_needs_evidence_for_its_statement_not_only_for_its_speaker():
    with pytest.raises(ValidationError, match="needs evidence for its statement"):
        Context(id="x", text="words", evidence=(evidence(role="speaker"),))


def test_evidence_is_as_long_as_its_span():
    with pytest.raises(ValidationError, match="cannot span 0:4"):
        evidence(end=4)


def test_models_are_frozen_and_closed():
    with pytest.raises(ValidationError, match="frozen"):
        evidence().start = 1
    with pytest.raises(ValidationError, match="not permitted"):
        evidence(colour="red")


def test_a_span_does_not_end_before_it_starts():
    with pytest.raises(ValidationError, match="before it starts"):
        Span(start=2, end=1)


def test_sources_are_those_of_the_statement_in_order_of_mention():
    fact = Context(
        id="x",
        text="words",
        evidence=(
            evidence(source="b"),
            evidence(source="c", role="office"),
            evidence(),
            evidence(source="b"),
        ),
    )
    assert fact.sources == ("b", "a")
