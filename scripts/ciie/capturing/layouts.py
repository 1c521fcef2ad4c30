"""The lines of a capture to a layout: what is headline, imprint, paragraph, caption, subhead, and what is cut.

Every line ends up in exactly one piece, and a piece that is cut names the rule that cut it: nothing is lost.
General rules come first; patterns of pages are data (layout_patterns.yml).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ciie.capturing.captures import Hint, Layout, Piece, PieceKind, SourceLine
from ciie.capturing.headlines import LEAST_STANDFIRST, LONGEST_HEADLINE, is_headline, title_index
from ciie.capturing.imprints import parse_imprint, split_headline
from ciie.capturing.labels import (
    Does,
    LineLabels,
    Where,
    find_pattern,
    is_caption,
    label,
    label_boilerplate,
    label_byline,
    label_caption,
    label_credit,
    label_imprint,
)
from ciie.capturing.lines import (
    DATE_TOKEN,
    bare_headline,
    is_bracketed,
    is_bulleted,
    is_question,
    is_same_headline,
    is_sentence,
    mend,
    repeats,
    split_credits,
    split_token,
    weight,
    without_bullet,
)

# In words; two Chinese characters count as one. The shortest first paragraph of the first captures has 17.
LONGEST_QUESTION = 25
LEAST_PARAGRAPH = 22
LEAST_SENTENCE = 9
# Above this share of an article's words lies the article itself; a marker of furniture above it is cut alone.
ABOVE_ANY_MARKER = 0.6
# A marker that is a line of its own ("Related stories") may stand higher: short articles have long furniture.
ABOVE_A_BARE_MARKER = 0.3
# In characters: a longer line says more than a marker does.
_BARE = 40
# In words: an article ends with a sentence, and its imprint, where it stands below, is short.
LEAST_LAST_SENTENCE = 12
LONGEST_LAST_IMPRINT = 14
_QUESTION = re.compile(r"^(?:Q|A|问|答)\s*\d{0,2}\s*[:：.、]", re.I)
_DASHED = re.compile(r"[—–-]{2,}$|——$")


def lay_out(lines: Sequence[SourceLine], titles: Sequence[str] = ()) -> Layout:
    """What each line of a capture is.

    Args:
        lines: The lines of the capture, in order.
        titles: Headlines that a page's head gives, best first.

    Returns:
        A piece for each line, what imprint lines say, and what was mended.
    """
    mended, notes = mend(lines)
    whole = split_credits(split_headline(split_token(mended)))
    labels = LineLabels(whole, tuple(filter(None, titles)), end=len(whole))
    labels = _label_article(_label_tail(_label_head(labels)))
    return Layout(labels.in_order(), labels.imprints, notes)


def _label_head(labels: LineLabels) -> LineLabels:
    """Labels for everything above the first paragraph, and for the imprint lines right below it."""
    first = _first_paragraph(labels)
    known = _known_head(labels, first)
    chosen = title_index(labels, known, first)
    title = None if chosen is None else bare_headline(labels.lines[chosen].text)
    below = enumerate(labels.lines[first : first + 4], first)
    bylines = _bylines(labels.lines, first)
    imprints = {index: piece for index, line in below if (piece := bylines.get(index) or label_imprint(line))}
    open_lines = _open_head(labels, [index for index in range(first) if index not in known], chosen)
    return replace(labels.adding({**known, **open_lines, **imprints}), start=first, title=title)


def _first_paragraph(labels: LineLabels) -> int:
    """The index of the first line that reads as running text; without one, of the line that says most."""
    for index in range(len(labels.lines)):
        if not _belongs_to_head(labels, index) and _reads_as_text(labels.lines, index):
            return index
    return max(range(len(labels.lines)), key=lambda i: weight(labels.lines[i].text), default=0)


def _belongs_to_head(labels: LineLabels, index: int) -> bool:
    """True of a line that is known to be something else than text: a headline, imprint, caption or furniture."""
    line = labels.lines[index]
    if line.hint in {Hint.TITLE, Hint.IMPRINT} or DATE_TOKEN.fullmatch(line.text) or line.text in labels.titles:
        return True
    known = is_caption(line) or parse_imprint(line.text) is not None
    return known or find_pattern(line.text, Where.HEAD, (Does.CUT, Does.CREDIT)) is not None


def _reads_as_text(lines: Sequence[SourceLine], index: int) -> bool:
    """True of a whole sentence, or of many words; not of a long headline, nor of one that asks."""
    text = lines[index].text
    said, is_whole = weight(text), is_sentence(text)
    after_token = index > 0 and DATE_TOKEN.fullmatch(lines[index - 1].text) is not None
    if after_token and not is_whole and said <= LONGEST_HEADLINE:
        return False
    if said >= LEAST_PARAGRAPH and (is_whole or all(line.text != text for line in lines[index + 1 : index + 8])):
        return not is_headline(lines, index)
    if is_question(text) and said <= LONGEST_QUESTION and is_headline(lines, index):
        return False
    return is_whole and said >= LEAST_SENTENCE


def _known_head(labels: LineLabels, first: int) -> dict[int, Piece]:
    """The lines above the article that are stamps, imprints, credits, captions or furniture."""
    found: dict[int, Piece] = {}
    captions: set[str] = set()
    bylines = _bylines(labels.lines, first)
    for index, line in enumerate(labels.lines[:first]):
        piece = None
        if DATE_TOKEN.fullmatch(line.text):
            piece = label(line, PieceKind.STAMP, "date token")
        elif line.hint is not Hint.TITLE and is_caption(line):
            piece = label_caption(line, captions)
            captions.add(piece.text)
        elif line.hint is not Hint.TITLE:
            piece = (
                bylines.get(index) or label_imprint(line) or label_boilerplate(line, Where.HEAD) or label_credit(line)
            )
        if piece is not None:
            found[index] = piece
    return found


def _bylines(lines: Sequence[SourceLine], first: int) -> dict[int, Piece]:
    """The lines around the headline that are a person's name alone."""
    near = range(min(first + 4, len(lines)))
    names = Counter(lines[index].text for index in near)
    found = {i: label_byline(lines[i], [*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2]], names) for i in near}
    return {index: piece for index, piece in found.items() if piece is not None}


def _open_head(labels: LineLabels, candidates: Sequence[int], chosen: int | None) -> dict[int, Piece]:
    """The lines above the article that no rule knows: headline, standfirst, and what is cut."""
    found: dict[int, Piece] = {}
    for index in candidates:
        line = labels.lines[index]
        if index == chosen:
            found[index] = label(line, PieceKind.TITLE, "headline", bare_headline(line.text))
        elif chosen is not None and line.text == labels.lines[chosen].text:
            found[index] = label(line, PieceKind.CUT, "headline again")
        elif chosen is not None and index > chosen and weight(line.text) >= LEAST_STANDFIRST:
            text = without_bullet(line.text)
            found[index] = label(line, PieceKind.STANDFIRST, "line between headline and article", text)
        else:
            found[index] = label(line, PieceKind.CUT, "menu or label above the article")
    return found


def _label_tail(labels: LineLabels) -> LineLabels:
    """Labels for what follows the article, and for the credits and marks at its end."""
    end = _end_of_article(labels)
    found = _below_article(labels.lines, end)
    for index in range(end - 1, labels.start, -1):
        if index in labels.pieces:
            continue
        piece = _label_last(labels.lines[index])
        if piece is None:
            break
        found[index] = piece
    return replace(labels.adding(found), end=end)


def _end_of_article(labels: LineLabels) -> int:
    """The index of the first line that begins what follows the article."""
    total = sum(weight(line.text) for line in labels.lines[labels.start :]) or 1
    above = 0.0
    for index in range(labels.start, len(labels.lines)):
        text = labels.lines[index].text
        least = ABOVE_A_BARE_MARKER if len(text) <= _BARE else ABOVE_ANY_MARKER
        if above and above / total >= least and find_pattern(text, Where.TAIL, (Does.BELOW,)) is not None:
            return index
        above += weight(text)
    return labels.end


def _below_article(lines: Sequence[SourceLine], end: int) -> dict[int, Piece]:
    """The lines from the marker at `end` on, cut; credits among them stay credits."""
    marker = find_pattern(lines[end].text, Where.TAIL, (Does.BELOW,)) if end < len(lines) else None
    found: dict[int, Piece] = {}
    for index in range(end, len(lines)):
        rule = marker[0].name if marker is not None and index == end else f"below “{lines[end].text[:40]}”"
        found[index] = label_credit(lines[index]) or label(lines[index], PieceKind.CUT, rule)
    return found


def _label_last(line: SourceLine) -> Piece | None:
    """The line as a credit, mark, piece of furniture or imprint below the article; None where it is none of them."""
    credit = label_credit(line)
    if credit is not None or is_caption(line):
        return credit
    if is_sentence(line.text) and weight(line.text) >= LEAST_LAST_SENTENCE:
        return None
    is_marked = line.hint is Hint.IMPRINT
    cut = (
        label(line, PieceKind.CUT, "line below the article")
        if is_marked
        else (label_boilerplate(line, Where.TAIL) or label_boilerplate(line, Where.BODY))
    )
    if cut is None and weight(line.text) >= LONGEST_LAST_IMPRINT:
        return None
    return label_imprint(line) or cut


def _label_article(labels: LineLabels) -> LineLabels:
    """Labels for the lines of the article: captions, subheads, list items, repetitions, furniture between them."""
    open_lines = [index for index in range(labels.start, labels.end) if index not in labels.pieces]
    labels = labels.adding(_marked(labels, open_lines))
    labels = labels.adding(_subheads(labels, [index for index in open_lines if index not in labels.pieces]))
    return labels.adding(_standfirsts(labels, [index for index in open_lines if index not in labels.pieces]))


def _marked(labels: LineLabels, indices: Sequence[int]) -> dict[int, Piece]:
    """The lines that their own words or marks tell, or that stood before."""
    found: dict[int, Piece] = {}
    captions, seen = labels.captions, set[str]()
    piece: Piece | None
    for index in indices:
        line = labels.lines[index]
        if is_caption(line):
            piece = label_caption(line, captions)
            captions.add(piece.text)
        elif labels.title is not None and is_same_headline(line.text, labels.title):
            piece = label(line, PieceKind.CUT, "headline again")
        elif line.text in seen and weight(line.text) >= 5:
            piece = label(line, PieceKind.CUT, "repeated line")
        else:
            piece = _label_marked(line)
        if piece is not None:
            found[index] = piece
        seen.add(line.text)
    return found


def _label_marked(line: SourceLine) -> Piece | None:
    """The line as a heading, furniture or list item; None where nothing marks it."""
    if line.hint is Hint.LEFT:
        return label(line, PieceKind.CUT, "no text of the article, by its place in the page")
    if line.hint is Hint.HEADING:
        return label(line, PieceKind.SUBHEAD, "heading of the page")
    boilerplate = label_boilerplate(line, Where.BODY) or _label_signature(line)
    if boilerplate is None and (line.hint is Hint.ITEM or is_bulleted(line.text)):
        return label(line, PieceKind.ITEM, "list item", without_bullet(line.text))
    return boilerplate


def _label_signature(line: SourceLine) -> Piece | None:
    """A line in brackets as an imprint: [Muster News/03.11.2025]."""
    piece = label_imprint(replace(line, text=line.text.replace("/", " | "))) if is_bracketed(line.text) else None
    return replace(piece, text=line.text) if piece is not None else None


def _subheads(labels: LineLabels, indices: Sequence[int]) -> dict[int, Piece]:
    """Short lines that head what follows; those that end in a dash stand one level below others."""
    heads = {index: labels.lines[index] for index in indices if _is_subhead(labels, index)}
    dashed = {index for index, line in heads.items() if _DASHED.search(line.text)}
    level = 3 if len(dashed) < len(heads) and dashed else 2
    return {
        index: label(line, PieceKind.SUBHEAD, "ends with a dash", _DASHED.sub("", line.text).strip(), level)
        if index in dashed
        else label(line, PieceKind.SUBHEAD, "short line without a full stop")
        for index, line in heads.items()
    }


def _is_subhead(labels: LineLabels, index: int) -> bool:
    """A line ending in a dash, or a short one without the end of a sentence, with text above and below it."""
    line, text = labels.lines[index], labels.lines[index].text
    if index + 1 >= labels.end or _QUESTION.match(text):
        return False
    said = weight(text)
    if _DASHED.search(text) and said <= 40:
        return True
    if text[-1:] in ",;:，；：、.。!！?？…" or (text[:1] in '“"' and text[-1:] in '”"'):
        return False
    below = (labels.lines[i].text for i in range(index + 1, min(index + 8, labels.end)) if i not in labels.pieces)
    return weight(next(below, "")) >= 9 and (said <= 12 or (line.indent >= 2 and said <= 24)) and index > labels.start


def _standfirsts(labels: LineLabels, body: Sequence[int]) -> dict[int, Piece]:
    """A first sentence or key points above the article that the article says again; others are text after all."""
    texts = [labels.lines[index].text for index in body]
    lead = _lead(labels, body)
    rest = [labels.lines[index].text for index in body if index not in lead]
    found: dict[int, Piece] = {}
    for index in lead:
        line = labels.lines[index]
        if any(repeats(line.text, text) for text in rest):
            found[index] = label(line, PieceKind.STANDFIRST, "said again in the article", without_bullet(line.text))
    for index, piece in {**labels.pieces, **found}.items():
        if piece.kind is PieceKind.STANDFIRST and not any(repeats(piece.text, text) for text in texts):
            kind = PieceKind.ITEM if is_bulleted(labels.lines[index].text) else PieceKind.PARAGRAPH
            found[index] = label(labels.lines[index], kind, "standfirst", piece.text)
    return found


def _lead(labels: LineLabels, body: Sequence[int]) -> list[int]:
    """The first line, and key points set off by bullets at the very top."""
    top = range(labels.start, min(labels.start + 6, labels.end))
    points = [i for i in top if i in labels.pieces and labels.pieces[i].kind is PieceKind.ITEM]
    lead = [i for n, i in enumerate(points) if i <= labels.start + n + 1]
    return [*lead, body[0]] if body and body[0] == labels.start else lead
