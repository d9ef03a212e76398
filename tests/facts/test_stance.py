from __future__ import annotations

import pytest

from briefgen.facts.stance import stance_of


@pytest.mark.parametrize(
    ("cue", "content", "stance"),
    [
        ("urged", "France to lower its duties", "asks"),
        ("said", "France should lower its duties", "asks"),
        ("said", "we are willing to talk", "offers"),
        ("said", "we’re ready to talk", "offers"),
        ("opposed", "the new duties", "rejects"),
        ("said", "this isn't about blame", "rejects"),
        ("said", "we do not support the proposal", "rejects"),
        ("said", "we would not accept any pressure", "rejects"),
        ("accused", "France of bad faith", "criticises"),
        ("said", "France has not been helpful", "criticises"),
        ("welcomed", "the new offer", "accepts"),
        ("said", "wheat grows in both countries", "states"),
    ],
)
def test_the_cue_decides_and_then_the_content(cue, content, stance):
    assert stance_of(cue, content) == stance


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("did not rule out", "new duties"),
        ("said", "we are not ready to talk"),
    ],
)
def test_negation_undoes_a_stance(cue, content):
    assert stance_of(cue, content) == "states"
