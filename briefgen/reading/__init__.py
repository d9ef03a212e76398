"""Reading: bytes of a plain-text file to a document with its article and what it says of itself."""

from briefgen.reading.documents import read, reread, source_id

__all__ = ["read", "reread", "source_id"]
