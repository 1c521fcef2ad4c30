"""What a site is made of, and whether it has changed since a site was made of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ciie.pipeline import FALLBACK, GENERATED, PROJECT
from ciie.reading.cache import cache_file, digest_of, digest_of_files, files_in, keep, recall, states


@dataclass(frozen=True)
class Sources:
    """What a site is made of: the folders of records and of hand-written pages, as they were when this was made."""

    articles: Path
    docs: Path
    digest: bytes

    def find_published(self, site: Path) -> int | None:
        """How many articles `site` holds, if it was made of these sources and nobody has touched it since."""
        found: int | None = recall(self._file, str(site.resolve()), self._key(site))
        return found

    def note_published(self, site: Path, articles: int) -> None:
        """Notes that `site` was made of these sources."""
        keep(self._file, str(site.resolve()), self._key(site), articles)

    @property
    def _file(self) -> Path | None:
        return cache_file(self.articles, "sites")

    def _key(self, site: Path) -> bytes:
        return digest_of(self.digest, *(f"{path}\0{size}\0{time}" for path, size, time in states(files_in(site))))


def sources(articles: Path, docs: Path) -> Sources:
    """The sources as they are now.

    Args:
        articles: The folder of records.
        docs: The folder of pages; generated ones are no sources.
    """
    ours = {docs / name for name in (*GENERATED, "index.md")}
    written = files_in(docs, lambda path: path in ours)
    others = (PROJECT / "mkdocs.yml", PROJECT / "scripts" / "mkdocs_hook.py")
    digests = map(digest_of_files, (files_in(articles), files_in(FALLBACK), written, others))
    settings = (os.environ.get(name, "") for name in ("SITE_URL", "REPOSITORY_URL", "SOURCE_DATE_EPOCH"))
    return Sources(articles, docs, digest_of(*digests, *settings))
