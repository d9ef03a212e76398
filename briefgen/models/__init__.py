"""The shared vocabulary: frozen models that the stages hand on."""

from __future__ import annotations

from briefgen.models.base import Model
from briefgen.models.documents import Dateline, Document, Source, Span
from briefgen.models.extractions import (
    Attribution,
    Extraction,
    Mode,
    PartyMention,
    Person,
    Quantity,
    Speaker,
    TimeExpression,
    TimeType,
)
from briefgen.models.parties import Party

__all__ = [
    "Attribution",
    "Dateline",
    "Document",
    "Extraction",
    "Mode",
    "Model",
    "Party",
    "PartyMention",
    "Person",
    "Quantity",
    "Source",
    "Span",
    "Speaker",
    "TimeExpression",
    "TimeType",
]
