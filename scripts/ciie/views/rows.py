"""What has too little to read for a page of its own, and where the site tells of it instead: a row with an anchor.

And what is one thing in two lists, such as an agency that articles name and that publishes itself: it has one page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ciie.deriving.knowledge import Knowledge
from ciie.model.kinds import MeasureGroup
from ciie.model.records import Record
from ciie.model.values import Precision, Ref
from ciie.model.vocabulary import Measure, Person, Term
from ciie.views.addresses import FOLDERS, path_of

# A measure with no more claims is told of on the page of its group.
MOST_BRIEF_CLAIMS = 2
# A name in no more articles, and an outlet with no more, is told of in its directory.
MOST_BRIEF_ARTICLES = 1
MOST_IN_DIRECTORY = 500
# A month or a year of no more entries stands on the page above.
MOST_BRIEF_ENTRIES = 8
_DIRECTORIES = ("organisations", "people", "places", "outlets")
# Where the family name comes first, also in English.
_FAMILY_FIRST = frozenset({"cn", "tw", "hk", "mo", "kr", "kp", "vn"})


def placed(knowledge: Knowledge) -> Knowledge:
    """The same knowledge, which also tells where what has no page of its own stands.

    Args:
        knowledge: What the site is made of, as it was derived.

    Returns:
        It, with the places in its vocabulary: for an entry without a page the path of another, with an anchor.
    """
    elsewhere = {**_brief_measures(knowledge), **dict(_brief_entries(knowledge)), **_brief_periods(knowledge)}
    for edition in knowledge.vocabulary.editions:
        ref = Ref("editions", edition)
        if not knowledge.records_of(ref) and not knowledge.claims_by_edition.get(int(edition)):
            elsewhere[ref] = f"editions/index.md#{edition}"
    for ref, other in knowledge.vocabulary.same.items():
        elsewhere[ref] = elsewhere.get(other) or path_of(other)
    vocabulary = replace(knowledge.vocabulary, elsewhere=elsewhere)
    return replace(knowledge, library=replace(knowledge.library, vocabulary=vocabulary))


def records_on(knowledge: Knowledge, ref: Ref) -> tuple[Record, ...]:
    """The records that use an entry or what is one thing with it, newest first.

    Args:
        knowledge: What the records say.
        ref: An entry of the vocabulary.

    Returns:
        Records, each once.
    """
    found = [knowledge.records_of(each) for each in knowledge.vocabulary.as_one(ref)]
    several = {record.id: record for records in found for record in records}.values()
    return found[0] if len(found) == 1 else tuple(sorted(several, key=_newest))


def _newest(record: Record) -> tuple[int, str]:
    return -record.date.first.toordinal(), record.id


def directory_base(kind: str) -> str:
    """The path of a directory.

    Args:
        kind: The list, as its file is named.

    Returns:
        Its first page below docs/, without ".md".
    """
    return f"{FOLDERS[kind]}/index"


def in_order(knowledge: Knowledge, kind: str) -> list[Term]:
    """The entries of a directory: people by family name, others by the number of articles, then by name.

    Args:
        knowledge: What the records say.
        kind: The list that the entries are of.

    Returns:
        Entries that a record uses.
    """
    terms = list(knowledge.vocabulary.entries(kind).values())
    if kind == "people":
        return sorted(terms, key=lambda term: (family_name(term).casefold(), term.name.casefold()))
    counts = {term.id: len(knowledge.records_of(Ref(kind, term.id))) for term in terms}
    return sorted(terms, key=lambda term: (-counts[term.id], term.name.casefold()))


def family_name(person: Term) -> str:
    """What sorts a person: the first word of a Chinese, Korean or Vietnamese name, the last of any other.

    Args:
        person: An entry of the list of people.

    Returns:
        The word; a Chinese name written the other way round, as in "Jack Ma", goes by its own first character.
    """
    words = person.name.split()
    if not isinstance(person, Person) or len(words) < 2:
        return person.name
    if person.zh and "·" not in person.zh:
        import pypinyin  # noqa: PLC0415, 0.2 s that no other command needs

        first = pypinyin.lazy_pinyin(person.zh[0])[0]
        return next((word for word in (words[0], words[-1]) if word.casefold() == first), words[-1])
    return words[0] if person.country in _FAMILY_FIRST and not person.zh else words[-1]


def group_path(group: MeasureGroup) -> str:
    """The page of a group of measures.

    Args:
        group: A group of measures.

    Returns:
        A path within the site.
    """
    return f"figures/group-{group.value}.md"


def is_brief(knowledge: Knowledge, measure: Measure) -> bool:
    """True of a measure that has no page of its own.

    Args:
        knowledge: What the records say.
        measure: A measure that records use.

    Returns:
        Whether it is a row on the page of its group.
    """
    return Ref("measures", measure.id) in knowledge.vocabulary.elsewhere


def _brief_measures(knowledge: Knowledge) -> dict[Ref, str]:
    measures = (knowledge.vocabulary.measures[name] for name in knowledge.claims)
    return {
        Ref("measures", each.id): f"{group_path(each.group)}#{each.id}"
        for each in measures
        if len(knowledge.claims[each.id]) <= MOST_BRIEF_CLAIMS
    }


def _brief_entries(knowledge: Knowledge) -> Iterator[tuple[Ref, str]]:
    """Each entry of a directory in too few articles for a page, with its row in the part that it stands in."""
    for kind in _DIRECTORIES:
        for place, term in enumerate(in_order(knowledge, kind)):
            ref, part = Ref(kind, term.id), place // MOST_IN_DIRECTORY
            if len(records_on(knowledge, ref)) <= MOST_BRIEF_ARTICLES:
                behind = f"-part-{part + 1}" if part else ""
                yield ref, f"{directory_base(kind)}{behind}.md#{term.id}"


def _brief_periods(knowledge: Knowledge) -> dict[Ref, str]:
    """Months and years of the timeline with few entries, each with the page above that shows these."""
    dates = [*(each.date for each in knowledge.occurrences), *(each.date for each in knowledge.records)]
    years = Counter(str(date.first.year) for date in dates)
    months = Counter(date.first.isoformat()[:7] for date in dates if date.precision is not Precision.YEAR)
    found = {Ref("timeline", year): "timeline/index.md" for year, n in years.items() if n <= MOST_BRIEF_ENTRIES}
    brief = (month for month, number in months.items() if number <= MOST_BRIEF_ENTRIES)
    above = {month: Ref("timeline", month[:4]) for month in brief}
    return found | {Ref("timeline", m): found.get(year, f"timeline/{year.id}.md") for m, year in above.items()}
