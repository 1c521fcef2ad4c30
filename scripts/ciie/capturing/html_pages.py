"""A saved web page to the lines of its article and what its head says. Nothing here touches the network.

trafilatura decides what belongs to the article (import notes: F1 .964 on a public benchmark in precision mode).
It is given text and never bytes, whose encoding it guesses wrongly. The lines between headline and article,
which it leaves out, are read from the page itself: they hold date, source and authors.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import lxml.html
import trafilatura

from ciie.capturing.addresses import joined
from ciie.capturing.captures import Hint, Metadata, SourceLine
from ciie.capturing.lines import fold_blanks, is_same_headline, is_sentence, weight
from ciie.model.problems import Reading, fault
from ciie.text.languages import has_han

# Pages of the press show little text beside the article's.
MOST_SHOWN = 400_000
_UNSEEN = ("script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "button", "select", "iframe")
_BLOCKS = {
    "p", "div", "section", "article", "header", "main", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "td",
    "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure", "figcaption", "br", "hr", "body", "form", "pre",
    "center", "time", "address", "summary", "details",
}  # fmt: skip
# What marks words within a line; of these no line of an article has so many.
_MARKS = ("a", "abbr", "b", "cite", "em", "font", "i", "ins", "kbd", "mark", "small", "span", "strong", "sub", "u")
MOST_MARKS, _DROPPED = 1_000, "dropped"
_HEAD_LINES, _TAIL_LINES, _LONGEST_IMPRINT = 14, 8, 240
_WRAPPED = re.compile(r"(?://|/\*)?\s*(?:<!\[CDATA\[|\]\]>|<!--|-->)\s*(?:\*/)?")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
# In words: an item of a list that an extractor left out.
_LEAST_ITEM = 4
# Of an article that comes out shorter than this, the extractor may have lost a part, so others are tried.
_SHORT = 250
_ARTICLE = re.compile(r"(?:News|Report|Blog|Opinion|Analysis)?\w*Article|BlogPosting|Report$", re.I)
_NOTE = re.compile(r"[\[(（]?(?:\d{1,3}|[a-z*†‡])[\])）]?(?:[,，;]\s?\d{1,3})*")
_UNIT = re.compile(r"(?<![A-Za-z])(?:[kcd]?m|sq|CO|x|10)\s*$")
_TITLES = ("og:title", "twitter:title", "ArticleTitle", "title")
_DATES = (
    "article:published_time", "parsely-pub-date", "sailthru.date", "DC.date", "dc.date.created", "dcterms.issued",
    "dcterms.date", "citation_publication_date", "article.published", "date.release", "OriginalPublicationDate",
    "og:published_time", "publishdate", "pubdate", "publish_date", "date", "DC.date.issued", "dcterms.created",
    "firstpublishedtime", "weibo:article:create_at", "datePublished",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "byl", "sailthru.author", "Author")
_OUTLETS = ("og:site_name", "source", "ContentSource", "application-name", "SiteName", "publisher")
_SUMMARIES = ("description", "og:description", "Description")


@dataclass(frozen=True, slots=True)
class PageLines:
    """The article of a saved page: its lines, and what the head of the page says."""

    lines: tuple[SourceLine, ...]
    metadata: Metadata


def parse_page(text: str) -> Reading[PageLines]:
    """The article that the HTML `text` holds, which is neither too large nor too deep."""
    try:
        tree = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text))
    except (lxml.etree.LxmlError, ValueError):
        return fault((1, 1), "capture-not-text", "this page cannot be parsed", "save its text instead")
    linked = tuple(_linked_articles(tree))
    metadata = _metadata(tree, linked)
    _drop_what_is_no_text(tree)
    _drop_many_marks(tree)
    shown = tuple(_shown(tree))
    length = sum(len(line) for line, _ in shown)
    if length > MOST_SHOWN:
        return fault((1, 1), "capture-too-large", f"the page shows {length:,} characters", "save the article alone")
    blocks = _article(lxml.html.tostring(tree, encoding="unicode"), linked, shown)
    if not blocks:
        return fault((1, 1), "capture-article", "no article was found in this page", "copy the article's text instead")
    return Reading(PageLines(tuple(_numbered(_assembled(blocks, shown, metadata))), metadata))


def _drop_what_is_no_text(tree: lxml.html.HtmlElement) -> None:
    """Takes out what its author deleted, and the numbers of notes; the 2 of m² stays."""
    for element in tree.iter("del", "s", "strike", "sup"):
        previous = element.getprevious()
        before = (previous.tail if previous is not None else element.getparent().text) or ""
        is_note = _NOTE.fullmatch((element.text_content() or "").strip()) and not _UNIT.search(before)
        element.tag = _DROPPED if element.tag != "sup" or is_note else element.tag
    lxml.etree.strip_elements(tree, _DROPPED, with_tail=False)


def _drop_many_marks(tree: lxml.html.HtmlElement) -> None:
    """Takes the marks out of elements that hold a great many: extraction takes the square of their number."""
    holders: dict[lxml.html.HtmlElement, lxml.html.HtmlElement] = {}
    within = defaultdict[lxml.html.HtmlElement, list[lxml.html.HtmlElement]](list)
    for element in tree.iter(lxml.etree.Element):
        is_mark = element.tag in _MARKS and element.getparent() is not None
        holders[element] = holders[element.getparent()] if is_mark else element
        within[holders[element]] += [element] if is_mark else []
    for mark in chain.from_iterable(marks for marks in within.values() if len(marks) > MOST_MARKS):
        mark.tag = _DROPPED
    lxml.etree.strip_tags(tree, _DROPPED)


def _shown(tree: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    """The lines of the page that a reader sees, each with the element it stands in, navigation left out."""
    pieces: list[str] = []
    tag = "body"
    body = tree.find("body")
    root = body if body is not None else tree
    skipped = 0
    for event, element in lxml.etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        hidden = name in _UNSEEN or not name or "display:none" in (element.get("style") or "").replace(" ", "")
        if event == "start":
            skipped += hidden
            if name in _BLOCKS and not skipped:
                yield from _flush(pieces, tag)
                tag = name
            if not skipped:
                pieces.append(element.text or "")
            continue
        skipped -= hidden
        if not skipped:
            if name in _BLOCKS:
                yield from _flush(pieces, tag)
                tag = "body"
            pieces.append(element.tail or "")
    yield from _flush(pieces, tag)


def _flush(pieces: list[str], tag: str) -> Iterator[tuple[str, str]]:
    text = fold_blanks("".join(pieces))
    pieces.clear()
    if text:
        yield text, tag


def _article(
    source: str, linked: Iterable[dict[str, object]], shown: Iterable[tuple[str, str]]
) -> list[tuple[str, Hint]]:
    """The blocks of the article: trafilatura's, or else JSON-LD's text, or else the page's paragraphs."""
    blocks = _extracted(source, precise=True)
    if _size(blocks) >= _SHORT:
        return blocks
    told = [text for item in linked for text in _as_list(item.get("articleBody")) if isinstance(text, str)]
    other = [[(fold_blanks(part), Hint.NONE) for part in text.split("\n") if fold_blanks(part)] for text in told]
    other.append(_extracted(source, precise=False))
    other.append([(text, Hint.NONE) for text, tag in shown if tag == "p"])
    return max([blocks, *other], key=_size)


def _size(blocks: Iterable[tuple[str, Hint]]) -> int:
    # A Chinese character says about as much as three Latin letters.
    return sum(len(text) + 2 * sum(map(has_han, text)) for text, _ in blocks)


def _extracted(source: str, precise: bool) -> list[tuple[str, Hint]]:
    document = trafilatura.bare_extraction(
        source,
        favor_precision=precise,
        favor_recall=not precise,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    body = getattr(document, "body", None)
    return list(_blocks(body)) if body is not None else []


def _blocks(body: lxml.html.HtmlElement) -> Iterator[tuple[str, Hint]]:
    kinds = {"head": Hint.HEADING, "item": Hint.ITEM}
    for element in body.iter("p", "head", "item", "quote", "cell"):
        parent = element.getparent()
        if parent is not None and parent.tag in {"p", "head", "item", "cell"}:
            continue
        for text in _broken(element):
            yield text, kinds.get(element.tag, Hint.NONE)


def _broken(element: lxml.html.HtmlElement) -> Iterator[str]:
    """The text of an element, one for each of its lines."""
    pieces = [element.text or ""]
    for child in element.iterdescendants():
        pieces.append("\n" if child.tag in {"lb", "p", "quote", "list", "item", "row", "cell"} else "")
        pieces.append(child.text or "")
        pieces.append(child.tail or "")
    yield from (fold_blanks(part) for part in "".join(pieces).split("\n") if fold_blanks(part))


def _assembled(
    blocks: list[tuple[str, Hint]], shown: tuple[tuple[str, str], ...], metadata: Metadata
) -> Iterator[tuple[str, Hint]]:
    """Title, the lines below it, the article with its captions, and the lines of credit behind it."""
    texts = {text for text, _ in blocks}
    title = next(iter(metadata.titles), ("", ""))[0]
    heads = {i for i, (text, tag) in enumerate(shown) if tag == "h1" or text == title}
    first = next((i for i, (text, _) in enumerate(shown) if text in texts and len(text) > 30 and i not in heads), None)
    last = next((i for i in range(len(shown) - 1, -1, -1) if shown[i][0] in texts), None)
    if title and title not in texts:
        yield title, Hint.TITLE
    if first is None or last is None:
        yield from blocks
        return
    start = max((i for i in range(first) if i in heads), default=first - 6)
    between = range(max(start + 1, first - _HEAD_LINES, 0), first)
    yield from _imprints((shown[i] for i in between), texts | {title})
    yield from chain.from_iterable(_with_captions(blocks, shown[first : last + 1]))
    yield from _imprints(shown[last + 1 : last + 1 + _TAIL_LINES], texts | {title})


def _imprints(shown: Iterable[tuple[str, str]], known: set[str]) -> Iterator[tuple[str, Hint]]:
    for text, tag in shown:
        if text not in known and len(text) <= _LONGEST_IMPRINT:
            yield text, Hint.CAPTION if tag == "figcaption" else Hint.IMPRINT


def _with_captions(
    blocks: list[tuple[str, Hint]], shown: tuple[tuple[str, str], ...]
) -> Iterator[list[tuple[str, Hint]]]:
    """Each block, followed by the captions and the text that stand below it in the page and that it lacks."""
    texts = {text for text, _ in blocks}
    known = _letters("".join(text for text, _ in blocks))
    below: dict[str, list[tuple[str, Hint]]] = {}
    above = ""
    for text, tag in shown:
        if text in texts:
            above = text
        elif tag == "figcaption":
            below.setdefault(above, []).append((text, Hint.CAPTION))
        elif above and _letters(text) not in known:
            below.setdefault(above, []).append((text, _hint_of_left_out(text, tag)))
    captions = {text for text, tag in shown if tag == "figcaption"}
    for text, hint in blocks:
        yield [(text, Hint.CAPTION if text in captions else hint), *below.pop(text, ())]


def _hint_of_left_out(text: str, tag: str) -> Hint:
    """What a line between the article's is, which the extractor left out: text, an item of a list, or neither."""
    if tag in {"li", "td"}:
        return Hint.ITEM if weight(text) >= _LEAST_ITEM else Hint.LEFT
    return Hint.NONE if is_sentence(text) else Hint.LEFT


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _numbered(pieces: Iterable[tuple[str, Hint]]) -> Iterator[SourceLine]:
    for number, (text, hint) in enumerate(pieces, 1):
        yield SourceLine(number, text, hint=hint)


def _linked_articles(tree: lxml.html.HtmlElement) -> Iterator[dict[str, object]]:
    """The articles among the page's JSON-LD objects, those of news first."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        loaded = _loaded(script.text or "")
        for item in _objects(loaded):
            if any(_ARTICLE.search(str(kind)) for kind in _as_list(item.get("@type"))):
                yield item


def _loaded(text: str) -> object:
    """The JSON of a script; wrappers for old browsers, a semicolon and commas before closing brackets are forgiven."""
    bare = _WRAPPED.sub("", text).strip().rstrip(";")
    for attempt in (bare, _TRAILING_COMMA.sub(r"\1", bare)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(loaded: object) -> Iterator[dict[str, object]]:
    for item in _as_list(loaded):
        if isinstance(item, dict):
            yield item
            yield from (inner for inner in _as_list(item.get("@graph")) if isinstance(inner, dict))


def _as_list(value: object) -> list[object]:
    """A JSON value as a list: itself, or the only item of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _metadata(tree: lxml.html.HtmlElement, linked: Iterable[dict[str, object]]) -> Metadata:
    """What the head of a page says of its article, in JSON-LD, Open Graph and the older tags."""
    tags = _meta_tags(tree)

    def named(names: Iterable[str], *keys: str) -> tuple[tuple[str, str], ...]:
        found = [(value, f"JSON-LD {key}") for item in linked for key in keys for value in _texts(item.get(key))]
        found += [(tags[name.lower()], name) for name in names if tags.get(name.lower())]
        return tuple(dict.fromkeys(found))

    headings = [(text, "h1") for text in map(_text, tree.iter("h1")) if text]
    titles = [(text, "<title>") for text in map(_text, tree.iter("title")) if text]
    canonical = [
        link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    bases = [base.get("href") for base in tree.iter("base")] + [tags.get("og:url")]
    base = next(filter(None, bases), "")
    addresses = [(joined(base, href.strip()), "canonical") for href in canonical if href]
    html = tree.getroottree().getroot()
    languages = [(html.get("lang"), "lang")] if html.get("lang") else []
    return Metadata(
        titles=_in_order(headings[:1], [*named(_TITLES, "headline"), *titles[:1]]),
        dates=named(_DATES, "datePublished"),
        authors=named(_AUTHORS, "author"),
        outlets=named(_OUTLETS, "publisher", "sourceOrganization"),
        addresses=tuple((url, tag) for url, tag in (*addresses, *named(("og:url",), "url")) if url),
        languages=tuple(languages),
        summaries=named(_SUMMARIES, "description"),
    )


def _in_order(heading: list[tuple[str, str]], told: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The page's own heading first, unless it is the name of the site: then no other title begins with it."""
    is_headline = not told or any(is_same_headline(heading[0][0], text) for text, _ in told) if heading else False
    return (*heading, *told) if is_headline else (*told, *heading)


def _meta_tags(tree: lxml.html.HtmlElement) -> dict[str, str]:
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        value = fold_blanks(meta.get("content") or "")
        if name and value:
            tags.setdefault(name.lower(), value)
    for time in tree.iter("time"):
        if time.get("datetime") and (time.get("pubdate") is not None or time.get("itemprop") == "datePublished"):
            tags.setdefault("datepublished", time.get("datetime"))
    return tags


def _texts(value: object) -> Iterator[str]:
    """The texts of a JSON-LD value: itself, or its name where it is a person or organisation."""
    for item in _as_list(value):
        named = item.get("name") if isinstance(item, dict) else item
        yield from (fold_blanks(text) for text in _as_list(named) if isinstance(text, str) and fold_blanks(text))


def _text(element: lxml.html.HtmlElement) -> str:
    return fold_blanks(element.text_content() or "")
