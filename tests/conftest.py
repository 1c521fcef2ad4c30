"""What the tests share: the built site, a server for it, and a browser that lets nothing leave this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from support.browsing import MODULES, SWITCHES, Visit, serving
from support.get_browser import find
from support.node import Node
from support.project import FIVE, PROJECT, build_once
from support.pull_requests import Repository, make_repository

# No run of the program keeps anything for the next, but where a test asks for it.
os.environ["CIIE_CACHE"] = ""
# The same inputs in every run: a failure in CI is a failure here.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return PROJECT


@pytest.fixture(scope="session")
def captures() -> Path:
    """The folder of the first captures; the test is skipped where CIIE_SOURCES does not name one."""
    named = os.environ.get("CIIE_SOURCES")
    if not named:
        pytest.skip("set CIIE_SOURCES to the folder of the captures to run this")
    return Path(named)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project's own records, built by `ciie build`."""
    return build_once(FIVE, tmp_path_factory)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address at which the built site is served."""
    with serving(site) as base:
        yield base


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository to copy."""
    return make_repository(tmp_path_factory.mktemp("untouched"))


@pytest.fixture
def repository(untouched: Repository, tmp_path: Path) -> Repository:
    """A repository whose branch `head` is the base as yet."""
    return untouched.copy(tmp_path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    path = find()
    if path is None:
        pytest.skip("no Chromium is here; `make test` says how to get one")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=str(path), args=SWITCHES)


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """The modules of the search in Node, for what needs no page."""
    with Node() as node:
        yield node


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Page]:
    """A blank page beside the modules of the search: `await import("./dom.js")` works in it, without a built site."""
    with serving(MODULES) as base, browser.new_context() as context:
        page = context.new_page()
        page.route(f"{base}/", lambda route: route.fulfill(content_type="text/html", body="<!doctype html>"))
        page.goto(f"{base}/")
        yield page


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens pages of the site; afterwards no page may have asked another host or logged an error."""
    visit = Visit(browser, address)
    yield visit
    visit.close()
    assert visit.faults == []
