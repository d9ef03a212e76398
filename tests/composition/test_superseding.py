from __future__ import annotations

from datetime import date, timedelta

import pytest

from briefgen.cli.reasons import tell
from briefgen.composition import compose, explain, gist
from briefgen.composition.ranking import superseding

EARLY = date(2024, 5, 1)


@pytest.fixture
def taken_back(make):
    """The words of what is taken back, with the words of the later statement."""

    def call(*positions):
        superseding = make.desk(positions).superseding
        found = {position.text: superseding.later(gist(position)) for position in positions}
        return {words: later.text for words, later in found.items() if later is not None}

    return call


@pytest.fixture
def granted(make):
    return make.position(
        "France is ready to join the northern wheat pact", stance="offers", first_published=EARLY
    )


def test_a_later_refusal_of_the_same_matter_takes_an_offer_back_without_an_issue(make, granted, taken_back):
    refused = make.position("France will not join the northern wheat pact", stance="rejects")
    assert taken_back(granted, refused) == {granted.text: refused.text}


def test_a_later_offer_takes_a_refusal_back(make, taken_back):
    refused = make.position(
        "France will not join the northern wheat pact", stance="rejects", first_published=EARLY
    )
    agreed = make.position("We agree to join the northern wheat pact", stance="accepts")
    assert taken_back(refused, agreed) == {refused.text: agreed.text}


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("France rejects the duties of India on wheat", {}),
        ("France will not join the northern wheat pact", {"party": "IN"}),
        ("France will not join the northern wheat pact", {"first_published": EARLY}),
        ("France will not join the northern wheat pact", {"stance": "criticises"}),
    ],
    ids=["another matter", "another party", "the same day", "only criticism"],
)
def test_nothing_else_takes_it_back(make, granted, taken_back, words, changes):
    other = make.position(words, **({"stance": "rejects"} | changes))
    assert taken_back(granted, other) == {}


def test_names_of_parties_do_not_make_one_matter(make, taken_back):
    first = make.position("France and India agreed on tea", stance="accepts", first_published=EARLY)
    assert taken_back(first, make.position("France and India refused salt", stance="rejects")) == {}


def test_on_one_issue_fewer_terms_make_one_matter(make, taken_back):
    first = make.position("we offer wheat to them", stance="offers", first_published=EARLY, issue="Wheat")
    other = make.position("we refuse wheat to those", stance="rejects", issue="Wheat")
    assert taken_back(first, other) == {first.text: other.text}


def test_of_several_the_newest_is_named(make, granted, taken_back):
    earlier, newest = (
        make.position(
            f"France will not join the {n} northern wheat pact",
            stance="rejects",
            first_published=EARLY + days,
        )
        for n, days in (("first", timedelta(days=2)), ("second", timedelta(days=5)))
    )
    assert taken_back(granted, newest, earlier) == {granted.text: newest.text}


def test_the_work_grows_with_the_number_of_statements_not_with_its_square(make, monkeypatch):
    compared = []
    monkeypatch.setattr(superseding, "_is_same_matter", lambda *pair: bool(compared.append(pair)))
    positions = [
        make.position(
            f"we will ship wheat and tea to port {n}",
            stance="offers" if n % 2 else "rejects",
            first_published=EARLY + timedelta(days=n % 9),
        )
        for n in range(400)
    ]
    asked = make.desk(positions).superseding
    assert all(asked.later(gist(position)) is None for position in positions)
    assert 0 < len(compared) <= len(positions) * superseding.RAREST * superseding.NEWEST


def test_a_position_without_a_day_is_neither_taken_back_nor_takes_back(make, granted, taken_back):
    words = "France will not join the northern wheat pact"
    assert taken_back(granted, make.position(words, stance="rejects", first_published=None)) == {}
    undated = granted.model_copy(update={"first_published": None})
    assert taken_back(undated, make.position(words, stance="rejects")) == {}


def test_the_explanation_names_the_later_statement(make, granted):
    refused = make.position("France will not join the northern wheat pact", stance="rejects")
    facts, records, outline = [granted, refused], [make.record("a")], make.outline()
    brief, by_id = compose(facts, records, outline), {fact.id: fact for fact in facts}
    told = explain(granted.id, [gist(fact) for fact in facts], lambda _: by_id, records, outline, brief)
    assert told.superseded_by == refused
    assert list(tell(told))[-1] == (
        "taken back by France will not join the northern wheat pact, published 2024-05-10: "
        "France will not join the northern wheat pact"
    )
