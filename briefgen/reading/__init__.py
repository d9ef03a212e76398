"""Reading: bytes of a plain-text file to a document with its article and what it says of itself."""

from briefgen.reading.documents import read

__all__ = ["read"]
