"""Quantities of a body to figures of the vocabulary's measures, each with the words that made it so.

A measure is proposed where the unit fits and its signs stand near the number; two that fit equally well are none.
Signs close to the number weigh most, then those between it and its neighbours, then those elsewhere in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from ciie.deriving.verdicts import digits
from ciie.importing.editions import named_edition
from ciie.importing.expo_words import EXPECTED
from ciie.importing.placed_quantities import RESPECTIVELY, PlacedQuantity, TextContext, fitting_unit, is_compared_with
from ciie.importing.signs import LEAST, counts_leaders, first_sign, is_ruled_out, weigh_sign
from ciie.importing.subjects import find_subject, is_of_countries, scope_of, spoken_of, told_status
from ciie.model.kinds import Of
from ciie.model.records import EditionSpan, Figure, Status
from ciie.model.values import Ref
from ciie.model.vocabulary import Measure
from ciie.reading.stated_figures import is_fall
from ciie.text.glosses import read_as
from ciie.text.quantities import Quantity, find_quantities
from ciie.text.sentences import find_sentences


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
        edition: The edition that it speaks of.
        doubt: What keeps the measure that fits from being its own.
    """

    quantity: Quantity
    sentence: str
    words: str
    figure: Figure | None
    signs: tuple[str, ...]
    place: int
    rivals: tuple[str, ...] = ()
    edition: EditionSpan | None = None
    doubt: str = ""

    def worded(self, words: str) -> FigureFinding:
        """The finding, and its figure, with its words as printed."""
        figure = replace(self.figure, words=words) if self.figure is not None else None
        return replace(self, words=words, figure=figure)


# Nothing that long is a sentence; the work below grows with its length times its numbers.
LONGEST_SENTENCE = 3000
# More numbers than an article has; each takes a millisecond or two.
MOST_READ = 600
# Of two numbers told "respectively" each sign stands near only one of them by chance.
RESPECTIVE_SLACK = 1.5


# By so much a measure may fit less well than one that it is mixed up with, where records state the value for it.
MIXED_UP = 3.0
# Numbers of so many digits, and none as small as a count of countries, are not those of two editions by chance.
PRECISE, LARGE = 3, 1000
# What is counted by country: a country's companies are none of the expo's as a whole.
NATIONAL = frozenset({"companies", "exhibitors", "start-ups", "brands", None})


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
    """The first quantities of `passages`, in order, each with the figure it makes where there is a measure for it.

    Args:
        passages: The paragraphs of a text.
        context: What is known of the text as a whole.

    Returns:
        A finding for each quantity, at most `MOST_READ`.
    """
    glosses = [read_as(passage, context.language) for passage in passages]
    texts = [gloss.text for gloss in glosses]
    findings: list[FigureFinding] = []
    for place, (passage, gloss) in enumerate(zip(passages, glosses, strict=True)):
        right_before = takewhile(lambda found: found.place == place - 1, reversed(findings))  # noqa: B023, used at once
        before = next((found.figure.measure for found in right_before if found.figure), None)
        for found, span in islice(_in_passage(texts, place, context, before), MOST_READ - len(findings)):
            start, end = gloss.span(*span)
            findings.append(found.worded(passage[start:end].rstrip()))
    return tuple(_respectively(findings, context))


def _in_passage(
    texts: Sequence[str], place: int, context: TextContext, last: str | None
) -> Iterator[tuple[FigureFinding, tuple[int, int]]]:
    """The quantities of one passage, each with the place of its words in the text that was read."""
    names = context.finder.find_longest(texts[place])
    carried: EditionSpan | None = None
    before: EditionSpan | None = None
    named: EditionSpan | None = None
    for sentence in find_sentences(texts[place]):
        quantities = find_quantities(sentence.text)
        known: dict[str | None, FigureFinding] = {}
        spoken: set[EditionSpan] = set()
        for index, quantity in enumerate(quantities):
            told = (names, carried, last, before if _OF_THEM.match(sentence.text) else None, named)
            placed = PlacedQuantity(texts, place, sentence.start, sentence.text, quantities, index, *told)
            found = _compared(_propose(placed, context), _alike(quantity, known), context)
            known[quantity.unit] = found
            span = found.figure.edition if found.figure is not None else None
            last = _referred(found, context) or last
            carried = span if span is not None and span.first < span.last else carried
            spoken |= {span} if span is not None else set()
            yield found, (sentence.start + quantity.start, sentence.start + quantity.end)
        named = named_edition(sentence.text, context.edition or 0) or named
        before = (spoken.pop() if len(spoken) == 1 else None) if spoken else before


def _referred(found: FigureFinding, context: TextContext) -> str | None:
    """The measure that later words can refer to, as a growth does; to a length in days they do not."""
    measure = context.vocabulary.measures[found.figure.measure] if found.figure is not None else None
    return measure.id if measure is not None and measure.checked_by is None else None


def _alike(quantity: Quantity, known: Mapping[str | None, FigureFinding]) -> FigureFinding | None:
    """The last number before of the same unit; of a bare one, that which is nearest in size."""
    if quantity.unit is not None and quantity.unit in known:
        return known[quantity.unit]
    counted = [found for unit, found in known.items() if unit != "%" and found.figure is not None]
    return min(counted, key=lambda found: abs(found.quantity.value - quantity.value), default=None)


def _compared(found: FigureFinding, previous: FigureFinding | None, context: TextContext) -> FigureFinding:
    """The finding; a number that the one before is compared with is of its measure: 461,000, from 480,000 last year."""
    known = previous.figure if previous is not None else None
    if known is None or previous is None or known.edition in {None, found.edition}:
        return found
    between = _BRACKETS.sub("", found.sentence[previous.quantity.end : found.quantity.start])
    reach = _FROM_THAT if found.figure is None else _RIGHT_FROM_THAT
    is_listed = found.figure is None and found.quantity.unit is not None and _LISTED.fullmatch(between)
    if found.quantity.unit not in {None, previous.quantity.unit} or not (is_listed or reach.search(between)):
        return found
    spans = context.vocabulary.measures[known.measure].spans
    if spans and Of.EDITION not in spans:
        return found
    other = replace(known, value=found.quantity.value, qualifier=found.quantity.qualifier, edition=found.edition)
    return replace(found, figure=replace(other, status=None), signs=("compared",))


_BRACKETS = re.compile(r"[(（][^()（）]{1,40}[)）]")
# Words between two numbers that are compared.
_FROM_THAT = re.compile(
    r"\b(?:from|to|than|compared\s+(?:with|to)|versus|against|over|waren\s+es|étaient|eran|erano|eram)\b|их\s+было|[比较]",
    re.I,
)
# The next of a list: 首届578.3亿美元,第二届为711.3亿美元.
_LISTED = re.compile(r"\s*[)）]?(?:으?로|를|을)?\s*[,，、;；]?\s*(?:and\s+)?[^\d,，。;；]{0,24}\d?[^\d,，。;；]{0,16}")
_RIGHT_FROM_THAT = re.compile(
    r"\s*,?\s*(?:up\s+|down\s+)?(?:from|compared\s+with|against)\s+(?:the\s+)?(?:last\s+year['’]s\s+)?$", re.I
)


def _propose(placed: PlacedQuantity, context: TextContext) -> FigureFinding:
    own = EditionSpan(context.edition, context.edition) if context.edition is not None else None
    is_sentence = len(placed.sentence) <= LONGEST_SENTENCE
    spoken = (spoken_of(placed, context.edition) if is_sentence else None) or own
    nothing = FigureFinding(placed.quantity, placed.sentence, "", None, (), placed.place, edition=spoken)
    start, end = placed.quantity.start, placed.quantity.end
    # Its own edition is one that nothing names.
    if not is_sentence or placed.is_part or (spoken == own and is_compared_with(placed.sentence, start, end)):
        return nothing
    scored = sorted(_scored(placed, context), key=lambda s: -s.score)
    if not scored:
        return nothing
    slack = RESPECTIVE_SLACK if RESPECTIVELY.search(placed.sentence) else 0.0
    if len(scored) > 1 and scored[0].score - scored[1].score <= slack:
        told = [rival for rival in scored[:2] if _is_known(placed, rival, context)]
        if len(told) != 1 or slack:
            return replace(nothing, rivals=tuple(rival.measure.id for rival in scored[:2]))
        scored = told
    best = _as_records_have_it(placed, scored, context)
    other = _doubted_edition(placed, best, context)
    if other is not None and _is_known(placed, replace(best, edition=other), context) and placed.named == other:
        best = replace(best, edition=other)
        return replace(nothing, figure=_figure(placed, best, context), signs=best.signs, edition=other)
    if other is not None:
        doubt = f"edition {other.key}, which stands before it or in the records, or {context.edition}?"
        return replace(nothing, rivals=(best.measure.id,), edition=None, doubt=doubt)
    return replace(nothing, figure=_figure(placed, best, context), signs=best.signs)


def _as_records_have_it(placed: PlacedQuantity, scored: Sequence[_Scored], context: TextContext) -> _Scored:
    """The measure that fits best; of two that are often mixed up the one that records alone state the value for."""
    best = scored[0]
    near = [rival for rival in scored[1:] if best.score - rival.score <= MIXED_UP]
    known = [r for r in near if r.measure.id in best.measure.unlike and _is_known(placed, r, context)]
    # Who registered and who came are told apart by their words alone.
    is_own = best.measure.group == "visitors" or _is_known(placed, best, context)
    return known[0] if len(known) == 1 and not is_own else best


def _is_known(placed: PlacedQuantity, scored: _Scored, context: TextContext) -> bool:
    """True where records state the value for the measure and the edition."""
    stated = context.known.get((scored.measure.id, placed.quantity.value), frozenset())
    return scored.edition is not None and scored.edition.key in stated


def _doubted_edition(placed: PlacedQuantity, scored: _Scored, context: TextContext) -> EditionSpan | None:
    """The edition that a figure may be of, where no words near it say that it is of the text's own."""
    own = EditionSpan(context.edition, context.edition) if context.edition is not None else None
    if own is None or scored.edition != own or spoken_of(placed, context.edition) or _is_known(placed, scored, context):
        return None
    if placed.named not in {None, own} and not EXPECTED.search(placed.sentence):
        return placed.named
    stated = context.known.get((scored.measure.id, placed.quantity.value), frozenset())
    single = next(iter(stated)) if len(stated) == 1 else ""
    is_precise = digits(placed.quantity.value) >= PRECISE and placed.quantity.value >= LARGE
    return EditionSpan(int(single), int(single)) if single.isdigit() and is_precise else None


def _scored(placed: PlacedQuantity, context: TextContext) -> Iterator[_Scored]:
    spoken = spoken_of(placed, context.edition)
    is_national = (
        placed.quantity.unit in NATIONAL
        and is_of_countries(placed, context.vocabulary, context.finder)
        and not counts_leaders(placed)
    )
    for measure in context.vocabulary.measures.values():
        unit = fitting_unit(placed, measure)
        if unit is None or not measure.signs or is_ruled_out(placed, measure):
            continue
        if is_national and "places" not in measure.subjects:
            continue
        # "Farmers signed deals of $700 million, 40 percent more" is no growth of the expo's.
        if measure.growth_of is not None and placed.last in measure_of_parts(context, measure.growth_of):
            continue
        single = context.vocabulary.measures.get(measure.sum_of or "")
        is_more = single is not None and is_ruled_out(placed, single)
        span, fits = scope_of(placed, measure, spoken, context, is_more=is_more)
        score, signs = max((weigh_sign(placed, sign) for sign in measure.signs), key=lambda found: found[0])
        if not fits or score < LEAST:
            continue
        has_subject = bool(measure.subjects) and Of.NOTHING not in measure.of
        is_asked = has_subject or measure.subjects == {"places"}
        of = find_subject(placed, measure, context.vocabulary, context.finder) if is_asked else None
        if of is not None or not has_subject:
            bonus = 0.5 * has_subject + 0.25 * (placed.quantity.unit in measure.units)
            yield _Scored(measure, score + bonus, signs, unit, span, of)


def measure_of_parts(context: TextContext, whole: str) -> tuple[str, ...]:
    """The measures that must not be confused with `whole` and are of someone."""
    known = context.vocabulary.measures
    return (
        tuple(name for name in known[whole].unlike if name in known and known[name].subjects) if whole in known else ()
    )


# "Among them, 622 companies" are of the edition that the sentence before speaks of; so is what "the expo attracted".
_OF_THEM = re.compile(
    r"\W{0,3}(?:(?:among|of)\s+(?:them|these|those|which)\b|其中|うち|その中|[当當该該那]一?[届屆]"
    r"|(?:(?:the\s+)?(?:expo|event|fair|exhibition)|it)\s+(?:attracted|drew|featured|hosted|gathered|brought\s+together)\b)",
    re.I,
)


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


# What companies book before an edition opens is so much by then, whatever comes of it.
_BOOKED = frozenset({"booked-area", "booked-share"})
_SIGNED = re.compile(
    r"\b(?:regist\w*|sign(?:ed|ing)\s+(?:up|on)|(?:have|has|had)\s+(?:already\s+)?(?:signed|confirmed|applied|booked)|contracted|enroll?ed)\b"
    r"|签约|報名|报名|注册|註冊|确认参|確認參",
    re.I,
)


def _status(placed: PlacedQuantity, scored: _Scored, context: TextContext) -> Status | None:
    """What the words around a figure say of its stage; counts told after the close are final."""
    told = told_status(placed, scored.measure)
    if told is not None:
        return told
    is_ahead = context.opened is not None and scored.edition is not None and scored.edition.last > context.opened
    if is_ahead and Of.EDITION in scored.measure.spans and scored.measure.id not in _BOOKED:
        return Status.REGISTERED if _SIGNED.search(placed.sentence[placed.begins :]) else Status.EXPECTED
    is_main = scored.edition is not None and scored.edition.last == context.edition == scored.edition.first
    return Status.FINAL if context.after_close and is_main and not scored.measure.subjects else None


def _respectively(findings: list[FigureFinding], context: TextContext) -> Iterator[FigureFinding]:
    """The findings, two that are told "respectively" each with the measure whose sign stands at its rank."""
    for index, finding in enumerate(findings):
        beside = (*findings[max(0, index - 1) : index], *findings[index + 1 : index + 2])
        mates = [mate for mate in beside if mate.sentence == finding.sentence and _competes(mate, finding.rivals)]
        if not finding.rivals or not mates or not RESPECTIVELY.search(finding.sentence):
            yield finding
            continue
        rank = int(mates[0].quantity.start < finding.quantity.start)
        measures = [context.vocabulary.measures[rival] for rival in finding.rivals]
        ordered = sorted(measures, key=lambda measure: first_sign(finding.sentence, measure))
        yield _ranked(finding, ordered[rank])


def _competes(mate: FigureFinding, rivals: tuple[str, ...]) -> bool:
    return bool(mate.rivals) or (mate.figure is not None and mate.figure.measure in rivals)


def _ranked(finding: FigureFinding, measure: Measure) -> FigureFinding:
    quantity = finding.quantity
    figure = Figure(
        measure=measure.id,
        value=quantity.value,
        unit=quantity.unit or measure.units[0],
        qualifier=quantity.qualifier,
        status=Status.EXPECTED if EXPECTED.search(finding.sentence) else None,
        words=finding.words,
    )
    return replace(finding, figure=figure, signs=("respectively",), rivals=())
