"""How the source of a record is cited: its bibliographic facts as data (CSL), and as text in two styles.

What is cited is the source article. Styles turn the names of authors round; a source prints them in an order that we
cannot know, so that they stay as printed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markupsafe import Markup

from ciie.model.kinds import OutletKind
from ciie.model.records import Genre, Record
from ciie.model.values import MONTHS, PartialDate, Precision
from ciie.model.vocabulary import Vocabulary
from ciie.views.addresses import record_path
from ciie.views.links import INNER_MARKS, Link, date_mark, date_of, headline_of, is_quotable, outlet_of
from ciie.views.publish import escape

# The types of CSL; what comes from anyone else is a page of the web.
_TYPES = {
    OutletKind.WIRE: "article-newspaper",
    OutletKind.PRESS: "article-newspaper",
    OutletKind.TRADE: "article-magazine",
}
# One from a typewriter, which printed text has not.
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_ENDS = (".", "?", "!", "。", "？", "！", "…")


class Citation(NamedTuple):
    """How an article can be cited.

    Attributes:
        apa: The text in the style of the APA.
        chicago: The text in that of the bibliographies of the Chicago Manual.
        files: The same for programs, each with the name of its format.
    """

    apa: Markup
    chicago: Markup
    files: tuple[Link, ...]


def citation(record: Record, vocabulary: Vocabulary) -> Citation:
    """How the source of a record is cited.

    Args:
        record: The record.
        vocabulary: Has the outlet.

    Returns:
        The texts, ready for a template, and the files beside the page of the record.
    """
    named = record_path(record).removesuffix(".md").rpartition("/")[2]
    files = tuple(Link(name, f"../{named}{suffix}") for suffix, name in FORMATS.items())
    return Citation(_apa(record, vocabulary), _chicago(record, vocabulary), files)


# The files of a citation, by how their names end.
FORMATS = {".ris": "RIS", ".bib": "BibTeX", ".json": "CSL-JSON"}


def csl_item(record: Record, vocabulary: Vocabulary) -> dict[str, object]:
    """The bibliographic facts of the source of a record, as programs for citations keep them.

    Args:
        record: The record.
        vocabulary: Has the outlet.

    Returns:
        An item of CSL-JSON; what the record does not know is left out.
    """
    kind = vocabulary.outlets[record.source].kind
    is_release = record.genre is Genre.PRESS_RELEASE
    item: dict[str, object | None] = {
        "id": record.id,
        "type": "webpage" if is_release else _TYPES.get(kind, "webpage"),
        "genre": "Press release" if is_release else None,
        "title": title_in_full(record),
        "author": [{"literal": _line(name)} for name in record.authors] or None,
        "container-title": outlet_of(record, vocabulary),
        "issued": _issued(record),
        "language": record.language,
        "URL": record.url,
        "archive_location": record.archive,
    }
    return {key: value for key, value in item.items() if value is not None}


def title_in_full(record: Record) -> str:
    """The title of a source with its mark and, where it is in another language, in English.

    Args:
        record: The record.

    Returns:
        Plain text on one line: "进博会闭幕 [The expo closes]", "Results of the expo [our title]".
    """
    headline = headline_of(record)
    return " ".join(filter(None, (_line(headline.text), _in_english(record), headline.mark)))


def title_as_printed(record: Record) -> str:
    """The title of a source in its own language, with its mark.

    Args:
        record: The record.

    Returns:
        Plain text: "Results of the expo [our title]".
    """
    headline = headline_of(record)
    return f"{headline.text} {headline.mark}" if headline.mark else headline.text


def _in_english(record: Record) -> str:
    """Our English title in brackets, which editors may have put there; empty where there is none."""
    english = _line(record.title_en or "")
    return f"[{english}]" if english and not english.startswith("[") else english


def described(record: Record, vocabulary: Vocabulary) -> str:
    """The summary of a record for those who see no more of its page.

    Args:
        record: The record.
        vocabulary: Has the outlet.

    Returns:
        Plain text, which says whose words it is and of which article; empty where there is no summary.
    """
    if not record.summary:
        return ""
    what = "Summary" if is_quotable(record) else "Digest"
    return f"{what} of an article by {outlet_of(record, vocabulary)}, {date_of(record)}: {record.summary}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _issued(record: Record) -> dict[str, object]:
    first = record.date.first
    parts = [first.year, first.month, first.day][: record.date.precision.value]
    return {"date-parts": [parts], **({"circa": True} if date_mark(record) else {})}


def _apa(record: Record, vocabulary: Vocabulary) -> Markup:
    """Authors. (2023, November 16). Title. *Outlet*. Address; without authors, the title comes first.

    A date that the source does not print is about right: (ca. 2023, November 16).
    """
    date = record.date
    day = ", ".join(filter(None, (str(date.first.year), _month_and_day(date))))
    when, title = f"({'ca. ' if date_mark(record) else ''}{day}).", _stopped(_title(record))
    head = f"{_stopped(escape(_authors(record, 20, '&')))} {when} {title}" if record.authors else f"{title} {when}"
    return Markup(f"{head} {_outlet(record, vocabulary)}.{_address(record)}")


def _chicago(record: Record, vocabulary: Vocabulary) -> Markup:
    """Authors. “Title.” *Outlet*, November 16, 2023. Address; without authors, the outlet stands in their place.

    A date that the source does not print is doubtful: [November 16, 2023?].
    """
    date, title, outlet = record.date, _quoted(record), _outlet(record, vocabulary)
    gap = ", " if date.precision is Precision.DAY else " "
    day = f"{_month_and_day(date)}{gap}{date.first.year}".lstrip()
    when = f"[{day}?]" if date_mark(record) else day
    end = f"{_address(record)}." if record.url else ""
    by = _stopped(escape(_authors(record, 10, "and"))) if record.authors else ""
    return Markup(f"{by} {title} {outlet}, {when}.{end}" if by else f"{outlet}. {title} {when}.{end}")


def _quoted(record: Record) -> str:
    """A headline as printed in quotation marks; one that is ours without."""
    if headline_of(record).mark:
        return _stopped(_title(record))
    text, english = _headline(record), escape(_in_english(record))
    return f"“{text}” {_stopped(english)}" if english else f"“{_stopped(text)}”"


def _title(record: Record) -> str:
    """The title with its mark, and in English where it is in another language."""
    others = (_in_english(record), headline_of(record).mark)
    return " ".join([_headline(record), *(escape(each) for each in others if each)])


def _headline(record: Record) -> str:
    """The title as the source has it, marked with its language; quotation marks within it are those within others."""
    headline = headline_of(record)
    text = escape(_APOSTROPHE.sub("’", headline.text.translate(INNER_MARKS)))
    return f'<span lang="{headline.lang}">{text}</span>' if headline.lang else text


def _month_and_day(date: PartialDate) -> str:
    if date.precision is Precision.YEAR:
        return ""
    month = MONTHS[date.first.month]
    return month if date.precision is Precision.MONTH else f"{month} {date.first.day}"


def _authors(record: Record, most: int, word: str) -> str:
    """The names as printed; of too many the first and the last."""
    names = [_line(name) for name in record.authors]
    if len(names) > most:
        names = [*names[:6], "…", names[-1]]
        return ", ".join(names)
    *others, last = names
    return f"{', '.join(others)}, {word} {last}" if others else last


def _outlet(record: Record, vocabulary: Vocabulary) -> str:
    return f"<em>{escape(outlet_of(record, vocabulary))}</em>"


def _address(record: Record) -> str:
    return f" {escape(record.url)}" if record.url else ""


def _stopped(text: str) -> str:
    return text if text.endswith(_ENDS) else f"{text}."
