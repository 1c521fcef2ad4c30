"""Imprints and datelines, from tables that an editor can extend (imprints.yml, datelines.yml)."""

from __future__ import annotations

from typing import Any

import pytest

from ciie.capturing.captures import Imprint
from ciie.capturing.datelines import find_dateline, without_dateline
from ciie.capturing.imprints import parse_imprint
from support.import_samples import rows


@pytest.mark.parametrize("row", rows("imprints.yml"), ids=lambda row: row["line"][:40])
def test_imprint_of_each_line(row: dict[str, Any]) -> None:
    """An imprint's dates and names are read whatever their order; a sentence is no imprint."""
    imprint = parse_imprint(row["line"])

    assert (said(imprint) if imprint else None) == row.get("says")


def said(imprint: Imprint) -> dict[str, list[str]]:
    """What an imprint says, as the table writes it."""
    dates = {"published": imprint.published, "updated": imprint.updated}
    names = {"sources": imprint.sources, "authors": imprint.authors, "editors": imprint.editors}
    told = {**{key: [date.iso for date in found] for key, found in dates.items()}, **names}
    return {key: list(found) for key, found in told.items() if found}


@pytest.mark.parametrize("row", rows("datelines.yml"), ids=lambda row: row["text"][:40])
def test_dateline_of_each_report(row: dict[str, Any]) -> None:
    """A dateline is told from the text behind it, with its agency, reporters and date."""
    found = find_dateline(row["text"])

    assert without_dateline(row["text"]) == row["rest"]
    assert (found.agency if found else None) == row.get("agency")
    assert (found.reporters if found else None) == row.get("reporters")
    date = found.date(2023) if found else None
    assert (date.iso if date else None) == row.get("date")
