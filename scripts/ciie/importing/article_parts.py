"""What the lines of an article are: paragraphs, captions, subheads, list items, standfirst, repetitions."""

from __future__ import annotations

import re

from ciie.importing.captures import Hint, Part
from ciie.importing.layout_desks import Desk
from ciie.importing.lines import is_bulleted, is_same_headline, repeats, weight, without_bullet
from ciie.importing.patterns import Where

_QUESTION = re.compile(r"^(?:Q|A|问|答)\s*\d{0,2}\s*[:：.、]", re.I)
_DASHED = re.compile(r"[—–-]{2,}$|——$")


def find_body(desk: Desk) -> None:
    """Decides what the lines of the article are: captions, subheads, repetitions, furniture between them."""
    indices = [index for index in range(desk.start, desk.end) if index not in desk.found]
    seen: dict[str, int] = {}
    for index in indices:
        _decide(desk, index, seen)
        seen.setdefault(desk.lines[index].text, index)
    _find_subheads(desk, [index for index in indices if index not in desk.found])
    _find_standfirst(desk, indices)


def _decide(desk: Desk, index: int, seen: dict[str, int]) -> None:
    line = desk.lines[index]
    if desk.is_caption(index):
        desk.put_caption(index)
    elif desk.title is not None and is_same_headline(line.text, desk.title):
        desk.put(index, Part.CUT, "headline again")
    elif line.text in seen and weight(line.text) >= 5:
        desk.put(index, Part.CUT, "repeated line")
    elif line.hint is Hint.HEADING:
        desk.put(index, Part.SUBHEAD, "heading of the page")
    elif not desk.put_furniture(index, Where.BODY) and (line.hint is Hint.ITEM or is_bulleted(line.text)):
        desk.put(index, Part.ITEM, "list item", without_bullet(line.text))


def _find_subheads(desk: Desk, indices: list[int]) -> None:
    heads = [i for i in indices if _is_subhead(desk, i)]
    dashed = {i for i in heads if _DASHED.search(desk.lines[i].text)}
    level = 3 if len(dashed) < len(heads) and dashed else 2
    for index in heads:
        rule = "ends with a dash" if index in dashed else "short line without a full stop"
        text = _DASHED.sub("", desk.lines[index].text) if index in dashed else desk.lines[index].text
        desk.put(index, Part.SUBHEAD, rule, text.strip(), level if index in dashed else 2)


def _is_subhead(desk: Desk, index: int) -> bool:
    """A line ending in a dash, or a short one without the end of a sentence, with text above and below it."""
    line, text = desk.lines[index], desk.lines[index].text
    if index + 1 >= desk.end or _QUESTION.match(text):
        return False
    said = weight(text)
    if _DASHED.search(text) and said <= 40:
        return True
    if text[-1:] in ",;:，；：、.。!！?？…" or (text[:1] in '“"' and text[-1:] in '”"'):
        return False
    below = next((i for i in range(index + 1, min(index + 8, desk.end)) if i not in desk.found), None)
    followed = below is not None and weight(desk.lines[below].text) >= 9
    return followed and (said <= 12 or (line.indent >= 2 and said <= 24)) and index > desk.start


def _find_standfirst(desk: Desk, indices: list[int]) -> None:
    """Cuts a first sentence or key points above the article that the article says again."""
    body = [i for i in indices if i not in desk.found]
    lead = _lead(desk, body)
    for index in lead:
        if any(repeats(desk.lines[index].text, desk.lines[i].text) for i in body if i not in lead):
            text = without_bullet(desk.lines[index].text)
            desk.put(index, Part.STANDFIRST, "said again in the article", text)
    for index, piece in list(desk.found.items()):
        if piece.part is Part.STANDFIRST and not any(repeats(piece.text, desk.lines[i].text) for i in body):
            part = Part.ITEM if is_bulleted(desk.lines[index].text) else Part.PARAGRAPH
            desk.put(index, part, "standfirst", piece.text)


def _lead(desk: Desk, body: list[int]) -> list[int]:
    """The first line, and key points set off by bullets at the very top."""
    points = [i for i in range(desk.start, min(desk.start + 6, desk.end)) if i in desk.found]
    points = [i for i in points if desk.found[i].part is Part.ITEM]
    lead = [i for n, i in enumerate(points) if i <= desk.start + n + 1]
    return [*lead, body[0]] if body and body[0] == desk.start else lead
