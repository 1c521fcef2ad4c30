"""Which of the lines above an article is its headline.

A headline is what the page calls so, what stands twice, or a line beside the imprint that the article takes up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ciie.capturing.captures import Hint, Piece, PieceKind, SourceLine
from ciie.capturing.datelines import find_dateline
from ciie.capturing.imprints import parse_imprint
from ciie.capturing.labels import LineLabels
from ciie.capturing.lines import is_bulleted, is_question, is_same_headline, is_sentence, shares_words, weight

# In words; two Chinese characters count as one. The longest headline of the first captures has 28 words.
LONGEST_HEADLINE = 40
# Below these a line is a button or a label. Chosen, not measured.
LEAST_HEADLINE = 3.5
LEAST_STANDFIRST = 5


def title_index(labels: LineLabels, known: Mapping[int, Piece], first: int) -> int | None:
    """The open line that the page calls its headline, or that stands twice, or beside the imprint, or says most."""
    texts = {index: labels.lines[index].text for index in range(first) if index not in known}
    told = [index for index in texts if labels.lines[index].hint is Hint.TITLE]
    told += [i for i, text in texts.items() if any(is_same_headline(text, title) for title in labels.titles)]
    if told:
        return told[0]
    article = [line.text for line in labels.lines[first : first + 6]]
    long = [index for index, text in texts.items() if _is_long_enough(text)]
    if not long:
        return _short_title(texts, known, article)
    # A menu or a notice says nothing of what the article is about.
    long = [index for index in long if shares_words(texts[index], article)] or long
    counts = Counter(line.text for line in labels.lines[: first + 3])
    twice = [index for index in long if counts[texts[index]] > 1]
    return twice[0] if twice else _beside_imprint({index: texts[index] for index in long}, known)


def _is_long_enough(text: str) -> bool:
    # A line that begins with a small letter goes on from the one above.
    if text[:1].islower() or find_dateline(text) is not None or is_bulleted(text):
        return False
    return weight(text) >= LEAST_HEADLINE and (is_question(text) or not is_sentence(text))


def _beside_imprint(long: Mapping[int, str], known: Mapping[int, Piece]) -> int:
    """Of lines long enough the one right above the first imprint, or below it, or else the first that says much."""
    imprint = next((index for index, piece in known.items() if piece.kind is PieceKind.IMPRINT), None)
    if imprint is None:
        best = max(long, key=lambda index: (min(weight(long[index]), 8), -index))
        return _top_of_block(long, [index for index in long if index <= best])
    above = [index for index in long if index < imprint]
    return _top_of_block(long, above) if above else next(iter(long))


def _short_title(texts: Mapping[int, str], known: Mapping[int, Piece], article: Sequence[str]) -> int | None:
    """A headline of a few words: one that the article takes up, or else the line right above the imprint."""
    short = [i for i, text in texts.items() if weight(text) >= LEAST_HEADLINE - 2 and not is_bulleted(text)]
    taken_up = [
        index for index in short if shares_words(texts[index], article) and not texts[index].endswith((":", "："))
    ]
    above = [index for index in short if index + 1 in known and known[index + 1].kind is PieceKind.IMPRINT]
    alone = [index for index in short if len(texts) == 1 and " " in texts[index] and texts[index][:1].isupper()]
    return next(iter((*taken_up, *reversed(above), *alone)), None)


def _top_of_block(long: Mapping[int, str], above: Sequence[int]) -> int:
    """Of the lines right above the imprint, the first that is as long as a headline."""
    gap = next((n for n in range(len(above) - 1, 0, -1) if above[n - 1] < above[n] - 1), 0)
    block = above[gap:]
    return next((index for index in block if weight(long[index]) >= LEAST_STANDFIRST), block[0])


def is_headline(lines: Sequence[SourceLine], index: int) -> bool:
    """True of a line without a full stop right above an imprint, or alone at the very top."""
    text = lines[index].text
    if is_sentence(text) and not is_question(text):
        return False
    if any(parse_imprint(line.text) is not None for line in lines[index + 1 : index + 3]):
        return True
    is_at_top = index < 3 and len(lines) > index + 3 and lines[index + 1].after_blank
    return is_at_top and weight(text) <= LONGEST_HEADLINE
