from __future__ import annotations

import pytest

from briefgen.models import Cause, When
from briefgen.printing import print_cause, print_count, print_list, print_when


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("2023-07-07", "7 July 2023"),
        ("2024-03", "March 2024"),
        ("2022", "2022"),
        ("2023-Q3", "third quarter of 2023"),
        ("2023-H1", "first half of 2023"),
        ("2023-FA", "autumn 2023"),
        ("2023-W27", "week of 3 July 2023"),
    ],
)
def test_a_date_is_printed_as_precisely_as_it_is_known(value, printed):
    assert print_when(When(value=value)) == printed


def test_items_in_a_row():
    assert print_list([]) == ""
    assert print_list(["a"]) == "a"
    assert print_list(["a", "b", "c"]) == "a, b and c"


def test_a_number_has_its_noun_in_the_right_form():
    assert print_count(1, "source") == "1 source"
    assert print_count(2, "party", "parties") == "2 parties"
    assert print_count(10_000, "source") == "10,000 sources"


@pytest.mark.parametrize(
    ("cause", "printed"),
    [
        (Cause(what="source-edited", source="a", path="a.txt"), "the source a.txt was edited"),
        (Cause(what="configuration"), "brief.toml was edited"),
        (Cause(what="joined"), "its words stand, as part of another fact"),
    ],
)
def test_a_cause_is_told_by_its_source_or_by_what_else_did_it(cause, printed):
    assert print_cause(cause) == printed
