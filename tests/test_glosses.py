"""Texts in other languages, as the grammars of numbers, dates and countries read them (languages.yml, lexicons/)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from ciie.importing.names_and_topics import find_countries
from ciie.model.problems import EnvironmentFaultError
from ciie.text import glosses
from ciie.text.dates import find_dates
from ciie.text.glosses import GlossPattern, lexicon_of, read_as
from ciie.text.languages import LEXICONS, fold, is_read
from ciie.text.quantities import find_quantities
from support.import_samples import rows
from support.texts import plain_texts

CODES = sorted(path.stem for path in LEXICONS.glob("*.yml"))
LANGUAGES = sorted({code.partition("_")[0] for code in locale_identifiers()})


def patterns() -> list[tuple[str, GlossPattern]]:
    """Every pattern of every lexicon, with its language."""
    lexicons = [lexicon for code in CODES if (lexicon := lexicon_of(code)) is not None]
    return [(lexicon.code, pattern) for lexicon in lexicons for pattern in lexicon.patterns]


@pytest.mark.parametrize("row", rows("languages.yml"), ids=lambda row: f"{row['language']} {row['text'][:30]}")
def test_quantities_of_each_sentence(row: dict[str, Any]) -> None:
    """Every quantity of a sentence is found in its language, with its words as printed, and nothing else is."""
    text, gloss = row["text"], read_as(row["text"], row["language"])
    found = [(q, text[slice(*gloss.span(q.start, q.end))]) for q in find_quantities(gloss.text)]

    assert [f"{q.value.normalize():f} {q.unit or '-'} {q.qualifier} | {words}" for q, words in found] == row["has"]


@pytest.mark.parametrize(("code", "pattern"), patterns(), ids=lambda each: str(getattr(each, "name", each)))
def test_pattern_of_a_lexicon(code: str, pattern: GlossPattern) -> None:
    """Every pattern finds its examples and none of its counterexamples."""
    assert [text for text in pattern.examples if not pattern.finds.search(fold(text))] == []
    assert [text for text in pattern.counterexamples if pattern.finds.search(fold(text))] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_is_read(code: str) -> None:
    """No language that CLDR knows makes reading fail, and digits stay what they are."""
    assert "3" in read_as("3 x", code).text


@given(plain_texts, st.sampled_from(["de", "fr", "ja", "ko", "ru", "nl", "th"]))
def test_words_of_a_gloss_lie_in_the_text(text: str, language: str) -> None:
    """Every span of a gloss is one of the text, from its first character to its last, in the same order."""
    gloss = read_as(text, language)

    spans = [gloss.span(index, index + 1) for index in range(len(gloss.text))]

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
    assert gloss.span(0, len(gloss.text)) == (0, len(text)) or not text


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("Firmen aus Deutschland, der Schweiz und den Vereinigten Staaten; französischer Wein", "de", "de ch us fr"),
        ("Islands Fisch", "de", "is"),
        ("The island and a chilly morning", "en", ""),
        ("des vins du Chili, d'Afrique du Sud et de Nouvelle-Zélande, un fabricant allemand", "fr", "cl za nz de"),
        ("café de Brasil y Perú, empresas estadounidenses", "es", "br pe us"),
        ("товары из Германии, Франции и Белоруссии, японские автомобили", "ru", "de fr by jp"),
        ("ドイツ、米国、南アフリカ", "ja", "de us za"),
        ("新しいスタイル、タイの果物", "ja", "th"),
        ("独自のスタイル", "ja", ""),
        ("독일과 뉴질랜드 기업", "ko", "de nz"),
        ("bedrijven uit Duitsland en Nieuw-Zeeland", "nl", "de nz"),
        ("firmy z Polski i Niemiec", "pl", "pl"),
    ],
)
def test_countries_in_other_languages(text: str, language: str, codes: str) -> None:
    """Countries are found by the names and adjectives of the text's own language, and by no other's."""
    assert {found.code for found in find_countries(read_as(text, language).text)} == set(codes.split())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("am 5. November 2024", "de"), ("le 5 novembre 2024", "fr"), ("el 5 de noviembre de 2024", "es"),
        ("il 5 novembre 2024", "it"), ("em 5 de novembro de 2024", "pt"), ("5 ноября 2024 года", "ru"),
        ("2024年11月5日", "ja"), ("2024년 11월 5일", "ko"), ("op 5 november 2024", "nl"), ("5 listopada 2024", "pl"),
    ],
)  # fmt: skip
def test_dates_in_other_languages(text: str, language: str) -> None:
    """A day is found by the month's name in the text's language."""
    (found,) = find_dates(read_as(text, language).text, "en")

    assert (found.year, found.month, found.days) == (2024, 11, (5,))


def test_languages_that_numbers_in_words_are_read_in() -> None:
    """Numbers in words are read in English, Chinese and the languages with a lexicon."""
    assert all(map(is_read, ("en", "zh-Hant", "de", "pt-BR")))
    assert not is_read("fi")


def test_mistake_in_a_lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lexicon that cannot be used is a fault with a message, not a traceback."""
    (tmp_path / "xx.yml").write_text("patterns:\n  - {name: x, find: '(', say: '', example: []}\n", encoding="utf-8")
    (tmp_path / "sv.yml").write_text("patterns:\n  - {name: x, find: '(', say: '', example: []}\n", encoding="utf-8")
    monkeypatch.setattr(glosses, "LEXICONS", tmp_path)

    with pytest.raises(EnvironmentFaultError, match=r"sv\.yml cannot be used"):
        lexicon_of.__wrapped__("sv")
    assert lexicon_of("xx") is None
