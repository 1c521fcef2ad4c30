"""Honest by construction: what the built site says leads to a passage that says it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pytest

from ciie.deriving.claims import Claim, Happening, claims_of, happenings_of
from ciie.model.library import Library
from ciie.model.records import Passage, Record
from ciie.pipeline import read_collection
from ciie.reading.evidence import find_events
from ciie.reading.stated_figures import find_figures
from ciie.text.names import Names, names_of
from ciie.views.addresses import FOLDERS
from support.built import Built, Link, read_site
from support.project import FIVE, PROJECT, TESTS, build_once

pytestmark = pytest.mark.site
# So many records at most has a page that shows a sentence of each.
FEW = 5
DIRECTORIES = frozenset({"/organisations/", "/people/", "/places/", "/sources/"})
COLLECTIONS = {"published": PROJECT / "articles", "five": FIVE, "conflicts": TESTS / "conflicts"}


# Of a passage or of a sentence.
ANCHOR = re.compile(r"p\d+|s[0-9a-f]{8}")


@dataclass(frozen=True)
class Case:
    """A collection and its built site."""

    library: Library
    pages: dict[str, Built]
    links: Mapping[str, Sequence[Link]]
    names: Names

    def passage(self, record: Record, anchor: str) -> Passage:
        """What stands at an anchor of a record's page."""
        found = self.pages[f"/articles/{record.id}/"].anchors[anchor]
        return Passage(anchor, found.text, 1)

    def links_to(self, record: Record, under: str) -> list[Link]:
        """Links to passages of a record on the pages whose address begins with `under`."""
        return [link for link in self.links[record.id] if link.page.startswith(under)]


@pytest.fixture(scope="module", params=sorted(COLLECTIONS))
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    articles = COLLECTIONS[request.param]
    site = build_once(articles, tmp_path_factory)
    library = read_collection(articles, dt.date(2100, 1, 1))
    pages = read_site(site)
    return Case(library, pages, links_by_record(pages), names_of(library.vocabulary))


def links_by_record(pages: Mapping[str, Built]) -> Mapping[str, Sequence[Link]]:
    """Every link of the site to a passage, by the record that it leads to."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in (link for page in pages.values() for link in page.links):
        if link.target.startswith("/articles/2") and ANCHOR.fullmatch(link.anchor):
            found[link.target.split("/")[2]].append(link)
    return found


def test_every_figure_leads_to_the_passage_that_states_it(case: Case) -> None:
    """Each figure stands on its measure's page, or as a row on that of its group, linked to what states it."""
    missing = []
    for claim in (claim for record in case.library.records for claim in claims_of(record)):
        under = f"/figures/{claim.figure.measure}/"
        links = [link for link in case.links_to(claim.record, under) if shows(link, claim)]
        links += [link for link in case.links_to(claim.record, "/figures/group-") if shows(link, claim)]
        missing += [] if any(states(case, link, claim) for link in links) else [claim.key]

    assert missing == []


def test_every_event_leads_to_the_passage_that_dates_it(case: Case) -> None:
    """Each event stands on the timeline, linked to a passage that gives its date."""
    happenings = [each for record in case.library.records for each in happenings_of(record)]
    missing = []
    for each in happenings:
        links = [link for link in case.links_to(each.record, "/timeline/") if each.event.what in link.line.text]
        missing += [] if any(dates(case, link, each) for link in links) else [each.event.what]

    assert happenings
    assert missing == []


def test_every_mention_leads_to_a_passage_that_names_it(case: Case) -> None:
    """Each name of a record stands on its own page with a sentence of that record, or in its directory, linked to it.

    What publishes too stands on the page of its outlet, a place on that of who runs it. The page of
    a name that many records have shows some of them; there it is enough that the page is there.
    """
    uses = Counter(name for record in case.library.records for name in mentions(record))
    missing = []
    for record in case.library.records:
        for kind, name in mentions(record):
            page = f"/{FOLDERS[kind]}/{name}/"
            if uses[kind, name] > FEW and page in case.pages:
                continue
            pages = {page, *DIRECTORIES, f"/organisations/{name}/"}
            links = [each for each in case.links[record.id] if each.page in pages or each.page.startswith("/sources/")]
            missing += [] if any(names(case, link, record, (kind, name)) for link in links) else [(record.id, name)]

    assert missing == []


def test_every_link_to_a_passage_is_borne_out_by_it(case: Case) -> None:
    """What the site quotes from a passage stands there; what else leads to one is a figure or an event of it."""
    bad = []
    for record, link in ((each, link) for each in case.library.records for link in case.links[each.id]):
        said = case.passage(record, link.anchor).text.casefold()
        quoted = link.element.text.strip("“”").casefold()
        if quoted not in said and not is_borne_out(case, link, record):
            bad.append((link.page, link.element.text, link.anchor))

    assert bad == []
    assert set(case.links) <= {record.id for record in case.library.records}


def mentions(record: Record) -> Iterator[tuple[str, str]]:
    """The organisations, people and places that a record lists, as (list, id)."""
    yield from (("organisations", name) for name in record.organisations)
    yield from (("people", mention.id) for mention in record.people)
    yield from (("places", name) for name in record.places)


def shows(link: Link, claim: Claim) -> bool:
    """True where the line of a link shows the number of a claim."""
    return claim.figure.amount in link.line.text


def states(case: Case, link: Link, claim: Claim) -> bool:
    """True where a link leads to a passage that states the claim."""
    return find_figures([claim.figure], [case.passage(claim.record, link.anchor)], {}) == (link.anchor,)


def dates(case: Case, link: Link, each: Happening) -> bool:
    """True where a link leads to a passage that dates the event."""
    passage = case.passage(each.record, link.anchor)
    return find_events([each.event], [passage], each.record.language) == (link.anchor,)


def names(case: Case, link: Link, record: Record, name: tuple[str, str]) -> bool:
    """True where the line of a link and the passage it leads to both name the entry."""
    texts = (link.line.text, case.passage(record, link.anchor).text)
    finder = case.names.finder
    return all(any(name in named.refs for named in finder.find(text)) for text in texts)


def is_borne_out(case: Case, link: Link, record: Record) -> bool:
    """True where the line of a link shows a figure, an event or a name that its passage states, dates or names."""
    figures = any(shows(link, claim) and states(case, link, claim) for claim in claims_of(record))
    told = [each for each in happenings_of(record) if each.event.what in link.line.text]
    if link.page in DIRECTORIES:
        return any(names(case, link, record, name) for name in mentions(record))
    return figures or any(dates(case, link, each) for each in told)
