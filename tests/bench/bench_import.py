"""Measures how the time of `ciie import` grows with a capture, and its memory with the number of captures.

    PYTHONPATH=tests python -m bench.bench_import [NAME...]

For each kind of capture: seconds of processor time for a quarter, a half and all of the text that an import accepts,
and for a megabyte, the exponent between the first and the third (1.0 is linear, 2.0 quadratic), and why the megabyte
was refused, if it was. What takes over a fifth of a second and grows with more than 1.1 is marked, and so is what takes
over two seconds. Without names also the peak of memory after 100 and after 1,000 captures.
"""

from __future__ import annotations

import datetime as dt
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from bench.growth import SHARES, keep_still, row, seconds
from ciie.capturing.capture_files import LARGEST_TEXT, parse_capture
from ciie.deriving.likeness import Shelf
from ciie.importing.imports import Destination, Reader, import_captures, read_proposal
from ciie.importing.publishers import OutletFinder
from ciie.model.library import Library
from ciie.model.records import Rights
from ciie.pipeline import PROJECT, read_collection
from ciie.text.names import names_of

_SENTENCES = (
    (
        "In hall {n} of the fifth CIIE, {n},200 visitors from {n} countries met {n} exhibitors on Nov. "
        "5, the organizers said."
    ),
    "A maker of pumps from Germany, with a booth of {n} square meters, signed deals worth US${n} million in Shanghai.",
    "Number {n} of the {n}00 new products is a kettle, and its price fell by {n} percent against the edition before.",
)
_MEGABYTE = 1024 * 1024
# What a capture holds beside the pieces that are repeated in it.
_ROOM = 400
# So many pieces stay below the longest line.
_A_LINE = 200
_PAGE = "<html><head><title>Kettles at the expo</title></head><body><article>{}</article></body></html>"


def _text(piece: str) -> Callable[[int], str]:
    lines = piece * _A_LINE + "\n"
    return lambda size: "Kettles at the China International Import Expo\n\n" + lines * (size // len(lines.encode()))


def _page(piece: str) -> Callable[[int], str]:
    return lambda size: _PAGE.format(piece * (size // len(piece.encode())))


MAKERS: Mapping[str, Callable[[int], str]] = {
    "page of <span>a<_span": _page("<span>a<_span"),
    "page of <b>x</b>": _page("<b>x</b>"),
    "page of <i> in a line": lambda size: _PAGE.format(f"<p>{'<i>a</i> ' * (size // 10)}</p>"),
    "page of one name": lambda size: _PAGE.format(f"<p>{'A-' * (size // 2)}</p>"),
    "page of capitals": lambda size: _PAGE.format(f"<p>{'A' * size}</p>"),
    "page of paragraphs": _page("<p>A maker of <b>kettles</b> sang.</p>"),
    "page of lists": _page("<ul><li>a</li></ul>"),
    "page of tables": _page("<table><tr><td>1,234 companies</td></tr></table>"),
    "page of links": _page('<p><a href="https://example.org/a">Kettles sing</a></p>'),
    "dates in a line": _text("On Nov. 5, 2023 it rained. "),
    "dates, each a line": _text("On Nov. 5, 2023 the choir sang.\n\n"),
    "weekdays": _text("The expo opened on Friday, November 3, 2023, it is said.\n"),
    "names": _text("Anna Muster, the director of Muster, and Otto Beispiel said so.\n\n"),
    "companies": _text("1,234 companies "),
    "companies, each a line": _text("In a hall 1,234 companies from 128 countries met.\n\n"),
    "companies, each more": lambda size: (
        "Kettles at the sixth CIIE\n\n"
        + "".join(f"Over {n + 1000:,} companies took part in the expo.\n" for n in range(size // 50))
    ),
    "companies in Chinese": _text("第六届进博会有3486家企业参展。\n"),
    "companies in German": _text("Auf der sechsten Importmesse zeigten 3.486 Unternehmen ihre Kessel.\n"),
    "companies in Korean": _text("제6회 중국국제수입박람회에 3486개 기업이 참가했다.\n"),
    "ordinals": _text("the first second third "),
    "lines of a width": _text("the makers of kettles came to the fair by train and by ship and\n"),
    "short lines": _text("a\n"),
    "brackets": _text("(a [b "),
    "imprints": _text("Source: Muster | 2023-11-05 10:00\n"),
    "datelines": _text("SHANGHAI, Nov. 5 (Xinhua) -- \n"),
}


def capture(size: int, seed: int) -> str:
    """A capture of about `size` characters, no two sentences of which are the same."""
    lines = [f"Capture {seed} on kettles and pumps at the expo", "", "Source: Xinhua | 2022-11-06 10:00", ""]
    length = number = 0
    while length < size:
        number += 1
        lines += [" ".join(sentence.format(n=number + seed) for sentence in _SENTENCES), ""]
        length += len(lines[-2])
    return "\n".join(lines)


def main(chosen: list[str]) -> None:
    """Prints the measurements."""
    library = read_collection(PROJECT / "articles", dt.date(2100, 1, 1))
    reader = Reader(names_of(library.vocabulary), OutletFinder(library.vocabulary), ())
    _read(capture(4_000, 1), reader)
    keep_still()
    for name, make in MAKERS.items():
        if not chosen or any(each in name for each in chosen):
            sizes = (*(int(LARGEST_TEXT * share) - _ROOM for share in SHARES), _MEGABYTE)
            texts = [make(size) for size in sizes]
            taken = [seconds(partial(_read, text, reader)) for text in texts]
            print(row(name, taken, _read(texts[-1], reader)), flush=True)
    if not chosen:
        _memory(library)


def _read(text: str, reader: Reader) -> str:
    """Reads `text` as an import does, and says why it is refused, if it is."""
    reading = parse_capture("capture", text.encode())
    if reading.value is not None:
        read_proposal(reading.value, reader, Shelf())
    return "; ".join(problem.message for problem in reading.problems)


def _memory(library: Library) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        to = Destination(folder / "drafts", by_year=False, rights=Rights.UNREVIEWED)
        paths = []
        for seed in range(1, 1001):
            path = folder / f"c{seed}.txt"
            path.write_text(capture(4_000, 7 * seed))
            paths.append(str(path))
        start = time.perf_counter()
        for count, _ in enumerate(import_captures(paths, library, to), 1):
            if count in {100, 500, 1000}:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                print(f"{count:5} captures: {time.perf_counter() - start:6.1f} s, peak {peak} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
