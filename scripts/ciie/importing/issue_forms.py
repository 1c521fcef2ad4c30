"""A filled form of an issue to what an import works on: its answers are facts, its lists and its summary the text.

What stands in a form was written by anybody. It is read as plain text: no answer is more than a value of the draft, and
what is no date, address or language there is a doubt for the editor.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import yaml

from ciie.capturing.addresses import page_address
from ciie.capturing.capture_files import clean
from ciie.capturing.captures import (
    Capture,
    Finding,
    Kind,
    Layout,
    OutletName,
    Piece,
    PieceKind,
    SourceLine,
    Sureness,
    TopicFinding,
)
from ciie.capturing.imprints import first_date, split_names
from ciie.capturing.lines import fold_blanks
from ciie.importing.bibliography import Bibliography
from ciie.importing.editions import main_edition
from ciie.importing.proposals import Proposal
from ciie.importing.publishers import OutletFinder
from ciie.model.problems import EnvironmentFaultError, Reading, fault
from ciie.model.records import Genre
from ciie.model.values import PartialDate, parse_date, parse_url
from ciie.model.vocabulary import Vocabulary
from ciie.reading.files import read_bytes
from ciie.text.languages import ANY_LANGUAGE, language_code, language_name, month_names
from ciie.text.names import Names

LARGEST_BYTES = 128 * 1024
# A form that somebody fills in by hand is shorter.
MOST_LINES, LONGEST_LINE = 300, 600
_HEADING = re.compile(r"^### +(?P<label>\S.*?)\s*$")
_EMPTY = frozenset({"_No response_", "None"})
# The answers that are text of the draft, in the order in which it has them; lists are one item a line.
_TEXT = {"summary": PieceKind.PARAGRAPH, "figures": PieceKind.ITEM, "events": PieceKind.ITEM,
         "organisations": PieceKind.ITEM, "people": PieceKind.ITEM, "places": PieceKind.ITEM}  # fmt: skip
_SAID = "the form says"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The answers of a form, by the id of the question, and the capture that they make."""

    answers: Mapping[str, str]
    capture: Capture


def form_labels(form: Path) -> dict[str, str]:
    """The questions of an issue form: the id of each by its label.

    Args:
        form: The form, as GitHub reads it.

    Returns:
        The ids by label.

    Raises:
        EnvironmentFaultError: The form is missing or has a mistake.
    """
    try:
        body = yaml.safe_load(form.read_text(encoding="utf-8"))["body"]
        return {question["attributes"]["label"]: question["id"] for question in body if "id" in question}
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise EnvironmentFaultError(f"{form.name} cannot be used: {error}") from error


def read_form(name: str, labels: Mapping[str, str]) -> Reading[FilledForm]:
    """Reads the body of an issue that was made with a form.

    Args:
        name: The file with the body.
        labels: The id of each question by its label.

    Returns:
        Its answers; or one problem at `name`, where it cannot be read or no question of the form is in it.
    """
    data = read_bytes(Path(name), LARGEST_BYTES)
    if data.value is None:
        return Reading(None, tuple(found.at(name) for found in data.problems))
    text, dropped = clean(data.value.decode("utf-8", errors="replace"))
    answers = {question: answer for question, answer in _answers(text, labels) if answer not in _EMPTY}
    if not answers:
        reading: Reading[FilledForm] = fault(
            (1, 1),
            "capture-form",
            "no answer of the form is in it",
            "save the text of the issue, its headings included",
        )
        return Reading(None, tuple(found.at(name) for found in reading.problems))
    notes = (f"{dropped:,} invisible characters were dropped",) if dropped else ()
    lines = tuple(SourceLine(number, text) for number, (_, text) in enumerate(_lines(answers), 1))
    digest = hashlib.sha256(data.value).hexdigest()
    return Reading(FilledForm(answers, Capture(name, digest, Kind.TEXT, "the form of an issue", lines, notes=notes)))


def _answers(text: str, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    question, answer = "", list[str]()
    for line in [*text.split("\n")[:MOST_LINES], "### end"]:
        heading = _HEADING.match(line)
        if heading is None or (line != "### end" and heading["label"] not in labels):
            answer.append(line[:LONGEST_LINE])
            continue
        told = "\n".join(answer).strip()
        if question and told:
            yield question, told
        question, answer = labels.get(heading["label"], ""), []


def _lines(answers: Mapping[str, str]) -> Iterator[tuple[PieceKind, str]]:
    for question, kind in _TEXT.items():
        for line in answers.get(question, "").split("\n"):
            text = fold_blanks(re.sub(r"^[-*•]\s+", "", line.strip()))
            if text:
                yield kind, text


def form_layout(form: FilledForm) -> Layout:
    """The text that a form's answers make."""
    pieces = (Piece(kind, text, number) for number, (kind, text) in enumerate(_lines(form.answers), 1))
    return Layout(tuple(pieces), ())


def form_bibliography(form: FilledForm, outlets: OutletFinder) -> Bibliography:
    """What a form says of a source's publication; what cannot be read there is a doubt."""
    answers = form.answers
    address = _address(answers.get("url", ""))
    date = _date(answers.get("date", ""))
    language = _language(answers.get("language", ""))
    outlet = _outlet(answers.get("source", ""), outlets, address, language or "en")
    edition = _edition(answers.get("edition", ""))
    authors = split_names(answers.get("authors", "").replace("\n", ", "))
    read = {"url": address, "date": date, "language": language, "edition": edition}
    doubts = [f"{_SAID} “{answers[key]}” for {key}" for key, value in read.items() if key in answers and value is None]
    doubts += [f"{_SAID} {key}: {answers[key]}" for key in ("via", "rights") if key in answers]
    return Bibliography(
        language=_finding(language) or Finding("en", "assumed: the form does not say", Sureness.INFERRED),
        title=_finding(fold_blanks(answers.get("title", "")) or None),
        date=_finding(date),
        source=_finding(outlet),
        address=_finding(page_address(address).url if address else None),
        archive=parse_url(answers.get("archive", "")) or (page_address(address).archive if address else None),
        authors=_finding(authors or None),
        title_en=fold_blanks(answers.get("title_en", ""))[:LONGEST_LINE] or None,
        genre=_genre(answers.get("genre", "")),
        edition=_finding(edition),
        doubts=("made from the form of an issue: compare it with the source", *doubts),
    )


def _finding(value: T | None) -> Finding[T] | None:
    return Finding(value, "the form", Sureness.PRINTED) if value is not None else None


def with_answers(found: Proposal, form: FilledForm, names: Names) -> Proposal:
    """What a form's text proposes, with the topics and the organisations that the form names outright.

    Args:
        found: What its text proposes.
        form: The filled form.
        names: The vocabulary and the finder of its names.

    Returns:
        The proposal; words that are no topic's id or name are doubts.
    """
    topics, untold = _topics(form, names.vocabulary)
    doubts = (*found.bibliography.doubts, *(f"no topic is called “{word[:60]}”" for word in untold[:9]))
    lines = [text for _, text in _lines({"organisations": form.answers.get("organisations", "")})]
    listed = tuple((line[:60], "the form") for line in dict.fromkeys(lines) if not names.finder.find(line))
    others = (each for each in found.names.unknown_organisations if not any(each[0] in name for name, _ in listed))
    return replace(
        found,
        bibliography=replace(found.bibliography, doubts=doubts),
        topics=topics or found.topics,
        names=replace(found.names, unknown_organisations=(*listed, *others)),
    )


def _topics(form: FilledForm, vocabulary: Vocabulary) -> tuple[tuple[TopicFinding, ...], tuple[str, ...]]:
    """The topics that a form names by their ids or names, in its order, and the words that name none."""
    known = {name.casefold(): topic.id for topic in vocabulary.topics.values() for name in (topic.id, *topic.names)}
    told = [word.strip(" -*•.") for word in re.split(r"[,;\n、，；]", form.answers.get("topics", ""))]
    ids = dict.fromkeys(known[word.casefold()] for word in told if word.casefold() in known)
    findings = tuple(TopicFinding(topic, 0, (("the form", 1),)) for topic in ids)
    return findings, tuple(word for word in told if word and word.casefold() not in known)


def _genre(answer: str) -> str | None:
    genre = answer.strip().casefold()
    return genre if genre in {each.value for each in Genre} else None


_MONTH = re.compile(r"\s*(?P<month>[^\W\d_]{3,12})\.?,?\s+(?P<year>20\d\d)\s*")


def _date(answer: str) -> PartialDate | None:
    found = parse_date(answer.strip()) or first_date(answer)
    named = _MONTH.fullmatch(answer)
    month = month_names(ANY_LANGUAGE).get(named["month"].lower()) if named is not None else None
    return found or (parse_date(f"{named['year']}-{month:02}") if named is not None and month else None)


_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?")


def _address(answer: str) -> str | None:
    """An address, also one without https:// before it."""
    bare = answer.strip()
    return parse_url(bare) or (parse_url(f"https://{bare}") if _HOST.fullmatch(bare) else None)


def _language(answer: str) -> str | None:
    name = answer.strip()
    return language_code(name) or (name.lower() if language_name(name.lower()) != name.lower() else None)


def _outlet(answer: str, outlets: OutletFinder, address: str | None, language: str) -> OutletName | None:
    name = fold_blanks(answer)[:60]
    # The Paper (澎湃新闻) is one outlet under two names.
    names = [name, *(part.strip() for part in re.split("[(（)）]", name) if part.strip())] if name else []
    known = next((found for each in names if (found := outlets.in_words(each)) is not None), None)
    return known or (outlets.proposed(names[1], address, language) if names else None)


def _edition(answer: str) -> int | None:
    number = re.search(r"(?<!\d)\d{1,2}(?!\d)", answer)
    if number is not None:
        return int(number.group())
    bare = re.sub(r"[(（].*?[)）]", "", answer).strip()
    said = main_edition([f"{bare} CIIE", answer], None, {})
    return said[0] if said is not None else None
