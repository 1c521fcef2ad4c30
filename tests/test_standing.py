"""A build that takes pages from the site that stands makes the same site as one that takes none."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ciie import site as sites
from ciie.cache import memory
from ciie.deriving.derivation import derive, facts_digest
from ciie.exports.api import changed_records
from ciie.exports.downloads import downloads
from ciie.exports.packages import DATA_PAGE
from ciie.model.records import Record
from ciie.pipeline import article_files, frame_of, generated_files, read_collection
from ciie.reading.bodies import passages
from ciie.standing import Earlier, Heads, Makers, SiteNote, Standing, note_of, plan
from ciie.views.publish import Page, take
from ciie.views.rows import placed
from support.import_samples import TODAY
from support.project import FIVE, PROJECT
from support.random_edits import Collection, contents_but_for_earlier, write_editable
from support.samples import event, figure, knowledge, record

SETTING = "CIIE_CACHE"


def built(made: Collection, folder: Path, standing: Standing | None) -> Standing:
    """The site in `folder`, built with all that was kept of earlier ones, or with nothing."""
    library = read_collection(made.articles, TODAY)
    assert not library.errors
    earlier = Earlier(memory(made.articles), standing) if standing else Earlier()
    return Standing(folder, b"", sites.build(library, PROJECT / "docs", folder, earlier=earlier))


@pytest.mark.site
@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
@example(seed=4)
def test_any_edits_make_the_site_of_a_build_that_takes_nothing(
    seed: int, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every second edit is of a sentence, after which most of the site is taken unread."""
    folder = tmp_path_factory.mktemp("edits")
    monkeypatch.setenv(SETTING, str(folder / "kept"))
    made = write_editable(folder, 8, random.Random(seed))
    standing = built(made, folder / "site", None)
    for number in range(4):
        made.edit() if number % 2 else add_sentence(made)
        standing = built(made, folder / "site", standing)
        clean = folder / f"clean-{number}"
        built(made, clean, None)
        assert contents_but_for_earlier(folder / "site", clean) == contents_but_for_earlier(clean, clean)


def add_sentence(made: Collection) -> None:
    """Adds a sentence that no page but the record's own shows."""
    path = made.chance.choice(made.records)
    path.write_text(f"{path.read_text(encoding='utf-8')}\nNobody was counted.\n", encoding="utf-8")


@pytest.mark.site
def test_old_site_is_left_as_it_was_by_the_build_that_takes_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is the same is one file with two names; whatever else is written is a new file."""
    monkeypatch.setenv(SETTING, str(tmp_path / "kept"))
    made = write_editable(tmp_path, 8, random.Random(2))
    standing = built(made, tmp_path / "site", None)
    shutil.copytree(tmp_path / "site", tmp_path / "names", copy_function=os.link)
    shutil.copytree(tmp_path / "site", tmp_path / "copy")

    add_sentence(made)
    built(made, tmp_path / "site", standing)

    names, copy = tmp_path / "names", tmp_path / "copy"
    assert contents_but_for_earlier(names, names) == contents_but_for_earlier(copy, copy)
    pages = {path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("index.html")}
    new = {page for page in pages if not (tmp_path / "site" / page).samefile(tmp_path / "names" / page)}
    assert {
        page.parts[0] for page in new if page.parts[0] in {"topics", "figures", "timeline", "organisations"}
    } == set()
    assert len([page for page in new if page.parts[0] == "articles"]) == 1


def hide_texts(monkeypatch: pytest.MonkeyPatch, *shown: str) -> None:
    """Has every record but those `shown` refuse to give its text."""

    def text_of(name: str) -> property:
        slot = vars(Record)[name]

        def get(of: Record) -> object:
            assert of.id in shown, f"the text of {of.id} was read"
            return slot.__get__(of)

        return property(get)

    for name in ("body", "passages"):
        monkeypatch.setattr(Record, name, text_of(name))
    # Two records are one where their ids are; to compare all they hold shows nothing of it.
    monkeypatch.setattr(Record, "__eq__", lambda one, other: one.id == other.id)
    monkeypatch.setattr(Record, "__hash__", lambda of: hash(of.id))


def test_no_page_but_that_of_an_article_shows_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are taken from the site that stands when nothing but texts has changed, so none may read one."""
    library = read_collection(FIVE, TODAY)
    known = placed(derive(library))
    names = [each.id for each in known.records]
    pages = {page.path: page.text for page in generated_files(known)}
    for name in names:
        hide_texts(monkeypatch, name)
        for page in article_files(known, {name}):
            assert pages[page.path] == page.text
        monkeypatch.undo()
    hide_texts(monkeypatch)
    monkeypatch.setattr("ciie.pipeline.article_pages", lambda *_: ())
    rest = {page.path: page.text for page in generated_files(known)}
    assert len(rest) > 100
    assert all(pages[path] == text for path, text in rest.items())


def test_no_download_but_those_of_texts_shows_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that are taken unread hold the same after any change of texts."""
    known = placed(derive(read_collection(FIVE, TODAY)))
    hide_texts(monkeypatch)
    monkeypatch.setattr("ciie.exports.downloads.bundle_files", lambda *_: ())
    monkeypatch.setattr("ciie.exports.api._text", lambda _: None)

    assert len(list(downloads(known, "https://press.example/"))) > 50


def test_file_of_a_record_in_the_api_is_made_of_the_one_before(tmp_path: Path) -> None:
    """It differs in nothing but the text."""
    known = knowledge(record("first", body="One.\n"), record("second"))
    after = knowledge(record("first", body="Two.\n"), record("second"))
    files = {each.path: each.content for each in downloads(known, "")}
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)

    (made,) = changed_records(after.records[:1], tmp_path)

    assert made.content == {each.path: each.content for each in downloads(after, "")}[made.path]
    assert made.content != files[made.path]


TEXT = "The expo had 3,486 companies. Sanofi came.\n\nIt rained."


def told(text: str = TEXT, **changes: object) -> Record:
    """A record with a figure, an event and a name in its text."""
    found = passages(text, 9)
    anchor = next(each.anchor for each in found if "Sanofi" in each.text)
    whole = {
        "body": text,
        "passages": found,
        "organisations": ("sanofi",),
        "figures": (figure(words="3,486 companies"),),
        "figure_anchors": (anchor,),
        "events": (event(words="Sanofi came"),),
        "event_anchors": (anchor,),
    }
    return record("first", **{**whole, **changes})


@pytest.mark.parametrize("text", [f"{TEXT}\n\nNobody was counted.", TEXT.replace("rained", "snowed")])
def test_facts_are_the_same_after_a_change_that_no_other_page_shows(text: str) -> None:
    """What only the article's own page shows is no fact."""
    assert facts_digest(knowledge(told())) == facts_digest(knowledge(told(text)))


@pytest.mark.parametrize(
    "changed",
    [
        told(TEXT.replace("Sanofi came", "Sanofi came late")),  # the sentence that the page of the name shows
        told(f"It opened.\n\n{TEXT}"),  # the passage that figures lead to
        told(TEXT.replace("The expo", "This expo")),  # the sentence of a figure, to whose own mark its links lead
        told(f"{TEXT} Sanofi met Pfizer.", organisations=("sanofi", "pfizer")),
        told(title="Another"),
        told(summary="Another."),
        told(figures=(figure("3487", words="3,486 companies"),)),
    ],
)
def test_facts_change_with_what_another_page_shows(changed: Record) -> None:
    """A sentence in which a name stands, the place of a figure, and whatever the front matter says."""
    assert facts_digest(knowledge(told())) != facts_digest(knowledge(changed))


def test_facts_change_with_the_sentence_of_an_event() -> None:
    """Links of other pages lead to its own mark."""
    texts = (TEXT.replace("Sanofi came.", f"Sanofi came. {said} closed early.") for said in ("It", "All"))
    told_so = (told(text, events=(event(words="closed early"),)) for text in texts)
    one, other = (facts_digest(knowledge(each)) for each in told_so)

    assert one != other


def test_frame_changes_with_a_file_in_a_folder_that_is_linked_into_docs(tmp_path: Path) -> None:
    """A build copies what the link leads to."""
    for folder in ("docs", "elsewhere"):
        (tmp_path / folder).mkdir()
    (tmp_path / "docs" / "guides").symlink_to("../elsewhere")
    (tmp_path / "elsewhere" / "one.md").write_text("1", encoding="utf-8")
    before = frame_of(tmp_path / "docs")

    (tmp_path / "elsewhere" / "one.md").write_text("2", encoding="utf-8")

    assert frame_of(tmp_path / "docs") != before


NO_HEADS = Heads({}, {}, frozenset())


def planned(
    before: Mapping[str, str], after: Mapping[str, str], heads: Heads = NO_HEADS, frame: str = "frame"
) -> set[str]:
    """Of the files `after`, those that a build makes where a site of the files `before` stands."""
    note = note_of(knowledge(record()), "facts", "frame")
    first = plan(note, NO_HEADS, None, makers(before))
    other: SiteNote = {**note, "facts": "others", "frame": frame}
    return {*plan(other, heads, Standing(Path(), b"", first.note), makers(after)).texts}


def makers(files: Mapping[str, str]) -> Makers:
    """What makes `files`."""
    return Makers(lambda: [Page(path, text) for path, text in files.items()], lambda _: ())


def page(title: str, text: str = "") -> str:
    """A generated page."""
    return f"---\ntitle: {title}\n---\n{text}\n"


PAGES = {
    "index.md": page("Home"),
    "topics/index.md": page("Topics"),
    "topics/health.md": page("Health"),
    "topics/health/2.md": page("Health, part 2"),
    "topics/food.md": page("Food"),
}


@pytest.mark.parametrize(
    ("changes", "made"),
    [
        ({}, set()),
        ({"topics/food.md": page("Food", "More.")}, {"topics/food.md"}),
        ({"topics/wine.md": page("Wine")}, {"topics/wine.md"}),
        # Breadcrumbs show the titles of the pages above, and menus those of the indexes.
        ({"topics/health.md": page("Good health")}, {"topics/health.md", "topics/health/2.md"}),
        ({"topics/health.md": page("Health", "More.")}, {"topics/health.md"}),
        ({"topics/index.md": page("All topics")}, {*PAGES}),
    ],
)
def test_pages_that_are_made_where_a_site_stands(changes: dict[str, str], made: set[str]) -> None:
    """Those whose text is another, and those that show the title of one."""
    assert planned(PAGES, {**PAGES, **changes}) == made


def test_page_is_made_where_its_head_says_something_else() -> None:
    """What it tells search engines is in no text."""
    assert planned(PAGES, PAGES, Heads({"topics/food.md": "{}"}, {}, frozenset())) == {"topics/food.md"}


def test_all_pages_are_made_where_one_is_gone() -> None:
    """A link to it is found only where the page that has the link is made."""
    gone = {path: text for path, text in PAGES.items() if path != "topics/food.md"}

    assert planned(PAGES, gone) == {*gone}


def test_all_pages_are_made_in_another_frame() -> None:
    """Menus, style sheets and the foot of a page are on each."""
    assert planned(PAGES, PAGES, frame="another") == {*PAGES}


def test_page_of_file_sizes_is_always_made() -> None:
    """How large the downloads are is in no text either."""
    pages = {**PAGES, DATA_PAGE: page("Data")}

    assert planned(pages, pages) == {DATA_PAGE}


def test_taken_file_is_the_same_file_and_one_that_is_there_stays(tmp_path: Path) -> None:
    """Nothing is written through a name that two sites share."""
    for folder, name in (("old", "a/one"), ("old", "two"), ("new", "two")):
        (tmp_path / folder / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / name).write_text(folder, encoding="utf-8")

    take(tmp_path / "old", tmp_path / "new", ["a/one", "two"])

    assert (tmp_path / "new" / "a" / "one").samefile(tmp_path / "old" / "a" / "one")
    assert (tmp_path / "new" / "two").read_text(encoding="utf-8") == "new"


def test_file_is_copied_where_it_can_have_no_second_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As between two disks."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "one").write_text("1", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise OSError("another disk")

    monkeypatch.setattr(os, "link", refuse)
    take(tmp_path / "old", tmp_path / "new", ["one"])

    assert (tmp_path / "new" / "one").read_text(encoding="utf-8") == "1"
    assert not (tmp_path / "new" / "one").samefile(tmp_path / "old" / "one")
