"""A site is the same to the byte wherever and however it is built: `make same` tries each difference by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.same_site import EVERYTHING, NOTHING, build_as, contents, differing
from support.project import FIVE


@pytest.mark.site
def test_site_is_the_same_where_everything_else_differs(tmp_path: Path) -> None:
    """Hash seed, zone, encoding, folder, umask, order and times of files, processes, day and cache do not show."""
    plain = build_as(NOTHING, FIVE, tmp_path / "one")

    assert {state.split()[0] for state in plain.values()} == {"644", "755"}
    assert differing(plain, build_as(EVERYTHING, FIVE, tmp_path / "other")) == []


def test_differing(tmp_path: Path) -> None:
    """Two folders are compared by names, modes and bytes, those of empty folders too."""
    for name in ("one", "other"):
        for file in ("same", "bytes", "mode"):
            (tmp_path / name / file).mkdir(parents=True)
            (tmp_path / name / file / "page").write_text("text", encoding="utf-8")
    (tmp_path / "other" / "bytes" / "page").write_text("words", encoding="utf-8")
    (tmp_path / "other" / "mode" / "page").chmod(0o600)
    (tmp_path / "other" / "mode").chmod(0o700)
    (tmp_path / "one" / "empty").mkdir()

    found = differing(contents(tmp_path / "one"), contents(tmp_path / "other"))

    assert found == ["bytes/page", "empty", "mode", "mode/page"]
