r"""Sections for LaTeX, checked without it: well formed, by the rules of TeX, and read by pandoc."""

from __future__ import annotations

import re
from pathlib import Path

import pypandoc
import pytest

import briefgen

KNOWN = {
    # LaTeX itself
    *("section", "subsection", "subsubsection", "paragraph", "subparagraph", "begin", "end", "item"),
    *("textbf", "emph", "texttt", "multicolumn", "newline", "linewidth", "hline", "providecommand"),
    *("textbackslash", "textasciicircum", "textasciitilde", "textasciigrave", "textless", "textgreater"),
    *("textbar", "textquotesingle", "textquotedbl"),
    # longtable; hyperref, or what stands in for it
    *("endhead", "hyperlink", "hypertarget", "href"),
}
ENVIRONMENTS = {"itemize", "enumerate", "description", "quote", "longtable"}
SIGN = re.compile(r"\\(?:[A-Za-z]+|.|\n)|[{}$&#^_%~]", re.DOTALL)
HOSTILE = r"\input{x} $a_1^2$ 100% #1 & ~ {x} \\ “q” --- ?` !` ^^41 <<a>> | \end{itemize} [x] "


def faults(text):
    """What TeX would stop at, or would take for something else than a sign to print."""
    depth, opened, found = 0, [], []
    text = re.sub(r"(?m)^\\providecommand.*%$", "", text)
    for match in SIGN.finditer(text):
        sign = match[0]
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            found.append("a closing brace too many")
        elif sign in ("\\begin", "\\end"):
            name = re.match(r"\{(\w+)\}", text[match.end() :])[1]
            if sign == "\\begin":
                opened.append((name, depth))
            elif opened.pop() != (name, depth):
                found.append(f"end of {name}")
            found += [] if name in ENVIRONMENTS else [f"environment {name}"]
        elif re.fullmatch(r"\\[A-Za-z]+", sign):
            found += [] if sign[1:] in KNOWN else [sign]
        elif sign in ("$", "#", "^", "_", "%"):
            found.append(f"a bare {sign}")
        elif sign == "&" and not any(name == "longtable" for name, _ in opened):
            found.append("a bare &")
    return found + [f"open {opened}"] * bool(opened) + ["an open brace"] * bool(depth)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (r"a \textbf{b} 5\%", 0),
        (r"{a}}", 2),
        ("{a", 1),
        ("5%", 1),
        ("a & b", 1),
        (r"\input{x}", 1),
        ("$x$", 2),
    ],
)
def test_the_check_finds_what_tex_stops_at(text, count):
    assert len(faults(text)) == count


@pytest.mark.parametrize("notes", ["section", "inline", "none"])
@pytest.mark.parametrize("level", [1, 4])
def test_every_section_of_two_briefs_is_well_formed(built, notes, level):
    for project in ("desk", "kenya"):
        brief = briefgen.load(built / project)
        for name in brief.names:
            assert faults(brief.section(name).to_latex(level=level, notes=notes)) == []


def without_unknown(text):
    """`text` without what pandoc's reader does not know: the grave accent and the bar."""
    return " ".join(re.sub("[`|\xa0]", " ", text).split())


def test_no_word_of_a_source_is_a_command(built, tmp_path):
    [path] = (built / "desk" / "output" / "editions" / "1").glob("*-sections.json")
    hostile = HOSTILE.replace("\\", "\\\\")
    alone = tmp_path / "alone-sections.json"
    alone.write_text(
        path.read_text(encoding="utf-8").replace("Washington", hostile).replace("Right now", hostile)
    )
    brief = briefgen.load(alone)
    for name in ("positions-cn", "key-figures"):
        text = brief.section(name).to_latex()
        assert "textbackslash" in text
        assert faults(text) == []
        plain = pypandoc.convert_text(text, "plain", "latex-latex_macros-smart", ["--wrap=none"])
        assert without_unknown(HOSTILE) in without_unknown(plain)


def test_the_example_leads_every_claim_to_its_source(example, shell, pages, monkeypatch):
    monkeypatch.chdir(example("LaTeX"))
    shell()
    names = re.findall(r"\\input\{(\w+)\}", Path("report.tex").read_text(encoding="utf-8"))
    text = "".join(Path(f"{name}.tex").read_text(encoding="utf-8") for name in names)
    targets = re.findall(r"\\hypertarget\{([^}#]+)\}", text)
    assert len(targets) == len(set(targets)) == 7
    assert set(re.findall(r"\\hyperlink\{([^}#]+)\}", text)) == set(targets)
    # Without the definitions for documents that load no hyperref: pandoc would take them.
    page = pages.read(pypandoc.convert_file("report.tex", "html", "latex-latex_macros", ["--standalone"]))
    found = pages.sources(page, "China is ready to work")
    assert [[entry.partition(",")[0] for entry in entries] for entries in found] == [["Reuters"]] * 2
    for claim in page.xpath("//*[@id='position-of-china-1']/following::li"):
        claim.getparent().remove(claim)
    pages.check(page)
