"""Coverage: how many records there are for each edition, topic and kind of outlet, and where one is missing.

Every number leads to a page with those records, every gap to how to add one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ciie.deriving.knowledge import Knowledge
from ciie.pages.addresses import path_of
from ciie.pages.links import count
from ciie.pages.publish import Page
from ciie.rendering.parts import MOST_INLINE, MOST_NEWEST, Sheet
from ciie.rendering.splits import part_title, split, ways
from ciie.words.markdown import blocks, div, escape, heading, table
from ciie.words.model import Record
from ciie.words.references import Ref
from ciie.words.terms import Edition, OutletKind

INDEX = "coverage/index.md"
_ADD = "contribute.md"
# A page that is one wide table has no use for a table of contents beside it.
_WIDE: Mapping[str, Any] = {"hide": ["toc"]}
_LEAD = (
    "How many articles the knowledge base has on each topic of each edition. A number links to the articles, grouped "
    "by kind of source. The word add marks a gap: it links to how to add an article."
)

Filed = Mapping[tuple[str, str, OutletKind], Sequence[Record]]


def coverage_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The matrix of editions and topics, one of topics and kinds of outlet for each edition, and every field."""
    filed = _filed(knowledge)
    yield _matrix(knowledge, filed)
    for edition in knowledge.vocabulary.editions.values():
        yield _edition(knowledge, edition, filed)
    for ordinal, topic in sorted({(ordinal, topic) for ordinal, topic, _ in filed}):
        yield from _crossing(knowledge, ordinal, topic, filed)


def edition_path(edition: str) -> str:
    """The coverage of an edition."""
    return f"coverage/edition-{edition}.md"


def _filed(knowledge: Knowledge) -> dict[tuple[str, str, OutletKind], list[Record]]:
    filed: dict[tuple[str, str, OutletKind], list[Record]] = defaultdict(list)
    for record in knowledge.records:
        kind = knowledge.vocabulary.outlets[record.source].kind
        for ordinal in record.edition.ordinals if record.edition else ():
            for topic in record.topics:
                filed[str(ordinal), topic, kind].append(record)
    return filed


def _number(edition: str, topic: str, filed: Filed) -> int:
    return sum(len(filed.get((edition, topic, kind), ())) for kind in OutletKind)


def _matrix(knowledge: Knowledge, filed: Filed) -> Page:
    sheet = Sheet(knowledge, INDEX)
    editions = list(knowledge.vocabulary.editions.values())
    header = ["Topic", *(sheet.link(edition.name, edition_path(edition.id)) for edition in editions)]
    rows = []
    for topic in knowledge.vocabulary.topics.values():
        numbers = [_number(edition.id, topic.id, filed) for edition in editions]
        paths = [crossing_path(edition.id, topic.id) for edition in editions]
        cells = [_cell(sheet, number, path) for number, path in zip(numbers, paths, strict=True)]
        rows.append([sheet.term("topics", topic.id), *cells])
    return sheet.page("Coverage", _LEAD, div("matrix", table(header, rows)), description=_LEAD, **_WIDE)


def _cell(sheet: Sheet, number: int, path: str) -> str:
    return sheet.link(f"{number:,}", path) if number else sheet.link("add", _ADD)


def _edition(knowledge: Knowledge, edition: Edition, filed: Filed) -> Page:
    sheet = Sheet(knowledge, edition_path(edition.id))
    header = ["Topic", *(kind.value.capitalize() for kind in OutletKind)]
    rows = []
    for topic in knowledge.vocabulary.topics.values():
        found = [(edition.id, topic.id, kind) for kind in OutletKind]
        cells = [_cell(sheet, len(filed.get(key, ())), f"{crossing_path(*key[:2])}#{key[2].value}") for key in found]
        rows.append([sheet.term("topics", topic.id), *cells])
    up = " · ".join([sheet.link("All editions", INDEX), sheet.link(edition.name, path_of(Ref("editions", edition.id)))])
    lead = f"Articles on the {escape(edition.name)} by topic and kind of source."
    shown = div("matrix", table(header, rows))
    return sheet.page(f"Coverage of the {edition.name}", up, lead, shown, description=lead, **_WIDE)


def _crossing(knowledge: Knowledge, edition: str, topic: str, filed: Filed) -> Iterator[Page]:
    """A topic of an edition: what each kind of outlet wrote on it, and which kinds are missing."""
    sheet = Sheet(knowledge, crossing_path(edition, topic))
    vocabulary = knowledge.vocabulary
    title = f"{vocabulary.topics[topic].name}, {vocabulary.editions[edition].name}"
    missing = []
    sections = []
    pages: list[Page] = []
    for kind in OutletKind:
        records = filed.get((edition, topic, kind), ())
        if not records:
            missing.append(kind.value)
            continue
        base = f"{sheet.path.removesuffix('.md')}/{kind.value}"
        more = sheet.link(f"All {count(len(records), 'article')}", f"{base}.md") if len(records) > MOST_NEWEST else ""
        shown = sheet.records(records[:MOST_NEWEST], summaries=False)
        sections.append(blocks(heading(2, kind.value.capitalize()), shown, more))
        pages += _field(sheet, f"{title}: {kind.value}", split(base, records, MOST_INLINE)) if more else []
    up = " · ".join([sheet.link("Coverage", INDEX), sheet.term("editions", edition), sheet.term("topics", topic)])
    gap = f"No articles yet from these kinds of source: {', '.join(missing)}. {sheet.link('Add an article', _ADD)}"
    yield sheet.page(title, up, *sections, gap if missing else "")
    yield from pages


def _field(above: Sheet, title: str, parts: Sequence[tuple[str, Sequence[Record]]]) -> Iterator[Page]:
    """All records of one kind of outlet, where they are too many for the page `above`."""
    for number, (path, rows) in enumerate(parts, 1):
        sheet = Sheet(above.knowledge, path)
        head = ways(sheet, [other for other, _ in parts], sheet.link("All kinds of source", above.path))
        yield sheet.page(part_title(title, number), head, sheet.records(rows, summaries=False))


def crossing_path(edition: str, topic: str) -> str:
    """The page of what was written on a topic of an edition."""
    return f"coverage/{edition}/{topic}.md"
