from __future__ import annotations

import os
import shutil
import threading

import pytest
from filelock import FileLock

from briefgen.editions import inputs
from briefgen.editions.archive import Archive
from briefgen.editions.inputs import take
from briefgen.errors import BusyError, OutputError, StrictError, UsageError
from briefgen.pipeline import Builder, building, difference, editions_of
from briefgen.pipeline.building import Glance


def build(project, **more):
    return Builder(project, formats=["md", "json"], **more).build()


def built(items):
    return {item.path.rpartition("/")[2] for item in items if item.built}


def test_the_first_build_publishes_edition_1(project):
    result = build(project)
    assert (result.number, result.reissue, result.published) == (1, 0, "edition")
    assert result.reasons == ("first edition",)
    assert built(result.sources) == {"wheat.txt", "rice.txt"}
    assert result.edition.brief.edition == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda p: None,
        lambda p: (p / "seeds/wheat.txt").touch(),
        lambda p: (p / "seeds/wheat.txt").write_bytes((p / "seeds/wheat.txt").read_bytes()),
        lambda p: (p / "brief.toml").write_text("# ours\n" + (p / "brief.toml").read_text()),
    ],
)
def test_where_nothing_changed_nothing_is_done(project, change):
    build(project)
    before = {path: path.stat().st_mtime_ns for path in (project / "output").rglob("*")}
    change(project)
    result = build(project)
    assert (result.number, result.published, result.reasons) == (1, "nothing", ())
    assert built(result.sources) == built(result.outputs) == set()
    assert {path: path.stat().st_mtime_ns for path in (project / "output").rglob("*")} == before


def test_a_build_begins_with_what_a_glance_saw_just_now_and_keeps_what_that_found_out(
    project, edit, monkeypatch
):
    build(project)
    edit(project / "seeds/wheat.txt", "Nearly 300", "About 350")
    builder = Builder(project, formats=["md", "json"])
    seen = builder.glance()
    assert isinstance(seen, Glance)
    # Time goes by, so that it can be told that nobody touched the file since.
    monkeypatch.setattr(inputs, "_SETTLED", -(10**18))
    with monkeypatch.context() as patch:
        patch.setattr(building, "take", lambda *_: pytest.fail("looked twice"))
        result = builder.build(seen=seen)
    assert (result.number, result.reasons) == (2, ("seeds/wheat.txt: edited",))
    with monkeypatch.context() as patch:
        patch.setattr(inputs.files, "read_source", lambda *_: pytest.fail("read again"))
        again = builder.glance()
    assert not isinstance(again, Glance)
    assert again.published == "nothing"


def test_a_glance_counts_for_its_project_and_until_another_build_comes_between(project, edit, tmp_path):
    build(project)
    edit(project / "seeds/wheat.txt", "Nearly 300", "About 350")
    builder = Builder(project, formats=["md", "json"])
    seen = builder.glance()
    assert isinstance(seen, Glance)
    other = shutil.copytree(project, tmp_path / "other", symlinks=True)
    edit(project / "seeds/wheat.txt", "About 350", "Over 400")
    assert build(project).number == 2
    result = builder.build(seen=seen)
    assert (result.number, result.published) == (2, "nothing")
    edit(other / "seeds/wheat.txt", "About 350", "Over 500")
    Builder(other, formats=["md", "json"]).build(seen=seen)
    assert "Over 500" in (other / "output/wheat.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["brief.toml", "templates/sections/gaps.md.j2"])
def test_what_is_saved_after_a_build_has_begun_is_built_by_the_next(project, edit, monkeypatch, name):
    """The build may have read it before or after it was saved."""
    (project / "templates/sections").mkdir(parents=True)
    (project / "templates/sections/gaps.md.j2").write_text("## {{ section.title }}\n\nBefore.\n")
    edit(project / "brief.toml", "[brief]", "[brief]\nseries = 'Before'")
    path = project / name
    before = path.read_text(encoding="utf-8")
    build(project)
    edit(project / "seeds/wheat.txt", "Nearly 300", "About 350")
    take = building.take

    def taken(*arguments):
        found = take(*arguments)
        path.write_text(before.replace("Before", "After"), encoding="utf-8")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(building, "take", taken)
        build(project)
    path.write_text(before, encoding="utf-8")
    build(project)
    assert "After" not in (project / "output/wheat.md").read_text(encoding="utf-8")
    assert build(project).published == "nothing"


def test_an_edited_source_alone_is_extracted_and_makes_a_new_edition(project, edit):
    build(project)
    edit(project / "seeds/wheat.txt", "Nearly 300", "About 350")
    result = build(project)
    assert (result.number, result.published) == (2, "edition")
    assert result.reasons == ("seeds/wheat.txt: edited",)
    assert built(result.sources) == {"wheat.txt"}
    kinds = {(change.kind, change.fact_kind) for change in result.edition.changes}
    assert ("changed", "figure") in kinds


def test_a_single_edition_is_compared_with_none(project):
    build(project)
    for numbers in [(), (None, 1)]:
        with pytest.raises(UsageError, match="there is only one edition"):
            difference(project, *numbers)
    with pytest.raises(UsageError, match="there is no edition 7"):
        difference(project, 1, 7)


def test_a_renamed_source_is_not_extracted_again_and_its_edition_keeps_its_number(project):
    build(project)
    (project / "seeds/wheat.txt").rename(project / "seeds/zea.txt")
    result = build(project)
    assert built(result.sources) == set()
    assert (result.number, result.published) == (1, "reissue")
    assert result.reasons == ("seeds/zea.txt: renamed from seeds/wheat.txt",)
    assert built(result.outputs) == {
        "wheat.json",
        "wheat-sections.json",
    }  # they have paths; no reader sees one


@pytest.mark.parametrize(
    "change",
    [
        lambda wheat: wheat.rename(wheat.with_name("zea.txt")),
        lambda wheat: wheat.write_text(wheat.read_text().replace("\n\n", "\n\n\n")),
    ],
)
def test_a_reissue_still_says_what_changed_although_the_ids_of_its_facts_are_others(project, edit, change):
    build(project)
    wheat = project / "seeds/wheat.txt"
    edit(wheat, "Nearly 300", "About 350")
    first = build(project).edition
    change(wheat)
    result = build(project)
    assert (result.number, result.reissue) == (2, 1)
    assert [told.text_after for told in result.edition.changes] == [told.text_after for told in first.changes]
    assert {told.after for told in result.edition.changes} <= {fact.id for fact in result.edition.facts}
    sources = {(document.source.id, document.source.path) for document in result.edition.documents}
    assert {(cause.source, cause.path) for told in result.edition.changes for cause in told.causes} <= sources
    sections = [part for part in result.edition.brief.sections if part.kind == "what-changed"]
    assert [len(part.entries) for part in sections] == [1]


def test_the_manifest_lists_what_was_read_also_when_it_was_saved_after_a_build_had_begun(
    project, edit, monkeypatch
):
    def take_and_edit(*arguments):
        inputs = take(*arguments)
        edit(project / "seeds/wheat.txt", "Nearly 300", "About 350")
        return inputs

    monkeypatch.setattr(building, "take", take_and_edit)
    builder = Builder(project, formats=["md"])
    (project / ".briefgen").mkdir()
    documents = builder.build().edition.documents
    [manifest] = editions_of(project)
    assert {(source.path, source.sha256) for source in manifest.sources} == {
        (document.source.path, document.source.sha256) for document in documents
    }
    monkeypatch.undo()
    assert build(project).published == "nothing"


def test_an_edit_that_no_reader_sees_keeps_the_number(project):
    """An empty edit: the source's hash is another, so the edition is reissued; what it says is the same."""
    build(project)
    path = project / "seeds/wheat.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    result = build(project)
    assert (result.number, result.reissue, result.published) == (1, 1, "reissue")
    assert result.edition.changes == ()
    assert "Edition 1, reissue 1 " in (project / "output/wheat.md").read_text(encoding="utf-8")
    assert build(project).published == "nothing"


def test_a_template_is_set_anew_under_the_same_number(project):
    build(project)
    (project / "templates").mkdir()
    (project / "templates/title.md.j2").write_text("# {{ brief.title }}!\n", encoding="utf-8")
    result = build(project)
    assert (result.number, result.reissue, result.published) == (1, 1, "reissue")
    assert built(result.sources) == set()
    text = (project / "output/wheat.md").read_text(encoding="utf-8")
    assert text.startswith("# France and India: wheat!")
    assert build(project).published == "nothing"


def test_other_words_make_a_new_edition_though_the_facts_are_the_same(project, edit):
    build(project)
    edit(project / "brief.toml", "France and India: wheat", "Wheat for India")
    result = build(project)
    assert (result.number, result.published) == (2, "edition")
    assert result.reasons == ("brief.toml: brief.title changed",)
    assert result.edition.changes == ()


def test_deleting_what_is_kept_loses_nothing(project, shown, edit):
    build(project)
    edit(project / "seeds/wheat.txt", "300", "310")
    build(project)
    before = shown(project / "output")
    shutil.rmtree(project / ".briefgen")
    result = build(project)
    assert (result.number, result.published) == (2, "nothing")
    assert built(result.sources) == {"wheat.txt", "rice.txt"}
    assert shown(project / "output") == before


def test_a_file_that_somebody_removed_is_shown_again(project, shown):
    build(project)
    before = shown(project / "output")
    (project / "output/wheat.md").unlink()
    assert build(project).published == "nothing"
    assert shown(project / "output") == before


def test_building_step_by_step_gives_what_building_at_once_gives(project, shown, edit, tmp_path):
    """What is kept between builds shows in nothing but the time: the law of the cache."""
    steps = [
        lambda: (project / "seeds/more.txt").write_text(
            "date 2024-05-14\n\n“We agree to 20 ships,” Indian Foreign Minister Asha Rao said on Monday.\n"
        ),
        lambda: edit(project / "seeds/rice.txt", "40 ships", "44 ships"),
        lambda: edit(project / "brief.toml", '["FR", "IN"]', '["IN", "FR"]'),
        lambda: (project / "seeds/wheat.txt").rename(project / "seeds/grain.txt"),
        (project / "seeds/more.txt").unlink,
    ]
    for step in steps:
        build(project)
        shutil.copytree(
            project, tmp_path / "fresh", ignore=shutil.ignore_patterns(".briefgen"), symlinks=True
        )
        step()
        for name in ("seeds", "brief.toml"):
            there = tmp_path / "fresh" / name
            shutil.rmtree(there) if there.is_dir() else there.unlink()
            copy = shutil.copytree if (project / name).is_dir() else shutil.copy
            copy(project / name, there)
        kept, fresh = build(project), build(tmp_path / "fresh")
        assert (kept.number, kept.published) == (fresh.number, fresh.published)
        assert shown(project / "output") == shown(tmp_path / "fresh" / "output")
        shutil.rmtree(tmp_path / "fresh")


def test_a_withdrawn_source_takes_its_facts_along(project):
    build(project)
    (project / "seeds/rice.txt").unlink()
    result = build(project)
    assert result.reasons == ("seeds/rice.txt: removed",)
    gone = [change for change in result.edition.changes if change.kind == "gone"]
    assert gone
    assert {cause.what for change in gone for cause in change.causes} == {"source-withdrawn"}


def test_checking_writes_nothing(project, edit):
    assert Builder(project, formats=["md"]).check().published == "edition"
    assert not (project / "output").exists()
    assert not (project / ".briefgen").exists()
    build(project)
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    edit(project / "seeds/wheat.txt", "300", "310")
    before[project / "seeds/wheat.txt"] = (project / "seeds/wheat.txt").stat().st_mtime_ns
    assert Builder(project, formats=["md", "json"]).check().published == "edition"
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_old_editions_stay_as_they_were(project, edit):
    build(project)
    first = {p: p.read_bytes() for p in (project / "output/editions/1").iterdir()}
    for n in range(3):
        edit(project / "seeds/wheat.txt", f"30{n}" if n else "300", f"30{n + 1}")
        build(project)
    assert [manifest.name for manifest in Archive(project / "output").manifests()] == ["1", "2", "3", "4"]
    assert {p: p.read_bytes() for p in (project / "output/editions/1").iterdir()} == first


def test_a_second_build_waits_for_the_first_or_gives_up(project):
    (project / ".briefgen").mkdir()
    lock = FileLock(project / ".briefgen/lock")
    with lock:
        with pytest.raises(BusyError, match="another build"):
            build(project, wait=False)
        told = []
        second = threading.Thread(target=build, args=(project,), kwargs={"tell": told.append})
        second.start()
        second.join(0.5)
        assert second.is_alive()
    second.join(60)
    assert told == ["waiting for another build of this project to end"]
    assert (project / "output/wheat.md").is_file()


def test_strict_publishes_nothing_and_the_next_build_does(project):
    (project / "seeds/empty.txt").write_bytes(b"")
    with pytest.raises(StrictError):
        build(project, strict=True)
    assert not (project / "output").exists()
    assert build(project).published == "edition"
    with pytest.raises(StrictError):
        build(project, strict=True)


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"{}",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"300", b"301"),
        lambda data: data.replace(b'{"', b"{ "),
    ],
    ids=["another", "cut short", "another number", "no JSON"],
)
def test_an_edited_edition_is_not_built_upon(project, edit, kept, spoil):
    build(project)
    path = project / "output/editions/1/wheat.json"
    path.chmod(0o644)
    path.write_bytes(spoil(path.read_bytes()))
    edit(project / "seeds/wheat.txt", "300", "310")
    if not kept:
        shutil.rmtree(project / ".briefgen")
    with pytest.raises(OutputError, match="was changed since it was published"):
        Builder(project).build(apart=kept)
    assert [folder.name for folder in (project / "output/editions").iterdir()] == ["1"]


def test_the_data_of_the_last_edition_is_hashed_again_only_where_it_may_have_been_touched(
    project, edit, monkeypatch
):
    hashed = []
    monkeypatch.setattr(Archive, "verify", lambda _, manifest: hashed.append(manifest.name))
    build(project)
    edit(project / "seeds/wheat.txt", "Nearly 300", "About 350")
    assert build(project).number == 2
    assert hashed == []
    path = project / "output/editions/2/wheat.json"
    written = path.stat().st_mtime_ns
    path.chmod(0o644)
    path.write_bytes(path.read_bytes())
    os.utime(path, ns=(written, written))
    edit(project / "seeds/wheat.txt", "About 350", "Over 400")
    assert build(project).number == 3
    assert hashed == ["2"]
    shutil.rmtree(project / ".briefgen")
    edit(project / "seeds/wheat.txt", "Over 400", "Over 450")
    assert build(project).number == 4
    assert set(hashed) == {"2", "3"}


@pytest.mark.parametrize("kind", ["older", "undated", "future", "copy"])
def test_a_source_out_of_time_or_twice_there(project, kind):
    """As-of is the newest date of a source; an older or undated one adds facts without moving it."""
    first = build(project)
    words = "\n\n“We shall buy 90 ships of wheat,” Indian Foreign Minister Asha Rao said on Monday.\n"
    text = {
        "older": f"date 2019-01-08{words}",
        "undated": words.strip(),
        "future": f"date 2062-01-09{words}",
        "copy": (project / "seeds/wheat.txt").read_text(encoding="utf-8"),
    }[kind]
    (project / "seeds/zz.txt").write_text(text, encoding="utf-8")
    result = build(project)
    codes = {notice.code for notice in result.notices}
    as_of = {"future": "2062-01-09"}.get(kind, "2024-05-12")
    assert result.edition.brief.as_of.isoformat() == as_of
    assert codes == {"undated": {"no-date"}, "copy": {"source-copied"}}.get(kind, set())
    assert [line.partition(":")[0] for line in result.remarks] == ["seeds/zz.txt"] * (kind == "future")
    assert result.number == (first.number if kind == "copy" else 2)


@pytest.mark.parametrize("copy", ["wheat (1).txt", "wheat copy.txt", "copies/wheat.txt", "Copy of wheat.txt"])
def test_a_copy_that_is_added_changes_nothing_but_for_a_warning(project, copy):
    """Names of copies are longer than those of what they are copies of, or lie deeper."""
    build(project)
    text = (project / "seeds/wheat.txt").read_bytes()
    (project / "seeds" / copy).parent.mkdir(exist_ok=True)
    (project / "seeds" / copy).write_bytes(text)
    result = build(project)
    assert (result.number, result.published) == (1, "nothing")
    [notice] = result.notices
    assert (notice.code, notice.where) == ("source-copied", f"seeds/{copy}")
    assert "seeds/wheat.txt" in notice.message


def test_a_new_name_of_a_file_moves_no_word(project):
    """Of sources of one day, and of facts of one rank, words decide the order, not names of files."""
    (project / "seeds/rice.txt").write_text(
        (project / "seeds/rice.txt").read_text(encoding="utf-8").replace("2024-05-12", "2024-05-10"),
        encoding="utf-8",
    )
    build(project)
    words = (project / "output/wheat.md").read_text(encoding="utf-8")
    (project / "seeds/rice.txt").rename(project / "seeds/zzz.txt")
    (project / "seeds/wheat.txt").rename(project / "seeds/aaa.txt")
    assert build(project).published == "reissue"
    assert (project / "output/wheat.md").read_text(encoding="utf-8") == words


def test_what_a_build_writes_is_no_source_of_the_next(project):
    (project / "brief.toml").write_text(
        '[brief]\nslug = "wheat"\n[sources]\npaths = ["**/*.txt", "**/*.md"]\n'
    )
    for _ in range(2):
        result = build(project, output=project / "public")
        assert {item.path for item in result.sources} == {"seeds/wheat.txt", "seeds/rice.txt"}
    assert result.published == "nothing"


def test_a_file_of_somebody_else_in_the_output_folder_is_kept(project):
    (project / "output").mkdir()
    (project / "output/wheat.md").write_text("my own notes")
    result = build(project)
    assert (project / "output/wheat.md.set-aside").read_text() == "my own notes"
    assert [line.rpartition(" ")[2] for line in result.remarks] == ["wheat.md.set-aside"]
    assert build(project).remarks == ()


def test_the_output_folder_of_another_brief_is_refused(project, tmp_path, edit):
    build(project, output=tmp_path / "public")
    other = tmp_path / "other"
    (other / "seeds").mkdir(parents=True)
    (other / "seeds/tea.txt").write_text("“We sell tea,” French President Anne Petit said on Monday.\n")
    with pytest.raises(OutputError, match="another brief, “France and India: wheat”"):
        build(other, output=tmp_path / "public")
    edit(project / "brief.toml", 'slug = "wheat"', 'slug = "grain"')  # a new name for the same brief is none
    assert build(project, output=tmp_path / "public").published == "reissue"


def test_checking_finds_a_file_that_is_no_longer_shown(project):
    build(project)
    (project / "output/wheat.md").unlink()
    assert Builder(project, formats=["md"]).check().missing == ("wheat.md",)
    assert build(project).missing == ("wheat.md",)
    assert Builder(project, formats=["md"]).check().missing == ()


def test_a_copy_counts_for_no_source(project):
    (project / "seeds/zz.txt").write_bytes((project / "seeds/rice.txt").read_bytes())
    assert build(project).documents == 2
