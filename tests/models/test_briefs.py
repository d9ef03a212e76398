from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from briefgen.models import Brief, LeftOut

GIVEN = {"title": "T", "slug": "t", "parties": [], "sections": []}
ITEM = {"fact": "event-1", "section": "timeline", "reason": "no-room"}


def test_what_is_left_out_stands_in_the_data_by_field_and_comes_back():
    brief = Brief(
        title="T", slug="t", parties=(), sections=(), left_out=(LeftOut("event-1", "timeline", "no-room"),)
    )
    assert json.loads(brief.model_dump_json())["left_out"] == [ITEM]
    assert brief.model_dump(mode="json")["left_out"] == [ITEM]
    assert Brief.model_validate_json(brief.model_dump_json()) == brief


@pytest.mark.parametrize("changes", [{"more": 1}, {"reason": "why not"}], ids=["unknown field", "no reason"])
def test_what_is_left_out_is_closed_as_other_models_are(changes):
    with pytest.raises(ValidationError):
        Brief.model_validate(GIVEN | {"left_out": [ITEM | changes]})
    assert Brief.model_validate(GIVEN | {"left_out": [ITEM]}).left_out[0].fact == "event-1"
