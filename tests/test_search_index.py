"""The files of the search index: what is in them is what the knowledge has, and they stay small."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest

from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.model.values import Ref
from ciie.model.vocabulary import Organisation
from ciie.pipeline import read_collection
from ciie.search.index import write_index
from ciie.search.postings import (
    BODY,
    HEAVIEST,
    LARGEST,
    Document,
    Field,
    Postings,
    dampened,
    page_document,
    postings_of,
    read_document,
    record_document,
)
from ciie.search.programs import FOLDER
from ciie.search.shards import SHARD_BYTES, gaps, sort_key, write_json, write_shards
from ciie.search.site_pages import Guide, SitePage, site_pages
from ciie.search.tokens import name_key, tokens
from support.project import FIVE
from support.samples import VOCABULARY, event, library
from support.samples import record as one_record

TODAY = dt.date(2026, 11, 21)
GUIDES = (
    Guide("timeline/index.md", "Timeline", "What happened."),
    Guide("editions/index.md", "Editions", "Each holding."),
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return derive(read_collection(FIVE, TODAY))


@pytest.fixture(scope="module")
def index(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("index")
    write_index(knowledge, GUIDES, site)
    return folder_of(site)


def folder_of(site: Path) -> Path:
    """The folder of the index, which its version names."""
    return site / FOLDER / str(read(site / FOLDER / "entry")["version"])


@pytest.fixture(scope="module")
def pages(knowledge: Knowledge) -> tuple[SitePage, ...]:
    return site_pages(knowledge, {guide.path: guide for guide in GUIDES})


def read(path: Path) -> Any:
    """The value in a file of the index."""
    return json.loads(gzip.decompress(path.with_name(f"{path.name}.json.gz").read_bytes()))


def read_list(index: Path, name: str) -> dict[str, Any]:
    """A whole list of the index, in the order of its files."""
    files = [read(index / name / str(number)) for number in range(len(list((index / name).iterdir())))]
    return {key: value for keys, values in files for key, value in zip(keys, values, strict=True)}


def numbers(flat: list[int]) -> set[int]:
    """The documents in a flat list of steps and weights."""
    return set(accumulate(flat[::2]))


def test_index_of_the_same_knowledge_has_the_same_bytes(knowledge: Knowledge, index: Path, tmp_path: Path) -> None:
    """Building twice changes no file, so that a reader's cache stays good."""
    write_index(knowledge, GUIDES, tmp_path)

    again = {path.relative_to(tmp_path / FOLDER): path.read_bytes() for path in tmp_path.rglob("*.gz")}
    assert again == {path.relative_to(index.parent): path.read_bytes() for path in index.parent.rglob("*.gz")}


def test_version_changes_with_what_is_searched(knowledge: Knowledge, index: Path, tmp_path: Path) -> None:
    """The version names the folder of all files but the entry, so a browser never joins files of two indexes."""
    write_index(knowledge, GUIDES[:1], tmp_path)

    assert folder_of(tmp_path).name != index.name
    assert {path.name for path in (tmp_path / FOLDER).iterdir()} == {"entry.json.gz", folder_of(tmp_path).name}


def test_files_of_an_earlier_index_are_gone(knowledge: Knowledge, tmp_path: Path) -> None:
    """Nothing of a larger collection before is left among the files."""
    write_index(knowledge, GUIDES, tmp_path)
    write_json(folder_of(tmp_path) / "records" / "99", [])
    write_index(knowledge, (), tmp_path)

    assert len(list((tmp_path / FOLDER).rglob("records/*"))) == len(knowledge.records)


def test_entry_names_the_programs_that_read_the_index(knowledge: Knowledge, tmp_path: Path) -> None:
    """A browser with other programs learns by the entry which it needs; another name of them is no other index."""
    write_index(knowledge, (), tmp_path)
    nameless = folder_of(tmp_path).name
    write_index(knowledge, (), tmp_path, "0123456789ab")

    assert read(tmp_path / FOLDER / "entry")["programs"] == "0123456789ab"
    assert folder_of(tmp_path).name == nameless


@pytest.mark.parametrize(
    "name", ["words", "pairs", "names", "mentions", "values", "rounded", "dates", "addresses", "known"]
)
def test_list_is_sorted_as_browsers_compare(index: Path, name: str) -> None:
    """A browser finds a key by halving, also across files."""
    keys = list(read_list(index, name))
    firsts = read(index / "pairs") if name == "pairs" else read(index.parent / "entry")["firsts"][name]

    assert keys == sorted(set(keys), key=sort_key)
    assert firsts == [read(index / name / str(number))[0][0] for number in range(len(firsts))]


def test_every_word_and_pair_of_a_body_leads_to_its_record(knowledge: Knowledge, index: Path) -> None:
    """Nothing that a record says is missing from the index, words that stand everywhere aside."""
    words, pairs = read_list(index, "words"), read_list(index, "pairs")
    too_common = set(read(index.parent / "entry")["tooCommon"])
    for number, record in enumerate(knowledge.records):
        for passage in record.passages:
            row = tokens(passage.text)
            assert [word for word in row if word not in too_common and number not in numbers(words[word])] == []
            assert [p for p in pairwise(row) if number not in numbers(pairs[" ".join(p)])] == []


def test_pair_has_no_record_in_which_it_stands_nowhere(knowledge: Knowledge, index: Path) -> None:
    """A phrase of two words finds only what has them in a row."""
    records = numbers(read_list(index, "pairs")["negative lists"])
    texts = [" ".join(" ".join(tokens(p.text)) for p in record.passages) for record in knowledge.records]

    assert records == {number for number, text in enumerate(texts) if "negative lists" in text}
    assert len(records) == 2


def test_every_name_of_the_vocabulary_leads_to_its_page(
    knowledge: Knowledge, index: Path, pages: tuple[SitePage, ...]
) -> None:
    """In every spelling: names, Chinese names, aliases and demonyms."""
    names = read_list(index, "names")
    for kind, terms in knowledge.vocabulary.kinds():
        for term in terms.values():
            found = [{pages[number].ref for number in names[name_key(name)]} for name in term.names]
            assert all((kind, term.id) in refs for refs in found), term.names


@pytest.mark.parametrize(
    "name", ["CIIE", "进博会", "進博會", "jinbohui", "zhongguo guoji jinkou bolanhui", "import expo"]
)
def test_expo_is_found_by_each_of_its_names(index: Path, pages: tuple[SitePage, ...], name: str) -> None:
    """Its page is the index of its editions."""
    (number,) = read_list(index, "names")[name_key(name)]

    assert pages[number].url == "editions/"
    assert pages[number].about == "Each holding."


@pytest.mark.parametrize("name", ["CIIE 2023", "2023 CIIE", "6th CIIE", "sixth expo", "edition 6"])
def test_edition_is_found_by_its_year_and_ordinal(index: Path, pages: tuple[SitePage, ...], name: str) -> None:
    """Searchers know an edition by either."""
    assert [pages[number].ref for number in read_list(index, "names")[name_key(name)]] == [("editions", "6")]


@pytest.mark.parametrize(
    ("name", "initials", "has_them"),
    [("Institute of the Technology of Illinois", "ITI", True), ("Institute of Technology", "IT", False)],
)
def test_name_of_three_words_is_found_by_its_initials(name: str, initials: str, has_them: bool) -> None:
    """Small words do not count; two letters are too many things."""
    vocabulary = replace(VOCABULARY, organisations={"institute": Organisation("institute", name)})
    pages = site_pages(derive(replace(library(), vocabulary=vocabulary)), {})
    (page,) = (page for page in pages if page.ref == ("organisations", "institute"))

    assert (initials in page.names) is has_them


def test_person_is_found_with_the_surname_first(index: Path, pages: tuple[SitePage, ...]) -> None:
    """Sources put Chinese and Japanese surnames first or last."""
    assert [pages[n].title for n in read_list(index, "names")[name_key("Homma Tetsuro")]] == ["Tetsuro Homma"]


def test_mentions_are_the_records_that_the_entry_page_lists(
    knowledge: Knowledge, index: Path, pages: tuple[SitePage, ...]
) -> None:
    """A search for a name finds what the page of the name lists."""
    mentions = read_list(index, "mentions")
    ids = [record.id for record in knowledge.records]
    for number, page in enumerate(pages):
        if page.ref and page.ref[0] != "expo":
            found = {ids[record] for record in numbers(mentions[str(number)])}
            assert found == {record.id for record in knowledge.records_of(page.ref)}, page.title


def test_record_is_the_more_about_a_name_the_more_its_texts_have_it(
    knowledge: Knowledge, index: Path, pages: tuple[SitePage, ...]
) -> None:
    """Three titles have the name of the expo; the other two articles have it in their bodies."""
    mentions = read_list(index, "mentions")
    ids = [record.source for record in knowledge.records]
    flat = mentions[str([page.url for page in pages].index("editions/"))]
    expo = dict(zip((ids[number] for number in accumulate(flat[::2])), flat[1::2], strict=True))

    assert min(expo["xinhua"], expo["stdaily"], expo["breaking-latest-news"]) > max(
        expo["shine"], expo["peoples-daily-online"]
    )


def test_words_that_errors_are_mended_to_are_words_of_the_index(index: Path) -> None:
    """No number, no Chinese, nothing short; each with how many documents have it."""
    words = read_list(index, "words")
    files = {length: read(index / "lexicon" / str(length)) for length in read(index.parent / "entry")["lengths"]}
    lexicon = {word: (weight, name) for found in files.values() for word, weight, name in zip(*found, strict=True)}
    guides = range(
        read(index.parent / "entry")["records"] + read(index.parent / "entry")["pages"] - len(GUIDES[:1]), 10**6
    )

    assert {word: sum(n not in guides for n in numbers(words[word])) for word in lexicon} == {
        word: weight for word, (weight, _) in lexicon.items()
    }
    assert {word: lexicon[word][1] for word in ("qualcomm", "hudson", "hydrogen")} == {
        "qualcomm": 2,
        "hudson": 1,
        "hydrogen": 0,
    }
    assert {"shanghai", "qualcomm", "pharmaceutical"} <= lexicon.keys()
    assert [word for word in lexicon if len(word) < 4 or not word.isalpha()] == []
    assert all(len(word) == length for length, (found, *_) in files.items() for word in found)


def test_figure_leads_to_records_and_pages_by_its_value_and_by_what_it_is_rounded_to(index: Path) -> None:
    """78.41 billion is 78.4, 78 and 80 billion, and no 70; a number within five hundredths stands for another."""
    values, rounded = read_list(index, "values"), read_list(index, "rounded")

    assert numbers(values["78410000000"]) & {0}
    assert [rounded.get(number) for number in ("78400000000", "78000000000", "80000000000", "70000000000")] == [
        ["78410000000"], ["78410000000"], ["78410000000"], None,
    ]  # fmt: skip
    assert ("3486" in rounded["3500"], rounded.get("3000"), rounded.get("100")) == (True, None, None)


def test_record_is_listed_by_the_day_it_was_published_and_the_days_it_tells_of(index: Path) -> None:
    """A day within the expo is one of its days, and weighs less than the day of publication."""
    dates = read_list(index, "dates")

    assert dates["2023-11-16"] == [0, 99]
    assert numbers(dates["2023-11-08"]) > {1}
    assert len(numbers(dates["2023-11"])) == 5
    assert "2023-12" not in dates
    assert dates["2023-08"] == [4, 25]


def test_english_words_and_names_that_no_article_has_are_known(index: Path) -> None:
    """Countries of CLDR, companies and common words; nothing else is, and the list stays small."""
    known = read_list(index, "known")

    assert {"iraq", "boeing", "wine", "cheese", "honda", "tesla", "chile"} <= known.keys()
    assert not {"panasonik", "qualcom", "exibition"} & known.keys()
    assert min(map(len, known)) == 3
    assert sum(path.stat().st_size for path in (index / "known").iterdir()) < 80_000


def test_traditional_characters_are_those_of_characters_in_the_index(index: Path) -> None:
    """A browser reads a Traditional character as the one that texts have, and knows no others."""
    traditional = read(index / "traditional")

    assert traditional["會"] == "会"
    assert set(traditional.values()) <= set(read_list(index, "words"))


def test_shards_are_cut_near_their_size_and_lose_nothing(tmp_path: Path) -> None:
    """Every entry is in one file, in order; a value too long for a file has one of its own."""
    entries = [(f"key{number:05}", list(range(number % 50))) for number in range(3000)]
    entries.append(("long", list(range(SHARD_BYTES))))
    firsts = write_shards(tmp_path, entries)
    files = [read(tmp_path / str(number)) for number in range(len(firsts))]

    assert [(key, value) for keys, values in files for key, value in zip(keys, values, strict=True)] == entries
    assert [keys[0] for keys, _ in files] == firsts
    assert max(len(json.dumps(file)) for file in files[:-1]) < 3 * SHARD_BYTES


def test_files_of_chinese_keys_are_no_larger(tmp_path: Path) -> None:
    """A Chinese character is three bytes."""
    firsts = write_shards(tmp_path, [(f"进口 博览{chr(0x4E00 + number)}会", [number]) for number in range(3000)])
    sizes = [len(json.dumps(read(tmp_path / str(n)), ensure_ascii=False).encode()) for n in range(len(firsts))]

    assert max(sizes) < 1.5 * SHARD_BYTES


def test_list_without_entries_has_no_files(tmp_path: Path) -> None:
    """An empty collection makes an index that finds nothing."""
    assert write_shards(tmp_path, []) == []


@pytest.mark.parametrize(("found", "expected"), [([], []), ([4], [4]), ([0, 1, 7], [0, 1, 6])])
def test_gaps_are_the_first_number_and_the_steps(found: list[int], expected: list[int]) -> None:
    """They add up to the numbers again."""
    assert gaps(found) == expected
    assert list(accumulate(expected)) == found


def postings(*groups: list[Document]) -> Postings:
    """The postings of documents, by groups."""
    return postings_of([[read_document(document) for document in group] for group in groups])


def test_word_counts_the_more_the_oftener_and_the_shorter_the_text() -> None:
    """Weights stay from 1 to the largest."""
    short, long = Document((Field("expo", BODY),)), Document((Field("expo " + "other " * 50, BODY),))
    title = Document((Field("expo", 8.0), Field("other " * 50, BODY)))
    weights = dict(postings([short, long, title]).words["expo"])

    assert LARGEST >= weights[0] > weights[1] >= 1
    assert weights[2] > weights[1]
    assert dampened(10**6) == LARGEST


def test_event_counts_less_than_what_the_page_says_of_itself() -> None:
    """A page is not about the company that took part in an event with its entry; that company has a page of its own."""
    firms = {"acme": Organisation("acme", "Acme", about="A maker of pumps."), "bolt": Organisation("bolt", "Bolt")}
    visited = library(one_record(events=(event(what="Bolt signs a contract on pumps"),), organisations=("bolt",)))
    known = derive(replace(visited, vocabulary=replace(VOCABULARY, organisations=firms)))
    pages = site_pages(known, {})
    found = dict(postings([page_document(page, known) for page in pages]).words["pumps"])
    weights = {pages[number].ref: weight for number, weight in found.items()}

    assert weights[Ref("organisations", "acme")] > 1.4 * weights[Ref("organisations", "bolt")]


def test_weights_of_pairs_stay_apart_from_the_numbers_of_documents(
    knowledge: Knowledge, pages: tuple[SitePage, ...]
) -> None:
    """A pair is one integer; a field that weighs more than its bits hold would make it another document's."""
    documents = [page_document(page, knowledge) for page in pages]
    documents += [record_document(record, knowledge) for record in knowledge.records]

    assert max(field.weight for document in documents for field in document.fields) <= HEAVIEST


@pytest.mark.parametrize(
    ("name", "meaning", "first"),
    [("Deals", "What was signed at the opening.", "opening-up"), ("Opening deals", "What was signed.", "deals")],
)
def test_page_of_more_records_counts_more_but_less_than_a_title(name: str, meaning: str, first: str) -> None:
    """A page of forty records comes after that of one whose title has the word, and first where both titles have it."""
    deals = replace(VOCABULARY.topics["deals"], name=name, meaning=meaning)
    topics = {"opening-up": VOCABULARY.topics["opening-up"], "deals": deals}
    records = [one_record(f"r{number}") for number in range(40)]
    made = library(*records, one_record("s", topics=("opening-up",)))
    known = derive(replace(made, vocabulary=replace(VOCABULARY, topics=topics)))
    pages = site_pages(known, {})
    found = postings([page_document(page, known) for page in pages]).words["opening"]

    assert pages[max(found, key=lambda each: each[1])[0]].ref == ("topics", first)


def test_pair_never_spans_two_texts() -> None:
    """The end of a title and the beginning of a summary are no phrase."""
    document = Document((Field("import expo", BODY), Field("opens today", BODY)))

    assert dict(postings([document]).pairs()).keys() == {"import expo", "opens today"}


def test_documents_of_the_second_group_are_numbered_on() -> None:
    """Pages come after the records; one with less standing counts less."""
    first, second = [Document((Field("expo", BODY),))], [Document((Field("expo", BODY),), standing=0.5)]

    (one, weight), (other, less) = postings(first, second).words["expo"]

    assert (one, other) == (0, 1)
    assert less < weight
