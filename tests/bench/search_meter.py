"""Meters what a search transfers and how long it takes, in a page of Chromium without a cache."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

# Notes when something is asked for, and when what is shown of the search last changed.
_CLOCK = """
    window.searchClock = {asked: 0, shown: -1};
    const ask = () => searchClock.asked = performance.now();
    addEventListener('input', ask, true);
    addEventListener('click', ask, true);
    addEventListener('keydown', event => event.key === 'Enter' && ask(), true);
    const PLACES = '.search-status, .search-records, .search-pages, [role=listbox], .facet-values, .facet-none';
    new MutationObserver(mutations => {
        const elements = mutations.map(({target}) => target instanceof Element ? target : target.parentElement);
        if (elements.some(element => element?.closest(PLACES))) searchClock.shown = performance.now();
    }).observe(document, {subtree: true, childList: true, characterData: true});
"""
_IS_SHOWN = "() => searchClock.shown > searchClock.asked"
# Where nothing was done but to open the search's own page, its program asks from when it is fetched.
_TAKEN = """() => {
    const program = performance.getEntriesByType('resource').find(({name}) => name.endsWith('/page.js'));
    return searchClock.shown - (searchClock.asked || program.startTime);
}"""
# How long to wait for files that nothing shown waits for.
_LATE_MS = 200


@dataclass(frozen=True)
class Cost:
    """What one step of a reader costs.

    Attributes:
        transferred: Bytes of the search's own files with their headers, as they come over the line.
        milliseconds: From the reader's last key or click to the last change of what is shown, the pause included in
            which the box waits for another key; on the search's own page from when its program is fetched.
    """

    transferred: int
    milliseconds: float


class Meter:
    """A reader's page, in a browser that has never seen the site at `base`."""

    def __init__(self, browser: Browser, base: str) -> None:
        self._base = base
        self._context = browser.new_context()
        self.page: Page = self._context.new_page()
        self.page.add_init_script(_CLOCK)
        self._urls: dict[str, str] = {}
        self._transferred = 0
        session = self._context.new_cdp_session(self.page)
        session.on("Network.requestWillBeSent", self._note_url)
        session.on("Network.loadingFinished", self._note_bytes)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()

    def load(self, path: str) -> int:
        """Loads a page without reaching for the search; the bytes of the search's own files."""
        self._transferred = 0
        self.page.goto(self._base + path)
        self.page.wait_for_timeout(_LATE_MS)
        return self._transferred

    def cost(self, act: Callable[[Page], object]) -> Cost:
        """What `act` costs until something is shown for it."""
        self._transferred = 0
        act(self.page)
        self.page.wait_for_function(_IS_SHOWN)
        self.page.wait_for_timeout(_LATE_MS)
        return Cost(self._transferred, float(self.page.evaluate(_TAKEN)))

    def _note_url(self, event: dict[str, Any]) -> None:
        self._urls[event["requestId"]] = event["request"]["url"]

    def _note_bytes(self, event: dict[str, Any]) -> None:
        path = urlsplit(self._urls.get(event["requestId"], "")).path
        is_page = path.endswith("/")
        if "/search" in path and not is_page:
            self._transferred += int(event["encodedDataLength"])
