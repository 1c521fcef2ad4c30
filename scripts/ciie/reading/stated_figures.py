"""Figures of the front matter compared with the body: each is stated there, whole and with its sign.

Where a body says 35 lakh, half a million or 一百零五, it states 3,500,000, 500,000 and 105, and neither 35, 50 nor 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ciie.reading.date_words import date_spans
from ciie.reading.wordings import Wording, wording
from ciie.words.chinese_numerals import ordinals_in
from ciie.words.english_numerals import stated_by
from ciie.words.model import Figure, Passage, Qualifier
from ciie.words.numerals import Number, plain
from ciie.words.problems import Problem, problem, quoted
from ciie.words.terms import Measure

# What grew by "fell 2.3 %" grew by -2.3; "fell to 400" says nothing of growth.
_FALL = (
    r"(?:fell|fall(?:s|en|ing)?|down|drop(?:s|ped|ping)?|declin\w*|decreas\w*|shr[aiu]nk\w*|slid|slipped|los[est]\w*"
    r"|lower|less|fewer|smaller|minus|negative|contract\w*|reduc\w*|cut)\b"
)
_FALL_ZH = "(?:下降|下滑|下跌|减少|降低|负增长|缩减|缩小|回落|萎缩|跌)"
_FALLS_BEFORE = re.compile(
    rf"\b{_FALL}(?![^.;,\d]*\bto\b)[^.;,\d]{{0,30}}$|{_FALL_ZH}(?!至|到)[^。；，\d]{{0,8}}$", re.I
)
_FALLS_BEHIND = re.compile(rf"\s*(?:%|％|per\s?cent|percentage\s+points?)?[\s-](?:\w+\s)?{_FALL}", re.I)
_NEAR = 60
# Numbers in words are read in these.
_READ = frozenset({"en", "zh"})


def find_figures(
    figures: Sequence[Figure], passages: Sequence[Passage], measures: Mapping[str, Measure], language: str = "en"
) -> tuple[str | None, ...]:
    """For each figure the anchor of the first passage that states it, or None; numbers of dates state none."""
    bare = [figure for figure in figures if figure.words is None]
    by_value = iter(_by_value(passages, bare, measures, language) if bare else ())
    return tuple(
        next(by_value) if figure.words is None else _first_with(passages, figure, _is_signed(figure, measures))
        for figure in figures
    )


def check_figures(
    figures: Sequence[Figure],
    anchors: Sequence[str | None],
    passages: Sequence[Passage],
    measures: Mapping[str, Measure],
    language: str,
) -> Iterator[Problem]:
    """Figures whose words state another number, or that no passage states."""
    for figure, anchor in zip(figures, anchors, strict=True):
        place = (figure.line, figure.column)
        is_signed = _is_signed(figure, measures)
        if figure.words is not None and not _is_value(figure, figure.words, is_signed, language):
            message = f"the words {quoted(figure.words)} do not state the value {plain(figure.value)}"
            yield problem(place, "figure-value", message, "correct the value, or set as: to words that state it")
        elif anchor is None:
            yield problem(place, "figure-not-in-body", *_not_stated(figure, passages))


def _not_stated(figure: Figure, passages: Sequence[Passage]) -> tuple[str, str]:
    """That the body does not state a figure, and what to do; where it does so within a longer number, with that."""
    sought = quoted(figure.words) if figure.words is not None else plain(figure.value)
    longer_ones = (wording(passage.text).around(figure.words) for passage in passages if figure.words is not None)
    longer = next(filter(None, longer_ones), None)
    if longer is not None:
        hint = "set as: to the whole number, and correct the value"
        return f"the body has {sought} only as a part of {quoted(longer)}", hint
    hint = "state the number in the body, or set as: to the wording used there"
    return f"the body does not contain {sought}, the figure for {figure.measure}", hint


def _by_value(
    passages: Sequence[Passage], figures: Sequence[Figure], measures: Mapping[str, Measure], language: str
) -> list[str | None]:
    """For each of `figures` the anchor of the first passage with a number that states it."""
    exact: dict[tuple[Decimal, bool], list[int]] = {}
    signed = [_is_signed(figure, measures) for figure in figures]
    for index, figure in enumerate(figures):
        exact.setdefault((figure.value, signed[index]), []).append(index)
    found: dict[int, str] = {}
    seen: set[tuple[Decimal, Decimal | None]] = set()
    for passage in passages:
        text = wording(passage.text)
        dated = {place for span in date_spans(text.shown, language) for place in range(*span)}
        for number in (each for each in text.numbers if each.start not in dated):
            for is_signed in {*signed}:
                for index in exact.get((_value(number, text, is_signed), is_signed), ()) if number.most is None else ():
                    found.setdefault(index, passage.anchor)
            # Of numbers that are not exact there are few, so that each is tried with each figure once.
            if (number.most or number.is_share) and (number.value, number.most) not in seen:
                seen.add((number.value, number.most))
                for index, figure in enumerate(figures):
                    if number.states(figure.value, _is_exact(figure)):
                        found.setdefault(index, passage.anchor)
    return [found.get(index) for index in range(len(figures))]


def _first_with(passages: Sequence[Passage], figure: Figure, is_signed: bool) -> str | None:
    return next((passage.anchor for passage in passages if _is_stated(figure, wording(passage.text), is_signed)), None)


def _is_stated(figure: Figure, text: Wording, is_signed: bool) -> bool:
    """True where the figure's words stand in `text`, and where growth has a sign, with the one that it claims."""
    for start, end in text.find(figure.words or ""):
        numbers = list(text.within(start, end)) if is_signed else []
        if not numbers or any(_value(number, text, is_signed) == figure.value for number in numbers):
            return True
    return False


def _is_value(figure: Figure, words: str, is_signed: bool, language: str) -> bool:
    """True where `words` state the value, as far as they can be read; the words around them may say that it fell."""
    text = wording(words)
    if not text.numbers:
        return figure.value in stated_by(words) | ordinals_in(words) or language.split("-", 1)[0] not in _READ
    if not is_signed:
        return any(number.states(figure.value, _is_exact(figure)) for number in text.numbers)
    return any(figure.value in {_value(number, text, is_signed), -abs(number.value)} for number in text.numbers)


def _is_exact(figure: Figure) -> bool:
    return figure.qualifier is Qualifier.EXACT


def _is_signed(figure: Figure, measures: Mapping[str, Measure]) -> bool:
    """True of a figure of growth, which may be below zero."""
    measure = measures.get(figure.measure)
    return measure is not None and measure.least is not None and measure.least < 0


def _value(number: Number, text: Wording, is_signed: bool) -> Decimal:
    """The value of a number of `text`; below zero where the words around it say that something fell by so much."""
    if not is_signed or number.value < 0:
        return number.value
    return -number.value if is_fall(text.text, number.start, number.end) else number.value


def is_fall(text: str, start: int, end: int) -> bool:
    """True where the words around the number from `start` to `end` say that something fell by so much."""
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return _FALLS_BEFORE.search(before) is not None or _FALLS_BEHIND.match(behind) is not None
