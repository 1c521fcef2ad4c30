"""What box and page of the search rest on: addresses, the state they hold, and that only the newest answer counts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from support.node import Node

WRITE = """async (query) => {
  const { readState, writeState } = await import("./query.js");
  return writeState(readState(new URLSearchParams(query)));
}"""
LEAD = """async (url) => {
  const { addressOf, linkTo, make } = await import("./dom.js");
  const link = linkTo(url, { class: "one" }, "<b>text</b>");
  return [addressOf(url)?.pathname ?? null, link.localName, link.textContent, link.children.length];
}"""
RACE = """async (delays) => {
  const { latestOnly } = await import("./dom.js");
  const shown = [];
  const work = (delay) => new Promise((done, fail) => setTimeout(delay % 2 ? fail : done, delay, delay));
  const ask = latestOnly(work, (delay) => shown.push(delay), () => shown.push("fault"));
  await Promise.all(delays.map(ask));
  return shown;
}"""


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("", ""),
        ("q=", ""),
        ("q=open+up&q=second", "?q=open+up"),
        ("q=%E8%BF%9B%E5%8D%9A%E4%BC%9A", "?q=%E8%BF%9B%E5%8D%9A%E4%BC%9A"),
        ("show=30&typed=1&sort=oldest&year=2023&topic=deals&topic=medical&q=expo",
         "?q=expo&topic=deals&topic=medical&year=2023&sort=oldest&typed=1&show=30"),
        ("topic=deals&topic=deals&topic=", "?topic=deals"),
        ("sort=relevance&typed=yes&show=ten&page=2", ""),
        ("sort=__proto__&__proto__=1&constructor=1&show=-20", ""),
        ("show=1e9", ""),
        ("show=1000000000", "?show=200"),
        ("show=0x20&q=%00", "?q=%00"),
    ],
)  # fmt: skip
def test_address_is_read_and_written_in_one_form(node: Node, query: str, written: str) -> None:
    """What an address says is written back in one order, without what means nothing."""
    assert node.evaluate(WRITE, query) == written
    assert node.evaluate(WRITE, written) == written


def test_long_query_is_cut(node: Node) -> None:
    """A query has at most 200 characters, and a facet at most 50 choices, whatever an address says."""
    assert node.evaluate(WRITE, "q=" + "a" * 10_000) == "?q=" + "a" * 200
    assert node.evaluate(WRITE, "&".join(f"topic={n}" for n in range(1000))).count("topic=") == 50


@pytest.mark.browser
@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//other.example/", "https://other.example/", "http://[", "blob:http://x/",
     "\\\\other.example\\", "mailto:a@b.example", " javascript:alert(1)"],
)  # fmt: skip
def test_address_off_the_site_is_no_link(modules: Page, url: str) -> None:
    """What leads elsewhere is shown without a link, and its text is text."""
    assert modules.evaluate(LEAD, url) == [None, "span", "<b>text</b>", 0]


@pytest.mark.browser
def test_address_of_the_index_is_a_link(modules: Page) -> None:
    """What the index names is a page of the site."""
    assert modules.evaluate(LEAD, "topics/deals/") == ["/topics/deals/", "a", "<b>text</b>", 0]


@pytest.mark.parametrize(
    ("delays", "shown"), [([60, 20], [20]), ([20, 60], [60]), ([61, 20], [20]), ([60, 21], ["fault"]), ([40], [40])]
)
def test_only_the_newest_answer_counts(node: Node, delays: list[int], shown: list[object]) -> None:
    """An older answer or fault that arrives later, or earlier, is not shown."""
    node.evaluate("() => { console.error = () => {}; }")

    assert node.evaluate(RACE, delays) == shown
