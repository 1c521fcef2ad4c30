"""What programs are told of each article and page: references (RIS, BibTeX, CSL-JSON), and JSON-LD (schema.org).

The page of a record is an article of ours that is based on the source. No page is a ClaimReview: the site compares
claims and rates none of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache

from ciie.deriving.facts import changed
from ciie.deriving.knowledge import Knowledge
from ciie.exports.tables import LICENCE, site_address, tables, written
from ciie.model.records import Record
from ciie.model.values import Precision, Ref
from ciie.model.vocabulary import Measure, Vocabulary
from ciie.views.addresses import address, path_of, record_path
from ciie.views.citations import FORMATS, csl_item, described, title_as_printed, title_in_full
from ciie.views.links import is_quotable, outlet_of
from ciie.views.publish import Download

_RIS_TYPES = {"article-newspaper": "NEWS", "article-magazine": "MGZN"}
# What TeX takes for a command, and what it joins to one sign.
_IN_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\lbrace{}",
    "}": r"\rbrace{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "%$&#_"},
    **{character: f"{{{character}}}" for character in "-`'\",<>?!"},
}
_TEX = re.compile(r"""[\\{}~^%$&#_]|(?<=[-`'",<>?!])[-`'",<>]""")


def reference_files(knowledge: Knowledge, base: str) -> Iterator[Download]:
    """The reference files.

    Args:
        knowledge: Whose records.
        base: The address of the site, with a slash at its end; empty where it is not known.

    Yields:
        For each record a file in every format.
    """
    for record in knowledge.records:
        item = csl_item(record, knowledge.vocabulary)
        note = f"Digest: {site_address(base, record_path(record))}" if base else ""
        texts = {".ris": _ris(record, item, note), ".bib": _bibtex(record, item, note), ".json": _csl(item, note)}
        for suffix in FORMATS:
            yield Download(f"{record_path(record).removesuffix('.md')}{suffix}", texts[suffix].encode())


def _csl(item: dict[str, object], note: str) -> str:
    return json.dumps([{**item, **({"note": note} if note else {})}], ensure_ascii=False, indent=1) + "\n"


def _ris(record: Record, item: dict[str, object], note: str) -> str:
    """One entry: a tag and a value on each line."""
    first = record.date.first
    day = f"{first.year}/{first.month:02}/{first.day:02}/"[
        : {Precision.YEAR: 4, Precision.MONTH: 7}.get(record.date.precision, 11)
    ]
    tags = [
        ("TY", _RIS_TYPES.get(str(item["type"]), "ELEC")),
        ("ID", record.id),
        ("TI", item["title"]),
        *(("AU", name) for name in record.authors),
        ("T2", item["container-title"]),
        ("PY", str(first.year)),
        ("DA", day),
        ("LA", record.language),
        ("UR", record.url),
        ("L2", record.archive),
        ("N1", note),
    ]
    lines = [f"{tag}  - {' '.join(str(value).split())}\r\n" for tag, value in tags if value]
    return "".join([*lines, "ER  - \r\n"])


def _bibtex(record: Record, item: dict[str, object], note: str) -> str:
    """One entry; addresses stand as they are, as programs expect them."""
    first, precision = record.date.first, record.date.precision
    kind = "misc" if item["type"] == "webpage" else "article"
    fields = {
        "title": f"{{{_tex(str(item['title']))}}}",
        # A name in braces of its own is one name, whatever is in it.
        "author": " and ".join(f"{{{_tex(name)}}}" for name in record.authors),
        "howpublished" if kind == "misc" else "journal": _tex(str(item["container-title"])),
        "year": str(first.year),
        "month": str(first.month) if precision >= Precision.MONTH else "",
        "day": str(first.day) if precision is Precision.DAY else "",
        "language": _tex(record.language),
        "url": record.url or "",
        "note": note,
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return "".join([f"@{kind}{{{record.id},\n", *lines, "}\n"])


def _tex(text: str) -> str:
    return _TEX.sub(lambda match: _IN_TEX[match.group()], " ".join(text.split()))


_NAME = "Press coverage of the China International Import Expo"
# In a script's text these would end it or open a comment.
_IN_SCRIPT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
Told = dict[str, object]


def structured_data(knowledge: Knowledge, base: str) -> Mapping[str, str]:
    """The data of all pages that have any.

    Args:
        knowledge: What the site is made of.
        base: The address of the site, with a slash at its end; empty where it is not known.

    Returns:
        For each page, by its path in the folder of pages, JSON that can stand in a script element.
    """
    vocabulary = knowledge.vocabulary
    found = {"data/index.md": _dataset(base)}
    for name in knowledge.claims:
        if Ref("measures", name) not in vocabulary.elsewhere:
            found[path_of(Ref("measures", name))] = _of_measure(vocabulary.measures[name], base)
    for record in knowledge.records:
        found[record_path(record)] = _article(record, vocabulary, base)
    return {path: in_script(told) for path, told in found.items()}


def in_script(told: Told) -> str:
    """JSON that can stand in a script element, whatever its texts hold.

    Args:
        told: What is to be written.

    Returns:
        One line of JSON without a character that HTML reads.
    """
    text = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_IN_SCRIPT)


def _article(record: Record, vocabulary: Vocabulary, base: str) -> Told:
    source: Told = {
        "@type": "Article",
        "headline": title_as_printed(record),
        "datePublished": record.date.iso,
        "inLanguage": record.language,
        "author": [{"@type": "Person", "name": name} for name in record.authors],
        "publisher": {"@type": "Organization", "name": outlet_of(record, vocabulary)},
        "url": record.url,
        "archivedAt": record.archive,
    }
    return {
        "@type": "Article",
        "headline": title_in_full(record),
        "description": described(record, vocabulary),
        "url": _where(base, record_path(record), record_path(record)),
        **({"dateModified": changed(record).iso} if record.corrections else {}),
        "inLanguage": record.language if is_quotable(record) else "en",
        # The text of somebody else is under the licence that its owner gave.
        **({} if is_quotable(record) else {"license": LICENCE["path"], "publisher": _publisher()}),
        "keywords": [vocabulary.topics[topic].name for topic in record.topics],
        "isBasedOn": {key: value for key, value in source.items() if value},
    }


@cache
def _publisher() -> Told:
    return {"@type": "Organization", "name": _NAME}


def _dataset(base: str) -> Told:
    files = {f"data/{table.name}.csv": "text/csv" for table in tables()} | {"data/ciie.sqlite": _SQLITE}
    told = "Every figure, event, name and article of the knowledge base, with the article that states it."
    return {"name": _NAME, "description": told, **_files("data/index.md", files, base)}


_SQLITE = "application/vnd.sqlite3"


def _of_measure(measure: Measure, base: str) -> Told:
    files = {f"{written('api.yml')['root']}/figures/{measure.id}.json": "application/json"}
    return {
        "name": f"{measure.name}: claims of the press about the China International Import Expo",
        "description": f"What articles state, each claim with its source. {measure.meaning}",
        "variableMeasured": measure.name,
        **_files(path_of(Ref("measures", measure.id)), files, base),
    }


def _files(page: str, files: Mapping[str, str], base: str) -> Told:
    """What any set of data says: its page, its licence, and its files with their kinds."""
    return {
        "@type": "Dataset",
        "url": _where(base, page, page),
        "license": LICENCE["path"],
        "isAccessibleForFree": True,
        "creator": _publisher(),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": _where(base, page, path)}
            for path, kind in files.items()
        ],
    }


def _where(base: str, page: str, target: str) -> str:
    """The full address of a file, or where it is from a page."""
    return site_address(base, target) if base else address(page, target)
