"""How pages of two engines are compared; `make engines` does it, once a week too."""

from __future__ import annotations

from bench.other_engines import Article, differences

PAGE = """
<h1 id="before">Before</h1>
<article id="__content">
  <nav class="trail"><ol><li id="step">Home</li></ol></nav>
  <h1 id="top">A <em>t</em>itle</h1>
  <p>One<br>two</p><aside><dl><dt id="fact">Fact</dt></dl></aside>
  <table><tr id="row"><td>three</td><td>fo<span>ur</span></td></tr></table>
</article>
<p id="after">After</p>
"""


def test_article() -> None:
    """The text of a page is what its article holds but trails and facts; blocks part words, spans do not."""
    article = Article(PAGE)

    assert article.words == ["A", "title", "One", "two", "three", "four"]
    assert article.ids == {"top", "row"}
    assert article.outline == ["h1 A title"]


def test_differences() -> None:
    """Pages that differ are counted, and the first three are shown from where they part, to the end of either."""
    pairs = {"same": (["a"], ["a"]), "longer": (["a", "b"], ["a"]), "other": (["a", "b"], ["a", "c"])}

    assert list(differences("texts", pairs)) == [
        "  texts: 1 of 3 pages the same",
        "    longer: ours 'b'",
        "            theirs ''",
        "    other: ours 'b'",
        "           theirs 'c'",
    ]
