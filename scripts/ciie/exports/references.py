"""The source of each record as reference files, beside the record's page: RIS, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ciie.deriving.knowledge import Knowledge
from ciie.exports.tables import site_address
from ciie.model.records import Record
from ciie.model.values import Precision
from ciie.views.addresses import record_path
from ciie.views.citations import FORMATS, csl_item
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
