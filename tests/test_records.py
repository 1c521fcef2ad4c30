"""One record's text to a record, with every fault that can be seen in it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.model.problems import RULES, Reading
from ciie.model.records import Record, Rights
from ciie.model.values import ANNOUNCED
from ciie.reading.files import decode
from ciie.reading.records import read_record, reading_context, refused
from ciie.reading.value_types import LONGEST_ID
from ciie.text.names import names_of
from support.samples import RECORD_ID, RECORD_PATH, RECORD_TEXT, SIXTH, VOCABULARY, a_context, date
from support.texts import markdown_texts

AT = a_context()
FIGURES = 'figures: [{measure: exhibitors, value: 3486, unit: companies, edition: 6, as: "3,486 companies"}]\n'


def read(extra: str = "", body: str = "Sellers met.\n", path: str = RECORD_PATH, **keys: str) -> Reading[Record]:
    """A record with the required keys, `keys` in their place, and lines `extra` behind them."""
    values = {
        "title": "Results",
        "date": "2023-11-16",
        "source": "shine",
        "topics": "[deals]",
        "rights": "digest",
        **keys,
    }
    front = "".join(f"{key}: {value}\n" for key, value in values.items() if value)
    return read_record(path, f"---\n{front}{extra}---\n{body}", AT)


def faults(reading: Reading[Record]) -> list[tuple[int, str]]:
    """Problems as line and rule."""
    return [(found.line, found.rule) for found in reading.problems]


def test_read_record() -> None:
    """A record is its file's name, its front matter and its body."""
    reading = read_record(RECORD_PATH, RECORD_TEXT, AT)

    assert reading.problems == ()
    assert reading.value is not None
    assert (reading.value.id, reading.value.path) == (RECORD_ID, RECORD_PATH)
    assert reading.value.title == "Results of the expo"
    assert reading.value.date == date("2023-11-16")
    assert reading.value.topics == ("deals",)
    assert reading.value.rights is Rights.DIGEST
    assert [(p.anchor, p.line) for p in reading.value.passages] == [("p1", 9)]
    assert reading.value.key_places["rights"] == (6, 9)


def test_read_record_with_knowledge() -> None:
    """Figures and events lead to the passages that state them."""
    events = "events: [{date: 2023-11-10, what: It ends}, {date: 2023-11-05, what: It opens}]\n"

    record = read(f"edition: 6\n{FIGURES}{events}", "On 5 November\n\n3,486 companies\n\nOn 10 November\n").value

    assert record is not None
    assert record.edition == SIXTH
    assert record.figure_anchors == ("p2",)
    assert record.event_anchors == ("p3", "p1")


@pytest.mark.parametrize(
    ("extra", "body", "found"),
    [
        ("tilte: Results\n", "Text.", [(7, "unknown-key")]),
        ("edition: 9\n", "Text.", [(7, "unknown-id")]),
        ("title: Again\n", "Text.", [(7, "repeated-key")]),
        ("summary: &a b\n", "Text.", [(7, "yaml-feature")]),
        ("", "", [(8, "empty-body")]),
        ("", "\n \n", [(8, "empty-body")]),
        ("", "\u00a0\n\n>\n", [(8, "empty-body")]),
        ("", "3,486 companies", [(8, "unlisted-figure")]),
        ("", "Sanofi", [(8, "unlisted-name")]),
        (FIGURES, "No number", [(7, "figure-not-in-body")]),
        ("events: [{date: 2023-11-10, what: It ends}]\n", "No date", [(7, "date-not-in-body")]),
        ("organisations: [ey]\n", "No name", [(7, "name-not-in-body")]),
        ("", "<b>bold</b>", [(8, "raw-html")]),
        ("", "a\n\n![b](https://example.org/c.png)", [(10, "image")]),
        ("", "- " * 20 + "a", [(8, "body-depth")]),
        (
            "edition: 9\ngenre: poem\ntilte: a\n",
            "3,486",
            [(7, "unknown-id"), (8, "unknown-choice"), (9, "unknown-key"), (11, "unlisted-figure")],
        ),
    ],
)
def test_read_record_with_faults(extra: str, body: str, found: list[tuple[int, str]]) -> None:
    """Every fault of a record is found in one reading, at its line."""
    assert faults(read(extra, body)) == found


@pytest.mark.parametrize("key", ["title", "date", "source", "topics", "rights"])
def test_read_record_without_a_required_key(key: str) -> None:
    """A record that lacks a required key is none, and the rest of it is checked all the same."""
    reading = read("colour: a\n", **{key: ""})

    assert reading.value is None
    assert faults(reading) == [(6, "unknown-key"), (2, "missing-key")]


@pytest.mark.parametrize("value", ["2024-02-30", "yesterday"])
def test_read_record_with_a_bad_date(value: str) -> None:
    """A required key with a fault keeps the record from being one."""
    reading = read(date=value)

    assert (reading.value, faults(reading)) == (None, [(3, "bad-date")])


@pytest.mark.parametrize(
    ("when", "today", "rules"),
    [
        ("2023-11-16", dt.date(2023, 11, 16), []),
        ("2023-11-16", dt.date(2023, 11, 15), ["future-date"]),
        ("2023-11", dt.date(2023, 11, 1), []),
        ("2023-11", dt.date(2023, 10, 31), ["future-date"]),
        ("2023", dt.date(2023, 1, 1), []),
        ("2023", dt.date(2022, 12, 31), ["future-date"]),
    ],
)
def test_read_record_on_either_side_of_today(when: str, today: dt.date, rules: list[str]) -> None:
    """A record may be dated today; a month or year that has begun has come."""
    text = RECORD_TEXT.replace("2023-11-16", when)
    path = RECORD_PATH.replace("2023-11-16", when)

    assert [
        found.rule for found in read_record(path, text, reading_context(names_of(VOCABULARY), today)).problems
    ] == rules


@pytest.mark.parametrize(
    ("when", "extra", "rules"),
    [
        ("2017-05-14", "edition: 6\n", []),
        ("2017-05-13", "edition: 6\n", ["edition-date"]),
        ("2017-05", "edition: 6\n", []),
        ("2017-04", "edition: 6\n", ["edition-date"]),
        ("2017-05-13", "", []),
    ],
)
def test_read_record_on_either_side_of_the_announcement(when: str, extra: str, rules: list[str]) -> None:
    """Nothing that was published before the expo was announced is about an edition of it."""
    path = f"2017/{when}-shine-results.md"

    assert dt.date(2017, 5, 14) == ANNOUNCED
    assert [rule for _, rule in faults(read(extra, path=path, date=when))] == rules


@pytest.mark.parametrize("rights", ["digest", "licensed", "permission", "public-domain"])
def test_read_record_with_rights(rights: str) -> None:
    """A record whose rights were reviewed may be published."""
    assert faults(read(rights=rights)) == []


def test_read_record_without_reviewed_rights() -> None:
    """A draft whose rights nobody has reviewed is read and refused."""
    reading = read(rights="unreviewed")

    assert reading.value is not None
    assert faults(reading) == [(6, "unpublishable-rights")]


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("2023-11-16-shine-results", []),
        ("2023-11-16-shine-" + "x" * (LONGEST_ID - 17), []),
        ("2023-11-16-shine-" + "x" * (LONGEST_ID - 16), ["file-name"]),
        ("2023-11-16-shine-Results", ["file-name"]),
        ("2023-11-16-shine-a_b", ["file-name"]),
        ("2023-11-16-shine-进博会", ["file-name"]),
        ("2023-11-16-shine--a", ["file-name"]),
        ("2023-11-16-shine-a b", ["file-name"]),
        ("2023-11-16-shine-a\nb", ["file-name"]),
        ("2023-11-16-xinhua-results", ["id-differs"]),
        ("2023-11-17-shine-results", ["id-differs"]),
        ("2023-11-shine-results", ["id-differs"]),
        ("index", ["file-name", "id-differs"]),
    ],
)
def test_read_record_of_a_file_name(name: str, rules: list[str]) -> None:
    """A file's name is date, outlet and slug; one that is not those of the record is only warned of."""
    assert [rule for _, rule in faults(read(path=f"2023/{name}.md"))] == rules


def test_read_record_gives_a_record_with_errors() -> None:
    """A record with an error that is not in a required key takes part in the checks of the whole set."""
    reading = read(FIGURES, "No number")

    assert reading.value is not None
    assert reading.value.figure_anchors == (None,)


def test_refused() -> None:
    """A file that is not opened is one fault at its head."""
    (found,) = refused("a.txt", "stray-file", "a", "b").problems

    assert (found.path, found.line, found.rule) == ("a.txt", 1, "stray-file")


@pytest.mark.parametrize(
    "front",
    [
        "a: &a [x]\nb: [*a, *a, *a, *a]",
        "title: " + "[" * 60_000,
        "title: " + "9" * 5000,
        "figures: [{measure: exhibitors, unit: companies, value: " + "9" * 5000 + "}]",
        "<<: {title: a}",
        "title: !!python/object/apply:os.system [ls]",
        'title: "\\0"',
        'title: "\\ud800"',
        "- " * 30_000,
    ],
    ids=["aliases", "brackets", "digits", "value", "merge", "tag", "nul", "surrogate", "lists"],
)
def test_read_record_with_hostile_front_matter(front: str) -> None:
    """Front matter made to do harm is answered with clear problems about it, and gives no record."""
    reading = read_record(RECORD_PATH, f"---\n{front}\n---\nText\n", AT)

    assert reading.value is None
    assert {found.rule for found in reading.problems} <= {
        *("yaml-feature", "yaml-depth", "yaml-syntax", "too-long", "control-character", "missing-key"),
        *("bad-number", "unknown-key"),
    }


FRONTS = st.sampled_from([RECORD_TEXT, RECORD_TEXT.replace("rights", FIGURES + "rights"), "---\n", ""])


@given(FRONTS, markdown_texts | st.text(), st.binary(max_size=20))
def test_read_record_of_any_bytes(front: str, text: str, data: bytes) -> None:
    """Whatever a file holds, there is a record or problems, and each says where, which rule and what to do."""
    whole = decode(front.encode() + text.encode() + data).value or decode((front + text).encode()).value or ""

    reading = read_record(RECORD_PATH, whole, AT)

    assert reading.value is not None or reading.problems
    assert all(found.rule in RULES and found.message and found.hint for found in reading.problems)
    assert all(1 <= found.line <= whole.count("\n") + 1 for found in reading.problems)
    assert all(found.path == RECORD_PATH for found in reading.problems)


@given(markdown_texts)
def test_read_record_with_any_front_matter(text: str) -> None:
    """Whatever stands among the keys, problems stand in lines that the file has."""
    whole = decode(RECORD_TEXT.replace("rights", f"{text}\nrights").encode()).value or ""

    reading = read_record(RECORD_PATH, whole, AT)

    assert all(found.rule in RULES for found in reading.problems)
    assert all(1 <= found.line <= whole.count("\n") + 1 for found in reading.problems)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Then 3,846 companies came.\n", ["figure-not-in-body"]),
        ("Then 3,487 companies came.\n", ["figure-not-in-body"]),
        ("Then 3,845 companies came.\n", ["figure-not-in-body", "unlisted-figure"]),
        ("Then 34,860 companies came.\n", ["figure-not-in-body", "unlisted-figure"]),
    ],
)
def test_number_with_a_slip_is_one_fault(body: str, told: list[str]) -> None:
    """A figure and a number of the body that differ in one or two digits are told together, and in one way."""
    reading = read("figures: [{measure: exhibitors, value: 3486, unit: companies, edition: 6}]\n", body)

    assert [found.rule for found in reading.problems] == told
    number = body.split()[1]
    assert (f"but {number}" in reading.problems[0].message) == (len(told) == 1)


@pytest.mark.parametrize(
    ("figure", "keys"),
    [
        ("unit: booths, edition: 6", "units: [booths], of: [edition]"),
        ("unit: booths, edition: 5-6", "units: [booths], of: [editions]"),
        ("unit: booths, edition: 6, of: sanofi", "units: [booths], of: [edition, organisation]"),
        ("unit: booths", "units: [booths], of: [nothing]"),
    ],
)
def test_measure_to_paste_takes_the_figure(figure: str, keys: str) -> None:
    """Its unit, edition and subject are those of the figure that needs it."""
    reading = read(f"figures: [{{measure: mars-stands, value: 3486, {figure}}}]\n", "3,486 booths.\n")
    (found,) = (each for each in reading.problems if each.rule == "unknown-id")

    assert keys in found.hint
    assert found.missing[0].line in found.hint


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[{date: 2023-11-20, what: "The host was another."}]', []),
        ('[{date: 2099-01-01, what: "The host was another."}]', ["future-date"]),
        ("[{date: 2023-11-20}]", ["missing-key"]),
    ],
)
def test_correction_says_what_and_when(text: str, found: list[str]) -> None:
    """A notice without its day or its words, or of a day to come, is an error."""
    reading = read_record(RECORD_PATH, RECORD_TEXT.replace("rights:", f"corrections: {text}\nrights:"), a_context())

    assert [each.rule for each in reading.problems] == found
