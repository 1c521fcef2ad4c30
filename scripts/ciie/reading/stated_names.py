"""Names that the front matter claims and the body lacks, and those that the body has and the front matter lacks.

A name is found by the names of the vocabulary. The adjective of a country is none where it names a language or a
currency; the names of the expo and of outlets mention no country and no organisation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from ciie.model.problems import Problem, problem, quoted
from ciie.model.records import Mention, Passage
from ciie.model.values import EXPO_NAMES, Ref
from ciie.model.vocabulary import Vocabulary
from ciie.text.glosses import read_as
from ciie.text.languages import fold
from ciie.text.names import Named, Names, is_whole, mentioned
from ciie.text.passages import Place, in_passage

# Of more names that a list lacks each hint names its own only.
MOST_IN_A_LINE = 12
_QUOTES = str.maketrans("“”„«»–—‑", '"""""---')


@dataclass(frozen=True, slots=True)
class Written:
    """How the front matter has a list.

    Attributes:
        line: The line of its key; None where it has none.
        ids: Its ids where all of it is ids on that line; None where it is written otherwise.
        places: Where each of its items stands, by id.
    """

    line: int | None
    ids: tuple[str, ...] | None
    places: Mapping[str, Place]


def check_names(
    claimed: Mapping[str, Iterable[Any]],
    written: Mapping[str, Written],
    passages: Sequence[Passage],
    names: Names,
    language: str = "en",
) -> Iterator[Problem]:
    """Names that the front matter claims and the body lacks.

    Args:
        claimed: For each list the ids and mentions in it.
        written: How the front matter has each list.
        passages: The body.
        names: The names of the vocabulary.
        language: The language of the body.
    """
    found = mentioned((read_as(passage.text, language).text for passage in passages), names)
    missing = [ref for ref in _refs(claimed) if ref not in found]
    hidden = dict(each for passage in passages for each in names.finder.hidden(passage.text)) if missing else {}
    for ref in missing:
        term, here = names.vocabulary[ref], written[ref.kind]
        message = f"the body does not mention {term.name} ({ref.id})"
        is_only = here.ids is not None and len(here.ids) == 1
        delete = f"delete the line {ref.kind}" if is_only else f"delete it from {ref.kind}"
        hint = f"mention it by one of its names ({', '.join(term.names[:4])}), or {delete}"
        almost = _almost(term.names, passages) if ref not in hidden else None
        if ref in hidden:
            message = f"the body does not mention {term.name} ({ref.id}), only {quoted(hidden[ref])}"
        if almost is not None:
            message = f"the body has {quoted(almost[1])}, which is not quite the name {quoted(almost[0])}"
            hint = f"write {almost[0]} there, or add {quoted(almost[1])} to aliases in vocabulary/{ref.kind}.yml"
        yield problem(here.places.get(ref.id, (here.line or 1, 1)), "name-not-in-body", message, hint)


def check_unlisted_names(
    claimed: Mapping[str, Iterable[Any]],
    written: Mapping[str, Written],
    passages: Sequence[Passage],
    names: Names,
    unknown: Set[str] = frozenset(),
) -> Iterator[Problem]:
    """Names that the body has and the front matter lacks, each once; longer names win over those within them.

    Of the lists in `unknown` nothing is said: they could not be read in full. The expo's own name and those of outlets
    name no country.
    """
    found = {ref: at for ref, at in _unlisted({*_refs(claimed)}, passages, names) if ref.kind not in unknown}
    missing: dict[str, list[str]] = defaultdict(list)
    for ref in found:
        missing[ref.kind].append(ref.id)
    for ref, (place, words) in found.items():
        message = f"the body mentions {quoted(words)}, which {ref.kind} does not list"
        hint = _how_to_add(ref, written[ref.kind], missing[ref.kind], names.vocabulary)
        yield problem(place, "unlisted-name", message, hint)


def _how_to_add(ref: Ref, here: Written, missing: Sequence[str], vocabulary: Vocabulary) -> str:
    """Which line to change and to what, so that all names that the list lacks are in it."""
    what = f"{ref.id} ({vocabulary[ref].name})"
    if here.line is None:
        return f"add the line  {ref.kind}: [{', '.join(missing if len(missing) <= MOST_IN_A_LINE else [ref.id])}]"
    if here.ids is None or len(here.ids) + len(missing) > MOST_IN_A_LINE:
        return f"add {what} to {ref.kind}, which begins on line {here.line}"
    return f"add {what}: change line {here.line} to  {ref.kind}: [{', '.join((*here.ids, *missing))}]"


def _unlisted(known: set[Ref], passages: Sequence[Passage], names: Names) -> Iterator[tuple[Ref, tuple[Place, str]]]:
    others = (*EXPO_NAMES, *(fold(name) for outlet in names.vocabulary.outlets.values() for name in outlet.names))
    for passage in passages:
        text = fold(passage.text)
        for named in names.finder.find_longest(passage.text):
            if any(ref in known for ref in named.refs) or _is_inside(named, text, others):
                continue
            if named.refs[0].kind == "places" and _is_no_place(named, text, names.vocabulary):
                continue
            known.add(named.refs[0])
            place = in_passage(passage, [named.start])[0]
            yield named.refs[0], (place, passage.text[named.start : named.end])


def _is_inside(named: Named, text: str, others: Iterable[str]) -> bool:
    """True where a found name is one of the names `others`, or a part of one: China in China Daily."""
    word = text[named.start : named.end]
    for other in others:
        inside = other.find(word)
        start = named.start - inside
        if inside >= 0 and start >= 0 and text.startswith(other, start) and is_whole(text, start, start + len(other)):
            return True
    return False


# US dollars and Swiss francs; reports in Portuguese, the French edition.
_MONEY = re.compile(
    r"[\s-](?:dollars?|yuan|yen|won|pounds?|francs?|rupees?|rou?bles?|pesos?|reais|real|rands?|bahts?|dirhams?|kron[ae]r?)\b"
    r"|\$"
)
_LANGUAGE = re.compile(r"[\s-](?:languages?|editions?|services?|translations?|versions?|subtitles|speak(?:ers?|ing))\b")
_AFTER_IN = re.compile(r"\s(?:and|or|by|on|at|for|to|with|from|in|that|which)\b|[.,;:)]|$")


def _is_no_place(named: Named, text: str, vocabulary: Vocabulary) -> bool:
    """True where a country's name or adjective says which currency or which language is meant."""
    if _MONEY.match(text, named.end):
        return True
    adjectives = map(fold, vocabulary.places[named.refs[0].id].demonyms)
    if text[named.start : named.end] not in adjectives:
        return False
    is_in = text.endswith(" in ", 0, named.start) and _AFTER_IN.match(text, named.end) is not None
    return is_in or _LANGUAGE.match(text, named.end) is not None


def _almost(forms: Sequence[str], passages: Sequence[Passage]) -> tuple[str, str] | None:
    """A name and the words of the body that capitals, quotation marks or dashes alone tell from it."""
    for form in forms:
        sought = _plain(form)
        for passage in passages:
            text = _plain(passage.text)
            start = text.find(sought)
            while start >= 0:
                if is_whole(text, start, start + len(sought)):
                    return form, passage.text[start : start + len(sought)]
                start = text.find(sought, start + 1)
    return None


def _plain(text: str) -> str:
    """`text` folded, in small letters and with plain quotation marks and dashes; its length stays."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in fold(text).translate(_QUOTES))


def _refs(claimed: Mapping[str, Iterable[Any]]) -> list[Ref]:
    refs = (
        Ref(kind, item.id if isinstance(item, Mention) else item) for kind, items in claimed.items() for item in items
    )
    return list(dict.fromkeys(refs))
