"""What every page is made of: links between pages, lists of records, and how values read.

A `Sheet` is a page being written: it knows where it stands, so that its links are right from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import frontmatter
import yaml

from ciie.deriving.claims import Claim
from ciie.deriving.knowledge import Knowledge
from ciie.pages.addresses import path_of, record_path, timeline_path
from ciie.pages.attribution import (
    date_mark,
    introductions,
    is_quotable,
    outlet_mark,
    title_mark,
    words_of,
)
from ciie.pages.links import count, other_names
from ciie.pages.publish import Page
from ciie.words.dates import PartialDate
from ciie.words.markdown import blocks, chinese, div, escape, heading, html, items, link
from ciie.words.model import EditionSpan, Record
from ciie.words.references import Ref
from ciie.words.terms import Term

# What one page lists before the rest goes to pages of its own.
MOST_INLINE = 100
MOST_NEWEST = 20
MOST_ON_A_PAGE = 200
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True)
class Sheet:
    """A page being written at `path` below docs/, about what `knowledge` holds."""

    knowledge: Knowledge
    path: str

    def to(self, target: str) -> str:
        """The way from here to the page `target`, which may end in an anchor."""
        page, _, anchor = target.partition("#")
        if page == self.path and anchor:
            return f"#{anchor}"
        folder, _, name = page.rpartition("/")
        here, _, _ = self.path.rpartition("/")
        way = name if folder == here else f"{'../' * self.path.count('/')}{page}"
        return f"{way}#{anchor}" if anchor else way

    def link(self, text: str, target: str) -> str:
        """A link from here to the page `target` that shows `text`."""
        return link(text, self.to(target))

    def term(self, kind: str, name: str) -> str:
        """A link to the page of an entry of the vocabulary, showing its name."""
        return self.entry(Ref(kind, name))

    def entry(self, ref: Ref) -> str:
        """A link to the page of the entry `ref`, showing its name."""
        return self.link(self.knowledge.vocabulary[ref].name, path_of(ref))

    def record(self, record: Record, anchor: str | None = None) -> str:
        """A link to a record, or to one passage of it, showing its title; behind it the title's mark."""
        return self.titled(record, record_path(record, anchor))

    def titled(self, record: Record, target: str) -> str:
        """A link to the page `target` that shows the title of a record; behind it the title's mark."""
        return self.link(record.title, target) + noted(title_mark(record))

    def outlet(self, record: Record) -> str:
        """A link to the outlet that published a record; behind it the mark of one that the source does not name."""
        return self.term("outlets", record.source) + noted(outlet_mark(record))

    def published(self, record: Record) -> str:
        """When a record was published, leading to its place on the timeline; behind it the mark of an estimate."""
        return self.day(record.date) + noted(date_mark(record))

    def edition(self, span: EditionSpan) -> str:
        """A link to an edition, or to both ends of a span of editions."""
        first, last = self.term("editions", str(span.first)), self.term("editions", str(span.last))
        return first if span.first == span.last else f"{first} to {last}"

    def day(self, date: PartialDate) -> str:
        """A date that leads to its place on the timeline."""
        return self.link(date.text, timeline_path(date))

    def credit(self, record: Record) -> str:
        """Who reported it and when: outlet and date, each a link."""
        return f"{self.outlet(record)}, {self.published(record)}"

    def said(self, record: Record, words: str, anchor: str) -> str:
        """Words of a record's body as a link to their passage, and whose they are: the source's or its digest's."""
        shown = self.link(words_of(record, words), record_path(record, anchor))
        if is_quotable(record):
            return f"{shown}  \n  {self.credit(record)}"
        return f'<span class="credit">From the digest of the article by {self.credit(record)}:</span>  \n  {shown}'

    def topics(self, record: Record) -> str:
        """The topics of a record as links."""
        links = " ".join(self.term("topics", name) for name in record.topics)
        return f'<span class="topics">{links}</span>'

    def records(self, records: Iterable[Record], summaries: bool = True) -> str:
        """A list of records with title, date, source, topics and, where asked for, summaries."""
        return div("records", items(self._row(record, summaries) for record in records))

    def page(self, title: str, *parts: str, description: str = "", **meta: Any) -> Page:
        """The finished page: front matter with `title`, the title as heading, and `parts`."""
        keys = {"title": html(title), **({"description": html(description)} if description else {}), **meta}
        return Page(self.path, front_matter(keys, blocks(heading(1, title), *parts)))

    def _row(self, record: Record, summaries: bool) -> str:
        edition = f" · {self.edition(record.edition)}" if record.edition else ""
        line = f'<span class="credit">{self.published(record)} · {self.outlet(record)}{edition}</span>'
        told = f"{introductions(record)[0]}: {record.summary}"
        summary = [f'<span class="summary">{escape(told)}</span>'] if summaries and record.summary else []
        return "  \n  ".join([f"**{self.record(record)}**", line, *summary, self.topics(record)])


def noted(mark: str) -> str:
    """The mark of a title, date or outlet, set apart from it by the style sheet; empty where there is none."""
    return f' <span class="noted">{escape(mark.strip())}</span>' if mark else ""


def front_matter(meta: dict[str, Any], content: str) -> str:
    """A page's text: `meta` as front matter in its order, then `content`."""
    post = frontmatter.Post(content, **meta)
    dumped = frontmatter.dumps(post, Dumper=_Dumper, sort_keys=False, width=10_000)
    return f"{dumped}\n"


def listing(sheet: Sheet, title: str, records: Sequence[Record]) -> tuple[str, list[Page]]:
    """A list of `records` for `sheet`, newest first, and the further pages a long one is split into."""
    if len(records) <= MOST_INLINE:
        return sheet.records(records), []
    base = sheet.path.removesuffix(".md").removesuffix("/index")
    years = [(year, list(rows)) for year, rows in groupby(records, key=lambda record: record.date.first.year)]
    pages = [page for year, rows in years for page in _year_pages(sheet, base, f"{title}, {year}", (year, rows))]
    ways = items(
        f"{sheet.link(str(year), f'{base}/{year}.md')} ({count(len(rows), 'article')})" for year, rows in years
    )
    newest = sheet.records(records[:MOST_NEWEST])
    return blocks(newest, heading(2, "All articles by year"), ways), pages


def _year_pages(sheet: Sheet, base: str, title: str, year: tuple[int, list[Record]]) -> Iterator[Page]:
    number, records = year
    parts = [records[start : start + MOST_ON_A_PAGE] for start in range(0, len(records), MOST_ON_A_PAGE)]
    paths = [f"{base}/{number}.md", *(f"{base}/{number}-part-{n}.md" for n in range(2, len(parts) + 1))]
    for index, (path, rows) in enumerate(zip(paths, parts, strict=True), 1):
        own = Sheet(sheet.knowledge, path)
        others = [own.link(f"Part {n}", other) if n != index else f"Part {n}" for n, other in enumerate(paths, 1)]
        ways = " · ".join([own.link("All years", sheet.path), *(others if len(paths) > 1 else [])])
        name = title if len(paths) == 1 else f"{title}, part {index}"
        yield own.page(name, ways, own.records(rows))


def subject_of(claim: Claim, sheet: Sheet) -> str:
    """What a figure is a figure of, and the note on what it counts, as Markdown."""
    parts = [sheet.entry(claim.figure.of)] if claim.figure.of else []
    parts += [escape(claim.figure.note)] if claim.figure.note else []
    return ", ".join(parts)


def names_line(term: Term) -> str:
    """The other names of an entry: the Chinese one and its aliases."""
    names = [chinese(name.text) if name.lang else escape(name.text) for name in other_names(term)]
    return div("names", " · ".join(names)) if names else ""
