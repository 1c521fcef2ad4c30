"""Names of languages, and the characters of Chinese."""

from __future__ import annotations

import pytest

from ciie.text.languages import has_han, language_code, language_name, language_of, month_names


@pytest.mark.parametrize(
    ("code", "name"),
    [("vi", "Vietnamese"), ("zh-Hant", "Chinese"), ("en", "English"), ("pt-BR", "Portuguese"), ("qq", "qq")],
)
def test_language_name(code: str, name: str) -> None:
    """Every language has its English name, whatever its script or country; a code that is none stands for itself."""
    assert language_name(code) == name


@pytest.mark.parametrize(("name", "code"), [("Vietnamese", "vi"), ("CHINESE", "zh"), ("Nonsense", None)])
def test_language_code(name: str, code: str | None) -> None:
    """A language is known by its English name."""
    assert language_code(name) == code


def test_month_names() -> None:
    """Months have the full and the short names of their language; one that is not known has none."""
    assert month_names("fr")["novembre"] == 11
    assert month_names("xx") == {}


@pytest.mark.parametrize(("text", "has"), [("展", True), ("café", False), ("ひ", False), ("", False)])
def test_has_han(text: str, has: bool) -> None:
    """A text of other scripts has no Chinese character."""
    assert has_han(text) == has


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Czajniki śpiewają, goście słuchają nad rzeką", "pl"),
        ("Çaydanlıklar şarkı söyledi, konuklar dinledi", "tr"),
        ("Wasserkessel grüßen fröhlich", "de"),
        ("Kettles, rivers, boats, L'Oréal, whistles, choirs, songs, halls, trains, ships, tea, cups, guests", None),
        ("Kettles sing", None),
    ],
)
def test_language_of_a_few_words(text: str, language: str | None) -> None:
    """Where no common word tells the language, letters that one language alone writes do; a name does not."""
    assert language_of(text) == language
