"""What a reader sees of the search in a page, and whether it suits everybody."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

FOUND = re.compile(r"\d+ articles?, \d+ pages?")
# What the search says of an answer, and not of one that is on its way.
TOLD = re.compile(r"^(?!Loading|Searching).+")
# The rules of axe-core that look at colours.
ON_COLOURS = ("color-contrast", "link-in-text-block")


def violations(page: Page, options: dict[str, object] | None = None) -> list[tuple[str, str]]:
    """What axe-core finds wrong with the page: the rule, and the first element that breaks it."""
    found = Axe().run(page, options=options or {"resultTypes": ["violations"]}).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


def expect_to_suit_everybody(page: Page, *widths: int) -> None:
    """Fails where axe-core finds something in light or dark, or somebody has to scroll sideways at one of `widths`.

    The schemes differ in colours alone, so that only the rules on colours are tried in both.
    """
    page.emulate_media(reduced_motion="reduce")
    assert violations(page, {"rules": {"target-size": {"enabled": True}}}) == []
    page.evaluate("document.querySelector('button.scheme').click()")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert violations(page, {"runOnly": {"type": "rule", "values": ON_COLOURS}}) == []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("document.documentElement.scrollWidth <= innerWidth", timeout=5000)


def answers(page: Page, query: str) -> Locator:
    """The options that the search box lists for `query`; the box is opened for it."""
    page.locator("a.search-open").click()
    page.locator("dialog.search-box input").fill(query)
    expect(page.locator("dialog.search-box [role=status]")).to_have_text(TOLD)
    return page.locator("dialog.search-box [role=option]")


def finished(page: Page) -> Page:
    """The page of a search once it has told what it found."""
    expect(page.locator("#search-page [role=status]")).to_have_text(TOLD)
    return page


def titles(page: Page) -> list[str]:
    """The titles of the articles that the page of a search lists."""
    return finished(page).locator("ol.search-records .search-title").all_inner_texts()


def tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until `target` has the focus."""
    for _ in range(240):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead there")
