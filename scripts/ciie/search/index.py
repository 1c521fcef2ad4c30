"""The search index of a site, written whole; assets/search/files.js says how a browser reads it.

Records are numbered from the newest, so that their order is that of their dates; other pages come after them in the
lists of words and pairs.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import sub
from pathlib import Path
from typing import Any, TypeVar

from ciie.deriving.knowledge import Knowledge
from ciie.model.library import NOTHING_KEPT, AlikeSite, Kept, Remember
from ciie.model.values import Ref
from ciie.search.lookups import (
    Found,
    found_in,
    known_words,
    mentions_of,
    postings_by_date,
    postings_by_value,
    values_by_rounding,
)
from ciie.search.postings import (
    Posting,
    Postings,
    WordsSaid,
    page_document,
    postings_of,
    read_document,
    record_document,
    sort_key,
)
from ciie.search.programs import ENTRY, FOLDER
from ciie.search.shown import facets_of, page_card, record_card
from ciie.search.site_pages import EXPO, Guide, SitePage, site_pages
from ciie.search.tokens import alike_words, is_han, name_key, tokens
from ciie.text.languages import traditional_forms
from ciie.views.publish import take

# Bytes of JSON in a file, about; compressed they are a third to two thirds of it. Large files cost a search that
# fetches many of them; small ones cost every search, in the entry that lists them. See tests/bench/search_costs.py:
# a query in Chinese fetches most, a file of names for each character and a file of pairs for every two.
SMALL_SHARD_BYTES, SHARD_BYTES, LARGE_SHARD_BYTES = 6_000, 9_000, 12_000
# Of gzip; the last three levels take twice the time for a quarter of a percent.
_COMPRESSION = 6
# What a small integer takes with its comma.
_INTEGER_BYTES = 3
Value = Sequence[int] | Sequence[str]


def write_shards(folder: Path, entries: Iterable[tuple[str, Value]], most: int = SHARD_BYTES) -> list[str]:
    """Writes `entries`, which are sorted by key, to files 0, 1, … in `folder`; the first key of each file.

    A file is a list of keys and, as long, a list of their values, of about `most` bytes.
    """
    firsts = []
    for number, rows in enumerate(_shards(entries, most)):
        write_json(folder / str(number), [[key for key, _ in rows], [value for _, value in rows]])
        firsts.append(rows[0][0])
    return firsts


def write_json(path: Path, value: object) -> None:
    """Writes `value` to `path` with .json.gz added; the same value gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.with_name(f"{path.name}.json.gz").write_bytes(gzip.compress(text.encode("utf-8"), _COMPRESSION, mtime=0))


def gaps(numbers: Iterable[int]) -> list[int]:
    """Ascending numbers as the first and the steps between them, which compress better."""
    found = list(numbers)
    return [found[0], *map(sub, found[1:], found)] if found else []


def _shards(entries: Iterable[tuple[str, Value]], most: int) -> Iterator[list[tuple[str, Value]]]:
    rows: list[tuple[str, Value]] = []
    size = 0
    for key, value in entries:
        rows.append((key, value))
        size += len(key.encode()) + _INTEGER_BYTES * (1 + len(value))
        if size >= most:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


# Words that typing errors are mended to, those of most documents first; short ones have too many neighbours.
MOST_WORDS, SHORTEST_WORD = 20_000, 4
# Topics that are offered where nothing is found, those of most records first.
MOST_TOPICS = 8
PAGES_A_FILE = 16
V = TypeVar("V")
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


# What follows from the texts of records, beside the cards of these.
_OF_TEXTS = frozenset({"words", "pairs", "pairs.json.gz", "mentions", "dates", "lexicon", "traditional.json.gz"})


@dataclass(frozen=True)
class _IndexSources:
    """What the index is made of: all that is known, the pages to find, what texts say, and what is found of each."""

    knowledge: Knowledge
    pages: Sequence[SitePage]
    postings: Postings
    found: Sequence[Found]


def write_index(
    knowledge: Knowledge, guides: Iterable[Guide], site: Path, programs: str = "", kept: Kept = NOTHING_KEPT
) -> None:
    """Writes the index of `knowledge` and of the pages `guides` to its folder of `site`.

    Args:
        knowledge: What is searched.
        guides: Pages that are searched beside those of records and entries; asked for once.
        site: The folder of the finished site.
        programs: The version of the search's programs that read this index; none where any may.
        kept: What earlier builds have kept; of an alike site, all is taken that does not follow from texts.
    """
    pages, found = list[SitePage](), found_in(knowledge, kept.remember)
    sources = _IndexSources(knowledge, pages, postings_of(_said(knowledge, guides, pages, kept.remember)), found)
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    folder = site / FOLDER / "new"
    old = _take_alike(knowledge, folder, kept.alike) if kept.alike else {}
    firsts = _write_lists(folder, sources, old.get("firsts", {}))
    _write_words(folder, knowledge, pages, sources.postings)
    changed = kept.alike.changed if kept.alike else {record.id for record in knowledge.records}
    for number, record in enumerate(knowledge.records):
        if record.id in changed:
            write_json(folder / "records" / str(number), record_card(record, knowledge))
    if kept.alike is None:
        _write_shown(folder, knowledge, pages)
    alike = alike_words()
    version = _version(folder)
    entry = {
        "version": version,
        "programs": programs,
        "records": len(knowledge.records),
        "pages": len(pages),
        "firsts": firsts,
        "lengths": sorted(int(path.name.partition(".")[0]) for path in (folder / "lexicon").glob("*")),
        "topics": _commonest_topics(knowledge, pages),
        "tooCommon": sorted(alike.too_common),
        "alike": dict(alike.alike),
        "units": sorted(alike.units),
        "same": alike.same,
        "scales": dict(alike.scales),
        "beforeNumbers": sorted(alike.before_numbers),
        "weak": sorted(alike.weak),
        "asking": dict(alike.asking),
        "kinds": _kinds(pages),
        "twins": _twins(pages),
    }
    folder.rename(site / FOLDER / version)
    write_json(site / FOLDER / "entry", entry)


def _said(
    knowledge: Knowledge, guides: Iterable[Guide], pages: list[SitePage], remember: Remember
) -> Iterator[Iterable[WordsSaid]]:
    """What records say, then what pages say, which are put into `pages`."""
    documents = {record.id: record_document(record, knowledge) for record in knowledge.records}
    made_of = {name: repr(document.fields) for name, document in documents.items()}
    yield remember("words", made_of, lambda names: (read_document(documents[name]) for name in names)).values()
    # The guides may be known late, so what records alone say is read before.
    pages.extend(site_pages(knowledge, {guide.path: guide for guide in guides}))
    yield (read_document(page_document(page, knowledge)) for page in pages)


def _take_alike(knowledge: Knowledge, folder: Path, alike: AlikeSite) -> dict[str, dict[str, list[str]]]:
    """Takes the files of another index that hold nothing of texts; its entry."""
    entry: dict[str, Any] = json.loads(gzip.decompress((alike.folder / ENTRY).read_bytes()))
    old = alike.folder / FOLDER / str(entry["version"])
    changed = {f"records/{number}.json.gz" for number, each in enumerate(knowledge.records) if each.id in alike.changed}
    paths = (path.relative_to(old) for path in old.rglob("*.gz"))
    take(old, folder, (f"{path}" for path in paths if path.parts[0] not in _OF_TEXTS and f"{path}" not in changed))
    return entry


def _write_lists(folder: Path, sources: _IndexSources, old: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Writes the lists that a search begins with but for those that are there, and apart what only phrases need.

    The first keys of the former are what it returns.
    """
    knowledge, pages, postings = sources.knowledge, sources.pages, sources.postings
    pairs = ((pair, _flat(rows)) for pair, rows in postings.pairs())
    write_json(folder / "pairs", write_shards(folder / "pairs", pairs, LARGE_SHARD_BYTES))
    values = postings_by_value(knowledge, pages) if not old else {}
    lists: dict[str, Iterator[tuple[str, Value]]] = {
        "values": _by_key(values),
        "rounded": _in_order(values_by_rounding(values)),
        "dates": _by_key(postings_by_date(sources.found)),
        "addresses": _addresses(knowledge),
        "known": ((word, ()) for word in known_words()),
        "words": _by_key(postings.words),
        "names": _names(pages),
        "mentions": _mentions(mentions_of(sources.found), pages),
    }
    sizes = {"names": SMALL_SHARD_BYTES}
    return {
        name: old[name]
        if name in old and name not in _OF_TEXTS
        else write_shards(folder / name, rows, sizes.get(name, SHARD_BYTES))
        for name, rows in lists.items()
    }


def _write_words(folder: Path, knowledge: Knowledge, pages: Sequence[SitePage], postings: Postings) -> None:
    """Writes the words that errors are mended to, by length, and the characters that Traditional ones are read as.

    Words that only the text of a guide has are left out: nobody looks for those.
    """
    names = {name_key(name) for page in pages for name in page.names}
    parts = {token for page in pages for name in page.names for token in tokens(name)}
    titles = {token for page in pages for token in tokens(page.title)}
    guides = {len(knowledge.records) + number for number, page in enumerate(pages) if page.ref is None}
    weights = {word: sum(number not in guides for number, _ in rows) for word, rows in postings.words.items()}
    plain = [word for word in weights if len(word) >= SHORTEST_WORD and word.isalpha() and not is_han(word[0])]
    sought = [word for word in plain if weights[word] or word in titles]
    kept = sorted(sorted(sought, key=lambda word: (-weights[word], word))[:MOST_WORDS])
    for length in sorted({len(word) for word in kept}):
        words = [word for word in kept if len(word) == length]
        rows = [words, [weights[word] for word in words], [(word in names) + (word in parts) for word in words]]
        write_json(folder / "lexicon" / str(length), rows)
    write_json(folder / "traditional", traditional_forms(word for word in weights if is_han(word)))


def _write_shown(folder: Path, knowledge: Knowledge, pages: Sequence[SitePage]) -> None:
    """Writes what results show of pages, and what they are narrowed by."""
    for start in range(0, len(pages), PAGES_A_FILE):
        cards = [page_card(page) for page in pages[start : start + PAGES_A_FILE]]
        write_json(folder / "pages" / str(start // PAGES_A_FILE), cards)
    for facet in facets_of(knowledge):
        values = [[value.id, value.name, gaps(value.records)] for value in facet.values]
        write_json(folder / "facets" / facet.name, values)


def _names(pages: Sequence[SitePage]) -> Iterator[tuple[str, Value]]:
    """Every name, with the numbers of its pages; things that have no page are numbered after them."""
    holders: dict[str, set[int]] = {}
    for number, names in enumerate((*(page.names for page in pages), *alike_words().same)):
        for name in names:
            holders.setdefault(name_key(name), set()).add(number)
    holders.pop("", None)
    for key in sorted(holders, key=sort_key):
        yield key, sorted(holders[key])


def _mentions(mentions: Mapping[Ref, Sequence[Posting]], pages: Sequence[SitePage]) -> Iterator[tuple[str, Value]]:
    found = {str(number): mentions.get(page.ref, ()) for number, page in enumerate(pages) if page.ref}
    for key in sorted(found):
        yield key, _flat(found[key])


def _addresses(knowledge: Knowledge) -> Iterator[tuple[str, Value]]:
    """Every address of a source, as assets/search/query.js shortens one, with the numbers of its records."""
    found: dict[str, set[int]] = {}
    for number, record in enumerate(knowledge.records):
        if record.url:
            found.setdefault(address_key(record.url), set()).add(number)
    yield from _in_order({key: sorted(numbers) for key, numbers in found.items()})


def address_key(url: str) -> str:
    """An address without what does not tell pages apart."""
    return _SCHEME.sub("", url.strip()).partition("#")[0].rstrip("/").casefold()


def _kinds(pages: Sequence[SitePage]) -> dict[str, list[int]]:
    """The first and the last page of each kind; those of a kind stand together, the expo's own page before all."""
    kinds: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        kind = "Expo" if page.ref == EXPO else page.kind
        kinds[kind] = [kinds.get(kind, [number])[0], number]
    return kinds


def _twins(pages: Sequence[SitePage]) -> dict[str, int]:
    """The pages that have the address of an earlier one, since they are of one thing in two lists, with the earlier."""
    first: dict[str, int] = {}
    return {
        str(number): first[page.url]
        for number, page in enumerate(pages)
        if first.setdefault(page.url, number) != number
    }


def _by_key(found: Mapping[str, Sequence[Posting]]) -> Iterator[tuple[str, Value]]:
    return ((key, _flat(postings)) for key, postings in _in_order(found))


def _in_order(found: Mapping[str, V]) -> Iterator[tuple[str, V]]:
    return ((key, found[key]) for key in sorted(found, key=sort_key))


def _flat(postings: Sequence[Posting]) -> list[int]:
    """Postings as one list: the step to each document, and its weight."""
    flat, last = list[int](), 0
    for number, weight in postings:
        flat += (number - last, weight)
        last = number
    return flat


def _commonest_topics(knowledge: Knowledge, pages: Sequence[SitePage]) -> list[int]:
    topics = [(number, page.ref) for number, page in enumerate(pages) if page.kind == "Topic" and page.ref]
    used = [(number, len(knowledge.records_of(topic))) for number, topic in topics]
    return [number for number, size in sorted(used, key=lambda item: (-item[1], item[0])) if size][:MOST_TOPICS]


def _version(folder: Path) -> str:
    """A fingerprint of every file of the index, which names their folder: no cache or server mixes two indexes."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.gz")):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]
