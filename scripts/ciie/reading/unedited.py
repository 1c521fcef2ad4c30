"""What `ciie import` leaves in a draft, and what of it is left in a record whose rights say that it is a digest."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from ciie.model.problems import Problem, problem, quoted
from ciie.model.records import Event, Passage, Record, Rights
from ciie.text.languages import HAN
from ciie.text.passages import Place

CAPTURE_COMMENT = "# capture: sha256 "
DRAFT_COMMENT = "# A draft made by `ciie import`. Write its text in your own words, then delete these comments."
POINT_COMMENT = "# - "
LINE_COMMENT = "# - "
FIGURES_COMMENT = "# - figures:"
NO_MEASURE_COMMENT = "# - also counted; name the measure and put a blank for the #, or delete the line:"
REWRITE_COMMENT = "# rewrite it in your own words"
TITLE_COMMENT = "# write the source's headline"
DATE_COMMENT = "# write the day of publication, as 2023-11-16"
SOURCE_COMMENT = "# write the id of the outlet; nothing in the capture says who published it"
TOPICS_COMMENT = "# name at least one of vocabulary/topics.yml, as [deals]"
ONCE_LISTED = ", once vocabulary/"
# The first words of each comment, which stay when an editor changes its blanks, capitals or end.
COMMENT = re.compile(
    r"^#\s-\s|#\s*(?:capture:\s*sha256|a\s+draft\s+made\s+by|rewrite\s+it\s+in|write\s+the\s+source's\s+headline"
    r"|write\s+the\s+day\s+of\s+publication|write\s+the\s+id\s+of\s+the\s+outlet|name\s+at\s+least\s+one\s+of)\b"
    r"|#[^\"'#]*,\s+once\s+vocabulary/",
    re.I,
)
# As much of a text's wording as no digest shares with its source, and every copy does.
ALIKE = 0.35
# So many runs tell the share to within a tenth.
_MOST_RUNS = 48
# A body of fewer runs is judged as if it had three, so that a single one in common makes no copy.
_LEAST_SAMPLE = 3
# Of the number of a run; a run of other words hits one of 48 by chance once in 2^24 / 48 times.
_BYTES = 3
_TOKEN = re.compile(r"[^\W_\u2e80-\u9fff]+|[\u3041-\u30ff\u3400-\u9fff]")
_LATIN_RUN, _CHINESE_RUN = 5, 10


def fingerprint(text: str, summary: str) -> str:
    """What tells `text` and `summary` of a draft from others: numbers of some runs of words, and one of the summary."""
    kept = sorted(_runs(text))[:_MOST_RUNS]
    numbers = b"".join(number.to_bytes(_BYTES, "big") for number in kept)
    return f"{_encoded(numbers)}.{_of_summary(summary)}"


def share_of(text: str, made: str) -> float:
    """How much of the wording of `text`, 0 to 1, is that of the draft whose fingerprint was `made`."""
    kept = _numbers(made)
    limit = max(kept, default=0) if len(kept) >= _MOST_RUNS else 1 << 8 * _BYTES
    sample = {number for number in _runs(text) if number <= limit}
    return len(sample & kept) / max(_LEAST_SAMPLE, len(sample))


def is_summary_of(summary: str, made: str) -> bool:
    """True where `summary` is that of the draft whose fingerprint was `made`, but for capitals and punctuation."""
    return bool(_TOKEN.search(summary)) and made.endswith(f".{_of_summary(summary)}")


def _runs(text: str) -> set[int]:
    """The runs of words of a text as numbers."""
    words = _TOKEN.findall(text.casefold())
    chinese = sum("\u2e80" <= word[0] <= "\u9fff" for word in words)
    length = min(_CHINESE_RUN if 2 * chinese > len(words) else _LATIN_RUN, max(1, len(words)))
    runs = (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))
    return {zlib.crc32(run.encode()) >> 8 for run in runs if run}


def _of_summary(summary: str) -> str:
    words = " ".join(_TOKEN.findall(summary.casefold())).encode()
    return _encoded(zlib.crc32(words).to_bytes(4, "big") + zlib.adler32(words).to_bytes(4, "big")[:2])


def _numbers(made: str) -> frozenset[int]:
    data = base64.urlsafe_b64decode(made.partition(".")[0])
    return frozenset(int.from_bytes(data[start : start + _BYTES], "big") for start in range(0, len(data), _BYTES))


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


# Shorter sentences of an editor's stand in the body as well: "The sixth expo opens".
_FEWEST_WORDS, _FEWEST_HAN = 10, 16
_HAN = re.compile(f"[{HAN}]")
# SHANGHAI, Nov. 6 (Xinhua) -- and 新华社上海11月6日电.
_DATELINE = re.compile(
    r"[A-Z][A-Z .'/-]{2,40}(?:, [A-Z][A-Za-z ]{2,20})?, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
    r" (?:\([A-Za-z' ]{2,30}\) ?)?[-—–]"
    rf"|[{HAN}]{{1,6}}[社网][{HAN}]{{2,6}}\d{{1,2}}月\d{{1,2}}日[电電讯訊]"
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
    """How much of a body's wording, 0 to 1, is imported and may not be published; 0 where it is little.

    Args:
        record: A record, with the fingerprint of its draft where it has one.

    Returns:
        The share of the body's runs of words that are the draft's, at least ALIKE; else 0.
    """
    if record.draft is None or record.rights not in {Rights.DIGEST, Rights.UNREVIEWED}:
        return 0.0
    share = share_of(_text(record.passages), record.draft)
    return share if share >= ALIKE else 0.0


def told_share(share: float) -> str:
    """A share of the body's wording as the beginning of a sentence.

    Args:
        share: The share, 0 to 1.

    Returns:
        What is unchanged or alike, up to the name of what it is like, which the caller adds.
    """
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
            message = f"the {key} {quoted(text)} is word for word in the body"
            yield problem(place, "unedited-draft", message, "say it in other words, or more briefly")


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
