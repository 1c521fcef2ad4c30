"""The rules that `ciie check` holds records and vocabulary to, each with a name that never changes.

A new rule is a new row here; messages, tests and documentation refer to it by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem stops publication."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, whether breaking it stops publication, and what it asks for."""

    name: str
    severity: Severity
    meaning: str


# The page that explains the rules, in the repository: every message of `ciie check` leads to one of its headings.
RULES_PAGE = "docs/contributing/rules.md"

_ERRORS = {
    "stray-file": "articles/ holds records (*.md) and vocabulary/*.yml, and nothing else.",
    "folder-name": "Records lie in the folder of a year, such as articles/2023, or in none.",
    "no-records": "A folder of records holds at least one.",
    "file-name": "A record's file is named date-outlet-slug.md in small letters, digits and hyphens.",
    "not-a-file": "A record is a plain file, not a link, folder or device.",
    "unreadable-file": "A record, and the folder it lies in, can be opened and read.",
    "too-large": "A record is at most 1 MiB, its front matter at most 64 KiB.",
    "not-utf8": "A record is text in UTF-8.",
    "control-character": "A record holds no control or other invisible characters, nor references to them.",
    "no-front-matter": "A record begins with front matter between two lines of three hyphens.",
    "yaml-syntax": "Front matter and vocabulary are well-formed YAML.",
    "yaml-feature": "Anchors, aliases, merge keys and type tags of YAML are not used.",
    "yaml-depth": "Front matter is nested at most four levels deep.",
    "repeated-key": "A key stands once in its mapping.",
    "unknown-key": "Only known keys are used.",
    "missing-key": "Required keys are present.",
    "wrong-type": "A value has the shape its key asks for: a text, a list or a mapping.",
    "empty-value": "A key that is present has a value.",
    "too-long": "A text keeps to the length its key allows.",
    "repeated-item": "A list names each thing once.",
    "bad-date": "A date exists and is written YYYY-MM-DD, YYYY-MM or YYYY; a span is two dates joined by a slash.",
    "future-date": "A record is not dated after today.",
    "edition-date": "A record is not dated before the expo its edition key names was announced.",
    "bad-number": "A number is written in plain digits, with a point for decimals and at most one exponent.",
    "bad-edition": "An edition is an ordinal such as 6, or a span such as 1-5.",
    "bad-url": "An address is a full http or https address without user name or spaces.",
    "bad-language": "A language is a code such as en or zh-Hant.",
    "bad-id": "An id is in kebab case: small letters and digits, joined by single hyphens.",
    "unknown-choice": "A value from a closed list is one of that list.",
    "unknown-id": "A topic, measure, name, outlet or edition is listed in the vocabulary.",
    "wrong-unit": "A figure's unit is one that its measure is counted in.",
    "wrong-edition": "A figure names the edition or editions that its measure is of, if it is of any.",
    "wrong-subject": "A figure names the organisation, place or person that its measure is of, if it is of one.",
    "too-little": "A figure's value is not below the least that its measure takes.",
    "figure-value": "The words under `as` state the figure's value.",
    "figure-not-in-body": "A figure of the front matter is stated in the body.",
    "name-not-in-body": "A name of the front matter occurs in the body.",
    "date-not-in-body": "The date of an event occurs in the body.",
    "empty-body": "A record has a body.",
    "body-depth": "Lists, quotations and emphasis in a body are nested at most eight levels deep.",
    "link-title": "A link in a body has no title: what it says would not be shown.",
    "table-cells": "A row of a table has at most as many cells as the table has columns.",
    "unpublishable-rights": "A record is published only when its rights have been reviewed.",
    "repeated-id": "An id is used once; ids that differ only in capitals count as the same.",
    "wrong-folder": "A record lies in the folder of its year, or in none where most records lie in none.",
    "repeated-url": "One source article has one record.",
    "repeated-article": "No two records have the same title, date and outlet.",
    "repeated-name": "A name or alias belongs to one entry of its list.",
    "edition-days": "An edition's id is its ordinal, it closes on or after its first day, its ceremony is before.",
    "no-country": "The country of an entry is a place of the kind country.",
    "unknown-record": "A related record exists, and is not the record itself.",
    "missing-file": "The vocabulary has all of its files.",
}
_WARNINGS = {
    "unused-entry": "Every entry of the vocabulary is used by a record.",
    "unlisted-name": "A name of the vocabulary that the body mentions is listed in the front matter.",
    "unlisted-figure": "A number in the body is claimed by a figure, an event or a name of the front matter.",
    "unlisted-date": "A day that the body names is claimed by an event of the front matter.",
    "magnitude": "A value is not ten, a hundred or a thousand times what other records state for the same.",
    "raw-html": "HTML in a body is shown as text, not honoured.",
    "image": "Images in a body are not published.",
    "link-address": "A link in a body leads to an http, https or mailto address; any other is shown as text.",
    "id-differs": "A record's file name begins with its date and outlet.",
}

_CAPTURE_ERRORS = {
    "empty-capture": "A capture holds text.",
    "capture-too-large": "A capture is at most 20 MiB.",
    "capture-not-text": "A capture is text, a saved web page, or a PDF with a text layer.",
    "capture-encoding": "A capture's characters can be read without guessing.",
    "capture-line": "A line of a plain capture has at most 100,000 characters.",
    "capture-depth": "A saved page is nested at most 400 elements deep.",
    "capture-article": "A capture holds an article: at least one paragraph.",
    "capture-imported": "A capture does not overwrite a record.",
    "capture-into": "The folder for drafts can be written to.",
}

RULES: dict[str, Rule] = {
    **{name: Rule(name, Severity.ERROR, meaning) for name, meaning in _ERRORS.items()},
    **{name: Rule(name, Severity.WARNING, meaning) for name, meaning in _WARNINGS.items()},
}
# What `ciie import` refuses a capture for; `ciie check` never meets these.
CAPTURE_RULES: dict[str, Rule] = {
    name: Rule(name, Severity.ERROR, meaning) for name, meaning in _CAPTURE_ERRORS.items()
}
