"""A record's body: which Markdown it may use, its passages, and its faults.

Allowed are paragraphs, headings, lists, quotations, rules, tables, emphasis and links. Everything else
(HTML, code, images, definitions of links) is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from urllib.parse import quote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from ciie.model.problems import Problem, problem, quoted
from ciie.model.records import Passage
from ciie.model.values import HOST
from ciie.reading.files import find_forbidden, name_of
from ciie.text.passages import in_lines

BLOCKS = ("heading", "list", "blockquote", "hr", "table")
INLINES = ("newline", "escape", "emphasis", "link", "image", "entity")
SCHEMES = frozenset({"http", "https", "mailto"})
# No article nests so deep. The parser gets twice as much and a little, so that the fault is ours to tell.
DEEPEST = 8
# Far more than any article has, and so little that the parser is done with it in a second.
LARGEST_BYTES, MOST_LINES, MOST_MARKS = 128 * 1024, 10_000, 20_000
_MARKS = re.compile(r"[\[\]!*_`<>&|\\]")
_WITHIN_CHINESE = re.compile("(?<=[\u2e80-\u9fff])\n(?=[\u2e80-\u9fff])")
_HTML = re.compile(r"<(?:[A-Za-z][^<>]{0,200}>|/[A-Za-z]|!--)")
_LINK = re.compile(r"\]\(\s*<?(?P<address>(?:[^\s()<>]|\([^\s()<>]*\)){1,200})>?(?P<title>\s+[\"'(])?")
_DEFINITION = re.compile(r"^\[[^\[\]\n]{1,200}\]:[ \t]*<?\w+:", re.M)
# A reference to a character, or a backslash with what it makes plain text, which no reference begins in.
_REFERENCE = re.compile(r"\\.|&#?\w{1,32};", re.S)
_PLAIN_HOST = re.compile(HOST)
_NESTED = frozenset({"ul", "ol", "blockquote", "em", "strong"})
# What stands before a table's row where the table is in a quotation.
_QUOTATION = re.compile(r"[ \t>]*")
_SIZE_HINT = "shorten it, or split it into two records"
_TITLE_HINT = "write what it says into the text, or delete it"
# A fault of an inline: where in its content, rule, message and hint.
_Fault = tuple[int, str, str, str]


def is_allowed_link(address: str) -> bool:
    """True of a mailto address, and of an http or https one whose host is plain to see; not of a relative one."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return True
    return parts.scheme in SCHEMES and _PLAIN_HOST.fullmatch(parts.netloc) is not None


def parse(body: str) -> list[Token]:
    """The tokens of `body`, with references decoded, and no HTML among them; the caller may change them.

    Args:
        body: The Markdown behind the front matter.

    Returns:
        The parser's flat list: blocks open and close, and an inline token holds its own in `children`.
    """
    return parser().parse(body)


@cache
def parser() -> MarkdownIt:
    """The one parser of bodies.

    Returns:
        A CommonMark parser of the blocks and inlines that bodies may have; shared, so do not configure it.
    """
    made = MarkdownIt("zero", {"maxNesting": 2 * DEEPEST + 4}).enable([*BLOCKS, *INLINES, "fragments_join"])
    made.validateLink = is_allowed_link  # type: ignore[method-assign, assignment]
    # The library's own would turn a host in other letters into plain ones, which nobody has written.
    made.normalizeLink = _encode  # type: ignore[method-assign, assignment]
    return made


def passages(body: str, first_line: int) -> tuple[Passage, ...]:
    """The blocks of `body` that can be linked to, in order.

    Args:
        body: The Markdown behind the front matter.
        first_line: The number of its first line in the file.

    Returns:
        Passages with the anchors "p1", "p2" and so on, each with its plain text and its line in the file.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", body))]
    units = enumerate(number_units(_tokens(body)), 1)
    return tuple(
        Passage(f"p{number}", _text(inlines).strip(), first_line + line, body, starts[min(line, len(starts) - 1)])
        for number, (_, inlines, line) in units
    )


def number_units(tokens: Sequence[Token]) -> Iterator[tuple[Token, list[Token], int]]:
    """Each linkable block of `tokens` with its inline tokens and line: paragraph, list item, table row, heading.

    The n-th unit has the anchor "pn" on the page. A list item without blank lines counts, its paragraph not.

    Args:
        tokens: The tokens of a whole body, as parse() gives them.

    Yields:
        The token that opens the block, its inline tokens, and its first line in the body, from 0; blocks without text
        are left out.
    """
    unit: Token | None = None
    inlines: list[Token] = []
    line = 0
    for token in tokens:
        if _opens_unit(token):
            if unit is not None and inlines:
                yield unit, inlines, line
            unit, inlines, line = token, [], (token.map or [line])[0]
        elif token.type == "inline" and unit is not None:
            inlines.append(token)
    if unit is not None and inlines:
        yield unit, inlines, line


def check_size(body: str, first_line: int) -> tuple[Problem, ...]:
    """The faults of a body that is too much to parse.

    Args:
        body: The Markdown behind the front matter.
        first_line: The number of its first line in the file.

    Returns:
        A fault for each bound that `body` exceeds: in bytes, in lines, and in characters that Markdown reads.
    """
    counts = (
        (len(body.encode()), LARGEST_BYTES, "bytes"),
        (body.count("\n"), MOST_LINES, "lines"),
        (sum(1 for _ in _MARKS.finditer(body)), MOST_MARKS, "of the characters that Markdown reads, such as * and ["),
    )
    return tuple(
        problem((first_line, 1), "too-large", f"the text has {count:,} {what}; {most:,} are allowed", _SIZE_HINT)
        for count, most, what in counts
        if count > most
    )


def check(body: str, first_line: int) -> Iterator[Problem]:
    """The faults of `body` as Markdown: what would not be shown, and what would be shown as mere text."""
    lines = body.split("\n")
    tokens = _tokens(body)
    too_deep = _too_deep(tokens)
    if too_deep is not None:
        message, hint = "lists, quotations or emphasis are nested too deep", f"use at most {DEEPEST} levels"
        yield problem((too_deep + first_line, 1), "body-depth", message, hint)
        return
    first, last = 0, len(lines)
    for token in tokens:
        first, last = token.map or (first, last)
        if token.type == "inline":
            yield from _check_inline(token, lines[first:last], first + first_line)
    yield from _check_rows(tokens, lines, first_line)


def _encode(address: str) -> str:
    return quote(address, safe="%;/?:@&=+$,-_.!~*'()#")


def _opens_unit(token: Token) -> bool:
    if token.type == "paragraph_open":
        return not token.hidden
    return token.type in {"heading_open", "list_item_open", "tr_open"}


def _text(inlines: Sequence[Token]) -> str:
    # Chinese has no blanks between words: an end of a line within it says nothing.
    return _WITHIN_CHINESE.sub("", raw_text(inlines)).replace("\n", " ")


def raw_text(inlines: Sequence[Token]) -> str:
    """The words of a passage with the ends of its lines, as the tokens have them one after the other.

    Args:
        inlines: The inline tokens of a linkable block.

    Returns:
        Their words; a blank between two tokens.
    """
    return " ".join("".join(map(words_of, token.children or ())) for token in inlines)


def lost_in(raw: str) -> frozenset[int]:
    """Where `raw_text` has characters that the text of the passage has not: ends of lines within Chinese.

    Args:
        raw: What `raw_text` gave.

    Returns:
        The indexes of these characters.
    """
    return frozenset(match.start() for match in _WITHIN_CHINESE.finditer(raw))


def words_of(child: Token) -> str:
    """What a token within a line adds to the words of its passage.

    Args:
        child: A token within an inline one.

    Returns:
        Its text, an end of a line, or nothing.
    """
    # A line end that a reference spells out is a blank to a reader.
    return {"softbreak": "\n", "hardbreak": " "}.get(child.type, child.content.replace("\n", " "))


def _too_deep(tokens: Sequence[Token]) -> int | None:
    """The line of the first block that is nested too deep, or holds emphasis that is."""
    line = depth = 0
    for token in tokens:
        line = (token.map or [line])[0]
        depth += _step(token)
        if max(depth, *accumulate(map(_step, token.children or ()), initial=0)) > DEEPEST:
            return line
    return None


def _step(token: Token) -> int:
    return token.nesting if token.tag in _NESTED else 0


def _check_inline(token: Token, lines: Sequence[str], first_line: int) -> Iterator[Problem]:
    found = sorted(_inline_faults(token), key=lambda fault: fault[0])
    if not found:
        return
    places = in_lines(token.content, [index for index, *_ in found], lines)
    for (_, *words), (line, column) in zip(found, places, strict=True):
        yield problem((first_line + line, column), *words)


def _inline_faults(token: Token) -> Iterator[_Fault]:
    children = token.children or ()
    html = _HTML.search("".join(child.content for child in children if child.type == "text"))
    if html is not None:
        hint = "delete it, or use Markdown: **bold**, *italic*, [text](https://…)"
        index = max(0, token.content.find(html.group()))
        yield index, "raw-html", f"{quoted(html.group())} is shown as text", hint
    if any(child.type == "image" for child in children):
        index, hint = max(0, token.content.find("![")), "delete it; link to the page that has it"
        yield index, "image", "the image here is not published", hint
    yield from _spelt_out(token.content)
    yield from _link_faults(token)


def _spelt_out(content: str) -> Iterator[_Fault]:
    """References in `content` that stand for a character which no text may hold."""
    for match in _REFERENCE.finditer(content):
        stands_for = unescapeAll(match.group())
        index = find_forbidden(stands_for)
        if index is not None:
            message = f"{quoted(match.group())} stands for {quoted(name_of(stands_for[index]))}"
            yield match.start(), "control-character", message, "delete it; nobody would see it"


def _link_faults(token: Token) -> Iterator[_Fault]:
    titles = sum("title" in child.attrs for child in token.children or ())
    for match in _LINK.finditer(token.content):
        if not is_allowed_link(_encode(unescapeAll(match["address"]))):
            message = f"the link to {quoted(match['address'])} is shown as text"
            hint = "write a full address with a plain host: https://example.org/…"
            yield match.start("address"), "link-address", message, hint
        elif match["title"] and titles:
            titles -= 1
            yield match.start("title"), "link-title", "the title of this link is not shown", _TITLE_HINT
    if titles:
        yield 0, "link-title", "the title of a link is not shown", _TITLE_HINT
    for match in _DEFINITION.finditer(token.content):
        message, hint = "the definition of a link is shown as text", "write each link whole: [text](https://…)"
        yield match.start(), "link-address", message, hint


def _check_rows(tokens: Sequence[Token], lines: Sequence[str], first_line: int) -> Iterator[Problem]:
    """Rows that have more cells than their table has columns: no reader would see the last ones."""
    columns = 0
    for token in tokens:
        columns = 0 if token.type == "thead_open" else columns + (token.type == "th_open")
        if token.type == "tr_open" and token.map and columns:
            line = token.map[0]
            if (cells := _cells(lines[line])) > columns:
                message = f"this row has {cells} cells, its table {columns} columns"
                hint = "add a heading for each column, or write a bar within a cell as \\|"
                yield problem((line + first_line, 1), "table-cells", message, hint)


def _cells(line: str) -> int:
    cells = escapedSplit(_QUOTATION.sub("", line, count=1).strip())
    return len(cells) - (cells[0] == "") - (len(cells) > 1 and cells[-1] == "")


@lru_cache(maxsize=1)
def _tokens(body: str) -> Sequence[Token]:
    """The tokens of the body at hand, which several readers want one after the other; not to be changed."""
    return parse(body)
