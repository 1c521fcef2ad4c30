"""What the ledger makes of the numbers that stand out in the published collection (tests/differences.yml)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import yaml

from ciie.deriving.claims import Claim
from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.pipeline import read_collection
from support.project import PROJECT

TABLE = Path(__file__).with_name("differences.yml")
# Editors go on: a record that is corrected, withdrawn or joined by others may change a reading or two.
LEAST_RIGHT = 0.9


def claims_of(row: dict[str, str], knowledge: Knowledge) -> list[Claim]:
    """The claims that state the number of a row for the edition as a whole, none of them its first."""
    return [
        claim
        for claim in knowledge.claims.get(row["measure"], ())
        if claim.figure.value == Decimal(row["value"])
        and claim.figure.of is None
        and claim.figure.edition is not None
        and claim.figure.edition.key == row["edition"]
    ]


def readings(claim: Claim, knowledge: Knowledge) -> Iterator[str]:
    """What a page says of a claim: why it differs, or else how it stands to the others; and what arithmetic says."""
    ledger = knowledge.ledger
    comparison = ledger.comparison_of[claim.key]
    difference = ledger.differences.get(claim.key)
    verdicts = [each.verdict for each in comparison.compared if each.claim is claim]
    yield from [difference.suspicion.value] if difference else [each.reason.value for each in verdicts if each]
    yield from (check.fit.value for check in ledger.checks[comparison.key] if check.claim is claim)


def test_numbers_that_stand_out_are_read_as_a_reader_would() -> None:
    """At least nine in ten of those that a record states; each of them stands in its cell."""
    knowledge = derive(read_collection(PROJECT / "articles", dt.date(2100, 1, 1)))
    rows = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    stated = [(row, claims) for row in rows if (claims := claims_of(row, knowledge))]
    wrong = [
        f"{row['measure']} {row['edition']} {row['value']}: {row['reading']}, not {', '.join(found)}"
        for row, claims in stated
        if row["reading"] not in (found := sorted({each for claim in claims for each in readings(claim, knowledge)}))
    ]

    assert stated
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(stated), "\n".join(wrong)
