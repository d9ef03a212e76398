"""WordprocessingML elements (ECMA-376 part 1), made of names, styles and text."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

__all__ = ["element", "field", "paragraph", "printable", "run", "value"]

# XML 1.0, production 2: all other characters cannot stand in a file, not even as references.
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """`text` with U+FFFD in place of what XML cannot hold: controls, lone surrogates, noncharacters."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def element(tag: str, *children: Any, **attributes: str | int) -> Any:
    """An element of WordprocessingML: ``element("jc", val="center")`` is ``<w:jc w:val="center"/>``."""
    made = OxmlElement(f"w:{tag}")
    for name, content in attributes.items():
        made.set(qn(f"w:{name}"), printable(str(content)))
    made.extend(children)
    return made


def value(parent: Any, tag: str, default: str = "") -> str:
    """What ``w:val`` of the child `tag` of `parent` says."""
    child = parent.find(qn(f"w:{tag}"))
    return default if child is None else str(child.get(qn("w:val"), default))


def paragraph(style: str, *children: Any) -> Any:
    """A paragraph in the style with this id."""
    return element("p", element("pPr", element("pStyle", val=style)), *children)


def run(text: str, style: str | None = None) -> Any:
    """A run of `text`, in the character style with this id; line feeds and tabs are breaks and tabs."""
    made = element("r")
    if style is not None:
        made.append(element("rPr", element("rStyle", val=style)))
    for part in re.split("([\t\n])", printable(text)):
        if part in ("\t", "\n"):
            made.append(element("tab" if part == "\t" else "br"))
        elif part:
            words = element("t")
            words.text = part
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(words)
    return made


def field(code: str, shown: str) -> Any:
    """A field that Word fills in (``PAGE``); `shown` stands there until it does."""
    return element("fldSimple", run(shown), instr=f" {code} ")
