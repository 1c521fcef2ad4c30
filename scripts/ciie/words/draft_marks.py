"""What `ciie import` leaves in a draft, by which it is known again: its comments, and a fingerprint of its text.

A source's text is not kept, only numbers made of some of its runs of words. They show how much of a later text is the
imported one, also where sentences were cut, reordered or changed here and there.
"""

from __future__ import annotations

import base64
import re
import zlib

CAPTURE_COMMENT = "# capture: sha256 "
DRAFT_COMMENT = "# A draft made by `ciie import`. Write its text in your own words, then delete these comments."
POINT_COMMENT = "# - "
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
_LEAST_SAMPLE = 3
_BYTES = 3
FORM = r"(?:[A-Za-z0-9_-]{4}){0,48}\.[A-Za-z0-9_-]{8}"
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
