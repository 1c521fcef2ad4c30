"""Claims in words: the value with its stage, who states it, and how it stands to the others."""

from __future__ import annotations

from collections.abc import Sequence

from ciie.deriving.claims import Claim
from ciie.deriving.comparisons import ComparedClaim, Comparison, Merit
from ciie.deriving.ledger import Growth, MixUp
from ciie.deriving.verdicts import ClaimRelation, Reason, has_lost, is_rounding
from ciie.pages.addresses import path_of, record_path
from ciie.pages.attribution import date_of, is_quotable, words_of
from ciie.pages.links import amount, count
from ciie.rendering.parts import Sheet
from ciie.words.markdown import div, escape, items, link
from ciie.words.model import Qualifier, Status
from ciie.words.references import Ref

LINES_ON_A_PAGE = 200
_CELL_WORDS = {
    ClaimRelation.ALONE: "",
    ClaimRelation.SAME_TEXT: "All articles that give this number copy or rewrite one text.",
    ClaimRelation.AGREE: "Independent sources give the same number.",
    ClaimRelation.COMPATIBLE: "The figures can all be true.",
    ClaimRelation.CHECK: "There is a reason to check this figure; see below.",
    ClaimRelation.BLURRED: "One article is less exact than another.",
    ClaimRelation.DIFFER: "The figures cannot all be true.",
}
_OPEN = {ClaimRelation.BLURRED, ClaimRelation.DIFFER}
_MERITS = {
    Merit.IN_TEXT: "from the text, not the headline",
    Merit.SAYS_WHAT: "says what is counted",
    Merit.EXACT: "exact",
    Merit.UNDOUBTED: "not also given for something else",
    Merit.PRECISE: "the most precise",
    Merit.LATEST: "the latest",
    Merit.VOICES: "given by more sources",
    Merit.ORIGINAL: "the original text",
}
_STAGES: dict[Status | None, str] = {Status.FINAL: "final", Status.REGISTERED: "registered, not only expected"}


def value(claim: Claim) -> str:
    """A claim's number as readers say it, and its stage: **3,486 companies**, final."""
    return f"**{escape(amount(claim.figure))}**{_stage_of(claim)}"


def linked_value(sheet: Sheet, claim: Claim) -> str:
    """A claim's number as `value` shows it, linked to the passage that states it."""
    linked = sheet.link(amount(claim.figure), record_path(claim.record, claim.anchor))
    return f"**{linked}**{_stage_of(claim)}"


def source(sheet: Sheet, claim: Claim) -> str:
    """Who published a claim when; before it the source's own words, where we have them and they say it differently."""
    words = claim.figure.words or ""
    if not is_quotable(claim.record) or words.casefold() in {"", amount(claim.figure).casefold()}:
        return sheet.credit(claim.record)
    quoted = sheet.link(words_of(claim.record, words), record_path(claim.record, claim.anchor))
    return f"{quoted}, {sheet.credit(claim.record)}"


def claim_line(sheet: Sheet, claim: Claim) -> str:
    """A claim in one line: its number, linked to the passage that states it, and who published it when."""
    return f"{linked_value(sheet, claim)}: {source(sheet, claim)}"


def verdict(sheet: Sheet, cell: Comparison) -> str:
    """How the claims of a cell stand to each other: a label, what it means, and how many sources they have."""
    standing = sheet.knowledge.ledger.relation_of(cell)
    number = sources(sheet, cell)
    said = _CELL_WORDS[standing]
    if standing is ClaimRelation.SAME_TEXT and any(
        each.record.id in sheet.knowledge.voices.proposed for each in cell.claims
    ):
        said = "The articles that give this number look like copies or rewrites of one text."
    said = f"{said} {number.capitalize()}{'.' if number else ''}"
    return f"{mark(standing)} {said}".strip()


def standing(sheet: Sheet, cell: Comparison, path: str = "") -> str:
    """What a reader must hear of a cell: a label, which leads to `path`, and how many sources the cell has."""
    number = sources(sheet, cell)
    return f"{mark(sheet.knowledge.ledger.relation_of(cell), path and sheet.to(path))} {number}".strip()


def sources(sheet: Sheet, cell: Comparison) -> str:
    """How many independent voices a cell has, and in how many articles; nothing where the label says it."""
    articles = f" in {count(cell.articles, 'article')}" if cell.articles > cell.voices else ""
    if cell.voices > 1:
        return f"{cell.voices:,} independent sources{articles}"
    label = sheet.knowledge.ledger.relation_of(cell)
    return "" if label is ClaimRelation.ALONE else f"one source{articles}"


def mark(relation: ClaimRelation, target: str = "") -> str:
    """A relation as a label, which leads to the address `target`."""
    name = relation.value.capitalize()
    shown = link(name, target) if target else name
    return f'<span class="relation {relation.name.lower().replace("_", "-")}">{shown}</span>'


def reason(sheet: Sheet, line: ComparedClaim) -> str:
    """How a claim stands to another, as Markdown; with a label where something differs; empty for the first."""
    if line.verdict is None:
        return ""
    relation = line.verdict.relation
    said = _WORDS[line.verdict.reason](sheet, line.claim, line.verdict.against)
    return f"{mark(relation)} {said}" if relation in _OPEN else said


def first_because(cell: Comparison) -> str:
    """Why the first claim of a cell is shown first; nothing where nothing sets it apart."""
    if cell.merit is None:
        return ""
    stage = _STAGES.get(cell.lead.stage, "not provisional")
    return f"shown first: {stage if cell.merit is Merit.STAGE else _MERITS[cell.merit]}"


def cell_path(sheet: Sheet, cell: Comparison) -> str:
    """Where a cell stands: on the page of its measure, or of its editions where that would be too long."""
    if is_long(sheet.knowledge.ledger.comparisons[cell.key.measure]):
        return part_path(cell, 1)
    return f"{path_of(Ref('measures', cell.key.measure))}#{cell.anchor}"


def part_path(cell: Comparison, number: int) -> str:
    """The page for the edition of `cell`, of a measure too long for one page."""
    folder = path_of(Ref("measures", cell.key.measure)).removesuffix(".md")
    name = f"e{cell.span.key}" if cell.span else "no-edition"
    return f"{folder}/{name}.md" if number == 1 else f"{folder}/{name}-part-{number}.md"


def is_long(cells: Sequence[Comparison]) -> bool:
    """True of a measure whose claims would make too long a page."""
    return sum(len(cell.compared) for cell in cells) > LINES_ON_A_PAGE


def doubts(sheet: Sheet, cell: Comparison) -> str:
    """What a reader should doubt in a cell: numbers of other measures, and rates that do not fit their values."""
    ledger = sheet.knowledge.ledger
    lines = [_mix_up(sheet, each) for each in ledger.mix_ups[cell.key]]
    lines += [_growth(sheet, each) for each in ledger.growths[cell.key]]
    lines += [
        f"Also stated in {money}. Amounts in different currencies are not compared."
        for money in ledger.other_currencies(cell.key)
    ]
    return div("doubts", items(lines)) if lines else ""


def edition_name(sheet: Sheet, cell: Comparison) -> str:
    """The edition or editions of a cell, without a link."""
    if cell.span is None:
        return "No single edition"
    names = [sheet.knowledge.vocabulary.editions[str(end)].name for end in (cell.span.first, cell.span.last)]
    return names[0] if cell.span.first == cell.span.last else f"{names[0]} to {names[1]}"


def _stage_of(claim: Claim) -> str:
    return f", {claim.figure.status.value}" if claim.figure.status else ""


def _mix_up(sheet: Sheet, each: MixUp) -> str:
    measure = sheet.term("measures", each.other.figure.measure)
    return (
        f"The same number is also given for something else: {linked_value(sheet, each.other)} as "
        f"{measure} ({source(sheet, each.other)}). Do not confuse the two."
    )


def _growth(sheet: Sheet, each: Growth) -> str:
    ends = f"{_brief(sheet, each.before)} and {_brief(sheet, each.after)}"
    word = "fits" if each.fits else "does not fit"
    label = "" if each.fits else f"{mark(ClaimRelation.CHECK)} "
    return (
        f"{label}The rate of {escape(amount(each.claim.figure))} {word} its two values, {ends}: {each.computed:.2f}%."
    )


def _brief(sheet: Sheet, claim: Claim) -> str:
    span = claim.figure.edition
    edition = f" ({sheet.edition(span)})" if span else ""
    return sheet.link(amount(claim.figure), record_path(claim.record, claim.anchor)) + edition


def _dated(sheet: Sheet, claim: Claim) -> str:
    """A claim with its stage and when it was reported by the edition's own clock."""
    parts = [amount(claim.figure)]
    parts += [claim.figure.status.value] if claim.figure.status else []
    return escape(", ".join([*parts, f"reported {_moment(sheet, claim)}"]))


def _moment(sheet: Sheet, claim: Claim) -> str:
    span, when = claim.figure.edition, claim.record.date
    if span is None:
        return f"on {date_of(claim.record)}"
    edition = sheet.knowledge.vocabulary.editions[str(span.last)]
    if when.last < edition.opens.first:
        return "before the opening"
    return "after the closing" if when.first > edition.closes.last else "during the expo"


def _pair(sheet: Sheet, claim: Claim, other: Claim) -> str:
    return f"{_dated(sheet, claim)}; {_dated(sheet, other)}"


def _same(sheet: Sheet, claim: Claim, other: Claim) -> str:
    return "the same number" if claim.stage is other.stage else f"the same number: {_stages(claim, other)}"


def _stages(claim: Claim, other: Claim) -> str:
    stages = [each.stage.value if each.stage else "no stage given" for each in (claim, other)]
    return f"{stages[0]} here, {stages[1]} in the other article"


def _repeated(sheet: Sheet, claim: Claim, other: Claim) -> str:
    return "the same article gives the same number"


def _copy(sheet: Sheet, claim: Claim, other: Claim) -> str:
    voices = sheet.knowledge.voices
    later = claim if voices.place(claim.record) > voices.place(other.record) else other
    sure = "probably " if later.record.id in voices.proposed else ""
    stage = "" if claim.stage is other.stage else f"; {_stages(claim, other)}"
    return f"{sure}the same text{stage}{_notes(claim, other)}"


def _lost(sheet: Sheet, claim: Claim, other: Claim) -> str:
    voices = sheet.knowledge.voices
    less, more = (claim, other) if has_lost(claim, other, voices) else (other, claim)
    counted = f": {escape(more.figure.note)}" if more.figure.note else ""
    said = f" ({escape(less.figure.note)})" if less.figure.note else ""
    return f"gives the number without saying what it counts{said}; the other article says it{counted}"


def _noted(sheet: Sheet, claim: Claim, other: Claim) -> str:
    return f"the same number{_notes(claim, other)}"


def _notes(claim: Claim, other: Claim) -> str:
    """What two claims of one number say that it counts, where they say it in other words."""
    if claim.figure.note == other.figure.note:
        return ""
    notes = [escape(each.figure.note) if each.figure.note else "no description" for each in (claim, other)]
    return f"; here: {notes[0]}; in the other article: {notes[1]}"


def _bound(sheet: Sheet, claim: Claim, other: Claim) -> str:
    return f"fits the limit stated: {_pair(sheet, claim, other)}"


def _rough(sheet: Sheet, claim: Claim, other: Claim) -> str:
    return f"within 10% of the approximate figure: {_pair(sheet, claim, other)}"


def _rounded(sheet: Sheet, claim: Claim, other: Claim) -> str:
    rough, fine = (claim, other) if is_rounding(claim.figure, other.figure) else (other, claim)
    return f"{escape(amount(rough.figure))} is {escape(amount(fine.figure))} rounded"


def _stage(sheet: Sheet, claim: Claim, other: Claim) -> str:
    return f"from different stages: {_pair(sheet, claim, other)}"


def _earlier(sheet: Sheet, claim: Claim, other: Claim) -> str:
    first, then = sorted((claim, other), key=lambda each: each.record.date.first)
    counts = [f"{escape(amount(each.figure))} by {date_of(each.record)}" for each in (first, then)]
    return f"an earlier count: {counts[0]}, {counts[1]}"


def _blurred(sheet: Sheet, claim: Claim, other: Claim) -> str:
    exact, vague = (claim, other) if claim.figure.qualifier is Qualifier.EXACT else (other, claim)
    return f"an exact number, {escape(amount(exact.figure))}, retold as {escape(amount(vague.figure))}"


def _own(sheet: Sheet, claim: Claim, other: Claim) -> str:
    headline, text = (claim, other) if claim.is_headline else (other, claim)
    if headline.is_headline:
        return f"the source's headline says {escape(amount(headline.figure))}, its text {escape(amount(text.figure))}"
    return f"the source itself gives both {escape(amount(claim.figure))} and {escape(amount(other.figure))}"


def _conflict(sheet: Sheet, claim: Claim, other: Claim) -> str:
    return f"they cannot both be true: {_pair(sheet, claim, other)}"


_WORDS = {
    Reason.REPEATED: _repeated,
    Reason.COPY: _copy,
    Reason.LOST: _lost,
    Reason.SAME: _same,
    Reason.NOTED: _noted,
    Reason.BOUND: _bound,
    Reason.ROUGH: _rough,
    Reason.ROUNDED: _rounded,
    Reason.STAGE: _stage,
    Reason.EARLIER: _earlier,
    Reason.BLURRED: _blurred,
    Reason.OWN: _own,
    Reason.CONFLICT: _conflict,
}


def beside(sheet: Sheet, cell: Comparison) -> str:
    """How a claim stands to those of other records, for a table of one record's figures."""
    path = cell_path(sheet, cell)
    relation = sheet.knowledge.ledger.relation_of(cell)
    if relation is ClaimRelation.ALONE:
        return sheet.link("only in this article", path)
    others = cell.voices - 1
    if others:
        way = sheet.link(f"with {count(others, 'other source')}", path)
        return f"{mark(relation)} {way}"
    copies = cell.articles - 1
    way = f"the same text in {count(copies, 'other article')}" if copies else "only in this article"
    return (
        f"{mark(relation)} {sheet.link(way, path)}"
        if relation is not ClaimRelation.SAME_TEXT
        else sheet.link(way, path)
    )
