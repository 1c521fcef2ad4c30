"""When a source was published, and the dated events that it tells.

A date of publication is printed, in the page's head or address, or estimated between what the text proves: never a
photograph's date, the date of a linked article, or a guess from the tense of a verb.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from ciie.importing.captures import Answer, Capture, EventFinding, Finding, Layout, PieceKind, Sureness
from ciie.importing.datelines import opening_datelines, without_dateline
from ciie.importing.imprints import first_date
from ciie.model.records import Event
from ciie.model.values import ANNOUNCED, PartialDate, day, parse_date, partial_date
from ciie.model.vocabulary import Edition
from ciie.text.dates import resolve_dates
from ciie.text.glosses import read_as
from ciie.text.passages import find_sentences

Dated = Finding[PartialDate]
# Photographs of preparations are at most about two weeks older than the article that shows them.
LONGEST_WINDOW_DAYS = 14
_ADDRESS_DATES = (
    re.compile(r"/(?P<y>20\d\d)[/-]?(?P<m>[01]\d)[/-]?(?P<d>[0-3]\d)(?=[/_.-]|\d{0,8}(?:\D|$))"),
    re.compile(r"/(?P<y>20\d\d)-(?P<m>[01]?\d)[/-](?P<d>[0-3]?\d)(?=\D|$)"),
    re.compile(r"[/t](?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)_"),
    re.compile(r"/(?P<y>\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)\d{2,6}/?$"),
)
# Words that say so outright; "will open" may be a translator's tense.
_NOT_OPEN = re.compile(
    r"\b(?:has|have)\s+not\s+yet\s+(?:opened|begun|started)|\byet\s+to\s+open\b|尚未(?:开幕|开始)|还没(?:有)?开幕",
    re.I,
)


def printed_date(capture: Capture, layout: Layout) -> Answer[PartialDate]:
    """The date that the capture prints or its head or address gives, and the other dates that contradict it."""
    token = list(_tokens(layout))
    stamps, updated = list(_stamps(layout, "published")), list(_stamps(layout, "updated"))
    head = list(_head_dates(capture))
    found = [*token, *stamps, *head, *updated, *_datelines(layout, None), *_address_dates(capture)]
    if not found:
        return Answer(None)
    best = found[0]
    if token and stamps and all(_apart(best, stamp) > 1 for stamp in stamps):
        best = stamps[0]
    others = [found for found in (*stamps, *head) if _apart(best, found) > 1]
    doubts = [f"another date stands in the capture: {other.value.iso} ({other.evidence})" for other in others]
    if best in updated and best not in stamps:
        doubts.append("the only date printed is that of the last change")
    return Answer(best, tuple(doubts))


def inferred_date(layout: Layout, held: Edition | None) -> Answer[PartialDate]:
    """The date as the dateline and the year of the edition give it, or as dated photographs bound it."""
    found = None
    if held is not None:
        found = next(_datelines(layout, held.year), None) or _window(layout, held)
    if found is None:
        return Answer(None, ("no date of publication stands in the capture",))
    return Answer(found, ("the date is estimated, not printed",))


def find_updated(layout: Layout, date: Dated | None) -> Dated | None:
    """The date of the last change, where it is printed beside another of publication."""
    found = next(_stamps(layout, "updated"), None)
    return found if found is not None and date is not None and found.value != date.value else None


def _tokens(layout: Layout) -> Iterator[Dated]:
    for piece in layout.of(PieceKind.STAMP):
        date = first_date(piece.text)
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
        date = first_date(text) or parse_date(text[:10])
        if date is not None:
            yield Finding(date, tag, Sureness.METADATA)


def _address_dates(capture: Capture) -> Iterator[Dated]:
    for address, _ in capture.metadata.addresses:
        for form in _ADDRESS_DATES:
            match = form.search(address)
            year = int(match["y"]) if match else 0
            date = partial_date(year + 2000 * (year < 100), int(match["m"]), int(match["d"])) if match else None
            if date is not None and date.first >= ANNOUNCED:
                yield Finding(date, f"address {address}", Sureness.ADDRESS)
                break


def _datelines(layout: Layout, year: int | None) -> Iterator[Dated]:
    """The date of the dateline; without a year of its own only where `year` is given."""
    for opening in opening_datelines(layout.paragraphs):
        date = opening.date(year)
        if date is not None:
            how = "dateline" if opening.year else f"dateline, with the year {year} of the edition"
            sureness = Sureness.PRINTED if opening.year else Sureness.INFERRED
            yield Finding(date, f"{how}: “{opening.words.strip()[:60]}”", sureness)


def _window(layout: Layout, held: Edition) -> Dated | None:
    """The last day before the opening, where photographs are barely older and the text says it is still to come."""
    dates = (first_date(caption.text) for caption in layout.of(PieceKind.CAPTION))
    latest = max((date.last for date in dates if date is not None), default=None)
    said = next((match.group() for text in layout.paragraphs if (match := _NOT_OPEN.search(text))), None)
    eve = held.opens.first - dt.timedelta(days=1)
    if latest is None or said is None or not 0 <= (eve - latest).days <= LONGEST_WINDOW_DAYS:
        return None
    evidence = (
        f"estimated: no date is printed; the latest dated photograph is of {day(latest).text}, and the text says that "
        f"the expo, which opened on {held.opens.text}, “{said}”: between {latest.isoformat()} and {eve.isoformat()}"
    )
    return Finding(day(eve), evidence, Sureness.INFERRED)


def _apart(left: Dated, right: Dated) -> int:
    return abs((left.value.first - right.value.first).days)


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
