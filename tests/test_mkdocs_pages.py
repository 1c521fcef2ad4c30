"""Pages that MkDocs renders: our Markdown, filled into a shell that is the theme's own."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from jinja2 import pass_context
from jinja2.runtime import Context

from ciie import theme
from ciie.mkdocs_pages import ATTRIBUTES, SCHEMES, SOUGHT_IDS, TAGS
from ciie.pipeline import read_collection
from ciie.site import build
from support.project import PROJECT
from support.rendering import Outline, ours, page
from support.texts import SELDOM, markdown_texts

HERE = Path(__file__).parent
TODAY = dt.date(2026, 11, 21)


@pytest.mark.site
@pytest.mark.parametrize("collection", ["small", "hostile"])
def test_page_in_a_shell_is_the_page_that_the_theme_makes(
    collection: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever titles, summaries and names hold, each page equals the one rendered whole, blanks apart."""
    filled = theme.Shells.render
    pairs = []

    def both(self: theme.Shells, context: Context) -> str:
        made = filled(self, context)
        pairs.append((made, self.env.get_template("main.html").render(context.get_all())))
        return made

    monkeypatch.setattr(theme.Shells, "render", pass_context(both))
    build(read_collection(HERE / collection, TODAY), PROJECT / "docs", tmp_path / "site")

    assert len(pairs) > 5
    assert [made for made, whole in pairs if folded(made) != folded(whole)] == []


def folded(page: str) -> str:
    return re.sub(r">\s+<", "><", page)


def anchors(html: str) -> list[str]:
    """The ids in a piece of HTML, in order."""
    return [value for _, name, value in Outline(html).attributes if name == "id"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One *two*\nthree", "<p>One <em>two</em>\nthree</p>\n"),
        ("| a |\n| --- |\n| b |", "<th>a</th>"),
        ("3. a", '<ol start="3">'),
        ('<div class="chips" markdown="1">\n\na\n\n</div>', '<div class="chips">\n<p>a</p>\n</div>'),
        ('<span lang="zh-Hans">进博会</span>', '<p><span lang="zh-Hans">进博会</span></p>'),
        ('[a](https://a.cn "b")', '<a href="https://a.cn">a</a>'),
        ("[a](https://a.cn/?b&amp;lt;c)", '<a href="https://a.cn/?b&amp;lt;c">a</a>'),
        (
            '<div class="digest">\n<p id="p1">a\n*b*</p>\n</div>\n\n*c*',
            '<p id="p1">a\n*b*</p>\n</div>\n<p><em>c</em></p>',
        ),
    ],
)
def test_render(text: str, html: str) -> None:
    """CommonMark with tables, and the few tags that our own pages use, become HTML."""
    assert html in ours(text)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("<script>alert(1)</script>", "alert"),
        ('<div onclick="a()">b</div>', "onclick"),
        ('<a href="javascript:a()">b</a>', "javascript"),
        ('<span style="position:fixed">a</span>', "position"),
        ("<img src=x onerror=a()>", "img"),
        ("<iframe src='https://a.cn'></iframe>", "iframe"),
        ('<p data-md-component="a">b</p>', "data-"),
        ("<svg><style>a</style></svg>", "svg"),
        ("<div id=__config>a</div>", "config"),
        ("<div id=search-page>a</div>", "search"),
    ],
)
def test_render_lets_only_listed_html_through(text: str, gone: str) -> None:
    """HTML that is not on the list does not come out, should it ever get in."""
    assert gone not in ours(text)


@SELDOM
@given(markdown_texts)
@example('<div class="digest">\n\n# a\n\n</div>\n\n# a\n\n# a')
def test_render_of_any_text(text: str) -> None:
    """Whatever stands on a page, only listed tags, attributes and addresses come out, and no id twice."""
    html = ours(text)
    seen = Outline(html)

    assert set(seen.tags) <= TAGS
    assert all(name in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) for tag, name, _ in seen.attributes)
    assert all(":" not in address or address.partition(":")[0].lower() in SCHEMES for address in seen.addresses)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("# One two\n\n## One, two!\n\n## 进博会\n\n## ?", ["one-two", "one-two-2", "进博会", "section"]),
        ('# P1\n\n<div class="digest">\n<p id="p1">a</p>\n</div>\n\n## P1', ["p1-2", "p1", "p1-3"]),
        ("a\n\n- b", []),
        ("# __config\n\n# Search page\n\n# \\_\\_drawer\\_", ["config", "search-page-2", "drawer"]),
    ],
)
def test_anchors(text: str, ids: list[str]) -> None:
    """Headings bear their words as anchors, passages of a digest their numbers, and no two the same."""
    assert anchors(ours(text)) == ids


def test_contents() -> None:
    """The headings of a page are its table of contents, the lower ones within the higher."""
    digest = '<div class="digest">\n<h2 id="p1">E <em>e</em></h2>\n</div>'
    made = page(f"---\ntitle: a\n---\n# A\n\n## B &lt;b>\n\n### C\n\n## D *d*\n\n{digest}\n")

    (top,) = made.toc.items
    assert (top.title, top.id, top.level) == ("A", "a", 1)
    assert [(item.title, item.level) for item in top.children] == [("B &lt;b&gt;", 2), ("D d", 2), ("E e", 2)]
    assert [item.title for item in top.children[0].children] == ["C"]


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../topics/deals.md", "../../topics/deals/"),
        ("../topics/deals.md#a", "../../topics/deals/#a"),
        ("b.md", "../b/"),
        ("#p1", "#p1"),
        ("https://a.cn/b.md", "https://a.cn/b.md"),
    ],
)
def test_link_between_pages(link: str, address: str) -> None:
    """A link to the file of a page leads to the page's address; others stay."""
    made = page(f"---\ntitle: a\n---\n[a]({link})\n", "articles/a.md", ("topics/deals.md", "articles/b.md"))

    assert Outline(made.content or "").addresses == [address]


@pytest.mark.parametrize(
    ("front", "repository", "address"),
    [
        ("record: 2023/a.md\n", "https://a.cn/b/", "https://a.cn/b/edit/main/articles/2023/a.md"),
        ("record: 2023/a.md\n", "", None),
        (
            "record: '2023 <img src=x onerror=\"a()\">/a.md'\n",
            "https://a.cn/b",
            "https://a.cn/b/edit/main/articles/2023%20%3Cimg%20src%3Dx%20onerror%3D%22a%28%29%22%3E/a.md",
        ),
        ("", "https://a.cn/b", None),
    ],
)
def test_edit_link(front: str, repository: str, address: str | None) -> None:
    """A record's page leads to the record for editing, where the repository is known; no other page does."""
    made = page(f"---\ntitle: a\n{front}---\n", repository=repository)

    assert made.edit_url == address


def test_link_to_a_page_that_is_not_there() -> None:
    """A link that leads nowhere stops the build and names both ends."""
    with pytest.raises(LookupError, match=r"articles/a\.md links to b\.md, which is not there"):
        page("---\ntitle: a\n---\n[a](b.md)\n", "articles/a.md")


@pytest.mark.parametrize("end", ["", " ---", "---"])
def test_front_matter_of_a_page(end: str) -> None:
    """Front matter ends at a line of hyphens, not at hyphens within a value."""
    made = page(f"---\n# mark\ntitle: Results{end}\ntags: [a]\n---\n\n---\n\nText\n")

    assert made.meta == {"title": f"Results{end}", "tags": ["a"]}
    assert made.title == f"Results{end}"
    assert Outline(made.content or "").tags == ["hr", "p"]


def test_picture_of_the_site() -> None:
    """A picture that is a file of the site is shown, with its alternative, at its address from the page."""
    made = page("---\ntitle: A\n---\n\n![A *chart*](../figures/a/b.svg)\n", "articles/a.md", ("figures/a/b.svg",))

    assert '<img src="../../figures/a/b.svg" alt="A chart">' in (made.content or "")


@pytest.mark.parametrize(
    "text", ["![a](https://a.cn/b.svg)", '<img src="https://a.cn/b.svg">', '<img alt="a > b" src="b.svg">']
)
def test_picture_from_elsewhere(text: str) -> None:
    """A picture of another host, or one in HTML that is not written as ours is, is not shown."""
    made = page(f"---\ntitle: A\n---\n\na {text}\n", "articles/a.md", ("figures/a/b.svg",))

    assert "img" not in Outline(made.content or "").tags


def test_picture_that_is_not_there() -> None:
    """A page that shows a picture which is not there cannot be rendered."""
    with pytest.raises(LookupError, match=r"b\.svg, which is not there"):
        page("---\ntitle: A\n---\n\n![a](b.svg)\n")


def test_ids_that_scripts_look_for() -> None:
    """No heading of a page can have an id by which a script of the site finds its own element."""
    files = (*(PROJECT / "docs/assets/search").glob("*.js"), *(PROJECT / "docs/overrides/partials").glob("*.html"))
    scripts = "".join(path.read_text(encoding="utf-8") for path in files)
    sought = {
        *re.findall(r"""getElementById\(["'`]([\w-]+)["'`]\)""", scripts),
        *re.findall(r"""querySelector(?:All)?\(["'`]#([\w-]+)""", scripts),
    }

    assert sought == SOUGHT_IDS
