"""What the head of a saved page says of its article: titles, dates, authors, outlets, addresses, each with its tag."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ciie.importing.lines import Metadata, fold

_ARTICLE = re.compile(r"(?:News|Report|Blog|Opinion|Analysis)?\w*Article|BlogPosting|Report$", re.I)
_TITLES = ("og:title", "twitter:title", "ArticleTitle", "title")
_DATES = (
    "article:published_time", "og:published_time", "publishdate", "pubdate", "PubDate", "publish_date", "date",
    "DC.date.issued", "dcterms.created", "firstpublishedtime", "weibo:article:create_at", "datePublished",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "byl", "sailthru.author", "Author")
_OUTLETS = ("og:site_name", "source", "ContentSource", "application-name", "SiteName", "publisher")
_SUMMARIES = ("description", "og:description", "Description")


def linked_articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles among the page's JSON-LD objects, those of news first."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(loaded):
            if any(_ARTICLE.search(str(kind)) for kind in as_list(item.get("@type"))):
                yield item


def _objects(loaded: Any) -> Iterator[dict[str, Any]]:
    for item in as_list(loaded):
        if isinstance(item, dict):
            yield item
            yield from (inner for inner in as_list(item.get("@graph")) if isinstance(inner, dict))


def as_list(value: Any) -> list[Any]:
    """A JSON value as a list: itself, or the only item of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def page_metadata(tree: Any, linked: Iterable[dict[str, Any]]) -> Metadata:
    """What the head of a page says of its article, in JSON-LD, Open Graph and the older tags."""
    tags = _meta_tags(tree)

    def named(names: Iterable[str], *keys: str) -> tuple[tuple[str, str], ...]:
        found = [(value, f"JSON-LD {key}") for item in linked for key in keys for value in _texts(item.get(key))]
        found += [(tags[name.lower()], name) for name in names if tags.get(name.lower())]
        return tuple(dict.fromkeys(found))

    headings = [(text, "h1") for text in map(_text, tree.iter("h1")) if text]
    titles = [(text, "<title>") for text in map(_text, tree.iter("title")) if text]
    addresses = [(link.get("href"), "canonical") for link in tree.iter("link") if link.get("rel") == "canonical"]
    html = tree.getroottree().getroot()
    languages = [(html.get("lang"), "lang")] if html.get("lang") else []
    return Metadata(
        titles=(*headings[:1], *named(_TITLES, "headline"), *titles[:1]),
        dates=named(_DATES, "datePublished"),
        authors=named(_AUTHORS, "author"),
        outlets=named(_OUTLETS, "publisher", "sourceOrganization"),
        addresses=tuple((url, tag) for url, tag in (*addresses, *named(("og:url",), "url")) if url),
        languages=tuple(languages),
        summaries=named(_SUMMARIES, "description"),
    )


def _meta_tags(tree: Any) -> dict[str, str]:
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        value = fold(meta.get("content") or "")
        if name and value:
            tags.setdefault(name.lower(), value)
    for time in tree.iter("time"):
        if time.get("datetime") and (time.get("pubdate") is not None or time.get("itemprop") == "datePublished"):
            tags.setdefault("datepublished", time.get("datetime"))
    return tags


def _texts(value: Any) -> Iterator[str]:
    """The texts of a JSON-LD value: itself, or its name where it is a person or organisation."""
    for item in as_list(value):
        named = item.get("name") if isinstance(item, dict) else item
        yield from (fold(text) for text in as_list(named) if isinstance(text, str) and fold(text))


def _text(element: Any) -> str:
    return fold(element.text_content() or "")
