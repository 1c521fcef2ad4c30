"""Pages made up in twelve languages (import_pages.yml): what of them reaches the draft, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from bench.score_pages import Page, made_up_pages, score
from ciie.importing.drafts import render_draft
from ciie.model.records import Rights
from ciie.reading.records import read_record, reading_context
from ciie.reading.vocabulary import read_vocabulary
from ciie.text.names import names_of
from support.project import FIVE

PAGES = tuple(made_up_pages())
LANGUAGES = sorted({page.language for page in PAGES})
# What the draft leaves to its editor: keys without a value, the file's name, and entries that the vocabulary lacks.
LEFT_TO_THE_EDITOR = {"empty-value", "wrong-type", "file-name", "unknown-id"}


def test_what_reaches_the_draft() -> None:
    """Of all pages together the draft has what they state, with its edition, and next to nothing else."""
    shares = score(PAGES)

    assert shares["in the draft by value"].recall >= 0.95
    assert shares["in the draft by value"].precision >= 0.97
    assert shares["with edition"].recall >= 0.95
    assert shares["with subject"].recall >= 0.9
    assert shares["countries"].recall >= 0.98
    assert shares["edition"].recall == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language(language: str) -> None:
    """No language is left behind: of the figures of its pages four in five are in the draft."""
    shares = score(page for page in PAGES if page.language == language)

    assert shares["in the draft by value"].recall >= 0.8
    assert shares["countries"].recall >= 0.98


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nothing_else_is_in_the_draft(page: Page) -> None:
    """No figure of a draft is one that its page does not state, of another measure, or of another edition."""
    told = Counter((measure, value, edition) for measure, value, edition, _ in page.figures)
    mine = Counter((f.measure, f.value, f.edition.key if f.edition else "") for f in page.proposal.record_figures)

    assert mine - told == Counter()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_check_accepts_the_draft(page: Page) -> None:
    """`ciie check` finds every figure and name of a draft in its body, in whatever language."""
    vocabulary = read_vocabulary(FIVE / "vocabulary", "vocabulary").value
    assert vocabulary is not None
    draft = render_draft(page.proposal, Rights.PERMISSION)

    reading = read_record(draft.name, draft.text, reading_context(names_of(vocabulary), dt.date(2100, 1, 1)))

    assert {found.rule for found in reading.problems if found.is_error} <= LEFT_TO_THE_EDITOR
