"""Mending what has one safe answer."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.editing.fixes import fix_acceptance, fix_record
from ciie.editing.lists import Fixed, fix_list
from ciie.model.problems import NEEDLESS, Problem
from ciie.reading.frontmatter import parse_yaml
from ciie.reading.record_schema import keys_of
from ciie.reading.records import read_record
from ciie.reading.references import missing_entry
from ciie.reading.yaml_trees import Items, Node, Pairs, Scalar
from support.samples import RECORD_TEXT, VOCABULARY, a_context, node
from support.texts import marked_texts

KEYS = keys_of(VOCABULARY)
BODY = "Sellers  and buyers met.  \nＡ ２ ３ met: # here\n"


def record(*keys: str) -> str:
    """A record with the lines `keys` and a body that has everything that could be fixed."""
    return "\n".join(["---", *keys, "---", BODY])


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        (["date: 2023  "], ["date: 2023"], ["removed trailing spaces"]),
        (["title: The expo"], ['title: "The expo"'], ["put the title in double quotes"]),
        (["title: CIIE: A Platform"], ['title: "CIIE: A Platform"'], ["put the title in double quotes"]),
        (['title: A "b" \\ c'], ['title: "A \\"b\\" \\\\ c"'], ["put the title in double quotes"]),
        (["title: “A: b”"], ['title: "A: b"'], ["put the title in double quotes"]),
        (["source: SHINE"], ["source: shine"], ["replaced SHINE with shine"]),
        (['source: "Shine"  '], ["source: shine"], ["removed trailing spaces", 'replaced "Shine" with shine']),
        (
            ["places: [fr, China, 上海]"],
            ["places: [fr, cn, shanghai]"],
            ["replaced China with cn", "replaced 上海 with shanghai"],
        ),
        (
            ["topics:", "  - 成交", "  - opening-up"],
            ["topics:", "  - deals", "  - opening-up"],
            ["replaced 成交 with deals"],
        ),
        (
            ["url: https://a.example/{b},c#d"],
            ["url: https://a.example/%7Bb%7D,c#d"],
            ["replaced https://a.example/{b},c#d with https://a.example/%7Bb%7D,c#d"],
        ),
        (["rights: Digest"], ["rights: digest"], ["replaced Digest with digest"]),
        (
            ["figures:", "  - measure: exhibitors", "    value: 3,486", "    unit: companies"],
            ["figures:", "  - measure: exhibitors", "    value: 3486", "    unit: companies"],
            ["replaced 3,486 with 3486"],
        ),
        (
            ["figures:", "  - {measure: Exhibitors, value: 3,486, unit: companies, of: Paul Hudson}"],
            ["figures:", "  - {measure: exhibitors, value: 3486, unit: companies, of: paul-hudson}"],
            [
                "replaced Exhibitors with exhibitors",
                "replaced 3,486 with 3486",
                "replaced Paul Hudson with paul-hudson",
            ],
        ),
        (["summary: It said: no"], ['summary: "It said: no"'], ["put the summary in double quotes"]),
        (["date: ２０２３－１１－０５"], ["date: 2023-11-05"], ["wrote 2023-11-05 in plain digits"]),
        (['edition: "６"'], ['edition: "6"'], ["wrote 6 in plain digits"]),
        (
            ["figures:", "  - {measure: exhibitors, value: ３４８６, unit: companies, as: ３４８６}"],
            ["figures:", "  - {measure: exhibitors, value: 3486, unit: companies, as: ３４８６}"],
            ["wrote 3486 in plain digits"],
        ),
        (
            ["date: 2023", 'title: "x"', "topics:", "  - deals", "source: shine"],
            ['title: "x"', "date: 2023", "source: shine", "topics:", "  - deals"],
            ["put the keys in order"],
        ),
        (
            ["# one", "date: 2023", "# two", "# three", 'title: "x"'],
            ["# two", "# three", 'title: "x"', "# one", "date: 2023"],
            ["put the keys in order"],
        ),
    ],
)
def test_fix(before: list[str], after: list[str], what: list[str]) -> None:
    """Each fault with one safe answer gets it, and is named; the body is what it was."""
    fixed = fix_record(record(*before), KEYS)

    assert fixed.text == record(*after)
    assert [fix.what for fix in fixed.fixes] == what


@pytest.mark.parametrize(
    "keys",
    [
        ['title: "The expo"', "date: 2023"],
        ["title: Deals of expo #6"],
        ["title: 'It''s: here'"],
        ["title: >", "  Folded: text"],
        ["title: Deals", "  go on"],
        ["summary: Nothing to quote"],
        ["date: ２０２３－１３－０５"],
        ['title: "２０２３"'],
        ["source: ２０２３"],
        ["unknown: x", 'title: "x"'],
        ["topics: [deals, Deals]"],
        ["topics: [deels]"],
        ["source: SHINE", "  DAILY"],
        ["source: nobody"],
        ["date: 2023", '  title: "x"'],
        ["{date: 2023, title: x}"],
        ["date: 2023", "date: 2022", 'title: "x"'],
        ["date: [2023", 'title: "x"'],
        [],
    ],
)
def test_fix_leaves_what_is_right_or_doubtful(keys: list[str]) -> None:
    """What is right, what a writer has to decide and what cannot be read stay as they are."""
    assert fix_record(record(*keys), KEYS).text == record(*keys)


@pytest.mark.parametrize("text", ["", "no front matter", "---\ntitle: x", "\n---\ntitle: x \n---\n", RECORD_TEXT])
def test_fix_without_anything_to_fix(text: str) -> None:
    """A file without a closed front matter, and one without faults, stay as they are."""
    assert fix_record(text, KEYS).text == text


def plain(found: Node | None) -> object:
    """A tree without its places; keys in any order."""
    if isinstance(found, Pairs):
        return {key.text: plain(value) for key, value in found.pairs}
    if isinstance(found, Items):
        return [plain(item) for item in found.items]
    return found.text if isinstance(found, Scalar) else None


LINES = st.sampled_from(
    [
        *(
            "title: A: b",
            "title: plain ",
            'title: "x"',
            "date: ２０２３",
            "date: 2023",
            "source: shine",
            "topics: [deals]",
        ),
        *(
            "# comment",
            "",
            "  - deals",
            "topics:",
            "rights: digest",
            "summary: >",
            "  more: text",
            "events:",
            "---",
            "\t",
        ),
        *("  - {date: ２０２３, what: x}", "formerly: [a-b]", "tilte: x", "title: 'y'", "url: https://a.b/c#d"),
    ]
)


@given(st.lists(LINES | marked_texts, max_size=12), st.text())
def test_fix_of_any_record(keys: list[str], body: str) -> None:
    """Mending twice is mending once; the body stays; what was readable gains no fault and means what it meant."""
    before = "\n".join(["---", *keys, "---", body])
    after = fix_record(before, KEYS)
    whole = read_record("2023/2023-11-16-shine-x.md", before, a_context())
    again = read_record("2023/2023-11-16-shine-x.md", after.text, a_context())

    assert fix_record(after.text, KEYS).text == after.text
    assert after.text.split("\n")[-body.count("\n") - 1 :] == before.split("\n")[-body.count("\n") - 1 :]
    assert after.text.count("\n") == before.count("\n")
    faults = {found.rule for found in whole.problems}
    assert "yaml-syntax" in faults or {found.rule for found in again.problems} <= faults
    assert whole.value is None or again.value == whole.value


def test_plain_compares_trees() -> None:
    """The order of keys is no part of what a front matter means."""
    assert plain(node("{a: 1, b: [2]}")) == plain(node("{b: [2], a: 1}"))


LIST = """# What this list is for.

# The second.
- id: b
  name: B

- id: a
  # its name
  name: A
"""


def test_list_is_sorted_with_its_comments() -> None:
    """Entries are put in the order of their ids, each with the comment above it; what heads the list stays there."""
    fixed = fix_list(LIST, "organisations")

    assert fixed.text == (
        "# What this list is for.\n\n- id: a\n  # its name\n  name: A\n# The second.\n- id: b\n  name: B\n\n"
    )
    assert [fix.what for fix in fixed.fixes] == ["sorted the entries by id"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("- id: a\n  name: A\n- id: b\n  name: B\n", "organisations"),
        ("- id: b\n  name: B\n- id: b\n  name: A\n- id: a\n  name: C\n", "organisations"),
        ("[{id: b, name: B}, {id: a, name: A}]\n", "organisations"),
        ('- id: b\n  name: "B\n- id: a\n  name: A\n', "organisations"),
        ("- name: B\n- id: a\n  name: A\n", "organisations"),
        ("- id: '9'\n  name: A\n- id: '10'\n  name: B\n", "editions"),
        ("[]\n", "organisations"),
        ("", "organisations"),
    ],
)
def test_list_that_is_left_alone(text: str, kind: str) -> None:
    """A list in order, and one whose entries cannot be told apart, stay as they are."""
    assert fix_list(text, kind) == Fixed(text, ())


@pytest.mark.parametrize(
    "text", ["[]\n", "", "# Outlets.\n", "# Outlets.\n[]\n", "- id: zeta\n  name: Z\n", "- id: abc\n  name: A\n"]
)
def test_entry_is_added_in_its_place(text: str) -> None:
    """A new entry has a key a line, and says what is left to do; adding it again changes nothing."""
    new = missing_entry("outlets", "Global Times, Inc.", is_sure=True)
    fixed = fix_list(text, "outlets", (new,))
    entry = '- id: global-times-inc\n  name: "Global Times, Inc."\n  kind: press\n  todo: check name and kind\n'

    assert entry in fixed.text
    assert fix_list(fixed.text, "outlets", (new,)) == Fixed(fixed.text, ())


@pytest.mark.parametrize("text", ["{}\n", "null\n", "a: b\n"])
def test_file_that_is_no_list_stays(text: str) -> None:
    """Nothing can be added to a file that holds something else than a list."""
    new = missing_entry("outlets", "Global Times, Inc.", is_sure=True)

    assert fix_list(text, "outlets", (new,)) == Fixed(text, ())


@given(st.lists(st.tuples(st.from_regex(r"[a-z]{1,3}(-[a-z0-9]{1,2})?", fullmatch=True), marked_texts), max_size=6))
def test_list_keeps_every_line(entries: list[tuple[str, str]]) -> None:
    """Whatever its comments and names, a list is sorted once, and no line is lost or changed."""
    lines = [line for name, words in entries for line in (f"# {words}".split("\n")[0], f"- id: {name}", "  kind: x")]
    text = "\n".join([*lines, ""])
    fixed = fix_list(text, "outlets")
    ids = [name for name, _ in entries]

    assert sorted(fixed.text.split("\n")) == sorted(text.split("\n"))
    assert fix_list(fixed.text, "outlets") == Fixed(fixed.text, ())
    if len(set(ids)) == len(ids) and not parse_yaml(text).problems:
        assert re.findall(r"(?m)^- id: (.*)$", fixed.text) == sorted(ids)


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ('accepted: {unlisted-date: "none, really"}', ""),
        ('accepted: {unlisted-date: "none", magnitude: "so it is"}', 'accepted: {magnitude: "so it is"}'),
        ('accepted: {magnitude: "so it is", unlisted-date: none}', 'accepted: {magnitude: "so it is"}'),
        ("accepted:\n  unlisted-date: none", "accepted:\n  unlisted-date: none"),
    ],
)
def test_acceptance_that_is_not_needed(written: str, after: str) -> None:
    """It goes with its reason, and with the key where nothing else is accepted; over several lines it stays."""
    text = record('title: "T"', *written.split("\n"), "topics: [deals]")
    rows = text.split("\n")
    number, row = next((number, row) for number, row in enumerate(rows, 1) if "unlisted-date" in row)
    column = row.index("unlisted-date: ") + len("unlisted-date: ") + 1
    fixed = fix_acceptance(text, Problem("a.md", number, column, NEEDLESS, "", ""))

    assert fixed.text == record('title: "T"', *filter(None, after.split("\n")), "topics: [deals]")


def test_values_that_can_mean_one_thing_only() -> None:
    """A lone topic, an address without https, words for scales and units: one run mends them all."""
    written = [
        "title: T",
        "url: shine.cn/a",
        "topics: Deals",
        "figures:",
        "  - {measure: exhibitors, value: 1.5 thousand, unit: companies}",
        "  - {measure: intended-deals, value: 78.41 billion, unit: US dollars}",
    ]
    mended = fix_record(record(*written), KEYS)

    assert mended.text == record(
        'title: "T"',
        "url: https://shine.cn/a",
        "topics: [deals]",
        "figures:",
        "  - {measure: exhibitors, value: 1.5e3, unit: companies}",
        "  - {measure: intended-deals, value: 78.41e9, unit: USD}",
    )
    assert fix_record(mended.text, KEYS).text == mended.text
