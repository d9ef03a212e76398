"""Document text to Extraction: attributions, people, parties, times and quantities, with exact offsets."""

from __future__ import annotations

__all__: list[str] = []
