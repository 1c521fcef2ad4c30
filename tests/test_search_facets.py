"""What results are narrowed by, and how many records each choice leaves: in a browser, and as the knowledge says."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.model.kinds import PlaceKind
from ciie.model.values import KINDS
from ciie.pipeline import read_collection
from ciie.search.index import write_index
from support.browsing import Visit, serving
from support.made_up_collection import write_collection
from support.project import FIVE
from support.samples import TODAY

pytestmark = [pytest.mark.site, pytest.mark.browser]
SEED = 6
NUMBER = 300
COMBINATIONS = 100
ON_THE_PAGE = 6
# An address may ask for no more articles at once.
MOST_LISTED = 200
# Which records each value has, by facet; records are numbers, the newest 0.
Values = Mapping[str, Mapping[str, frozenset[int]]]
Choice = Mapping[str, frozenset[str]]

_LOAD = """async ([root, asks]) => {
    const {everything} = await import(`${root}/assets/search/engine.js`);
    const {FACETS} = await import(`${root}/assets/search/query.js`);
    const {loadFacet, narrow, counts} = await import(`${root}/assets/search/facets.js`);
    const facets = new Map();
    for (const name of FACETS) facets.set(name, await loadFacet(name));
    const {records} = await everything();
    const values = FACETS.map(name => [name, facets.get(name).values.map(value => [value.id, [...value.records]])]);
    const outcomes = asks.map(ask => {
        const chosen = new Map(ask.map(([name, ids]) => [name, new Set(ids)]));
        const counted = name => [...counts(records, chosen, facets.get(name), facets)].filter(([, count]) => count);
        return [narrow(records, chosen, facets), FACETS.map(name => [name, counted(name)])];
    });
    return {records: [...records], values, outcomes};
}"""

_OPEN = "() => document.querySelectorAll('.search-facets details:not([open]) > summary').forEach(each => each.click())"
_IS_FILLED = """() => [...document.querySelectorAll('fieldset.facet')].every(facet =>
    facet.querySelector('label, .facet-none:not([hidden])'))"""
_SHOW_ALL = """() => [...document.querySelectorAll('fieldset.facet button')]
    .filter(button => !button.hidden && button.textContent.startsWith('Show all')).forEach(button => button.click())"""
_READ = """() => [...document.querySelectorAll('fieldset.facet label')].map(label => {
    const box = label.querySelector('input');
    return [box.name, box.value, label.querySelector('.count').textContent, box.checked];
})"""


@dataclass(frozen=True)
class Searched:
    """A collection whose search is served at `base`."""

    base: str
    knowledge: Knowledge

    @property
    def values(self) -> Values:
        """The records of every value of every facet, as the knowledge says."""
        return values_of(self.knowledge)


@pytest.fixture(scope="module")
def own(address: str) -> Searched:
    """The project's own records."""
    return Searched(address, derive(read_collection(FIVE, TODAY)))


@pytest.fixture(scope="module")
def made_up(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searched]:
    """The built site with the index of some hundred made-up records in place of its own."""
    folder = tmp_path_factory.mktemp("made-up")
    write_collection(folder / "articles", NUMBER, random.Random(SEED))
    knowledge = derive(read_collection(folder / "articles", TODAY))
    shutil.copytree(site, folder / "site")
    write_index(knowledge, (), folder / "site")
    with serving(folder / "site") as base:
        yield Searched(base, knowledge)


@pytest.fixture(params=["own", "made_up"])
def searched(request: pytest.FixtureRequest) -> Searched:
    """One collection after the other."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Searched)
    return found


def values_of(knowledge: Knowledge) -> Values:
    """The records of every value of every facet."""
    numbers = {record.id: number for number, record in enumerate(knowledge.records)}
    listed = {
        kind: {
            ref.id: frozenset(numbers[record.id] for record in records)
            for ref, records in knowledge.using.items()
            if ref.kind == kind
        }
        for kind in KINDS
    }
    terms = knowledge.vocabulary
    return {
        "topic": listed["topics"],
        "edition": listed["editions"],
        "outlet": listed["outlets"],
        "kind": merged({terms.outlets[key].kind.value: records} for key, records in listed["outlets"].items()),
        "country": {k: v for k, v in listed["places"].items() if _is_country(terms.places.get(k))},
        "organisation": {k: v for k, v in listed["organisations"].items() if k in terms.organisations},
        "ownership": merged(
            {terms.outlets[key].ownership.value: records} for key, records in listed["outlets"].items()
        ),
        "language": merged({r.language.partition("-")[0]: frozenset({numbers[r.id]})} for r in knowledge.records),
        "basis": merged({r.basis.value: frozenset({numbers[r.id]})} for r in knowledge.records),
        "year": merged({str(r.date.first.year): frozenset({numbers[r.id]})} for r in knowledge.records),
    }


def _is_country(place: object) -> bool:
    return getattr(place, "kind", None) is PlaceKind.COUNTRY


def merged(parts: Iterator[Mapping[str, frozenset[int]]]) -> dict[str, frozenset[int]]:
    """The records of each key of all parts together."""
    found: dict[str, frozenset[int]] = {}
    for part in parts:
        for key, records in part.items():
            found[key] = found.get(key, frozenset()) | records
    return found


def combinations(values: Values, number: int) -> list[Choice]:
    """`number` choices of one to three facets with one to three values each, the same in every run."""
    chance = random.Random(SEED)
    made: list[Choice] = []
    for _ in range(number):
        facets = chance.sample(sorted(values), chance.randint(1, 3))
        sizes = [chance.randint(1, min(3, len(values[name]))) for name in facets]
        picked = [chance.sample(sorted(values[name]), size) for name, size in zip(facets, sizes, strict=True)]
        made.append({name: frozenset(ids) for name, ids in zip(facets, picked, strict=True)})
    return made


def narrowed(values: Values, choice: Choice, size: int) -> frozenset[int]:
    """The records that have one of the chosen values of every facet, of `size` records."""
    left = frozenset(range(size))
    for name, ids in choice.items():
        left &= frozenset().union(*(values[name][key] for key in ids))
    return left


def counted(values: Values, choice: Choice, facet: str, size: int) -> dict[str, int]:
    """For each value of `facet` how many records have it and what is chosen of the other facets, if any has."""
    left = narrowed(values, {name: ids for name, ids in choice.items() if name != facet}, size)
    numbers = {key: len(records & left) for key, records in values[facet].items()}
    return {key: number for key, number in numbers.items() if number}


def test_every_value_has_the_records_that_the_knowledge_gives_it(browser: Browser, searched: Searched) -> None:
    """Each facet has just the values that records have, and each value its records."""
    visit = Visit(browser, searched.base)
    found = visit.open("/about/").evaluate(_LOAD, [searched.base, []])
    visit.close()

    assert found["records"] == list(range(len(searched.knowledge.records)))
    assert {name: {key: frozenset(rows) for key, rows in pairs} for name, pairs in found["values"]} == searched.values
    assert visit.faults == []


def test_combinations_leave_and_count_what_the_knowledge_says(browser: Browser, searched: Searched) -> None:
    """Values of one facet widen, facets narrow each other, and each count is what choosing its value would show."""
    size = len(searched.knowledge.records)
    choices = combinations(searched.values, COMBINATIONS)
    visit = Visit(browser, searched.base)
    asks = [[[name, sorted(ids)] for name, ids in choice.items()] for choice in choices]
    outcomes = visit.open("/about/").evaluate(_LOAD, [searched.base, asks])["outcomes"]
    visit.close()

    for choice, (records, counts) in zip(choices, outcomes, strict=True):
        assert records == sorted(narrowed(searched.values, choice, size)), choice
        for name, pairs in counts:
            assert dict(pairs) == counted(searched.values, choice, name, size), (choice, name)


def test_page_shows_what_its_address_chooses(browser: Browser, searched: Searched) -> None:
    """The lists and the numbers beside the checkboxes are those of the choice that the address names."""
    records = searched.knowledge.records
    visit = Visit(browser, searched.base)
    for choice in combinations(searched.values, ON_THE_PAGE):
        chosen = [(name, key) for name, ids in choice.items() for key in sorted(ids)]
        page = visit.open(f"/search/?{urlencode([*chosen, ('show', len(records))])}")
        left = narrowed(searched.values, choice, len(records))
        expect(page.locator(".search-status")).to_contain_text(f"{len(left)} article")
        assert shown_records(page) == [f"/articles/{records[number].id}/" for number in sorted(left)[:MOST_LISTED]]
        shown = shown_facets(page)
        for name in searched.values:
            ticked = choice.get(name, frozenset())
            told = {**dict.fromkeys(ticked, 0), **counted(searched.values, choice, name, len(records))}
            assert shown.get(name, {}) == {key: (number, key in ticked) for key, number in told.items()}, (choice, name)
        page.context.close()
    visit.close()

    assert visit.faults == []


def shown_records(page: Page) -> list[str]:
    """The addresses of the articles that are listed."""
    paths = page.locator("ol.search-records a.search-title").evaluate_all(
        "links => links.map(link => new URL(link.href).pathname)"
    )
    return [str(path) for path in paths]


def shown_facets(page: Page) -> dict[str, dict[str, tuple[int, bool]]]:
    """For each facet, opened and shown in full, the number beside each of its values, and whether it is ticked."""
    page.evaluate(_OPEN)
    page.wait_for_function(_IS_FILLED)
    page.evaluate(_SHOW_ALL)
    rows: list[tuple[str, str, str, bool]] = page.evaluate(_READ)
    found: dict[str, dict[str, tuple[int, bool]]] = {}
    for facet, value, number, is_ticked in rows:
        found.setdefault(facet, {})[value] = (int(number.replace(",", "")), is_ticked)
    return found


def test_long_list_of_values_can_be_searched(browser: Browser, made_up: Searched) -> None:
    """Once a facet shows all of very many values, a field above them leaves those whose name has what is typed."""
    visit = Visit(browser, made_up.base)
    page = visit.open("/search/")
    facet = page.locator("details", has=page.locator("fieldset[data-facet=organisation]"))
    facet.locator("summary").click()
    expect(facet.locator(".facet-filter")).to_be_hidden()

    facet.get_by_role("button", name="Show all").click()
    name = facet.locator(".facet-name").last.inner_text()
    facet.get_by_role("searchbox", name="Find in organisation").fill(name[:6].upper())

    names = facet.locator(".facet-name").all_inner_texts()
    visit.close()
    assert name in names
    assert [each for each in names if name[:6].lower() not in each.lower()] == []
    assert visit.faults == []
