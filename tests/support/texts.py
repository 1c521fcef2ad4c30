"""Texts for Hypothesis, such as an editor, a converter or an attacker might leave."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

# Instead of the hundred examples of most, where each takes many milliseconds.
SELDOM = settings(max_examples=40, deadline=None)
# For what an attacker has all the time in the world to try.
OFTEN = settings(max_examples=10_000, deadline=None)

# What intake lets through: no control characters, surrogates or characters that are never seen.
characters = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn"),
    exclude_characters="\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0",
)
plain_texts = st.text(characters, max_size=40)

_MARKS = [
    *(
        "*",
        "_",
        "**",
        "`",
        "```",
        "~~~",
        "\\",
        "|",
        "#",
        "-",
        "+",
        ">",
        "---",
        "===",
        ":",
        "~",
        "%",
        "$",
        "=",
        '"',
        "'",
    ),
    *(
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "]:",
        "[^1]",
        "[^1]: ",
        "[a]",
        "[a]: ",
        "[TOC]",
        "{: #a }",
        "{",
        "}",
        "!",
        "(x ",
        "=",
    ),
    *("&#10;", "&#10;&#10;", "&#13;", "&#32;", "&NewLine;", "&Tab;", ' "', " '", "<div id=__config>"),
    *("<", ">", "</", "/>", "<!--", "-->", "<?", "<![CDATA[", "<a href=", "&copy", "</div>", '<div class="digest">'),
    *(
        "<script>",
        "</script>",
        "<img src=x onerror=x>",
        "&",
        ";",
        "&lt;",
        "&amp;",
        "&#60;",
        "&#x3c;",
        "&copy",
        "&copy;",
    ),
    *(
        "javascript:x",
        "JavaScript:alert(1)",
        "data:text/html,",
        "vbscript:x",
        "http:",
        "//",
        "www.",
        ".",
        ",",
        "](<a b",
    ),
    *("https://example.org/", "<https://example.org>", "mailto:a@example.org", "6", "1986. ", "1) ", "C#", " #", "## "),
    *("- ", "1. ", "> ", " ", "  ", "    ", "\u00a0", "\u3000", "word", "进博会", "é", "-|-", ":-:"),
]
_ENDS = ["\n", "\n\n", "\n    ", "\n- ", "\n  - ", "\n1. ", "\n> ", "\n# ", "  \n", "\\\n", "\n[a]: ", "\n| "]
_TABLE = "\n| a | b |\n| --- | --- |\n| "
# Texts of one line made of what Markdown, HTML and YAML read.
marked_texts = st.lists(st.one_of(st.sampled_from(_MARKS), plain_texts), max_size=12).map("".join)
# The same over several lines.
markdown_texts = st.lists(st.sampled_from([*_MARKS, *_ENDS, _TABLE]) | plain_texts, max_size=20).map("".join)
