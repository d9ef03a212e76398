"""Layout and PDF, by WeasyPrint: the only module that imports it.

The PDF is tagged to PDF/UA-1 (ISO 14289-1); where WeasyPrint's tags fall short, `tagging` completes them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

from briefgen.errors import MissingLibraryError, RenderingError
from briefgen.rendering.fonts import Use, font, missing_glyphs

try:
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    from briefgen.rendering.tagging import complete_tags
except OSError as error:  # Pango, or a library beside it, is not there
    raise MissingLibraryError(
        f"a system library that writes PDF is missing: {str(error).splitlines()[0]}",
        hint="apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ) from error

__all__ = ["Layout", "LayoutEngine"]

_FONTS = "packaged:fonts/"
# Addresses without a scheme are completed to one that is refused, instead of being passed over.
_BASE_URL = "relative:/"
_SVG = "{http://www.w3.org/2000/svg}svg"
_SVG_TEXT = "{http://www.w3.org/2000/svg}text"
_EARLIEST = datetime.datetime(1980, 1, 1)  # naive: WeasyPrint writes it as UTC
_NO_FILES: Mapping[str, bytes] = MappingProxyType({})


class LayoutEngine:
    """Lays documents out, keeping the fonts loaded from one to the next.

    Args:
        font_css: a stylesheet of ``@font-face`` rules.
    """

    def __init__(self, font_css: str) -> None:
        self._fetcher = _PackagedFetcher()
        self._fonts = FontConfiguration()
        try:
            self._stylesheet = CSS(
                string=font_css, font_config=self._fonts, url_fetcher=self._fetcher, base_url=_BASE_URL
            )
        except FatalURLFetchingError as refusal:
            raise _refused(refusal) from refusal

    def layout(self, html: str) -> Layout:
        """`html` set on pages.

        Raises:
            RenderingError: the document asks for anything but the packaged fonts.
        """
        try:
            source = HTML(string=html, base_url=_BASE_URL, url_fetcher=self._fetcher)
            document = source.render(
                font_config=self._fonts, stylesheets=[self._stylesheet], pdf_variant="pdf/ua-1"
            )
        except FatalURLFetchingError as refusal:
            raise _refused(refusal) from refusal
        return Layout(document)


class Layout:
    """A document set on pages.

    Attributes:
        pages: how many there are.
        length: the same, with the last page counted only as far as it is filled (1.5 is a page and a half).
    """

    def __init__(self, document: Any) -> None:
        self._document = document
        self.pages: int = len(document.pages)
        self.length: float = self.pages - 1 + _filled(document.pages[-1])

    @cached_property
    def missing_glyphs(self) -> tuple[str, ...]:
        """Characters that the face they are set in lacks, in code point order."""
        return missing_glyphs(use for page in self._document.pages for use in _uses(page._page_box))

    def pdf(self, *, attachments: Mapping[str, bytes] = _NO_FILES) -> bytes:
        """The PDF; the same layout and attachments give the same bytes, whenever and wherever.

        Args:
            attachments: files to travel in the PDF, by name.
        """
        # An attachment must have dates; the brief's own, for the clock has no part in the output.
        created = self._document.metadata.created
        date = datetime.datetime.fromisoformat(created) if created else _EARLIEST
        files = [
            Attachment(
                string=content,
                name=name,
                description=f"The data that {self._document.metadata.title or 'this document'} was set from",
                created=date,
                modified=date,
                relationship="Data",
            )
            for name, content in sorted(attachments.items())
        ]
        try:
            pdf: bytes = self._document.write_pdf(
                finisher=complete_tags, pdf_variant="pdf/ua-1", pdf_identifier=True, attachments=files
            )
        except FatalURLFetchingError as refusal:
            raise _refused(refusal) from refusal
        return pdf


class _PackagedFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint publishes no types
    """Gives packaged fonts and nothing else; asking for anything else ends the layout."""

    def fetch(self, url: str, headers: object = None) -> Any:
        if not url.startswith(_FONTS):
            raise FatalURLFetchingError(url)
        try:
            return URLFetcherResponse(url, font(url.removeprefix(_FONTS)))
        except RenderingError as missing:
            raise FatalURLFetchingError(url) from missing


def _filled(page: Any) -> float:
    """How far down its content a page is filled, from 0 to 1."""
    root = page._page_box
    content = next((child for child in root.children if child.element_tag == "html"), None)
    if content is None or not content.children or not root.height:
        return 1.0
    lowest = max(child.position_y + child.margin_height() for child in content.children[0].children)
    return float(min(1.0, max(0.0, (lowest - root.content_box_y()) / root.height)))


def _uses(page_box: Any) -> Iterator[Use]:
    """Every text on a page, page furniture and graphics too, with its face."""
    for box in page_box.descendants():
        if hasattr(box, "text"):
            yield Use(box.style["font_family"][0], box.style["font_style"] != "normal", box.text)
        elif box.element is not None and box.element_tag == _SVG:
            family = box.element.get("font-family", "").partition(",")[0].strip("\"' ")
            for text in box.element.iter(_SVG_TEXT):
                yield Use(family, text.get("font-style", "normal") != "normal", "".join(text.itertext()))


def _refused(refusal: BaseException) -> RenderingError:
    if isinstance(refusal.__cause__, RenderingError):
        return refusal.__cause__
    return RenderingError(
        f"the document asks for {str(refusal).removeprefix(_BASE_URL)}, which is not a packaged font",
        hint=f"a brief fetches nothing: take the address out of the template; fonts are {_FONTS}NAME",
    )
