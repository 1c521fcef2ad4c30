"""When a source was published, which edition of the expo it is on, and the dated events that it tells.

A date of publication is printed, in the page's head or address, or estimated between what the text proves: never a
photograph's date, the date of a linked article, or a guess from the tense of a verb. Comparisons do not move a figure
to another edition: "up 30% from the previous session" is a figure of this one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ciie.importing.captures import Answer, Capture, EventFinding, Finding, Layout, PieceKind, Sureness
from ciie.importing.imprints import first_date, opening_datelines, without_dateline
from ciie.model.records import EditionSpan, Event
from ciie.model.values import ANNOUNCED, PartialDate, day, parse_date, partial_date
from ciie.model.vocabulary import Edition
from ciie.text.dates import resolve_dates
from ciie.text.number_words import ORDINALS, SMALL, chinese_number
from ciie.text.numbers import ordinal_number
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


_COUNTS = {word: number for word, number in SMALL.items() if number <= 10}
_EXPO = (
    r"(?:CIIEs?\b|China\s+International\s+Import\s+Expo|China\s+Int['’]l\s+Import\s+Expo"
    r"|(?:import\s+)?expos?\b|(?:import\s+)?fairs?\b)"
)
_NTH = re.compile(
    rf"\b(?P<n>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\s+(?:annual\s+|ever\s+)?(?:{_EXPO}"
    rf"|(?:edition|session|installment)s?\b(?!\s+of\s+(?!the\s+{_EXPO}|{_EXPO})))",
    re.I,
)
_FIRST = re.compile(r"(?:first|inaugural|maiden|1st)(?:\s+(?:annual|ever))?\s+(?:CIIE|China\s)", re.I)
_NTH_ZH = re.compile(r"(?:第\s*(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[届屆]|(?P<first>首[届屆]))")
_SEVERAL = re.compile(
    rf"\b(?P<which>first|past|previous|last|preceding|prior)\s+(?P<n>{'|'.join(_COUNTS)}|\d)\s+(?:{_EXPO}|editions?\b|sessions?\b|events?\b)"
    rf"|\b(?P<held>{'|'.join(_COUNTS)}|\d)\s+(?:sessions|editions|CIIEs)\b",
    re.I,
)
_SEVERAL_ZH = re.compile(
    r"(?P<which>前|过去|過去|此前|以往)\s*(?P<n>[一二三四五六七八九两]|\d)\s*[届屆]|(?<!第)(?P<held>[二三四五六七八九两]|\d)[届屆]进博会"
)
_YEARS_PAST = re.compile(
    rf"\bpast\s+(?P<n>{'|'.join(_COUNTS)}|\d)\s+years|过去(?P<zh>[一二三四五六七八九两]|\d)年", re.I
)
_LAST = re.compile(
    r"\blast\s+year(?:['’]s)?\b|\bprevious\s+(?:edition|session|year|CIIE|expo)(?:['’]s)?\b|\byear[\s-]earlier\b|上[届屆]|去年",
    re.I,
)
_NEXT = re.compile(r"\bnext\s+(?:year(?:['’]s)?|edition|session|CIIE|expo)\b|下[届屆]|明年", re.I)
_COMPARED = re.compile(
    r"(?:\b(?:compared\s+(?:with|to)|than|from|over|against|on|versus|vs\.?|since)|比|较|較|超过|超|同比|与|和)"
    r"\s*(?:the\s+|that\s+(?:of|in)\s+|those\s+(?:of|in)\s+)?$",
    re.I,
)
# "Over the past five expos" is the time in which, "up 5% over the last expo" a comparison.
_DURING = re.compile(r"\bover\s+the\s+$", re.I)
_CLAUSE = re.compile(r"[;；]|,\s+(?:while|but|and)\b")
# One expo a year since 2018; "since 2018" and "by 2027" are no editions.
_YEAR_BEFORE_FIRST = 2017
_IN_YEAR = re.compile(r"\bin\s+(?P<en>20[12]\d)\b(?!\s*-)|(?<!\d)(?P<zh>20[12]\d)年")
_PART = re.compile(r"[;；]")
_ADDED_UP = re.compile(r"\bcumulative|\bin\s+total\s+over|\baccumulat|累计|累計|合计", re.I)


@dataclass(frozen=True, slots=True)
class EditionWords:
    """Words that name an edition or several, and where they stand."""

    span: EditionSpan
    start: int
    end: int


def find_editions(text: str) -> Iterator[EditionWords]:
    """Every edition that `text` names by its ordinal, from left to right in each language."""
    for match in _NTH.finditer(text):
        number = ordinal_number(match["n"])
        # "The first import expo after the pandemic" is not the first edition.
        if number == 1 and not _FIRST.match(match.group()):
            continue
        if number is not None and "forum" not in text[match.start() : match.end() + 30].lower():
            yield EditionWords(EditionSpan(number, number), match.start(), match.end())
    for match in _NTH_ZH.finditer(text):
        number = 1 if match["first"] else ordinal_number(match["n"])
        after = text[match.end() : match.end() + 14]
        if number is not None and number < 50 and ("进" in after or "進" in after or "博览" in after):
            yield EditionWords(EditionSpan(number, number), match.start(), match.end())


def main_edition(title: str, passages: Iterable[str], date: PartialDate | None, editions: Mapping[str, Edition]
                 ) -> tuple[int, str, bool] | None:  # fmt: skip
    """The edition a text is on, the words that say so, and whether they do or only its date; None without either."""
    counts: Counter[int] = Counter()
    words: dict[int, str] = {}
    for place, text in enumerate((title, *passages)):
        for spoken in find_editions(text):
            number = spoken.span.first
            # The headline and the first paragraphs say what a text is on; later ones look back.
            counts[number] += {0: 6, 1: 3, 2: 2}.get(place, 1)
            words.setdefault(number, text[spoken.start : spoken.end])
    if counts:
        number = max(counts, key=lambda n: (counts[n], n))
        return number, words[number], True
    held = [edition for edition in editions.values() if date is not None and edition.year == date.first.year]
    if held and date is not None:
        return held[0].ordinal, f"published in {date.first.year}", False
    return None


def spoken_edition(sentence: str, start: int, end: int, main: int) -> EditionSpan | None:
    """The edition that the figure at `start` to `end` of `sentence` speaks of; None where its words name none.

    Ordinals speak for all of their part of the sentence; "last year", "next year" and years only for their clause.
    """

    def speaks(words: EditionWords, edge: re.Pattern[str]) -> bool:
        between = sentence[words.end : start] if words.end <= start else sentence[end : words.start]
        return not _is_compared(sentence, words) and edge.search(between) is None

    named = [words for words in (*_several(sentence, main), *find_editions(sentence)) if speaks(words, _PART)]
    if named:
        return min(named, key=lambda words: (max(start - words.end, words.start - end, 0), words.start)).span
    return next((words.span for words in _shifted(sentence, main) if speaks(words, _CLAUSE)), None)


def _shifted(sentence: str, main: int) -> Iterator[EditionWords]:
    """The editions named by their distance from edition `main`, or by their year."""
    for pattern, step in ((_NEXT, 1), (_LAST, -1)):
        for match in pattern.finditer(sentence):
            number = max(1, main + step)
            yield EditionWords(EditionSpan(number, number), match.start(), match.end())
    for match in _IN_YEAR.finditer(sentence):
        number = int(match["en"] or match["zh"]) - _YEAR_BEFORE_FIRST
        if number >= 1:
            yield EditionWords(EditionSpan(number, number), match.start(), match.end())


def past_years(sentence: str, main: int) -> EditionSpan | None:
    """The editions of "the past two years", seen from edition `main`, which is not among them."""
    match = _YEARS_PAST.search(sentence)
    count = _count(match["n"] or match["zh"]) if match else None
    return EditionSpan(max(1, main - count), main - 1) if count and main > 1 else None


def adds_up(sentence: str) -> bool:
    """True of a sentence whose figure is a sum over editions: cumulative, 累计."""
    return _ADDED_UP.search(sentence) is not None


def _several(sentence: str, main: int) -> Iterator[EditionWords]:
    for match in (*_SEVERAL.finditer(sentence), *_SEVERAL_ZH.finditer(sentence)):
        count = _count(match["n"] or match["held"])
        if count is None or count < 2:
            continue
        if (match["which"] or "first").lower() in {"first", "前"} or count >= main:
            span = EditionSpan(1, count)
        else:
            span = EditionSpan(max(1, main - count), max(1, main - 1))
        yield EditionWords(span, match.start(), match.end())


def _is_compared(sentence: str, words: EditionWords) -> bool:
    low = max(0, words.start - 30)
    if words.span.first < words.span.last and _DURING.search(sentence, low, words.start):
        return False
    return _COMPARED.search(sentence, low, words.start) is not None


def _count(written: str) -> int | None:
    return int(written) if written.isdigit() else _COUNTS.get(written.lower()) or chinese_number(written)


MOST_EVENTS = 20
LONGEST_WHAT = 220


def propose_events(passages: Sequence[str], published: PartialDate | None) -> tuple[EventFinding, ...]:
    """The dated sentences of `passages`, in the order of their dates, the first of each date, at most twenty."""
    found: dict[str, EventFinding] = {}
    for passage in passages:
        for sentence in find_sentences(without_dateline(passage)):
            for named in resolve_dates(sentence.text, published):
                if named.date.iso not in found:
                    event = Event(named.date, _what(sentence.text), named.words)
                    found[named.date.iso] = EventFinding(event, sentence.text, named.is_relative)
    ordered = sorted(found.values(), key=lambda f: (f.event.date.first, f.event.date.last))
    return tuple(ordered[:MOST_EVENTS])


def _what(sentence: str) -> str:
    """The sentence as one line of a list: without quotation marks at its ends, cut at a clause where it is long."""
    text = sentence.strip().strip('“”"').rstrip(".。 ")
    if len(text) <= LONGEST_WHAT:
        return text
    cut = max(text.rfind(mark, 0, LONGEST_WHAT) for mark in (", ", "; ", "，", "；", " "))
    return f"{text[: cut if cut > 60 else LONGEST_WHAT].rstrip(' ,;，；')} …"
