"""What `ciie import` left in a record whose rights say that it is a digest: comments, and sentences of the source.

The source is not at hand. A draft is known by the comments that `ciie import` puts into it, by the sentences that it
copies from the body to the front matter, by the dateline that agencies begin their texts with, and by the fingerprint
of the imported text, which the key `draft` keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from ciie.words.draft_marks import ALIKE, COMMENT, is_summary_of, share_of
from ciie.words.model import Event, Passage, Record, Rights
from ciie.words.places import Place
from ciie.words.problems import Problem, problem, quoted

# Shorter sentences of an editor's stand in the body as well: "The sixth expo opens".
_FEWEST_WORDS, _FEWEST_HAN = 10, 16
_HAN = re.compile(r"[\u4e00-\u9fff]")
# SHANGHAI, Nov. 6 (Xinhua) -- and 新华社上海11月6日电.
_DATELINE = re.compile(
    r"[A-Z][A-Z .'/-]{2,40}(?:, [A-Z][A-Za-z ]{2,20})?, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
    r" (?:\([A-Za-z' ]{2,30}\) ?)?[-—–]"
    r"|[\u4e00-\u9fff]{1,6}[社网][\u4e00-\u9fff]{2,6}\d{1,2}月\d{1,2}日[电電讯訊]"
)


def check_unedited(
    lines: Sequence[str],
    summary: tuple[str, Place] | None,
    events: Sequence[Event],
    passages: Sequence[Passage],
    made: str | None = None,
) -> Iterator[Problem]:
    """The first sign that a digest is still the draft that `ciie import` made, if there is one.

    Args:
        lines: The lines of the file down to the end of the front matter.
        summary: The summary and its place; None where there is none.
        events: The events of the front matter.
        passages: The body.
        made: The fingerprint of the draft; None where there is none.

    Yields:
        At most one fault.
    """
    signs = (
        _comments(lines),
        _imported(summary, passages, made) if made is not None else (),
        _copied(summary, events, passages),
        _datelines(passages),
    )
    yield from islice(chain.from_iterable(signs), 1)


def imported_share(record: Record) -> float:
    """How much of a body's wording, 0 to 1, is imported and may not be published; 0 where it is little."""
    if record.draft is None or record.rights not in {Rights.DIGEST, Rights.UNREVIEWED}:
        return 0.0
    share = share_of(_text(record.passages), record.draft)
    return share if share >= ALIKE else 0.0


def told_share(share: float) -> str:
    """A share of the body's wording as the beginning of a sentence."""
    return "the body is unchanged from" if share == 1 else f"{round(share * 100)}% of the body's wording is that of"


def _imported(summary: tuple[str, Place] | None, passages: Sequence[Passage], made: str) -> Iterator[Problem]:
    share = share_of(_text(passages), made)
    if share >= ALIKE:
        hint = (
            "write it in your own words; if you may publish the text itself, set rights to licensed, permission or "
            "public-domain"
        )
        yield problem((passages[0].line, 1), "unedited-draft", f"{told_share(share)} the imported draft", hint)
    if summary is not None and is_summary_of(summary[0], made):
        message = "the summary is unchanged from the imported draft"
        yield problem(summary[1], "unedited-draft", message, "write it in your own words")


def _text(passages: Sequence[Passage]) -> str:
    return " ".join(passage.text for passage in passages)


def _comments(lines: Sequence[str]) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        found = COMMENT.search(line)
        if found is not None:
            message = "this comment is from a draft that `ciie import` made of the source"
            hint = "write the body and the summary in your own words, then delete the comments of the draft"
            yield problem((number, found.start() + 1), "unedited-draft", message, hint)


def _copied(
    summary: tuple[str, Place] | None, events: Sequence[Event], passages: Sequence[Passage]
) -> Iterator[Problem]:
    texts = [*([("summary", *summary)] if summary else []), *(("event", e.what, (e.line, e.column)) for e in events)]
    long_ones = [(key, text, place) for key, text, place in texts if _is_sentence(text)]
    body = " ".join(_plain(passage.text) for passage in passages) if long_ones else ""
    for key, text, place in long_ones:
        if _plain(text) in body:
            message = f"the {key} {quoted(text)} is word for word in the body, as in a draft that `ciie import` made"
            yield problem(place, "unedited-draft", message, "write both in your own words")


def _datelines(passages: Sequence[Passage]) -> Iterator[Problem]:
    for passage in passages:
        found = _DATELINE.match(passage.text)
        if found is not None:
            message = f"the body has the dateline {quoted(found.group())} of a news agency"
            yield problem((passage.line, 1), "unedited-draft", message, "write the body in your own words")


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS or len(_HAN.findall(text)) >= _FEWEST_HAN


def _plain(text: str) -> str:
    return " ".join(text.split()).lower().rstrip(".。…")
