"""PDFs as browsers print them: lines joined by where they stand, headlines, and the print's own head and foot."""

from __future__ import annotations

import io

import pypdf
import pytest

from ciie.capturing.captures import Hint
from ciie.capturing.pdf_pages import PdfText, parse_pdf
from support.import_samples import placed_pdf

HEAD = [(8, 24, 770, "11/10/24, 9:15 AM"), (8, 250, 770, "Kettles at the fair | Muster Daily")]
FOOT = [(8, 24, 17, "https://www.example.org/2024/11/10/kettles"), (8, 580, 17, "1/2")]
HEADLINE = [(21, 66, 716, "Kettles at the fair of imports draw"), (21, 66, 691, "makers of many towns to the river")]
TEXT = [
    (12, 66, 640, "The makers of kettles met in the hall by the river on the second day, and 3,400"),
    (12, 66, 626, "companies came to see them with their pumps and lamps, which were of an ef-"),
    (12, 66, 612, "ficient kind."),
    (12, 66, 586, "A choir from the town sang below the roof until it was dark, and none of them"),
    (12, 66, 572, "went home."),
]


def parsed(*pages: list[tuple[int, int, int, str]]) -> PdfText:
    """What a PDF of these pages says."""
    reading = parse_pdf(placed_pdf(*pages))
    assert reading.value is not None, reading.problems
    return reading.value


def test_lines_of_a_paragraph() -> None:
    """Lines that lie closely are one paragraph; a word cut at a line's end is whole, a number keeps its noun."""
    texts = [line.text for line in parsed(TEXT).lines]

    assert len(texts) == 2
    assert "3,400 companies" in texts[0]
    assert "of an efficient kind." in texts[0]
    assert texts[1].endswith("none of them went home.")


def test_headline_of_several_lines() -> None:
    """The largest letters are the headline, however many lines it takes; smaller ones head what follows."""
    heading = [(15, 66, 540, "Pumps from the hills"), (12, 66, 510, "The pumps were carried to the ship.")]

    lines = parsed([*HEADLINE, *TEXT, *heading]).lines

    assert lines[0].text == "Kettles at the fair of imports draw makers of many towns to the river"
    assert [line.hint for line in lines] == [Hint.TITLE, Hint.NONE, Hint.NONE, Hint.HEADING, Hint.NONE]


def test_head_and_foot_of_a_print() -> None:
    """The day of printing, the title, the address and the page's number are no text; title and address are kept."""
    found = parsed([*HEADLINE, *TEXT, *HEAD, *FOOT])

    assert [line.text[:7] for line in found.lines] == ["Kettles", "The mak", "A choir"]
    assert found.metadata.addresses == (("https://www.example.org/2024/11/10/kettles", "foot of the print"),)
    assert found.metadata.titles == (("Kettles at the fair | Muster Daily", "head of the print"),)
    assert found.metadata.dates == ()


def test_paragraph_over_the_end_of_a_page() -> None:
    """A sentence goes on over the end of a page and its foot, a whole one does not."""
    second = [(12, 66, 720, "that year, the makers said."), (12, 66, 694, "They sang again.")]

    going_on = parsed([*TEXT[:4], *FOOT], second)
    whole = parsed([*TEXT, *FOOT], second)

    assert [line.text[-16:] for line in going_on.lines[1:]] == ["the makers said.", "They sang again."]
    assert len(whole.lines) == 4


@pytest.mark.parametrize(("password", "is_read"), [("", True), ("secret", False)])
def test_locked_file(password: str, is_read: bool) -> None:
    """A PDF that is locked against changes only is read, one with a password is not."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(placed_pdf(TEXT)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)

    reading = parse_pdf(file.getvalue())

    assert (reading.value is not None) == is_read


def test_pages_behind_the_first_two_hundred_are_left_out() -> None:
    """No article has so many, and each costs time."""
    reading = parse_pdf(
        placed_pdf(
            *[[(72, 700, 12, f"{number} kettles sang " + "and sang " * (number % 9 + 3))] for number in range(1, 202)]
        )
    )

    assert reading.value is not None
    shown = " ".join(line.text for line in reading.value.lines)
    assert "200 kettles" in shown
    assert "201 kettles" not in shown
