"""A folder of records and its vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest

from ciie.model.library import Library
from ciie.model.problems import WrongUseError
from ciie.model.records import canonical_url
from ciie.reading.library import Age, read_library
from support.samples import LISTS, RECORD_ID, RECORD_PATH, RECORD_TEXT, TODAY, write_articles

OTHER = "2023/2023-11-15-shine-other.md"
OTHER_TEXT = RECORD_TEXT.replace("2023-11-16", "2023-11-15")
RELATED = "related:\n  - {id: %s, kind: same-story}\nrights"


def read(folder: Path, fallback: Path | None = None, age: Age = str) -> Library:
    """The library in a folder that messages call "articles"."""
    return read_library(folder, "articles", TODAY, fallback, age)


def faults(library: Library) -> list[str]:
    """Problems as path:line: rule."""
    return [f"{found.path}:{found.line}: {found.rule}" for found in library.problems]


def test_read_library(tmp_path: Path) -> None:
    """A folder without faults gives its records and its vocabulary."""
    library = read(write_articles(tmp_path))

    assert faults(library) == []
    assert [record.id for record in library.records] == [RECORD_ID]
    assert list(library.vocabulary.topics) == ["deals"]


def test_read_library_in_order(tmp_path: Path) -> None:
    """Records come newest first, those of one day by id, wherever they lie."""
    files = {
        "2023-11-16-shine-a.md": RECORD_TEXT,
        "2022/2023-11-15-shine-z.md": OTHER_TEXT,
        "2024/2023-11-16-shine-z.md": RECORD_TEXT,
    }

    names = [record.id for record in read(write_articles(tmp_path, files)).records]

    assert names == ["2023-11-16-shine-a", RECORD_ID, "2023-11-16-shine-z", "2023-11-15-shine-z"]


def test_read_library_that_is_missing(tmp_path: Path) -> None:
    """A folder that is not there is wrong use, and the message names the option."""
    with pytest.raises(WrongUseError, match=r"there is no folder articles; name one with --articles"):
        read(tmp_path / "none")


def test_read_library_that_is_a_file(tmp_path: Path) -> None:
    """A file is no folder of records."""
    (tmp_path / "a").write_text("")

    with pytest.raises(WrongUseError):
        read(tmp_path / "a")


def test_read_library_with_a_vocabulary_of_another(tmp_path: Path) -> None:
    """A folder without a vocabulary borrows one, and nobody minds the entries that it does not use."""
    own, other = (
        tmp_path / "own",
        write_articles(tmp_path / "other", {"vocabulary/people.yml": "- {id: max-muster, name: Max Muster}"}),
    )
    (own / "2023").mkdir(parents=True)
    (own / RECORD_PATH).write_text(RECORD_TEXT)

    assert faults(read(own, fallback=other / "vocabulary")) == []


def test_read_library_with_two_vocabularies(tmp_path: Path) -> None:
    """A folder's own vocabulary wins over the one it could borrow."""
    other = write_articles(tmp_path / "other", {"vocabulary/topics.yml": "[]"})

    assert faults(read(write_articles(tmp_path / "own"), fallback=other / "vocabulary")) == []


def test_read_library_without_any_vocabulary(tmp_path: Path) -> None:
    """Where there is none to borrow, every list is missing from the folder itself."""
    assert faults(read(tmp_path))[:2] == ["articles:1: no-records", "articles/vocabulary/editions.yml:1: missing-file"]


@pytest.mark.parametrize(
    "path", ["notes.txt", ".hidden", "2023/a.html", "vocabulary/extra.yml", "vocabulary/record.md", "2023/a.MD"]
)
def test_file_that_is_no_record(tmp_path: Path, path: str) -> None:
    """A file that is neither a record nor a list of the vocabulary is a fault, hidden or not."""
    assert faults(read(write_articles(tmp_path, {path: "text"}))) == [f"articles/{path}:1: stray-file"]


def test_link_to_a_folder(tmp_path: Path) -> None:
    """A link to a folder is not followed, and is a fault."""
    write_articles(tmp_path / "a")
    (tmp_path / "a" / "2022").symlink_to(tmp_path / "a" / "2023")

    assert faults(read(tmp_path / "a")) == ["articles/2022:1: not-a-file"]


@pytest.mark.parametrize(
    ("data", "rule"), [(b"\xff", "not-utf8"), (b"a\0", "control-character"), (b"x" * 1_048_577, "too-large")]
)
def test_record_that_cannot_be_read(tmp_path: Path, data: bytes, rule: str) -> None:
    """A file that is no safe text is a fault, and the other records are read."""
    write_articles(tmp_path)
    (tmp_path / OTHER).write_bytes(data)

    library = read(tmp_path)

    assert faults(library) == [f"articles/{OTHER}:1: {rule}"]
    assert len(library.records) == 1


def test_problems_are_sorted(tmp_path: Path) -> None:
    """Problems of vocabulary and records come together by path and line."""
    bad = RECORD_TEXT.replace("rights", "tilte: a\nrights").replace("2023-11-16", "2030-01-01")
    library = read(
        write_articles(
            tmp_path, {RECORD_PATH: bad, "a.txt": "", "vocabulary/people.yml": "- {id: max-muster, name: Max Muster}"}
        )
    )

    assert faults(library) == [
        f"articles/{RECORD_PATH}:3: future-date",
        f"articles/{RECORD_PATH}:3: id-differs",
        f"articles/{RECORD_PATH}:6: unknown-key",
        "articles/a.txt:1: stray-file",
        "articles/vocabulary/people.yml:1: unused-entry",
    ]
    assert [found.rule for found in library.errors] == ["future-date", "unknown-key", "stray-file"]


@pytest.mark.parametrize("twin", [f"2024/{RECORD_ID}.md", f"2024/{RECORD_ID.upper()}.md"])
def test_id_that_is_used_twice(tmp_path: Path, twin: str) -> None:
    """Two files of one name are a fault of the second, also where only capitals tell them apart."""
    problems = [
        found for found in read(write_articles(tmp_path, {twin: RECORD_TEXT})).problems if found.rule == "repeated-id"
    ]

    assert [found.path for found in problems] == [f"articles/{twin}"]


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("https://www.shine.cn/a", "http://shine.cn/a/", True),
        ("https://shine.cn/a?utm_source=x#top", "https://m.shine.cn/a", True),
        ("https://SHINE.cn/a", "https://shine.cn/a", True),
        ("https://shine.cn/a", "https://shine.cn/A", False),
        ("https://shine.cn/a?id=1", "https://shine.cn/a?id=2", False),
        ("https://shine.cn/read?2308", "https://shine.cn/read?2309", False),
        ("https://shine.cn/", "https://news.shine.cn/", False),
        ("https://shine.cn/%E8%BF%9B", "https://shine.cn/%e8%bf%9b", True),
        ("https://shine.cn/a?x=1&y=2", "https://shine.cn:443/%61?y=2&x=1", True),
        ("https://shine.cn/~a", "http://shine.cn:80/%7Ea", True),
        ("https://shine.cn/%BD%F8", "https://shine.cn/%BD%F9", False),
        ("https://shine.cn/a?x=%BD%F8", "https://shine.cn/a?x=%BD%F9", False),
        ("https://shine.cn/a", "https://shine.cn:8443/a", False),
    ],
)
def test_address_that_is_used_twice(tmp_path: Path, ours: str, theirs: str, same: bool) -> None:
    """Two records of one source article are a fault, however its address is written."""
    files = {
        RECORD_PATH: RECORD_TEXT.replace("rights", f"url: {ours}\nrights"),
        OTHER: OTHER_TEXT.replace("rights", f"url: {theirs}\nrights"),
    }

    assert faults(read(write_articles(tmp_path, files))) == [f"articles/{RECORD_PATH}:6: repeated-url"] * same


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("2022/2023-11-15-shine-other.md", "2022/2023-11-15-shine-other.md:3: wrong-folder"),
        ("2023-11-15-shine-other.md", "2023-11-15-shine-other.md:3: wrong-folder"),
        (OTHER, None),
    ],
)
def test_folder_of_a_record(tmp_path: Path, path: str, found: str | None) -> None:
    """A record lies in the folder of its year, where most records lie in folders."""
    others = {f"2023/2023-11-{day}-shine-other.md": OTHER_TEXT.replace("-15", f"-{day}") for day in (12, 13)}
    library = read(write_articles(tmp_path, {path: OTHER_TEXT, **others}))

    assert faults(library) == ([f"articles/{found}"] if found else [])
    assert all(problem.hint == f"move it to articles/{OTHER}" for problem in library.problems)


def test_records_that_lie_in_no_folder(tmp_path: Path) -> None:
    """Records beside one another, as drafts are, need no folders; the first in a folder is no fault of theirs."""
    write_articles(tmp_path)
    (tmp_path / "2018-11-15-shine-other.md").write_text(OTHER_TEXT.replace("2023", "2018"), encoding="utf-8")

    assert faults(read(tmp_path)) == []


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("2023-11-15-shine-other", "2023-11-15-shine-gone", [8]),
        ("2023-11-15-shine-gone", "2023-11-15-shine-other", [7]),
        (RECORD_ID, "2023-11-15-shine-other", [7]),
        ("2023-11-15-shine-gone", RECORD_ID, [7, 8]),
    ],
)
def test_relation_that_leads_nowhere(tmp_path: Path, first: str, second: str, found: list[int]) -> None:
    """A relation leads to another record, the first one and the last."""
    relations = "".join(f"  - {{id: {name}, kind: same-story}}\n" for name in (first, second))
    text = RECORD_TEXT.replace("rights", f"related:\n{relations}rights")

    library = read(write_articles(tmp_path, {RECORD_PATH: text, OTHER: OTHER_TEXT}))

    assert faults(library) == [f"articles/{RECORD_PATH}:{line}: unknown-record" for line in found]


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("topics", "- {id: unused, name: Unused, group: expo, meaning: a}\n"),
        ("organisations", "- {id: unused, name: Unused, kind: company}\n"),
        ("people", "- {id: unused, name: Unused}\n"),
        ("places", "- {id: unused, name: Unused, kind: city}\n"),
        ("outlets", "- {id: unused, name: Unused, kind: press}\n"),
    ],
)
def test_entry_that_nothing_uses(tmp_path: Path, kind: str, entry: str) -> None:
    """An entry that neither a record nor another entry uses is warned of."""
    text = LISTS[kind].replace("[]\n", "") + entry
    library = read(write_articles(tmp_path, {f"vocabulary/{kind}.yml": text}))

    assert [line.split(":", 1)[1].split(" ")[1] for line in faults(library)] == ["unused-entry"]
    assert library.errors == ()


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("measures", "- {id: unused, name: Unused, meaning: a, units: [b], of: [edition]}\n"),
        ("places", "- {id: xk, name: Kosovo, kind: territory}\n"),
        ("places", "- {id: dk, name: Denmark, kind: country}\n"),
        ("editions", "- {id: '9', name: 9th CIIE, ordinal: 9, opens: 2026-11-05, closes: 2026-11-10}\n"),
    ],
)
def test_entry_that_is_there_before_a_record_needs_it(tmp_path: Path, kind: str, entry: str) -> None:
    """Measures, countries, territories and editions may wait for their first record."""
    text = LISTS[kind].replace("[]\n", "") + entry

    assert faults(read(write_articles(tmp_path, {f"vocabulary/{kind}.yml": text}))) == []


@pytest.mark.parametrize(
    ("accepted", "found"),
    [
        ("", ["unlisted-figure", "unlisted-figure"]),
        ("accepted: {unlisted-figure: both count chairs}\n", []),
        ("accepted: {unlisted-date: no day matters}\n", ["needless-acceptance", "unlisted-figure", "unlisted-figure"]),
        ("accepted: {unlisted-date: no day matters}\ntilte: a\n", ["unknown-key"] + ["unlisted-figure"] * 2),
    ],
)
def test_warnings_that_a_record_accepts(tmp_path: Path, accepted: str, found: list[str]) -> None:
    """All warnings of an accepted rule are silent; one accepted without need is told once the record has no error."""
    text = RECORD_TEXT.replace("rights", f"{accepted}rights").replace("halls", "halls on 36 red and 48 blue chairs")

    rules = [problem.rule for problem in read(write_articles(tmp_path, {RECORD_PATH: text})).problems]
    assert sorted(rules) == sorted(found)


def test_edition_that_no_record_is_of(tmp_path: Path) -> None:
    """The calendar of the expo may have an edition that nothing was read of yet."""
    text = '- {id: "7", name: 7th CIIE, ordinal: 7, opens: 2024-11-05, closes: 2024-11-10}'

    assert faults(read(write_articles(tmp_path, {"vocabulary/editions.yml": text}))) == []


def test_entry_that_another_entry_uses(tmp_path: Path) -> None:
    """A country or a parent that an entry names is in use."""
    lists = {
        "vocabulary/places.yml": "- {id: cn, name: China, kind: country}",
        "vocabulary/outlets.yml": "- {id: shine, name: SHINE, kind: press, country: cn}",
    }

    assert faults(read(write_articles(tmp_path, lists))) == []


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.shine.cn/a/", "shine.cn/a"),
        ("https://shine.cn/a?b=1&utm_source=x&c=%E8%BF%9B", "shine.cn/a?b=1&c=%E8%BF%9B"),
        ("https://shine.cn/a?spm=1&fbclid=2&gclid=3", "shine.cn/a"),
        ("https://shine.cn:8080/?a", "shine.cn:8080?a="),
        ("https://shine.cn", "shine.cn"),
    ],
)
def test_canonical_url(url: str, shown: str) -> None:
    """What tells one source from another is its host, its path and its query without tracking."""
    assert canonical_url(url) == shown
