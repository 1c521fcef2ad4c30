"""The weekly check of links, on a host of its own, and the one issue that it keeps."""

from __future__ import annotations

import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.project import PROJECT
from support.samples import RECORD_TEXT, write_articles

SCRIPTS = PROJECT / ".github" / "scripts"
# A stand-in for GitHub's command: says what it was asked, and knows of the issue that OPEN names.
GH = """#!/bin/sh
case "$1 $2" in
"issue list") printf '%s' "$OPEN" ;;
*) printf '%s\\n' "$*" ;;
esac
"""


class Host(http.server.BaseHTTPRequestHandler):
    """Answers with the status that the path names; /0 hangs up, /1 is no HTTP, other paths are found."""

    def do_GET(self) -> None:
        status = int(self.path.strip("/")) if self.path.strip("/").isdigit() else 200
        if status == 1:
            self.wfile.write(b"ICY 200 OK\r\n\r\n")
            return
        if status:
            self.send_response(status)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, the name is the base class's
        """Says nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    """The address of a host on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def checked(tmp_path: Path, urls: list[str], unchecked: str = "") -> str:
    """The report on records that give `urls`."""
    texts = [RECORD_TEXT.replace("rights:", f'url: "{url}"\nrights:') for url in urls]
    files = {f"2023/2023-11-16-shine-r{number}.md": text for number, text in enumerate(texts)}
    articles = write_articles(tmp_path / "articles", files)
    (tmp_path / "unchecked.txt").write_text(f"# host and reason\n\n{unchecked}\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, SCRIPTS / "check_links.py", articles, tmp_path / "unchecked.txt"],
        capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": str(PROJECT / "scripts")},
    )  # fmt: skip
    return done.stdout


def test_links_that_answer_give_no_report(tmp_path: Path, host: str) -> None:
    """Where every address answers there is nothing to say."""
    assert checked(tmp_path, [f"{host}/200", f"{host}/进博会", f"{host}/%E8%BF%9B?a=进"]) == ""


def test_links_that_do_not_answer(tmp_path: Path, host: str) -> None:
    """What is gone, what refuses, what hangs up and what leads to a file of this machine is named with its record."""
    report = checked(tmp_path, [f"{host}/{status}" for status in (200, 404, 410, 500, 0, 302, 1)])

    assert f"{host}/200" not in report
    assert f"[{host}/404]({host}/404): gone (404), in 2023/2023-11-16-shine-r1.md" in report
    assert f"{host}/410): gone (410)" in report
    assert f"{host}/500): answers with 500" in report
    assert f"{host}/0): does not answer (" in report
    assert f"{host}/1): does not answer (ICY 200 OK" in report
    assert f"{host}/302): answers with 302" in report
    assert "root:" not in report


def test_hosts_that_are_not_asked(tmp_path: Path, host: str) -> None:
    """A host that is listed with a reason is left in peace."""
    assert checked(tmp_path, [f"{host}/404"], "127.0.0.1  refuses programs") == ""


@pytest.mark.parametrize(
    ("report", "number", "asked"),
    [
        ("- a link", "", ["label create links", "issue create --title Links that do not answer --label links"]),
        ("- a link", "7", ["issue edit 7 --body-file"]),
        ("", "7", ["issue close 7 --comment Every link answers again."]),
        ("", "", []),
    ],
)
def test_report_links(tmp_path: Path, report: str, number: str, asked: list[str]) -> None:
    """There is one issue while links do not answer, and none when they do."""
    (tmp_path / "gh").write_text(GH, encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "report.md").write_text(report, encoding="utf-8")
    done = subprocess.run(
        [SCRIPTS / "report_links.sh", tmp_path / "report.md"], capture_output=True, text=True, check=True,
        env=os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "OPEN": number},
    )  # fmt: skip
    lines = done.stdout.splitlines()

    assert len(lines) == len(asked)
    assert all(line.startswith(start) for line, start in zip(lines, asked, strict=True))
