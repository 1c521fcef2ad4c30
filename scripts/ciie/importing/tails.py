"""What stands below an article: links to others, tags, notices, credits. It is cut, and kept with the rule's name."""

from __future__ import annotations

from ciie.importing.captures import Hint, Part, Piece
from ciie.importing.layout_desks import Desk
from ciie.importing.lines import is_sentence, weight
from ciie.importing.patterns import Does, Where, find_pattern

# Above this share of an article's words lies the article itself; a marker of furniture above it is cut alone.
ABOVE_ANY_MARKER = 0.6
# A marker that is a line of its own ("Related stories") may stand higher: short articles have long furniture.
ABOVE_A_BARE_MARKER = 0.3
_BARE = 40
# In words: an article ends with a sentence, and its imprint, where it stands below, is short.
LEAST_LAST_SENTENCE = 12
LONGEST_LAST_IMPRINT = 14


def find_tail(desk: Desk) -> None:
    """Cuts what follows the article, and puts down the credits and marks at its end."""
    total = sum(weight(line.text) for line in desk.lines[desk.start :]) or 1
    above = 0.0
    for index in range(desk.start, len(desk.lines)):
        text = desk.lines[index].text
        if above and _ends_article(desk, text, above / total):
            _cut_from(desk, index)
            break
        above += weight(text)
    for index in range(desk.end - 1, desk.start, -1):
        if not _is_tail_line(desk, index):
            break


def _ends_article(desk: Desk, text: str, share: float) -> bool:
    known = find_pattern(text, Where.TAIL, (Does.BELOW,))
    if known is None:
        return False
    return share >= (ABOVE_A_BARE_MARKER if len(text) <= _BARE else ABOVE_ANY_MARKER)


def _cut_from(desk: Desk, start: int) -> None:
    marker = find_pattern(desk.lines[start].text, Where.TAIL, (Does.BELOW,))
    name = marker[0].name if marker else ""
    desk.end = start
    for index in range(start, len(desk.lines)):
        if desk.put_credit(index):
            continue
        desk.put(index, Part.CUT, name if index == start else f"below “{desk.lines[start].text[:40]}”")


def _is_tail_line(desk: Desk, index: int) -> bool:
    """True while the lines from the bottom up are credits, marks, furniture or an imprint; such a line is put down."""
    line = desk.lines[index]
    if index in desk.found or desk.put_credit(index):
        return True
    if desk.is_caption(index) or (is_sentence(line.text) and weight(line.text) >= LEAST_LAST_SENTENCE):
        return False
    if line.hint is Hint.IMPRINT or desk.put_furniture(index, Where.TAIL):
        desk.found.setdefault(index, Piece(Part.CUT, line.text, line.number, "line below the article"))
        desk.put_imprint(index)
        return True
    return weight(line.text) < LONGEST_LAST_IMPRINT and desk.put_imprint(index)
