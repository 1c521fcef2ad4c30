"""A record's page: its source, the digest, the figures, events and names it states, and its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ciie.deriving.claims import claims_of, happenings_of
from ciie.deriving.knowledge import Knowledge
from ciie.pages.addresses import record_path
from ciie.pages.attribution import described, title_of
from ciie.pages.digests import digest
from ciie.pages.links import count
from ciie.pages.publish import Page
from ciie.rendering.figure_words import beside, value
from ciie.rendering.parts import Sheet, listing, subject_of
from ciie.rendering.story_pages import story_way
from ciie.words.markdown import blocks, chinese, div, escape, heading, items, link, table
from ciie.words.model import Mention, Record, Rights, Translation
from ciie.words.references import Ref

LANGUAGES = {"en": "English", "zh": "Chinese", "fr": "French", "de": "German", "es": "Spanish", "ja": "Japanese",
             "ru": "Russian", "ko": "Korean", "ar": "Arabic", "pt": "Portuguese", "it": "Italian"}  # fmt: skip
_GROUNDS = {
    Rights.DIGEST: "a digest in our own words",
    Rights.LICENSED: "the full text, published under its licence",
    Rights.PERMISSION: "the full text, published by permission",
    Rights.PUBLIC_DOMAIN: "the full text, which is in the public domain",
    Rights.UNREVIEWED: "not reviewed for publication",
}


def article_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The index of all articles, the pages a long one is split into, and a page for each record."""
    sheet = Sheet(knowledge, "articles/index.md")
    lead = f"{count(len(knowledge.records), 'article')}, newest first."
    rows, more = listing(sheet, "Articles", knowledge.records)
    description = "Every article in the knowledge base, newest first."
    yield sheet.page("Articles", lead, rows, description=description)
    yield from more
    for record in knowledge.records:
        yield article_page(knowledge, record)


def article_page(knowledge: Knowledge, record: Record) -> Page:
    """The page of one record."""
    sheet = Sheet(knowledge, record_path(record))
    vocabulary = knowledge.vocabulary
    return sheet.page(
        title_of(record),
        _head(sheet, record),
        digest(record.body),
        _figures(sheet, record),
        _events(sheet, record),
        _names(sheet, record),
        _neighbours(sheet, record),
        _about(sheet, record),
        description=described(record, vocabulary),
        date=record.date.iso,
        source=record.source,
        edition=record.edition.key if record.edition else None,
        language=record.language,
        topics=list(record.topics),
        tags=[vocabulary.topics[name].name for name in record.topics],
        record=record.path,
    )


def _head(sheet: Sheet, record: Record) -> str:
    parts = [sheet.outlet(record), sheet.published(record)]
    parts += [escape(", ".join(record.authors))] if record.authors else []
    parts += [sheet.edition(record.edition)] if record.edition else []
    parts += [record.genre.value.replace("-", " ").capitalize()] if record.genre else []
    summary = div("lead", escape(record.summary)) if record.summary else ""
    return blocks(
        div("credit", " · ".join(parts)),
        div("chips", sheet.topics(record)),
        summary,
        div("origin", _origin(record)),
    )


def _origin(record: Record) -> str:
    ground = _GROUNDS[record.rights]
    if record.url is None:
        return f"This page is {ground}. We do not know the address of the original."
    host = urlsplit(record.url).netloc.removeprefix("www.")
    return f"**{link('Read the original', record.url)}** at {escape(host)}. This page is {ground}."


def _figures(sheet: Sheet, record: Record) -> str:
    rows = []
    for claim in claims_of(record):
        about = subject_of(claim, sheet)
        what = sheet.term("measures", claim.figure.measure) + (f" ({about})" if about else "")
        edition = sheet.edition(claim.figure.edition) if claim.figure.edition else "–"
        others = beside(sheet, sheet.knowledge.ledger.comparison_of[claim.key])
        rows.append([what, _in_text(value(claim), claim.anchor), edition, others])
    header = ["What", "Figure", "Edition", "Compared with other articles"]
    return blocks(heading(2, "Figures"), table(header, rows)) if rows else ""


def _events(sheet: Sheet, record: Record) -> str:
    rows = []
    for each in happenings_of(record):
        event = sheet.knowledge.occurrence_of[each.key]
        planned = " (planned)" if each in event.planned else ""
        rows.append([sheet.day(event.date) + planned, _in_text(escape(each.event.what), each.anchor)])
    return blocks(heading(2, "Events"), table(["When", "What"], rows)) if rows else ""


def _in_text(shown: str, anchor: str | None) -> str:
    """`shown`, as a link to the passage above that states it."""
    return f"[{shown}](#{anchor})" if anchor else shown


def _names(sheet: Sheet, record: Record) -> str:
    people = [_person(sheet, mention) for mention in record.people]
    organisations = [_named(sheet, "organisations", name) for name in record.organisations]
    places = [_named(sheet, "places", name) for name in record.places]
    sections = {"Organisations named": organisations, "People named": people, "Places named": places}
    parts = [blocks(heading(2, title), div("named", items(rows))) for title, rows in sections.items() if rows]
    return blocks(*parts)


def _named(sheet: Sheet, kind: str, name: str) -> str:
    term = sheet.knowledge.vocabulary[Ref(kind, name)]
    return sheet.term(kind, name) + (f" {chinese(term.zh)}" if term.zh else "")


def _person(sheet: Sheet, mention: Mention) -> str:
    role = f", {escape(mention.role)}" if mention.role else ""
    of = f", {sheet.entry(mention.of)}" if mention.of else ""
    return _named(sheet, "people", mention.id) + role + of


def _neighbours(sheet: Sheet, record: Record) -> str:
    found = sheet.knowledge.neighbours.get(record.id, ())
    rows = [f"**{sheet.record(each.record)}** ({sheet.credit(each.record)})  \n  {escape(each.why)}" for each in found]
    story = story_way(sheet, record)
    return blocks(heading(2, "Related articles"), story, items(rows)) if rows or story else ""


def _about(sheet: Sheet, record: Record) -> str:
    language = LANGUAGES.get(record.language.split("-", maxsplit=1)[0], record.language)
    rows = [f"Language of the source: {escape(language)}{_translated(record)}"]
    rows += [f"Carried by: {', '.join(sheet.term('outlets', name) for name in record.via)}"] if record.via else []
    notes = {"Title": record.title_note, "Date": record.date_note, "Source": record.source_note}
    rows += [f"{label}: {escape(note)}" for label, note in notes.items() if note]
    rows.append(f"Record: {escape(record.id)}")
    return blocks(heading(2, "About this record"), items(rows))


def _translated(record: Record) -> str:
    if record.translated_from is None:
        return ""
    origin = LANGUAGES.get(record.translated_from.split("-", maxsplit=1)[0], record.translated_from)
    how = {Translation.MACHINE: "by machine ", Translation.HUMAN: "", None: ""}[record.translation]
    return f", translated {how}from {escape(origin)}"
