"""A user's mistakes: one clear line and a hint, the right exit code, and earlier output as it was."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from briefgen.errors import NoSourcesError


def told(result):
    """The error and the hint, after checking that there is one of each and no traceback."""
    lines = result.err.splitlines()
    errors = [line for line in lines if line.startswith("error: ")]
    hints = [line for line in lines if line.startswith("hint: ")]
    assert len(errors) == len(hints) == 1, result.err
    assert "Traceback" not in result.err
    return errors[0], hints[0]


def test_an_empty_folder(tmp_path, run):
    result = run("build", tmp_path)
    assert result.code == 3
    error, hint = told(result)
    assert "no source matches" in error
    assert "brief.toml" in hint
    assert list(tmp_path.iterdir()) == []


def test_no_folder_at_all(tmp_path, run):
    result = run("build", tmp_path / "nowhere")
    assert result.code == 2
    assert "is no folder" in told(result)[0]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7\n\x00\x01", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG|image|not plain text|binary"),
        (bytes(range(256)) * 20, "binary|not plain text"),
    ],
)
def test_the_only_source_cannot_be_read(project, run, data, says):
    (project / "seeds" / "wheat.txt").write_bytes(data)
    result = run("build", project)
    assert result.code == 3
    error, _ = told(result)
    assert "seeds/wheat.txt" in error
    assert any(word.lower() in error.lower() for word in says.split("|")), error


def test_a_file_of_50_mb(project, run):
    with (project / "seeds" / "large.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    result = run("build", project)
    assert result.code == 0
    assert "warning: seeds/large.txt: is too large (50 MB" in result.err


def test_one_unreadable_source_does_not_stop_the_others_unless_strict(project, run):
    (project / "seeds" / "bad.txt").write_bytes(b"%PDF-1.7\n\x00")
    result = run("build", project)
    assert result.code == 0
    assert "warning: seeds/bad.txt: " in result.err
    before = {path: path.read_bytes() for path in (project / "output").rglob("*") if path.is_file()}
    (project / "seeds" / "wheat.txt").write_text("date 2024-05-11\n\nNobody said anything at all today.\n")
    result = run("build", project, "--strict")
    assert result.code == 3
    assert "seeds/bad.txt" in told(result)[0]
    assert {path: path.read_bytes() for path in (project / "output").rglob("*") if path.is_file()} == before


def test_a_source_in_windows_1252(project, run):
    text = "date 2024-05-10\n\n“We’re ready for the talks,” French President Anne Petit said on Thursday.\n"
    (project / "seeds" / "wheat.txt").write_bytes(text.encode("cp1252"))
    assert run("build", project).code == 0
    assert "We’re ready for the talks" in (project / "output" / "wheat.md").read_text(encoding="utf-8")


def test_no_date_no_attribution_no_party(project, run):
    (project / "seeds" / "wheat.txt").write_text("The wheat was green and tall in the fields this summer.\n")
    result = run("build", project)
    assert result.code == 0
    assert "seeds/wheat.txt: no publication date" in result.err
    assert "seeds/wheat.txt: nobody is quoted in it" in result.err
    assert "brief.toml: no source is known to mention France (FR)" in result.err
    assert (project / "output" / "wheat.pdf").exists()


def test_without_brief_toml_and_without_a_government(tmp_path, run):
    (tmp_path / "a.txt").write_text("The wheat was green and tall in the fields this summer.\n")
    result = run("build", tmp_path)
    assert result.code == 0
    assert "no government speaks in the sources" in result.err


def test_an_unknown_key(project, run):
    (project / "brief.toml").write_text('[brief]\ntitel = "x"\n')
    result = run("build", project)
    assert result.code == 2
    assert "brief.titel: unknown key (did you mean 'title'?)" in told(result)[0]


def test_an_unknown_party(project, run):
    (project / "brief.toml").write_text('[brief]\nparties = ["FR", "QQ"]\n')
    result = run("build", project)
    assert result.code == 2
    assert "'QQ' is neither an ISO 3166 country code nor the id of a [[party]]" in told(result)[0]


def test_a_party_that_nobody_mentions(project, run):
    (project / "brief.toml").write_text('[brief]\nparties = ["FR", "PE"]\n')
    result = run("build", project)
    assert result.code == 0
    assert "no source is known to mention Peru (PE)" in result.err
    assert run("build", project, "--strict").code == 1


def test_a_party_whose_speaker_no_source_places_is_not_said_to_be_silent(project, run):
    """Of two countries in a text, the dateline does not tell whose minister speaks; brief.toml can."""
    (project / "seeds" / "wheat.txt").write_text(
        "date 2024-05-10\n\nNEW DELHI, May 10 (AgencyOne) - “India has sold no wheat,” trade minister "
        "Asha Rao said.\n\nFrench President Anne Petit said that France would wait.\n",
        encoding="utf-8",
    )
    assert "brief.toml: no statement is known to be of India (IN)" in run("build", project).err
    with (project / "brief.toml").open("a", encoding="utf-8") as file:
        file.write('[[party]]\nid = "IN"\npeople = ["Asha Rao"]\n')
    assert "no statement" not in run("build", project).err


def test_a_source_table_for_no_source(project, run):
    with (project / "brief.toml").open("a") as file:
        file.write('[[source]]\npath = "seeds/wheta.txt"\n')
    result = run("build", project)
    assert result.code == 0
    assert "[[source]] 'seeds/wheta.txt' matches no source" in result.err


def test_an_output_folder_that_cannot_be_written(project, run):
    (project / "output").write_text("in the way")
    result = run("build", project)
    assert result.code == 5
    assert "cannot be written" in told(result)[0]
    assert (project / "output").read_text() == "in the way"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_named_pipe_is_no_source(project, run):
    os.mkfifo(project / "seeds" / "pipe.txt")
    assert run("build", project).code == 0


WITHOUT_PANGO = """raise OSError("cannot load library 'libpango-1.0-0': error 0x7e")\n"""


@pytest.mark.parametrize(("command", "code"), [("build", 5), ("doctor", 1)])
def test_missing_pango_names_the_command_that_installs_it(project, root, tmp_path, command, code):
    """Whichever process it is missing in."""
    arguments = [command] if command == "doctor" else [command, str(project)]
    (tmp_path / "weasyprint.py").write_text(WITHOUT_PANGO)
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{root}"},
        check=False,
        capture_output=True,
        text=True,
    )
    told = done.stdout + done.stderr
    assert done.returncode == code, told
    assert "libpango" in told
    assert "hint: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in told
    assert "Traceback" not in told
    assert not (project / "output").exists()


def test_debug_shows_the_traceback(tmp_path, run):
    with pytest.raises(NoSourcesError):
        run("--debug", "build", tmp_path)


def test_what_could_steer_a_terminal_is_made_visible(project, run):
    (project / "seeds" / "\x1b[31mred.txt").write_bytes(b"%PDF-1.7\n\x00")
    err = run("build", project).err
    assert "\x1b[31m" not in err
    assert "\\x1b[31mred.txt" in err
