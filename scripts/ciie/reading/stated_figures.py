"""Figures of the front matter compared with their measure and the body: each is stated there, whole and with its sign.

Where a body says 35 lakh, half a million or 一百零五, it states 3,500,000, 500,000 and 105, and neither 35, 50 nor 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from ciie.model.kinds import Of
from ciie.model.problems import Problem, accept, problem, quoted
from ciie.model.records import EditionSpan, Figure, Passage, Qualifier
from ciie.model.suggestions import joined
from ciie.model.values import Ref
from ciie.model.vocabulary import SUBJECTS_BY_OF, Measure
from ciie.reading.evidence import find_slip
from ciie.text.dates import date_spans
from ciie.text.languages import is_read
from ciie.text.names import Names, mentioned
from ciie.text.number_words import ordinals_in, stated_by
from ciie.text.numbers import Number, plain
from ciie.text.passages import Wording, wording
from ciie.text.patterns import read_own

_SPANS = {
    Of.EDITION: "one edition",
    Of.EDITIONS: "several editions added up",
    Of.RUN: "the editions of a run of years",
}
_EXAMPLES = {Of.EDITION: "6", Of.EDITIONS: "1-5", Of.RUN: "1-6"}
_SUBJECTS = {"organisations": "an organisation", "places": "a place", "people": "a person"}


def check_measured(
    figures: Sequence[Figure], measures: Mapping[str, Measure], edition: EditionSpan | None, named: Sequence[Ref]
) -> Iterator[Problem]:
    """Figures that their measure cannot have.

    Args:
        figures: The figures of a record.
        measures: The measures of the vocabulary.
        edition: The edition that the record is on, which hints propose.
        named: What the record names, which hints propose.

    Yields:
        A fault for each unit, edition, subject and value that a figure's measure does not take.
    """
    for figure in figures:
        measure, place = measures[figure.measure], (figure.line, figure.column)
        instead = _instead(figure, measure, measures)
        if figure.unit not in measure.units:
            message = f"{measure.id} is not counted in {quoted(figure.unit)}"
            yield problem(place, "wrong-unit", message, f"write one of: {', '.join(measure.units)}")
        # What a measure with a fault of its own is of is not known.
        if measure.of and not _takes_edition(measure, figure.edition):
            message, hint = _wrong_edition(figure, measure, edition)
            yield problem(place, "wrong-edition", message, f"{hint}{instead}")
        if measure.of and not _takes_subject(measure, figure.of):
            message, hint = _wrong_subject(figure, measure, named)
            yield problem(place, "wrong-subject", message, f"{hint}{instead}")
        yield from _too_little(figure, measure)


def _too_little(figure: Figure, measure: Measure) -> Iterator[Problem]:
    """That a value is below zero where nothing grows, or below the smallest that its measure takes."""
    place, least = (figure.line, figure.column), measure.least or Decimal(0)
    if figure.value < 0 <= least:
        message = f"{measure.id} is {plain(figure.value)} {figure.unit}, and only growth goes below zero"
        yield problem(place, "below-zero", message, "write it without the sign")
    elif figure.value < least:
        told = f"{plain(figure.value)} {figure.unit}"
        message = f"{told} is too little for {measure.id}, which is {plain(least)} or more"
        hint = "write the whole number, such as 78.41e9 for 78.41 billion, or choose another measure"
        yield problem(place, "too-little", message, f"{hint}; if the source says so, {accept('too-little')}")


def check_origins(figures: Sequence[Figure], passages: Sequence[Passage], names: Names) -> Iterator[Problem]:
    """Figures credited to an organisation that the body does not mention."""
    credited = [figure for figure in figures if figure.origin is not None]
    found = mentioned((passage.text for passage in passages), names) if credited else frozenset()
    for figure in credited:
        ref = Ref("organisations", figure.origin or "")
        if ref not in found:
            message = f"the body does not mention {names.vocabulary[ref].name} ({ref.id}), the origin of a figure"
            hint = "say in the body who gives the number, or delete origin"
            yield problem((figure.line, figure.column), "name-not-in-body", message, hint)


def _takes_edition(measure: Measure, span: EditionSpan | None) -> bool:
    if span is None:
        return not measure.spans
    return bool(measure.spans & ({Of.EDITION, Of.RUN} if span.first == span.last else {Of.EDITIONS, Of.RUN}))


def _takes_subject(measure: Measure, subject: Ref | None) -> bool:
    if subject is None:
        return not measure.subjects or Of.NOTHING in measure.of
    return subject.kind in measure.subjects


def _wrong_edition(figure: Figure, measure: Measure, edition: EditionSpan | None) -> tuple[str, str]:
    """What is wrong with the edition of a figure, and what to write."""
    if not measure.spans and figure.edition is not None:
        return f"{measure.id} is a figure of no edition", f"delete edition: {figure.edition.key}"
    own = edition.key if edition is not None and _takes_edition(measure, edition) else None
    example = own or _EXAMPLES[next(each for each in measure.of if each in _SPANS)]
    spans = joined([_SPANS[each] for each in measure.of if each in _SPANS])
    told = f"not of {figure.edition.key}" if figure.edition is not None else "and this one names none"
    return f"{measure.id} is a figure of {spans}, {told}", f"write it like edition: {example}"


def _wrong_subject(figure: Figure, measure: Measure, named: Sequence[Ref]) -> tuple[str, str]:
    """What is wrong with the subject of a figure, and what to write."""
    subjects = joined([_SUBJECTS[SUBJECTS_BY_OF[each]] for each in measure.of if each in SUBJECTS_BY_OF] or ["none"])
    if figure.of is not None and not measure.subjects:
        message = f"{measure.id} is not counted for {_SUBJECTS[figure.of.kind]}, such as {figure.of.id}"
        return message, f"delete of: {figure.of.id}"
    known = next((ref.id for ref in named if ref.kind in measure.subjects), None)
    example = f"write its id like of: {known}" if known else "write its id under of"
    told = f"not of {figure.of.id}" if figure.of is not None else "and this one names none"
    return f"{measure.id} is a figure of {subjects}, {told}", example


def _instead(figure: Figure, measure: Measure, measures: Mapping[str, Measure]) -> str:
    """The measures not to be confused with this one that take the figure as it is, for a hint."""
    others = (measures[name] for name in measure.unlike if name in measures)
    fitting = [
        each.id
        for each in others
        if figure.unit in each.units and _takes_edition(each, figure.edition) and _takes_subject(each, figure.of)
    ]
    return f", or choose the measure {joined(fitting)}" if fitting else ""


# What grew by "fell 2.3 %" grew by -2.3; "fell to 400" says nothing of growth.
_FALL = (
    r"(?:fell|fall(?:s|en|ing)?|down|drop(?:s|ped|ping)?|declin\w*|decreas\w*|shr[aiu]nk\w*|slid|slipped|los[est]\w*"
    r"|lower|less|fewer|smaller|minus|negative|contract\w*|reduc\w*|cut)\b"
)
_FALL_ZH = "(?:下降|下滑|下跌|减少|降低|负增长|缩减|缩小|回落|萎缩|略降|跌)"
_FALLS_BEFORE = re.compile(
    rf"\b{_FALL}(?![^.;,\d]*\bto\b)[^.;,\d]{{0,30}}$|{_FALL_ZH}(?!至|到)[^。；，\d]{{0,8}}$", re.I
)
_FALLS_BEHIND = re.compile(rf"\s*(?:%|％|per\s?cent|percentage\s+points?)?[\s-](?:\w+\s)?{_FALL}", re.I)
# In characters: the patterns above reach no farther.
_NEAR = 60
_CURRENCIES = Path(__file__).with_name("currencies.yml")


def find_figures(
    figures: Sequence[Figure], passages: Sequence[Passage], measures: Mapping[str, Measure], language: str = "en"
) -> tuple[str | None, ...]:
    """For each figure the first passage that states it; numbers of dates state none.

    Args:
        figures: The figures of a record.
        passages: Its body.
        measures: The measures of the vocabulary, by id.
        language: The language of the passages, which tells whether 3.000 is three or three thousand.

    Returns:
        In the order of `figures` the anchor of a passage, or None.
    """
    bare = [figure for figure in figures if figure.words is None]
    by_value = iter(_by_value(passages, bare, measures, language) if bare else ())
    return tuple(
        next(by_value) if figure.words is None else _first_with(passages, figure, measures, language)
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
            yield problem(place, "figure-not-in-body", *_not_stated(figure, passages, language))
        elif others := _other_currencies(figure, passages, language):
            message = f"the body states {plain(figure.value)} in {joined(others)}, and the figure in {figure.unit}"
            hint = f"correct the unit of the figure or the currency in the body: {joined(others)} is not {figure.unit}"
            yield problem(place, "figure-not-in-body", message, hint)


def _not_stated(figure: Figure, passages: Sequence[Passage], language: str) -> tuple[str, str]:
    """That the body does not state a figure, and what to do; where it does so within a longer number, with that."""
    sought = quoted(figure.words) if figure.words is not None else plain(figure.value)
    texts = (wording(passage.text, language) for passage in passages) if figure.words is not None else ()
    longer = next(filter(None, (text.around(figure.words or "") for text in texts)), None)
    if longer is not None:
        hint = "set as: to the whole number, and correct the value"
        return f"the body has {sought} only as a part of {quoted(longer)}", hint
    slip = find_slip(figure, passages, language)
    if slip is not None:
        message = f"the body does not contain {sought}, the figure for {figure.measure}, but {plain(slip)}"
        return message, "correct the one of the two that is wrong"
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
        text = wording(passage.text, language)
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


def _first_with(
    passages: Sequence[Passage], figure: Figure, measures: Mapping[str, Measure], language: str
) -> str | None:
    is_signed = _is_signed(figure, measures)
    texts = ((passage.anchor, wording(passage.text, language)) for passage in passages)
    return next((anchor for anchor, text in texts if _is_stated(figure, text, is_signed)), None)


def _is_stated(figure: Figure, text: Wording, is_signed: bool) -> bool:
    """True where the figure's words stand in `text`, and where growth has a sign, with the one that it claims."""
    for start, end in text.find(figure.words or ""):
        numbers = list(text.within(start, end)) if is_signed else []
        if not numbers or any(_value(number, text, is_signed) == figure.value for number in numbers):
            return True
    return False


def _is_value(figure: Figure, words: str, is_signed: bool, language: str) -> bool:
    """True where `words` state the value, as far as they can be read; the words around them may say that it fell."""
    text = wording(words, language)
    if not text.numbers:
        return figure.value in stated_by(text.text) | ordinals_in(words) or not is_read(language)
    if not is_signed:
        return any(number.states(figure.value, _is_exact(figure)) for number in text.numbers)
    return any(figure.value in {_value(number, text, is_signed), -abs(number.value)} for number in text.numbers)


def _mentions(figure: Figure, passages: Sequence[Passage], language: str) -> Iterator[tuple[Wording, Number]]:
    """Every number of the body that states a figure, where it has words those within them, with the text around it."""
    for text in (wording(passage.text, language) for passage in passages):
        spans = [(0, len(text.text))] if figure.words is None else text.find(figure.words)
        for number in (number for span in spans for number in text.within(*span)):
            if number.states(figure.value, _is_exact(figure)):
                yield text, number


def _other_currencies(figure: Figure, passages: Sequence[Passage], language: str) -> tuple[str, ...]:
    """The currencies in which a body states a figure of another one; none where it states it in its own, or in none."""
    if figure.unit not in _currencies():
        return ()
    found = [_currency_at(text.shown, number) for text, number in _mentions(figure, passages, language)]
    if any(not codes or figure.unit in codes for codes in found):
        return ()
    return tuple(sorted({code for codes in found for code in codes}))


def _currency_at(text: str, number: Number) -> frozenset[str]:
    """The currencies that the words right before or right behind a number may mean; none where none stands there."""
    before = _currency_words("before").search(text, max(0, number.start - _NEAR), number.start)
    behind = _currency_words("behind").match(text, number.end)
    return frozenset(
        code
        for side, match in (("before", before), ("behind", behind))
        if match is not None
        for code, words in _currencies().items()
        if match["words"].casefold() in {word.casefold() for word in words[side]}
    )


@cache
def _currencies() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The words of each currency that stand before a number and behind it, by its code."""
    found: dict[str, dict[str, list[str]]] = read_own(_CURRENCIES)
    return found


@cache
def _currency_words(side: str) -> re.Pattern[str]:
    """What finds the words of a currency at that side of a number, the longest of them first."""
    words = {word for sides in _currencies().values() for word in sides[side]}
    any_word = "|".join(_as_pattern(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?P<words>{any_word})[\s-]*\Z" if side == "before" else rf"[\s-]*(?P<words>{any_word})")


def _as_pattern(word: str) -> str:
    start, end = (r"(?<![A-Za-z])" if word[0].isascii() else ""), (r"(?![A-Za-z])" if word[-1].isalpha() else "")
    found = re.escape(word).replace(r"\ ", r"[\s-]+")
    return f"{start}{found if word.isupper() else f'(?i:{found})'}{end if word[-1].isascii() else ''}"


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
    """True where the words around the number from `start` to `end` say that something fell by so much.

    Args:
        text: The text.
        start: The index of the number's first character.
        end: The index after its last character.

    Returns:
        True as for "fell 5%" and "a 5% fall", not for "fell to 5%"; at most 60 characters on either side are read.
    """
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return _FALLS_BEFORE.search(before) is not None or _FALLS_BEHIND.match(behind) is not None
