"""What `ciie check` accepts, `ciie build` builds: whatever texts a record holds, its pages are made and show them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from ciie.deriving.derivation import derive
from ciie.model.library import Library
from ciie.model.records import Record
from ciie.pipeline import generated_files
from ciie.reading.records import read_record
from support.rendering import Outline, page
from support.samples import VOCABULARY, a_context
from support.texts import markdown_texts, marked_texts

TITLES = ("title_en", "title_note", "date_note", "source_note", "summary")
# The other texts of a record, by the key that has them.
LINES = {
    "authors": "authors: [{}]",
    "role": "people: [{{id: paul-hudson, role: {}}}]",
    "note": "figures: [{{measure: exhibitors, value: 3486, unit: companies, edition: 6, note: {}}}]",
    "what": "events: [{{date: 2023-11-05, what: {}}}]",
}
# Blank texts are refused.
SEEN = marked_texts.filter(str.strip)
TEXTS = st.fixed_dictionaries({"title": SEEN}, optional=dict.fromkeys((*TITLES, *LINES), SEEN))
FACTS = "Paul Hudson met 3,486 companies on 5 November 2023."
WRITTEN = ("about.md", "contribute.md", "search.md")
context = cache(a_context)


def text_of(texts: Mapping[str, str], body: str) -> str:
    """The file of a record that has these texts."""
    lines = [LINES.get(key, f"{key}: {{}}").format(json.dumps(text, ensure_ascii=False)) for key, text in texts.items()]
    plain = ["date: 2023-11-16", "source: shine", "topics: [deals]", "edition: 6", "rights: permission"]
    return "\n".join(["---", *plain, *lines, "---", "", FACTS, "", body, ""])


def accepted(texts: Mapping[str, str], body: str, number: int) -> Record | None:
    """The record of these texts where `check` accepts it."""
    path = f"2023/2023-11-16-shine-number-{number}.md"
    reading = read_record(path, text_of(texts, body), context())
    return None if any(problem.is_error for problem in reading.problems) else reading.value


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TEXTS, markdown_texts | marked_texts), min_size=1, max_size=5))
def test_pages_of_any_accepted_record(each: list[tuple[dict[str, str], str]]) -> None:
    """Every page of the site is made and rendered; a record's own shows its title and its body once, in their order."""
    found = (accepted(*texts, number) for number, texts in enumerate(each))
    records = tuple(record for record in found if record is not None)
    pages = {made.path: made.text for made in generated_files(derive(Library(records, len(records), VOCABULARY, ())))}
    files = (*pages, *WRITTEN)
    shown = {path: page(text, path, files) for path, text in pages.items() if path.endswith(".md")}

    for record in records:
        made = shown[f"articles/{record.id}.md"]
        seen = Outline(made.content or "").text
        assert " ".join((record.title_en or record.title).split()) in unescape(str(made.title))
        for passage in record.passages:
            before, words, seen = seen.partition(" ".join(passage.text.split()))
            assert words == " ".join(passage.text.split()), before
