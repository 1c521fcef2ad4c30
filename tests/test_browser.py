"""The built site as a reader meets it, in a real browser. Nothing may leave the machine or log an error."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from support.browsing import Visit, serving
from support.project import PROJECT, TESTS, build_once
from support.reading_search import answers, expect_to_suit_everybody

pytestmark = [pytest.mark.site, pytest.mark.browser]
ARTICLE = "/articles/2023-11-16-stdaily-platform-of-high-standard-opening-up/"
LONGEST = "/articles/2023-11-04-xinhua-adhere-to-opening-up/"
STORY = "/stories/2023-11-04-xinhua-adhere-to-opening-up/"
KINDS = (
    "/", "/articles/", ARTICLE, LONGEST, "/topics/", "/topics/opening-up/", "/timeline/", "/timeline/2023/",
    "/timeline/2023-11/", "/editions/", "/editions/6/", "/figures/", "/figures/exhibitors/", "/organisations/",
    "/organisations/schott/", "/people/", "/people/xi-jinping/", "/places/", "/places/cn/", "/sources/",
    "/sources/xinhua/", "/about/", "/contribute/", "/404.html", "/timeline/editions/", "/timeline/edition-6/",
    "/timeline/promises/", "/stories/", STORY, "/coverage/",
    "/figures/group-visitors/", "/figures/group-countries/", "/figures/new-products/", "/search/",
)  # fmt: skip
# Page kinds that the project's own records do not fill yet.
MADE_UP = (
    "/figures/", "/figures/exhibitors/", "/figures/intended-deals/", "/figures/group-other/",
    "/timeline/", "/timeline/editions/", "/timeline/promises/",
    "/stories/2025-11-04-wire-on-the-eve-of-the-eighth/", "/coverage/",
)  # fmt: skip
WIDTHS = (320, 390, 1280)


def test_reader_goes_from_home_by_a_topic_and_an_article_to_the_original(visit: Visit) -> None:
    """Home leads to a topic, the topic to an article, the article to the source's address."""
    page = visit.open("/")
    page.get_by_role("article").get_by_role("link", name="Deals and results").first.click()
    page.get_by_role("link", name="CIIE: A Platform of High-standard Opening up").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("CIIE: A Platform of High-standard Opening up")
    original = page.get_by_role("link", name="Read the original")
    expect(original).to_have_attribute("href", "http://m.stdaily.com/English/Feature/202311/"
                                       "1e8a0a4c155c4dfc8ecd6b3848a4b56b.shtml")  # fmt: skip


def test_day_of_the_timeline_can_be_linked_to(visit: Visit) -> None:
    """The address of a day leads to that day's first entry."""
    page = visit.open("/timeline/2023-11/#d2023-11-05")

    target = page.locator(":target")
    expect(target).to_have_text("5 November 2023")
    expect(target).to_be_in_viewport()


def test_figure_leads_to_the_passage_that_states_it(visit: Visit) -> None:
    """From a measure's page a claim leads to the paragraph of the record that holds its words."""
    page = visit.open("/figures/exhibitors/")
    row = page.get_by_role("row").filter(has_text="3,486 companies")
    row.get_by_role("link", name="Science and Technology Daily").first.click()

    expect(page.locator(":target")).to_contain_text("3,486 companies")


@pytest.mark.parametrize("path", KINDS)
def test_page_suits_everybody(visit: Visit, path: str) -> None:
    """Any kind of page keeps to its policy, axe-core finds nothing, in light and dark, and no window is too small."""
    expect_to_suit_everybody(visit.open(path), *WIDTHS)


def test_site_is_read_without_javascript(visit: Visit) -> None:
    """Without scripts the text, the figures and the links are all there."""
    page = visit.open(ARTICLE, java_script_enabled=False)

    expect(page.get_by_role("table").first).to_contain_text("78.41 billion USD")
    page.get_by_role("link", name="16 November 2023").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Timeline: November 2023")


@pytest.mark.parametrize("strand", ["happened", "planned", "edition", "reported"])
def test_strand_of_the_timeline_is_in_the_address(visit: Visit, strand: str) -> None:
    """The address alone says which strand of the timeline is shown, without a script."""
    page = visit.open(f"/timeline/edition-6/#only-{strand}", java_script_enabled=False)
    lines = page.locator(".timeline li")
    shown = lines.filter(visible=True)

    assert 0 < shown.count() < lines.count()
    assert shown.count() == shown.filter(has=page.locator(f".strand.{strand}")).count()


@pytest.mark.parametrize("strand", ["only-happened", "only-planned", "only-edition", "only-reported"])
def test_strand_leaves_no_empty_heading(visit: Visit, strand: str) -> None:
    """Where one strand is shown, every year and month that still has its heading has a line, too."""
    page = visit.open(f"/timeline/#{strand}", java_script_enabled=False)
    periods = page.locator(".period").filter(visible=True)

    assert periods.count()
    assert periods.count() == periods.filter(has=page.locator(".timeline li:visible")).count()
    assert page.locator(".md-typeset h2:visible, .md-typeset h3:visible").count() == periods.count() + 1


def test_strands_are_chosen_with_the_keyboard(visit: Visit) -> None:
    """A reader without a mouse chooses a strand, and sees everything again."""
    page = visit.open("/timeline/")
    page.get_by_role("link", name="What was reported").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".strand.happened").first).to_be_hidden()

    page.keyboard.press("Shift+Tab")
    page.get_by_role("link", name="Everything").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".strand.happened").first).to_be_visible()


@pytest.mark.parametrize(
    "path", ["/figures/exhibitors/", "/timeline/promises/", STORY, "/topics/deals/", "/editions/6/", "/places/jp/"]
)
def test_knowledge_is_read_without_javascript(visit: Visit, path: str) -> None:
    """Without scripts every link of a page of the knowledge can be followed to where it is borne out."""
    page = visit.open(path, java_script_enabled=False)
    deep = page.locator("article a[href*='articles/']").first
    expect(deep).to_be_visible()
    deep.click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/articles/" in page.url


def test_dark_scheme_follows_the_system_and_the_reader_can_switch(visit: Visit) -> None:
    """A reader whose system is dark gets dark pages, and one press makes them light."""
    page = visit.open("/", color_scheme="dark")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")

    page.get_by_role("button", name="Dark colours").click()

    expect(body).to_have_attribute("data-md-color-scheme", "default")


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of conflicts, with charts, of several editions."""
    site = build_once(TESTS / "conflicts", tmp_path_factory)
    with serving(site) as base:
        yield base


@pytest.mark.parametrize("path", MADE_UP)
def test_page_of_several_editions_suits_everybody(browser: Browser, made_up: str, path: str) -> None:
    """With charts and conflicts too, axe-core finds nothing, in light and dark, and no window is too small."""
    visit = Visit(browser, made_up)
    expect_to_suit_everybody(visit.open(path), *WIDTHS)
    visit.close()

    assert visit.faults == []


def test_chart_is_shown_with_its_alternative(browser: Browser, made_up: str) -> None:
    """A chart is a picture that loads, and says in words what it shows."""
    visit = Visit(browser, made_up)
    picture = visit.open("/figures/intended-deals/").get_by_role("img", name="Chart: Intended deals")

    assert picture.evaluate("image => image.complete && image.naturalWidth") == 360
    expect(picture).to_have_attribute("alt", re.compile("6th CIIE: 78.41 billion USD"))
    visit.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site made of hostile records."""
    site = build_once(TESTS / "hostile", tmp_path_factory)
    with serving(site) as base:
        yield base


@pytest.mark.parametrize(
    "path",
    ["/", "/articles/", "/articles/2023-11-16-stdaily-markup-in-every-text/", "/topics/opening-up/", "/timeline/",
     "/figures/exhibitors/", "/people/xi-jinping/", "/sources/stdaily/"],
)  # fmt: skip
def test_hostile_record_runs_nothing_and_fetches_nothing(browser: Browser, hostile: str, path: str) -> None:
    """On every page that shows a hostile record no script of it runs, whatever is pressed or pointed at."""
    visit = Visit(browser, hostile)
    page = visit.open(path)
    for link in page.locator("article a").all()[:40]:
        link.hover(force=True, timeout=2000)
    answers(page, "alert")
    visit.close()

    assert visit.faults == []


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site of the project's own records."""
    site = build_once(PROJECT / "articles", tmp_path_factory)
    with serving(site) as base:
        yield base


def test_deals_of_the_sixth_are_two_clicks_from_their_article(browser: Browser, published: str) -> None:
    """The number on the home page leads to its sources, and the source to the article that states it."""
    visit = Visit(browser, published)
    page = visit.open("/")
    page.get_by_role("link", name="78.41", exact=True).click()
    row = page.get_by_role("row").filter(has_text="78.41 billion USD")
    row.get_by_role("link", name="Science and Technology Daily").first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("CIIE: A Platform of High-standard Opening up")
    expect(page.locator(":target")).to_contain_text("78.41 billion USD")
    visit.close()


def test_both_numbers_of_one_article_are_two_clicks_from_home(browser: Browser, published: str) -> None:
    """Reuters gave two numbers for the deals of the fourth expo: one click shows both, the next the article."""
    visit = Visit(browser, published)
    page = visit.open("/")
    page.get_by_role("link", name="70.72").first.click()
    for number in ("70.62 billion USD", "70.72 billion USD"):
        row = page.get_by_role("row").filter(has_text=number)
        expect(row.get_by_role("link", name="Reuters, 10 November 2021").first).to_be_visible()
    row.get_by_role("link", name="Reuters, 10 November 2021").first.click()

    article = page.get_by_role("article")
    expect(article).to_contain_text("70.62 billion USD")
    expect(article).to_contain_text("70.72 billion USD")
    visit.close()


def test_columns_of_a_digest_stand_as_its_table_aligns_them(visit: Visit) -> None:
    """The theme's rule for the cells of any table does not win over what the digest says of a column."""
    page = visit.open("/about/")
    page.locator("article").evaluate(
        "each => { each.innerHTML = '<table><tr><td class=right>1</td><td class=centre>2</td><td>3</td></tr></table>' }"
    )

    assert page.locator("td").evaluate_all("all => all.map(each => getComputedStyle(each).textAlign)") == [
        "right",
        "center",
        "left",
    ]


def test_directory_is_sorted_and_filtered(visit: Visit) -> None:
    """A press on a heading sorts a directory, and what is typed leaves the rows that have it."""
    page = visit.open("/places/")
    first = page.locator(".directory tbody tr:not([hidden]) td:first-child").first
    page.get_by_role("button", name="Name").click()
    expect(page.locator("th").first).to_have_attribute("aria-sort", "ascending")
    expect(first).to_contain_text("Afghanistan")

    page.get_by_label("Filter").fill("city china")
    expect(first).to_contain_text("Sanya")
    assert page.locator(".directory tbody tr:visible").count() < 10
