"""How dates, names and lists are printed (English)."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from briefgen.models import Cause, CauseKind, DocumentRecord, Party, When

_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_CAUSES: dict[CauseKind, str] = {
    "source-added": "a source was added",
    "source-edited": "a source was edited",
    "source-withdrawn": "a source was withdrawn",
    "joined": "its words stand, as part of another fact",
    "parted": "its words stood before, as part of another fact",
    "configuration": "brief.toml was edited",
    "program": "briefgen is another version",
    "elsewhere": "none of its sources changed: another source, brief.toml or briefgen did",
}


def print_day(day: date) -> str:
    """A day ("7 July 2023")."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def print_when(when: When) -> str:
    """A date as precise as it is known ("7 July 2023", "March 2024", "third quarter of 2023", "2022")."""
    first, _ = when.days
    year, _, detail = when.value.partition("-")
    match when.precision:
        case "day":
            return print_day(first)
        case "week":
            return f"week of {print_day(first)}"
        case "month":
            return f"{calendar.month_name[first.month]} {year}"
        case "season":
            return f"{_SEASONS[detail]} {year}"
        case "quarter" | "half":
            return f"{_ORDINALS[detail[1]]} {when.precision} of {year}"
        case "year":
            return year


def print_list(items: Sequence[str]) -> str:
    """Items in a row ("a, b and c")."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def print_source(document: DocumentRecord) -> str:
    """Who published a source ("Reuters", "Sputnik, carried by UrduPoint News")."""
    agency, outlet = document.agency, document.outlet
    if agency and outlet and agency != outlet:
        return f"{agency}, carried by {outlet}"
    return agency or outlet or document.source.path


def print_dated_source(document: DocumentRecord) -> str:
    """Who published a source, and when ("Reuters, 7 July 2023")."""
    day = [print_day(document.published)] if document.published else []
    return ", ".join([print_source(document), *day])


def print_count(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun ("1 source", "2 sources", "10,000 sources")."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def in_title(party: Party) -> str:
    """A party's name where a sentence begins with it."""
    return party.name[:1].upper() + party.name[1:]


def print_cause(cause: Cause) -> str:
    """What changed a fact ("the source a.txt was edited")."""
    if cause.path is not None:
        return f"the source {cause.path} was {cause.what.removeprefix('source-')}"
    return _CAUSES[cause.what]
