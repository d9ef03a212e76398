"""Sections in a notebook, which nbconvert executes and exports."""

from __future__ import annotations

import json


def test_an_executed_notebook_leads_every_claim_to_its_source(example, program, pages):
    folder = example("Jupyter")
    cells = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": path.stem,
            "metadata": {},
            "outputs": [],
            "source": path.read_text(encoding="utf-8"),
        }
        for path in sorted(folder.glob("cell-*.py"))
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "report.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    program("nbconvert", "--execute", "--to", "html", "report.ipynb")
    page = pages.read((folder / "report.html").read_text(encoding="utf-8"))
    pages.check(page)
    # Jupyter sets cells to the right, as for numbers; sections have sentences in them.
    cells = page.xpath("(//section)[2]//*[self::td or self::th]")
    assert {cell.get("style") for cell in cells} == {"text-align: left"}
    shown = page.xpath("//section[@class='briefgen']/@data-section")
    assert shown == ["positions-cn", "key-figures", "key-figures"]
    [last] = [item for item in pages.lowest(page, "China is ready to work") if not pages.citations(item)]
    assert "[Reuters, 7 July 2023]" in pages.words(last)
