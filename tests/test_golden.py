"""The pages, pictures and calendars of the small collection, as they are meant to be.

RENEW=1 writes them anew, for review as a diff.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import yaml

from ciie.deriving.derivation import derive
from ciie.pipeline import GENERATED, generated_files
from ciie.reading.library import read_library
from ciie.views.publish import publish
from ciie.views.rows import placed
from support.rendering import outline

HERE = Path(__file__).parent
GOLDEN = HERE / "small_pages"
TODAY = dt.date(2026, 11, 21)


def seen(folder: Path) -> dict[str, object]:
    """What a reader and a program see of each file: the spelling of Markdown apart."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".svg", ".ics", ".csv"})
    return {path.relative_to(folder).as_posix(): _seen(path.read_bytes().decode("utf-8")) for path in paths}


def _seen(text: str) -> object:
    if not text.startswith("---\n"):
        return text
    return yaml.safe_load(text.split("\n---\n", 1)[0]), outline(text).flow


def test_small_collection_gives_the_golden_pages(tmp_path: Path) -> None:
    """Every page of the small collection is as reviewed, in tags, texts, links and anchors, and there is no other."""
    pages = generated_files(placed(derive(read_library(HERE / "small", "small", TODAY))))
    publish(pages, GOLDEN if os.environ.get("RENEW") else tmp_path, GENERATED)
    again = generated_files(placed(derive(read_library(HERE / "small", "small", TODAY))))
    publish(again, tmp_path, GENERATED)

    assert seen(tmp_path) == seen(GOLDEN)


def test_order_in_which_records_were_written_does_not_matter(tmp_path: Path) -> None:
    """The same records in a folder of their own, found in another order, give the same pages."""
    copy = tmp_path / "small"
    for path in sorted((HERE / "small").rglob("*.*"), reverse=True):
        target = copy / path.relative_to(HERE / "small")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    publish(generated_files(placed(derive(read_library(copy, "small", TODAY)))), tmp_path / "docs", GENERATED)

    assert seen(tmp_path / "docs") == seen(GOLDEN)
