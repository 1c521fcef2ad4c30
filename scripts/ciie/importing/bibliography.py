"""Title, date, outlet, authors, language, translation and edition of a capture, each with its evidence.

Printed beats the page's head, which beats its address, which beats an inference. What nothing says stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ciie.capturing.addresses import PageAddress, address_of_line, page_address
from ciie.capturing.captures import Answer, Capture, Finding, Layout, OutletName, PieceKind, Sureness
from ciie.capturing.datelines import opening_datelines, without_dateline
from ciie.capturing.imprints import split_names
from ciie.capturing.labels import Does, Where, find_pattern
from ciie.importing.dating import after_what_is_told, find_updated, inferred_date, printed_date
from ciie.importing.editions import find_editions, main_edition
from ciie.importing.expo_words import count_names, is_on_a_fair
from ciie.importing.publishers import TITLE_TAIL, OutletFinder, find_publishers, is_press_name
from ciie.model.values import PartialDate, parse_url
from ciie.model.vocabulary import Edition
from ciie.text.glosses import read_as
from ciie.text.languages import HAN, language_code, language_of
from ciie.text.sentences import find_sentences


@dataclass(frozen=True)
class Bibliography:
    """What is known of a source.

    Attributes:
        language: Its language, as a code.
        title: Its headline.
        standfirst: The sentence above or below the headline, where one stands apart.
        date: When it was published.
        updated: When it was changed, where that is told beside.
        source: Who published it first.
        via: Who carried it.
        address: Where it stands.
        archive: Where the archived copy stands that was saved.
        authors: Who wrote it, as printed.
        translated_from: The language it was translated from, and by whom (machine or human).
        edition: The ordinal of the expo it is on.
        off_topic: Why it may not be about the expo at all, in words.
        doubts: What an editor should look at, in words.
        title_en: An English headline, and the kind of text, where a form says them.
        genre: The kind of text.
    """

    language: Finding[str]
    title: Finding[str] | None = None
    standfirst: str | None = None
    date: Finding[PartialDate] | None = None
    updated: Finding[PartialDate] | None = None
    source: Finding[OutletName] | None = None
    via: tuple[Finding[OutletName], ...] = ()
    address: Finding[str] | None = None
    archive: str | None = None
    authors: Finding[tuple[str, ...]] | None = None
    translated_from: Finding[tuple[str, str]] | None = None
    edition: Finding[int] | None = None
    off_topic: str | None = None
    doubts: tuple[str, ...] = ()
    title_en: str | None = None
    genre: str | None = None


_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# Characters lost in re-encoding leave question marks within words.
_DAMAGED = re.compile(rf"[A-Za-z]{{1,12}}(?:\?{{1,3}}|\ufffd)[a-z]{{1,12}}|[{HAN}](?:\?{{1,3}}|\ufffd+)[{HAN},，]")
_ENDED = re.compile(r"[.!?。！？…:：;；\"”’'」』)）\]】*]\s*$|[.。]\s*\S{0,3}$")
LONGEST_TITLE = 300
# A shorter sentence is no headline.
_SHORTEST_TITLE = 12
# A shorter text hardly names its subject twice.
LEAST_PARAGRAPHS = 3
_SAYING = r"(?:said|says|announced|told|reported|according\s+to)"
_ATTRIBUTED = re.compile(rf",\s+(?:[\w’'-]+\s+){{0,4}}?{_SAYING}\b.*$", re.I | re.S)
_WRITERS = re.compile(
    r"^(?:text|chief)?\s*(?:reporters?|writers?)$|reported\s+by|reporting\s+by|writing\s+by|story\s+by"
    r"|记者|記者|作者|撰文|通讯员|기자|특파원",
    re.I,
)
# The kind of article that a page puts before its headline.
_KIND_BEFORE = re.compile(
    r"^(?:editorial|opinion|commentary|analysis|explainer|feature|interview|letters?)\s*\|\s*", re.I
)
# The reporter in a transcript of a broadcast.
_SPEAKER = re.compile(r"(?P<name>[A-Z][A-Z.'’ -]{3,40}),\s+BYLINE:")
_NOT_WRITERS = re.compile(r"视频|摄影|video|photo", re.I)
# Where the credit of the next people begins: "(Reporting by A, editing by B)".
_OTHER_CREDIT = re.compile(
    r"[;；]|[,.，]\s*(?=(?:additional|writing|editing|edited|compiled)\b)|(?:责任)?编辑[:：]", re.I
)
# What stands in an author's place and names nobody.
_NOBODY = re.compile(
    r"admin|anonymous|unknown|^redac(?:ci[oó]n|ão)\b|^redazione|^redaktion|^rédaction|^редакция|^guest|^(?:chief|senior)?\s*(?:economist|analyst|columnist|contributor)s?$|editor|staff|web\s*desk|desk|huaxia|reporter|correspondent|newsroom|author|writer|team|agencies|wire"
    r"|本报|本网|综合|^(?:shanghai|schanghai|xangai|shangh[aá]i|beijing|peking|p[eé]kin|pek[ií]n|hong\s*kong)$",
    re.I,
)


def find_bibliography(
    capture: Capture, layout: Layout, outlets: OutletFinder, editions: Mapping[str, Edition]
) -> Bibliography:
    """What `capture` says of its own publication."""
    title = _title(capture, layout, outlets)
    language = _language(capture, layout)
    headline = title.finding.value if title.finding is not None else ""
    texts = [read_as(text, language.value).text for text in (headline, *layout.paragraphs)]
    topic = off_topic(headline, layout.paragraphs, texts)
    said = None if topic is not None else _edition(texts, None, editions).finding
    held = editions.get(str(said.value)) if said is not None else None
    address = _address(capture, layout)
    where = address.value.url if address is not None else None
    publishers = find_publishers(capture, layout, outlets, where, language.value)
    date = printed_date(capture, layout, held, publishers.is_copy)
    if date.finding is None:
        candidates = [held] if held is not None else () if topic is not None else tuple(editions.values())
        date = inferred_date(capture, layout, candidates, language.value)
    elif date.finding.sureness is Sureness.ADDRESS and held is not None:
        date = after_what_is_told(date, layout, held, language.value)
    edition: Answer[int] = Answer(None) if topic is not None else _edition(texts, date.finding, editions)
    doubts = (*title.doubts, *date.doubts, *edition.doubts, *_text_doubts(layout), *publishers.source.doubts)
    return Bibliography(
        language=language,
        title=title.finding,
        standfirst=_standfirst(layout),
        date=date.finding,
        updated=find_updated(layout, date.finding),
        source=publishers.source.finding,
        via=publishers.via,
        address=Finding(address.value.url, address.evidence, address.sureness) if address is not None else None,
        archive=address.value.archive if address is not None else None,
        authors=_authors(capture, layout, outlets),
        translated_from=_translated_from(layout),
        edition=edition.finding,
        off_topic=topic,
        doubts=tuple(dict.fromkeys(doubts)),
    )


def _title(capture: Capture, layout: Layout, outlets: OutletFinder) -> Answer[str]:
    """The headline: printed, or in the page's head, or derived from the first sentence, which is then a doubt."""
    piece = layout.title
    if piece is not None:
        title = _without_outlet(piece.text, capture, outlets)
        return Answer(Finding(title, f"line {piece.line}", Sureness.PRINTED))
    for text, tag in capture.metadata.titles:
        return Answer(Finding(_without_outlet(text, capture, outlets)[:LONGEST_TITLE], tag, Sureness.METADATA))
    return _derived_title(layout)


def _standfirst(layout: Layout) -> str | None:
    """The sentence set apart above or below the headline, where there is one."""
    pieces = (piece for piece in layout.pieces if piece.kind is PieceKind.STANDFIRST or piece.rule == "standfirst")
    return next((piece.text for piece in pieces), None)


def _derived_title(layout: Layout) -> Answer[str]:
    standfirst = next(iter(layout.of(PieceKind.STANDFIRST)), None)
    leads = (standfirst.text,) if standfirst is not None else layout.paragraphs
    told = [sentence for lead in leads[:2] for sentence in find_sentences(without_dateline(lead))]
    # "Shanghái. En la feria …" begins with a place, and a line may hold a dateline alone.
    first = next((sentence for sentence in told if len(sentence.text) >= _SHORTEST_TITLE), next(iter(told), None))
    if first is None:
        return Answer(None, ("the capture has no headline",))
    title = _shortened(_ATTRIBUTED.sub("", first.text).rstrip(".。 "))
    where = "the sentence above the article" if standfirst is not None else "the first sentence"
    doubt = "the capture prints no headline; the title was made from its first sentence"
    return Answer(Finding(title, f"derived from {where}", Sureness.INFERRED), (doubt,))


def _without_outlet(text: str, capture: Capture, outlets: OutletFinder) -> str:
    """A headline without the name of outlet or site that its page puts behind it."""
    text = _KIND_BEFORE.sub("", text)
    match = TITLE_TAIL.search(text)
    if match is None:
        return text
    sites = {site.casefold() for site, _ in capture.metadata.outlets}
    is_outlet = outlets.by_name(match["outlet"]) is not None or match["outlet"].strip().casefold() in sites
    return text[: match.start()].strip() if is_outlet else text


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_TITLE:
        return text
    cut = max(text.rfind(mark, 0, LONGEST_TITLE) for mark in (", ", "，", " "))
    return text[: cut if cut > 0 else LONGEST_TITLE].rstrip(" ,，")


def _authors(capture: Capture, layout: Layout, outlets: OutletFinder) -> Finding[tuple[str, ...]] | None:
    """The authors' names, each once; those that the page prints, or else those of its head."""
    printed = [(where, _people(names, outlets)) for where, names in _printed_names(layout)]
    printed = [(where, names) for where, names in printed if names]
    if printed:
        where = "; ".join(dict.fromkeys(where for where, _ in printed))
        return Finding(_merged(name for _, names in printed for name in names), where, Sureness.PRINTED)
    head = [name for text, _ in capture.metadata.authors for name in _people(split_names(text), outlets)]
    tags = sorted({tag for _, tag in capture.metadata.authors})
    return Finding(_merged(head), ", ".join(tags), Sureness.METADATA) if head else None


def _printed_names(layout: Layout) -> Iterator[tuple[str, tuple[str, ...]]]:
    # A byline spells a name better than a database field, so it is heard first.
    for line, imprint in sorted(layout.imprints, key=lambda found: bool(found[1].sources)):
        yield f"line {line}", imprint.authors
    for piece in layout.of(PieceKind.CREDIT):
        yield f"line {piece.line}", _credited(piece.text)
    for opening in opening_datelines(layout.paragraphs):
        if opening.reporters:
            yield "dateline", split_names(opening.reporters)
    for text in layout.paragraphs:
        speaker = _SPEAKER.match(text)
        if speaker is not None:
            yield f"“{speaker.group()}”", split_names(speaker["name"])


def _credited(text: str) -> tuple[str, ...]:
    """The names of a line of credits, where it is writers that it names."""
    known = find_pattern(text, Where.TAIL, (Does.CREDIT,))
    groups = known[1].groupdict() if known is not None else {}
    role = groups.get("role") or text
    if not _WRITERS.search(role.strip()) or _NOT_WRITERS.search(role):
        return ()
    return split_names(_OTHER_CREDIT.split(groups.get("names") or "")[0])


def _people(names: Iterable[str], outlets: OutletFinder) -> tuple[str, ...]:
    people = (name for name in names if not _NOBODY.search(name) and not is_press_name(name))
    return tuple(name for name in people if outlets.in_words(name) is None)


def _merged(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once; of spellings that differ in blanks and capitals the first."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(re.sub(r"\W", "", name).casefold(), name)
    return tuple(kept.values())


def _language(capture: Capture, layout: Layout) -> Finding[str]:
    pieces = layout.of(PieceKind.PARAGRAPH, PieceKind.SUBHEAD, PieceKind.ITEM)
    found = language_of("\n".join(piece.text for piece in pieces))
    if found is not None:
        return Finding(found, "the text itself", Sureness.PRINTED)
    for code, tag in capture.metadata.languages:
        if _CODE.fullmatch(code):
            return Finding(code, f"attribute {tag}", Sureness.METADATA)
    return Finding("en", "assumed: the text does not tell", Sureness.INFERRED)


def _address(capture: Capture, layout: Layout) -> Finding[PageAddress] | None:
    """The address that the page's head gives, or that stands on a line of its own outside the article."""
    for address, tag in capture.metadata.addresses:
        if parse_url(address):
            sureness = Sureness.PRINTED if tag.startswith("line ") else Sureness.METADATA
            return Finding(page_address(address), tag, sureness)
    for piece in layout.pieces:
        line = address_of_line(piece.text) if piece.kind is not PieceKind.PARAGRAPH else None
        if line is not None:
            return Finding(page_address(line), f"line {piece.line}", Sureness.PRINTED)
    return None


def _translated_from(layout: Layout) -> Finding[tuple[str, str]] | None:
    for piece in layout.of(PieceKind.CUT):
        known = find_pattern(piece.text, Where.TAIL, (Does.CUT,))
        named = known[1].groupdict().get("language") if known is not None else None
        code = language_code(named) if named else None
        if code is not None:
            return Finding((code, "machine"), f"line {piece.line}: “{piece.text}”", Sureness.PRINTED)
    return None


def _edition(texts: Sequence[str], date: Finding[PartialDate] | None, editions: Mapping[str, Edition]) -> Answer[int]:
    """The edition that the headline and the paragraphs name most, or that was held in the year of publication."""
    published = date.value if date is not None else None
    found = main_edition(texts, published, editions)
    if found is None:
        return Answer(None)
    number, words, is_said = found
    if not is_said:
        return Answer(Finding(number, words, Sureness.INFERRED))
    held = editions.get(str(number))
    doubts: tuple[str, ...] = ()
    if held is not None and published is not None and abs(held.year - published.first.year) > 1:
        doubts = (f"the text is on edition {number} of {held.year}, and dated {published.iso}",)
    return Answer(Finding(number, f"“{words}”", Sureness.PRINTED), doubts)


def off_topic(title: str, paragraphs: Sequence[str], read: Sequence[str]) -> str | None:
    """Why a text may not be about the expo: it does not name it, or once in passing; None where it is.

    Args:
        title: Its headline.
        paragraphs: Its paragraphs.
        read: Headline and paragraphs in the words that the grammar of editions knows.
    """
    named = count_names((title, *paragraphs))
    if named == 0:
        return "the text does not name the expo; is it about the expo at all?"
    early = paragraphs[:2] if any(find_editions(text) for text in read[2:3]) else paragraphs[:1]
    is_in_passing = named == 1 and len(paragraphs) >= LEAST_PARAGRAPHS and not is_on_a_fair(title)
    if is_in_passing and not count_names((title, *early)):
        return "the text names the expo only once, in passing; is it about the expo at all?"
    return None


def _text_doubts(layout: Layout) -> Iterator[str]:
    """Signs that re-encoding damaged the text, or that it breaks off."""
    damaged = [match.group() for piece in layout.body for match in _DAMAGED.finditer(piece.text)]
    if len(damaged) >= 2:
        yield f"{len(damaged)} places look damaged by re-encoding, the first is “{damaged[0]}”"
    last = layout.paragraphs[-1] if layout.paragraphs else ""
    if last and not _ENDED.search(last):
        yield f"the text may be cut off: it ends with “{last[-24:]}”"
