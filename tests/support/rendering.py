"""Markdown to HTML by our page and by stock Python-Markdown, and what a reader and a browser make of it."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser

import markdown
import pyromark
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ciie.mkdocs_pages import KnowledgePage

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
# Those that MkDocs loads where its configuration names none.
STOCK_EXTENSIONS = ["toc", "tables", "fenced_code"]


class Outline(HTMLParser):
    """The tags of a piece of HTML with their attributes, and its text with blanks folded."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self._parts: list[str] = []
        self._flow: list[str] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """What a reader sees."""
        return " ".join("".join(self._parts).split())

    @property
    def flow(self) -> list[str]:
        """Its tags with anchors and links, and the texts between them, in their order."""
        return [folded for piece in self._flow if (folded := " ".join(piece.split()))]

    @property
    def addresses(self) -> list[str]:
        """Where its links lead and what it loads."""
        return [value for _, name, value in self.attributes if name in {"href", "src", "action", "data", "srcset"}]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        kept = "".join(f" {name}={value}" for name, value in sorted(attrs) if name in {"id", "href"})
        self._flow += [f"<{tag}{kept}>", ""]

    def handle_endtag(self, tag: str) -> None:
        self._flow += [f"</{tag}>", ""]

    def handle_data(self, data: str) -> None:
        self._parts.append(data)
        self._flow[-1:] = ["".join(self._flow[-1:]) + data]


@cache
def configuration(repository: str) -> MkDocsConfig:
    """A configuration of MkDocs that names nothing but the site and the repository of its records."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "A site", "docs_dir": "docs", "extra": {"repository": repository}})
    config.validate()
    return config


def page(text: str, path: str = "articles/a.md", others: tuple[str, ...] = (), repository: str = "") -> KnowledgePage:
    """Our page at `path` with `text`, front matter and all, rendered beside the pages `others`."""
    config = configuration(repository)
    files = [File(name, None, config.site_dir, use_directory_urls=True) for name in (path, *others)]
    files[0].content_string = text
    made = KnowledgePage(None, files[0], config)
    made.read_source(config)
    made.render(config, Files(files))
    return made


def ours(text: str) -> str:
    """What our page makes of the Markdown `text`."""
    return page(f"---\ntitle: A page\n---\n\n{text}\n").content or ""


def stock(text: str) -> str:
    """What Python-Markdown makes of `text`, as MkDocs runs it."""
    return str(markdown.markdown(text, extensions=STOCK_EXTENSIONS))


def outline(text: str) -> Outline:
    """What the generated page `text`, front matter and all, says before anything resolves its links."""
    return Outline(pyromark.html(text.split("\n---\n", 1)[1], options=_OPTIONS))
