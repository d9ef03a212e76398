"""What a party does by saying something: asks, offers, accepts, rejects, criticises or states."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from briefgen.facts.actors import is_act_of_another, is_no_act
from briefgen.facts.wording import begins_word, only_reports
from briefgen.models import Stance, Status
from briefgen.terms import beginning_with

_NEGATED = re.compile(r"(?:\b(?:not|never|without|hardly)|n't)\s(?:\w+ly\s)?$")


class _Rule(NamedTuple):
    """A stance with the words that show it.

    Attributes:
        own_act: whether its words in what is said must be the speaking party's act.
    """

    stance: Stance
    own_act: bool
    cue: re.Pattern[str]
    content: re.Pattern[str]
    undone: re.Pattern[str]

    def shows_in(self, pattern: re.Pattern[str], text: str, *, direct: bool, content: bool) -> bool:
        """Whether words of `pattern` stand in `text` that nothing undoes."""
        if self.undone.search(text):
            return False
        return any(
            not _NEGATED.search(text, 0, found.start())
            and not (content and self.own_act and _is_anothers(text, found.start(), direct=direct))
            for found in pattern.finditer(text)
        )


def _is_anothers(text: str, start: int, *, direct: bool) -> bool:
    return is_no_act(text, start) or is_act_of_another(text[:start], direct=direct)


@cache
def _rules() -> tuple[_Rule, ...]:
    text = resources.files("briefgen.facts").joinpath("data", "stances.toml").read_text(encoding="utf-8")
    return tuple(
        _Rule(
            row["name"],
            row["own_act"],
            beginning_with(row["cue"]),
            beginning_with(row["content"]),
            beginning_with(row["not"]),
        )
        for row in tomllib.loads(text)["stance"]
    )


def stance_of(cue: str, content: str, *, direct: bool = False) -> Stance:
    """The stance of `content` introduced by `cue`; the cue decides before the content does.

    Args:
        cue: the attributing words.
        content: what is said; where the names of parties are marked (`actors.marked`), what another party
            does is no act of the one that speaks.
        direct: whether the content is the speaker's own words.

    >>> stance_of("urged", "China to do more"), stance_of("said", "we are willing to talk")
    ('asks', 'offers')
    >>> stance_of("did not rule out", "new talks")
    'states'
    """
    cue, content = (text.lower().replace("’", "'") for text in (cue, content))
    for rule in _rules():
        if rule.shows_in(rule.cue, cue, direct=direct, content=False):
            return rule.stance
    for rule in _rules():
        if rule.shows_in(rule.content, content, direct=direct, content=True):
            return rule.stance
    return "states"


def is_speech(phrase: str) -> bool:
    """Whether attributing words tell that something was said, thought or wanted, not that something was done.

    >>> is_speech("said"), is_speech("expressed the hope"), is_speech("slapped")
    (True, True, False)
    """
    attitude = any(begins_word(phrase, beginnings) for beginnings in attitudes().values())
    return only_reports(phrase) or attitude or stance_of(phrase, "") != "states"


@cache
def attitudes() -> dict[Status, list[str]]:
    """Beginnings of attributing words that make what they introduce hoped for, or expected."""
    path = resources.files("briefgen.facts").joinpath("data", "attitude_cues.toml")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    return {"hoped": rows["hoped"], "expected": rows["expected"]}
