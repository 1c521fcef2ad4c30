"""Names of the front matter and of the body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from ciie.model.problems import Problem
from ciie.model.records import Mention
from ciie.model.vocabulary import Organisation, Outlet, Place
from ciie.reading import bodies
from ciie.reading.evidence import find_events
from ciie.reading.stated_figures import find_figures
from ciie.reading.stated_names import Written, check_names, check_unlisted_names
from ciie.text.names import names_of
from support.samples import VOCABULARY, event, figure
from test_evidence import passages

NAMES = names_of(VOCABULARY)
HUDSON = Mention("paul-hudson")
KINDS = ("organisations", "people", "places")
NOWHERE = {kind: Written(None, None, {}) for kind in KINDS}
WRITTEN = {
    "organisations": Written(6, ("ey", "sanofi"), {"ey": (6, 17), "sanofi": (6, 21)}),
    "people": Written(7, None, {"paul-hudson": (7, 10)}),
    "places": Written(8, ("cn",), {"cn": (8, 10)}),
}


def places(problems: Iterable[Problem]) -> list[tuple[int, str]]:
    """Problems as line and rule."""
    return [(found.line, found.rule) for found in problems]


@pytest.mark.parametrize(
    ("claimed", "found"),
    [
        ({"organisations": ("sanofi",), "places": ("cn",)}, []),
        ({"organisations": ("ey", "sanofi"), "places": ("cn",)}, [(6, "name-not-in-body")]),
        ({"organisations": ("sanofi", "ey"), "places": ("cn",)}, [(6, "name-not-in-body")]),
        ({"organisations": ("sanofi",), "places": ("cn",), "people": (HUDSON,)}, [(7, "name-not-in-body")]),
        ({"organisations": ("sanofi",), "places": ("cn",), "people": (HUDSON, HUDSON)}, [(7, "name-not-in-body")]),
        ({"organisations": ("sanofi",)}, [(20, "unlisted-name")]),
        ({"places": ("cn",)}, [(10, "unlisted-name")]),
        ({}, [(10, "unlisted-name"), (20, "unlisted-name")]),
    ],
)
def test_check_names(claimed: dict[str, Sequence[str | Mention]], found: list[tuple[int, str]]) -> None:
    """Names that only one of front matter and body has are named, each once."""
    body = passages("Sanofi and Sanofi", "from China to China, Sanofi")
    lacking = check_names(claimed, WRITTEN, body, NAMES)
    unlisted = check_unlisted_names(claimed, WRITTEN, body, NAMES)

    assert places([*lacking, *unlisted]) == found


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("deals of 40 million US dollars", False),
        ("deals of 40 million U.S. dollars", False),
        ("deals in China, of 40 million dollars", True),
        ("wines worth 3 million French francs", False),
        ("wines worth 3 million, of French makers", True),
        ("The paper reports in French.", False),
        ("It came out in French and English", False),
        ("It rose in French pharmacies", True),
        ("the French edition of the paper", False),
        ("the French-language paper", False),
        ("the French wines", True),
        ("It came out in France", True),
        ("France language", True),
    ],
)
def test_country_in_the_name_of_a_currency_or_a_language(text: str, is_told: bool) -> None:
    """A currency is no country, and an adjective that names a language is none."""
    places = {**VOCABULARY.places, "us": Place("us", "United States", aliases=("US", "U.S."))}
    names = names_of(replace(VOCABULARY, places=places))

    assert bool(list(check_unlisted_names({}, NOWHERE, passages(text), names))) is is_told


def test_outlet_that_is_an_organisation_too() -> None:
    """The name of an outlet, which a record's source or another may be, need not be listed as an organisation."""
    organisations = {"shine": Organisation("shine", "SHINE"), "shine-group": Organisation("shine-group", "SHINE Group")}
    names = names_of(replace(VOCABULARY, organisations=organisations))

    assert list(check_unlisted_names({}, NOWHERE, passages("SHINE reports."), names)) == []
    assert len(list(check_unlisted_names({}, NOWHERE, passages("SHINE Group reports."), names))) == 1


def test_check_names_of_a_longer_name() -> None:
    """A parent named within its daughter's name need not be listed, and may be."""
    body = passages("Sanofi China")

    assert places(check_unlisted_names({"organisations": ("sanofi-china",)}, WRITTEN, body, NAMES)) == []
    assert places(check_names({"organisations": ("sanofi-china", "sanofi")}, WRITTEN, body, NAMES)) == []


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "the sanofi stand",
            'the body has "sanofi", which is not quite the name "Sanofi"',
            'write Sanofi there, or add "sanofi" to aliases in vocabulary/organisations.yml',
        ),
        (
            "from SANOFI",
            'the body has "SANOFI", which is not quite the name "Sanofi"',
            'write Sanofi there, or add "SANOFI" to aliases in vocabulary/organisations.yml',
        ),
        (
            "sanofix and a stand",
            "the body does not mention Sanofi (sanofi)",
            "mention it by one of its names (Sanofi, 赛诺菲), or delete the line organisations",
        ),
    ],
)
def test_check_names_of_a_name_written_otherwise(text: str, message: str, hint: str) -> None:
    """Where capitals alone tell the body's words from a name, the message says so; the only name goes with its line."""
    written = {**WRITTEN, "organisations": Written(6, ("sanofi",), {"sanofi": (6, 17)})}
    (found,) = check_names({"organisations": ("sanofi",)}, written, passages(text), NAMES)

    assert (found.message, found.hint) == (message, hint)


def test_check_names_of_a_name_in_other_quotation_marks() -> None:
    """Curly quotation marks and long dashes are said to be the only difference."""
    place = Place("zone", 'The "Pilot" Zone, Lin-gang')
    names = names_of(replace(VOCABULARY, places={"zone": place}))
    (found,) = check_names({"places": ("zone",)}, WRITTEN, passages("in The “Pilot” Zone, Lin–gang."), names)

    assert found.message.startswith('the body has "The “Pilot” Zone, Lin–gang", which is not quite the name')


@pytest.mark.parametrize(
    ("written", "hints"),
    [
        (NOWHERE["places"], ["add the line  places: [cn, fr]"] * 2),
        (
            Written(8, ("shanghai",), {}),
            [
                "add cn (China): change line 8 to  places: [shanghai, cn, fr]",
                "add fr (France): change line 8 to  places: [shanghai, cn, fr]",
            ],
        ),
        (
            Written(8, None, {}),
            ["add cn (China) to places, which begins on line 8", "add fr (France) to places, which begins on line 8"],
        ),
        (
            Written(8, tuple("abcdefghij"), {}),
            [
                "add cn (China): change line 8 to  places: [a, b, c, d, e, f, g, h, i, j, cn, fr]",
                "add fr (France): change line 8 to  places: [a, b, c, d, e, f, g, h, i, j, cn, fr]",
            ],
        ),
        (
            Written(8, ("shanghai",) * 11, {}),
            ["add cn (China) to places, which begins on line 8", "add fr (France) to places, which begins on line 8"],
        ),
    ],
)
def test_hint_at_an_unlisted_name_leads_to_no_other_fault(written: Written, hints: list[str]) -> None:
    """The line to write holds all that the list lacks, and takes the place of the one that there is."""
    listed = {**NOWHERE, "places": written}
    found = list(check_unlisted_names({"places": ("shanghai",)}, listed, passages("China and France"), NAMES))

    assert [each.hint for each in found] == hints


@pytest.mark.parametrize(
    "text",
    [
        "the China International Import Expo in Shanghai",
        "the China International Import Exposition",
        "中国国际进口博览会 and 中国进博会",
        "China Daily wrote",
    ],
)
def test_name_of_the_expo_or_of_an_outlet_names_no_country(text: str) -> None:
    """China in the expo's own name, or in an outlet's, is not a mention of the country."""
    names = names_of(replace(VOCABULARY, outlets={"china-daily": Outlet("china-daily", "China Daily")}))
    claimed = {"places": ("shanghai",)}

    assert list(check_unlisted_names(claimed, NOWHERE, passages(text), names)) == []


@pytest.mark.parametrize("text", ["China Dailys", "the China International Import", "China, China Daily", "中国国际"])
def test_country_beside_the_name_of_the_expo_or_of_an_outlet(text: str) -> None:
    """China elsewhere is a mention of the country."""
    names = names_of(replace(VOCABULARY, outlets={"china-daily": Outlet("china-daily", "China Daily")}))

    assert places(check_unlisted_names({}, NOWHERE, passages(text), names)) == [(10, "unlisted-name")]


def test_names_of_a_list_that_could_not_be_read_are_not_missed() -> None:
    """What a list lacks that could not be read in full is not known; of the other lists it is."""
    found = check_unlisted_names({}, NOWHERE, passages("Sanofi in China"), NAMES, frozenset({"places"}))

    assert [each.message for each in found] == ['the body mentions "Sanofi", which organisations does not list']


def test_names_figures_and_days_in_chinese_that_is_broken_over_lines() -> None:
    """A line of Chinese ends anywhere: what is broken over it is mentioned and stated all the same."""
    body = bodies.passages("共有三千四百\n八十六家企业，韩保\n罗和赛诺\n菲在11月\n10日来到上\n海。\n", 10)
    claimed = {"organisations": ("sanofi",), "places": ("shanghai",), "people": (HUDSON,)}

    assert places(check_names(claimed, WRITTEN, body, NAMES)) == []
    assert find_events([event("2023-11-10")], body, "zh") == ("p1",)
    assert find_figures([figure("3486", words="三千四百八十六家")], body, VOCABULARY.measures) == ("p1",)
