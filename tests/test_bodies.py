"""Bodies: their passages and their faults."""

from __future__ import annotations

import pytest

from ciie.reading import bodies


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("", []),
        ("One\ntwo.\n\nThree.", [("p1", "One two.", 5), ("p2", "Three.", 8)]),
        ("爱克米\n中国与\nAcme\n> 一百零\n五家", [("p1", "爱克米中国与 Acme", 5), ("p2", "一百零五家", 8)]),
        ("爱克米  \n中国", [("p1", "爱克米 中国", 5)]),
        ("爱克米&#10;中国", [("p1", "爱克米 中国", 5)]),
        ("## Head\n\nText", [("p1", "Head", 5), ("p2", "Text", 7)]),
        ("- one\n- two\n  - three", [("p1", "one", 5), ("p2", "two", 6), ("p3", "three", 7)]),
        ("- one\n\n- two", [("p1", "one", 5), ("p2", "two", 7)]),
        ("> said\n>\n> again", [("p1", "said", 5), ("p2", "again", 7)]),
        ("| a | b |\n| - | - |\n| c | d |", [("p1", "a b", 5), ("p2", "c d", 7)]),
        ("**bold** and [link](https://a.cn)", [("p1", "bold and link", 5)]),
        ("a <b>b</b> `c`", [("p1", "a <b>b</b> `c`", 5)]),
        ("![alt](https://a.cn/b.png)", [("p1", "alt", 5)]),
        ("[a](javascript:b)", [("p1", "[a](javascript:b)", 5)]),
        ("&amp; &#60; \\*", [("p1", "& < *", 5)]),
    ],
)
def test_passages(body: str, found: list[tuple[str, str, int]]) -> None:
    """Paragraphs, headings, items and rows are passages, with what a reader sees and the line they begin in."""
    assert [(p.anchor, p.text, p.line) for p in bodies.passages(body, 5)] == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Plain *text* with [a link](https://a.cn) & < 5", []),
        ("[mail](mailto:a@example.org)", []),
        ("a\n\n<b>b</b>", [(3, "raw-html")]),
        ("a <!-- b -->", [(1, "raw-html")]),
        ("</div>", [(1, "raw-html")]),
        ("![a](https://a.cn/b.png)", [(1, "image")]),
        ("[a](javascript:b)", [(1, "link-address")]),
        ("[a](b.md)\n\nc\n\n[d](//e.cn)", [(1, "link-address"), (5, "link-address")]),
        ("- <b>\n- [c](ftp://d)", [(1, "raw-html"), (2, "link-address")]),
        ("| a |\n| - |\n| <i> |", [(3, "raw-html")]),
        ("a\n[b](https://a.cn 'c')", [(2, "link-title")]),
        ('[a](https://a.cn (b)) [c](<https://a.cn> "d\\"")', [(1, "link-title"), (1, "link-title")]),
        ('[a](https://a.cn "b\\")', []),
        ("[a](https://a.cn/b_(c)) (d)", []),
        ('[a](https://a.cn "x&#10;&#10;&#91;b&#93;(nowhere.md)")', [(1, "link-title")]),
        ("a [b]\n\n[b]: https://a.cn", [(3, "link-address")]),
        ("[b]: a note", []),
        ("a&#x202e;b", [(1, "control-character")]),
        ("a &shy; b\n&ZeroWidthSpace;c &#8203;", [(1, "control-character"), *[(2, "control-character")] * 2]),
        ("a \\\\&shy;", [(1, "control-character")]),
        ("a \\&shy; b &amp;shy; c", []),
        ("- **a&#x2800;**\n- [&#12644;](https://a.cn)", [(1, "control-character"), (2, "control-character")]),
        ("| a | b |\n| - | - |\n| c |\n| d | e |\n| f | g | h |", [(5, "table-cells")]),
        ("> a | b\n> -- | --\n> c | d\n> e | f \\| g\n> h | i | j", [(5, "table-cells")]),
        ("- | a |\n  | - |\n  | b | c |\n\n| a |\n| - |\n| b | |", [(3, "table-cells"), (7, "table-cells")]),
    ],
)
def test_check(body: str, found: list[tuple[int, str]]) -> None:
    """HTML, images and links elsewhere than the web are named at the line of their block."""
    assert [(problem.line, problem.rule) for problem in bodies.check(body, 1)] == found


@pytest.mark.parametrize(
    ("mark", "depth", "rules"),
    [
        ("- ", 8, []),
        ("- ", 9, ["body-depth"]),
        ("- ", 50_000, ["body-depth"]),
        ("> ", 50_000, ["body-depth"]),
    ],
)
def test_check_at_the_deepest_level(mark: str, depth: int, rules: list[str]) -> None:
    """Eight levels of lists are allowed, a ninth is one fault, and so are fifty thousand."""
    assert [problem.rule for problem in bodies.check(mark * depth + "a", 1)] == rules


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("a" * 131_072, []),
        ("a" * 131_073, ["131,073 bytes; 131,072 are allowed"]),
        ("中" * 43_691, ["131,073 bytes; 131,072 are allowed"]),
        ("\n" * 10_000, []),
        ("\n" * 10_001, ["10,001 lines; 10,000 are allowed"]),
        ("[" * 20_000, []),
        ("[" * 20_001, ["20,001 of the characters that Markdown reads, such as * and [; 20,000 are allowed"]),
        ("*\n" * 70_000, ["140,000 bytes", "70,000 lines", "70,000 of the characters"]),
    ],
)
def test_size_of_a_body(body: str, told: list[str]) -> None:
    """No text is longer than the parser is done with in a second; one that is says in what."""
    found = bodies.check_size(body, 9)

    assert [problem.line for problem in found] == [9] * len(told)
    assert all(words in problem.message for problem, words in zip(found, told, strict=True))


@pytest.mark.parametrize(("depth", "rules"), [(8, []), (9, ["body-depth"]), (20_000, ["body-depth"])])
def test_check_of_nested_emphasis(depth: int, rules: list[str]) -> None:
    """Emphasis within emphasis has the same bound, a link in it not counted."""
    body = f"a\n\n{'**' * depth}b [c](https://a.cn){'**' * depth}"

    assert [(problem.rule, problem.line) for problem in bodies.check(body, 1)] == [(rule, 3) for rule in rules]


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://a.cn/b", True),
        ("HTTP://a.cn", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,a", False),
        ("file:///etc/passwd", False),
        ("//a.cn", False),
        ("https:a", False),
        ("http://[::1", False),
        ("https://a.cn:8080/b", True),
        ("https://a.cn@evil.example/", False),
        ("https://a.cn\\@evil.example/", False),
        ("https://xinhu\u0430net.com/", False),
        ("https://a.cn%2eevil.example/", False),
        ("a.md", False),
        ("#p1", False),
        ("", False),
    ],
)
def test_is_allowed_link(address: str, allowed: bool) -> None:
    """A link leads to a full address of the web or a mailbox."""
    assert bodies.is_allowed_link(address) is allowed
