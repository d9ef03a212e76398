"""brief.toml to BriefConfig: every mistake reported at once, each with its key."""

from __future__ import annotations

import datetime
import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationError, model_validator

from briefgen import places
from briefgen.errors import ConfigError
from briefgen.models import Issue, Model, Party, Style
from briefgen.patterns import is_pattern

FILE_NAME = places.CONFIGURATION


def _inside(path: str) -> str:
    """A path that stays in the project, or a ValueError."""
    pure = PurePosixPath(path.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or re.match(r"[A-Za-z]:", path):
        raise ValueError("leaves the project: write a path relative to brief.toml, without '..'")
    return path


def _pattern(path: str) -> str:
    """A pattern of files, or a ValueError."""
    if not is_pattern(path):
        raise ValueError("'**' stands for folders: write it alone between slashes, as in 'seeds/**/*.txt'")
    return path


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
InsidePath = Annotated[Text, AfterValidator(_inside)]
Pattern = Annotated[InsidePath, AfterValidator(_pattern)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=100)]


class BriefTable(Model):
    """[brief]: the title, the sides and the page furniture."""

    title: Text | None = None
    slug: Slug | None = None
    parties: tuple[Text, ...] = ()
    template: Style = "in-focus"
    page_budget: int = Field(default=2, ge=1, le=50)
    as_of: datetime.date | None = None
    series: Text | None = None
    number: Text | None = None
    desk: Text | None = None
    contact: Text | None = None
    marking: Text | None = None
    word_template: InsidePath | None = None
    to: Text | None = None
    sender: Text | None = Field(default=None, alias="from")

    @model_validator(mode="before")
    @classmethod
    def _one_page(cls, data: Any) -> Any:
        """At a glance is one page, unless the budget says otherwise."""
        if isinstance(data, dict) and data.get("template") == "at-a-glance":
            return {"page_budget": 1, **data}
        return data


class PartyTable(Model):
    """[[party]]: what the country data lack, or a side that is no country."""

    id: Text
    name: Text | None = None
    aliases: tuple[Text, ...] = ()
    people: tuple[Text, ...] = ()


class IssueTable(Model):
    """[[issue]]: a row of the positions table."""

    name: Text
    terms: tuple[Text, ...] = Field(min_length=1)


class SourcesTable(Model):
    """[sources]: which files to read."""

    paths: tuple[Pattern, ...] = Field(default=places.DEFAULT_PATHS, min_length=1)


class SourceTable(Model):
    """[[source]]: what a file does not say itself."""

    path: InsidePath
    published: datetime.date | None = None
    outlet: Text | None = None
    agency: Text | None = None
    title: Text | None = None


class EmbedTable(Model):
    """[embed]: what a build brings up to the new edition beside the output."""

    files: tuple[InsidePath, ...] = ()
    fragments: InsidePath | None = None


class BriefConfig(Model):
    """All of brief.toml."""

    brief: BriefTable = BriefTable()
    party: tuple[PartyTable, ...] = ()
    issue: tuple[IssueTable, ...] = ()
    sources: SourcesTable = SourcesTable()
    source: tuple[SourceTable, ...] = ()
    embed: EmbedTable = EmbedTable()

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The rows of the positions table, in order."""
        return tuple(Issue(name=table.name, terms=table.terms) for table in self.issue)

    @property
    def party_tables(self) -> tuple[Party, ...]:
        """The [[party]] tables; a name that is left out is empty and comes from the country data."""
        return tuple(
            Party(id=t.id, name=t.name or "", aliases=t.aliases, people=t.people) for t in self.party
        )


def load_config(project: Path) -> BriefConfig:
    """The project's brief.toml, or the defaults where there is none.

    Raises:
        ConfigError: the file cannot be read, is not TOML, or has mistakes (all are listed).
    """
    path = project / FILE_NAME
    if not path.exists():
        return BriefConfig(sources=SourcesTable(paths=places.PATHS_ALONE))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(FILE_NAME, (str(error),), hint="save it as UTF-8 text, readable by you") from error
    return parse_config(text)


def parse_config(text: str) -> BriefConfig:
    """The configuration that `text` says.

    Raises:
        ConfigError: `text` is not TOML, or has mistakes (all are listed).
    """
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(FILE_NAME, (str(error),), hint="see https://toml.io for the format") from error
    try:
        config = BriefConfig.model_validate(data)
    except ValidationError as error:
        raise ConfigError(
            FILE_NAME,
            tuple(_problem(e["loc"], e["type"], e["msg"]) for e in error.errors()),
            hint="docs/configuration.md lists every key",
        ) from error
    if problems := tuple(_contradictions(config)):
        raise ConfigError(FILE_NAME, problems, hint="docs/configuration.md lists every key")
    return config


def _problem(location: Sequence[int | str], kind: str, message: str) -> str:
    key = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")
    if kind != "extra_forbidden":
        return f"{key}: {message.removeprefix('Value error, ')}"
    near = difflib.get_close_matches(str(location[-1]), _known_keys(location), n=1)
    return f"{key}: unknown key" + (f" (did you mean {near[0]!r}?)" if near else "")


def _known_keys(location: Sequence[int | str]) -> list[str]:
    tables: dict[int | str, type[Model]] = {
        "brief": BriefTable,
        "party": PartyTable,
        "issue": IssueTable,
        "sources": SourcesTable,
        "source": SourceTable,
        "embed": EmbedTable,
    }
    table = tables.get(location[0], BriefConfig) if len(location) > 1 else BriefConfig
    return [field.alias or name for name, field in table.model_fields.items()]


def _contradictions(config: BriefConfig) -> Iterator[str]:
    """What each key alone cannot show: names given twice."""
    named: tuple[tuple[Literal["brief.parties", "party.id", "issue.name", "source.path"], list[str]], ...] = (
        ("brief.parties", list(config.brief.parties)),
        ("party.id", [table.id for table in config.party]),
        ("issue.name", [table.name for table in config.issue]),
        ("source.path", [table.path for table in config.source]),
    )
    for key, names in named:
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"{key}: {name!r} is given twice"
