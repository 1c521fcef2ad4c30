"""What the address of a page says: its site, its day, and whose copy it is."""

from __future__ import annotations

import pytest

from ciie.capturing.addresses import address_date, address_of_line, named_paper, page_address, site_id, site_of


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("https://www.example.org/2019-11-11/101481695.html", "2019-11-11"),
        ("https://www.example.org/20251110-expo", "2025-11-10"),
        ("http://www.example.cn/xw/china/2018/1112/103092.shtml", "2018-11-12"),
        ("http://en.example.cn/n3/2023/1108/c90000-20094631.html", "2023-11-08"),
        ("https://www.example.cn/metro/2311079295/", "2023-11-07"),
        ("https://www.example.org/page/202211/1279206.shtml", "2022-11"),
        ("https://www.example.org/biznews/2022/11/1dc1ff64bdfe.html", "2022-11"),
        ("https://www.example.org/world/2018/nov/05/a-fair", "2018-11-05"),
        ("https://web.archive.org/web/20240101000000/https://www.example.org/2023/11/05/a-fair", "2023-11-05"),
        ("https://web.archive.org/web/20240101000000/https://www.example.org/a-fair", None),
        ("https://www.example.org/2010/05/01/another-expo", None),
        ("https://www.example.org/2023113456789.html", None),
        ("https://www.20231105.com/a-fair", None),
        ("https://[::1/2023/11/05/a-fair", None),
    ],
)
def test_date_of_an_address(address: str, date: str | None) -> None:
    """The path gives the day or the month; an archive's own day, an older one and other numbers are none."""
    found = address_date(address)

    assert (found.iso if found is not None else None) == date


@pytest.mark.parametrize(
    ("address", "url", "archive"),
    [
        ("https://web.archive.org/web/2023/http://example.org/a?b=1", "http://example.org/a?b=1", True),
        ("https://archive.ph/20231105/https://www.example.org/a", "https://www.example.org/a", True),
        ("https://www-example-com.libproxy1.example.edu/a/b", "https://www.example.com/a/b", False),
        ("https://www.example.com.ezproxy.example.edu/a", "https://www.example.com/a", False),
        ("https://www-ex--ample-com.translate.goog/a", "https://www.ex-ample.com/a", False),
        ("https://www.example.org/web/2023/a", "https://www.example.org/web/2023/a", False),
    ],
)
def test_address_of_the_original(address: str, url: str, archive: bool) -> None:
    """Archives, proxies and translators show another site's page; an archived copy's address is kept."""
    found = page_address(address)

    assert (found.url, found.archive) == (url, address if archive else None)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://news.muster-expo.co.uk/a", "muster-expo"),
        ("https://m.muster.com.cn", "muster"),
        ("https://muster.io", "muster"),
    ],
)
def test_id_of_a_site(address: str, name: str) -> None:
    """A site that nothing knows is called by its own name, without those that many sites share."""
    assert site_id(address) == name


def test_site_without_the_prefix_of_an_edition() -> None:
    """Servers and languages of one site are one site; a name that is all prefix stays."""
    assert site_of("https://cdn1.muster.de/a") == site_of("https://www.muster.de/") == "muster.de"
    assert site_of("https://news.cn/a") == "news.cn"


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("Link: <https://example.org/a>", "https://example.org/a"),
        ("原文链接：https://example.org/a", "https://example.org/a"),
        ("See https://example.org/a for more", None),
        ("https://user:secret@", None),
    ],
)
def test_line_that_is_an_address(line: str, address: str | None) -> None:
    """A line is an address with at most a word before it that says so."""
    assert address_of_line(line) == address


def test_paper_in_a_reader_of_many() -> None:
    """The address of a reader of papers names the paper."""
    assert named_paper("https://www.pressreader.com/usa/muster-daily/20191114/281") == "muster daily"
    assert named_paper("https://www.example.org/usa/muster-daily/20191114/281") is None
