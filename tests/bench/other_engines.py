"""What other engines make of the pages that this project writes, beside its own site: addresses, anchors and text.

    PYTHONPATH=tests python -m bench.other_engines ENGINES [ARTICLES]

Run it with `make engines`, which installs each engine in a folder of its own below ENGINES. Each builds twice: with
mkdocs.yml as it is, templates and hooks included; then the Markdown pages alone, with the engine's own theme. It prints
what is the same and the first differences, and exits with 1 where ProperDocs no longer gives the very same site.
Without a folder of records it takes the five of the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from importlib.metadata import distributions
from itertools import product, zip_longest
from pathlib import Path

import yaml

from bench.same_site import contents, differing
from support.project import FIVE, build, copy_project

ENGINES = ("properdocs", "zensical")
_AS_IT_IS, _ALONE = "mkdocs.yml", "alone.yml"
_STOCK = {
    "site_name": "Pages alone",
    "theme": {"name": "material", "variant": "classic", "font": False},
    "plugins": [],
    "markdown_extensions": ["tables", "attr_list", "md_in_html"],
}
_INLINE = {"a", "abbr", "b", "bdi", "code", "em", "i", "kbd", "span", "strong", "time"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What themes put beside the text of a page, or into it: trails, facts, contents.
_BESIDE = {"nav", "aside", "svg"}
_HEADINGS = {f"h{level}" for level in range(1, 7)}


class Article(HTMLParser):
    """The text of a page: the words in its `article`, the ids, and the headings with their levels."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.outline: list[str] = []
        self._open: list[str] = []
        self._parts: list[str] = []
        self.feed(text)
        self.words = "".join(self._parts).split()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id") or ""
        if tag not in _VOID and (self._open or tag == "article"):
            self._open.append(tag)
        if self._is_text:
            self.ids |= {name} if name and not name.startswith("__") else set()
            self._parts += [] if tag in _INLINE else [" "]
            self.outline += [f"{tag} "] if tag in _HEADINGS else []

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if self._is_text and tag not in _INLINE:
            self._parts.append(" ")

    def handle_data(self, data: str) -> None:
        if self._is_text:
            self._parts.append(data)
            if _HEADINGS.intersection(self._open):
                self.outline[-1] += data

    @property
    def _is_text(self) -> bool:
        return bool(self._open) and not _BESIDE.intersection(self._open)


def main(engines: Path, articles: Path) -> int:
    """Prints what each engine does; 1 where ProperDocs makes another site than ours."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = build(articles, folder / "ours")
        _prepare(folder / "project", articles)
        for engine, configuration in product(ENGINES, (_AS_IT_IS, _ALONE)):
            site = folder / f"{engine} {configuration}"
            what = "mkdocs.yml as it is" if configuration == _AS_IT_IS else "the pages alone"
            print(f"{_version(engines / engine, engine)}, {what}")
            fault = _build(engines / engine, folder / "project", configuration, site)
            print(*(fault or _report(ours, site)), sep="\n", flush=True)
        site = folder / f"{ENGINES[0]} {_AS_IT_IS}"
        names = differing(contents(ours), contents(site) if site.is_dir() else {})
    print(f"of {ENGINES[0]}, with mkdocs.yml as it is, {len(names):,} files differ from ours", *names[:5], sep="\n  ")
    return min(len(names), 1)


def _prepare(project: Path, articles: Path) -> None:
    """Writes the project with `articles`, and beside its pages a folder of them that holds no template."""
    copy_project(project, articles)
    _run(project, project / "scripts", "ciie", "pages", check=True)
    shutil.copytree(project / "docs", project / "alone", ignore=shutil.ignore_patterns("overrides"))
    (project / _ALONE).write_text(yaml.safe_dump({**_STOCK, "docs_dir": "alone", "site_dir": "site"}), encoding="utf-8")


def _build(engine: Path, project: Path, configuration: str, site: Path) -> list[str]:
    """Has the engine in the folder `engine` build the project's `site`; where it fails, the last line it printed."""
    shutil.rmtree(project / "site", ignore_errors=True)
    paths = f"{engine.resolve()}{os.pathsep}{project / 'scripts'}"
    start = time.perf_counter()
    done = _run(project, paths, engine.name, "build", "--config-file", configuration)
    print(f"  {time.perf_counter() - start:.1f} s wall")
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    if done.returncode == 0:
        (project / "site").rename(site)
    return [f"  FAILS: {lines[-1].strip()}"] if done.returncode else []


def _run(project: Path, paths: Path | str, *command: str, check: bool = False) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(paths), "CIIE_CACHE": "", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=project, env=environment, capture_output=True, text=True, check=check
    )


def _version(place: Path, engine: str) -> str:
    versions = {found.name.lower(): found.version for found in distributions(path=[str(place)])}
    return f"{engine} {versions.get(engine, '')}"


def _report(ours: Path, theirs: Path) -> Iterable[str]:
    """What is the same on two sites, and what differs first."""
    one, other = pages_of(ours), pages_of(theirs)
    yield f"  addresses: {len(one.keys() & other.keys()):,} of {len(one):,}, {len(other.keys() - one.keys()):,} others"
    yield from (f"    not there: {name}" for name in sorted(one.keys() - other.keys())[:3])
    both = {name: (one[name], other[name]) for name in sorted(one.keys() & other.keys())}
    ids = {name: (mine.ids, theirs.ids) for name, (mine, theirs) in both.items()}
    kept = sum(len(mine & theirs) for mine, theirs in ids.values())
    yield f"  anchors: {kept:,} of {sum(len(mine) for mine, _ in ids.values()):,}"
    lost = {name: mine - theirs for name, (mine, theirs) in ids.items() if mine - theirs}
    yield from (f"    {name} lacks {', '.join(sorted(names)[:4])}" for name, names in list(lost.items())[:3])
    yield from differences("outlines", {name: (mine.outline, theirs.outline) for name, (mine, theirs) in both.items()})
    yield from differences("texts", {name: (mine.words, theirs.words) for name, (mine, theirs) in both.items()})


def differences(what: str, pairs: Mapping[str, tuple[list[str], list[str]]]) -> Iterable[str]:
    """What to print of pages by name, each as two lists of texts: how many are the same, and where the first part."""
    different = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    yield f"  {what}: {len(pairs) - len(different):,} of {len(pairs):,} pages the same"
    for name, (mine, theirs) in list(different.items())[:3]:
        at = next(number for number, (a, b) in enumerate(zip_longest(mine, theirs)) if a != b)
        yield f"    {name}: ours {' '.join(mine[at : at + 8])!r}"
        yield f"    {' ' * len(name)}  theirs {' '.join(theirs[at : at + 8])!r}"


def pages_of(site: Path) -> dict[str, Article]:
    """The article of each page of `site`, by its address."""
    pages = sorted(site.rglob("index.html"))
    return {page.relative_to(site).parent.as_posix(): Article(page.read_text(encoding="utf-8")) for page in pages}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else FIVE))
