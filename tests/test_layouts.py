"""Lines of captures: what each line of a page is taken for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.capturing.captures import BODY, PieceKind
from ciie.capturing.layouts import lay_out
from ciie.capturing.wrapping import text_lines
from support.import_samples import OTHER, PARAGRAPH, THIRD, layout
from support.texts import SELDOM, plain_texts


def test_rest_of_the_date_line_is_the_headline() -> None:
    """What follows the date in the first line is the headline, without quotation marks around all of it."""
    found = layout(f" date 2023-11-08 “Kettles of the World”\n\n{PARAGRAPH}\n")

    assert found.title is not None
    assert found.title.text == "Kettles of the World"
    assert [piece.text for piece in found.of(PieceKind.STAMP)] == ["date 2023-11-08"]


def test_sentence_on_the_date_line_is_no_headline() -> None:
    """A whole sentence there is the standfirst; it is cut where the article says it again."""
    again = PARAGRAPH.replace("all of them", "each of them")
    found = layout(f" date 2023-11-08 {PARAGRAPH}\n\n{OTHER}\n\n{again}\n")

    assert found.title is None
    assert [piece.text for piece in found.of(PieceKind.STANDFIRST)] == [PARAGRAPH]
    assert found.paragraphs == (OTHER, again)


def test_sentence_on_the_date_line_that_stands_once_is_kept() -> None:
    """A first sentence that nothing repeats is the first paragraph."""
    assert layout(f" date 2023-11-08 {PARAGRAPH}\n\n{OTHER}\n").paragraphs == (PARAGRAPH, OTHER)


def test_caption_on_the_date_line_is_no_headline() -> None:
    """A picture's caption where the headline would stand is a caption."""
    found = layout(f" date 2018-11-04 A mascot welcomes visitors in the hall. Photo: Agency\n\n{PARAGRAPH}\n")

    assert found.title is None
    assert [piece.kind for piece in found.pieces] == [PieceKind.STAMP, PieceKind.CAPTION, PieceKind.PARAGRAPH]


@pytest.mark.parametrize(
    "head",
    [
        "Kettles of the world meet again\n\nBy Han Meimei | 2023-11-06 10:00",
        "News\nKettles of the world meet again\n2023-11-06 10:00",
        "Home > News > Expo\n\nKettles of the world meet again\n\nKettles of the world meet again",
        "2023-11-06 10:00\n\nKettles of the world meet again",
        "Menu\nLogin\nSports\nWeather\nKettles of the world meet again",
        "Kettles of the world meet again Source: Xinhua 2023-11-06",
        "Kettles of the world meet again\nShare\nPrint",
    ],
    ids=range(7),
)
def test_headline_among_the_lines_above_an_article(head: str) -> None:
    """The headline is found beside imprints, menus, breadcrumbs and buttons."""
    found = layout(f"{head}\n\n{PARAGRAPH}\n\n{OTHER}\n")

    assert found.title is not None
    assert found.title.text == "Kettles of the world meet again"
    assert found.paragraphs == (PARAGRAPH, OTHER)


def test_headline_of_two_words_above_an_imprint() -> None:
    """A short headline counts where nothing longer stands above the imprint."""
    found = layout(f"Expo revival\nEditorial · 2023-11-13\n\n{PARAGRAPH}\n")

    assert found.title is not None
    assert found.title.text == "Expo revival"


@pytest.mark.parametrize(
    "tail",
    [
        "Top News\n\nA lighthouse was lit again on June 2.",
        "Tags: kettles pumps\n\nPREV A ship\nNEXT A train",
        "相关阅读\n\n另一篇文章的标题在这里",
        "Copyright © 2023. All rights reserved.",
        "Sorry, we are not currently accepting comments on this article.",
        "About Muster Kettles\n\nMuster Kettles makes kettles in 14 countries.",
    ],
    ids=range(6),
)
def test_what_follows_the_article_is_cut(tail: str) -> None:
    """Furniture below an article is cut with all that follows it, and none of it is lost."""
    found = layout(f"{PARAGRAPH}\n\n{OTHER}\n\n{THIRD}\n\n{tail}\n")

    assert found.paragraphs == (PARAGRAPH, OTHER, THIRD)
    assert [piece.text for piece in found.of(PieceKind.CUT)] == [line for line in tail.split("\n") if line]
    assert all(piece.rule for piece in found.of(PieceKind.CUT))


def test_marker_near_the_top_cuts_nothing_below_it() -> None:
    """A word such as "More" above most of the text does not end the article."""
    assert (
        layout(f"{PARAGRAPH}\n\nMore\n\n{OTHER}\n\n{THIRD}\n\n{PARAGRAPH[:-1]} twice.\n")
        .paragraphs[-1]
        .endswith("twice.")
    )


def test_credits_below_the_article() -> None:
    """Names of those who made the article are credits, not text."""
    found = layout(
        f"{PARAGRAPH}\n\n{OTHER}\n\n{THIRD}\n\n{PARAGRAPH[:-1]} "
        f"again.\n\nText reporters: Han Meimei, Li Lei\n\n（责编：韩某、李某）\n"
    )

    assert [piece.text for piece in found.of(PieceKind.CREDIT)] == [
        "Text reporters: Han Meimei, Li Lei",
        "（责编：韩某、李某）",
    ]


def test_captions_between_paragraphs() -> None:
    """Captions are told from paragraphs by credit, glued or in brackets, and stand once."""
    caption = "A robot pours tea in hall two. [Photo/Agencies]"
    glued = "Customers at a counter in the town.Photo by Xinhua News Agency reporter Han Meimei"
    found = layout(f"{PARAGRAPH}\n\n{caption} {caption}\n\n{OTHER}\n\n{glued}\n\n{caption}\n\n{THIRD}\n")

    assert [piece.text for piece in found.of(PieceKind.CAPTION)] == [caption, glued]
    assert [piece.rule for piece in found.of(PieceKind.CUT)] == ["caption again"]


def test_subheads_between_paragraphs() -> None:
    """Short lines without a full stop and lines that end in a dash are subheads, the latter one level down."""
    found = layout(f"{PARAGRAPH}\n\n  A choir and its song\n\n{OTHER}\n\nFirst the pumps——\n\n{THIRD}\n")

    assert [(piece.text, piece.level) for piece in found.of(PieceKind.SUBHEAD)] == [
        ("A choir and its song", 2),
        ("First the pumps", 3),
    ]


def test_questions_and_answers_are_text() -> None:
    """Rounds of questions are no subheads."""
    found = layout(f"{PARAGRAPH}\n\nQ1: What do you pack?\n\nA1: Tape, and then more tape, said the maker of pumps.\n")

    assert len(found.paragraphs) == 3


def test_damage_is_mended_and_told() -> None:
    """Quotation marks within words, readings behind characters and remains of tags are set right and counted."""
    found = layout(
        "The city‘s halls are full of kettles, and the makers‘ choir sings all day below the roof.\n\n"
        '進(jìn)博會(huì)開(kāi)幕，參展商來自各國(guó)，現(xiàn)場(chǎng)十分熱鬧。\n\nclass="ad" target="_blank">\n'
    )

    assert found.paragraphs[0].startswith("The city’s halls")
    assert found.paragraphs[1] == "進博會開幕，參展商來自各國，現場十分熱鬧。"
    assert found.mended == (
        "replaced opening quotes inside words with apostrophes (1)",
        "removed pieces of HTML from the text (2)",
        "removed readings in Latin letters after Chinese characters (6)",
    )


def test_abbreviations_are_no_readings() -> None:
    """Abbreviations in brackets behind Chinese characters stay, however many there are."""
    text = "博覧会(CIIE)と協定(CPTPP)と組織(WTO)と会議(APEC)が開かれた。"

    assert layout(f"{text}\n\n{PARAGRAPH}\n").paragraphs[0] == text


@SELDOM
@given(
    st.lists(st.one_of(plain_texts, st.sampled_from([PARAGRAPH, "Top News", "By A B", "Share", "date 2023-11-08 x"])))
)
def test_every_line_is_in_one_piece(lines: list[str]) -> None:
    """Whatever the lines, each is in exactly one piece, and what is cut names its rule."""
    read = text_lines("\n\n".join(lines))

    found = lay_out(read)

    assert {piece.line for piece in found.pieces} <= {line.number for line in read}
    assert all(piece.rule for piece in found.pieces if piece.kind not in BODY)


def test_layout_of_no_lines() -> None:
    """A capture without lines has an empty layout."""
    assert lay_out(()).pieces == ()
