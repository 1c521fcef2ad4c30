"""What `ciie import` left in a record whose rights say that it is a digest: comments, and sentences of the source.

The source is not at hand. A draft is known by the comments that `ciie import` puts into it, by the sentences that it
copies from the body to the front matter, and by the dateline that agencies begin their texts with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ciie.words.model import Event, Passage
from ciie.words.places import Place
from ciie.words.problems import Problem, problem, quoted

CAPTURE_COMMENT = "# capture: sha256 "
DRAFT_COMMENT = "# A draft made by `ciie import`. Read it against the source, then delete these comments."
REWRITE_COMMENT = "# rewrite it in your own words"
# The first words of each comment, which stay when an editor changes its blanks, capitals or end.
_COMMENT = re.compile(r"#\s*(?:capture:\s*sha256|a\s+draft\s+made\s+by|rewrite\s+it\s+in)\b", re.I)
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
    lines: Sequence[str], summary: tuple[str, Place] | None, events: Sequence[Event], passages: Sequence[Passage]
) -> Iterator[Problem]:
    """The first sign that a digest is still the draft that `ciie import` made, if there is one.

    Args:
        lines: The lines of the file down to the end of the front matter.
        summary: The summary and its place; None where there is none.
        events: The events of the front matter.
        passages: The body.

    Yields:
        At most one fault.
    """
    yield from next(
        ([found] for found in (*_comments(lines), *_copied(summary, events, passages), *_datelines(passages))), []
    )


def _comments(lines: Sequence[str]) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        found = _COMMENT.search(line)
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
