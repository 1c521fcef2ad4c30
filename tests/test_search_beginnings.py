"""Every beginning of everything that can be typed has an answer in the search box: no letter on the way is a fault."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ciie.pipeline import read_collection
from ciie.search.programs import FOLDER
from ciie.search.tokens import alike_words
from support.browsing import Visit
from support.project import FIVE
from support.reading_search import TOLD, answers

pytestmark = [pytest.mark.site, pytest.mark.browser]
# On the way to these something is begun that has no page of its own.
BEGUN = (
    "research", "small", "world", "European", "electric", "fifth", "vice", "chief", "artificial", "intellectual",
    "Regional", "Chi", "memorandum of u", "united n", "gross",
)  # fmt: skip
# Asks what the box asks for each text, and tells those that have no answer.
_FAULTS = """async ([root, texts]) => {
    const {find} = await import(`${root}/assets/search/box.js`);
    const faults = [];
    for (const text of texts) {
        await find(text, false).catch(fault => faults.push(`${text}: ${fault}`));
    }
    return faults;
}"""


def test_every_beginning_of_a_name_or_word_is_answered(visit: Visit, site: Path) -> None:
    """Names, aliases, demonyms, words of the index, what errors are mended to, and the wordings that are alike."""
    page = visit.open("/about/")
    texts = sorted({text[:end] for text in (*names(), *words(site)) for end in range(1, len(text) + 1)})
    faults = page.evaluate(_FAULTS, [visit.base, texts])

    assert faults == []
    assert len(texts) > 10_000


@pytest.mark.parametrize("typed", BEGUN)
def test_beginning_is_answered_letter_by_letter_in_the_box(visit: Visit, typed: str) -> None:
    """After any letter the box shows an answer or says that there is none, never that it failed."""
    page = visit.open("/about/")
    answers(page, typed[0])
    for end in range(2, len(typed) + 1):
        type_and_wait(page, typed[:end])
        expect(page.locator("dialog [role=status]")).to_have_text(re.compile(r"^(\d+ articles?, |Nothing found)"))


def type_and_wait(page: Page, text: str) -> None:
    """Types into the open box and waits until the answer to just this text is there."""
    page.locator("dialog.search-box [role=status]").evaluate("status => (status.textContent = '')")
    page.locator("dialog.search-box input").fill(text)
    expect(page.locator("dialog.search-box [role=status]")).to_have_text(TOLD)


def names() -> Iterator[str]:
    """Every spelling of the vocabulary's names and of the wordings that are one to a searcher."""
    vocabulary = read_collection(FIVE, dt.date(2100, 1, 1)).vocabulary
    for _, terms in vocabulary.kinds():
        for term in terms.values():
            yield from (*term.names, *getattr(term, "demonyms", ()))
    alike = alike_words()
    for spellings in (*alike.same, alike.expo):
        yield from spellings


def words(site: Path) -> Iterator[str]:
    """Every word that the index knows, and every one that typing errors are mended to."""
    for kind in ("words", "lexicon"):
        for path in sorted((site / FOLDER).rglob(f"{kind}/*.gz")):
            keys, *_ = json.loads(gzip.decompress(path.read_bytes()))
            yield from _texts(keys)


def _texts(keys: Sequence[object]) -> Iterator[str]:
    return (str(key) for key in keys)
