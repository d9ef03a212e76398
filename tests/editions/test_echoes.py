"""One update of a source is told once: which changes are told by those of other facts."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.editions.differences import Snapshot, compare
from briefgen.models import (
    DocumentRecord,
    Evidence,
    Figure,
    FigureAccount,
    NextStep,
    Position,
    Source,
    When,
    told_apart,
)

TEXT = (
    "India will sell 40,000 tonnes of wheat to France on 5 May. "
    "We counted 84 ships and 12 boats in the harbour, Rao reportedly said. "
    "India may lend its almost 900 mills to France, Rao said."
)
SALE = "India will sell 40,000 tonnes of wheat to France on 5 May"
COUNT = "We counted 84 ships and 12 boats in the harbour"
MILLS = "India may lend its almost 900 mills to France"


class Reader:
    """The facts of one source as it stands in one edition."""

    def __init__(self, text=TEXT):
        self.text = text

    def evidence(self, words, source="a"):
        start = self.text.index(words)
        return Evidence(source=source, start=start, end=start + len(words), exact=words)

    def position(self, words, **changes):
        fields = {
            "id": f"position-{words}",
            "text": words,
            "party": "IN",
            "speaker": "Asha Rao",
            "mode": "direct",
            "stance": "states",
            "evidence": (self.evidence(words),),
        }
        return Position(**(fields | changes))

    def step(self, words, when, **changes):
        fields = {
            "id": f"step-{words}",
            "text": words,
            "what": words,
            "status": "announced",
            "date": When(value=when),
            "evidence": (self.evidence(words),),
        }
        return NextStep(**(fields | changes))

    def figure(self, amount, value, clause, *, publisher="Asha Rao", **changes):
        account = FigureAccount(source="a", text=amount, what=clause, publisher=publisher)
        fields = {
            "id": f"figure-{amount}",
            "text": amount,
            "value": value,
            "unit": amount.rpartition(" ")[2],
            "what": clause,
            "publisher": publisher,
            "accounts": (account,),
            "evidence": (self.evidence(amount), self.evidence(clause)),
        }
        return Figure(**(fields | changes))


def record(name="a", content="one"):
    source = Source(id=name, path=f"{name}.txt", sha256=content)
    return DocumentRecord(source=source, agency="Agency", published=date(2024, 5, 1))


def told(before, after):
    """Each change that is told, by kind of fact and aspects, with the kinds of those that it tells."""
    changes = compare(Snapshot(before, (record(),)), Snapshot(after, (record(content="two"),)))
    return {
        (change.fact_kind, *(found.aspect for found in change.aspects)): [other.fact_kind for other in others]
        for change, others in told_apart(changes)
    }


def edited(*pairs):
    text = TEXT
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return Reader(text), [_replaced(sentence, pairs) for sentence in (SALE, COUNT, MILLS)]


def _replaced(text, pairs):
    for old, new in pairs:
        text = text.replace(old, new)
    return text


OLD = Reader()


def test_an_updated_figure_tells_the_statement_and_the_step_that_carry_it():
    new, (sale, *_) = edited(("40,000", "55,000"))
    before = (
        OLD.position(SALE),
        OLD.step(SALE, "2024-05-05"),
        OLD.figure("40,000 tonnes", 40_000, SALE),
    )
    after = (new.position(sale), new.step(sale, "2024-05-05"), new.figure("55,000 tonnes", 55_000, sale))
    assert told(before, after) == {("figure", "value"): ["position", "next-step"]}


def test_an_approximation_that_changes_with_its_amount_is_told_by_the_figure():
    new, (*_, mills) = edited(("almost 900 mills", "about 950 mills"))
    before = (
        OLD.position(MILLS, hedges=("may", "almost")),
        OLD.figure("almost 900 mills", 900, MILLS, modifier="almost", hedges=("may", "almost")),
    )
    after = (
        new.position(mills, hedges=("may", "about")),
        new.figure("about 950 mills", 950, mills, modifier="about", hedges=("may", "about")),
    )
    assert told(before, after) == {("figure", "value"): ["position"]}


def test_two_figures_that_are_updated_in_one_statement_tell_it_together():
    new, (_, count, _) = edited(("84", "97"), ("12", "15"))
    before = (OLD.position(COUNT), OLD.figure("84 ships", 84, COUNT), OLD.figure("12 boats", 12, COUNT))
    after = (new.position(count), new.figure("97 ships", 97, count), new.figure("15 boats", 15, count))
    changes = compare(Snapshot(before, (record(),)), Snapshot(after, (record(content="two"),)))
    statement, *figures = changes
    assert {change.fact_kind for change in figures} == {"figure"}
    assert set(statement.told_by) == {change.after for change in figures}


def test_a_step_that_is_put_off_tells_the_statement_that_announces_it_and_the_time_of_its_figure():
    new, (sale, *_) = edited(("5 May", "12 May"))
    before = (
        OLD.position(SALE),
        OLD.step(SALE, "2024-05-05"),
        OLD.figure("40,000 tonnes", 40_000, SALE, period=When(value="2024-05-05")),
    )
    after = (
        new.position(sale),
        new.step(sale, "2024-05-12"),
        new.figure("40,000 tonnes", 40_000, sale, period=When(value="2024-05-12")),
    )
    assert told(before, after) == {("next-step", "date"): ["position", "figure"]}


def test_a_corrected_speaker_of_a_statement_tells_the_publisher_of_its_figure():
    new = Reader(TEXT)
    before = (OLD.position(COUNT), OLD.figure("84 ships", 84, COUNT))
    after = (
        new.position(COUNT, speaker="Ravi Das", id="other"),
        new.figure("84 ships", 84, COUNT, publisher="Ravi Das", id="other figure"),
    )
    assert told(before, after) == {("position", "speaker"): ["figure"]}


@pytest.mark.parametrize(
    ("more", "aspects"),
    [
        ({"stance": "offers"}, ("value", "stance")),
        ({"speaker": "Ravi Das"}, ("value", "speaker")),
        ({"hedges": ("reportedly",)}, ("hedge", "wording")),
    ],
)
def test_a_statement_of_which_more_changed_than_its_figure_is_told_for_itself(more, aspects):
    new, (_, count, _) = edited(("84", "97"))
    before = (OLD.position(COUNT), OLD.figure("84 ships", 84, COUNT))
    after = (new.position(count, **more), new.figure("97 ships", 97, count))
    found = told(before, after)
    assert [others for others in found.values() if others] == []
    [statement] = [kind for kind in found if kind[0] == "position"]
    assert set(aspects) <= set(statement[1:])


def test_a_statement_whose_other_words_changed_is_told_for_itself():
    new, (_, count, _) = edited(("84", "97"), ("We counted", "Nobody but us counted"))
    clause = "84 ships and 12 boats in the harbour"
    new_clause = clause.replace("84", "97")
    before = (OLD.position(COUNT), OLD.figure("84 ships", 84, clause))
    after = (new.position(count), new.figure("97 ships", 97, new_clause))
    assert told(before, after) == {("position", "wording"): [], ("figure", "value"): []}


def test_a_figure_elsewhere_in_the_source_tells_no_statement():
    new, (_, count, mills) = edited(("84", "97"), ("900", "950"))
    before = (OLD.position(COUNT), OLD.figure("almost 900 mills", 900, MILLS))
    after = (new.position(count), new.figure("almost 950 mills", 950, mills))
    assert told(before, after) == {("position", "value"): [], ("figure", "value"): []}


def test_what_came_or_went_is_told_fact_by_fact():
    facts = (OLD.position(COUNT), OLD.figure("84 ships", 84, COUNT))
    assert all(not change.told_by for change in compare(Snapshot((), ()), Snapshot(facts, (record(),))))
