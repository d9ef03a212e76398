"""Wrong templates and hostile sources, through a whole build: what is published, and what is asked for."""

from __future__ import annotations

import http.server
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pypdf import PdfReader

from briefgen import pipeline
from briefgen.cli import main

CHROMIUM = shutil.which("chromium")
SAID = "“We shall answer {} with all our means,” French President Anne Petit said on Thursday."
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd onerror=alert(1)>",
    "<img src=http://127.0.0.1:PORT/image.png>",
    "{{ 7*7 }} and {% include 'x' %} and {# y #}",
    "![x](http://127.0.0.1:PORT/image.png)",
    "[press](javascript:alert(1)) or <javascript:alert(1)>",
    "wheat | barley || rye",
    "`rm -rf` and ``code`` and ~~~",
    "# heading ## two",
    "</p></main></body><b>bold</b> **stars** _under_",
    "&copy; &lt;i&gt; &#60;",
    "<link rel=stylesheet href=http://127.0.0.1:PORT/style.css>",
    "http://127.0.0.1:PORT/plain and www.example.org",
    "[^1]: a note, and [^9]",
    "<style>@import url(http://127.0.0.1:PORT/style.css)</style>",
    "x" * 10_000,
]
SHAPES = str.maketrans("“”‘’", "\"\"''")


@pytest.fixture(name="requests")
def _requests() -> Iterator[list[str]]:
    """What is asked of a server on this machine; its port is the first element until the first request."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    asked.append(str(server.server_port))
    yield asked
    server.shutdown()
    server.server_close()


def project(folder: Path, planted: str) -> Path:
    (folder / "seeds").mkdir()
    quoted = planted.replace("\\", "\\\\").replace('"', '\\"')
    (folder / "brief.toml").write_text(
        f'[brief]\ntitle = "Wheat {quoted}"\nslug = "wheat"\nparties = ["FR", "IN"]\npage_budget = 50\n'
        f'marking = "{quoted[:200]}"\n'
        f'[[source]]\npath = "seeds/a.txt"\noutlet = "{quoted}"\ntitle = "{quoted}"\n',
        encoding="utf-8",
    )
    (folder / "seeds" / "a.txt").write_text(
        f"date 2024-05-10\n\n{SAID.format(planted)}\n\n“We agree on wheat,” Indian Foreign Minister Asha Rao "
        "said on Thursday.\n",
        encoding="utf-8",
    )
    return folder


class Shown(HTMLParser):
    """The text of a page and its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src"}}

    def handle_data(self, data: str) -> None:
        self.text += data


def letters(text: str) -> str:
    """The text without white space and with straight quotation marks."""
    return "".join(text.translate(SHAPES).split())


@pytest.mark.parametrize("planted", HOSTILE, ids=lambda planted: planted[:20])
def test_hostile_words_are_the_literal_words_in_every_format_and_nothing_is_fetched(
    planted: str, tmp_path: Path, requests: list[str]
) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    planted = planted.replace("PORT", requests.pop())
    pipeline.build(project(tmp_path, planted))
    folder = tmp_path / "output"
    words = letters(f"We shall answer {planted} with all our means")
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    pages = {
        "md": parser.render((folder / "wheat.md").read_text("utf-8")),
        "html": (folder / "wheat.html").read_text("utf-8"),
        "sources": (folder / "wheat-sources.html").read_text("utf-8"),
    }
    for name, page in pages.items():
        shown = Shown(page)
        assert words in letters(shown.text), name
        # Markdown itself has no line break within a table cell: the brief writes <br> there.
        assert shown.tags.isdisjoint({"script", "img", "link", "iframe", "b", "i", "code", "h3", "del"}), name
        assert {address.partition("#")[0] for address in shown.addresses} <= {
            "",
            "wheat.html",
            "wheat-sources.html",
        }
    pdf = "".join(page.extract_text() for page in PdfReader(folder / "wheat.pdf").pages)
    # A word that runs over pages has their running heads between its letters.
    assert words in letters(pdf) or (len(planted) > 5_000 and pdf.count("x") > len(planted))
    if CHROMIUM is not None and "127.0.0.1" in planted:
        for name in ("wheat.html", "wheat-sources.html"):
            opened(folder / name, tmp_path)
    assert requests == []


def opened(page: Path, home: Path) -> None:
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000", "--dump-dom"]
    subprocess.run(
        [str(CHROMIUM), *options, page.as_uri()],
        check=True,
        capture_output=True,
        env={**os.environ, "HOME": str(home)},
        timeout=60,
    )


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("brief.md.j2", "one\n{% if brief.title %}\n", "line 2: Unexpected end of template"),
        ("sections/positions.md.j2", "\n\n{{ sektion.title }}", "line 3: 'sektion' is undefined"),
        ("in-focus.md.j2", "{{ brief.titel }}", "has no attribute 'titel'"),
        ("page.html.j2", "\n{{ contents }}", "line 2: 'contents' is undefined"),
        ("timeline.svg.j2", "{{ drawing.heigth }}", "has no attribute 'heigth'"),
        ("figures.html.j2", "{% for n in numbres %}{% endfor %}", "line 1: 'numbres' is undefined"),
        (
            "sources.html.j2",
            "{% for view in views %}\n{{ view.entri }}{% endfor %}",
            "has no attribute 'entri'",
        ),
        ("page.html.j2", '{{ stylesheet("mine.css") }}', "template not found: mine.css"),
    ],
)
def test_a_wrong_template_names_file_line_and_variable_and_earlier_output_stays(
    name: str, text: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project(tmp_path, "it")
    (folder / "seeds" / "a.txt").write_text(
        "date 2024-05-10\n\n“We agree on wheat,” Indian Foreign Minister Asha Rao said on Thursday.\n\n"
        "In March, 84 farms and 12 mills closed in France. France will host the talks on 20 May 2024.\n\n"
        "About 300 farmers lost their land in 2022. Some 450 ships carried wheat in 2023.\n",
        encoding="utf-8",
    )
    assert run(folder) == 0
    before = {path: path.read_bytes() for path in (folder / "output").rglob("*") if path.is_file()}
    capsys.readouterr()
    (folder / "templates" / name).parent.mkdir(parents=True)
    (folder / "templates" / name).write_text(text, encoding="utf-8")
    assert run(folder) == 5
    [error] = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert says in error
    assert name in error or "not found" in says
    assert {path: path.read_bytes() for path in (folder / "output").rglob("*") if path.is_file()} == before


def run(folder: Path) -> int:
    """The exit code of a build in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["briefgen", "build", str(folder)])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0)


def test_a_stylesheet_that_fetches_is_refused_and_names_the_address(
    tmp_path: Path, requests: list[str]
) -> None:
    address = f"http://127.0.0.1:{requests.pop()}/style.css"
    folder = project(tmp_path, "it")
    (folder / "templates").mkdir()
    (folder / "templates" / "print.css").write_text(f"@import url({address});", encoding="utf-8")
    with pytest.raises(Exception, match=re.escape(address)):
        pipeline.build(folder)
    assert requests == []
