"""What stands above an article: labels, menus, breadcrumbs, imprint, captions, and among them the headline."""

from __future__ import annotations

from collections import Counter

from ciie.importing.captures import Hint, Part
from ciie.importing.imprints import parse_imprint
from ciie.importing.layout_desks import Desk
from ciie.importing.lines import (
    bare_headline,
    is_bulleted,
    is_question,
    is_same_headline,
    is_sentence,
    weight,
    without_bullet,
)
from ciie.importing.mendings import TOKEN
from ciie.importing.patterns import Does, Where, find_pattern

# In words; two Chinese characters count as one. The longest headline of the first captures has 28 words, the
# shortest first paragraph 17.
LONGEST_HEADLINE = 40
LONGEST_QUESTION = 25
LEAST_PARAGRAPH = 22
LEAST_SENTENCE = 9
LEAST_HEADLINE = 3.5
LEAST_STANDFIRST = 5


def find_head(desk: Desk) -> None:
    """Decides everything above the first paragraph, and the imprint lines right below it."""
    first = _first_paragraph(desk)
    open_lines = [index for index in range(first) if not _is_known_head(desk, index)]
    _choose_title(desk, open_lines, first)
    desk.start = first
    for index in range(first, min(first + 4, len(desk.lines))):
        if index not in desk.found:
            desk.put_imprint(index)


def _first_paragraph(desk: Desk) -> int:
    """The index of the first line that reads as running text; without one, of the line that says most."""
    for index in range(len(desk.lines)):
        if not _belongs_to_head(desk, index) and _reads_as_text(desk, index):
            return index
    return max(range(len(desk.lines)), key=lambda i: weight(desk.lines[i].text), default=0)


def _belongs_to_head(desk: Desk, index: int) -> bool:
    """True of a line that is known to be something else than text: a headline, imprint, caption or furniture."""
    line = desk.lines[index]
    if line.hint in {Hint.TITLE, Hint.IMPRINT} or TOKEN.fullmatch(line.text) or line.text in desk.titles:
        return True
    if desk.is_caption(index) or parse_imprint(line.text) is not None:
        return True
    return find_pattern(line.text, Where.HEAD, (Does.CUT, Does.CREDIT)) is not None


def _reads_as_text(desk: Desk, index: int) -> bool:
    """True of a whole sentence, or of many words; not of a long headline, nor of one that asks."""
    text = desk.lines[index].text
    said, is_whole = weight(text), is_sentence(text)
    after_token = index > 0 and TOKEN.fullmatch(desk.lines[index - 1].text) is not None
    if after_token and not is_whole and said <= LONGEST_HEADLINE:
        return False
    if said >= LEAST_PARAGRAPH and (is_whole or not _is_repeated_below(desk, index)):
        return not _is_headline(desk, index)
    if is_question(text) and said <= LONGEST_QUESTION and _is_headline(desk, index):
        return False
    return is_whole and said >= LEAST_SENTENCE


def _is_headline(desk: Desk, index: int) -> bool:
    """True of a line without a full stop right above an imprint, or alone at the very top."""
    text = desk.lines[index].text
    if is_sentence(text) and not is_question(text):
        return False
    if any(parse_imprint(line.text) is not None for line in desk.lines[index + 1 : index + 3]):
        return True
    is_at_top = index < 3 and len(desk.lines) > index + 3 and desk.lines[index + 1].after_blank
    return is_at_top and weight(text) <= LONGEST_HEADLINE


def _is_repeated_below(desk: Desk, index: int) -> bool:
    return any(line.text == desk.lines[index].text for line in desk.lines[index + 1 : index + 8])


def _is_known_head(desk: Desk, index: int) -> bool:
    """True where the line at `index` is put down as stamp, imprint, credit, caption or furniture."""
    line = desk.lines[index]
    if index == 0 and TOKEN.fullmatch(line.text):
        desk.put(index, Part.STAMP, "date token")
    elif line.hint is Hint.TITLE:
        return False
    elif desk.is_caption(index):
        desk.put_caption(index)
    else:
        return desk.put_imprint(index) or desk.put_furniture(index, Where.HEAD)
    return True


def _choose_title(desk: Desk, candidates: list[int], first: int) -> None:
    """Picks the headline among the lines above the article that no rule knows; the others are cut or kept."""
    chosen = _title_index(desk, candidates, first)
    for index in candidates:
        text = desk.lines[index].text
        if index == chosen:
            desk.title = bare_headline(text)
            desk.put(index, Part.TITLE, "headline", desk.title)
        elif chosen is not None and text == desk.lines[chosen].text:
            desk.put(index, Part.CUT, "headline again")
        elif chosen is not None and index > chosen and weight(text) >= LEAST_STANDFIRST:
            desk.put(index, Part.STANDFIRST, "line between headline and article", without_bullet(text))
        else:
            desk.put(index, Part.CUT, "menu or label above the article")


def _title_index(desk: Desk, candidates: list[int], first: int) -> int | None:
    """The candidate that the page calls its headline, or that stands twice, or beside the imprint, or says most."""
    texts = {index: desk.lines[index].text for index in candidates}
    told = [i for i in candidates if desk.lines[i].hint is Hint.TITLE]
    told += [i for i, text in texts.items() if any(is_same_headline(text, title) for title in desk.titles)]
    if told:
        return told[0]
    long = [i for i, text in texts.items() if _is_long_enough(text)]
    if not long:
        return _short_title(desk, candidates, first)
    counts = Counter(line.text for line in desk.lines[: first + 3])
    twice = [i for i in long if counts[texts[i]] > 1]
    return twice[0] if twice else _beside_imprint(desk, long, first)


def _is_long_enough(text: str) -> bool:
    is_told = is_sentence(text) and not is_question(text)
    return weight(text) >= LEAST_HEADLINE and not is_told and not is_bulleted(text)


def _beside_imprint(desk: Desk, long: list[int], first: int) -> int:
    """Of lines long enough the one right above the first imprint, or below it, or else the first that says much."""
    imprints = [i for i in range(first) if i in desk.found and desk.found[i].part is Part.IMPRINT]
    if not imprints:
        return max(long, key=lambda i: (min(weight(desk.lines[i].text), 8), -i))
    above = [i for i in long if i < imprints[0]]
    if above:
        return _top_of_block(desk, above)
    return next((i for i in long if i > imprints[0]), long[0])


def _short_title(desk: Desk, candidates: list[int], first: int) -> int | None:
    """A headline of two or three words: the line right above the imprint, where no longer one is there."""
    above = [i for i in candidates if i + 1 < first and i + 1 in desk.found and desk.found[i + 1].part is Part.IMPRINT]
    above = [i for i in above if weight(desk.lines[i].text) >= LEAST_HEADLINE - 2]
    return above[-1] if above else None


def _top_of_block(desk: Desk, above: list[int]) -> int:
    """Of the lines right above the imprint, the first that is as long as a headline."""
    block = [above[-1]]
    for index in reversed(above[:-1]):
        if index < block[0] - 1:
            break
        block.insert(0, index)
    return next((i for i in block if weight(desk.lines[i].text) >= LEAST_STANDFIRST), block[0])
