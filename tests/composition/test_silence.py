"""A brief calls a party silent where the sources hold no statement of it, and nowhere else."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.composition import Room, compose

ISSUES = (("Wheat", ("wheat",)), ("Ships", ("ship",)), ("Rails", ("rail",)))
PARTIES = {"FR": "France", "IN": "India"}
SILENT = "No statement found in the 2 sources."
UNPRINTED = "Statements found; none is printed here."
OPENINGS = {
    "direct": "We will talk of",
    "indirect": "it would talk of",  # leans on its article
}


def composed(make, facts, *, issues=ISSUES, **options):
    outline = make.outline(issues)
    return compose(facts, [make.record("a"), make.record("b")], outline, **options)


def section(brief, name):
    return next((part for part in brief.sections if part.id == name), None)


def gaps(brief):
    found = section(brief, "gaps")
    return [gap.text for gap in found.gaps] if found else []


@st.composite
def statements(draw):
    """Party, issue, mode and length of statements."""
    parties, modes = st.sampled_from(sorted(PARTIES)), st.sampled_from(sorted(OPENINGS))
    issues = st.sampled_from([*(name for name, _ in ISSUES), None])
    return draw(st.lists(st.tuples(parties, issues, modes, st.integers(1, 60)), max_size=12))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)  # `make` has no state
@given(statements(), st.sampled_from([0, 0.2, 0.5, 1, 2]), st.integers(0, 3), st.integers(0, 3))
def test_a_cell_says_silence_where_there_is_no_statement_and_nowhere_else(make, told, pages, rows, cell):
    facts = [
        make.position(f"{OPENINGS[mode]} {number} {'far ' * length}", party=party, issue=issue, mode=mode)
        for number, (party, issue, mode, length) in enumerate(told)
    ]
    spoken = {(issue or "Other statements", party) for party, issue, _, _ in told}
    made = composed(make, facts, pages=pages, room=Room(rows=rows, cell=cell))
    table = section(made, "positions")
    for row in table.rows if table else ():
        for place in row.cells:
            if not place.statements:
                assert place.note == (UNPRINTED if (row.label, place.party) in spoken else SILENT)
    speakers = {party for _, party in spoken}
    bottom_line = section(made, "bottom-line")
    for entry, party in zip(bottom_line.entries if bottom_line else (), PARTIES, strict=False):
        assert entry.note in ((None, UNPRINTED) if party in speakers else (SILENT,))
    for text in gaps(made):
        for issue, _ in ISSUES:
            if "no statement found" in text and f"“{issue}”" in text:
                named = [party for party, name in PARTIES.items() if name in text.partition(":")[0]]
                assert named
                assert not spoken & {(issue, party) for party in named}
    for party, name in PARTIES.items():
        told_of = [
            text for text in gaps(made) if name in text and text.endswith("no statement found at all.")
        ]
        assert bool(told_of) == (party not in speakers and bool(gaps(made)))


def test_parties_that_are_silent_on_the_same_share_a_line(make):
    said = make.position("We sell ships and nothing else", issue="Ships", party="FR")
    answered = make.position("We buy ships and nothing else", issue="Ships", party="IN")
    assert "France and India: no statement found at all." in gaps(
        composed(make, [make.context("Wheat grows.", about=("FR",))])
    )
    assert not [text for text in gaps(composed(make, [said, answered])) if "and India" in text]


def test_an_issue_of_the_brief_that_nobody_speaks_on_is_a_gap(make):
    facts = [
        make.position("We sell wheat to all of them", issue="Wheat", party="FR"),
        make.position("We buy wheat from none of them", issue="Wheat", party="IN"),
    ]
    made = composed(make, facts)
    assert [row.label for row in section(made, "positions").rows] == ["Wheat"]
    assert "No statement of any party found on “Ships” and “Rails”." in gaps(made)
    stances = composed(make, [fact.model_copy(update={"issue": None}) for fact in facts], issues=())
    assert not [text for text in gaps(stances) if "any party" in text]


def test_an_issue_of_the_brief_that_had_no_room_is_told_with_its_number_of_statements(make):
    facts = [make.position(f"We sell wheat in {n} towns", issue="Wheat", order=0.0) for n in range(2)]
    facts += [make.position(f"We send ships to {n} ports", issue="Ships", order=0.9) for n in range(3)]
    made = composed(make, facts, pages=0)
    assert [row.label for row in section(made, "positions").rows] == ["Wheat"]
    assert "“Ships”: 3 statements found, none in the table." in gaps(made)


def test_the_count_of_what_did_not_fit_stands_however_many_gaps_there_are(make):
    facts = [make.position(f"We sell wheat in {n} towns", issue="Wheat", at=100 * n) for n in range(5)]
    steps = [make.step("France will ship wheat", None)]
    made = composed(make, [*facts, *steps], room=Room(cell=1, gaps=3))
    assert len(gaps(made)) == 3
    assert gaps(made)[1:] == [
        "4 further facts did not fit; the data file lists them.",
        "1 source gave nothing that is printed here.",
    ]


def test_a_party_rests_on_one_source_where_all_of_its_statements_do_printed_or_not(make):
    first = make.position("We sell wheat to all of them", issue="Wheat", party="FR", source="a")
    second = make.position("We sell wheat to some of them", issue="Wheat", party="FR", source="b")
    other = make.position("We buy wheat from some of them", issue="Wheat", party="IN", source="b")
    made = composed(make, [first, second, other], room=Room(cell=1))
    assert len(section(made, "positions").rows[0].cells[0].statements) == 1
    assert [text for text in gaps(made) if "rests on one source" in text] == [
        "India: every statement rests on one source, Agency b."
    ]


def test_an_issue_that_is_called_as_the_rest_is_keeps_its_own_statements(make):
    facts = [
        make.position("We sell wheat to all of them", issue="Other statements", party="FR"),
        make.position("We buy ships from none of them", issue=None, party="FR"),
        make.position("We talk of rice with all of them", issue=None, party="IN"),
    ]
    made = composed(make, facts, issues=(("Other statements", ("wheat",)),))
    rows = section(made, "positions").rows
    assert [[s.text for s in row.cells[0].statements] for row in rows] == [[facts[0].text], [facts[1].text]]
    assert "India: no statement found on “Other statements”." in gaps(made)


def test_who_touches_an_issue_in_a_statement_that_stands_under_another_is_not_silent_on_it(make):
    facts = [
        make.position("We sell wheat to ships of all nations", issue="Ships", party="FR"),
        make.position("We buy wheat from none of them", issue="Wheat", party="IN"),
    ]
    made = composed(make, facts)
    [wheat, ships] = section(made, "positions").rows
    assert wheat.cells[0].note == UNPRINTED
    assert ships.cells[1].note == SILENT
    assert "India: no statement found on “Ships”." in gaps(made)
    assert not [text for text in gaps(made) if "Wheat" in text]
