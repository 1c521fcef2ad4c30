"""Names of the vocabulary found in texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.model.kinds import PlaceKind
from ciie.model.vocabulary import Organisation, Person, Place, Vocabulary
from ciie.text.languages import fold
from ciie.text.names import NameFinder
from support.samples import VOCABULARY
from support.texts import marked_texts

FINDER = NameFinder(VOCABULARY)


def longest(text: str, finder: NameFinder = FINDER) -> list[tuple[str, str]]:
    """The longest names in a text, as they stand there, each with the first entry that bears it."""
    return [(text[named.start : named.end], named.refs[0][1]) for named in finder.find_longest(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sanofi and EY", [("Sanofi", "sanofi"), ("EY", "ey")]),
        ("Sanofi China", [("Sanofi China", "sanofi-china")]),
        ("Sanofi\nChina", [("Sanofi\nChina", "sanofi-china")]),
        ("Ernst & Young's", [("Ernst & Young", "ey")]),
        ("French", [("French", "fr")]),
        ("(EY)", [("EY", "ey")]),
        ("EY", [("EY", "ey")]),
        ("上海的赛诺菲在中国", [("上海", "shanghai"), ("赛诺菲", "sanofi"), ("中国", "cn")]),
        ("They", []),
        ("EYE", []),
        ("KEY", []),
        ("EY2", []),
        ("ey", []),
        ("sanofi", []),
        ("", []),
    ],
)
def test_find_longest(text: str, found: list[tuple[str, str]]) -> None:
    """Names are whole words as written; Chinese ones need no blanks; a longer name hides those within it."""
    assert longest(text) == found


def test_find_names_that_end_in_names() -> None:
    """Each of several names of which one ends in the next counts as mentioned, where it is a parent of the longer."""
    names = ("Acme", "China Acme", "East China Acme", "Grand East China Acme")
    pairs = zip(names, (None, *names), strict=False)
    firms = {name: Organisation(name, name, part_of=parent) for name, parent in pairs}
    finder = NameFinder(Vocabulary(organisations=firms))

    assert {named.refs[0].id for named in finder.find("the Grand East China Acme")} == {*names}


def test_find_names_within_names() -> None:
    """A name within a longer one counts as mentioned."""
    found = {ref for named in FINDER.find("Sanofi China") for ref in named.refs}

    assert found == {("organisations", "sanofi"), ("organisations", "sanofi-china"), ("places", "cn")}


def test_find_longest_of_names_that_overlap() -> None:
    """Of two names that share a word, neither within the other, both are found."""
    vocabulary = Vocabulary(
        organisations={"a": Organisation("a", "GE China"), "b": Organisation("b", "China Mobile")},
    )

    assert longest("GE China Mobile", NameFinder(vocabulary)) == [("GE China", "a"), ("China Mobile", "b")]


def test_find_a_name_of_two_entries() -> None:
    """A name that two entries bear is found once, for both."""
    vocabulary = Vocabulary(
        organisations={"bay": Organisation("bay", "Sanya Bay")},
        places={"sanya": Place("sanya", "Sanya Bay")},
    )

    (named,) = NameFinder(vocabulary).find("Sanya Bay")

    assert named.refs == (("organisations", "bay"), ("places", "sanya"))


def test_find_in_an_empty_vocabulary() -> None:
    """Without names nothing is found."""
    assert longest("Sanofi", NameFinder(Vocabulary())) == []


COUNTRIES = {
    "sd": ("Sudan", "苏丹", "Sudanese"),
    "gn": ("Guinea", "几内亚", "Guinean"),
    "mx": ("Mexico", "墨西哥", "Mexican"),
    "ie": ("Ireland", "爱尔兰", "Irish"),
    "dm": ("Dominica", "多米尼克", "Dominicans"),
    "cg": ("Congo", "刚果", "Congolese"),
    "ne": ("Niger", "尼日尔", "Nigerien"),
    "mn": ("Mongolia", "蒙古", "Mongolian"),
    "kr": ("Korea", "韩国", "Korean"),
    "us": ("United States", "美国", "American"),
    "in": ("India", "印度", "Indian"),
    "ml": ("Mali", "马里", "Malian"),
    "cn": ("China", "中国", "Chinese"),
    "gb": ("United Kingdom", "英国", "British"),
    "fr": ("France", "法国", "French"),
    "de": ("Germany", "德国", "German"),
}
WORLD = NameFinder(
    Vocabulary(
        places={
            code: Place(code, name, zh, demonyms=(people, *(["Republic of Korea"] if code == "kr" else [])))
            for code, (name, zh, people) in COUNTRIES.items()
        }
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "South Sudan and the South Sudanese",
        "Guinea-Bissau, Guinea\u2011Bissau, Equatorial Guinea, Papua New Guinea and New Guinea",
        "New Mexico, the New Mexicans and the Gulf of Mexico",
        "Northern Ireland, the Northern\nIrish",
        "the Dominican Republic",
        "DR Congo and the Democratic Republic of the Congo",
        "Nigeria and the Nigerians",
        "Inner Mongolia",
        "North Korea, North Koreans and the Democratic People's Republic of Korea",
        "Latin American and South American buyers, the Native Americans",
        "the Indian Ocean and the British Indian Ocean Territory",
        "南苏丹、几内亚比绍、赤道几内亚、巴布亚新几内亚、新墨西哥州、北爱尔兰、刚果（金）、内蒙古、南美国家、印度洋、印度尼西亚、索马里",
        "南蘇丹、赤道幾內亞",
        "the British Virgin Islands, French Guiana, German measles",
        "其中国际采购商、精英国际学校、其中国企",
        "American dollars, Chinese yuan, Korean won, British pounds, Indian rupees",
    ],
)
def test_country_within_the_name_of_something_else(text: str) -> None:
    """The name of another country or region that holds a country's name does not mention that country."""
    assert WORLD.find(text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sudan, South Sudan", "sd"),
        ("South Sudan's neighbour is Sudan", "sd"),
        ("Guinea", "gn"),
        ("Mexico City in Mexico", "mx"),
        ("Niger", "ne"),
        ("South Korean goods", "kr"),
        ("the Republic of Korea, US$5", "kr"),
        ("南苏丹和苏丹", "sd"),
        ("来自蒙古的企业", "mn"),
        ("中国国际进口博览会", "cn"),
        ("其中中国企业", "cn"),
        ("英国企业", "gb"),
    ],
)
def test_country_by_its_own_name(text: str, code: str) -> None:
    """A country is mentioned where its own name stands, also beside the longer one."""
    assert {ref.id for named in WORLD.find(text) for ref in named.refs} == {code}


@pytest.mark.parametrize("text", ["US$78 billion", "5 US dollars", "近日本届进博会", "今日本报记者"])
def test_money_and_days_mention_no_country(text: str) -> None:
    """A currency is not the country that it is named after, and two words side by side are no name."""
    places = {"us": Place("us", "United States", aliases=("US",)), "jp": Place("jp", "Japan", "日本")}

    assert NameFinder(Vocabulary(places=places)).find(text) == ()


def test_name_within_that_of_another_entry() -> None:
    """A longer name hides that of another organisation or person, but not of a parent, and not of its country."""
    vocabulary = Vocabulary(
        organisations={
            "ford": Organisation("ford", "Ford"),
            "ford-credit": Organisation("ford-credit", "Ford Credit", part_of="ford"),
            "ford-foundation": Organisation("ford-foundation", "Ford Foundation"),
            "bank": Organisation("bank", "Bank of China"),
        },
        people={
            "ann": Person("ann", "Ann Li"),
            "ann-lin": Person("ann-lin", "Ann Li Na"),
            "john": Person("john", "John Ford"),
        },
        places={"cn": Place("cn", "China"), "hall": Place("hall", "China Hall", kind=PlaceKind.VENUE, country="cn")},
    )
    finder = NameFinder(vocabulary)

    def mentioned(text: str) -> set[str]:
        return {ref.id for named in finder.find(text) for ref in named.refs}

    assert mentioned("Ford Credit") == {"ford", "ford-credit"}
    assert mentioned("Ford Foundation") == {"ford-foundation"}
    assert mentioned("John Ford") == {"john"}
    assert mentioned("Ann Li Na") == {"ann-lin"}
    assert mentioned("Bank of China") == {"bank", "cn"}
    assert mentioned("China Hall") == {"cn", "hall"}


@pytest.mark.parametrize(("name", "text"), [("People's Daily", "People’s Daily"), ("People’s Daily", "People's Daily")])
def test_find_whatever_the_apostrophe(name: str, text: str) -> None:
    """A typographic apostrophe and a plain one are the same."""
    finder = NameFinder(Vocabulary(organisations={"a": Organisation("a", name)}))

    assert longest(text, finder) == [(text, "a")]


@given(st.text())
def test_fold_keeps_every_place(text: str) -> None:
    """Folding changes no place in a text."""
    assert len(fold(text)) == len(text)


@given(st.lists(st.sampled_from(["EY", "Sanofi", "Sanofi China", "中国", " "]) | marked_texts).map("".join))
def test_find_longest_in_any_text(text: str) -> None:
    """What is found stands in the text as a name of its entries, in order."""
    found = FINDER.find_longest(text)

    assert found == sorted(found)
    assert all(
        fold(text[named.start : named.end]) in getattr(VOCABULARY, kind)[name].names
        for named in found
        for kind, name in named.refs
    )
