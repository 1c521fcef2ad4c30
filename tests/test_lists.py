"""Lists of records, and long lists in parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.views.links import Link, Links
from ciie.views.lists import MOST_IN_FULL, MOST_INLINE, MOST_NEWEST, by_year, listing, paginate
from support.rendering import outline
from support.samples import VOCABULARY, record

UP = Link("Up", "../")


@given(st.lists(st.integers(), max_size=40), st.integers(1, 9))
def test_pages_hold_every_row_once(rows: list[int], limit: int) -> None:
    """The pages hold every row once, in order, none too many, each at an address of its own; there is always one."""
    parts = paginate("a/b", "B", rows, limit)

    assert [row for part in parts for row in part.rows] == rows
    assert all(len(part.rows) <= limit for part in parts)
    assert len({part.path for part in parts}) == len(parts)
    assert parts[0].path == "a/b.md"
    assert {part.paths for part in parts} == {tuple(part.path for part in parts)}


def test_titles_of_parts() -> None:
    """The first part has the plain title."""
    assert [part.title for part in paginate("a", "A list", [1, 2, 3], 1)] == [
        "A list",
        "A list, part 2",
        "A list, part 3",
    ]


def test_part_leads_up_and_to_the_other_parts() -> None:
    """A part of several names each; its own is no link."""
    part = paginate("a/b", "B", [1, 2, 3], 1)[1]

    navigation = part.navigation(Links(VOCABULARY, part.path), UP)

    assert navigation == (UP, Link("Part 1", "../b/"), Link("Part 2", ""), Link("Part 3", "../b-part-3/"))


def test_only_part_leads_up() -> None:
    """A list of one page names no parts."""
    (part,) = paginate("a/b", "B", [1], 1)

    assert part.navigation(Links(VOCABULARY, part.path), UP) == (UP,)


def test_rows_by_year() -> None:
    """Rows stay in their order."""
    assert by_year([2023, 2023, 2021], int) == [(2023, [2023, 2023]), (2021, [2021])]


@pytest.mark.parametrize(("records", "pages"), [(MOST_INLINE, []), (MOST_INLINE + 1, ["topics/deals/2023.md"])])
def test_listing_at_its_longest(records: int, pages: list[str]) -> None:
    """A page lists a hundred records, most of them folded; with one more, the years have pages of their own."""
    rows = tuple(record(f"r{n:03}") for n in range(records))

    shown, more = listing(Links(VOCABULARY, "topics/deals.md"), "Deals", rows)

    assert [each.path for each in more] == pages
    assert len(shown.rows) == (MOST_NEWEST if pages else MOST_IN_FULL)
    assert len(shown.folded) == (0 if pages else records - MOST_IN_FULL)
    assert shown.count == ("" if pages else f"{records - MOST_IN_FULL} more articles")
    assert [(each.link, each.count) for each in shown.years] == [(Link("2023", "2023/"), "101 articles") for _ in pages]


def test_listing_of_a_long_year() -> None:
    """A year with more than 200 records is split, every record once, and each part leads to the others."""
    rows = tuple(record(f"r{n:03}") for n in range(201))

    _, more = listing(Links(VOCABULARY, "articles/index.md"), "Articles", rows)
    shown = [outline(each.text) for each in more]

    assert [each.path for each in more] == ["articles/2023.md", "articles/2023-part-2.md"]
    assert [each.tags.count("li") for each in shown] == [200, 1]
    assert [each.addresses[:2] for each in shown] == [["../", "../2023-part-2/"], ["../", "../2023/"]]


@pytest.mark.parametrize("more", [0, MOST_INLINE])
def test_what_a_list_is_about_stands_first(more: int) -> None:
    """A record that a list is about stands before newer ones, in a short list and in a long one."""
    rows = [record(f"r{number:04}") for number in range(2 + more)]

    shown, _ = listing(Links(VOCABULARY, "topics/deals.md"), "Deals", rows, lambda each: each.id == "r0001")

    assert [row.record.address for row in shown.rows[:2]] == ["../../articles/r0001/", "../../articles/r0000/"]
