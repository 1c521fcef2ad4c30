"""What an editor should look at in a proposal before it is published, in one line each."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ciie.importing.proposals import Proposal
from ciie.importing.quantities import find_quantities
from ciie.reading.names import fold


def doubtful_points(proposal: Proposal) -> tuple[str, ...]:
    """Everything inferred, mended, missing, contradicted or unknown; the same for the same capture and library."""
    points = [*proposal.bibliography.doubts]
    points += [f"mended in the text: {note}" for note in (*proposal.layout.mended, *proposal.capture.notes)]
    points += [f"the record {name} is of the same address already" for name in proposal.same_address]
    points += [f"tells the same story as {like.name}" for like in proposal.alike]
    points += [f"two values of {kept.measure}: {kept.words!r} is in the record, {other.words!r} is not"
               for kept, other in proposal.clashes]  # fmt: skip
    for conflict in proposal.conflicts:
        stated = f"{conflict.stated.qualifier.value} {number(conflict.stated.value)}"
        points.append(
            f"{conflict.figure.words!r} differs from {stated} in {conflict.record} ({conflict.figure.measure})"
        )
    points += _headline_clashes(proposal)
    points += [f"the country {code} ({words}) is not in vocabulary/places.yml"
               for code, words in proposal.names.unknown_countries]  # fmt: skip
    points += [f"not in vocabulary/people.yml: {name} ({role})" for name, role in proposal.names.unknown_people]
    lost = dict.fromkeys(found.words for found in proposal.figures if found.figure is None)
    points += [f"no measure was found for: {'; '.join(lost)}"] if lost else []
    return tuple(points)


def _headline_clashes(proposal: Proposal) -> Iterator[str]:
    """Figures of the headline that the body gives otherwise: rounded, or wrong."""
    title = proposal.bibliography.title.value if proposal.bibliography.title is not None else ""
    body = [found.quantity for found in proposal.figures]
    for quantity in find_quantities(fold(title)):
        alike = [q for q in body if q.unit == quantity.unit and abs(q.value - quantity.value) <= quantity.value / 20]
        if alike and all(q.value != quantity.value for q in alike):
            words = title[quantity.start : quantity.end]
            yield f"the headline says {words}, the body {number(alike[0].value)}"


def number(value: Decimal) -> str:
    """`value` in plain digits, without an exponent or zeros behind the point."""
    return f"{value.normalize():f}"
