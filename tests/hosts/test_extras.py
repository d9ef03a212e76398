"""Nothing of a host is needed before it is used; what is missing then is named."""

from __future__ import annotations

import subprocess
import sys

import pytest
from docx import Document

HOSTS = {
    "mkdocs": ("mkdocs", "import briefgen.embedding.mkdocs"),
    "word": (
        "docxcompose",
        "from briefgen.embedding.word import subdocument; import docxtpl;"
        " subdocument(docxtpl.DocxTemplate(sys.argv[1]), load(sys.argv[2]).section('gaps'))",
    ),
    "sphinx": ("sphinx", "import briefgen.embedding.sphinx"),
}
PROGRAM = """
import sys
sys.modules.update(dict.fromkeys({missing!r}))
import briefgen, briefgen.embedding
from briefgen.embedding import Section, load
try:
    {used}
except briefgen.MissingExtraError as error:
    print(error.extra, error.hint)
"""


@pytest.mark.parametrize("extra", HOSTS)
def test_a_host_that_is_not_installed_names_its_extra(extra, environment, built, tmp_path):
    missing, used = HOSTS[extra]
    template = tmp_path / "template.docx"
    Document().save(template)
    command = [sys.executable, "-c", PROGRAM.format(missing=[missing], used=used), template, built / "desk"]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert done.stdout.decode() == f"{extra} pip install 'briefgen[{extra}]'\n"
