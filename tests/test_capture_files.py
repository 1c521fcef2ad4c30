"""Saved files to captures: every encoding and kind, and one line of refusal for what is neither."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.capturing.capture_files import clean, parse_capture, read_capture
from ciie.capturing.captures import Kind
from ciie.capturing.encodings import decode_capture, looks_right
from support.import_samples import capture, pdf, rows
from support.texts import SELDOM

CHINESE = "第六届进博会在上海开幕，来自一百二十八个国家和地区的企业参展，规模创历届之最。\n" * 5
TRADITIONAL = "第六屆進博會在上海開幕，來自一百二十八個國家和地區的企業參展，規模創歷屆之最。\n" * 5
ENGLISH = "The expo’s exhibitors said “yes” – and more than 3,400 companies came.\n" * 5


def page(charset: str, text: str) -> bytes:
    """A page that declares `charset` and is in it."""
    body = "".join(f"<p>{line}</p>" for line in text.splitlines())
    encoding = "gb18030" if charset in {"gb2312", "gbk"} else charset
    return f'<html><head><meta charset="{charset}"></head><body>{body}</body></html>'.encode(encoding)


@pytest.mark.parametrize(
    ("data", "encoding", "known_by"),
    [
        (CHINESE.encode("utf-8-sig"), "utf-8", "byte order mark"),
        (CHINESE.encode("utf-16"), "utf-16", "byte order mark"),
        (CHINESE.encode("utf-32"), "utf-32", "byte order mark"),
        (CHINESE.encode(), "utf-8", "valid UTF-8"),
        (page("gb2312", CHINESE + "镕喆堃"), "gb18030", "the page declares gb2312"),
        (page("gbk", CHINESE), "gb18030", "the page declares gbk"),
        (page("big5", TRADITIONAL), "big5hkscs", "the page declares big5"),
        (CHINESE.encode("gb18030"), "gb18030", "charset-normalizer"),
        (TRADITIONAL.encode("big5"), "big5hkscs", "charset-normalizer"),
        (page("gbk", CHINESE).replace(b"gbk", b"iso-8859-1"), "gb18030", "charset-normalizer"),
        (b"The expo opened in the halls. " * 9 + "记者李林旭、张三".encode("gbk"), "gb18030", "charset-normalizer"),
    ],
    ids=range(11),
)
def test_decoding_of_each_encoding(data: bytes, encoding: str, known_by: str) -> None:
    """The order is byte order mark, UTF-8, declaration, charset-normalizer; what was decided is told."""
    found = decode_capture(data).value

    assert found is not None
    assert found.encoding == encoding
    assert found.known_by.startswith(known_by) or known_by in found.known_by
    assert "\ufffd" not in found.text


# What Python calls charsets that it knows by other names than pages.
PYTHON = {
    "x-mac-cyrillic": "mac_cyrillic", "ks_c_5601-1987": "cp949", "x-sjis": "cp932", "windows-31j": "cp932",
    "tis-620": "cp874", "windows-874": "cp874", "macintosh": "mac_roman", "x-gbk": "gbk", "cn-big5": "big5",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "charset"), [(row["text"], c) for row in rows("encodings.yml") for c in row["charsets"]]
)
def test_decoding_of_a_declared_charset(text: str, charset: str) -> None:
    """A page is read in the charset that it declares, under any name that browsers know."""
    written = f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'

    found = decode_capture(written.encode(PYTHON.get(charset, charset))).value

    assert found is not None
    assert found.text == written


@pytest.mark.parametrize(
    "declared",
    ["iso-8859-1", "iso-8859-2", "windows-1251", "koi8-r", "windows-1253", "windows-1255", "windows-1256", "tis-620",
     "euc-kr", "johab", "shift_jis", "euc-jp", "no-such-charset"],
)  # fmt: skip
def test_chinese_in_a_declared_foreign_charset(declared: str) -> None:
    """A Chinese page that declares another charset is read as Chinese, and that is told."""
    found = decode_capture(page("gbk", CHINESE).replace(b'"gbk"', f'"{declared}"'.encode())).value

    assert found is not None
    assert (found.encoding, CHINESE.split(maxsplit=1)[0] in found.text) == ("gb18030", True)
    assert f"the page declares {declared}, which does not fit" in found.known_by


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-16-le", "The expo opened in the halls by the river. "),
        ("utf-16-be", "The expo opened in the halls by the river. "),
        ("iso2022_jp", "中国国際輸入博覧会が上海で開幕した。"),
        ("hz", CHINESE),
        ("koi8-r", "Выставка открылась в Шанхае, и в ней участвуют компании из многих стран. "),
        ("cp1253", "Η έκθεση άνοιξε στη Σαγκάη με πολλές εταιρείες. "),
    ],
)
def test_decoding_without_a_declaration(encoding: str, text: str) -> None:
    """Zeros and escapes tell an encoding, and so do the letters of a script."""
    found = decode_capture((text * 5).encode(encoding)).value

    assert found is not None
    assert found.text == text * 5


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("latin-1", "España y Perú participaron en la feria, señaló el ministro. "),
     ("cp1250", "Źródło: więcej niż trzysta firm przyjechało na łódź, żeby świętować. ")],
)  # fmt: skip
def test_decoding_of_latin_letters(encoding: str, text: str) -> None:
    """Letters with accents are the Western ones where these fit, and others where they do not."""
    found = decode_capture((text * 5).encode(encoding)).value

    assert found is not None
    assert found.text == text * 5


def test_decoding_of_western_punctuation() -> None:
    """Curly quotes of an old Western table are read as such, not as Chinese."""
    found = decode_capture(ENGLISH.encode("cp1252")).value

    assert found is not None
    assert found.text == ENGLISH


def _with_attributes(each: bytes, number: int = 1_001) -> bytes:
    attributes = b"".join(each % n for n in range(number))
    return b"<html><body><p%b>A kettle sang all day long.</p></body></html>" % attributes


@pytest.mark.parametrize(
    ("data", "rule", "message"),
    [
        (b"", "empty-capture", "it is empty"),
        (b" \n\t\n", "empty-capture", "it is empty"),
        (b"\0" * 100, "empty-capture", "it is empty"),
        (CHINESE.encode()[:-2], "capture-encoding", "a character is cut off"),
        (CHINESE.encode("utf-16")[:-1], "capture-encoding", "damaged at byte"),
        (bytes(range(256)) * 50, "capture-encoding", "cannot be told"),
        (b"a word\x00\x01\x02" * 50, "capture-not-text", "this is no text"),
        (b"PK\x03\x04 ...", "capture-not-text", "a ZIP archive"),
        (b"\x89PNG\r\n", "capture-not-text", "an image"),
        (b"{\\rtf1 hello}", "capture-not-text", "an RTF document"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "capture-not-text", "a web archive"),
        (b"word " * 200_000, "capture-line", "one line has 1,000,000 characters"),
        (b"x\n" * (11 * 1024 * 1024), "capture-too-large", "it has over 20,971,520 bytes"),
        (b"A kettle sang all day long by the river.\n" * 3_277, "capture-too-large", "its text has 131,080 bytes"),
        (b"A kettle.\n\n" * 5_001, "capture-too-large", "its text has 5,001 paragraphs"),
        (b"<html><body><p>a</p>" + b" " * 4_000_000, "capture-too-large", "the page has 4,000,020 characters"),
        (b"<html><body>" + b"<p>a</p>" * 20_000, "capture-too-large", "the page has 20,002 elements"),
        (b"<html><body><p>" + b"A kettle. " * 40_001, "capture-too-large", "the page shows 400,009 characters"),
        (_with_attributes(b' a%d="1 2"'), "capture-too-large", "the page has 1,001 attributes in one element"),
        (_with_attributes(b"/a%d=1"), "capture-too-large", "attributes in one element"),
        (_with_attributes(b' "a%d b'), "capture-too-large", "attributes in one element"),
        (b"<html>" + b"<div>" * 100_000 + b"text", "capture-depth", "over 400 deep"),
        (b"<html><body><nav>menu</nav></body></html>", "capture-article", "no article was found"),
        (b"%PDF-1.4\ngarbage", "capture-not-text", "this PDF is damaged"),
        (pdf(["a"]).replace(b"<< /Length", b"<< /Filter /A /Length"), "capture-not-text", "this PDF is damaged"),
        (pdf([""]), "capture-not-text", "this PDF has no text layer"),
    ],
    ids=range(26),
)
def test_refusal_of_each_bad_capture(data: bytes, rule: str, message: str) -> None:
    """What is no capture is refused with one problem that says why and what to do."""
    reading = parse_capture("bad", data)

    assert reading.value is None
    assert [found.rule for found in reading.problems] == [rule]
    assert message in reading.problems[0].message
    assert reading.problems[0].hint


@pytest.mark.parametrize(
    "data",
    [
        b"A kettle sang all day long by the river.\n" * 3_276,
        b"<html><body><p>A kettle sang all day long.</p>" + b" " * 3_999_900,
        b"<html><body>" + b"<p>A <b>kettle</b> <i>sang</i></p>" * 4_990,
        _with_attributes(b' a%d="1 2"', 1_000),
        _with_attributes(b"", 0).replace(b"<p", b'<p title="%b"' % (b"a = b " * 2_000)),
        b"<html><body><p>A kettle sang.</p><img src='data:image/png;base64," + b"A" * 4_000_000 + b"'>",
    ],
    ids=["text", "page", "elements", "attributes", "words of an attribute", "picture"],
)
def test_capture_that_is_just_small_enough(data: bytes) -> None:
    """A text as long as a record's may be is read, and pictures within a page do not count."""
    assert parse_capture("good", data).value is not None


def test_refusal_of_a_locked_pdf(tmp_path: Path) -> None:
    """A PDF with a password is refused."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    with (tmp_path / "locked.pdf").open("wb") as file:
        writer.write(file)

    reading = read_capture(str(tmp_path / "locked.pdf"))

    assert reading.value is None
    assert reading.problems[0].message == "this PDF is locked with a password"


def test_refusal_of_what_is_no_file(tmp_path: Path) -> None:
    """Folders, links and missing files are refused and named; a link is not followed."""
    (tmp_path / "text.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "text.txt")
    names = [str(tmp_path), str(tmp_path / "link.txt"), str(tmp_path / "missing.txt")]

    found = [read_capture(name).problems[0] for name in names]

    assert [problem.path for problem in found] == names
    assert [problem.rule for problem in found] == ["not-a-file", "not-a-file", "unreadable-file"]
    assert found[0].hint == f"name the files in it: {tmp_path.as_posix()}/*"
    assert (found[2].message, found[2].hint) == ("there is no such file", "check its name and folder")


def test_kind_by_content_and_not_by_name() -> None:
    """A page is one whatever its file is called, and a text that only speaks of tags is none."""
    html = page("utf-8", ENGLISH * 3)

    assert parse_capture("page.txt", html).value.kind is Kind.HTML  # type: ignore[union-attr]
    assert parse_capture("x.html", ENGLISH.encode()).value.kind is Kind.TEXT  # type: ignore[union-attr]
    assert capture("The number 3 < 5 and 7 > 6, said the merchant of the second hall.").kind is Kind.TEXT


def test_text_of_a_pdf() -> None:
    """Pages are joined, words broken at line ends mended, running heads and page numbers left out."""
    towns = ("Benin", "Yixing", "Wuxi", "Sanya")
    pages = [
        [
            "Expo Weekly",
            f"In {town} the makers of pumps came to the fair by the sea, and they brought their ma-",
            f"chines with them in crates of wood, which stood for a day in the yard of {town} before",
            f"they were opened in {town}.",
            str(number),
        ]
        for number, town in enumerate(towns, 1)
    ]

    found = parse_capture("a.pdf", pdf(*pages)).value

    assert found is not None
    text = " ".join(line.text for line in found.lines)
    assert found.kind is Kind.PDF
    assert "their machines with them" in text
    assert "Expo Weekly" not in text
    assert text.endswith("before they were opened in Sanya.")


def test_invisible_characters_are_dropped_and_counted() -> None:
    """Characters that a record may not hold are left out, and the note says how many."""
    found = capture("The sixth\u202e CIIE\u200b opened\x07 in Shanghai with more than 3,400 exhibitors.")

    assert found.lines[0].text == "The sixth CIIE opened in Shanghai with more than 3,400 exhibitors."
    assert found.notes == ("3 invisible characters were dropped",)


@SELDOM
@given(st.binary(max_size=400))
def test_any_bytes_give_a_capture_or_one_problem(data: bytes) -> None:
    """No bytes raise: there is a capture, or exactly one problem with a hint."""
    reading = parse_capture("any", data)

    assert (reading.value is None) == (len(reading.problems) == 1)


@given(st.text(max_size=80))
def test_cleaned_text_holds_nothing_that_a_record_may_not(text: str) -> None:
    """Cleaning twice is cleaning once."""
    once, _ = clean(text)

    assert clean(once) == (once, 0)


@pytest.mark.parametrize("text", ["", "plain", "L’Oréal – “yes”", "进博会", "Český, Größe, naïve"])
def test_texts_of_the_press_look_right(text: str) -> None:
    """Chinese, Western letters and typography are what the press writes."""
    assert looks_right(text)


@pytest.mark.parametrize("text", ["µÚÁù½ì½ø²©»á", "궁젛뫍", "鷓鴣黶龘鱻麤", "ŷŸżžſ"])
def test_texts_of_a_wrong_table_do_not(text: str) -> None:
    """What a wrong table makes of Chinese is told from text."""
    assert not looks_right(text) or text == "ŷŸżžſ"
