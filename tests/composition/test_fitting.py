from __future__ import annotations

from briefgen.composition.fitting import MOST_ROWS_TOGETHER, printed_lines, shortened


def chosen(make, *facts):
    return make.selection(facts), make.ranking(facts)


def test_what_stays_empty_before_a_table_that_does_not_break_is_counted(make):
    figures = [
        make.figure(f"{n}0 ships", n * 10, f"{n}0 ships sank") for n in range(1, MOST_ROWS_TOGETHER + 1)
    ]
    selection, _ = chosen(make, *figures)
    whole = printed_lines(selection, page=1000)
    assert printed_lines(selection, page=10) > whole
    longer, _ = chosen(make, *figures, make.figure("90 ships", 90, "90 ships sank"))
    assert printed_lines(longer, page=10) == printed_lines(longer, page=1000)


def test_what_went_for_nothing_comes_back(make):
    small = make.context("France sells wheat.", about=("FR",))
    steps = [make.step(f"France will ship {n} of its boats to the far north", "2024-05-20") for n in range(6)]
    figures = [
        make.figure(f"{n}0 ships", n * 10, f"{n}0 ships sank in the {'far ' * 40}north") for n in range(1, 7)
    ]
    selection, ranking = chosen(make, small, *steps, *figures)
    lines = printed_lines(selection)
    shorter = shortened(selection, ranking, (lines - 3) / 51)
    assert printed_lines(shorter) <= lines - 3
    assert len(shorter.facts) >= len(selection.facts) - 2
