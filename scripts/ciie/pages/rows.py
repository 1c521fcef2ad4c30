"""What has too little to read for a page of its own, and where the site tells of it instead: a row with an anchor."""

from __future__ import annotations

from dataclasses import replace

from ciie.deriving.knowledge import Knowledge
from ciie.model.kinds import MeasureGroup
from ciie.model.values import Ref
from ciie.model.vocabulary import Measure

# A measure with no more claims is told of on the page of its group.
MOST_BRIEF_CLAIMS = 2


def placed(knowledge: Knowledge) -> Knowledge:
    """The same knowledge, which also tells where what has no page of its own stands.

    Args:
        knowledge: What the site is made of, as it was derived.

    Returns:
        It, with the places in its vocabulary: for an entry without a page the path of another, with an anchor.
    """
    vocabulary = replace(knowledge.vocabulary, elsewhere=_brief_measures(knowledge))
    return replace(knowledge, library=replace(knowledge.library, vocabulary=vocabulary))


def group_path(group: MeasureGroup) -> str:
    """The page of a group of measures."""
    return f"figures/group-{group.value}.md"


def is_brief(knowledge: Knowledge, measure: Measure) -> bool:
    """True of a measure that has no page of its own."""
    return Ref("measures", measure.id) in knowledge.vocabulary.elsewhere


def _brief_measures(knowledge: Knowledge) -> dict[Ref, str]:
    measures = (knowledge.vocabulary.measures[name] for name in knowledge.claims)
    return {
        Ref("measures", each.id): f"{group_path(each.group)}#{each.id}"
        for each in measures
        if len(knowledge.claims[each.id]) <= MOST_BRIEF_CLAIMS
    }
