"""YAML as records may use it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.model.problems import RULES, Problem
from ciie.reading.files import decode
from ciie.reading.frontmatter import MOST_REPAIRS, parse_yaml
from ciie.reading.yaml_trees import DEEPEST, Items, Node, Pairs, Scalar, Unread
from support.texts import markdown_texts

# Texts of what YAML reads, over several lines.
YAML_MARKS = [
    *(
        "a: b\n",
        "a:\n",
        "  a: b\n",
        "- a\n",
        "- - a\n",
        "? a\n",
        ": b\n",
        "---\n",
        "...\n",
        "{",
        "}",
        "[",
        "]",
        ",",
        "\n",
    ),
    *(
        "&a ",
        "*a",
        "<<: *a\n",
        "!!str ",
        "!x ",
        "%YAML 1.1\n",
        "|\n",
        ">-\n",
        '"',
        "'",
        "\\",
        '"\\u202e"',
        "#",
        " #x",
        "\t",
    ),
    *("title: CIIE: A Platform\n", "title: expo #6\n", "@", "`", ": ", "- ", "  ", "10:00", "~", "#", " #x", ","),
]
yaml_texts = st.lists(st.sampled_from(YAML_MARKS) | markdown_texts, max_size=15).map("".join)


def only(text: str, first_line: int = 1) -> Problem:
    """The one problem of a YAML text."""
    (found,) = parse_yaml(text, first_line).problems
    return found


@pytest.mark.parametrize(
    ("text", "told"),
    [("a: &x b", "an anchor"), ("a: *x", "an alias"), ("a: !x b", "a type tag"), ("<<: {a: b}", "a merge key")],
)
def test_parse_yaml_says_what_is_not_allowed(text: str, told: str) -> None:
    """By the name that YAML has for it."""
    assert f"this uses {told}" in parse_yaml(text).problems[0].message


def test_parse_yaml_of_each_shape() -> None:
    """Texts, lists and mappings make a tree in the order of the file, each with its line and column."""
    reading = parse_yaml("title: A b\ntopics: [deals,\n  food]\nfigures:\n  - {value: 06}\n", first_line=2)

    assert reading.problems == ()
    assert reading.value == Pairs(
        (
            (Scalar("title", (2, 1)), Scalar("A b", (2, 8))),
            (Scalar("topics", (3, 1)), Items((Scalar("deals", (3, 10)), Scalar("food", (4, 3))), (3, 9))),
            (
                Scalar("figures", (5, 1)),
                Items((Pairs(((Scalar("value", (6, 6)), Scalar("06", (6, 13))),), (6, 5)),), (6, 3)),
            ),
        ),
        (2, 1),
    )


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n"])
def test_parse_yaml_of_nothing(text: str) -> None:
    """A text without content is an empty mapping or an empty text, and no fault."""
    assert parse_yaml(text).problems == ()


@pytest.mark.parametrize(
    "text", ["10:00", "no", "06", "1_000", "2023-11-05", "null", "~", "0x1F", "1e3", ".inf", "true", "=", "1:2:3"]
)
def test_parse_yaml_guesses_no_types(text: str) -> None:
    """A value is the text that stands there, whatever YAML would make of it."""
    assert parse_yaml(f"[{text}]").value == Items((Scalar(text, (1, 2)),), (1, 1))


@pytest.mark.parametrize(
    ("line", "repaired", "place"),
    [
        ("title: CIIE: A Platform", "CIIE: A Platform", (2, 8)),
        ("title: CIIE:", "CIIE:", (2, 8)),
        ('title: A "b": c', 'A "b": c', (2, 8)),
        ("- title: CIIE: A Platform", "CIIE: A Platform", (2, 10)),
    ],
)
def test_parse_yaml_of_a_colon_without_quotes(line: str, repaired: str, place: tuple[int, int]) -> None:
    """A value that lacks its quotes is one fault that shows them, and is read as if it had them."""
    reading = parse_yaml(line, first_line=2)
    (found,) = reading.problems

    assert (found.rule, (found.line, found.column)) == ("yaml-syntax", place)
    assert "write it in quotes: " in found.hint
    assert scalars(reading.value)[-1].text == repaired


def test_parse_yaml_of_several_colons_without_quotes() -> None:
    """Each value that lacks its quotes is named, the first and the last, and what stands between is read."""
    reading = parse_yaml("title: A: b\nsource: shine\nsummary: C: d\n")

    assert [(found.rule, found.line) for found in reading.problems] == [("yaml-syntax", 1), ("yaml-syntax", 3)]
    assert [scalar.text for scalar in scalars(reading.value)] == ["title", "A: b", "source", "shine", "summary", "C: d"]


def test_parse_yaml_of_a_number_sign_without_quotes() -> None:
    """A value that YAML would cut short at a number sign is a fault that shows the quotes."""
    found = only("title: Deals of expo #6\n")

    assert (found.rule, found.line, found.column) == ("yaml-syntax", 1, 22)
    assert found.hint == 'write it in quotes: title: "Deals of expo #6"'


@pytest.mark.parametrize("text", ["title: Deals # of the sixth\n", 'title: "Expo #6"\n', "# title: Expo #6\n"])
def test_parse_yaml_of_a_comment(text: str) -> None:
    """A comment, set off by blanks, is one, and a number sign in quotes is text."""
    assert parse_yaml(text).problems == ()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: 1\nb: 2\na: 3\n", [3]),
        ("b: 2\na: 1\na: 3\n", [3]),
        ("a: 1\na: 2\na: 3\n", [2, 3]),
        ("c: {a: 1, a: 2}\nd: 1\n", [1]),
    ],
)
def test_parse_yaml_of_a_repeated_key(text: str, lines: list[int]) -> None:
    """A key that stands again in its mapping is a fault wherever it does, and the first one counts."""
    reading = parse_yaml(text)

    assert [(found.rule, found.line) for found in reading.problems] == [("repeated-key", line) for line in lines]
    assert reading.value is not None


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("a: &x b\n", "yaml-feature", (1, 4)),
        ("a: b\nc: *x\n", "yaml-feature", (2, 4)),
        ("a: !!python/object:os.system x\n", "yaml-feature", (1, 4)),
        ("a: !ENV x\n", "yaml-feature", (1, 4)),
        ("a: 1\n<<: {b: 1}\n", "yaml-feature", (2, 1)),
        ("a: 1\n---\nb: 2\n", "yaml-syntax", (3, 1)),
        ("? [a]\n: b\n", "yaml-syntax", (1, 3)),
        ("a: [b\n", "yaml-syntax", (1, 4)),
        ("a:\n\t- b\n", "yaml-syntax", (2, 1)),
        ('a: "\\ud800"\n', "yaml-syntax", (1, 7)),
        ("a: b\nc: \x00d\n", "yaml-syntax", (2, 4)),
        ("a: {b: {c: {d: {e: f}}}}\n", "yaml-depth", (1, 16)),
    ],
)
def test_parse_yaml_of_what_is_not_allowed(text: str, rule: str, place: tuple[int, int]) -> None:
    """What YAML can do and records may not is one fault at its place, and no value."""
    reading = parse_yaml(text)

    assert [(found.rule, (found.line, found.column)) for found in reading.problems] == [(rule, place)]
    assert not {"b", "x", "d", "e"} & {scalar.text for scalar in scalars(reading.value) if scalar.place[0] == place[0]}


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("title: [A, 'b]", 2),
        ("title: [A", 2),
        ("title: {A: b", 2),
        ("title: A\n b: c", 3),
        ("title: *A", 2),
        ("title: [[[[[A]]]]]", 2),
        ("title: @A", 2),
        ("title:\n  - a\n b", 4),
    ],
)
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_parse_yaml_reads_what_is_around_a_fault(broken: str, line: int, place: str) -> None:
    """A key that is no YAML is one fault, is known to be there, and leaves the keys before and behind it."""
    before, behind = {"first": (0, 2), "middle": (1, 1), "last": (2, 0)}[place]
    text = "".join(f"a{n}: 1\n" for n in range(before)) + f"{broken}\n" + "".join(f"z{n}: 1\n" for n in range(behind))

    reading = parse_yaml(text, first_line=2)

    assert [found.line for found in reading.problems] == [line + before]
    assert isinstance(reading.value, Pairs)
    assert reading.value.is_whole
    assert {key.text: type(value) for key, value in reading.value.pairs} == {
        **{f"a{n}": Scalar for n in range(before)},
        **{f"z{n}": Scalar for n in range(behind)},
        "title": Unread,
    }


def test_parse_yaml_reads_the_entries_around_a_fault() -> None:
    """An entry of a list that is no YAML is one fault, and only its id is known of it."""
    reading = parse_yaml("- id: a\n  name: A\n- id: b\n  name: [B\n- {id: c, name: C}\n")

    assert [found.line for found in reading.problems] == [4]
    assert isinstance(reading.value, Items)
    assert [[scalar.text for scalar in scalars(item)] for item in reading.value.items] == [
        ["id", "a", "name", "A"],
        ["id", "c", "name", "C"],
        ["id", "b"],
    ]


@pytest.mark.parametrize(
    ("line", "hint", "value"),
    [
        ('title: "A', 'write title: "A"', "A"),
        ("title: 'A", 'write title: "A"', "A"),
        ('title: "A" of b', 'write title: "\\"A\\" of b"', '"A" of b'),
        ("title: 'A's b'", "write title: \"'A's b'\"", "'A's b'"),
        ("title: “A”", 'write straight ones: "A"', "A"),
        ("- {a: 1, title: “A”}", 'write straight ones: "A"', "A"),
        ('- {a: 1, title: "A}', 'write - {a: 1, title: "A"}', "A"),
    ],
)
def test_parse_yaml_of_quotation_marks(line: str, hint: str, value: str) -> None:
    """A quotation mark too few, too many or of another kind is a fault of its line alone, and the text is read."""
    reading = parse_yaml(f"{line}\n")

    assert [(found.line, found.hint) for found in reading.problems] == [(1, hint)]
    assert value in [scalar.text for scalar in scalars(reading.value)]


@pytest.mark.parametrize(
    "text",
    ['a: "b" # c\n', 'a: "b\n  c"\n', "a: 'b''s'\n", 'a: "\\"b\\""\n', '- {a: "b\n   c"}\n', "a: it's\n", 'a: b "c"\n'],
)
def test_parse_yaml_of_quotation_marks_as_they_should_be(text: str) -> None:
    """Texts over several lines, doubled and escaped marks, and marks within a text are no faults."""
    assert parse_yaml(text).problems == ()


def test_parse_yaml_of_a_line_that_is_no_key() -> None:
    """Where nobody can tell which key a line was to be, any key may be there."""
    reading = parse_yaml("a: b\nthis is no key\nc: d\n")

    assert [(found.rule, found.line) for found in reading.problems] == [("yaml-syntax", 2)]
    assert isinstance(reading.value, Pairs)
    assert not reading.value.is_whole


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{value: 500,000, unit: a}", "500,000"),
        ("{unit: a, value: 500,000}", "500,000"),
        ("{value: 1,234,567, unit: a}", "1,234,567"),
        ("{value: 3,486 companies, a: b}", "3,486 companies"),
        ("{value: deals, worth a lot}", "deals, worth a lot"),
    ],
)
def test_parse_yaml_of_a_comma_without_quotes(text: str, value: str) -> None:
    """A value within braces is read on behind its comma, and marked as one that YAML cuts there."""
    reading = parse_yaml(f"a: {text}\n")

    assert reading.problems == ()
    assert [scalar.text for scalar in scalars(reading.value) if scalar.is_cut] == [value]


@pytest.mark.parametrize(
    "text", ['{value: "500,000", unit: a}', "{value: 500, unit: a}", "{value: 5, a: }", "value: 500,000"]
)
def test_parse_yaml_of_values_that_no_comma_cuts(text: str) -> None:
    """Values in quotes, keys without values and values outside of braces are what they are."""
    assert [scalar.text for scalar in scalars(parse_yaml(text).value) if scalar.is_cut] == []


def test_parse_yaml_names_the_character_that_yaml_refuses() -> None:
    """A character that YAML does not know is named by its number."""
    assert "U+0007" in only("a: \x07").message


def test_parse_yaml_of_a_quoted_merge_key() -> None:
    """In quotes, what would be a merge key is a text like any other."""
    assert parse_yaml('"<<": a\n').problems == ()


@pytest.mark.parametrize(("depth", "rules"), [(DEEPEST, []), (DEEPEST + 1, ["yaml-depth"])])
def test_parse_yaml_at_the_deepest_level(depth: int, rules: list[str]) -> None:
    """Four levels of lists and mappings are read, a fifth is a fault."""
    assert [found.rule for found in parse_yaml("[" * depth + "]" * depth).problems] == rules


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(30)), "yaml-feature"),
        ("&a [*a]", "yaml-feature"),
        ("[" * 1_000_000, "yaml-depth"),
        ("{a: " * 250_000, "yaml-depth"),
        ("- " * 500_000, "yaml-depth"),
        ("? " * 500_000, "yaml-depth"),
    ],
    ids=["alias bomb", "list within itself", "brackets", "braces", "lists", "keys"],
)
def test_parse_yaml_of_a_bomb(text: str, rule: str) -> None:
    """What would grow or nest without end is a fault from the first line on, and soon told."""
    found = parse_yaml(text).problems

    assert found[0].line == 1
    assert {each.rule for each in found} == {rule}
    assert len(found) <= MOST_REPAIRS


def test_parse_yaml_of_a_long_number() -> None:
    """A number of 5,000 digits is a text."""
    assert scalars(parse_yaml("value: " + "9" * 5000).value)[-1].text == "9" * 5000


@given(yaml_texts | st.text())
def test_parse_yaml_of_any_text(text: str) -> None:
    """Whatever text comes, there is a tree or a fault, and each fault says where, which rule and what to do."""
    safe = decode(text.encode()).value or ""

    reading = parse_yaml(safe)

    assert reading.value is not None or reading.problems
    assert all(found.rule in RULES and found.message and found.hint for found in reading.problems)
    assert all(1 <= found.line <= safe.count("\n") + 1 for found in reading.problems)


def scalars(node: Node | None) -> list[Scalar]:
    """The texts of a tree in the order of the file."""
    match node:
        case Scalar():
            return [node]
        case Items(items):
            return [scalar for item in items for scalar in scalars(item)]
        case Pairs(pairs):
            return [scalar for key, value in pairs for scalar in (key, *scalars(value))]
        case _:
            return []
