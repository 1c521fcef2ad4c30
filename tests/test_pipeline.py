"""The stages in order."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ciie.deriving.derivation import derive
from ciie.model.problems import WrongUseError
from ciie.pipeline import generated_files, make_pages, read_collection, without_faulty
from ciie.views.publish import Outcome
from support.samples import RECORD_ID, RECORD_PATH, RECORD_TEXT, TODAY, write_articles


def texts(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def made(outcome: Outcome | None) -> Outcome:
    """An outcome that there must be."""
    assert outcome is not None
    return outcome


def test_make_pages(tmp_path: Path) -> None:
    """A record gets its page, and every index and entry that it uses one of theirs."""
    articles, docs = write_articles(tmp_path / "articles"), tmp_path / "docs"

    outcome = made(make_pages(articles, docs, TODAY).outcome)

    paths = texts(docs)
    assert outcome == Outcome(written=len(paths), unchanged=0, removed=0)
    assert {"index.md", f"articles/{RECORD_ID}.md", "topics/deals.md", "sources/shine.md", "timeline/2023-11.md"} <= {
        *paths
    }


def test_make_pages_twice(tmp_path: Path) -> None:
    """The same records give the same bytes, whatever the day, and nothing is written again."""
    articles, docs = write_articles(tmp_path / "articles"), tmp_path / "docs"
    first = made(make_pages(articles, docs, TODAY).outcome)
    before = texts(docs)

    second = made(make_pages(articles, docs, TODAY + dt.timedelta(days=400)).outcome)

    assert second == Outcome(written=0, unchanged=first.written, removed=0)
    assert texts(docs) == before


def test_make_pages_of_a_record_that_goes(tmp_path: Path) -> None:
    """A record that is deleted takes its pages with it."""
    other = "2023/2023-10-01-shine-other.md"
    articles, docs = write_articles(tmp_path / "articles"), tmp_path / "docs"
    make_pages(articles, docs, TODAY)
    before = texts(docs)
    (articles / other).write_text(RECORD_TEXT.replace("2023-11-16", "2023-10-01"))
    make_pages(articles, docs, TODAY)
    (articles / other).unlink()

    make_pages(articles, docs, TODAY)

    assert texts(docs) == before


def test_make_pages_with_an_error(tmp_path: Path) -> None:
    """While a record has an error nothing is written, and what was published stays."""
    articles, docs = write_articles(tmp_path / "articles"), tmp_path / "docs"
    make_pages(articles, docs, TODAY)
    before = texts(docs)
    (articles / RECORD_PATH).write_text(RECORD_TEXT.replace("digest", "unreviewed"))

    result = make_pages(articles, docs, TODAY)

    assert result.outcome is None
    assert [found.rule for found in result.library.errors] == ["unpublishable-rights"]
    assert texts(docs) == before


OTHER = "2023/2023-11-17-shine-other.md"
OF_OTHER = RECORD_TEXT.replace("rights", "related: [{id: 2023-11-16-shine-results, kind: same-story}]\nrights")


@pytest.mark.parametrize(
    "broken",
    [
        RECORD_TEXT.replace("digest", "unreviewed").encode(),
        RECORD_TEXT.replace("[deals]", "[dealz]").encode(),
        RECORD_TEXT.replace("---\n", "", 1).encode(),
        RECORD_TEXT.encode("utf-16"),
        RECORD_TEXT.encode() + b"[" * 20_500,
        RECORD_TEXT.replace("title", "title: [\ntitle").encode(),
    ],
)
def test_pages_of_the_others_where_a_record_has_an_error(tmp_path: Path, broken: bytes) -> None:
    """They are what they would be if that record were not there, though one is related to it."""
    files = {f"2023/2023-11-{n}-shine-results.md": RECORD_TEXT.replace("16", str(n)) for n in range(18, 28)}
    articles = write_articles(tmp_path / "articles", {**files, OTHER: OF_OTHER.replace("-16\n", "-17\n")})
    (articles / RECORD_PATH).write_bytes(broken)

    kept = without_faulty(read_collection(articles, TODAY), articles)
    (articles / OTHER).write_text(RECORD_TEXT.replace("-16", "-17"), encoding="utf-8")
    (articles / RECORD_PATH).unlink()
    never = read_collection(articles, TODAY)

    assert (len(kept.records), kept.errors, never.errors) == (11, (), ())
    assert {page.path: page.text for page in generated_files(derive(kept))} == {
        page.path: page.text for page in generated_files(derive(never))
    }


def test_list_with_an_error_keeps_every_record_back(tmp_path: Path) -> None:
    """What records refer to must be right."""
    lists = {"vocabulary/people.yml": "- {id: a, name: [a]}\n"}
    articles = write_articles(tmp_path / "articles", lists)

    assert without_faulty(read_collection(articles, TODAY), articles).errors != ()


def test_make_pages_with_a_warning(tmp_path: Path) -> None:
    """A warning keeps nothing from being published."""
    articles = write_articles(tmp_path / "articles", {RECORD_PATH: RECORD_TEXT.replace("halls", "3,486 halls")})

    assert made(make_pages(articles, tmp_path / "docs", TODAY).outcome).written > 0


def test_make_pages_leaves_articles_alone(tmp_path: Path) -> None:
    """What editors write is read and never written."""
    articles = write_articles(tmp_path / "articles")
    before = texts(articles)

    make_pages(articles, tmp_path / "docs", TODAY)

    assert texts(articles) == before


def test_read_collection_without_a_vocabulary(tmp_path: Path) -> None:
    """A folder without a vocabulary uses the project's, and names itself in messages as it was named."""
    (tmp_path / "drafts").mkdir()
    text = RECORD_TEXT.replace("topics: [deals]", "topics: [dealz]")
    (tmp_path / "drafts" / f"{RECORD_ID}.md").write_text(text)

    library = read_collection(tmp_path / "drafts", TODAY)

    assert len(library.vocabulary.topics) > 1
    assert [found.path for found in library.problems] == [f"{tmp_path.as_posix()}/drafts/{RECORD_ID}.md"]


def test_read_collection_that_is_not_there(tmp_path: Path) -> None:
    """A folder that is not there is wrong use."""
    with pytest.raises(WrongUseError):
        read_collection(tmp_path / "none", TODAY)
