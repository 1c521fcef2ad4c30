"""Digests that are still what `ciie import` left; tests/broken/draft-* has what an editor reads of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ciie.__main__ import main
from ciie.editing.template import render_template
from ciie.model.records import Event, Passage
from ciie.reading.record_schema import keys_of
from ciie.reading.records import read_record
from ciie.reading.unedited import (
    ALIKE,
    CAPTURE_COMMENT,
    DRAFT_COMMENT,
    REWRITE_COMMENT,
    check_unedited,
    fingerprint,
    share_of,
)
from ciie.reading.value_types import draft_note
from ciie.reading.yaml_trees import Scalar
from support.samples import VOCABULARY, a_context, date, write_articles

TEN = "one two three four five six seven eight nine ten"


def faults(lines: list[str] | None = None, summary: str | None = None, what: str = "It opens", body: str = "") -> int:
    """How many faults a digest has."""
    events = [Event(date("2023-11-05"), what)]
    found = check_unedited(lines or [], (summary, (3, 10)) if summary else None, events, [Passage("p1", body, 9)])
    return len(list(found))


@pytest.mark.parametrize("comment", [f"{CAPTURE_COMMENT}0a", DRAFT_COMMENT, f"summary: x  {REWRITE_COMMENT}"])
def test_each_comment_of_a_draft_is_known_in_other_blanks_and_capitals(comment: str) -> None:
    """An editor who touches a comment has not rewritten the text."""
    assert faults([comment]) == faults([comment.upper().replace(" ", "  ")]) == 1


def test_a_draft_gives_one_fault_whatever_is_left_of_it() -> None:
    """All comments, copied sentences and datelines of one draft are one fault."""
    assert faults([CAPTURE_COMMENT, DRAFT_COMMENT], TEN, TEN, f"SHANGHAI, Nov. 6 (Xinhua) -- {TEN}.") == 1


@pytest.mark.parametrize(
    ("text", "is_copied"),
    [
        (TEN, True),
        (TEN.removesuffix(" ten"), False),
        ("第六届进博会在上海国家会展中心开幕", True),
        ("第六届进博会在上海举行并开幕", False),
    ],
)
def test_a_sentence_that_the_body_repeats_is_copied_from_ten_words_or_sixteen_characters_on(
    text: str, is_copied: bool
) -> None:
    """Shorter ones, such as "the sixth expo opens", an editor writes twice as well."""
    assert faults(summary=text, body=f"So: {text}. And more.") == faults(what=text, body=f"{text}。") == is_copied


@pytest.mark.parametrize(
    ("body", "has_dateline"),
    [
        ("SHANGHAI, Nov. 6 (Xinhua) -- The expo", True),
        ("SHANGHAI, China, Nov 6 – The expo", True),
        ("新华社上海11月6日电 第六届", True),
        ("In SHANGHAI, Nov. 6 was the day", False),
        ("SCHOTT, in November, showed glass", False),
        ("新华社11月6日报道说", False),
    ],
)
def test_dateline(body: str, has_dateline: bool) -> None:
    """A paragraph that begins as agencies begin theirs is the agency's."""
    assert faults(body=body) == has_dateline


NAME = "2023-11-08-shine-halls-fill-up.md"
SENTENCES = (
    "Buyers filled the halls of the expo in Shanghai on Wednesday, and many of them had come from abroad.",
    "A maker of medicine showed three devices that had never been seen in China before, its manager said.",
    "Officials told reporters that more firms than ever had asked for a booth in the hall for food.",
    "The owner of a small winery in the south of France hoped to find a partner for the years to come.",
    "Visitors queued for coffee from Ethiopia and chocolate from Belgium until the doors were closed.",
    "Organizers plan to open another hall next autumn, if the builders are done with its roof by then.",
)
CAPTURE = "Halls fill up on the third day of the expo\n\nSHINE 2023-11-08\n\n" + "\n\n".join(SENTENCES) + "\n"
FACTS = "Three new medical devices were on show in the halls in Shanghai. SHINE quotes a winery from France."


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The draft that `ciie import` makes of a capture."""
    monkeypatch.chdir(tmp_path)
    write_articles(tmp_path / "articles")
    (tmp_path / "capture.txt").write_text(CAPTURE, encoding="utf-8")
    assert main(["import", "capture.txt", "--into", "drafts"]) == 0
    (path,) = (tmp_path / "drafts").glob("*.md")
    return path.read_text(encoding="utf-8")


def rules(text: str, rights: str = "digest") -> list[str]:
    """The rules of import that a record breaks when its rights are changed to `rights`."""
    published = re.sub(r"(?m)^rights: .*$", f"rights: {rights}", text)
    found = read_record(f"2023/{NAME}", published, a_context()).problems
    return [each.rule for each in found if each.rule in {"unedited-draft", "bad-draft"}]


def without_comments(text: str) -> str:
    """A draft whose comments a hurried editor has deleted."""
    return re.sub(r"(?m)^#.*\n|\s+# .*$", "", text)


def rewritten(text: str, body: str, summary: str = "What was on show.") -> str:
    """A draft with another body and summary."""
    front, _, _ = text.rpartition("\n---\n")
    return re.sub(r"(?m)^summary: .*$", f'summary: "{summary}"', front) + f"\n---\n\n{body}\n"


def test_draft_with_one_word_changed(draft: str) -> None:
    """An unread draft is no digest: it is told once, by the first sign of it."""
    assert rules(draft) == ["unedited-draft"]


def test_draft_without_its_comments(draft: str) -> None:
    """Deleting the comments makes no digest of it."""
    assert rules(without_comments(draft)) == ["unedited-draft"]


@pytest.mark.parametrize("rights", ["licensed", "permission", "public-domain"])
def test_full_text_that_may_be_published(draft: str, rights: str) -> None:
    """With the right to publish it the imported text is fine, comments or not."""
    assert rules(draft, rights) == rules(without_comments(draft), rights) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("\n\n".join(reversed(SENTENCES)), True),
        ("\n\n".join(SENTENCES[:2]), True),
        ("\n".join(SENTENCES).upper().replace(",", ";"), True),
        ("\n\n".join(SENTENCES).replace("Shanghai", "the city").replace("France", "Europe"), True),
        ("\n\n".join((*SENTENCES, FACTS)), True),
        (FACTS, False),
        (f"{FACTS} Coffee came from Ethiopia and chocolate from Belgium.", False),
    ],
)
def test_body_that_was_changed(draft: str, body: str, found: bool) -> None:
    """Moved, cut or amended sentences are the source's; a text in other words is the editor's."""
    assert rules(rewritten(without_comments(draft), body)) == ["unedited-draft"] * found


def test_summary_that_import_took(draft: str) -> None:
    """The summary of the draft is a sentence of the source."""
    assert rules(rewritten(without_comments(draft), FACTS, SENTENCES[0].lower())) == ["unedited-draft"]


@pytest.mark.parametrize(
    "line",
    [
        "# capture: sha256 0",
        "# A draft made by `ciie import`. Read it",
        "# - also counted: 5",
        'summary: "A."  # rewrite it in your own words',
        "topics:  # name at least one of vocabulary/topics.yml, as [deals]",
        "# edition: 9, once vocabulary/editions.yml has it",
        "source:  # a-paper, once vocabulary/outlets.yml has A paper",
    ],
)
def test_comment_of_import(line: str) -> None:
    """Each comment that import writes is known again where a digest has it."""
    text = f"---\ntitle: A\nrights: digest\n{line}\n---\n\nText.\n"
    found = [each for each in read_record(NAME, text, a_context()).problems if each.rule == "unedited-draft"]

    assert [(each.line, each.column) for each in found] == [(4, line.index("#") + 1)]


def test_comments_of_editors_may_stay() -> None:
    """What an editor notes is no fault."""
    text = '---\n# checked with the author\ntitle: "A # - b"  # as printed\nrights: digest\n---\n\nText.\n'

    assert rules(text) == []


@pytest.mark.parametrize("value", ["x", "abcd", ".", '""', "[a]", "AAA.AAAAAAAA"])
def test_note_of_import_that_was_changed(draft: str, value: str) -> None:
    """A fingerprint that is none is a fault of its own."""
    found = read_record(NAME, re.sub(r"(?m)^draft: .*$", f"draft: {value}", draft), a_context()).problems

    assert [each.line for each in found if each.rule in {"bad-draft", "empty-value", "wrong-type"}] != []


def test_share_of_a_text() -> None:
    """The share is that of the later text, whatever its length; a fingerprint keeps none of the words."""
    long = " ".join(f"word{number % 977} and word{number}" for number in range(4000))
    made = fingerprint(long, "A summary.")
    other = long.replace("word", "term")

    assert draft_note()(Scalar(made, (1, 1))).problems == ()
    assert share_of(long, made) == 1
    assert share_of(other, made) == 0
    assert 0.3 < share_of(f"{long} {other}", made) < 0.7
    assert share_of("", made) == share_of("word1 and", fingerprint("", "")) == 0


@pytest.mark.parametrize(("kept", "is_copy"), [(5, False), (6, True)], ids=["one run of words", "two runs of words"])
def test_few_words_of_a_draft(kept: int, is_copy: bool) -> None:
    """Five words in a row may be an editor's own; what is shorter than three runs is judged as if it had three."""
    made = fingerprint("Buyers filled the halls of the expo in Shanghai on Wednesday.", "")
    words = ["Buyers", "filled", "the", "halls", "of", "the"]

    assert (share_of(" ".join(words[:kept]), made) >= 0.35) is is_copy


@pytest.mark.parametrize(("kept", "is_copy"), [(40, True), (36, False)])
def test_share_that_makes_a_copy(kept: int, is_copy: bool) -> None:
    """Where more than .35 of a body's runs of words are the draft's, it is the draft's."""
    words = [f"word{number}" for number in range(44)]
    made = fingerprint(" ".join(words), "")
    body = [*words[:kept], *(f"other{number}" for number in range(100 - kept))]

    assert (share_of(" ".join(body), made) >= ALIKE) is is_copy


def test_share_of_a_chinese_text() -> None:
    """Names that a digest has to repeat are no copy."""
    made = fingerprint(
        "第六届中国国际进口博览会在上海开幕，来自一百二十八个国家和地区的企业参展，成交额再创新高。" * 3, ""
    )

    assert share_of("按照组织方的说法，第六届中国国际进口博览会的参展企业来自许多国家。", made) < ALIKE / 2
    assert share_of("第六届中国国际进口博览会在上海开幕，来自一百二十八个国家和地区的企业参展。", made) == 1


def test_comments_of_the_template_may_stay() -> None:
    """What `ciie new` explains is nothing that import wrote."""
    found = read_record(NAME, render_template(keys_of(VOCABULARY)), a_context()).problems

    assert "unedited-draft" not in {each.rule for each in found}
