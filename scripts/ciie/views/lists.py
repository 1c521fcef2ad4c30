"""Lists of records, long lists of anything in parts (the one pagination of the program), and the records in numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar
from urllib.parse import urlencode

from ciie.deriving.knowledge import Knowledge
from ciie.model.kinds import Ownership
from ciie.model.library import Aspect
from ciie.model.records import Basis, Record
from ciie.model.values import Ref
from ciie.text.languages import language_name
from ciie.text.number_words import with_noun
from ciie.views.addresses import address
from ciie.views.links import Credit, Link, Links, is_quotable
from ciie.views.publish import Page, page

# What one page lists before the rest goes to pages of its own.
MOST_INLINE = 100
MOST_NEWEST = 10
# What a page shows in full before the rest folds away, a line each.
MOST_IN_FULL = 6
MOST_ON_A_PAGE = 200
# Of a record in a list.
MOST_TOPICS = 6
T = TypeVar("T")


@dataclass(frozen=True)
class Part(Generic[T]):
    """A page of a list that one page would be too short for.

    Attributes:
        path: Where it is: base.md, base-part-2.md.
        title: Its title; from the second on it says which part it is.
        rows: What it lists.
        paths: Where each part of the list is, in order.
    """

    path: str
    title: str
    rows: Sequence[T]
    paths: tuple[str, ...]

    def navigation(self, links: Links, *up: Link) -> tuple[Link, ...]:
        """The links `up`, then those to each part where there are several; its own has no address."""
        numbered = enumerate(self.paths, 1) if len(self.paths) > 1 else ()
        parts = (Link(f"Part {n}", "") if path == self.path else links.to(path, f"Part {n}") for n, path in numbered)
        return (*up, *parts)


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record in a list.

    Attributes:
        record: Its title.
        credit: Who published it and when.
        edition: Its edition, or both ends of a span.
        introduction: Whose words the summary is.
        summary: What it says in a sentence; empty where that is not told.
        topics: The first of its topics.
        more: How many more there are; empty where there are none.
    """

    record: Link
    credit: Credit
    edition: tuple[Link, ...]
    introduction: str
    summary: str
    topics: tuple[Link, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Counted:
    """An entry or a page, and how many articles, passages or whatever else it has."""

    link: Link
    count: str


@dataclass(frozen=True, slots=True)
class Reach:
    """The editions, topics or whatever else records are of, each with the number of articles."""

    label: str
    found: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of records.

    Attributes:
        rows: The first, in full.
        folded: Those after them, a line each, where one page has room for all.
        count: How many are folded: "37 more articles".
        years: The ways to the years, where one page has not.
    """

    rows: tuple[RecordRow, ...]
    folded: tuple[RecordRow, ...] = ()
    count: str = ""
    years: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordsView:
    """A page that lists records, with the links up and to its other parts."""

    title: str
    navigation: tuple[Link, ...]
    rows: tuple[RecordRow, ...]


def search_for(links: Links, **chosen: str) -> str:
    """The address of a search.

    Args:
        links: The links of the page that leads there.
        chosen: By facet, the values that the records shall have: `edition="6"`.

    Returns:
        A relative address.
    """
    return f"{address(links.path, 'search.md')}?{urlencode(chosen)}"


def paginate(base: str, title: str, rows: Sequence[T], limit: int) -> list[Part[T]]:
    """Cut a list into pages.

    Args:
        base: The path of the first page without ".md".
        title: Its title.
        rows: What is listed.
        limit: How many rows one page has at most.

    Returns:
        The pages in order, at least one.
    """
    starts = range(0, max(1, len(rows)), limit)
    paths = [f"{base}.md", *(f"{base}-part-{number}.md" for number in range(2, len(starts) + 1))]
    titles = [title, *(f"{title}, part {number}" for number in range(2, len(starts) + 1))]
    cut = zip(paths, titles, starts, strict=True)
    return [Part(path, name, rows[start : start + limit], tuple(paths)) for path, name, start in cut]


def by_year(rows: Iterable[T], year: Callable[[T], int]) -> list[tuple[int, list[T]]]:
    """`rows`, which are in the order of their years, by year.

    Args:
        rows: Anything that is of a year.
        year: What gives the year of a row.

    Returns:
        Years with their rows, in the order of the rows.
    """
    return [(number, list(found)) for number, found in groupby(rows, key=year)]


def record_rows(links: Links, records: Iterable[Record], summaries: bool = True) -> tuple[RecordRow, ...]:
    """The rows of a list of records, in their order.

    Args:
        links: The links of the page that shows it.
        records: The records, in the order of the list.
        summaries: Whether to show what each says.

    Returns:
        A row for each record.
    """
    return tuple(_row(links, record, summaries) for record in records)


def listing(
    links: Links, title: str, records: Sequence[Record], is_first: Callable[[Record], bool] = lambda _: True
) -> tuple[Listing, list[Page]]:
    """List records by year where they are many.

    Args:
        links: The links of the page with the list.
        title: What the records are of, for the titles of further pages.
        records: The records, newest first.
        is_first: Whether a record stands before those of which this is false, whatever its date.

    Returns:
        The list for that page, and the pages of its years where it is long.
    """
    ranked = sorted(records, key=lambda record: not is_first(record))
    if len(ranked) <= MOST_INLINE:
        full, rest = ranked[:MOST_IN_FULL], ranked[MOST_IN_FULL:]
        count = with_noun(len(rest), "more article")
        return Listing(record_rows(links, full), record_rows(links, rest, summaries=False), count), []
    base = links.path.removesuffix(".md").removesuffix("/index")
    years = by_year(records, lambda record: record.date.first.year)
    counted = tuple(
        Counted(links.to(f"{base}/{year}.md", str(year)), with_noun(len(rows), "article")) for year, rows in years
    )
    parts = [
        part for year, rows in years for part in paginate(f"{base}/{year}", f"{title}, {year}", rows, MOST_ON_A_PAGE)
    ]
    pages = list(records_pages(links, parts, "All years"))
    return Listing(record_rows(links, ranked[:MOST_NEWEST]), years=counted), pages


def records_pages(above: Links, parts: Iterable[Part[Record]], up: str, summaries: bool = True) -> Iterator[Page]:
    """The pages of a list of records; each leads to the page of `above` by a link that shows `up`."""
    for part in parts:
        links = Links(above.vocabulary, part.path)
        navigation = part.navigation(links, links.to(above.path, up))
        view = RecordsView(part.title, navigation, record_rows(links, part.rows, summaries))
        meta = {
            "title": part.title,
            "description": f"{part.title}: the articles with date, source, summary and topics.",
        }
        yield page(part.path, "records.md", meta, view=view)


def _row(links: Links, record: Record, summaries: bool) -> RecordRow:
    rest = len(record.topics) - MOST_TOPICS
    return RecordRow(
        record=links.record(record),
        credit=links.credit(record),
        edition=links.edition(record.edition) if record.edition else (),
        introduction=introductions(record)[0],
        summary=(record.summary or "") if summaries else "",
        topics=links.topics(record)[:MOST_TOPICS],
        more=with_noun(rest, "more topic") if rest > 0 else "",
    )


def introductions(record: Record) -> tuple[str, str]:
    """What stands before a record's summary, and before a sentence of its body: whose words they are.

    Args:
        record: A record.

    Returns:
        Two texts in English, without a colon.
    """
    return ("Summary", "From the article") if is_quotable(record) else ("From the digest", "From the digest")


def written_on(knowledge: Knowledge, ref: Ref) -> Iterator[str]:
    """How many records use an entry, how many voices they are, and of which years, in words.

    Args:
        knowledge: What the records say.
        ref: An entry of the vocabulary.

    Yields:
        Pieces of a line, such as "42 articles", "39 independent sources" and "2022–2025".
    """
    records = knowledge.records_of(ref)
    yield with_noun(len(records), "article")
    if records:
        yield with_noun(knowledge.voices.count_records(records), "independent source")
        yield "–".join(sorted({str(each.date.first.year) for each in (records[0], records[-1])}))


def value_name(aspect: Aspect, value: str) -> str:
    """What readers call a value that divides the records, such as "German" or "State-owned".

    Args:
        aspect: What it is a value of.
        value: It, as `divided` gives it.

    Returns:
        Its name, with a capital.
    """
    match aspect:
        case Aspect.OWNERSHIP:
            return Ownership[value.upper()].words
        case Aspect.BASIS:
            return Basis(value).words
        case Aspect.LANGUAGE:
            return language_name(value)
        case _:
            return value.capitalize()
