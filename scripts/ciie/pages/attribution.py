"""How every page shows a record's title, date, outlet and words, with a mark on what its source does not print.

Quotation marks stand only around words of a source. A digest's words are ours, and are introduced as the digest's.
No other module shows a record's `title`, `date` or `source` as they are.
"""

from __future__ import annotations

from ciie.words.model import Record, Rights, Translation
from ciie.words.terms import Vocabulary

# The grounds on which a body is the text of its source.
_FULL_TEXT = {Rights.LICENSED, Rights.PERMISSION, Rights.PUBLIC_DOMAIN}
_INNER_MARKS = str.maketrans("“”", "‘’")
_INFERRED = " (inferred)"


def title_mark(record: Record) -> str:
    """A word on a title that is not the source's headline as printed: " [our title]"; empty where it is."""
    marks = ["our title"] if record.title_note else []
    marks += ["machine translation"] if record.translation is Translation.MACHINE else []
    return f" [{', '.join(marks)}]" if marks else ""


def title_of(record: Record) -> str:
    """The title of a record and its mark."""
    return record.title + title_mark(record)


def date_mark(record: Record) -> str:
    """A word on a date that the source does not print: " (estimated)" or " (inferred)"; empty where it does."""
    note = record.date_note
    return "" if not note else " (estimated)" if "estimate" in note.casefold() else _INFERRED


def date_of(record: Record) -> str:
    """The date of a record and its mark: "4 November 2023 (estimated)"."""
    return record.date.text + date_mark(record)


def outlet_mark(record: Record) -> str:
    """A word on an outlet that the source does not name; empty where it does."""
    return _INFERRED if record.source_note else ""


def outlet_of(record: Record, vocabulary: Vocabulary) -> str:
    """The name of a record's outlet and its mark."""
    return vocabulary.outlets[record.source].name + outlet_mark(record)


def cited(record: Record, vocabulary: Vocabulary) -> str:
    """Where something of a record is from, as plain text: outlet, date and title of the article, each with its mark."""
    article = f"{outlet_of(record, vocabulary)}, {date_of(record)}: {' '.join(title_of(record).split())}"
    return article if is_quotable(record) else f"From the digest of the article by {article}"


def is_quotable(record: Record) -> bool:
    """True where the body is the text of the source, so that its words are the outlet's."""
    return record.rights in _FULL_TEXT


def introductions(record: Record) -> tuple[str, str]:
    """What stands before a record's summary, and before a sentence of its body: whose words they are."""
    return ("Summary", "From the article") if is_quotable(record) else ("From the digest", "From the digest")


def described(record: Record, vocabulary: Vocabulary) -> str:
    """The summary of a record for those who see no more of its page: whose words it is, and of which article."""
    if not record.summary:
        return ""
    what = "Summary" if is_quotable(record) else "Digest"
    return f"{what} of an article by {outlet_of(record, vocabulary)}, {date_of(record)}: {record.summary}"


def words_of(record: Record, words: str) -> str:
    """Words of a record's body: in quotation marks where they are the source's, plain where they are a digest's."""
    return f"“{words.translate(_INNER_MARKS)}”" if is_quotable(record) else words
