"""Which words stand for which government or other party.

Country names, demonyms and capitals come from the countryinfo library, the institutions of governments from a
data file, everything else from the tables of brief.toml. Nothing in the code knows a country by name.
"""

from __future__ import annotations

from briefgen.parties.lexicon import PartyLexicon, lexicon

__all__ = ["PartyLexicon", "lexicon"]
