"""The search index of a site, written whole; assets/search/files.js says how a browser reads it.

Records are numbered from the newest, so that their order is that of their dates; other pages come after them in the
lists of words and pairs.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ciie.deriving.knowledge import Knowledge
from ciie.model.library import NOTHING_KEPT, AlikeSite, Kept, Remember
from ciie.model.values import Ref, gathered
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
    Postings,
    WordsSaid,
    average_of,
    changes_of,
    page_document,
    postings_of,
    read_document,
    record_document,
)
from ciie.search.programs import ENTRY, FOLDER
from ciie.search.shards import (
    LARGE_SHARD_BYTES,
    SHARD_BYTES,
    SMALL_SHARD_BYTES,
    Changes,
    Posting,
    Value,
    change_shards,
    count_before,
    flat,
    gaps,
    read_json,
    read_rows,
    sort_key,
    together,
    write_json,
    write_shards,
)
from ciie.search.shown import facets_of, page_card, record_card
from ciie.search.site_pages import EXPO, Guide, SitePage, site_pages
from ciie.search.tokens import address_key, alike_words, is_han, name_key, tokens
from ciie.text.languages import traditional_forms
from ciie.views.publish import take

# Words that typing errors are mended to, those of most documents first; short ones have too many neighbours.
MOST_WORDS, SHORTEST_WORD = 20_000, 4
# Topics that are offered where nothing is found, those of most records first.
MOST_TOPICS = 8
PAGES_A_FILE = 16
V = TypeVar("V")


# What follows from the texts of records, beside the cards of these.
_OF_TEXTS = frozenset({"words", "pairs", "pairs.json.gz", "mentions", "dates", "lexicon", "traditional.json.gz"})
Rows = Iterable[tuple[str, Value]]
# The first keys of the files of words, and for each word how many records and entries have it.
Written = tuple[list[str], Mapping[str, int]]


@dataclass(frozen=True)
class _OldIndex:
    """The index of an alike site: the folder of its files, and what its entry says."""

    folder: Path
    entry: Mapping[str, Any]


def write_index(
    knowledge: Knowledge, guides: Iterable[Guide], site: Path, programs: str = "", kept: Kept = NOTHING_KEPT
) -> None:
    """Writes the index of `knowledge` and of the pages `guides` to its folder of `site`.

    Args:
        knowledge: What is searched.
        guides: Pages that are searched beside those of records and entries; asked for once.
        site: The folder of the finished site.
        programs: The version of the search's programs that read this index; none where any may.
        kept: What earlier builds have kept; of an alike site, all is taken but what follows from texts that differ.
    """
    alike, folder = kept.alike, site / FOLDER / "new"
    was = kept.recall("words", alike.changed) if alike else {}
    said, found = _said(knowledge, kept.remember), found_in(knowledge, kept.remember)
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    old = _take_alike(knowledge, folder, alike) if alike else None
    changes = _changes(said, was, alike) if alike else None
    if old is not None and changes is not None:
        pages = _pages(knowledge, guides)
        written = _change_postings(folder, old, changes, _first_guide(knowledge, pages))
    else:
        postings, pages = _postings(knowledge, guides, said.values())
        written = _write_postings(folder, postings, _first_guide(knowledge, pages))
    firsts = _write_lists(folder, knowledge, pages, found, old.entry["firsts"] if old else {})
    _write_words(folder, pages, written[1])
    _write_shown(folder, knowledge, pages, alike)
    version = _version(folder)
    entry = _entry(knowledge, pages) | {
        "version": version,
        "programs": programs,
        "firsts": {**firsts, "words": written[0]},
        "lengths": sorted(int(path.name.partition(".")[0]) for path in (folder / "lexicon").glob("*")),
    }
    folder.rename(site / FOLDER / version)
    write_json(site / FOLDER / "entry", entry)


def _entry(knowledge: Knowledge, pages: Sequence[SitePage]) -> dict[str, object]:
    """What the entry says that is in no other file."""
    alike = alike_words()
    return {
        "version": "",
        "programs": "",
        "records": len(knowledge.records),
        "pages": len(pages),
        "firsts": {},
        "lengths": [],
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


def _said(knowledge: Knowledge, remember: Remember) -> Mapping[str, WordsSaid]:
    """What each record says, by its id."""
    documents = {record.id: record_document(record, knowledge) for record in knowledge.records}
    made_of = {name: repr(document) for name, document in documents.items()}
    return remember("words", made_of, lambda names: (read_document(documents[name]) for name in names))


def _pages(knowledge: Knowledge, guides: Iterable[Guide]) -> tuple[SitePage, ...]:
    return site_pages(knowledge, {guide.path: guide for guide in guides})


def _first_guide(knowledge: Knowledge, pages: Sequence[SitePage]) -> int:
    """The number of the first document that is a guide; all behind it are."""
    return len(knowledge.records) + next((n for n, page in enumerate(pages) if page.ref is None), len(pages))


def _postings(
    knowledge: Knowledge, guides: Iterable[Guide], said: Iterable[WordsSaid]
) -> tuple[Postings, tuple[SitePage, ...]]:
    """What records and pages say, and the pages."""
    pages = list[SitePage]()

    def groups() -> Iterator[Iterable[WordsSaid]]:
        yield said
        # The guides may be known late, so what records alone say is read before.
        pages.extend(_pages(knowledge, guides))
        yield (read_document(page_document(page, knowledge)) for page in pages)

    return postings_of(groups()), tuple(pages)


def _take_alike(knowledge: Knowledge, folder: Path, alike: AlikeSite) -> _OldIndex:
    """Takes the files of another index that hold nothing of texts which differ."""
    entry = read_json(alike.folder / ENTRY)
    old = alike.folder / FOLDER / str(entry["version"])
    changed = {f"records/{number}.json.gz" for number, each in enumerate(knowledge.records) if each.id in alike.changed}
    paths = (path.relative_to(old) for path in old.rglob("*.gz"))
    take(old, folder, (f"{path}" for path in paths if path.parts[0] not in _OF_TEXTS and f"{path}" not in changed))
    return _OldIndex(old, entry)


def _changes(
    said: Mapping[str, WordsSaid], was: Mapping[str, WordsSaid], alike: AlikeSite
) -> tuple[Changes, Changes] | None:
    """What differs in the lists of words and of pairs; None where it is not known, or all weights are others."""
    made_of = {name: (digest, said[name]["made_of"][1]) for name, digest in alike.changed.items()}
    if any(name not in was or was[name]["made_of"] != digests for name, digests in made_of.items()):
        return None
    lengths = {name: each["length"] for name, each in said.items()}
    average = average_of([*lengths.values()])
    if average != average_of([*(lengths | {name: was[name]["length"] for name in alike.changed}).values()]):
        return None
    numbers = {name: number for number, name in enumerate(said)}
    found = [changes_of(numbers[name], was[name], said[name], average) for name in alike.changed]
    return together(words for words, _ in found), together(pairs for _, pairs in found)


def _write_postings(folder: Path, postings: Postings, first_guide: int) -> Written:
    """Writes the lists of words and of pairs."""
    pairs = ((pair, flat(rows)) for pair, rows in postings.pairs())
    write_json(folder / "pairs", write_shards(folder / "pairs", pairs, LARGE_SHARD_BYTES))
    firsts = write_shards(folder / "words", _by_key(postings.words))
    return firsts, {word: count_before(first_guide, flat(rows)) for word, rows in postings.words.items()}


def _change_postings(folder: Path, old: _OldIndex, changes: tuple[Changes, Changes], first_guide: int) -> Written:
    """Writes them as they are in `old`, but for what differs."""
    words, pairs = changes
    were = read_json(old.folder / "pairs.json.gz")
    write_json(folder / "pairs", change_shards(old.folder / "pairs", were, pairs, folder / "pairs", LARGE_SHARD_BYTES))
    firsts = change_shards(old.folder / "words", old.entry["firsts"]["words"], words, folder / "words")
    rows = read_rows(folder / "words", len(firsts))
    return firsts, {word: count_before(first_guide, row) for word, row in rows}


def _write_lists(
    folder: Path,
    knowledge: Knowledge,
    pages: Sequence[SitePage],
    found: Sequence[Found],
    old: Mapping[str, list[str]],
) -> dict[str, list[str]]:
    """Writes the lists that a search begins with beside words, but for those that are there; the first keys of all."""
    values = postings_by_value(knowledge, pages) if not old else {}
    lists: dict[str, Rows] = {
        "values": _by_key(values),
        "rounded": _in_order(values_by_rounding(values)),
        "dates": _by_key(postings_by_date(found)),
        "addresses": _in_order(_addresses(knowledge)),
        "known": ((word, ()) for word in known_words()),
        "words": (),
        "names": _names(pages),
        "mentions": _mentions(mentions_of(found), pages),
    }
    there = {name: firsts for name, firsts in old.items() if name not in _OF_TEXTS}
    sizes = {"names": SMALL_SHARD_BYTES}
    return {
        name: there[name] if name in there else write_shards(folder / name, rows, sizes.get(name, SHARD_BYTES))
        for name, rows in lists.items()
    }


def _write_words(folder: Path, pages: Sequence[SitePage], weights: Mapping[str, int]) -> None:
    """Writes the words that errors are mended to, by length, and the characters that Traditional ones are read as.

    Words that only the text of a guide has are left out: nobody looks for those.
    """
    names = {name_key(name) for page in pages for name in page.names}
    parts = {token for page in pages for name in page.names for token in tokens(name)}
    titles = {token for page in pages for token in tokens(page.title)}
    plain = [word for word in weights if len(word) >= SHORTEST_WORD and word.isalpha() and not is_han(word[0])]
    sought = [word for word in plain if weights[word] or word in titles]
    kept = sorted(sorted(sought, key=lambda word: (-weights[word], word))[:MOST_WORDS])
    for length in sorted({len(word) for word in kept}):
        words = [word for word in kept if len(word) == length]
        rows = [words, [weights[word] for word in words], [(word in names) + (word in parts) for word in words]]
        write_json(folder / "lexicon" / str(length), rows)
    write_json(folder / "traditional", traditional_forms(word for word in weights if is_han(word)))


def _write_shown(folder: Path, knowledge: Knowledge, pages: Sequence[SitePage], alike: AlikeSite | None) -> None:
    """Writes what results show, and what they are narrowed by, but for what was taken from an alike site."""
    for number, record in enumerate(knowledge.records):
        if alike is None or record.id in alike.changed:
            write_json(folder / "records" / str(number), record_card(record, knowledge))
    if alike is not None:
        return
    for start in range(0, len(pages), PAGES_A_FILE):
        cards = [page_card(page) for page in pages[start : start + PAGES_A_FILE]]
        write_json(folder / "pages" / str(start // PAGES_A_FILE), cards)
    for facet in facets_of(knowledge):
        values = [[value.id, value.name, gaps(value.records)] for value in facet.values]
        write_json(folder / "facets" / facet.name, values)


def _names(pages: Sequence[SitePage]) -> Rows:
    """Every name, with the numbers of its pages; things that have no page are numbered after them."""
    holders: dict[str, set[int]] = {}
    for number, names in enumerate((*(page.names for page in pages), *alike_words().same)):
        for name in names:
            holders.setdefault(name_key(name), set()).add(number)
    holders.pop("", None)
    for key in sorted(holders, key=sort_key):
        yield key, sorted(holders[key])


def _mentions(mentions: Mapping[Ref, Sequence[Posting]], pages: Sequence[SitePage]) -> Rows:
    found = {str(number): mentions.get(page.ref, ()) for number, page in enumerate(pages) if page.ref}
    for key in sorted(found):
        yield key, flat(found[key])


def _addresses(knowledge: Knowledge) -> Mapping[str, Sequence[int]]:
    """For each address of a source the numbers of its records, in order."""
    return gathered((address_key(each.url), number) for number, each in enumerate(knowledge.records) if each.url)


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


def _by_key(found: Mapping[str, Sequence[Posting]]) -> Rows:
    return ((key, flat(postings)) for key, postings in _in_order(found))


def _in_order(found: Mapping[str, V]) -> Iterator[tuple[str, V]]:
    return ((key, found[key]) for key in sorted(found, key=sort_key))


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
