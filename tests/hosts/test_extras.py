"""Nothing of a host is needed before it is used; what is missing then is named."""

from __future__ import annotations

import subprocess
import sys

import pytest

HOSTS = {
    "mkdocs": ("mkdocs", "import briefgen.embedding.mkdocs"),
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
def test_a_host_that_is_not_installed_names_its_extra(extra, environment):
    missing, used = HOSTS[extra]
    program = PROGRAM.format(missing=[missing], used=used)
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    assert done.stdout.decode() == f"{extra} pip install 'briefgen[{extra}]'\n"
