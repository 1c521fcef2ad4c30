"""Claims in Markdown for the pages that have no template yet."""

from __future__ import annotations

from ciie.deriving.claims import Claim
from ciie.deriving.comparisons import ComparedClaim, Comparison
from ciie.pages import claims as views
from ciie.pages.addresses import address
from ciie.pages.links import Links
from ciie.pages.markup import environment
from ciie.pages.relations import explain, relation_line
from ciie.rendering.parts import Sheet


def links_of(sheet: Sheet) -> Links:
    """The links of the page that `sheet` is."""
    return Links(sheet.knowledge.vocabulary, sheet.path)


def filled(macro: str, view: object) -> str:
    """What a macro of claims.md makes of `view`."""
    return str(getattr(environment().get_template("claims.md").module, macro)(view)).strip()


def value(sheet: Sheet, claim: Claim) -> str:
    """A claim's number as readers say it, and its stage."""
    return filled("value", views.claim_line(links_of(sheet), claim))


def claim_line(sheet: Sheet, claim: Claim) -> str:
    """A claim in one line: its number, linked to the passage that states it, and who published it when."""
    return filled("claim_line", views.claim_line(links_of(sheet), claim))


def standing(sheet: Sheet, comparison: Comparison, path: str = "") -> str:
    """A label, which leads to `path`, and how many sources the comparison has."""
    return filled("relation", relation_line(sheet.knowledge, comparison, path and address(sheet.path, path)))


def reason(sheet: Sheet, compared: ComparedClaim) -> str:
    """How a claim stands to another; empty for the first."""
    explanation = explain(sheet.knowledge, compared)
    return filled("explanation", explanation) if explanation else ""


def beside(sheet: Sheet, comparison: Comparison) -> str:
    """How a claim stands to those of other records, for a table of one record's figures."""
    return filled("comparison_cell", views.comparison_cell(links_of(sheet), sheet.knowledge, comparison))
