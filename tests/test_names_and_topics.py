"""Names of the vocabulary, people and countries that it lacks, and topics."""

from __future__ import annotations

from string import ascii_lowercase

import pytest

from ciie.importing.drafts import MOST_POINTS, render_draft
from ciie.importing.entries import country_entry
from ciie.importing.names_and_topics import find_countries, propose_names
from ciie.importing.proposals import doubtful_points
from ciie.model.records import Rights
from ciie.model.values import Ref
from support.import_samples import OPENING, proposal, reader, vocabulary


def test_names_roles_and_countries() -> None:
    """Names of the vocabulary are listed with role and affiliation; countries it lacks are reported."""
    text = (
        " date 2023-11-08 A headline of some words\n\n"
        'Chinese President Xi Jinping spoke. "Fine," said Paul Hudson, CEO of Sanofi, beside a choir from Norway.\n\n'
        "Erika Muster, president of Muster Kettles, paid in U.S. dollars at the fair by the river in Shanghai.\n"
    )

    found = proposal(text).names

    assert [(m.id, m.role, m.of) for m, _ in found.people] == [
        ("xi-jinping", "President", Ref("places", "cn")),
        ("paul-hudson", "CEO", Ref("organisations", "sanofi")),
    ]
    assert [name for name, _ in found.organisations] == ["sanofi"]
    assert found.unknown_countries == (("no", "Norway"),)
    assert found.unknown_people == (("Erika Muster", "president of Muster Kettles"),)


def test_names_in_traditional_characters() -> None:
    """Names are found in traditional characters, which the vocabulary does not have."""
    found = proposal(
        "標題在這裡很長很長\n\n2023-11-08\n\n第六屆進博會在上海開幕，習近平主席致信，商務部表示歡迎，羅氏診斷參展。\n"
    ).names

    assert [mention.id for mention, _ in found.people] == ["xi-jinping"]
    assert {"ministry-of-commerce", "roche-diagnostics"} <= {name for name, _ in found.organisations}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("the US and U.S. dollars, US$5 and the United States", ["us", "us"]),
        ("Jordan Smith met Georgia Muster; Jordan and Georgia agreed", ["jo", "ge"]),
        ("来自巴西、沙特和阿联酋的参展商", ["br", "sa", "ae"]),
        ("Spanish ham, New Zealand milk and the East China Sea", ["es", "nz"]),
        ("nigeria and Nigeria, Niger", ["ng", "ne"]),
        ("South Sudan, Guinea-Bissau, New Mexico, Northern Ireland", ["ss", "gw"]),
        ("南苏丹、几内亚比绍、刚果（金）、内蒙古、南美国家", ["ss", "gw", "cd"]),
        ("the Democratic People's Republic of Korea", ["kp"]),
    ],
)
def test_countries_by_name_and_adjective(text: str, codes: list[str]) -> None:
    """Countries are found by name and adjective in both languages; money, seas and people's names are none."""
    assert [country.code for country in find_countries(text)] == codes


def test_entry_for_a_country() -> None:
    """The entry for a country that the vocabulary lacks can be pasted as it is."""
    assert country_entry("no") == {
        "id": "no", "name": "Norway", "demonyms": ["Norwegian", "Norwegians"], "zh": "挪威", "kind": "country",
    }  # fmt: skip


def test_topics_with_the_words_that_raised_them() -> None:
    """A topic is proposed with its signs and how often each stands."""
    text = (
        f" date 2023-11-08 A headline of some words\n\n{OPENING} It "
        f"ended with tentative deals. The deals were tentative deals.\n"
    )

    found = {topic.id: topic.signs for topic in proposal(text).topics}

    assert found["deals"] == (("tentative deals", 2),)


def test_twelve_topics_at_most() -> None:
    """Of more topics those that the text has most signs of are proposed."""
    topics = list(vocabulary().topics.values())
    rest = ", ".join(topic.signs[0] for topic in topics if topic.id != "deals")
    text = f" date 2023-11-08 A headline of some words\n\n{OPENING} {rest}. Tentative deals and intended deals.\n"

    found = [topic.id for topic in proposal(text).topics]

    assert (len(found), len(topics) > 12, found[0]) == (12, True, "deals")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Vice Commerce Minister", "Vice Commerce Minister"),
        ("Vice Minister of Commerce", "Vice Minister of Commerce"),
        ("Chinese Premier", "Premier"),
        ("Minister for Trade and Tourism", "Minister for Trade and Tourism"),
        ("At the market", None),
    ],
)
def test_role_before_a_name(words: str, role: str | None) -> None:
    """A minister's office is part of the role, before the word and behind it; a country is not."""
    found = propose_names([f"{words} Sheng Qiuping spoke for an hour."], reader().names, "en")

    assert [(mention.id, mention.role) for mention, _ in found.people] == [("sheng-qiuping", role)]


def test_draft_of_a_text_with_a_great_many_people_is_not_too_large() -> None:
    """A draft names the first points to look at and counts the others, so that its front matter can be read."""
    lines = "".join(
        f"Erika{n} Muster{n}, the managing director of Muster Kettles, sang.\n\n" for n in map(_letters, range(1000))
    )
    found = proposal(f"A headline of some words\n\n{lines}")
    front = render_draft(found, Rights.PERMISSION).text.split("\n---\n")[0]

    assert len(found.names.unknown_people) > 900
    assert f"# - {len(doubtful_points(found)) - MOST_POINTS:,} more points that the report of the import lists" in front
    assert front.count("\n# - ") == MOST_POINTS + 1


def _letters(number: int) -> str:
    """A number in small letters, as no name has digits."""
    return "".join(ascii_lowercase[int(digit)] for digit in str(number))
