"""Figures compared with the words beside their numbers: what those count, how exactly, of which edition and stage.

Only a digest is held to them, since its words are an editor's and can be mended. Where they leave open what they say of
a number, nothing is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from ciie.model.problems import Problem, problem, quoted
from ciie.model.records import EditionSpan, Figure, Passage, Qualifier, Status
from ciie.model.suggestions import joined
from ciie.model.values import PartialDate
from ciie.model.vocabulary import Edition, Measure
from ciie.text.numbers import ordinal_number
from ciie.text.passages import wording
from ciie.text.patterns import sign_pattern
from ciie.text.quantities import Quantity, find_quantities
from ciie.text.sentences import find_sentences

_NTH = r"(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))"
_EXPO = r"(?:(?:China International Import |import )?expo|CIIE|edition|fair)\b"
# "2,900 exhibitors of the fourth expo", not "23% more than at the first expo".
_BEHIND = re.compile(rf"[^.;:,()\d]{{0,40}}?\b(?:at|of|for|in|to) the {_NTH} {_EXPO}", re.I)
_COMPARED = re.compile(r"\b(?:than|since|from|as|more|less|those|until)\b", re.I)
_AT_FIRST = re.compile(rf"(?:At|In|For|To) the {_NTH} {_EXPO}")
# An edition by its ordinal, which is no first time and no second day; by its year; in Chinese.
_ORDINAL = re.compile(
    rf"\b(?:the|its|their|this|and|to) {_NTH}\b"
    r"(?!\s+(?:time|day|half|quarter|batch|place|company|such|country|non|fall))"
    r"|第(?P<zh>[一二三四五六七八九十]{1,3}|\d{1,2})届",
    re.I,
)
_YEAR = re.compile(r"\b20\d\d\b")
_ANOTHER = re.compile(
    r"\b(?:before|previous|earlier|last|ago|next|following|past|prior|preceding|after|coming|years)\b", re.I
)
# A comparison, or the same in another currency: what is said there of exactness is said of something else.
_UNCLEAR = re.compile(r"\bthan the\s+$|\(\s*$", re.I)
_FARTHEST = 40
# Where a body says one, a figure may say the other.
_ALIKE = ({Qualifier.OVER, Qualifier.AT_LEAST},)
# A passage, and a number in it.
Mention = tuple[str, Quantity]
_TIMES = frozenset({"days", "years", "months"})
# Units of figures and of quantities by what they count; guests may be countries, and entrepreneurs their companies.
_SORTS: Mapping[str, Set[str]] = {
    "companies": {"companies", "exhibitors", "enterprises", "start-ups", "brands"},
    "people": {"visitors", "people", "entries", "visits", "buyers", "participants", "volunteers", "journalists"},
    "things": {"items", "products", "exhibits"},
    "shares": {"%", "% growth"},
    "area": {"m2"},
    "time": _TIMES,
}
_MAY_MEAN = ({"people", "companies"}, {"people", "countries"})
_ANYBODY = re.compile(r"participants|guests", re.I)
# Words right before or behind a number that put it in the future.
_AHEAD = re.compile(r"\b(?:(?<!the )will|(?:is|are|was|were) (?:expected|to be)|expects?)\b[^,;.:]*$", re.I)
_AHEAD_BEHIND = re.compile(r"[^,;.:]{0,30}?\b(?:will|(?:is|are) (?:expected|to (?:come|attend|take part)))\b", re.I)
# What the body says beside visitors who have registered, whether they come or not.
_SIGNED = re.compile(r"regist|\b(?:sign|appl|enrol|put)|报名|注册", re.I)
# An article may look back on what was expected.
_HOPED = re.compile(
    r"\b(?:expect|plan|forecast|predict|anticipat|estimat|aim|target|hope|projected|meant|supposed"
    r"|(?:would|should|(?:was|were) to)\b)",
    re.I,
)


@dataclass(frozen=True)
class Digest:
    """A record's digest, as far as its figures are held to it.

    Attributes:
        passages: The body.
        edition: The edition that the record is on.
        published: When its article was published.
        editions: The editions of the vocabulary, by id.
        measures: The measures of the vocabulary, by id.
    """

    passages: Sequence[Passage]
    edition: EditionSpan | None
    published: PartialDate | None
    editions: Mapping[str, Edition]
    measures: Mapping[str, Measure] = field(default_factory=dict)

    @cached_property
    def own(self) -> int | None:
        """The one edition that the record is on."""
        return _single(self.edition)

    @cached_property
    def named(self) -> Set[int]:
        """The ordinals of the editions that the body may name, by ordinal or by year."""
        text = "\n".join(passage.text for passage in self.passages)
        by_year = {str(each.year): each.ordinal for each in self.editions.values()}
        ordinals = (ordinal_number(match["nth"] or match["zh"]) for match in _ORDINAL.finditer(text))
        return {n for n in ordinals if n} | {by_year[year] for year in _YEAR.findall(text) if year in by_year}


def check_contexts(figures: Sequence[Figure], digest: Digest) -> Iterator[Problem]:
    """Figures that the words around their numbers contradict.

    Args:
        figures: The figures of a record.
        digest: Its digest.

    Yields:
        A fault for each unit and qualifier that the body does not give, each edition that it does not speak of there,
        and each status that its words or the day of the article rule out.
    """
    found = _mentions({abs(figure.value) for figure in figures}, digest.passages)
    for figure in figures:
        place, mentions = (figure.line, figure.column), found[abs(figure.value)]
        said = _qualifiers(figure, mentions)
        if said and not _fits(figure.qualifier, said):
            text, first = mentions[0]
            message = f"the body says {quoted(text[first.start : first.end])}, and the figure says {figure.qualifier}"
            hint = f"write qualifier: {said[0]}, or say it otherwise in the body"
            yield problem(place, "figure-qualifier", message, hint)
        yield from _check_unit(figure, mentions)
        yield from _check_measure(figure, digest.measures.get(figure.measure), mentions)
        if figure.status is Status.FINAL and mentions and all(_is_ahead(text, each) for text, each in mentions):
            message = "the body says that the number is still to come, and the figure says final"
            yield problem(place, "figure-status", message, "write status: expected, or say it otherwise in the body")
        edition = _single(figure.edition)
        if edition is not None:
            yield from _check_edition(figure, edition, digest, mentions)


def _mentions(values: Set[Decimal], passages: Sequence[Passage]) -> Mapping[Decimal, Sequence[Mention]]:
    """By value, without signs, every number of the body that is one of `values`, with the passage it stands in."""
    found: dict[Decimal, list[Mention]] = defaultdict(list)
    for text in (passage.text for passage in passages):
        # To look for any number is quicker than to read what it counts.
        if any(abs(number.value) in values for number in wording(text).numbers):
            for quantity in find_quantities(text):
                found[abs(quantity.value)].append((text, quantity))
    return found


def _check_edition(figure: Figure, edition: int, digest: Digest, mentions: Sequence[Mention]) -> Iterator[Problem]:
    place, named = (figure.line, figure.column), f"edition {edition}"
    others = {_edition_beside(text, found) for text, found in mentions}
    if others and None not in others and edition not in others:
        told = joined([f"edition {other}" for other in sorted(filter(None, others))])
        message = f"the body gives the number for {told}, and the figure is of {named}"
        yield problem(place, "figure-edition", message, "correct the edition of the figure, or the body")
    elif not _is_named(edition, digest, mentions):
        message = f"the figure is of {named}, which the body does not name"
        yield problem(place, "figure-edition", message, "correct the edition, or name it in the body beside the number")
    listed = digest.editions.get(str(edition))
    ended = listed is None or digest.published is None or digest.published.last >= listed.closes.first
    if figure.status is Status.FINAL and not ended and listed is not None:
        message = f"the number cannot be final: the article is older than the end of {named} on {listed.closes.text}"
        hint = "write status: expected, registered or interim, or correct the edition"
        yield problem(place, "figure-status", message, hint)
    over = listed is not None and digest.published is not None and digest.published.first > listed.closes.last
    looks_back = any(_HOPED.search(text) for text, _ in mentions)
    if figure.status is Status.EXPECTED and over and not looks_back and listed is not None:
        when = f"from after the end of {named} on {listed.closes.text}"
        message = f"the article is {when}, when no number is expected any more"
        hint = "write status: final, or correct the edition, or say in the body that it was expected"
        yield problem(place, "figure-status", message, hint)


def _check_unit(figure: Figure, mentions: Sequence[Mention]) -> Iterator[Problem]:
    """A fault where all that the body counts with a figure's number is of another sort than its unit."""
    own, sorts = _sort(figure.unit), [_sort_there(text, each) for text, each in mentions]
    if own is None or any(sort is None or sort == own or {sort, own} in _MAY_MEAN for sort in sorts):
        return
    for text, first in mentions[:1]:
        message = f"the body says {quoted(text[first.start : first.end])}, and the figure counts {figure.unit}"
        hint = "correct the measure and the unit, or the value"
        yield problem((figure.line, figure.column), "figure-unit", message, hint)


def _check_measure(figure: Figure, measure: Measure | None, mentions: Sequence[Mention]) -> Iterator[Problem]:
    """A fault where the body calls what it counts by a word of the measure's `unless`, or tells of no registering."""
    told = [text[each.number : each.end] for text, each in mentions if _sort(figure.unit) in {"companies", "people"}]
    others = [sign_pattern(word) for word in measure.unless if word[0] not in "<>"] if measure is not None else []
    is_of_others = all(any(other.search(words) for other in others) for words in told)
    if told and (is_of_others or ("-registered" in figure.measure and not any(_SIGNED.search(t) for t, _ in mentions))):
        message = f"the body says {quoted(told[0])}, and the figure is one of {figure.measure}"
        yield problem((figure.line, figure.column), "figure-unit", message, "correct the measure, or the body")


def _sort(unit: str | None) -> str | None:
    """What a unit counts; None of one that may count this or that."""
    if unit is None or unit.startswith("countries"):
        return "countries" if unit else None
    money = "money" if unit.isupper() else None
    return next((name for name, units in _SORTS.items() if unit in units), money)


def _sort_there(text: str, found: Quantity) -> str | None:
    return None if _ANYBODY.search(text, found.number, found.end) else _sort(found.unit)


def _is_ahead(text: str, found: Quantity) -> bool:
    return (
        _AHEAD.search(text, max(0, found.start - 2 * _FARTHEST), found.start) is not None
        or _AHEAD_BEHIND.match(text, found.end) is not None
    )


def _single(span: EditionSpan | None) -> int | None:
    return span.first if span is not None and span.first == span.last else None


def _fits(qualifier: Qualifier, said: Sequence[Qualifier]) -> bool:
    return qualifier in said or any(qualifier in alike and alike & {*said} for alike in _ALIKE)


def _qualifiers(figure: Figure, mentions: Sequence[Mention]) -> list[Qualifier]:
    """How exact the body says that a number is, each time that it gives it; none where one of them is not clear."""
    is_time = figure.unit in _TIMES
    unclear = (_UNCLEAR.search(text, max(0, each.number - _FARTHEST), each.number) for text, each in mentions)
    if is_time or any(unclear):
        return []
    return [each.qualifier for _, each in mentions]


def _edition_beside(text: str, found: Quantity) -> int | None:
    """The ordinal of the edition that the words right behind a number name, or those its sentence begins with."""
    behind = _BEHIND.match(text, found.end)
    if behind is not None:
        between = text[found.end : behind.start("nth")].removesuffix(" the ").rpartition(" ")[0]
        return None if _COMPARED.search(between) else ordinal_number(behind["nth"])
    sentence = next(each for each in reversed([*find_sentences(text)]) if each.start <= found.number)
    first = _AT_FIRST.match(sentence.text)
    return ordinal_number(first["nth"]) if first is not None else None


def _is_named(edition: int, digest: Digest, mentions: Sequence[Mention]) -> bool:
    """True of the record's own edition, of one that the body names, and of one next to those that it may point at."""
    near = {*digest.named, digest.own}
    if digest.own is None or edition in near or not mentions:
        return True
    return bool(near & {edition - 1, edition + 1}) and any(_ANOTHER.search(text) for text, _ in mentions)
