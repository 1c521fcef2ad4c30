"""Stories: records that tell the same one, side by side: who was first, what each adds, what changed on the way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from ciie.deriving.claims import ComparedClaim, Comparison
from ciie.deriving.knowledge import Knowledge, Story, Tie
from ciie.deriving.verdicts import judge
from ciie.model.records import Basis, Record
from ciie.model.values import Ref
from ciie.text.number_words import with_noun
from ciie.views.addresses import record_path, story_path
from ciie.views.claim_lines import ClaimLine, claim_line
from ciie.views.links import Credit, Link, Links, date_of, outlet_of, title_of
from ciie.views.lists import MOST_INLINE, Listing, Part, listing, paginate
from ciie.views.publish import Page, page
from ciie.views.relations import Explanation, explain

INDEX = "stories/index.md"
# Of a story that more records tell, the first are held against each other; all are listed.
MOST_TELLINGS = 12
MOST_OF_ITS_OWN = 12


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in the list of them: who told it first, and who after."""

    story: Link
    first: Credit
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class StoriesView:
    """A page of the list of stories."""

    title: str
    navigation: tuple[Link, ...]
    rows: tuple[StoryRow, ...]


@dataclass(frozen=True, slots=True)
class TieLine:
    """What ties a telling to an earlier one: the relation that an editor gave; else what both have in common."""

    kind: str
    other: Link
    common: str


@dataclass(frozen=True, slots=True)
class StoryTelling:
    """A record of a story; the first of them has no ties as a rule, and `is_first`."""

    record: Link
    credit: Credit
    outlet_kind: str
    is_first: bool
    ties: tuple[TieLine, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A number that the records tell differently: as reported, earliest first, and what became of it."""

    measure: Link
    of: Link | None
    claims: tuple[ClaimLine, ...]
    explanations: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A name that only one record has, or a figure: its measure with the claim."""

    name: Link
    claim: ClaimLine | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """What only one record has; `more` leads to the rest, where that is much.

    Nothing is told where the sources `unread` of others were not read in full: they may have it too.
    """

    title: str
    things: tuple[Thing, ...]
    more: Link | None
    unread: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story; `listing` has all its records, where they are more than its tellings."""

    title: str
    index: Link
    first: Credit
    articles: str
    sources: str
    tellings: tuple[StoryTelling, ...]
    changes: tuple[Change, ...]
    own: tuple[Own, ...]
    listing: Listing


def story_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The index of stories and a page for each.

    Args:
        knowledge: What the site is made of.

    Yields:
        The parts of the index, then the stories' pages and their further parts, the newest story first.
    """
    for part in paginate(INDEX.removesuffix(".md"), "Stories", knowledge.stories, MOST_INLINE):
        yield _index(knowledge, part)
    for story in knowledge.stories:
        yield from _story(knowledge, story)


def _index(knowledge: Knowledge, part: Part[Story]) -> Page:
    links = Links(knowledge.vocabulary, part.path)
    view = StoriesView(part.title, part.navigation(links), tuple(_row(links, story) for story in part.rows))
    meta = {"title": part.title, "description": "Stories that several articles report."}
    return page(part.path, "stories.md", meta, view=view)


def _row(links: Links, story: Story) -> StoryRow:
    first, *others = story.records
    outlets = dict.fromkeys(links.outlet(record) for record in others[:MOST_TELLINGS])
    return StoryRow(links.titled(first, story_path(story.id)), links.credit(first), tuple(outlets))


def _story(knowledge: Knowledge, story: Story) -> Iterator[Page]:
    links = Links(knowledge.vocabulary, story_path(story.id))
    first, told = story.records[0], story.records[:MOST_TELLINGS]
    newest = sorted(story.records, key=lambda record: record.date.first, reverse=True)
    rows, more = listing(links, title_of(first), newest) if len(story.records) > len(told) else (Listing(()), [])
    articles = with_noun(len(story.records), "article")
    view = StoryView(
        title=f"Story: {title_of(first)}",
        index=links.to(INDEX, "All stories"),
        first=links.credit(first),
        articles=articles,
        sources=with_noun(knowledge.voices.count_records(story.records), "source"),
        tellings=_tellings(links, story, told),
        changes=tuple(_changes(knowledge, links, told)),
        own=_own(knowledge, links, told),
        listing=rows,
    )
    meta = {"title": view.title, "description": f"{articles} side by side on one story: {title_of(first)}."}
    yield page(links.path, "story.md", meta, view=view)
    yield from more


def _tellings(links: Links, story: Story, told: Sequence[Record]) -> tuple[StoryTelling, ...]:
    ties: dict[str, list[Tie]] = defaultdict(list)
    for tie in story.ties:
        ties[tie.record.id].append(tie)
    kinds = {record.id: links.vocabulary.outlets[record.source].kind.value for record in told}
    return tuple(
        StoryTelling(
            record=links.record(record),
            credit=links.credit(record),
            outlet_kind=kinds[record.id],
            is_first=record is told[0],
            ties=tuple(_tie(links, tie) for tie in ties[record.id][:3]),
        )
        for record in told
    )


def _tie(links: Links, tie: Tie) -> TieLine:
    common = f"{with_noun(tie.figures, 'figure')} and {with_noun(tie.names, 'name')} in common"
    return TieLine(tie.kind.value if tie.kind else "", links.source(tie.other), common)


def _changes(knowledge: Knowledge, links: Links, told: Sequence[Record]) -> Iterator[Change]:
    """The numbers that the records tell differently: another value or qualifier, or without what they count."""
    ids = {record.id for record in told}
    keys = [claim.key for record in told for claim in knowledge.claims_in[record.id]]
    found = {(comparison := knowledge.ledger.comparison_of[key]).key: comparison for key in keys}
    for key in sorted(found):
        change = _change(knowledge, links, found[key], ids)
        if change:
            yield change


def _change(knowledge: Knowledge, links: Links, comparison: Comparison, ids: set[str]) -> Change | None:
    """A number that the records `ids` tell differently; None where they do not."""
    of_story = (claim for claim in comparison.claims if claim.record.id in ids)
    first, *later = sorted(of_story, key=lambda claim: (claim.record.date.first, claim.key))
    compared = [ComparedClaim(claim, judge(claim, first, knowledge.voices)) for claim in later]
    others = (each.verdict for each in compared if each.claim.record.id != first.record.id)
    if not any(verdict and verdict.is_change for verdict in others):
        return None
    key = comparison.key
    return Change(
        measure=links.entry(Ref("measures", key.measure)),
        of=links.entry(key.of) if key.of else None,
        claims=tuple(claim_line(links, claim) for claim in (first, *later)),
        explanations=tuple(found for each in compared if (found := explain(knowledge, each))),
    )


def _own(knowledge: Knowledge, links: Links, told: Sequence[Record]) -> tuple[Own, ...]:
    """What each record has that the others, which were read in full, lack: figures and names."""
    things = [_things(knowledge, links, record) for record in told]
    holders = Counter(key for found in things for key in found)
    found = []
    for record, each in zip(told, things, strict=True):
        title = f"{outlet_of(record, links.vocabulary)}, {date_of(record)}"
        unread = [other for other in told if other is not record and other.basis is not Basis.WHOLE]
        if unread:
            found.append(Own(title, (), None, tuple(links.source(other) for other in unread)))
            continue
        own = [thing for key, thing in each.items() if holders[key] == 1]
        rest = len(own) - MOST_OF_ITS_OWN
        more = links.to(record_path(record), f"{rest:,} more") if rest > 0 else None
        found.append(Own(title, tuple(own[:MOST_OF_ITS_OWN]), more))
    return tuple(found)


def _things(knowledge: Knowledge, links: Links, record: Record) -> dict[Hashable, Thing]:
    """Figures by what they count and their value, and names by their reference."""
    found: dict[Hashable, Thing] = {}
    for claim in knowledge.claims_in[record.id]:
        figure = claim.figure
        thing = Thing(links.entry(Ref("measures", figure.measure)), claim_line(links, claim))
        found.setdefault((figure.measure, figure.edition, figure.of, figure.value), thing)
    for ref in record.named:
        found[ref] = Thing(links.entry(ref))
    return found
