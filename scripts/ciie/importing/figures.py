"""Quantities of a body to figures of the vocabulary's measures, each with the words that made it so.

A measure is proposed where the unit fits and its signs stand near the number; two that fit equally well are none.
Signs close to the number weigh most, then those between it and its neighbours, then those elsewhere in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ciie.importing.editions import adds_up, past_years, spoken_edition
from ciie.importing.names_and_topics import PlacedQuantity, find_subject
from ciie.model.records import EditionSpan, Figure, Status
from ciie.model.values import Ref
from ciie.model.vocabulary import Measure, Of, Vocabulary
from ciie.reading.stated_figures import is_fall
from ciie.text.glosses import read_as
from ciie.text.names import NameFinder
from ciie.text.passages import find_sentences
from ciie.text.patterns import sign_pattern
from ciie.text.quantities import Quantity, find_quantities


@dataclass(frozen=True, slots=True)
class FigureFinding:
    """A quantity of the body and what it was taken for.

    Attributes:
        quantity: The number and what it counts.
        sentence: The sentence it stands in, as it was read: folded, and in another language its gloss.
        words: Its words as printed.
        figure: The figure it makes; None where the vocabulary has no measure for it.
        signs: The words that proposed the measure.
        place: The index of the passage.
        rivals: The measures that fit equally well, where that kept it from being one.
    """

    quantity: Quantity
    sentence: str
    words: str
    figure: Figure | None
    signs: tuple[str, ...]
    place: int
    rivals: tuple[str, ...] = ()

    def worded(self, words: str) -> FigureFinding:
        """The finding, and its figure, with its words as printed."""
        figure = replace(self.figure, words=words) if self.figure is not None else None
        return replace(self, words=words, figure=figure)


# Nothing that long is a sentence; the work below grows with its length times its numbers.
LONGEST_SENTENCE = 3000
# Of two numbers told "respectively" each sign stands near only one of them by chance.
RESPECTIVE_SLACK = 1.5
_RESPECTIVELY = re.compile(r"\brespectively\b|分别|[元币]、")
_EXPECTED = re.compile(
    r"\b(?:will|expected|expects?|plan(?:s|ned|ning)?|scheduled|set\s+to|to\s+be|forecast|projected|anticipated|would)\b"
    r"|预计|預計|将|將|有望|计划",
    re.I,
)
_REGISTERED = re.compile(r"\bregist|\bsigned\s+up\b|注册|註冊|报名|報名", re.I)


@dataclass(frozen=True)
class TextContext:
    """What proposing needs to know of the text as a whole.

    Attributes:
        vocabulary: The measures, and the names that figures are of.
        finder: The finder of those names.
        edition: The edition the text is on.
        after_close: Whether it was published after that edition closed, when counts are final.
        language: Its language.
    """

    vocabulary: Vocabulary
    finder: NameFinder
    edition: int | None
    after_close: bool
    language: str = "en"


@dataclass(frozen=True, slots=True)
class _Scored:
    """A measure that fits a quantity, how well, and what the figure would be."""

    measure: Measure
    score: float
    signs: tuple[str, ...]
    unit: str
    edition: EditionSpan | None
    of: Ref | None


def propose_figures(passages: Sequence[str], context: TextContext) -> tuple[FigureFinding, ...]:
    """Every quantity of `passages`, in order, with the figure it makes where the vocabulary has a measure for it."""
    glosses = [read_as(passage, context.language) for passage in passages]
    texts = [gloss.text for gloss in glosses]
    findings: list[FigureFinding] = []
    for place, (passage, gloss) in enumerate(zip(passages, glosses, strict=True)):
        for found, span in _in_passage(texts, place, context):
            start, end = gloss.span(*span)
            findings.append(found.worded(passage[start:end]))
    return tuple(_respectively(findings, context))


def _in_passage(
    texts: Sequence[str], place: int, context: TextContext
) -> Iterator[tuple[FigureFinding, tuple[int, int]]]:
    """The quantities of one passage, each with the place of its words in the text that was read."""
    names = context.finder.find_longest(texts[place])
    carried: EditionSpan | None = None
    for sentence in find_sentences(texts[place]):
        quantities = find_quantities(sentence.text)
        for index, quantity in enumerate(quantities):
            placed = PlacedQuantity(texts, place, sentence.start, sentence.text, quantities, index, names, carried)
            found = _propose(placed, context)
            span = found.figure.edition if found.figure is not None else None
            carried = span if span is not None and span.first < span.last else carried
            yield found, (sentence.start + quantity.start, sentence.start + quantity.end)


def _propose(placed: PlacedQuantity, context: TextContext) -> FigureFinding:
    nothing = FigureFinding(placed.quantity, placed.sentence, "", None, (), placed.place)
    if len(placed.sentence) > LONGEST_SENTENCE:
        return nothing
    scored = sorted(_scored(placed, context), key=lambda s: -s.score)
    if not scored:
        return nothing
    slack = RESPECTIVE_SLACK if _RESPECTIVELY.search(placed.sentence) else 0.0
    if len(scored) > 1 and scored[0].score - scored[1].score <= slack:
        return replace(nothing, rivals=tuple(rival.measure.id for rival in scored[:2]))
    return replace(nothing, figure=_figure(placed, scored[0], context), signs=scored[0].signs)


def _scored(placed: PlacedQuantity, context: TextContext) -> Iterator[_Scored]:
    spoken = _spoken(placed, context.edition)
    for measure in context.vocabulary.measures.values():
        unit = fitting_unit(placed, measure)
        if unit is None or not measure.signs or is_ruled_out(placed, measure):
            continue
        span, fits = _scoped(placed, measure, spoken, context.edition)
        score, signs = max((weigh_sign(placed, sign) for sign in measure.signs), key=lambda found: found[0])
        if not fits or score < LEAST:
            continue
        has_subject = bool(measure.subjects) and Of.NOTHING not in measure.of
        of = find_subject(placed, measure, context.vocabulary, context.finder) if has_subject else None
        if of is not None or not has_subject:
            bonus = 0.5 * has_subject + 0.25 * (placed.quantity.unit in measure.units)
            yield _Scored(measure, score + bonus, signs, unit, span, of)


def _spoken(placed: PlacedQuantity, main: int | None) -> EditionSpan | None:
    """The edition that the words around the quantity name; in a sum, also the editions named before."""
    if main is None:
        return None
    spoken = spoken_edition(placed.sentence, placed.quantity.start, placed.quantity.end, main)
    return placed.carried if spoken is None and adds_up(placed.sentence) else spoken


def _scoped(
    placed: PlacedQuantity, measure: Measure, spoken: EditionSpan | None, main: int | None
) -> tuple[EditionSpan | None, bool]:
    """The edition a figure of `measure` would speak of here, and whether the measure can speak of it."""
    own = EditionSpan(main, main) if main is not None else None
    several = spoken is not None and spoken.first < spoken.last
    if not measure.spans:
        return None, True
    if Of.RUN in measure.spans:
        return _run(int(placed.quantity.value), spoken or own)
    if measure.spans == {Of.EDITIONS}:
        return spoken, several
    if measure.spans == {Of.EDITION}:
        return spoken or own, not several
    past = past_years(placed.sentence, main) if main is not None and spoken is None else None
    return spoken or past or own, True


def _run(years: int, last: EditionSpan | None) -> tuple[EditionSpan | None, bool]:
    """The editions of so many years in a row, the last of which is known."""
    if last is None:
        return None, True
    fits = 1 < years <= last.last
    return (EditionSpan(last.last - years + 1, last.last) if fits else None), fits


def _figure(placed: PlacedQuantity, scored: _Scored, context: TextContext) -> Figure:
    quantity = placed.quantity
    is_growth = scored.measure.least is not None and scored.measure.least < 0
    falls = is_growth and is_fall(placed.sentence, quantity.number, quantity.end)
    return Figure(
        measure=scored.measure.id,
        value=-abs(quantity.value) if falls else quantity.value,
        unit=scored.unit,
        qualifier=placed.quantity.qualifier,
        edition=scored.edition,
        status=_status(placed, scored, context),
        of=scored.of,
    )


def _status(placed: PlacedQuantity, scored: _Scored, context: TextContext) -> Status | None:
    """What the words around a figure say of its stage; counts told after the close are final."""
    (low, high), quantity = placed.around, placed.quantity
    if "registered" in scored.measure.id and _REGISTERED.search(placed.sentence[low:high]):
        return Status.REGISTERED
    behind = re.split(r"[,;，；]|\s(?:and|or)\s", placed.sentence[quantity.end : min(high, quantity.end + 40)])[0]
    if _EXPECTED.search(placed.sentence[placed.clause : quantity.end] + behind):
        return Status.EXPECTED
    is_main = scored.edition is not None and scored.edition.last == context.edition == scored.edition.first
    return Status.FINAL if context.after_close and is_main and not scored.measure.subjects else None


def _respectively(findings: list[FigureFinding], context: TextContext) -> Iterator[FigureFinding]:
    """The findings, two that are told "respectively" each with the measure whose sign stands at its rank."""
    for index, finding in enumerate(findings):
        beside = (*findings[max(0, index - 1) : index], *findings[index + 1 : index + 2])
        mates = [mate for mate in beside if mate.sentence == finding.sentence and mate.rivals]
        if not finding.rivals or not mates or not _RESPECTIVELY.search(finding.sentence):
            yield finding
            continue
        rank = int(mates[0].quantity.start < finding.quantity.start)
        measures = [context.vocabulary.measures[rival] for rival in finding.rivals]
        ordered = sorted(measures, key=lambda measure: first_sign(finding.sentence, measure))
        yield _ranked(finding, ordered[rank])


def _ranked(finding: FigureFinding, measure: Measure) -> FigureFinding:
    quantity = finding.quantity
    figure = Figure(
        measure=measure.id,
        value=quantity.value,
        unit=quantity.unit or measure.units[0],
        qualifier=quantity.qualifier,
        status=Status.EXPECTED if _EXPECTED.search(finding.sentence) else None,
        words=finding.words,
    )
    return replace(finding, figure=figure, signs=("respectively",), rivals=())


# What a sign weighs: within this many characters of the number, between its neighbours, elsewhere in the sentence.
CLOSE, CLOSE_WEIGHT, BETWEEN_WEIGHT, FAR_WEIGHT = 48, 3.0, 2.0, 1.0
# A sign that only stands elsewhere in the sentence proposes nothing.
LEAST = 2.0
_PAUSE = re.compile(r"[,，;；。、]")
_REACH = 16
# Names of nouns.yml and the units of measures that may count the same.
_ALIKE = {
    "companies": {"companies", "exhibitors", "enterprises", "start-ups", "brands"},
    "exhibitors": {"companies", "exhibitors", "enterprises"},
    "items": {"items", "products"},
    "products": {"products", "items", "exhibits"},
    "start-ups": {"start-ups", "companies"},
    "countries": {"countries", "countries and regions", "countries and international organizations"},
}
_GROWTH = re.compile(
    r"\b(?:increas|grow|grew|rise|rose|rising|expand|bigger|larger|up\b|climb|jump|gain)"
    r"|增长|增長|扩大|提升|上升|增加|提高",
    re.I,
)


def fitting_unit(placed: PlacedQuantity, measure: Measure) -> str | None:
    """The unit of the measure that the quantity is counted in; None where it is counted in none of them."""
    unit = placed.quantity.unit
    if unit == "%":
        if "% growth" in measure.units and _GROWTH.search(placed.sentence):
            return "% growth"
        return "%" if "%" in measure.units else None
    printed = placed.sentence[placed.quantity.number : placed.quantity.end].lower()
    if unit != "m2" and (named := next((known for known in measure.units if printed.endswith(known)), None)):
        return named
    if unit in measure.units:
        return unit
    if unit is None:
        plain = [known for known in measure.units if not known.isupper() and known not in {"%", "m2", "% growth"}]
        return plain[0] if plain and len(measure.units) == len(plain) else None
    alike = _ALIKE.get(unit, set())
    return next((known for known in measure.units if known in alike), None) or _long_unit(unit, measure)


def _long_unit(unit: str, measure: Measure) -> str | None:
    """The measure's own spelling of a unit such as "countries, regions and international organizations"."""
    return next((known for known in measure.units if _bare(known) == _bare(unit)), None)


@lru_cache(maxsize=1024)
def _bare(unit: str) -> str:
    return re.sub(r"\W+", "", unit)


def is_ruled_out(placed: PlacedQuantity, measure: Measure) -> bool:
    """True where the words of the quantity, or those right around it, say that it counts less than the measure does."""
    quantity = placed.quantity
    if measure.least is not None and quantity.value < measure.least:
        return True
    before = _PAUSE.split(placed.sentence[max(0, quantity.start - _REACH) : quantity.start])[-1]
    behind = _PAUSE.split(placed.sentence[quantity.end : quantity.end + _REACH])[0]
    around = before + placed.sentence[quantity.start : quantity.end] + behind
    return any(sign_pattern(word).search(around) for word in measure.unless)


def weigh_sign(placed: PlacedQuantity, sign: str) -> tuple[float, tuple[str, ...]]:
    """How strongly one sign speaks for its measure here, and its words; 0 where a part of it is missing."""
    quantity, (_, high), low = placed.quantity, placed.around, placed.clause
    total, found = 0.0, []
    for pattern, factor in _parts(sign):
        weights = []
        for match in pattern.finditer(placed.sentence):
            close = quantity.start - CLOSE / 2 <= match.start() <= quantity.end + CLOSE
            inside = low <= match.start() < high
            reach = CLOSE_WEIGHT if close and inside else BETWEEN_WEIGHT if inside else FAR_WEIGHT
            weights.append((reach, match.group()))
        if not weights:
            return 0.0, ()
        weight, words = max(weights)
        total += weight * factor
        found.append(words)
    return total, tuple(found)


@lru_cache(maxsize=4096)
def _parts(sign: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    """The parts of a sign, each with the factor that its length gives it: long signs mean one thing only."""
    parts = [part.strip() for part in sign.split(" + ")]
    lengths = (len(part.split()) if part.isascii() else len(part) / 2 for part in parts)
    return tuple((sign_pattern(part), 1 + 0.25 * (length - 1)) for part, length in zip(parts, lengths, strict=True))


def first_sign(sentence: str, measure: Measure) -> int:
    """Where the first of a measure's signs stands in `sentence`; its length where none does."""
    parts = [part.strip() for sign in measure.signs for part in sign.split(" + ")[:1]]
    return min((m.start() for part in parts if (m := sign_pattern(part).search(sentence))), default=len(sentence))
