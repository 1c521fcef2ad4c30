"""Links between pages, and how numbers read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ciie.deriving.facts import Told, facts_on_entry
from ciie.model.records import EditionSpan, Figure, Qualifier, Translation
from ciie.model.values import Ref
from ciie.text.number_words import with_noun
from ciie.views.links import Link, Links, Name
from support.samples import SIXTH, VOCABULARY, date, record

LINKS = Links(VOCABULARY, "topics/deals.md")


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "shown"),
    [
        ("3486", "companies", "exact", "3,486 companies"),
        ("3400", "companies", "over", "over 3,400 companies"),
        ("78.41e9", "USD", "exact", "78.41 billion USD"),
        ("1e6", "USD", "about", "about 1 million USD"),
        ("999999", "USD", "exact", "999,999 USD"),
        ("2.5e12", "CNY", "nearly", "nearly 2.5 trillion CNY"),
        ("367000", "m2", "under", "under 367,000 m²"),
        ("95.0", "%", "at-least", "at least 95%"),
        ("0.5", "%", "exact", "0.5%"),
        ("0", "companies", "exact", "0 companies"),
        ("100", "countries", "exact", "100 countries"),
    ],
)
def test_amount(value: str, unit: str, qualifier: str, shown: str) -> None:
    """A figure reads as people say it."""
    assert Figure("exhibitors", Decimal(value), unit, Qualifier(qualifier)).amount == shown


@pytest.mark.parametrize(
    ("number", "noun", "plural", "shown"),
    [
        (0, "article", "", "0 articles"),
        (1, "article", "", "1 article"),
        (2000, "article", "", "2,000 articles"),
        (2, "country", "countries", "2 countries"),
    ],
)
def test_count(number: int, noun: str, plural: str, shown: str) -> None:
    """A number comes with its noun."""
    assert with_noun(number, noun, plural) == shown


def test_entries_are_shown_by_name() -> None:
    """Names of the vocabulary lead to their pages, with the Chinese name where it is asked for."""
    assert LINKS.entry(Ref("outlets", "shine")) == Link("SHINE", "../../sources/shine/")
    assert LINKS.entry(Ref("organisations", "sanofi"), with_zh=True).other_name == Name("赛诺菲", "zh-Hans")
    assert LINKS.entry(Ref("organisations", "sanofi")).other_name is None
    assert LINKS.entry(Ref("places", "fr"), with_zh=True).other_name is None


def test_edition_or_both_ends_of_a_span() -> None:
    """A span of editions has two links."""
    sixth = Link("6th CIIE", "../../editions/6/")

    assert LINKS.edition(SIXTH) == (sixth,)
    assert LINKS.edition(EditionSpan(5, 6)) == (Link("5th CIIE", "../../editions/5/"), sixth)


def test_day_leads_to_its_place_on_the_timeline() -> None:
    """A day is found on the page of its month."""
    assert LINKS.day(date("2023-11-05")) == Link("5 November 2023", "../../timeline/2023-11/#d2023-11-05")


def test_record_is_shown_with_its_marks() -> None:
    """Title, date and outlet each have a mark where the source does not print them, wherever they lead."""
    marked = record(
        "a", title="T", translation=Translation.MACHINE, date_note="estimated", source_note="found elsewhere"
    )

    assert LINKS.record(marked, "p2") == Link("T", "../../articles/a/#p2", "[machine translation]")
    assert LINKS.titled(marked, "stories/a.md") == Link("T", "../../stories/a/", "[machine translation]")
    assert LINKS.published(marked).mark == "(estimated)"
    assert LINKS.outlet(marked).mark == "(inferred)"
    assert LINKS.source(marked, "p2") == Link("SHINE (inferred)", "../../articles/a/#p2")


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"language": "zh"}, Link("T", "../../articles/a/", lang="zh")),
        ({"language": "en-GB"}, Link("T", "../../articles/a/")),
        ({"language": "zh", "title_note": "ours"}, Link("T", "../../articles/a/", "[our title]")),
        (
            {"language": "zh", "title_en": "E"},
            Link("E", "../../articles/a/", "[our translation]", Name("T", "zh")),
        ),
        (
            {"language": "zh", "title_en": "E", "title_note": "from a list"},
            Link("E", "../../articles/a/", "[our translation]", Name("T", "zh")),
        ),
    ],
)
def test_title_in_another_language(changes: dict[str, Any], shown: Link) -> None:
    """A headline in another language says which; our English title of it goes before it and is marked as ours."""
    assert LINKS.record(record("a", title="T", **changes)) == shown


def test_words_of_a_digest_are_no_quotation() -> None:
    """Words of a record lead to their passage, and it is known whose they are."""
    said = LINKS.said(record("a"), "They came.", "p2")

    assert said.words == Link("They came.", "../../articles/a/#p2")
    assert not said.is_quotable


@pytest.mark.parametrize(
    ("country", "aliases", "told"),
    [
        ("fr", ("Genzyme", "赛诺菲集团"), {"Chinese name": ("赛诺菲", "赛诺菲集团"), "Other names": ("Genzyme",)}),
        ("jp", ("新聞", "ニュース"), {"Chinese name": ("赛诺菲",), "Other names": ("新聞", "ニュース")}),
        ("fr", (), {"Chinese name": ("赛诺菲",)}),
    ],
)
def test_names_say_which_are_chinese(country: str, aliases: tuple[str, ...], told: dict[str, tuple[str, ...]]) -> None:
    """A name in Chinese characters is Chinese, but that of a Japanese organisation is Japanese."""
    entry = replace(VOCABULARY.organisations["sanofi"], aliases=aliases, country=country)
    vocabulary = replace(VOCABULARY, organisations={"sanofi": entry})
    facts = {fact.label: fact.values for fact in facts_on_entry(vocabulary, Ref("organisations", "sanofi"))}
    names = [each for label in told for each in facts[label] if isinstance(each, Told)]

    assert {label: tuple(each.text for each in names if each in facts[label]) for label in told} == told
    assert {each.language for each in names if not each.text.isascii()} <= {"zh-Hans", "ja" if country == "jp" else ""}
    assert ("Other names" in facts) == bool(aliases)
