"""Title, authors, language and translation of a source, each with its evidence."""

from __future__ import annotations

import pytest

from ciie.capturing.captures import Sureness
from ciie.text.languages import language_of
from support.import_samples import OPENING, SECOND, bibliography, proposal


@pytest.mark.parametrize(
    ("head", "tail", "authors"),
    [
        ("A headline of some words\n\nBy LI Linxu\n\nSource: Xinhua | Author: Li Lin Xu", "", ("Li Linxu",)),
        ("A headline of some words\n\nBy Han Meimei and Li Lei in Shanghai", "", ("Han Meimei", "Li Lei")),
        ("A headline of some words", "Text reporters: Han Meimei, Li Lei\n\nVideo reporters: Wang "
"Fang", ("Han Meimei", "Li Lei")),
        ("A headline of some words\n\nBy Global Times staff reporters", "", None),
        ("A headline of some words\n\nEditor: huaxia", "", None),
    ],
)  # fmt: skip
def test_authors_as_printed(head: str, tail: str, authors: tuple[str, ...] | None) -> None:
    """Authors are who wrote: not editors, photographers or the outlet; one name has one spelling."""
    third = f"{SECOND[:-1]}, and sang again."
    found = bibliography(head, f"{OPENING}\n\n{third}\n\n{third} Once more.", tail).authors

    assert (found.value if found else None) == authors


def test_title_without_a_headline() -> None:
    """A derived title is cut at its attribution, marked as inferred, and a doubt."""
    found = proposal(
        f" date 2023-11-07 Makers of kettles want a longer fair, officials said at the forum in "
        f"Shanghai.\n\n{OPENING}\n"
    )

    assert found.bibliography.title is not None
    assert found.bibliography.title.value == "Makers of kettles want a longer fair"
    assert found.bibliography.title.sureness is Sureness.INFERRED


def test_translation_as_the_page_tells_it() -> None:
    """A page that names the language of the article is a machine translation from it."""
    found = bibliography("A headline of some words", tail="The article is in Chinese").translated_from

    assert found is not None
    assert found.value == ("zh", "machine")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (OPENING, "en"),
        ("第六届进博会开幕，李林旭 reports for S&T Daily。", "zh"),
        ("第六屆進博會開幕，參展商來自各國。", "zh-Hant"),
        ("Le salon a ouvert ses portes dans la ville, et les visiteurs sont venus en foule par le fleuve.", "fr"),
        ("Die Messe ist eröffnet, und die Gäste kommen mit der Bahn in die Stadt und auf den Platz.", "de"),
        ("輸入博覧会が開幕しました。とてもにぎやかです。", "ja"),
        ("Ярмарка открылась в городе.", "ru"),
        ("Ярмарка відкрилася в місті, і гості її бачили.", "uk"),
        ("Ярмарка открылась в городе, и гости ее видели.", "ru"),
        ("افتتح المعرض في المدينة", "ar"),
        ("نمایشگاه در شهر گشایش یافت", "fa"),
        ("งานแสดงสินค้าเปิดแล้ว", "th"),
        ("Targi otwarto w mieście i goście przyszli do hali, gdzie nie było już miejsca dla chóru.", "pl"),
        ("Sajam je otvoren u gradu, a gosti su došli za vikend i s njima zbor koji je pjevao.", "hr"),
        ("Fuar şehirde açıldı ve konuklar bu yıl da koro için geldi, çok kişi daha olarak bekledi.", "tr"),
        ("12345", None),
        ("Of Sanofi, Roche, Bayer, Dow, EY, Xylem, Schott, Gilead, Panasonic, Qualcomm, Omron", "en"),
        ("Of Sanofi, Roche, Bayer, Dow, EY, Xylem, Schott, Gilead, Panasonic, Qualcomm, Omron, Haleon", None),
        (f"{'进' * 19}の", "zh"),
        (f"{'进' * 18}の", "ja"),
        (f"{'a' * 16}{'국' * 4}", None),
        (f"{'a' * 15}{'국' * 4}", "ko"),
        (f"{'a' * 12}{'я' * 8}", None),
        (f"{'a' * 11}{'я' * 8}", "ru"),
        (f"{'a' * 16}{'进' * 4}", None),
        (f"{'a' * 15}{'进' * 4}", "zh"),
        (f"{'进' * 9}進", "zh"),
        (f"{'进' * 8}進", "zh-Hant"),
    ],
)
def test_language_of_a_text(text: str, code: str | None) -> None:
    """The language is told by script and by frequent words, and left open where neither tells."""
    assert language_of(text) == code


def test_title_from_the_first_sentence_that_is_one() -> None:
    """A city with a full stop before the text makes no headline."""
    found = bibliography("Shanghai. The fair of kettles by the river opened with a song, its makers said.\n\n" + SECOND)

    assert found.title is not None
    assert found.title.value.startswith("The fair of kettles")
