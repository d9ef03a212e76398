from __future__ import annotations

from datetime import date

import pytest

from briefgen.config import load_config, parse_config
from briefgen.errors import ConfigError
from briefgen.models import Issue


def problems(text):
    with pytest.raises(ConfigError) as caught:
        parse_config(text)
    assert caught.value.exit_code == 2
    assert caught.value.hint
    return caught.value.problems


def test_every_mistake_is_reported_at_once_with_its_key():
    found = problems('[brief]\ntitel = "x"\npage_budget = 0\n[[issue]]\nname = "a"\n')
    assert [problem.partition(":")[0] for problem in found] == [
        "brief.page_budget",
        "brief.titel",
        "issue[1].terms",
    ]


def test_an_unknown_key_names_the_nearest_known_one():
    assert problems('[brief]\ntitel = "x"') == ("brief.titel: unknown key (did you mean 'title'?)",)
    assert problems('[breif]\ntitle = "x"') == ("breif: unknown key (did you mean 'brief'?)",)


@pytest.mark.parametrize(
    "path", ["../a.txt", "/etc/passwd", "C:\\\\a.txt", "seeds/../../a.txt", "..\\\\a.txt"]
)
def test_no_path_leaves_the_project(path):
    assert "leaves the project" in problems(f'[sources]\npaths = ["{path}"]')[0]
    assert "leaves the project" in problems(f'[[source]]\npath = "{path}"')[0]


def test_what_is_given_twice_is_named():
    assert problems('[brief]\nparties = ["US", "US"]') == ("brief.parties: 'US' is given twice",)


def test_toml_that_does_not_parse_says_where():
    assert "line 2" in problems("[brief]\ntitle = \n")[0]


def test_without_a_file_all_texts_of_the_folder_are_sources(tmp_path):
    config = load_config(tmp_path)
    assert config.sources.paths == ("**/*.txt",)
    assert config.brief.page_budget == 2


def test_a_file_that_is_no_utf_8_is_a_mistake_in_it(tmp_path):
    (tmp_path / "brief.toml").write_bytes(b"[brief]\ntitle = '\xff'")
    with pytest.raises(ConfigError, match=r"brief\.toml: .*utf-8"):
        load_config(tmp_path)


def test_a_whole_file_is_read(tmp_path):
    (tmp_path / "brief.toml").write_text(
        '[brief]\ntitle = "T"\nparties = ["FR", "eu"]\nas_of = 2024-05-01\nmarking = "OFFICIAL"\n'
        '[[party]]\nid = "eu"\nname = "European Union"\naliases = ["Brussels"]\n'
        '[[issue]]\nname = "Fish"\nterms = ["quota"]\n'
        '[[source]]\npath = "a.txt"\npublished = 2024-04-30\noutlet = "AFP"\n',
        encoding="utf-8",
    )
    config = load_config(tmp_path)
    assert config.brief.as_of == date(2024, 5, 1)
    assert config.issues == (Issue(name="Fish", terms=("quota",)),)
    assert config.party_tables[0].aliases == ("Brussels",)
    assert config.source[0].published == date(2024, 4, 30)


def test_two_stars_stand_alone_between_slashes():
    with pytest.raises(ConfigError, match=r"sources\.paths.*alone between slashes"):
        parse_config('[sources]\npaths = ["**.txt"]\n')
    assert parse_config('[sources]\npaths = ["seeds/**", "**/*.txt"]\n').sources.paths == (
        "seeds/**",
        "**/*.txt",
    )
