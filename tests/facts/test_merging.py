from __future__ import annotations

from datetime import date

from briefgen.facts import SourceFacts, grounded
from briefgen.facts.figures import find_figures
from briefgen.facts.merging import merged
from briefgen.facts.narration import find_narration
from briefgen.facts.positions import find_positions
from briefgen.facts.steps import find_steps
from briefgen.models import When


def quote(words, **changes):
    return {"content": words, "cue": "said", "mode": "direct", "speaker": "Asha Rao", "party": "IN"} | changes


def test_the_same_words_in_two_sources_are_one_position_with_two_pieces_of_evidence(plant):
    first = plant(
        '"We\'ve sent our offer to Paris," Rao said.', said=(quote('"We\'ve sent our offer to Paris,"'),)
    )
    second = plant(
        'Rao said "We have sent our offer to Paris".',
        name="b",
        said=(quote('"We have sent our offer to Paris"'),),
        published=date(2024, 5, 9),
    )
    found = [p for article in (first, second) for p in find_positions(article, [])[0]]
    [one] = merged(found)
    assert one.sources == ("a", "b")
    assert [e.exact for e in one.evidence] == [
        "We've sent our offer to Paris",
        "We have sent our offer to Paris",
    ]
    assert one.first_published == date(2024, 5, 9)
    assert one.id not in {p.id for p in found}


def test_another_number_makes_another_statement(plant):
    said = (
        "We will lower the duties on {} tons of wheat in all of our ports because the rain was late this year"
    )
    articles = [
        plant(f'"{said.format(tons)}," Rao said.', name=name, said=(quote(f'"{said.format(tons)},"'),))
        for name, tons in (("a", "1,000"), ("b", "2,000"))
    ]
    assert len(merged([p for a in articles for p in find_positions(a, [])[0]])) == 2


def test_another_noun_in_a_short_statement_makes_another_one(plant):
    articles = [
        plant(f'"{words}," Rao said.', name=name, said=(quote(f'"{words},"'),))
        for name, words in (
            ("a", "We lower the wheat duties of them all"),
            ("b", "We lower the bread duties of them all"),
        )
    ]
    assert len(merged([p for a in articles for p in find_positions(a, [])[0]])) == 2


def test_the_most_direct_wording_stands_for_all(plant):
    words = "India sent its wheat offer to Paris and Lyon"
    first = plant(f"{words}, Rao said.", said=(quote(words, mode="indirect"),))
    second = plant(f'"{words}," Rao said.', name="b", said=(quote(f'"{words},"'),))
    [one] = merged([p for a in (first, second) for p in find_positions(a, [])[0]])
    assert one.mode == "direct"
    assert one.sources == ("b", "a")


def test_two_reports_of_one_speakers_day_may_use_other_words(plant):
    direct = '"Although they have not met us on this issue in recent months, we actively seek their help,"'
    indirect = "Although Paris had not met Indian officials on the issue in recent months, Delhi sought help"
    told = {"cue": "said", "speaker": "Asha Rao", "party": "IN"}
    first = plant(
        f"{direct} Rao said on Thursday.",
        said=(told | {"content": direct, "mode": "direct"},),
        times={"Thursday": "2024-05-09"},
    )
    second = plant(
        f"{indirect}, Rao said on Thursday.",
        name="b",
        said=(told | {"content": indirect},),
        times={"Thursday": "2024-05-09"},
    )
    found = [p for article in (first, second) for p in find_positions(article, [])[0]]
    assert [p.sources for p in merged(found)] == [("a", "b")]
    other_day = found[1].model_copy(update={"date": When(value="2024-05-02")})
    assert len(merged([found[0], other_day])) == 2


def test_two_parties_never_share_a_position(plant):
    words = "The offer of wheat is now on the table"
    first = plant(f"{words}, Rao said.", said=(quote(words, mode="indirect"),))
    second = plant(
        f"{words}, Petit said.",
        name="b",
        said=(quote(words, mode="indirect", speaker="Anne Petit", party="FR"),),
    )
    assert len(merged([p for a in (first, second) for p in find_positions(a, [])[0]])) == 2


def test_a_figure_that_sources_put_differently_is_one_with_both_accounts(plant):
    first = plant(
        "At least 84 states joined the pact on wheat.",
        quantities={"At least 84 states": (84, "states", "at least")},
    )
    second = plant(
        "Right now 84 states have joined the wheat pact.",
        name="b",
        agency="Other",
        quantities={"84 states": (84, "states", None)},
    )
    [figure] = merged([*find_figures(first), *find_figures(second)])
    assert figure.differ
    assert [(a.text, a.publisher) for a in figure.accounts] == [
        ("At least 84 states", "Agency"),
        ("84 states", "Other"),
    ]


def test_equal_numbers_of_different_things_stay_apart(plant):
    first = plant("Some 84 ships left the harbour of Lyon.", quantities={"84 ships": (84, "ships", None)})
    second = plant(
        "The pact names 84 ships that carried arms.", name="b", quantities={"84 ships": (84, "ships", None)}
    )
    assert len(merged([*find_figures(first), *find_figures(second)])) == 2


def test_one_step_told_twice_is_one(plant):
    first = plant(
        "French President Anne Petit will host the first wheat summit on Monday.",
        times={"Monday": "2024-05-20"},
    )
    second = plant(
        "President Anne Petit will host the first virtual summit on May 20.",
        name="b",
        times={"May 20": "2024-05-20"},
    )
    steps = [s for article in (first, second) for s in find_steps(article)[0]]
    [step] = merged(steps)
    assert step.sources == ("a", "b")


def test_steps_on_different_days_stay_apart(plant):
    first = plant("Anne Petit will host the wheat summit on Monday.", times={"Monday": "2024-05-20"})
    second = plant(
        "Anne Petit will host the wheat summit on Friday.", name="b", times={"Friday": "2024-05-24"}
    )
    assert len(merged([s for a in (first, second) for s in find_steps(a)[0]])) == 2


def test_a_fact_whose_evidence_does_not_stand_is_rejected_not_printed(plant):
    article = plant("Rao will visit Lyon on Monday.", times={"Monday": "2024-05-20"})
    steps, _ = find_steps(article)
    other = article.document.model_copy(update={"text": "x" * 80})
    found = grounded(SourceFacts((), (), (), tuple(steps), (), ()), other)
    assert found.steps == ()
    assert [item.reason for item in found.rejected] == ["not-aligned"]


def test_a_rate_is_not_one_with_the_range_that_begins_with_it_elsewhere(plant):
    first = plant(
        "Paris has imposed an additional 10 percent tariff on Indian wheat and tea.",
        quantities={"10 percent": (10, "percent", None)},
    )
    second = plant(
        "After a 10 percent tariff on Indian wheat Delhi answered with 12 percent on French cheese.",
        name="b",
        quantities={"12 percent": (12, "percent", None)},
    )
    assert len(merged([*find_figures(first), *find_figures(second)])) == 2


def test_what_grew_alike_in_different_years_is_two_figures(plant):
    said = "The price of wheat in the ports of France rose by 12 percent in {}."
    articles = [
        plant(said.format(year), name=name, quantities={"12 percent": (12, "percent", None)})
        for name, year in (("a", "2021"), ("b", "2022"))
    ]
    assert len(merged([figure for article in articles for figure in find_figures(article)])) == 2


def test_a_clause_that_holds_the_terms_of_a_short_one_among_many_is_of_another_thing(plant):
    first = plant(
        "Paris wants 10 percent tariffs on tea from India.", quantities={"10 percent": (10, "percent", None)}
    )
    second = plant(
        "After the meeting of ministers in Geneva last spring India lowered all its tariffs on tea, coffee, "
        "cheese, wine and flowers that French firms sell in Delhi shops to 10 percent.",
        name="b",
        quantities={"10 percent": (10, "percent", None)},
    )
    assert len(merged([*find_figures(first), *find_figures(second)])) == 2


def test_background_on_two_places_is_not_told_twice(plant):
    said = "Merchants in {} buy tea and wheat from India and sell them on to France with a small gain."
    articles = [
        plant(said.format(place), name=name, mentions={"India": "IN"})
        for name, place in (("a", "Lyon"), ("b", "Nice"))
    ]
    found = [context for article in articles for context in find_narration(article, [], [])[1]]
    assert len(found) == 2
    assert len(merged(found)) == 2


def test_steps_on_one_day_in_two_places_stay_apart(plant):
    articles = [
        plant(
            f"The ministers will meet in {place} on Monday to discuss the wheat duties of both.",
            name=name,
            times={"Monday": "2024-05-20"},
        )
        for name, place in (("a", "Lyon"), ("b", "Pune"))
    ]
    steps = [step for article in articles for step in find_steps(article)[0]]
    assert len(steps) == len(merged(steps)) == 2


def test_near_amounts_for_two_things_are_two_figures(plant):
    articles = [
        plant(
            f"France spent {amount} on the {thing} in 2022.",
            name=name,
            quantities={amount: (value, "EUR", None)},
        )
        for name, amount, value, thing in (
            ("a", "100 million euros", 100e6, "grain store"),
            ("b", "110 million euros", 110e6, "cattle tests"),
        )
    ]
    assert len(merged([figure for article in articles for figure in find_figures(article)])) == 2
