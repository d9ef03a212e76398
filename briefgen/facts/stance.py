"""What a party does by saying something: asks, offers, accepts, rejects, criticises or states."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from briefgen.models import Stance, Status


class _Rule(NamedTuple):
    stance: Stance
    cue: re.Pattern[str]
    content: re.Pattern[str]
    undone: re.Pattern[str]


def _beginnings(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + ")")


@cache
def _rules() -> tuple[_Rule, ...]:
    text = resources.files("briefgen.facts").joinpath("data", "stances.toml").read_text(encoding="utf-8")
    return tuple(
        _Rule(row["name"], _beginnings(row["cue"]), _beginnings(row["content"]), _beginnings(row["not"]))
        for row in tomllib.loads(text)["stance"]
    )


def stance_of(cue: str, content: str) -> Stance:
    """The stance of `content` introduced by `cue`; the cue decides before the content does.

    >>> stance_of("urged", "China to do more"), stance_of("said", "we are willing to talk")
    ('asks', 'offers')
    >>> stance_of("did not rule out", "new talks")
    'states'
    """
    cue, content = (text.lower().replace("’", "'") for text in (cue, content))
    for rule in _rules():
        if rule.cue.search(cue) and not rule.undone.search(cue):
            return rule.stance
    for rule in _rules():
        if rule.content.search(content) and not rule.undone.search(content):
            return rule.stance
    return "states"


@cache
def attitudes() -> dict[Status, list[str]]:
    """Beginnings of attributing words that make what they introduce hoped for, or expected."""
    path = resources.files("briefgen.facts").joinpath("data", "attitude_cues.toml")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    return {"hoped": rows["hoped"], "expected": rows["expected"]}
