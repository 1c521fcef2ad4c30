"""How the source of a record is cited: as text, and as files for programs, which other programs read back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from pylatexenc.latex2text import LatexNodes2Text

from ciie.deriving.derivation import derive
from ciie.exports.metadata import reference_files
from ciie.model.kinds import OutletKind
from ciie.model.records import Genre, Record, Translation
from ciie.pipeline import read_collection
from ciie.views.citations import citation, csl_item
from support.project import FIVE
from support.samples import TODAY, VOCABULARY, date, knowledge, record
from support.texts import SELDOM, marked_texts

BASE = "https://example.org/ciie/"
URL = "https://example.org/a%20b_c?d=1&e=2"


def files_of(one: Record, base: str = BASE) -> dict[str, str]:
    """The references of a record by how their names end."""
    files = reference_files(knowledge(one), base)
    return {each.path.removeprefix(f"articles/{one.id}"): each.content.decode() for each in files}


def read_ris(text: str) -> dict[str, Any]:
    (entry,) = rispy.loads(text, skip_unknown_tags=False)
    return dict(entry)


def read_bibtex(text: str) -> dict[str, str]:
    """The fields of the one entry, as they stand in the file."""
    library = parse_string(text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {"kind": entry.entry_type, "key": entry.key, **{each.key: each.value for each in entry.fields}}


def set_in_type(text: str) -> str:
    """What TeX sets of a field; its circumflex over nothing is the character of the keyboard."""
    return str(LatexNodes2Text(keep_comments=True).latex_to_text(text)).replace("ˆ", "^")


@pytest.mark.parametrize(
    ("name", "apa", "chicago"),
    [
        (
            "2023-11-16-stdaily-platform-of-high-standard-opening-up",
            "Li Linxu. (2023, November 16). CIIE: A Platform of High-standard Opening up."
            " <em>Science and Technology Daily</em>. ",
            "Li Linxu. “CIIE: A Platform of High-standard Opening up.”"
            " <em>Science and Technology Daily</em>, November 16, 2023. ",
        ),
        (
            "2023-11-04-xinhua-adhere-to-opening-up",
            "Wang Yongqian, Zou Wei, Xie Xiyao, Pan Jie, &amp; Zhou Rui. (ca. 2023, November 4). ",
            "Wang Yongqian, Zou Wei, Xie Xiyao, Pan Jie, and Zhou Rui. Adhere to opening up",
        ),
        (
            "2023-11-07-shine-high-quality-opening-up-and-innovation",
            "China looks to innovation, high-quality opening-up and international cooperation &#91;our title&#93;."
            " (2023, November 7). <em>SHINE (inferred)</em>. ",
            "<em>SHINE (inferred)</em>. China looks to innovation, high-quality opening-up and international"
            " cooperation &#91;our title&#93;. November 7, 2023. ",
        ),
    ],
)
def test_three_articles_are_cited_as_the_styles_have_it(name: str, apa: str, chicago: str) -> None:
    """Authors as printed, date, title, outlet and address; what a source does not print is marked."""
    library = read_collection(FIVE, TODAY)
    (one,) = [each for each in library.records if each.id == name]
    cited = citation(one, library.vocabulary)

    assert cited.apa.startswith(apa)
    assert cited.chicago.startswith(chicago)
    assert str(cited.apa).endswith(str(one.url).replace("_", "&#95;"))


@pytest.mark.parametrize(
    ("changes", "apa", "chicago"),
    [
        ({"date": date("2023-11")}, "(2023, November).", " November 2023."),
        ({"date": date("2023")}, "(2023).", " 2023."),
        ({"title": "Who gains?"}, "Who gains? (2023", "</em>. “Who gains?” November"),
        ({"title": "The “big” expo"}, "The ‘big’ expo. (", "“The ‘big’ expo.” "),
        ({"title": "L'Oréal's 'day'"}, "L’Oréal’s 'day'. (2023", "L’Oréal’s"),
        ({"date_note": "estimated"}, "(ca. 2023, November 16).", " [November 16, 2023?]."),
        ({"authors": ("A", "B")}, "A, &amp; B. (2023", "A, and B. “"),
        ({"authors": ("Li J.",)}, "Li J. (2023", "Li J. “"),
        ({"title": "博览会闭幕", "title_en": "The expo closes", "language": "zh"},
         '<span lang="zh">博览会闭幕</span> &#91;The expo closes&#93;. (2023',
         '“<span lang="zh">博览会闭幕</span>” &#91;The expo closes&#93;. November'),
        ({"title": "博览会闭幕", "title_en": "[The expo closes]", "language": "zh"},
         "</span> &#91;The expo closes&#93;. (2023", "</span>” &#91;The expo closes&#93;. November"),
        ({"translation": Translation.MACHINE}, "expo &#91;machine translation&#93;. (", "Results of the"),
    ],
)  # fmt: skip
def test_text_of_a_citation(changes: dict[str, Any], apa: str, chicago: str) -> None:
    """Each part has its place; a title that ends in a mark gets no full stop, and only printed titles are quoted."""
    cited = citation(record(**changes), VOCABULARY)

    assert apa in cited.apa
    assert chicago in cited.chicago
    assert ("“" in cited.chicago) == ("translation" not in changes)


@pytest.mark.parametrize(
    ("number", "apa", "chicago"), [(10, True, True), (11, True, False), (20, True, False), (21, False, False)]
)
def test_many_authors(number: int, apa: bool, chicago: bool) -> None:
    """Up to twenty authors are all named by the one style, up to ten by the other."""
    cited = citation(record(authors=tuple(f"Author {n}" for n in range(number))), VOCABULARY)

    assert ("…" not in cited.apa, "…" not in cited.chicago) == (apa, chicago)
    assert f"Author {number - 1}" in cited.apa


@pytest.mark.parametrize(
    ("changes", "kind", "expected"),
    [
        ({}, OutletKind.PRESS, "article-newspaper"),
        ({}, OutletKind.WIRE, "article-newspaper"),
        ({}, OutletKind.TRADE, "article-magazine"),
        ({}, OutletKind.GOVERNMENT, "webpage"),
        ({"genre": Genre.PRESS_RELEASE}, OutletKind.PRESS, "webpage"),
    ],
)
def test_type_of_a_source(changes: dict[str, Any], kind: OutletKind, expected: str) -> None:
    """What a newspaper or an agency publishes is an article of a newspaper; a press release is none."""
    outlets = {"shine": replace(VOCABULARY.outlets["shine"], kind=kind)}

    assert csl_item(record(**changes), replace(VOCABULARY, outlets=outlets))["type"] == expected


@pytest.mark.parametrize(("text", "parts"), [("2023-11-16", [2023, 11, 16]), ("2023-11", [2023, 11]), ("2023", [2023])])
def test_date_is_as_close_as_it_is_known(text: str, parts: list[int]) -> None:
    """A month has no day, and a year no month, in any format."""
    files = files_of(record(date=date(text)))
    ris, bibtex = read_ris(files[".ris"]), read_bibtex(files[".bib"])

    assert json.loads(files[".json"])[0]["issued"] == {"date-parts": [parts]}
    assert [int(part) for part in ris["date"].strip("/").split("/")] == parts
    assert [int(bibtex[key]) for key in ("year", "month", "day") if key in bibtex] == parts


def test_estimated_date_is_about() -> None:
    """A date that the source does not print is marked as uncertain."""
    one = record(date_note="estimated: the day before the opening")

    assert csl_item(one, VOCABULARY)["issued"] == {"date-parts": [[2023, 11, 16]], "circa": True}


def test_reference_names_the_digest() -> None:
    """The source is what is cited; our page is named beside it, where the site's address is known."""
    files = files_of(record(url=URL))
    page = f"Digest: {BASE}articles/{record().id}/"

    assert read_ris(files[".ris"])["notes"] == [page]
    assert read_bibtex(files[".bib"])["note"] == page
    assert json.loads(files[".json"])[0]["note"] == page
    assert (read_ris(files[".ris"])["urls"], read_bibtex(files[".bib"])["url"]) == ([URL], URL)
    assert not any("Digest" in text for text in files_of(record(url=URL), "").values())


def test_page_of_an_article_leads_to_its_references() -> None:
    """The links of the page are the files beside it."""
    found = [each.address for each in citation(record(), VOCABULARY).files]

    assert found == [f"../{record().id}{suffix}" for suffix in files_of(record())]


def test_every_published_reference_is_read() -> None:
    """The references of five real records are read by the programs of others."""
    for each in reference_files(derive(read_collection(FIVE, TODAY)), BASE):
        text = each.content.decode()
        if each.path.endswith(".ris"):
            assert read_ris(text)["title"]
        elif each.path.endswith(".bib"):
            assert read_bibtex(text)["title"]


def folded(text: str) -> str:
    return " ".join(text.split())


@SELDOM
@given(marked_texts, marked_texts)
def test_hostile_text_comes_back_from_every_format(title: str, author: str) -> None:
    """Whatever a title and a name hold, each format has one entry that says the same."""
    title, author = folded(title) or "x", folded(author) or "x"
    files = files_of(record(title=title, authors=(author, "Li")))
    ris, bibtex, (item,) = read_ris(files[".ris"]), read_bibtex(files[".bib"]), json.loads(files[".json"])

    assert (item["title"], item["author"][0]["literal"]) == (title, author)
    assert (ris["title"], ris["authors"]) == (title, [author, "Li"])
    assert (bibtex["key"], folded(set_in_type(bibtex["title"]))) == (record().id, title)
    assert folded(set_in_type(bibtex["author"])) == f"{author} and Li"


@pytest.mark.parametrize(
    "text", ["ER  - ", "a\r\nER  - \r\nTY  - BOOK", "50% {of} \\end _x^2_ #1 $&~", "a }} @book{x,", "-- --- ?` `` ''"]
)
def test_text_that_a_format_reads_otherwise(text: str) -> None:
    """Ends of entries, commands, braces and signs of a format are plain text within a title or a name."""
    files = files_of(record(title=text, authors=(text,)))

    assert read_ris(files[".ris"])["title"] == folded(text)
    assert read_ris(files[".ris"])["authors"] == [folded(text)]
    assert folded(set_in_type(read_bibtex(files[".bib"])["title"])) == folded(text)


@given(marked_texts)
def test_hostile_title_is_escaped_on_the_page(text: str) -> None:
    """No sign of a title is markup in the text of a citation."""
    for cited in citation(record(title=text, authors=(text,)), VOCABULARY)[:2]:
        bare = str(cited).replace("<em>", "").replace("</em>", "")
        assert not set(bare) & set("<>*_`[]|\\")
