"""Stories: records that tell the same one, side by side: who was first, what each adds, what changed on the way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

from ciie.deriving.claims import claims_of, names_in
from ciie.deriving.comparisons import ComparedClaim, Comparison
from ciie.deriving.knowledge import Knowledge
from ciie.deriving.stories import Story, Tie
from ciie.deriving.verdicts import judge
from ciie.pages.addresses import record_path
from ciie.pages.attribution import date_of, outlet_of, title_of
from ciie.pages.links import Link, Links, count
from ciie.pages.publish import Page
from ciie.rendering.figure_words import claim_line, reason
from ciie.rendering.parts import MOST_INLINE, Sheet, listing
from ciie.rendering.splits import part_title, split, ways
from ciie.words.markdown import blocks, div, escape, heading, items, table
from ciie.words.model import Record, RelationKind

INDEX = "stories/index.md"
# Of a story that more records tell, the first are held against each other; all are listed.
MOST_TELLINGS = 12
MOST_OF_ITS_OWN = 12
_LEAD = (
    "Articles that report the same story, side by side: who published first, what only one article has, and which "
    "figures changed. Editors decide which articles belong together. Where the program suggests it, because most "
    "figures and names are the same, the page says so."
)


def story_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The index of stories and a page for each."""
    parts = split(INDEX.removesuffix(".md"), knowledge.stories, MOST_INLINE)
    for number, (path, stories) in enumerate(parts, 1):
        sheet = Sheet(knowledge, path)
        shown = div("records", items(_row(sheet, story) for story in stories)) if stories else "No stories yet."
        to_others = ways(sheet, [other for other, _ in parts])
        yield sheet.page(
            part_title("Stories", number), _LEAD, to_others, shown, description="Stories that several articles report."
        )
    for story in knowledge.stories:
        yield from _story(knowledge, story)


def story_path(story: Story) -> str:
    """The page of a story, named by the record that was published first."""
    return f"stories/{story.id}.md"


def story_link(knowledge: Knowledge, links: Links, record: Record) -> Link | None:
    """A link from a record's page to its story, if it shares one."""
    story = knowledge.story_of.get(record.id)
    if story is None:
        return None
    others = count(len(story.records) - 1, "other article")
    return links.to(story_path(story), f"Compare with {others} on the same story")


def _row(sheet: Sheet, story: Story) -> str:
    first, *others = story.records
    outlets = ", ".join(dict.fromkeys(sheet.outlet(record) for record in others[:MOST_TELLINGS]))
    return f"**{sheet.titled(first, story_path(story))}**  \n  First: {sheet.credit(first)}. Then: {outlets}"


def _story(knowledge: Knowledge, story: Story) -> Iterator[Page]:
    sheet = Sheet(knowledge, story_path(story))
    first = story.records[0]
    told = list(story.records[:MOST_TELLINGS])
    newest = sorted(story.records, key=lambda record: record.date.first, reverse=True)
    rows, more = listing(sheet, title_of(first), newest) if len(story.records) > len(told) else ("", [])
    sources = sheet.knowledge.voices.count_records(story.records)
    lead = (
        f"First published by {sheet.credit(first)}; it is in {count(len(story.records), 'article')}, "
        f"which count as {count(sources, 'source')}."
    )
    yield sheet.page(
        f"Story: {title_of(first)}",
        sheet.link("All stories", INDEX),
        lead,
        _tellings(sheet, story, told),
        _changes(sheet, told),
        _own(sheet, told),
        blocks(heading(2, "All articles"), rows) if rows else "",
        description=f"{count(len(story.records), 'article')} on the same story, side by side.",
    )
    yield from more


def _tellings(sheet: Sheet, story: Story, told: Sequence[Record]) -> str:
    ties: dict[str, list[Tie]] = defaultdict(list)
    for tie in story.ties:
        ties[tie.record.id].append(tie)
    rows = []
    for record in told:
        how = [_tie(sheet, tie) for tie in ties[record.id][:3]] or ["published first" if record is told[0] else ""]
        kind = sheet.knowledge.vocabulary.outlets[record.source].kind.value
        outlet = f"{sheet.outlet(record)} ({kind})"
        rows.append([sheet.published(record), outlet, sheet.record(record), "; ".join(filter(None, how))])
    return blocks(heading(2, "Articles by date"), table(["Published", "By", "Title", "Relation"], rows))


def _tie(sheet: Sheet, tie: Tie) -> str:
    other = sheet.link(_outlet(sheet, tie.other), record_path(tie.other))
    if tie.kind is RelationKind.REWRITE_OF:
        return f"rewrite of {other}"
    if tie.kind is RelationKind.SAME_STORY:
        return f"same story as {other}"
    common = f"{count(tie.figures, 'figure')} and {count(tie.names, 'name')} in common"
    return f"suggested by the program: same story as {other}, {common}"


def _outlet(sheet: Sheet, record: Record) -> str:
    return outlet_of(record, sheet.knowledge.vocabulary)


def _changes(sheet: Sheet, told: Sequence[Record]) -> str:
    """The numbers that the records tell differently: another value or qualifier, or without what they count."""
    ids = {record.id for record in told}
    keys = [claim.key for record in told for claim in claims_of(record)]
    cells = {(cell := sheet.knowledge.ledger.comparison_of[key]).key: cell for key in keys}
    rows = [row for spot in sorted(cells) if (row := _change(sheet, cells[spot], ids))]
    header = ["What", "As reported, earliest first", "Change"]
    return blocks(heading(2, "Figures that changed"), table(header, rows)) if rows else ""


def _change(sheet: Sheet, cell: Comparison, ids: set[str]) -> list[str]:
    """A row on a number that the records `ids` tell differently; nothing where they do not."""
    claims = sorted((c for c in cell.claims if c.record.id in ids), key=lambda c: (c.record.date.first, c.key))
    verdicts = [judge(claim, claims[0], sheet.knowledge.voices) for claim in claims[1:]]
    others = (v for c, v in zip(claims[1:], verdicts, strict=True) if c.record.id != claims[0].record.id)
    if not any(verdict.is_change for verdict in others):
        return []
    notes = [f" ({escape(claim.figure.note)})" if claim.figure.note else "" for claim in claims]
    shown = [f"{claim_line(sheet, claim)}{note}" for claim, note in zip(claims, notes, strict=True)]
    of = f" ({sheet.entry(cell.key.of)})" if cell.key.of else ""
    became = [reason(sheet, ComparedClaim(claim, found)) for claim, found in zip(claims[1:], verdicts, strict=True)]
    return [sheet.term("measures", cell.key.measure) + of, "<br>".join(shown), "<br>".join(became)]


def _own(sheet: Sheet, told: Sequence[Record]) -> str:
    """What each record has that the others lack: figures and names."""
    things = [_things(sheet, record) for record in told]
    bearers = Counter(key for found in things for key in found)
    parts = []
    for record, found in zip(told, things, strict=True):
        own = [shown for key, shown in found.items() if bearers[key] == 1]
        rest = len(own) - MOST_OF_ITS_OWN
        more = [f"and {sheet.link(f'{rest:,} more', record_path(record))}"] if rest > 0 else []
        lines = items([*own[:MOST_OF_ITS_OWN], *more]) if own else "Nothing that the others do not have."
        parts.append(blocks(heading(3, f"{_outlet(sheet, record)}, {date_of(record)}"), lines))
    return blocks(heading(2, "Only in one article"), *parts)


def _things(sheet: Sheet, record: Record) -> dict[Hashable, str]:
    """Figures by what they count and their value, and names by list and id; with how a page shows them."""
    found: dict[Hashable, str] = {}
    for claim in claims_of(record):
        figure = claim.figure
        shown = f"{sheet.term('measures', figure.measure)}: {claim_line(sheet, claim)}"
        found.setdefault((figure.measure, figure.edition, figure.of, figure.value), shown)
    for kind, name in [*names_in(record), *(("places", name) for name in record.places)]:
        found[kind, name] = sheet.term(kind, name)
    return found
