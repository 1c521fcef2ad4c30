"""The search box of every page: how it opens, answers and closes, and that it loads nothing before."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from support.browsing import Visit
from support.reading_search import answers, expect_to_suit_everybody

pytestmark = [pytest.mark.site, pytest.mark.browser]
FIELD = "dialog.search-box input[role=combobox]"
HOSTILE = (
    "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "__proto__", "constructor", "{{7*7}}", "%00",
    "javascript:alert(1)", "' OR 1=1 --", "((((", "\u202e\u0000\ufffd", "a" * 10_000,
)  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/about/", "/topics/deals/", "/404.html"])
@pytest.mark.parametrize("key", ["/", "s", None])
def test_box_opens_and_escape_gives_the_focus_back(visit: Visit, path: str, key: str | None) -> None:
    """On every page a click, / or s opens the box with the focus in it; Escape closes it, even with a text in it."""
    page = visit.open(path)
    opener = page.locator("a.search-open")
    opener.click() if key is None else page.keyboard.press(key)
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("s/x")
    expect(page.locator(FIELD)).to_have_value("s/x")
    page.keyboard.press("Escape")

    expect(page.locator("dialog.search-box")).to_be_hidden()
    expect(opener).to_be_focused()


def test_focus_returns_to_where_it_was(visit: Visit) -> None:
    """Who opens the box from the middle of a page is there again after closing it."""
    page = visit.open("/about/")
    link = page.get_by_role("article").get_by_role("link", name="Topics")
    link.focus()
    page.keyboard.press("/")
    page.get_by_role("button", name="Close").click()

    expect(link).to_be_focused()


def test_box_opens_again_right_after_it_closed(visit: Visit) -> None:
    """Closing gives the focus back at once: for keys pressed before the next frame, the box has no field any more."""
    page = visit.open("/about/")
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    focused = page.evaluate("""() => {
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}));
        return document.activeElement.className;
    }""")

    assert "search-open" in focused


def test_keys_are_left_alone_in_fields_and_with_modifiers(visit: Visit) -> None:
    """ "s" and "/" are letters in a field, and a shortcut of the browser stays the browser's."""
    page = visit.open("/search/")
    page.locator("input[name=q]").focus()
    page.keyboard.type("s/")
    expect(page.locator("input[name=q]")).to_have_value("s/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+s")
    page.keyboard.press("Alt+/")

    expect(page.locator("dialog.search-box")).to_have_count(0)


def test_nothing_of_the_search_is_loaded_before_it_is_reached_for(visit: Visit) -> None:
    """A page loads one small script of the search; the rest comes when the box is opened and a word is typed."""
    page = visit.open("/about/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(visit.base)))
    page.goto(visit.base + "/people/")
    page.wait_for_load_state("networkidle")
    of_search = [path for path in asked if "/search/" in path]
    (path,) = of_search

    assert path.endswith("/open.js")
    assert len(page.request.get(visit.base + path).body()) <= 5000


def test_box_answers_with_articles_then_pages(visit: Visit) -> None:
    """What is typed is answered with at most five articles and five pages, counted in words, each with its address."""
    page = visit.open("/")
    options = answers(page, "Pfizer")
    groups = page.locator("dialog [role=group]")

    expect(page.locator("dialog [role=status]")).to_have_text(re.compile(r"^\d+ articles?, \d+ pages?$"))
    assert [group.get_attribute("aria-label") for group in groups.all()] == ["Articles", "Pages"]
    assert all(group.get_by_role("option").count() <= 5 for group in groups.all())
    assert "organisations/#pfizer" in [option.get_attribute("data-url") for option in options.all()]
    expect(options.first.locator("mark").first).to_have_text(re.compile("pfizer", re.IGNORECASE))


def test_arrows_move_through_the_answers_and_enter_opens_one(visit: Visit) -> None:
    """The focus stays in the field, which points at the active answer; before the first there is none."""
    page = visit.open("/")
    options = answers(page, "Pfizer")
    field = page.locator(FIELD)
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    page.keyboard.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    path, _, row = str(options.last.get_attribute("data-url")).partition("#")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(rf"{re.escape(f'{visit.base}/{path}')}.*{row}$"))


def test_active_answer_is_forgotten_when_the_query_changes(visit: Visit) -> None:
    """After another letter no answer is active, so that Enter does not open one that was there before."""
    page = visit.open("/")
    answers(page, "Pfizer")
    page.keyboard.press("ArrowDown")
    page.keyboard.type(" China")
    page.keyboard.press("Enter")

    page.wait_for_url("**/search/?q=Pfizer+China")


def test_enter_and_all_results_lead_to_the_page_of_the_search(visit: Visit) -> None:
    """Without an active answer Enter leads to the page that lists all, and so does the link below the answers."""
    page = visit.open("/people/")
    answers(page, "进博会")
    expect(page.locator("a.search-all")).to_have_attribute(
        "href", re.compile(r"/search/\?q=%E8%BF%9B%E5%8D%9A%E4%BC%9A$")
    )
    page.keyboard.press("Enter")

    page.wait_for_url("**/search/?q=%E8%BF%9B%E5%8D%9A%E4%BC%9A")
    expect(page.locator("input[name=q]")).to_have_value("进博会")


def test_what_was_added_to_a_query_is_said_and_can_be_switched_off(visit: Visit) -> None:
    """A word that was mended is shown beside what it was taken for; one press searches for it as typed."""
    page = visit.open("/")
    answers(page, "Shanghia")
    added = page.locator("dialog .search-added")
    expect(added).to_contain_text(re.compile("shanghai", re.IGNORECASE))
    added.get_by_role("button").click()

    expect(page.locator("dialog [role=status]")).to_contain_text("Nothing found")
    expect(page.locator("a.search-all")).to_have_attribute("href", re.compile(r"q=Shanghia&typed=1$"))
    added.get_by_role("button").click()
    expect(page.locator("dialog [role=option]").first).to_be_visible()


def test_only_the_newest_answer_is_shown(visit: Visit) -> None:
    """However slowly an earlier answer arrives, what is shown is the answer to what stands in the field."""
    page = visit.open("/")
    answers(page, "Pfizer")
    field = page.locator(FIELD)
    for query in ("hydrogen", "Honduras", "zzzzzzzz"):
        field.fill(query)
        page.wait_for_timeout(130)
    field.fill("Gilead")

    expect(page.locator("dialog [role=option][data-url='organisations/#gilead']")).to_be_visible()
    page.wait_for_timeout(400)
    expect(page.locator("dialog [role=option][data-url='organisations/#gilead']")).to_be_visible()


def test_emptied_field_has_no_answers(visit: Visit) -> None:
    """Without a text the box lists nothing and says what can be typed."""
    page = visit.open("/")
    answers(page, "Pfizer")
    page.locator(FIELD).fill("  ")

    expect(page.locator("dialog [role=listbox]")).to_be_hidden()
    expect(page.locator(".search-hint")).to_be_visible()


def test_hostile_query_is_text(visit: Visit) -> None:
    """Whatever is typed or put into the field runs nothing, breaks nothing, and is cut to 200 characters."""
    page = visit.open("/")
    answers(page, "opening")
    for query in HOSTILE:
        page.locator(FIELD).evaluate("(field, value) => { field.value = value }", query)
        page.locator(FIELD).dispatch_event("input")
        page.wait_for_timeout(200)
        asked = parse_qs(urlsplit(str(page.locator("a.search-all").get_attribute("href"))).query)
        assert page.locator("dialog :is(img, script, iframe)").count() == 0
        assert len(asked["q"][0]) <= 200
    page.locator(FIELD).fill("Gilead")

    expect(page.locator("dialog [role=option][data-url='organisations/#gilead']")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("query", ["", "opening", "Shanghia", "zzzzzzzz"])
def test_open_box_suits_everybody(visit: Visit, query: str, width: int) -> None:
    """axe-core finds nothing in the open box, in light and in dark, and nobody has to scroll sideways."""
    page = visit.open("/", viewport={"width": width, "height": 700}, reduced_motion="reduce")
    page.keyboard.press("/") if not query else answers(page, query)
    expect(page.locator(FIELD)).to_be_visible()

    expect_to_suit_everybody(page, width)
    assert page.locator("dialog").evaluate("box => box.scrollWidth <= box.clientWidth")


def test_answers_are_not_lost_without_the_index(visit: Visit) -> None:
    """Where the index cannot be had the box says so, and its link still leads on."""
    visit.is_watched = True
    page = visit.open("/")
    page.route(
        "**/search/**", lambda route: route.abort() if "/assets/" not in route.request.url else route.continue_()
    )
    page.locator("a.search-open").click()
    page.locator(FIELD).fill("opening")

    expect(page.locator("dialog [role=status]")).to_contain_text("cannot be reached")
    visit.faults.clear()  # the browser logs each file it could not have
