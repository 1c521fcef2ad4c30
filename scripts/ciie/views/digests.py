"""A record's body as HTML: its sentences can be linked to, and what it names, counts and dates leads on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import nh3
from markdown_it.token import Token

from ciie.deriving.knowledge import Knowledge
from ciie.model.records import Passage, Record
from ciie.model.values import EXPO_NAMES, PartialDate
from ciie.reading.bodies import SCHEMES, lost_in, number_units, parse, parser, raw_text, words_of
from ciie.text.dates import find_dates
from ciie.text.sentences import anchored_sentences
from ciie.views.addresses import place_of, timeline_path
from ciie.views.claim_lines import comparison_path
from ciie.views.links import Links, is_quotable

TAGS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "blockquote", "hr", "br", "ul", "ol", "li", "a", "em", "strong", "span"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"*": {"id"}, "a": {"href"}, "ol": {"start"}}
_ALIGNMENTS = {"text-align:right": "right", "text-align:center": "centre"}
_CLASSES = {tag: set(_ALIGNMENTS.values()) for tag in ("th", "td")}
_EXPO = re.compile("|".join(map(re.escape, EXPO_NAMES)), re.I)
_LINE_END = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")


@dataclass(frozen=True, slots=True, order=True)
class Leading:
    """Characters `start` to `end` of a passage's text, and the page that they lead to."""

    start: int
    end: int
    target: str


# By the anchor of a passage, where a link begins and ends in its text, and its address; ascending.
PassageLinks = Mapping[str, Sequence[tuple[int, int, str]]]


def digest(body: str, links: PassageLinks | None = None) -> str:
    """`body` as a block of HTML; the n-th of its passages has the id "pn", its sentences theirs.

    By passage, `links` has the places that lead on, which ascend, and their addresses.

    Args:
        body: The Markdown behind the front matter, which was checked.
        links: By the anchor of a passage, where a link begins and ends in its text, and its address; ascending.

    Returns:
        HTML without blank lines, which a page of Markdown can hold.
    """
    tokens = parse(body)
    for token in tokens:
        _publishable(token)
    taken: set[str] = set()
    for number, (unit, inlines, _) in enumerate(number_units(tokens), 1):
        unit.attrs["id"] = f"p{number}"
        _mark(inlines, (links or {}).get(f"p{number}", ()), taken)
    return _LINE_END.sub("\n", f'<div class="digest">\n{_rendered(tokens)}\n</div>')


def plain_digest(body: str) -> str:
    """`body` as HTML to read elsewhere: nothing in it is linked to, and it leads to no page of the site.

    Args:
        body: The Markdown behind the front matter, which was checked.

    Returns:
        HTML as `digest` gives it, without the block around it.
    """
    tokens = parse(body)
    for token in tokens:
        _publishable(token)
    return _rendered(tokens)


def _rendered(tokens: Sequence[Token]) -> str:
    return _clean(parser().renderer.render(tokens, parser().options, {}))


def links_of(knowledge: Knowledge, links: Links, record: Record) -> PassageLinks:
    """What the passages of a record name, count and date, each once: by passage the places, with the addresses.

    Args:
        knowledge: What the records say.
        links: The links of the record's page.
        record: The record.

    Returns:
        By the anchor of a passage, where each link begins and ends in its text, and its address; ascending.
    """
    figures, days = _figures(knowledge, record), {each.date for each in record.events}
    linked: set[str] = set()
    found: dict[str, list[tuple[int, int, str]]] = {}
    for passage in record.passages:
        mentions = [
            *_names(knowledge, record, passage),
            *_counted(passage, figures),
            *_dated(knowledge, record, passage, days),
        ]
        last = 0
        for each in sorted(mentions):
            if each.start >= last and each.target not in linked:
                linked.add(each.target)
                last = each.end
                place = each.start, each.end, links.to(each.target, "").address
                found.setdefault(passage.anchor, []).append(place)
    return found


def _names(knowledge: Knowledge, record: Record, passage: Passage) -> Iterator[Leading]:
    """The names that the record lists; of namesakes the one that it does. That of the expo names no country."""
    listed = frozenset(record.named)
    expos = [match.span() for match in _EXPO.finditer(passage.text)]
    for named in knowledge.finder.find_longest(passage.text):
        own = [ref for ref in named.refs if ref in listed]
        before = bisect_right(expos, named.start, key=lambda span: span[0]) - 1
        is_of_expo = before >= 0 and named.end <= expos[before][1]
        if len(own) == 1 and not is_of_expo:
            yield Leading(named.start, named.end, place_of(knowledge.vocabulary, own[0]))


def _figures(knowledge: Knowledge, record: Record) -> Mapping[str, list[tuple[str, str]]]:
    """By passage, the words that state a figure, and the place where it stands beside others."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for claim, anchor in zip(knowledge.claims_in[record.id], record.figure_anchors, strict=True):
        if anchor and claim.figure.words:
            path = comparison_path(knowledge, knowledge.ledger.comparison_of[claim.key])
            found[anchor].append((claim.figure.words, path))
    return found


def _counted(passage: Passage, figures: Mapping[str, list[tuple[str, str]]]) -> Iterator[Leading]:
    for words, path in figures.get(passage.anchor, ()):
        start = passage.text.find(words)
        if start >= 0:
            yield Leading(start, start + len(words), path)


def _dated(knowledge: Knowledge, record: Record, passage: Passage, days: Iterable[PartialDate]) -> Iterator[Leading]:
    """The days on which something happened, as the record tells."""
    if passage.anchor not in record.event_anchors:
        return
    known = {(day.first.month, day.first.day): day for day in days if day.first == day.last}
    for found in find_dates(passage.text, record.language if is_quotable(record) else "en"):
        day = known.get((found.month, found.days[0])) if len(found.days) == 1 else None
        if day is not None and found.year in {None, day.first.year}:
            yield Leading(found.start, found.end, timeline_path(day, knowledge.vocabulary.elsewhere))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token within a line that has words: where they begin in `raw_text`, and how deep in emphasis it is."""

    start: int
    inline: int
    child: int
    depth: int
    in_link: bool


# Before a token, and behind it; what is between stands at a character of it.
_BEFORE, _BEHIND = -1, 1 << 60
# Where several begin or end at one place: links end before sentences, and begin after them.
_ORDER = {"link_close": 0, "span_close": 1, "span_open": 2, "span_empty": 3, "link_open": 4}
_Cuts = dict[tuple[int, int], list[tuple[int, int, Token]]]


def _mark(inlines: Sequence[Token], links: Sequence[tuple[int, int, str]], taken: set[str]) -> None:
    """Puts links that lie within plain text, and every sentence, into a passage."""
    raw = raw_text(inlines)
    lost = lost_in(raw)
    lead = len(raw) - len(raw.lstrip())
    # Only a line end within Chinese is lost.
    kept = [index for index in range(lead, len(raw)) if index not in lost] if lost else range(lead, len(raw))
    text = ("".join(raw[index] for index in kept) if lost else raw[lead:]).replace("\n", " ").rstrip()
    pieces = list(_pieces(inlines))
    cuts: _Cuts = defaultdict(list)
    sentences = anchored_sentences(text)
    for each in sentences:
        if each.anchor not in taken:
            taken.add(each.anchor)
            _cut(cuts, _ends(inlines, pieces, kept[each.start], kept[each.end - 1]), "span", {"id": each.anchor})
    for start, end, address in links:
        within = bisect_right(sentences, start, key=lambda each: each.start) - 1
        first, last = _at(pieces, kept[start]), _at(pieces, kept[end - 1])
        if first == last and not first.in_link and end <= sentences[within].end:
            place = first.inline, first.child
            span = (place, kept[start] - first.start), (place, kept[end - 1] + 1 - first.start)
            _cut(cuts, span, "link", {"href": address})
    for number, token in enumerate(inlines):
        token.children = list(_rebuilt(token.children or [], number, cuts))


def _pieces(inlines: Sequence[Token]) -> Iterator[_Piece]:
    start, depth, links = 0, 0, 0
    for number, token in enumerate(inlines):
        for place, child in enumerate(token.children or ()):
            depth += child.nesting
            links += child.nesting * (child.tag == "a")
            if words := words_of(child):
                yield _Piece(start, number, place, depth, links > 0)
                start += len(words)
        start += 1


def _at(pieces: Sequence[_Piece], index: int) -> _Piece:
    return pieces[bisect_right(pieces, index, key=lambda each: each.start) - 1]


_Place = tuple[tuple[int, int], int]


def _ends(inlines: Sequence[Token], pieces: Sequence[_Piece], first: int, last: int) -> tuple[_Place, _Place]:
    """Where a sentence from one character to another begins and ends; nothing is in it if it ends within emphasis."""
    begin, end = _at(pieces, first), _at(pieces, last)
    children = inlines[begin.inline].children or []
    alone = (begin.inline, begin.child), (first - begin.start) or _BEFORE
    if begin.inline != end.inline:
        return alone, alone
    start, depth, at = begin.child, begin.depth, first - begin.start
    while at <= 0 and start and depth and children[start - 1].nesting > 0:
        start, depth, at = start - 1, depth - 1, _BEFORE
    stop, height, to = end.child, end.depth, last + 1 - end.start
    if to == len(words_of(children[stop])):
        to = _BEHIND
    while to == _BEHIND and stop + 1 < len(children) and height and children[stop + 1].nesting < 0:
        stop, height = stop + 1, height - 1
    if depth or height:
        return alone, alone
    return ((begin.inline, start), at or _BEFORE), ((begin.inline, stop), to)


def _cut(cuts: _Cuts, ends: tuple[_Place, _Place], kind: str, attributes: dict[str, str | int | float]) -> None:
    tag = "a" if kind == "link" else kind
    opening, closing = Token(f"{kind}_open", tag, 1, attrs=attributes), Token(f"{kind}_close", tag, -1)
    if ends[0] == ends[1]:
        (place, at), _ = ends
        cuts[place] += [(at, _ORDER["span_empty"], opening), (at, _ORDER["span_empty"], closing)]
        return
    for (place, at), token in zip(ends, (opening, closing), strict=True):
        cuts[place].append((at, _ORDER[token.type], token))


def _rebuilt(children: Sequence[Token], number: int, cuts: _Cuts) -> Iterator[Token]:
    for place, child in enumerate(children):
        last, within = 0, cuts.get((number, place), [])
        ordered = sorted(within, key=lambda cut: cut[:2])
        yield from (token for at, _, token in ordered if at == _BEFORE)
        for at, _, token in ordered:
            if _BEFORE < at < _BEHIND:
                yield from _text(child.content[last:at])
                yield token
                last = at
        yield from _text(child.content[last:]) if last else (child,)
        yield from (token for at, _, token in ordered if at == _BEHIND)


def _text(content: str) -> Iterator[Token]:
    if content:
        yield Token("text", "", 0, content=content)


def _publishable(token: Token) -> None:
    """Makes headings begin below the page's own, pictures their descriptions, and styles classes."""
    if token.tag == "h1":
        token.tag = "h2"
    style = str(token.attrs.pop("style", ""))
    if style in _ALIGNMENTS:
        token.attrs["class"] = _ALIGNMENTS[style]
    for child in token.children or ():
        if child.type == "image":
            child.type, child.tag, child.children = "text", "", None


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
