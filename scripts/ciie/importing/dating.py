"""When a source was published, and the dated events that it tells.

A date of publication is printed, in the page's head or address, or estimated between what the text proves: never a
photograph's date, the date of a linked article, or a guess from the tense of a verb.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from ciie.capturing.addresses import address_date
from ciie.capturing.captures import Answer, Capture, EventFinding, Finding, Layout, PieceKind, Sureness
from ciie.capturing.datelines import opening_datelines, without_dateline
from ciie.capturing.imprints import find_stamps, first_date
from ciie.importing.expo_words import told_day, weekdays_with_date
from ciie.model.records import Event
from ciie.model.values import PartialDate, Precision, day, parse_date, partial_date
from ciie.model.vocabulary import Edition
from ciie.text.dates import resolve_dates
from ciie.text.glosses import read_as
from ciie.text.sentences import find_sentences

Dated = Finding[PartialDate]
# Photographs of preparations are at most about two weeks older than the article that shows them.
LONGEST_WINDOW_DAYS = 14
# Days between a dateline and the page that carries the text: the page's own day is the one of publication.
FILED_BEFORE_DAYS = 1
_MONTH = dt.timedelta(days=31)
_WEEK = dt.timedelta(days=7)
# Reports that name the day alone are of the days around an edition.
_AROUND_DAYS = 12
# Lines above an article, among which its date stands.
HEAD_LINES = 8
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<left>0?[1-9]|1[0-2])(?P<mark>[/-])(?P<right>0?[1-9]|1[0-2])(?P=mark)(?P<year>20[12]\d)(?![\d/-])"
)
# A paper's issue is named in the last lines.
LAST_LINES = 4
_ISSUED = re.compile(r"\s*(?:付け?)?\s*(?:発行|號外|号)")
# Words that say so outright; "will open" may be a translator's tense.
_NOT_OPEN = re.compile(
    r"\b(?:has|have)\s+not\s+yet\s+(?:opened|begun|started)|\byet\s+to\s+open\b|尚未(?:开幕|开始)|还没(?:有)?开幕",
    re.I,
)


def printed_date(capture: Capture, layout: Layout, held: Edition | None, is_copy: bool = False) -> Answer[PartialDate]:
    """The date that the capture prints or its head or address gives, and the other dates that contradict it.

    Args:
        capture: The capture.
        layout: Its lines, each with what it is.
        held: The edition that the text says it is on; its year serves a dateline without one.
        is_copy: Whether the page carries an agency's text, so that its own dates are those of the copy.
    """
    token = list(_tokens(layout))
    stamps, updated = list(_stamps(layout, "published")), list(_stamps(layout, "updated"))
    given = [*_head_dates(capture), *_address_dates(capture)]
    days = [found for found in (*token, *given) if found.value.precision is Precision.DAY]
    datelines = list(_datelines(layout, held, (*stamps, *token, *given)))
    filed = [found for found in datelines if _contradicts(found, days)]
    first = [found for found in datelines if is_copy and any(_is_before(found, later) for later in (*stamps, *days))]
    confirmed = [found for found in token if any(_apart(found, stamp) <= 1 for stamp in stamps)]
    found = [*first, *confirmed, *stamps, *filed, *days, *updated, *_own_datelines(layout), *_issues(layout)]
    if not found:
        return Answer(None)
    best = found[0]
    others = [other for other in (*stamps, *days) if _apart(best, other) > 1]
    doubts = [f"another date stands in the capture: {other.value.iso} ({other.evidence})" for other in others]
    if best in updated and best not in stamps:
        doubts.append("the only date printed is that of the last change")
    return Answer(best, tuple(doubts))


def inferred_date(
    capture: Capture, layout: Layout, candidates: Sequence[Edition], language: str
) -> Answer[PartialDate]:
    """The date by the dateline, the edition's days or dated photographs; or else the month that the page tells.

    Args:
        capture: The capture.
        layout: Its lines, each with what it is.
        candidates: The edition that the text is on, or all that it may be on.
        language: The language of the text.
    """
    written = list(_in_numbers(layout))
    doubts = [f"“{words}” is {' or '.join(date.text for date in dates)}" for words, dates in written if len(dates) > 1]
    months = [*_tokens(layout), *_head_dates(capture), *_stamps(layout, "published"), *_address_dates(capture)]
    of_year = [held for held in candidates if months and held.year == months[0].value.first.year]
    told = [held for held in of_year or candidates if told_day(layout.paragraphs, held, language) is not None]
    likely = next((found for found in (candidates, of_year, told) if len(found) == 1), ())
    days = [found for held in likely for found in _near_edition(written, held)]
    days += [*_with_weekday(layout, language), *_datelines(layout, likely[0] if likely else None, months)]
    for held in likely:
        days += [*_told(layout, held, language), *_window(layout, held)]
    within = [found for found in days if all(_is_near(found, month) for month in months)]
    if within:
        return Answer(within[0], (*doubts, "the date is estimated, not printed"))
    if months:
        return Answer(months[0], (*doubts, "only the month of publication is known"))
    return Answer(None, tuple(doubts) or ("no date of publication stands in the capture",))


def after_what_is_told(given: Answer[PartialDate], layout: Layout, held: Edition, language: str) -> Answer[PartialDate]:
    """The date of the page's address; where that lies before the opening or close that the text tells of, their day."""
    told = next(_told(layout, held, language), None)
    if given.finding is None or told is None or told.value.first <= given.finding.value.last:
        return given
    return Answer(told, (*given.doubts, f"the address says {given.finding.value.iso}, before what the text tells"))


def _in_numbers(layout: Layout) -> Iterator[tuple[str, tuple[PartialDate, ...]]]:
    """Dates such as 10/11/2024 at the head of a page, each with what it may mean."""
    for piece in layout.pieces[:HEAD_LINES]:
        for match in _NUMERIC.finditer(piece.text):
            left, right, year = (int(match[name]) for name in ("left", "right", "year"))
            dates = (partial_date(year, right, left), partial_date(year, left, right))
            yield match.group(), tuple(dict.fromkeys(date for date in dates if date is not None))


def _near_edition(written: Sequence[tuple[str, tuple[PartialDate, ...]]], held: Edition) -> Iterator[Dated]:
    """Of dates in numbers those of which one reading alone lies near the edition's days."""
    low, high = held.opens.first - _WEEK, held.closes.last + _WEEK
    for words, dates in written:
        near = [date for date in dates if low <= date.first <= high]
        if len(near) == 1:
            days = f"edition {held.ordinal} was from {held.opens.text} to {held.closes.text}"
            yield Finding(near[0], f"“{words}”, read as {near[0].text}, since {days}", Sureness.INFERRED)


def _with_weekday(layout: Layout, language: str) -> Iterator[Dated]:
    """The last day that the first passages name with its weekday, as news does: on Friday, November 2, 2018."""
    told = weekdays_with_date(layout.paragraphs, language)
    if told:
        date, words = max(told, key=lambda each: each[0].first)
        yield Finding(date, f"the text tells of “{words}”", Sureness.INFERRED)


def _is_near(found: Dated, month: Dated) -> bool:
    """True of a day in `month`, or in the one behind it."""
    return month.value.first <= found.value.first <= month.value.last + _MONTH


def _is_before(filed: Dated, copied: Dated) -> bool:
    """True of a dateline's day in the weeks before that of the page which carries the text."""
    return copied.value.first - _MONTH <= filed.value.first < copied.value.first


def _contradicts(filed: Dated, days: Sequence[Dated]) -> bool:
    """True of a dateline's day that lies far from every day that the page gives, which is then a later copy's."""
    return bool(days) and all(_apart(filed, found) > FILED_BEFORE_DAYS for found in days)


def _told(layout: Layout, held: Edition, language: str) -> Iterator[Dated]:
    """The day on which the text says that the edition opened or closed, by its weekday or as today."""
    told = told_day(layout.paragraphs, held, language)
    if told is not None:
        date, words = told
        days = f"was from {held.opens.text} to {held.closes.text}"
        evidence = f"inferred: the text says “{words}”, and edition {held.ordinal} {days}"
        yield Finding(day(date), evidence, Sureness.INFERRED)


def find_updated(layout: Layout, date: Dated | None) -> Dated | None:
    """The date of the last change, where it is printed beside another of publication."""
    found = next(_stamps(layout, "updated"), None)
    return found if found is not None and date is not None and found.value != date.value else None


def _tokens(layout: Layout) -> Iterator[Dated]:
    for piece in layout.of(PieceKind.STAMP):
        date = first_date(piece.text) or parse_date(piece.text.split()[-1])
        if date is not None:
            yield Finding(date, f"line {piece.line}: “{piece.text}”", Sureness.PRINTED)


def _stamps(layout: Layout, kind: str) -> Iterator[Dated]:
    lines = {piece.line: piece.text for piece in layout.pieces}
    for line, imprint in layout.imprints:
        dates: tuple[PartialDate, ...] = getattr(imprint, kind)
        for date in dates:
            yield Finding(date, f"line {line}: “{lines[line][:80]}”", Sureness.PRINTED)


def _head_dates(capture: Capture) -> Iterator[Dated]:
    for text, tag in capture.metadata.dates:
        date = first_date(text) or parse_date(text[:10]) or _compact(text)
        if date is not None:
            yield Finding(date, tag, Sureness.METADATA)


def _compact(text: str) -> PartialDate | None:
    """The day that eight digits write, perhaps with a time behind them: 20231105."""
    match = re.match(r"(20\d\d)(\d\d)(\d\d)(?!\d(?!\d))", text)
    return partial_date(*map(int, match.groups())) if match is not None else None


def _address_dates(capture: Capture) -> Iterator[Dated]:
    for address, _ in capture.metadata.addresses:
        date = address_date(address)
        if date is not None:
            yield Finding(date, f"address {address}", Sureness.ADDRESS)


def _issues(layout: Layout) -> Iterator[Dated]:
    """The day of the issue of a paper that a text stood in, which its last lines tell."""
    for piece in layout.pieces[-LAST_LINES:]:
        for stamp in find_stamps(piece.text):
            if _ISSUED.match(piece.text, stamp.end):
                yield Finding(stamp.date, f"line {piece.line}: “{piece.text[-80:]}”", Sureness.PRINTED)


def _own_datelines(layout: Layout) -> Iterator[Dated]:
    """The dates of datelines that have a year."""
    for opening in opening_datelines(layout.paragraphs):
        date = opening.date(None)
        if date is not None:
            yield Finding(date, f"dateline: “{opening.words.strip()[:60]}”", Sureness.PRINTED)


def _datelines(layout: Layout, held: Edition | None, known: Sequence[Dated]) -> Iterator[Dated]:
    """The dates of datelines: one without a year in that of the edition, or in the one nearest to a known date."""
    yield from _own_datelines(layout)
    near = known[0].value.first if known else None
    for opening in opening_datelines(layout.paragraphs):
        if opening.year or not opening.day:
            continue
        month = opening.month or (held.opens.first.month if held is not None else None)
        dates = [date for year in _years(held, near) if (date := opening.date(year, month)) is not None]
        # A day without its month is one of those around the edition, or nobody knows of which month.
        if not opening.month and held is not None:
            dates = [date for date in dates if abs((date.first - held.opens.first).days) <= _AROUND_DAYS]
        if not dates:
            continue
        close = [date for date in dates if near is not None and abs((date.first - near).days) <= _MONTH.days]
        date = (close or dates)[0]
        how = f"dateline, with the year {date.first.year} of the {'page' if close or held is None else 'edition'}"
        yield Finding(date, f"{how}: “{opening.words.strip()[:60]}”", Sureness.INFERRED)


def _years(held: Edition | None, near: dt.date | None) -> Iterator[int]:
    if held is not None:
        yield held.year
    if near is not None:
        yield from (near.year, near.year - 1)


def _window(layout: Layout, held: Edition) -> Iterator[Dated]:
    """The last day before the opening, where photographs are barely older and the text says it is still to come."""
    dates = (first_date(caption.text) for caption in layout.of(PieceKind.CAPTION))
    latest = max((date.last for date in dates if date is not None), default=None)
    said = next((match.group() for text in layout.paragraphs if (match := _NOT_OPEN.search(text))), None)
    eve = held.opens.first - dt.timedelta(days=1)
    if latest is None or said is None or not 0 <= (eve - latest).days <= LONGEST_WINDOW_DAYS:
        return
    evidence = (
        f"estimated: no date is printed; the latest dated photograph is of {day(latest).text}, and the text says that "
        f"the expo, which opened on {held.opens.text}, “{said}”: between {latest.isoformat()} and {eve.isoformat()}"
    )
    yield Finding(day(eve), evidence, Sureness.INFERRED)


def _apart(left: Dated, right: Dated) -> int:
    return abs((left.value.first - right.value.first).days)


# What an editor still looks through; and in characters, what longer words of an event are cut to.
MOST_EVENTS = 20
LONGEST_WHAT = 220


def propose_events(
    passages: Sequence[str], published: PartialDate | None, language: str = "en"
) -> tuple[EventFinding, ...]:
    """The dated sentences of `passages`, in the order of their dates, the first of each date, at most twenty."""
    found: dict[str, EventFinding] = {}
    for passage in map(without_dateline, passages):
        gloss = read_as(passage, language)
        for sentence in find_sentences(gloss.text):
            text = passage[slice(*gloss.span(sentence.start, sentence.start + len(sentence.text)))]
            for named in resolve_dates(sentence.text, published):
                if named.date.iso not in found:
                    start = sentence.start + named.start
                    words = passage[slice(*gloss.span(start, start + len(named.words)))]
                    event = Event(named.date, _what(text), words)
                    found[named.date.iso] = EventFinding(event, text, named.is_relative)
    ordered = sorted(found.values(), key=lambda f: (f.event.date.first, f.event.date.last))
    return tuple(ordered[:MOST_EVENTS])


def _what(sentence: str) -> str:
    """The sentence as one line of a list: without quotation marks at its ends, cut at a clause where it is long."""
    text = sentence.strip().strip('“”"').rstrip(".。 ")
    if len(text) <= LONGEST_WHAT:
        return text
    cut = max(text.rfind(mark, 0, LONGEST_WHAT) for mark in (", ", "; ", "，", "；", " "))
    return f"{text[: cut if cut > 60 else LONGEST_WHAT].rstrip(' ,;，；')} …"
