"""The arguments of a command as far as they are plain: words, and options with their values after a space."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

__all__ = ["PlainCommand"]


class PlainCommand(NamedTuple):
    """What a command takes, where it is plain.

    Attributes:
        argument: the name of the one word that is no option.
        valued: the name of each option that a value follows.
        flags: name and value of each option without one.
        repeated: names of the options that make a list.
    """

    argument: str
    valued: Mapping[str, str]
    flags: Mapping[str, tuple[str, bool]]
    repeated: frozenset[str] = frozenset()

    def read(self, arguments: Sequence[str]) -> dict[str, Any] | None:
        """What is asked for, by name; none where anything else stands there, or a value is missing."""
        asked: dict[str, Any] = {}
        rest = iter(arguments)
        for argument in rest:
            if argument in self.flags:
                name, value = self.flags[argument]
                asked[name] = value
            elif argument in self.valued:
                given = next(rest, None)
                if given is None:
                    return None
                self._take(asked, self.valued[argument], given)
            elif argument.startswith("-") or self.argument in asked:
                return None
            else:
                asked[self.argument] = argument
        return asked

    def _take(self, asked: dict[str, Any], name: str, value: str) -> None:
        if name in self.repeated:
            asked.setdefault(name, []).append(value)
        else:
            asked[name] = value
