"""Slips in a line of YAML that a parser blames on other lines or reads as something else: quotes, # and colons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ciie.reading.nodes import in_quotes, without_curly_quotes
from ciie.words.problems import Problem, problem

_LEAD = r"(?P<lead>\s*(?:-\s+)?(?P<key>[A-Za-z_]+):\s+)"
# A key and a plain value that holds ": " or " #", such as  title: CIIE: A Platform
_WITH_COLON = re.compile(_LEAD + r"""(?P<value>[^\s"'\[{|>&*!#%@`-].*:(?:\s.*|$))""")
# A plain value cut short by a comment that was not meant as one, such as  title: Deals of expo #6
_CUT_SHORT = re.compile(_LEAD + r"""(?P<value>[^\s"'\[{|>#].*?\s#\S.*)""")
# A value in quotation marks, and what stands behind them, such as  title: "Deals" of the expo
_QUOTED = re.compile(_LEAD + r"""(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^']|\'\')*')(?:\s*$|\s+\#.*$|(?P<tail>.+)$)""")
# A value that begins with a quotation mark and has no other, such as  title: "Deals
_OPEN = re.compile(_LEAD + r"""["'](?P<value>[^"']+)$""")

Slip = tuple[int, str, Problem]


def find_slips(lines: Sequence[str], first_line: int) -> Iterator[Slip]:
    """The slips of `lines`, each with the index of its line, the line as it was meant, and the fault.

    Args:
        lines: The text.
        first_line: The number of its first line in the file.
    """
    for index, line in enumerate(lines):
        behind = lines[index + 1] if index + 1 < len(lines) else ""
        number = first_line + index
        found = _find_comment(line, number) or _find_tail(line, number)
        found = found or (_find_open(line, number) if _indent(behind) <= _indent(line) else None)
        if found is not None:
            yield index, *found


def find_colon(line: str, number: int) -> tuple[str, Problem] | None:
    """`line` as it was meant and the fault, where its value is without quotes and holds a colon; else None."""
    match = _WITH_COLON.fullmatch(line)
    if match is None:
        return None
    better = f"{match['lead']}{in_quotes(without_curly_quotes(match['value'].strip()))}"
    message = f"the value of {match['key']} holds a colon, which YAML reads as a new key"
    return better, _fault((number, len(match["lead"]) + 1), message, f"write it in quotes: {better.strip()}")


def _find_comment(line: str, number: int) -> tuple[str, Problem] | None:
    match = _CUT_SHORT.fullmatch(line)
    if match is None:
        return None
    better = f"{match['lead']}{in_quotes(match['value'])}"
    message = f"the value of {match['key']} is cut short: YAML takes what follows # for a comment"
    return line, _fault((number, line.index(" #") + 2), message, f"write it in quotes: {better.strip()}")


def _find_tail(line: str, number: int) -> tuple[str, Problem] | None:
    match = _QUOTED.fullmatch(line)
    if match is None or not match["tail"]:
        return None
    better = f"{match['lead']}{in_quotes(match['value'] + match['tail'])}"
    message = f"the value of {match['key']} goes on after its closing quotation mark"
    return better, _fault((number, len(match["lead"]) + 1), message, f"write {better.strip()}")


def _find_open(line: str, number: int) -> tuple[str, Problem] | None:
    alone, written = _OPEN.fullmatch(line), line.rstrip()
    if alone is not None:
        better, column = f"{alone['lead']}{in_quotes(alone['value'])}", len(alone["lead"]) + 1
    elif written.lstrip().startswith("- {") and written.endswith("}") and written.replace('\\"', "").count('"') % 2:
        better, column = f'{written[:-1]}"}}', written.rindex('"') + 1
    else:
        return None
    return better, _fault((number, column), "the quotation mark here is never closed", f"write {better.strip()}")


def _fault(place: tuple[int, int], message: str, hint: str) -> Problem:
    return problem(place, "yaml-syntax", message, hint)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
