"""Who published a source, and outlets by site and name."""

from __future__ import annotations

import pytest

from ciie.capturing.addresses import site_of
from ciie.capturing.captures import Sureness
from ciie.importing.publishers import OutletFinder
from support.import_samples import OPENING, bibliography, vocabulary


@pytest.mark.parametrize(
    ("head", "source", "via"),
    [
        ("A headline of some words\n\nSource: Science and Technology Daily | 2023-11-06", "stdaily", []),
        ("A headline of some words\n\nBy Global Times Published: Nov 05, 2023 09:36 PM", "global-times", []),
        ("A headline of some words\n\nBy ZHONG NAN | China Daily | Updated: 2023-11-06", "china-daily", []),
        ("A headline of some words\n\n(Xinhua) 20:10, November 04, 2022", "xinhua", []),
        ("一个很长的标题在这里\n\n来源：人民网－人民日报 2023-11-06", "peoples-daily-online", []),
        ("A headline of some words\n\nSource: Muster Weekly | 2023-11-06", "muster-weekly", []),
        ("A headline of some words\n\nSource: Xinhua | China Daily | 2023-11-06", "xinhua", ["china-daily"]),
    ],
)
def test_outlet_by_its_imprint(head: str, source: str, via: list[str]) -> None:
    """An outlet is known by name, Chinese name, or place between bars; an unknown one gets an id of its own."""
    found = bibliography(head)

    assert found.source is not None
    assert (found.source.value.id, found.source.sureness) == (source, Sureness.PRINTED)
    assert [outlet.value.id for outlet in found.via] == via


def test_outlet_by_picture_credits() -> None:
    """Two pictures credited to one outlet make it an inference, one picture does not."""
    credit = "A hall of the expo on Monday. (People's Daily Online/Han Meimei)"
    other = "A choir of the hall on Monday. (People's Daily Online/Li Lei)"

    two = bibliography("A headline of some words", f"{OPENING}\n\n{credit}\n\n{other}").source
    one = bibliography("A headline of some words", f"{OPENING}\n\n{credit}").source

    assert two is not None
    assert (two.value.id, two.sureness) == ("peoples-daily-online", Sureness.INFERRED)
    assert one is None


def test_outlet_that_is_only_quoted() -> None:
    """An agency that a paragraph cites is not the publisher."""
    found = bibliography(
        "A headline of some words", f"{OPENING}\n\nThe halls are full, according to Xinhua News Agency."
    )

    assert found.source is None
    assert "nothing in the capture says who published it" in found.doubts


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("http://m.stdaily.com/English/x.shtml", "stdaily.com"),
        ("https://www.english.news.cn/a", "cn"),
        ("http://en.people.cn/n3/2023/1108/c90000-20094631.html", "people.cn"),
        ("https://user@example.org:8080/a", "example.org"),
    ],
)
def test_site_of_an_address(address: str, site: str) -> None:
    """Mobile and English editions of a site are that site."""
    assert site_of(address).endswith(site)


def test_outlets_by_address_and_name() -> None:
    """An outlet is known by any address on its site, and by its names in any case."""
    finder = OutletFinder(vocabulary())

    found = [
        finder.by_address("http://en.people.cn/n3/2023/1108/c9.html"),
        finder.by_name("S&T DAILY"),
        finder.by_name("chinadaily.com.cn"),
        finder.in_words("Xinhua via Muster"),
        finder.by_name("Muster Daily"),
    ]

    assert [(o.id, o.is_listed) if o else None for o in found] == [
        ("peoples-daily-online", True),
        ("stdaily", True),
        ("china-daily", False),
        ("xinhua", True),
        None,
    ]
