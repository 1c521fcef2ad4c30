"""The page of a search: what it lists, how it is narrowed, and that its address says it all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page, expect

from support.browsing import Visit, serving
from support.project import FIVE, PROJECT, TESTS, build, build_once
from support.reading_search import FOUND, expect_to_suit_everybody, finished, tab_to, titles

pytestmark = [pytest.mark.site, pytest.mark.browser]
INDEXES = ("topics", "timeline", "figures", "organisations", "people", "places", "sources", "editions")
HOSTILE = (
    "?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "?q=__proto__",
    "?q=" + "a" * 7000, "?q=%FF%FE", "?topic=%3Cscript%3E&show=-5&sort=%3Cb%3E", "?show=1e9&show=x", "?constructor=1",
    "?q=%3F%21", "?q=%22", "?__proto__=1&kind=toString",
)  # fmt: skip
XINHUA = "articles/2023-11-04-xinhua-adhere-to-opening-up/"


def choose(page: Page, facet: str, value: str) -> None:
    """Ticks or unticks a value, and waits until the address says so."""
    before = page.url
    page.locator(f"fieldset[data-facet={facet}] input[value='{value}']").click()
    page.wait_for_function("before => location.href !== before", arg=before)


def test_empty_search_lists_every_article_the_newest_first(visit: Visit) -> None:
    """Without a query the page shows all articles, to be narrowed."""
    page = visit.open("/search/")
    found = titles(page)

    assert len(found) == len(list(FIVE.glob("2*/*.md")))
    assert found[0] == "CIIE: A Platform of High-standard Opening up"
    expect(page.locator("select[name=sort]")).to_have_value("newest")


def test_result_shows_title_date_outlet_topics_and_the_sentence(visit: Visit) -> None:
    """A result says what it is and why it was found, and leads to the passage with the words marked."""
    page = finished(visit.open("/search/?q=Honduras"))
    first = page.locator("ol.search-records > li").first

    expect(page.locator("#search-page [role=status]")).to_have_text(FOUND)
    expect(first.locator(".credit")).to_contain_text("2023")
    expect(first.locator(".credit a")).to_have_attribute("href", re.compile("/sources/"))
    expect(first.locator(".topics a").first).to_have_attribute("href", re.compile("/topics/"))
    expect(first.locator(".search-excerpt mark").first).to_have_text(re.compile("hondur", re.IGNORECASE))
    expect(first.locator("a.search-title")).to_have_attribute("href", re.compile(r"/articles/.*\?h=.*#p\d+$"))
    expect(page.locator("ul.search-pages > li > a").first).to_have_attribute("href", re.compile(r"/places/\?.*#hn$"))
    assert page.title().startswith("Honduras - Search")


def test_opened_article_is_marked_at_the_passage(visit: Visit) -> None:
    """The article opens at the sentence that matched, with the words marked until the marks are removed."""
    page = finished(visit.open("/search/?q=Honduras"))
    page.locator("a.search-title").first.click()
    expect(page.locator("article mark").first).to_be_visible()
    expect(page.locator(":target")).to_be_in_viewport()
    text = page.locator("article").inner_text()
    page.get_by_role("button", name="Remove the marks").click()

    assert page.locator("article mark").count() == 0
    assert page.locator("article").inner_text() == text
    assert "?h=" not in page.url


def test_hostile_text_to_mark_is_text(visit: Visit) -> None:
    """What an address asks to mark changes nothing but the marks."""
    page = visit.open(f"/{XINHUA}")
    before = page.locator("article").inner_text()
    for text in ("<img src=x onerror=alert(1)>", "a" * 10_000, "%", "(((", "__proto__", " "):
        page.goto(f"{visit.base}/{XINHUA}?h={quote(text)}&h=%FF#%")
        page.wait_for_load_state("networkidle")
        assert page.locator("article").inner_text() == before
        assert page.locator("article :is(img[src=x], script)").count() == 0


def test_facets_narrow_and_their_chips_widen_again(visit: Visit) -> None:
    """A choice narrows the list to its count, stands above the results, and is taken back there."""
    page = finished(visit.open("/search/"))
    row = page.locator("fieldset[data-facet=topic] label").filter(has=page.locator("input[value=medical]"))
    number = int(row.locator(".count").inner_text())
    choose(page, "topic", "medical")
    expect(page.locator("#search-page [role=status]")).to_have_text(re.compile(f"^{number} articles?$"))
    expect(page).to_have_url(re.compile(r"\?topic=medical$"))
    expect(page.locator("input[value=medical]")).to_be_focused()
    page.get_by_role("button", name="Remove Medicine and health").click()

    expect(page).to_have_url(re.compile(r"/search/$"))
    expect(page.locator("input[value=medical]")).not_to_be_checked()
    expect(page.locator(".search-chips")).to_be_hidden()


def test_closed_facet_is_loaded_when_it_is_opened(visit: Visit) -> None:
    """Three facets are open at first; another shows its values once it is opened, and is open where one is chosen."""
    page = finished(visit.open("/search/"))
    open_ones = page.locator("details[open] > fieldset").evaluate_all("all => all.map(one => one.dataset.facet)")
    assert set(open_ones) == {"topic", "edition", "year"}
    page.locator("summary", has_text="Organisation").click()
    expect(page.locator("fieldset[data-facet=organisation] label").first).to_be_visible()

    other = finished(visit.open("/search/?country=jp"))
    expect(other.locator("fieldset[data-facet=country] input[value=jp]")).to_be_checked()
    expect(other.locator("fieldset[data-facet=country] input[value=jp]")).to_be_visible()
    expect(other.locator(".search-chips")).to_contain_text("Japan")


def test_long_facet_shows_ten_values_and_all_when_asked(visit: Visit) -> None:
    """Ten values of a facet are shown; a button shows the others."""
    page = finished(visit.open("/search/"))
    values = page.locator("fieldset[data-facet=topic] label")
    expect(values).to_have_count(10)
    page.locator("fieldset[data-facet=topic] .facet-all").click()

    assert values.count() > 10


def test_address_holds_the_whole_search(visit: Visit) -> None:
    """The address of a narrowed, sorted search opened elsewhere shows the same."""
    page = finished(visit.open("/search/?q=expo"))
    choose(page, "topic", "opening-up")
    choose(page, "edition", "6")
    page.locator("select[name=sort]").select_option("oldest")
    page.wait_for_url("**sort=oldest")
    address = page.url.removeprefix(visit.base)
    other = finished(visit.open(address))

    assert address == "/search/?q=expo&topic=opening-up&edition=6&sort=oldest"
    assert titles(other) == titles(page) != []
    expect(other.locator("input[name=q]")).to_have_value("expo")
    expect(other.locator("select[name=sort]")).to_have_value("oldest")
    expect(other.locator("input[value=opening-up]")).to_be_checked()


def test_sorting_by_date_turns_round(visit: Visit) -> None:
    """The oldest first is the newest first backwards."""
    newest = titles(visit.open("/search/?q=expo&sort=newest"))
    oldest = titles(visit.open("/search/?q=expo&sort=oldest"))

    assert newest == oldest[::-1] != []


def test_back_and_forward_go_from_search_to_search(visit: Visit) -> None:
    """Each deliberate step is one step of the browser's history; letters typed are not."""
    page = finished(visit.open("/search/"))
    page.locator("input[name=q]").press_sequentially("hydrogen", delay=60)
    page.keyboard.press("Enter")
    page.wait_for_url("**q=hydrogen")
    choose(page, "edition", "6")
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=hydrogen$"))
    expect(page.locator("fieldset[data-facet=edition] input[value='6']")).not_to_be_checked()
    page.locator("input[name=q]").fill("Honduras")
    page.wait_for_url("**q=Honduras")
    expect(page.locator(".search-excerpt mark").first).to_have_text(re.compile("hondur", re.IGNORECASE))
    page.go_back()
    expect(page.locator("input[name=q]")).to_have_value("hydrogen")
    expect(page.locator(".search-excerpt mark").first).to_have_text(re.compile("hydrogen", re.IGNORECASE))
    page.go_forward()

    expect(page.locator("input[name=q]")).to_have_value("Honduras")


def test_search_exactly_as_typed_is_in_the_address(visit: Visit) -> None:
    """What was added can be switched off and on, and the address says which."""
    page = finished(visit.open("/search/?q=Shanghia"))
    added = page.locator("#search-page .search-added")
    expect(added).to_contain_text(re.compile("shanghai", re.IGNORECASE))
    added.get_by_role("button").click()
    page.wait_for_url("**typed=1")
    expect(page.locator(".search-nothing")).to_be_visible()
    expect(added.get_by_role("button")).to_be_focused()
    added.get_by_role("button").click()

    expect(page).to_have_url(re.compile(r"\?q=Shanghia$"))
    expect(page.locator("ol.search-records > li").first).to_be_visible()


def test_nothing_found_leads_on(visit: Visit) -> None:
    """Who finds nothing is shown topics with articles, and how to suggest an article."""
    page = finished(visit.open("/search/?q=zzzzzzzzqq&typed=1"))
    nothing = page.locator(".search-nothing")

    expect(nothing).to_contain_text("zzzzzzzzqq")
    expect(nothing.locator("a[href*='/topics/']").first).to_be_visible()
    expect(nothing.locator("a[href$='/contribute/']")).to_be_visible()
    expect(page.locator("#search-page [role=status]")).to_have_text("0 articles, 0 pages")


def test_choices_that_leave_nothing_can_be_cleared(visit: Visit) -> None:
    """Where choices leave no article, one press clears them; a value that there is not does no harm."""
    page = finished(visit.open("/search/?q=Honduras&topic=__proto__&edition=nonsense"))
    expect(page.locator(".search-chips")).to_contain_text("__proto__")
    page.get_by_role("button", name="Clear all choices").click()

    expect(page.locator("ol.search-records > li").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?q=Honduras$"))


def test_hostile_address_is_text(visit: Visit) -> None:
    """Whatever an address holds runs nothing and leaves a page that works."""
    page = visit.open("/search/")
    for query in HOSTILE:
        page.goto(f"{visit.base}/search/{query}")
        finished(page)
        assert page.locator("#search-page :is(img, script, iframe)").count() == 0
        assert len(page.locator("input[name=q]").input_value()) <= 200
        page.locator("input[name=q]").fill("Honduras")
        expect(page).to_have_title(re.compile("^Honduras - Search"))


def test_reader_without_a_mouse_goes_from_home_to_a_marked_article(visit: Visit) -> None:
    """By keys alone: open the box, type, go to all results, narrow by a facet, open an article, see the marks."""
    page = visit.open("/")
    page.keyboard.press("/")
    page.keyboard.type("opening")
    expect(page.locator("dialog [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=opening")
    finished(page)
    tab_to(page, page.locator("fieldset[data-facet=topic] input").first)
    page.keyboard.press("Space")
    expect(page.locator(".search-chips button")).to_have_count(1)
    tab_to(page, page.locator("a.search-title").first)
    page.keyboard.press("Enter")

    expect(page.locator("article mark").first).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Remove the marks"))


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "query", ["", "?q=opening&topic=opening-up&country=jp", "?q=Shanghia", "?q=zzzzzzzzqq", "?q=Honduras&year=1999"]
)
def test_search_page_suits_everybody(visit: Visit, query: str, width: int) -> None:
    """axe-core finds nothing with results or without, in light and in dark, and nobody has to scroll sideways."""
    size = {"width": width, "height": 800}
    page = finished(visit.open(f"/search/{query}", viewport=size, reduced_motion="reduce"))

    expect_to_suit_everybody(page, width)


def test_typing_error_is_asked_about_and_answered_at_once(visit: Visit) -> None:
    """The word that was meant is named above its results."""
    page = finished(visit.open("/search/?q=Shanghia"))

    expect(page.locator(".search-added")).to_contain_text("Did you mean Shanghai? Nothing has Shanghia.")
    expect(page.locator("ol.search-records mark").first).to_have_text("Shanghai")


@pytest.mark.parametrize("key", ["/", "s", None])
def test_header_and_key_lead_to_the_field_of_the_page(visit: Visit, key: str | None) -> None:
    """There is one search on its page: no box opens over it, and what was looked for stands in its field."""
    page = finished(visit.open("/search/?q=Honduras"))
    page.locator("h1").click()
    page.locator("a.search-open").click() if key is None else page.keyboard.press(key)

    expect(page.locator("input[name=q]")).to_be_focused()
    expect(page.locator("input[name=q]")).to_have_value("Honduras")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?q=Honduras$"))


def test_facets_are_behind_a_button_on_a_phone(visit: Visit) -> None:
    """On a phone the results come first; a button shows the facets."""
    page = finished(visit.open("/search/?q=opening", viewport={"width": 390, "height": 800}))
    topics = page.locator("fieldset[data-facet=topic]")
    expect(topics).to_be_hidden()
    page.get_by_role("button", name="Narrow").click()

    expect(topics).to_be_visible()
    expect(page.get_by_role("button", name="Narrow")).to_have_attribute("aria-expanded", "true")


def test_without_javascript_the_link_leads_to_the_indexes(visit: Visit) -> None:
    """The way in is a plain link to a page that names every index."""
    page = visit.open("/people/xi-jinping/", java_script_enabled=False)
    page.get_by_role("link", name="Search").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    for name in INDEXES:
        expect(page.get_by_role("article").locator(f"a[href='../{name}/']")).to_be_visible()


def test_more_articles_are_listed_on_demand(browser: Browser, many: str) -> None:
    """Ten articles are listed, then ten more; the focus goes on to the first new one, and the address says how many."""
    visit = Visit(browser, many)
    page = finished(visit.open("/search/"))
    expect(page.locator("ol.search-records > li")).to_have_count(10)
    page.locator("button.search-more").click()
    expect(page.locator("a.search-title").nth(10)).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?show=20$"))
    expect(page.locator("button.search-more")).to_be_hidden()
    visit.close()

    assert visit.faults == []


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of more than ten and at most twenty records."""
    folder = tmp_path_factory.mktemp("many")
    articles = folder / "articles"
    (articles / "vocabulary").mkdir(parents=True)
    for path in (FIVE / "vocabulary").glob("*.yml"):
        (articles / "vocabulary" / path.name).write_bytes(path.read_bytes())
    source = next(FIVE.glob("2023/*stdaily*.md")).read_text(encoding="utf-8")
    source = re.sub(r"^url: .*\n", "", source, flags=re.MULTILINE)
    source = re.sub(r"^related:.*\n(?: .*\n)*", "", source, flags=re.MULTILINE)
    for number in range(12):
        copy = source.replace('title: "', f'title: "Copy {number} of ', 1)
        (articles / f"2023-11-16-stdaily-copy-{number}.md").write_text(copy, encoding="utf-8")
    with serving(build(articles, folder / "site")) as base:
        yield base


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site made of hostile records."""
    with serving(build_once(TESTS / "hostile", tmp_path_factory)) as base:
        yield base


@pytest.mark.parametrize("query", ["", "?q=script", "?q=alert", "?q=img&topic=opening-up"])
def test_hostile_records_are_text_among_the_results(browser: Browser, hostile: str, query: str) -> None:
    """Titles, names and summaries that look like HTML are shown as they are; nothing runs and nothing is fetched."""
    visit = Visit(browser, hostile)
    page = finished(visit.open(f"/search/{query}"))
    page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    page.wait_for_timeout(300)
    assert page.locator("#search-page :is(img, script, iframe, style)").count() == 0
    links = page.locator("#search-page a").evaluate_all("all => all.map(one => one.href)")
    assert [link for link in links if not link.startswith(hostile)] == []
    visit.close()

    assert visit.faults == []


def test_browsers_are_told_of_the_search(site: Path, visit: Visit) -> None:
    """Every page names the OpenSearch description, which leads to the page of a search."""
    page = visit.open("/topics/deals/")
    link = page.locator("link[rel=search]")
    description = ET.fromstring((site / "opensearch.xml").read_text(encoding="utf-8"))
    urls = [node.attrib for node in description if node.tag.endswith("}Url")]
    names = {node.tag.rpartition("}")[2]: node.text or "" for node in description}

    expect(link).to_have_attribute("type", "application/opensearchdescription+xml")
    expect(link).to_have_attribute("href", "../../opensearch.xml")
    assert [(url["type"], url["template"]) for url in urls] == [("text/html", "search/?q={searchTerms}")]
    assert 0 < len(names["ShortName"]) <= 16


def test_description_for_browsers_names_the_published_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the site's address is known, the description leads there from anywhere."""
    monkeypatch.setenv("SITE_URL", "https://press.example/a&b")
    site = build(PROJECT / "tests" / "small", tmp_path / "site")
    text = (site / "opensearch.xml").read_text(encoding="utf-8")

    assert 'template="https://press.example/a&amp;b/search/?q={searchTerms}"' in text


def test_search_works_below_a_path(browser: Browser, site: Path) -> None:
    """A site that is published below a path of its host finds its index and its pages there."""
    with serving(site.parent) as base:
        visit = Visit(browser, f"{base}/{site.name}")
        page = finished(visit.open("/search/?q=Honduras"))
        page.locator("a.search-title").first.click()
        expect(page.locator("article mark").first).to_be_visible()
        assert page.url.startswith(f"{visit.base}/articles/")
        visit.close()

    assert visit.faults == []


def test_missing_page_below_a_path_leads_on(browser: Browser, site: Path) -> None:
    """Whatever folder it is asked for in, a page that is not there finds the site, and a search starts from it."""
    with serving(site.parent) as base, browser.new_context() as context:
        page, missing = context.new_page(), f"{base}/{site.name}/articles/none/"
        page.route(missing, lambda route: route.fulfill(status=404, content_type="text/html", path=site / "404.html"))
        page.goto(missing)
        expect(page.locator("form.seek-here")).to_have_attribute("action", f"/{site.name}/search/")
        page.get_by_role("article").get_by_role("searchbox").fill("Honduras")
        page.keyboard.press("Enter")
        expect(page.locator("ol.search-records .search-title").first).to_be_visible()


def test_home_has_a_field_that_leads_to_the_results(visit: Visit) -> None:
    """It is a plain form, which needs no program on the page that it stands on."""
    page = visit.open("/", java_script_enabled=False)
    page.get_by_role("article").get_by_role("searchbox").fill("Honduras")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/search/\?q=Honduras$"))


def test_what_was_left_out_is_said_and_can_be_put_back(visit: Visit) -> None:
    """The line above the results names it, and a link leads to the same search without that."""
    page = finished(visit.open("/search/?q=Schott%20-Panasonic"))
    line = page.locator(".search-added")

    expect(line).to_contain_text("Left out: whatever has Panasonic.")
    assert len(titles(page)) == 1
    line.get_by_role("link", name="Leave nothing out").click()
    expect(page.locator("#search-page input[name=q]")).to_have_value("Schott Panasonic")


def test_search_for_exclusions_alone_says_what_is_missing(visit: Visit) -> None:
    """A query that only leaves out finds nothing, and says why."""
    page = finished(visit.open("/search/?q=-Gilead"))

    expect(page.locator(".search-nothing")).to_contain_text("Add a word to search for")


def test_who_finds_nothing_learns_how_to_search_for_phrases_and_leave_words_out(visit: Visit) -> None:
    """The help on syntax stands where it is wanted."""
    page = finished(visit.open("/search/?q=xyzzyplugh"))

    expect(page.locator(".search-nothing")).to_contain_text("-word or NOT word")


def test_example_in_a_guide_is_no_hit(visit: Visit) -> None:
    """About explains by 78.4 billion; who searches for it wants the figure, which an article gives as 78.41."""
    page = finished(visit.open("/search/?q=78.4%20billion"))

    assert titles(page) == ["CIIE: A Platform of High-standard Opening up"]
    expect(page.locator("ul.search-pages a[href*='/about/']")).to_have_count(0)
