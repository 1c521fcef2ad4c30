"""A claim in a line, with who gives it; and where those of one number stand side by side."""

from __future__ import annotations

from typing import NamedTuple

from ciie.deriving.claims import Claim, Comparison
from ciie.deriving.knowledge import Knowledge
from ciie.model.values import Ref
from ciie.views.addresses import address, path_of, record_path
from ciie.views.links import Link, Links, dated, is_quotable, words_of


class Amount(NamedTuple):
    """A number as it is set: small, large, small.

    Attributes:
        qualifier: How it is meant, with a blank behind: "over "; empty for an exact number.
        number: The number: "3,400".
        unit: What is counted, with a blank before it: " companies".
    """

    qualifier: str
    number: str
    unit: str


class ClaimLine(NamedTuple):
    """A number as a source gives it.

    Attributes:
        amount: The number with its qualifier and unit: "over 3,400 companies".
        stage: The stage at which it was stated; empty where the source does not say.
        as_of: The date that the number is for; empty where the source gives none.
        origin: The organisation that the source credits with it; absent where it credits none.
        passage: The address of the passage that states it.
        quoted: The source's own words in quotation marks, where we may quote it and it says it differently; else empty.
        outlet: Who published it.
        date: When it was published, with its mark.
        note: What exactly is counted; empty where nothing is noted.
    """

    amount: Amount
    stage: str
    as_of: str
    origin: Link | None
    passage: str
    quoted: str
    outlet: Link
    date: Link
    note: str


def claim_line(links: Links, claim: Claim) -> ClaimLine:
    """A claim, with links from the page of `links`.

    Args:
        links: The links of the page that shows it.
        claim: What an article states.

    Returns:
        Its number, its source and the way to its sentence.
    """
    figure, words = claim.figure, claim.figure.words or ""
    is_said_otherwise = is_quotable(claim.record) and words.casefold() not in {"", figure.amount.casefold()}
    return ClaimLine(
        amount=Amount(*figure.said),
        stage=figure.status.value if figure.status else "",
        as_of=figure.as_of.text if figure.as_of else "",
        origin=links.entry(Ref("organisations", figure.origin)) if figure.origin else None,
        passage=address(links.path, record_path(claim.record, claim.anchor)),
        quoted=words_of(claim.record, words) if is_said_otherwise else "",
        outlet=links.outlet(claim.record),
        date=dated(claim.record),
        note=figure.note or "",
    )


# A measure with more claims has pages of its editions.
MOST_CLAIMS_ON_A_PAGE = 200


def comparison_path(knowledge: Knowledge, comparison: Comparison) -> str:
    """Where a comparison stands: on the page of its measure, or of its editions where that would be too long.

    Args:
        knowledge: What the site is made of.
        comparison: One of its ledger.

    Returns:
        A path in the folder of pages, with the anchor behind "#".
    """
    measure = comparison.key.measure
    if is_long(knowledge, measure):
        return f"{editions_base(comparison)}.md"
    ref = Ref("measures", measure)
    return knowledge.vocabulary.elsewhere.get(ref) or f"{path_of(ref)}#{comparison.anchor}"


def editions_base(comparison: Comparison) -> str:
    """The path, without ".md", of the page for the editions of `comparison`, of a measure too long for one page.

    Args:
        comparison: Claims of one number.

    Returns:
        A path within the site.
    """
    folder = path_of(Ref("measures", comparison.key.measure)).removesuffix(".md")
    return f"{folder}/e{comparison.span.key}" if comparison.span else f"{folder}/no-edition"


def is_long(knowledge: Knowledge, measure: str) -> bool:
    """True of a measure whose claims would make too long a page.

    Args:
        knowledge: What the records say.
        measure: The id of a measure.

    Returns:
        Whether the claims stand on pages of their own, by edition.
    """
    return len(knowledge.claims[measure]) > MOST_CLAIMS_ON_A_PAGE


def edition_name(links: Links, comparison: Comparison) -> str:
    """The edition or editions of a comparison, as text.

    Args:
        links: The links of the page that shows it.
        comparison: Claims of one number.

    Returns:
        The name of an edition or of a span; empty where the measure is of none.
    """
    span = comparison.span
    return " to ".join(end.text for end in links.edition(span)) if span else "No single edition"
