"""The home page: what the collection is, its newest records, key figures, topics, and a way to each index."""

from __future__ import annotations

from itertools import groupby, islice

from ciie.deriving.claims import Claim
from ciie.deriving.comparisons import Comparison
from ciie.deriving.knowledge import Knowledge
from ciie.pages.addresses import record_path
from ciie.pages.attribution import outlet_of
from ciie.pages.links import amount, count
from ciie.pages.publish import Page
from ciie.rendering.figure_words import standing
from ciie.rendering.parts import Sheet
from ciie.words.markdown import blocks, div, escape, heading, items
from ciie.words.references import Ref
from ciie.words.terms import Group

NEWEST = 6
MOST_KEY_FIGURES = 8
INTRODUCTION = (
    "Press coverage of the **China International Import Expo** (CIIE, "
    '<span lang="zh-Hans">中国国际进口博览会</span>), held in Shanghai every November since 2018. Each article is '
    "summarised in our own words. Every figure, event and name links to the article that reports it. Where sources "
    "differ, you see them side by side."
)


def home_page(knowledge: Knowledge) -> Page:
    """The page at the root of the site."""
    sheet = Sheet(knowledge, "index.md")
    more = sheet.link(f"All {count(len(knowledge.records), 'article')}", "articles/index.md")
    return sheet.page(
        "Press coverage of the China International Import Expo",
        div("lead", INTRODUCTION),
        _ways(sheet),
        blocks(heading(2, "Newest articles"), sheet.records(knowledge.records[:NEWEST]), more),
        _key_figures(sheet),
        _topics(sheet),
        description="A knowledge base of press coverage of the China International Import Expo.",
    )


def _ways(sheet: Sheet) -> str:
    vocabulary = sheet.knowledge.vocabulary
    ways = (
        (count(len(sheet.knowledge.records), "article"), "articles/index.md"),
        (count(len(vocabulary.topics), "topic"), "topics/index.md"),
        ("Timeline", "timeline/index.md"),
        ("Promises", "timeline/promises.md"),
        (count(len(sheet.knowledge.stories), "story", "stories"), "stories/index.md"),
        (count(sum(len(rows) for rows in sheet.knowledge.claims.values()), "figure"), "figures/index.md"),
        (count(len(vocabulary.organisations), "organisation"), "organisations/index.md"),
        (count(len(vocabulary.people), "person", "people"), "people/index.md"),
        (count(len(vocabulary.places), "place"), "places/index.md"),
        (count(len(vocabulary.editions), "edition"), "editions/index.md"),
        (count(len(vocabulary.outlets), "source"), "sources/index.md"),
        ("Coverage", "coverage/index.md"),
    )
    return div("tiles", items(sheet.link(text, path) for text, path in ways))


def _key_figures(sheet: Sheet) -> str:
    """The figures of the newest edition that most independent sources state."""
    spans = [record.edition.last for record in sheet.knowledge.records if record.edition]
    newest = max(spans, default=0)
    cells = [cell for rows in sheet.knowledge.ledger.comparisons.values() for cell in rows]
    found = [cell for cell in cells if cell.ordinal == newest and not cell.key.of]
    found.sort(key=lambda cell: (-cell.voices, cell.key))
    if not found:
        return ""
    name = sheet.knowledge.vocabulary.editions[str(newest)].name
    rows = [_figure(sheet, cell) for cell in found[:MOST_KEY_FIGURES]]
    return blocks(heading(2, f"Key figures of the {name}"), items(rows))


def _figure(sheet: Sheet, cell: Comparison) -> str:
    """A number as its sources give it, each wording with the independent sources that use it."""
    voices = sheet.knowledge.voices
    told = {amount(claim.figure): dict[str, Claim]() for claim in cell.claims}
    for claim in sorted(cell.claims, key=lambda claim: voices.place(claim.record)):
        told[amount(claim.figure)].setdefault(voices.of(claim.record), claim)
    stated = []
    for text, claims in islice(told.items(), 4):
        found = islice(claims.values(), 3)
        links = (sheet.link(_outlet(sheet, each), record_path(each.record, each.anchor)) for each in found)
        stated.append(f"**{escape(text)}** ({', '.join(links)})")
    return f"{sheet.term('measures', cell.key.measure)}: {', '.join(stated)} {standing(sheet, cell)}"


def _outlet(sheet: Sheet, claim: Claim) -> str:
    return outlet_of(claim.record, sheet.knowledge.vocabulary)


def _topics(sheet: Sheet) -> str:
    order = list(Group)
    topics = sorted(sheet.knowledge.vocabulary.topics.values(), key=lambda topic: order.index(topic.group))
    rows = []
    for group, found in groupby(topics, key=lambda topic: topic.group):
        refs = [Ref("topics", topic.id) for topic in found]
        links = [f"{sheet.entry(ref)} ({len(sheet.knowledge.records_of(ref))})" for ref in refs]
        rows.append(f"**{group.value.capitalize()}**: {', '.join(links)}")
    return blocks(heading(2, "Topics"), items(rows))
