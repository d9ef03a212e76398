from __future__ import annotations

import pytest

from briefgen.pipeline.fitting import SAFETY, _next_aim


def test_after_one_layout_the_aim_follows_the_length_in_proportion():
    assert _next_aim({2.0: 2.5}, 2.0, 2) == pytest.approx(2.0 * SAFETY * 2 / 2.5)
    assert _next_aim({2.0: 1.6}, 2.0, 2) == pytest.approx(2.0 * SAFETY * 2 / 1.6)


def test_between_one_too_short_and_one_too_long_the_aim_lies_between():
    """On the line through (2.0, 1.7) and (2.3, 2.3): half of the 0.3 pages that are free are 0.15 of 0.6."""
    assert _next_aim({2.0: 1.7, 2.3: 2.3}, 2.3, 2) == pytest.approx(2.0 + 0.15 / 0.6 * 0.3)
