from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from briefgen import pipeline


def built(root, folder, *, hash_seed, zone, clock):
    """The files that a build of a copy of the project writes, in a process of its own.

    `clock` begins the command: a program that shows another day to what it runs.
    """
    for name in ("seeds", "templates"):
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / "brief.toml", folder)
    subprocess.run(
        [*clock, sys.executable, "-m", "briefgen", "build", "."],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": hash_seed, "TZ": zone},
        check=True,
        capture_output=True,
    )
    shown = folder / "output" / "editions" / "1"
    return {path.name: path.read_bytes() for path in shown.iterdir()}


@pytest.mark.skipif(not shutil.which("faketime"), reason="Debian's faketime shows a build another day")
def test_builds_in_two_folders_under_two_hash_seeds_on_two_days_give_the_same_bytes(root, tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "another" / "deeper").mkdir(parents=True)
    first = built(root, tmp_path / "one", hash_seed="1", zone="Asia/Tokyo", clock=[])
    other_day = ["faketime", "2031-02-03 04:05:06"]
    second = built(root, tmp_path / "another" / "deeper", hash_seed="2", zone="UTC", clock=other_day)
    assert sorted(path.rpartition(".")[2] for path in first) == [
        "html",
        "html",
        "json",
        "json",
        "json",
        "md",
        "pdf",
    ]
    assert [name for name in first if first[name] != second[name]] == []


def test_the_seeds_fit_two_pages_without_a_notice(root, tmp_path):
    result = pipeline.build(root, output=tmp_path)
    assert result.pages == 2
    assert result.notices == ()


def test_a_page_budget_is_kept_by_leaving_facts_out(tmp_path):
    goods = ("wheat", "rice", "tea", "coffee", "steel", "copper", "cotton", "paper", "sugar", "salt")
    whys = (
        *(
            "the rain was late",
            "ships are rare",
            "mines have closed",
            "nobody is buying",
            "winter came early",
        ),
        *(
            "fields lie bare",
            "banks refuse loans",
            "roads are blocked",
            "prices doubled",
            "workers went home",
        ),
    )
    for n, name in enumerate(goods):
        words = f"date 2024-05-{n + 10}\n\n"
        for who, does in (("French President Anne Petit", "lower"), ("Indian Minister Asha Rao", "refuse")):
            why = whys[n]
            words += f"“We {does} all {name} duties at once, {why},” {who} said.\n\n"
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    issues = "".join(f'[[issue]]\nname = "{name}"\nterms = ["{name}"]\n' for name in goods)
    sources = '[sources]\npaths = ["*.txt"]\n'
    told = {}
    for budget in (1, 3):
        head = f'[brief]\nparties = ["FR", "IN"]\npage_budget = {budget}\n'
        (tmp_path / "brief.toml").write_text(head + issues + sources)
        result = pipeline.build(tmp_path)
        assert result.pages <= budget
        assert result.notices == ()
        told[budget] = len(result.edition.facts) - len(result.edition.brief.left_out)
    assert told[1] < told[3]


def test_sources_of_one_name_get_ids_of_their_own(tmp_path):
    words = "date 2024-05-10\n\n“We are ready for the talks,” French President Anne Petit said on {}.\n"
    for folder, day in (("a", "Monday"), ("b", "Tuesday")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "text.txt").write_text(words.format(day), encoding="utf-8")
    ids = [document.source.id for document in pipeline.analyse(tmp_path).documents]
    assert len(set(ids)) == 2
    assert all(name.startswith("text-") for name in ids)


def test_a_source_table_says_what_the_file_does_not(tmp_path):
    (tmp_path / "a.txt").write_text(
        "“We are ready for the talks,” French President Anne Petit said on Monday.\n"
    )
    table = '[[source]]\npath = "a.txt"\npublished = 2024-05-10\noutlet = "Gazette"\n'
    (tmp_path / "brief.toml").write_text(f'[sources]\npaths = ["*.txt"]\n{table}')
    analysis = pipeline.analyse(tmp_path)
    assert analysis.records[0].outlet == "Gazette"
    assert analysis.facts.facts[0].date is not None
    assert analysis.facts.facts[0].date.value == "2024-05-06"


def test_without_brief_toml_the_sides_are_the_governments_that_speak_most(tmp_path):
    (tmp_path / "a.txt").write_text(
        "date 2024-05-10 \n\n"
        "“We are ready for the talks,” French President Anne Petit said on Monday.\n\n"
        "“We will not come to them,” Indian Foreign Minister Asha Rao said on Tuesday.\n\n"
        "“We are waiting for the others,” Petit said. “We shall see,” German Chancellor Otto Braun said.\n\n"
        "“We have been waiting for years,” Rao said.\n",
        encoding="utf-8",
    )
    assert [party.id for party in pipeline.analyse(tmp_path).parties] == ["FR", "IN"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [("U.S.–China: drugs", "u-s-china-drugs"), ("中美", "brief"), ("a" * 100, "a" * 60), ("../../x", "x")],
)
def test_a_slug_is_a_safe_file_name(title, slug):
    assert pipeline.slug_of(title) == slug


def test_importing_briefgen_loads_neither_weasyprint_nor_jinja2(root):
    script = "import sys, briefgen; sys.exit(bool({'weasyprint', 'jinja2'} & set(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(root)}
    assert subprocess.run([sys.executable, "-c", script], env=environment, check=False).returncode == 0
