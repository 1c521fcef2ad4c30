"""Where every page is, and the way from one to another."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.model.values import Ref
from ciie.views.addresses import address, path_of, published, record_path, timeline_path
from support.samples import date, record

STEP = st.sampled_from(["a", "b", "index"])
PATHS = st.lists(STEP, min_size=1, max_size=4).map(lambda steps: f"{'/'.join(steps)}.md")


@given(PATHS, st.one_of(PATHS, st.sampled_from(["a/events.ics", "b.svg"])), st.sampled_from(["", "#p1"]))
def test_address_leads_from_page_to_page(path: str, target: str, anchor: str) -> None:
    """A browser on the page that follows the address comes to the target, and to its anchor."""
    folder = f"https://ciie.example/{published(path)}/".replace("example//", "example/")
    ending = "/" if target.endswith(".md") and published(target) else ""

    assert urljoin(folder, address(path, f"{target}{anchor}")) == (
        f"https://ciie.example/{published(target)}{ending}{anchor}"
    )


@pytest.mark.parametrize(
    ("path", "target", "way"),
    [
        ("topics/deals.md", "topics/deals.md#p3", "#p3"),
        ("topics/deals.md", "topics/health.md", "../health/"),
        ("topics/deals.md", "articles/a.md#p3", "../../articles/a/#p3"),
        ("topics/deals/2023.md", "topics/deals.md", "../"),
        ("topics/deals.md", "index.md", "../../"),
        ("index.md", "index.md", "./"),
        ("timeline/index.md", "timeline/events.ics", "events.ics"),
    ],
)
def test_address_is_the_shortest(path: str, target: str, way: str) -> None:
    """It goes up no further than it must."""
    assert address(path, target) == way


@pytest.mark.parametrize(
    ("iso", "path"),
    [
        ("2023", "timeline/2023.md"),
        ("2023-11", "timeline/2023-11.md"),
        ("2023-11-05", "timeline/2023-11.md#d2023-11-05"),
        ("2023-11-05/2023-11-10", "timeline/2023-11.md#d2023-11-05"),
    ],
)
def test_timeline_path(iso: str, path: str) -> None:
    """A day stands on the page of its month, a span at its first day."""
    assert timeline_path(date(iso)) == path


def test_paths_of_pages() -> None:
    """Addresses follow from ids alone."""
    assert path_of(Ref("outlets", "shine")) == "sources/shine.md"
    assert path_of(Ref("measures", "exhibitors")) == "figures/exhibitors.md"
    assert record_path(record("a")) == "articles/a.md"
    assert record_path(record("a"), "p3") == "articles/a.md#p3"
