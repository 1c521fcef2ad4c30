"""How claims of one number relate, in words: a label, what it means, how many sources there are, and the reason.

No other module says it. All texts here are plain; templates escape them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ciie.deriving.claims import Claim, ClaimRelation, ComparedClaim, Comparison, Merit, Reason
from ciie.deriving.knowledge import Knowledge
from ciie.deriving.verdicts import has_lost, is_rounding
from ciie.model.records import Qualifier, Status
from ciie.text.number_words import with_noun
from ciie.views.links import date_of

# Where sources do not say the same thing in the same way.
_MEANINGS = {
    ClaimRelation.ALONE: "",
    ClaimRelation.SAME_TEXT: "All articles that give this number copy or rewrite one text.",
    ClaimRelation.SAME_ORIGIN: "The articles credit the same organisation with this number.",
    ClaimRelation.AGREE: "Independent sources give the same number.",
    ClaimRelation.COMPATIBLE: "The figures can all be true.",
    ClaimRelation.CHECK: "There is a reason to check this figure: see below.",
    ClaimRelation.BLURRED: "One article is less exact than another.",
    ClaimRelation.DIFFER: "The figures cannot all be true.",
}
_OTHER_COUNTS = "Some articles count less, more, or at an earlier date than others."
_PROPOSED_COPIES = "The articles that give this number look like copies or rewrites of one text."
_MERITS = {
    Merit.IN_TEXT: "from the text, not the headline",
    Merit.SAYS_WHAT: "says what is counted",
    Merit.SUPPORTED: "fits what most others give",
    Merit.UNDOUBTED: "not also given for something else",
    Merit.EXACT: "exact",
    Merit.PRECISE: "the most precise",
    Merit.LATEST: "the latest",
    Merit.VOICES: "given by more sources",
    Merit.ORIGINAL: "the original text",
}
_STAGES: dict[Status | None, str] = {
    Status.FINAL: "final",
    Status.INTERIM: "counted during the expo, not only expected",
    Status.REGISTERED: "registered, not only expected",
}


class Badge(NamedTuple):
    """A relation as a label.

    Attributes:
        text: What it says: "to be checked".
        kind: What the style sheet knows it as: "check".
        address: Where it leads; empty where nowhere.
    """

    text: str
    kind: str
    address: str = ""


# Where sources do not say the same thing in the same way.
OPEN_RELATIONS = {
    ClaimRelation.BLURRED: Badge("less exact", "blurred"),
    ClaimRelation.DIFFER: Badge("differs", "differ"),
}
CHECK = Badge("to be checked", "check")


@dataclass(frozen=True, slots=True)
class ComparisonSummary:
    """How the claims of a comparison relate: the label, what it means, and how many sources there are."""

    badge: Badge | None
    meaning: str
    sources: str


class Explanation(NamedTuple):
    """Why a claim relates to another as it does; with a label where something differs."""

    badge: Badge | None
    text: str


def summarise(knowledge: Knowledge, comparison: Comparison) -> ComparisonSummary:
    """How the claims of a comparison relate, in sentences."""
    relation = knowledge.ledger.relation_of(comparison)
    proposed = any(claim.record.id in knowledge.voices.proposed for claim in comparison.claims)
    mark = mark_of(knowledge, comparison)
    meaning = _PROPOSED_COPIES if relation is ClaimRelation.SAME_TEXT and proposed else _MEANINGS[relation]
    if relation is ClaimRelation.DIFFER and mark is None:
        meaning = _OTHER_COUNTS
    sources = _count_sources(comparison, relation)
    return ComparisonSummary(mark, meaning, f"{sources.capitalize()}." if sources else "")


def mark_of(knowledge: Knowledge, comparison: Comparison, address: str = "") -> Badge | None:
    """A word where claims contradict one another or one should be checked; it leads to `address`."""
    if knowledge.ledger.is_disputed(comparison):
        return Badge("sources differ", "differ", address)
    return CHECK._replace(address=address) if knowledge.ledger.is_doubtful(comparison) else None


def count_sources(comparison: Comparison) -> str:
    """How many independent sources give a number, and how many articles where these are more."""
    more = comparison.articles > comparison.voices
    sources = with_noun(comparison.voices, "source")
    return f"{sources}, {with_noun(comparison.articles, 'article')}" if more else sources


def explain(knowledge: Knowledge, compared: ComparedClaim) -> Explanation | None:
    """Why a claim relates to the one that it was held against as it does.

    Args:
        knowledge: What tells the claims' voices and the days of their editions.
        compared: The claim with its verdict.

    Returns:
        The reason in words; None for the first claim of a comparison, which was held against none.
    """
    verdict = compared.verdict
    if verdict is None:
        return None
    badge = OPEN_RELATIONS.get(verdict.relation)
    return Explanation(badge, _EXPLAINED_BY[verdict.reason](knowledge, compared.claim, verdict.against))


def explain_lead(comparison: Comparison) -> str:
    """Why the first claim of a comparison is shown first; empty where nothing sets it apart."""
    if comparison.merit is None:
        return ""
    stage = _STAGES.get(comparison.lead.stage, "not provisional")
    return f"shown first: {stage if comparison.merit is Merit.STAGE else _MERITS[comparison.merit]}"


def _count_sources(comparison: Comparison, relation: ClaimRelation) -> str:
    """How many independent voices a comparison has, and in how many articles; empty where its label says it."""
    articles = f" in {with_noun(comparison.articles, 'article')}" if comparison.articles > comparison.voices else ""
    if comparison.voices > 1:
        return f"{comparison.voices:,} independent sources{articles}"
    outlets = len({claim.record.source for claim in comparison.claims})
    if outlets > 1 and all(claim.figure.origin for claim in comparison.claims):
        return f"{outlets:,} outlets, one origin"
    return "" if relation is ClaimRelation.ALONE else f"one source{articles}"


def _pair(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    return f"{_dated(knowledge, claim)}; {_dated(knowledge, other)}"


def _dated(knowledge: Knowledge, claim: Claim) -> str:
    """A claim with its stage, and when it was reported by the days of its edition."""
    stage = [claim.stage.value] if claim.stage else []
    return ", ".join([claim.figure.amount, *stage, f"reported {_when_reported(knowledge, claim)}"])


def _when_reported(knowledge: Knowledge, claim: Claim) -> str:
    span, when = claim.figure.edition, claim.record.date
    if span is None:
        return f"on {date_of(claim.record)}"
    edition = knowledge.vocabulary.editions[str(span.last)]
    if when.last < edition.opens.first:
        return "before the opening"
    return "after the closing" if when.first > edition.closes.last else "during the expo"


def _stages(claim: Claim, other: Claim) -> str:
    stages = [each.stage.value if each.stage else "no stage given" for each in (claim, other)]
    return f"{stages[0]} here, {stages[1]} in the other article"


def _notes(claim: Claim, other: Claim) -> str:
    """What two claims of one number say that it counts, where they say it in other words."""
    if claim.figure.note == other.figure.note:
        return ""
    notes = [each.figure.note or "no description" for each in (claim, other)]
    return f"; here: {notes[0]}; in the other article: {notes[1]}"


def _repeated(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    return "the same article gives the same number"


def _copy(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    voices = knowledge.voices
    later = claim if voices.place(claim.record) > voices.place(other.record) else other
    sure = "probably " if later.record.id in voices.proposed else ""
    stage = "" if claim.stage is other.stage else f"; {_stages(claim, other)}"
    return f"{sure}the same text{stage}{_notes(claim, other)}"


def _origin(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    stage = "" if claim.stage is other.stage else f"; {_stages(claim, other)}"
    name = knowledge.vocabulary.organisations[claim.figure.origin or ""].name
    return f"the same number from the same origin, {name}{stage}{_notes(claim, other)}"


def _lost(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    less, more = (claim, other) if has_lost(claim, other, knowledge.voices) else (other, claim)
    counted = f": {more.figure.note}" if more.figure.note else ""
    said = f" ({less.figure.note})" if less.figure.note else ""
    return f"gives the number without saying what it counts{said}; the other article says it{counted}"


def _same(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    return "the same number" if claim.stage is other.stage else f"the same number: {_stages(claim, other)}"


def _noted(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    return f"the same number{_notes(claim, other)}"


def _bound(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    return f"fits the limit stated: {_pair(knowledge, claim, other)}"


def _rough(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    return f"within 10% of the approximate figure: {_pair(knowledge, claim, other)}"


def _rounded(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    rough, fine = (claim, other) if is_rounding(claim.figure, other.figure) else (other, claim)
    return f"{rough.figure.amount} is {fine.figure.amount} rounded"


def _kinds(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    return f"one counts more kinds than the other: {_pair(knowledge, claim, other)}"


def _stage(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    return f"from different stages: {_pair(knowledge, claim, other)}"


def _earlier(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    first, then = sorted((claim, other), key=lambda each: each.when.first)
    counts = [f"{each.figure.amount} by {_counted_by(each)}" for each in (first, then)]
    return f"an earlier count: {counts[0]}, {counts[1]}"


def _counted_by(claim: Claim) -> str:
    """The date that the number is for, or of the article that gives it."""
    return claim.figure.as_of.text if claim.figure.as_of else date_of(claim.record)


def _blurred(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    exact, vague = (claim, other) if claim.figure.qualifier is Qualifier.EXACT else (other, claim)
    return f"an exact number, {exact.figure.amount}, retold as {vague.figure.amount}"


def _own(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    headline, text = (claim, other) if claim.is_headline else (other, claim)
    if headline.is_headline:
        return f"the source's headline says {headline.figure.amount}, its text {text.figure.amount}"
    return f"the source itself gives both {claim.figure.amount} and {other.figure.amount}"


def _conflict(knowledge: Knowledge, claim: Claim, other: Claim) -> str:
    return f"they cannot both be true: {_pair(knowledge, claim, other)}"


_EXPLAINED_BY: Mapping[Reason, Callable[[Knowledge, Claim, Claim], str]] = {
    Reason.REPEATED: _repeated,
    Reason.COPY: _copy,
    Reason.ORIGIN: _origin,
    Reason.LOST: _lost,
    Reason.SAME: _same,
    Reason.NOTED: _noted,
    Reason.BOUND: _bound,
    Reason.ROUGH: _rough,
    Reason.ROUNDED: _rounded,
    Reason.KINDS: _kinds,
    Reason.STAGE: _stage,
    Reason.EARLIER: _earlier,
    Reason.BLURRED: _blurred,
    Reason.OWN: _own,
    Reason.CONFLICT: _conflict,
}
