"""`ciie serve`: the last good site at any time, with the problems of the records on top."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.project import FIVE, ciie, copy_project

# A build on a busy machine takes its time.
PATIENCE_MS = 240_000


def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which `ciie serve` answers for the project in `folder`."""
    port = free_port()
    command = [sys.executable, "-m", "ciie", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == f"http://127.0.0.1:{port}/ shows the site; Ctrl-C stops it\n"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.stdout.read()  # ends when the process that answers has ended too
        process.wait()
        process.stdout.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that waits as long as a build takes."""
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        yield page
        expect.set_options(timeout=5_000)


@pytest.mark.site
@pytest.mark.browser
def test_site_while_a_record_is_broken(tmp_path: Path, page: Page) -> None:
    """Broken from the start, healed, broken in three other ways, and healed again: there is always a page."""
    copy_project(tmp_path)
    record = next((tmp_path / "articles").rglob("2023-11-16-stdaily-*.md"))
    good = record.read_text(encoding="utf-8")
    bar, heading = page.locator(".preview-bar"), page.locator("h1")
    record.write_text(good.replace("topics: [", "topics: [nothing-of-the-kind, ", 1), encoding="utf-8")

    with served(tmp_path) as address:
        page.goto(f"{address}/articles/{record.stem}/", wait_until="commit")
        expect(bar).to_contain_text("nothing-of-the-kind")
        expect(bar).to_contain_text(f"{record.name}:")
        expect(heading).to_have_count(0)

        record.write_text(good, encoding="utf-8")
        expect(heading).to_be_visible()
        expect(bar).to_have_count(0)

        for broken, told in (
            (good.replace("---", "--- [", 1).encode(), "does not begin with a line ---"),
            (good.encode() + b"\xff\xfe", "UTF-8"),
            (good.replace("topics:", "topicz:", 1).encode(), "topicz"),
        ):
            record.write_bytes(broken)
            expect(bar).to_contain_text(told)
            expect(heading).to_be_visible()

        about = tmp_path / "docs" / "about.md"
        before = about.read_text(encoding="utf-8")
        about.write_text(f"{before}\nSee [this](nowhere.md).\n", encoding="utf-8")
        record.write_text(good, encoding="utf-8")
        expect(bar).to_contain_text("nowhere.md")
        expect(heading).to_be_visible()

        about.write_text(before, encoding="utf-8")
        record.write_text(good.replace("\n---\n", "\n---\n\nOne more sentence.\n", 1), encoding="utf-8")
        expect(page.locator("article")).to_contain_text("One more sentence.")
        expect(bar).to_have_count(0)


def test_who_may_ask(tmp_path: Path) -> None:
    """A page of the web that a browser was led here by, under another name, gets nothing; so does what is not there."""
    copy_project(tmp_path)
    (tmp_path / "articles" / "stray.txt").touch()  # so that there is no site yet
    with served(tmp_path) as address:
        for headers, path, status in (
            ({"Host": "press.example"}, "/", 403),
            ({"Host": "["}, "/", 403),
            ({}, "/", 503),
            ({}, "/../../../etc/passwd", 503),
        ):
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(urllib.request.Request(address + path, headers=headers))
            refused.value.close()
            assert refused.value.code == status


def test_port_that_is_taken(tmp_path: Path) -> None:
    """The user is told before anything is built, and what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = ciie("serve", "--articles", FIVE, "--port", str(port))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"ciie: port {port} is taken; stop what uses it, or name another: ciie serve --port {port % 65535 + 1}\n"
    )
