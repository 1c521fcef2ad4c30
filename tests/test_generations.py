"""The earlier generation of the search that a new site keeps for pages that were opened before it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from ciie.search.programs import keep_generation

A, B, C = "a" * 12, "b" * 12, "c" * 12


def make(site: Path, index: str, programs: str) -> Path:
    """A site whose newest search is of these versions."""
    for folder, version in (("search/index", index), ("assets/search", programs)):
        (site / folder / version).mkdir(parents=True)
        (site / folder / version / "file").write_text(version, encoding="utf-8")
    entry = json.dumps({"version": index, "programs": programs}).encode()
    (site / "search/index/entry.json.gz").write_bytes(gzip.compress(entry, mtime=0))
    return site


def kept(site: Path) -> tuple[set[str], set[str]]:
    """The versions of the index and of the programs that `site` has."""
    index, programs = (site.glob(f"{folder}/*/file") for folder in ("search/index", "assets/search"))
    return {path.parent.name for path in index}, {path.parent.name for path in programs}


def test_search_of_the_site_before_is_kept(tmp_path: Path) -> None:
    """An index and programs that differ are copied beside the new ones."""
    old, new = make(tmp_path / "old", A, A), make(tmp_path / "new", B, B)
    keep_generation(old, new)

    assert kept(new) == ({A, B}, {A, B})
    assert (new / "search" / "index" / A / "file").read_text(encoding="utf-8") == A


def test_only_one_generation_is_kept(tmp_path: Path) -> None:
    """However often the site is built, it holds one earlier version of each part."""
    first, second, third = (make(tmp_path / name, name, name) for name in (A, B, C))
    keep_generation(first, second)
    keep_generation(second, third)

    assert kept(third) == ({B, C}, {B, C})


def test_rebuilding_the_same_keeps_what_was_kept(tmp_path: Path) -> None:
    """A build that changes nothing, or only one part, does not take away the generation before."""
    first, second, again = make(tmp_path / "1", A, A), make(tmp_path / "2", B, B), make(tmp_path / "3", B, C)
    keep_generation(first, second)
    keep_generation(second, again)

    assert kept(again) == ({A, B}, {B, C})


@pytest.mark.parametrize("content", [b"", b"no gzip", gzip.compress(b"[]", mtime=0), gzip.compress(b"{", mtime=0)[:12]])
def test_site_without_an_entry_is_no_fault(tmp_path: Path, content: bytes) -> None:
    """A first build, a site of another program and a damaged one are replaced like any other."""
    old, new = tmp_path / "old", make(tmp_path / "new", B, B)
    keep_generation(old, new)
    (old / "search" / "index" / "mine").mkdir(parents=True)
    (old / "search" / "index" / "entry.json.gz").write_bytes(content)
    keep_generation(old, new)

    assert kept(new) == ({B}, {B})
