"""The first captures, imported: scored against their reading by hand, checked, and built into a site."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from bench.score_import import Score, score
from support.project import FIVE, PROJECT, build, ciie

# What each field must reach at least: recall and precision.
LEAST = {
    "title": (1.0, 1.0),
    "date, with evidence": (1.0, 1.0),
    "outlet": (1.0, 1.0),
    "authors": (1.0, 1.0),
    "furniture lines removed": (1.0, 1.0),
    "body lines kept": (1.0, 1.0),
    "captions": (1.0, 1.0),
    "figures by value": (0.97, 0.97),
    "figures by value, measure, edition": (0.85, 0.85),
    "countries": (1.0, 0.98),
    "organisations": (0.95, 0.95),
    "people": (0.95, 0.95),
    "pairs of one story": (1.0, 1.0),
}


@pytest.fixture(scope="module")
def scores(captures: Path) -> dict[str, Score]:
    """The scores by field; skipped where the reading by hand is not beside the captures."""
    gold = captures.parent / "reference" / "gold.json"
    if not gold.is_file():
        pytest.skip(f"{gold} is not here to compare with")
    return {each.field: each for each in score(captures, gold)}


@pytest.fixture(scope="module")
def drafts(captures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The drafts of the first captures, imported with permission to publish them."""
    folder = tmp_path_factory.mktemp("drafts")
    texts = sorted(captures.glob("*.txt"))
    assert len(texts) == 5
    done = ciie("import", *texts, "--rights", "permission", "--into", folder, "--articles", FIVE)
    shutil.copytree(FIVE / "vocabulary", folder / "vocabulary")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.mark.parametrize("field", LEAST)
def test_score_of_each_field(scores: dict[str, Score], field: str) -> None:
    """Each field reaches the recall and precision that the import promises."""
    found = scores[field]

    assert (found.recall >= LEAST[field][0], found.precision >= LEAST[field][1]) == (True, True), found


def test_drafts_of_the_captures_pass_the_check(drafts: Path) -> None:
    """Full texts are records without an error as the import writes them."""
    done = ciie("check", "--articles", drafts, "--format", "json")

    counts = json.loads(done.stdout)["counts"]
    assert (done.returncode, counts["records"], counts["errors"]) == (0, 5, 0), done.stdout


@pytest.mark.site
def test_site_of_the_captures(drafts: Path, tmp_path: Path) -> None:
    """A site of the full texts has a page for each, in every index."""
    site = build(drafts, tmp_path / "site")

    ids = sorted(path.stem for path in drafts.glob("*.md"))
    listing = site / "articles" / "2023" / "index.html"
    shown = "".join(path.read_text(encoding="utf-8") for path in (site / "articles").rglob("index.html"))
    for name in ids:
        head = (drafts / f"{name}.md").read_text(encoding="utf-8")
        assert re.search(r"^date: 2023-11-\d\d$", head, re.M)
        assert re.search(r"^source: [a-z-]+$", head, re.M)
        assert re.search(r"^topics: \[[a-z]", head, re.M)
        assert list(site.rglob(f"{name}/index.html"))
        assert name in shown
    assert listing.is_file() or shown
    for index in ("topics", "timeline", "figures", "organisations", "people", "places", "sources"):
        assert (site / index / "index.html").is_file()


def test_project_holds_no_capture() -> None:
    """The captures that the tests read are named by the environment alone."""
    assert not list(PROJECT.glob("**/*_9e48c6e3b2e62b2d.txt"))
