from __future__ import annotations

import pytest

from briefgen.facts.figures import find_figures


def test_a_figure_has_its_clause_its_period_and_its_publisher(plant):
    article = plant(
        "Nearly 300 farmers lost their land in 2022, the Farm Bureau says.",
        said=(
            {
                "content": "Nearly 300 farmers lost their land in 2022",
                "cue": "says",
                "speaker": "Farm Bureau",
            },
        ),
        times={"2022": "2022"},
        quantities={"Nearly 300 farmers": (300, "farmers", "nearly")},
    )
    [figure] = find_figures(article)
    assert (figure.value, figure.unit, figure.modifier) == (300, "farmers", "nearly")
    assert figure.text == "Nearly 300 farmers"
    assert figure.what == "Nearly 300 farmers lost their land in 2022"
    assert figure.period is not None
    assert figure.period.value == "2022"
    assert figure.publisher == "Farm Bureau"


def test_a_year_that_says_which_is_no_period(plant):
    article = plant(
        "Paris agreed to pay $2 million to settle a 1981 claim over wheat.",
        times={"1981": "1981"},
        quantities={"$2 million": (2e6, "USD", None)},
    )
    assert find_figures(article)[0].period is None


def test_a_figure_names_the_parties_of_its_sentence(plant):
    article = plant(
        "France bought 40 ships from India.",
        quantities={"40 ships": (40, "ships", None)},
        mentions={"France": "FR", "India": "IN"},
    )
    assert find_figures(article)[0].about == ("FR", "IN")


def test_what_the_source_says_itself_is_published_by_who_wrote_it(plant):
    article = plant(
        "The harvest reached 40 million tons.", quantities={"40 million tons": (4e7, "tons", None)}
    )
    assert find_figures(article)[0].publisher == "Agency"


@pytest.mark.parametrize(
    ("words", "value", "unit", "key"),
    [
        ("two ministers", 2, "ministers", False),
        ("three ministers", 3, "ministers", True),
        ("10 years", 10, "years", False),
        ("2 percent", 2, "percent", True),
        ("$1", 1, "USD", True),
        ("50 cents a share", 0.5, "USD/share", True),
        ("half of the farmers", 0.5, "fraction", True),
        ("one Italian", 1, "Italian", False),
    ],
)
def test_small_counts_and_spans_of_time_are_no_figures(plant, words, value, unit, key):
    article = plant(f"They saw {words} again.", quantities={words: (value, unit, None)})
    assert bool(find_figures(article)) is key
