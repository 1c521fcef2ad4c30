"""What the tests share: the built site, a server for it, and a browser that lets nothing leave this machine."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import playwright
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from get_browser import find

PROJECT = Path(__file__).resolve().parent.parent
SWITCHES = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

# The same inputs in every run: a failure in CI is a failure here.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


# The site has the search's modules in bundles; the server has them one by one too, for tests that ask a single one.
MODULES = PROJECT / "docs" / "assets" / "search"
# Playwright brings a Node of its own.
NODE = shutil.which("node", path=Path(playwright.__file__).with_name("driver"))
# Answers each line, a function and what it is called with, by a line of what came of it.
_ANSWER = """
import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  const [text, argument] = JSON.parse(line);
  const asked = (async () => eval(`(${text})`)(argument))();
  const answer = await asked.then((value) => ({ value: value ?? null }), (fault) => ({ fault: String(fault?.stack) }));
  console.log(JSON.stringify(answer));
}
"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    max_age = 0

    def translate_path(self, path: str) -> str:
        """A file of the served folder, or a module of the search that lies in none of it."""
        found = Path(super().translate_path(path))
        module = MODULES / found.name
        return str(module if found.parent.parts[-2:] == ("assets", "search") and module.is_file() else found)

    def end_headers(self) -> None:
        """Says how long a browser may keep the file, where that is said at all."""
        if self.max_age:
            self.send_header("Cache-Control", f"max-age={self.max_age}")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, the name is the base class's
        """Says nothing."""


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
    return build(PROJECT / "articles", tmp_path_factory.mktemp("site") / "site")


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address at which the built site is served."""
    with serving(site) as base:
        yield base


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


class Visit:
    """A reader's visit to the site at `base`, with what went wrong in `faults`."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.base = base
        self.faults: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def open(self, path: str, **options: object) -> Page:
        """A new page at `path`; `options` are those of a browser context."""
        context = self._browser.new_context(**options)  # type: ignore[arg-type]
        self._contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self._expect_here(request.url))
        page.on("pageerror", lambda error: self.faults.append(f"{path}: {error}"))
        page.on("console", lambda message: self._expect_calm(path, message.type, message.text))
        page.on("dialog", lambda dialog: self.faults.append(f"{path}: dialog {dialog.message}"))
        page.goto(self.base + path)
        return page

    def close(self) -> None:
        """Closes every page."""
        for context in self._contexts:
            context.close()

    def _expect_here(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "blob:")):
            self.faults.append(f"request to {url}")

    def _expect_calm(self, path: str, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.faults.append(f"{path}: {kind}: {text}")


class Node:
    """A Node within a `with`, in which `await import("./text.js")` gives a module of the search."""

    def __init__(self) -> None:
        assert NODE, "Playwright has come without its Node; install it again"
        quiet = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"
        command = [NODE, quiet, "--input-type=module", "--eval", _ANSWER]
        pipe = subprocess.PIPE
        self._node = subprocess.Popen(command, cwd=MODULES, stdin=pipe, stdout=pipe, encoding="utf-8")

    def __enter__(self) -> Node:
        return self

    def __exit__(self, *_: object) -> None:
        self._node.communicate()

    def evaluate(self, function: str, argument: object = None) -> Any:
        """What `function` gives for `argument`; fails where it throws."""
        assert self._node.stdin
        assert self._node.stdout
        print(json.dumps([function, argument]), file=self._node.stdin, flush=True)
        answer = json.loads(self._node.stdout.readline())
        assert "fault" not in answer, answer["fault"]
        return answer["value"]


class serving:  # noqa: N801, used like a function
    """Serves a folder on a free local port within a `with`; gives its address. Browsers may keep files `max_age` s."""

    def __init__(self, folder: Path, max_age: int = 0) -> None:
        handler = functools.partial(type("_Kept", (_Quiet,), {"max_age": max_age}), directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def ciie(*arguments: str | Path, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Runs the command `ciie` and gives its exit status and output."""
    return subprocess.run(
        [sys.executable, "-m", "ciie", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False
    )


def copy_project(folder: Path) -> None:
    """Writes to `folder` what a fresh checkout of the project would hold."""
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, names):
        if (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, folder / name)


def build(articles: Path, site: Path) -> Path:
    """Builds the site of `articles`; fails with what the command said where it does not succeed."""
    done = ciie("build", "--articles", articles, "--site", site)
    assert done.returncode == 0, done.stdout + done.stderr
    return site
