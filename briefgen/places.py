"""The names of a project's files and folders. It loads nothing, for every command needs it."""

from __future__ import annotations

__all__ = [
    "CONFIGURATION",
    "DEFAULT_PATHS",
    "EDITIONS",
    "OUTPUT",
    "PATHS_ALONE",
    "SECTIONS",
    "STATE",
    "TEMPLATES",
]

CONFIGURATION = "brief.toml"
DEFAULT_PATHS = ("seeds/**/*.txt",)
"""Where sources are looked for when brief.toml does not say."""
PATHS_ALONE = ("**/*.txt",)
"""Where they are looked for in a folder without a brief.toml."""
TEMPLATES = "templates"
OUTPUT = "output"
EDITIONS = "editions"
"""In the output folder: every edition, in a folder of its own."""
SECTIONS = "-sections.json"
"""How the file of an edition ends whose sections other documents embed: it stands beside SLUG.json."""
STATE = ".briefgen"
"""What makes the next build quick: deleting it costs time, never content."""
