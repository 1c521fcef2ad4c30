"""Files of records that the program writes: new ones from the template, and those that it fixes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ciie.editing.fixes import Fix, fix_record
from ciie.editing.template import render_template
from ciie.reading.intake import read_text
from ciie.reading.keys import Key
from ciie.reading.library import record_paths
from ciie.reading.records import LONGEST_ID, find_date
from ciie.words.dates import parse_date
from ciie.words.errors import WrongUseError
from ciie.words.problems import quoted


def write_new_record(articles: Path, name: str, into: Path | None, keys: Sequence[Key]) -> Path:
    """Writes the template of a new record.

    Args:
        articles: The folder of records.
        name: The record's name: date, outlet and a few words, as date-outlet-words.
        into: The folder to write to; None for the folder of the record's year in `articles`.
        keys: The keys of the template.

    Returns:
        The path of the new file.

    Raises:
        WrongUseError: `name` is not written like that, its outlet is not in the vocabulary, or the file exists.
    """
    name = name.removesuffix(".md")
    filled = _told_by(name, next(key for key in keys if key.name == "source"))
    path = (into or articles / filled["date"][:4]) / f"{name}.md"
    if path.exists():
        raise WrongUseError(f"{path} already exists; edit it, or choose another name")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_template(keys, filled), encoding="utf-8", newline="\n")
    return path


def fix_files(
    articles: Path, keys: Sequence[Key], is_chosen: Callable[[str], bool]
) -> tuple[tuple[str, tuple[Fix, ...]], ...]:
    """Fixes the records in `articles` whose path `is_chosen`, and returns path and fixes of each that changed."""
    names = ((name, f"{articles.as_posix()}/{name}") for name in record_paths(articles))
    fixed = ((path, _fix_file(articles / name, keys)) for name, path in names if is_chosen(path))
    return tuple((path, fixes) for path, fixes in fixed if fixes)


def _told_by(name: str, source: Key) -> dict[str, str]:
    """The date and outlet that a record's name tells."""
    outlets = sorted(source.convert.shape.get("enum", ()), key=len, reverse=True)
    found = find_date(name)
    date = parse_date(found) if found else None
    if found is None or date is None or len(name) > LONGEST_ID:
        raise WrongUseError(
            f"{quoted(name)} is not date-outlet-words, such as 2023-11-16-stdaily-platform-of-opening-up"
        )
    after = name.removeprefix(f"{found}-")
    outlet = next((each for each in outlets if name.startswith(f"{found}-{each}-")), None)
    if outlet is None:
        raise WrongUseError(
            f"{quoted(after)} does not begin with a known outlet; add it to vocabulary/outlets.yml first"
        )
    return {"date": found, "source": outlet}


def _fix_file(path: Path, keys: Sequence[Key]) -> tuple[Fix, ...]:
    """Fixes the file at `path`, keeping its line ends and its byte order mark; skips a file with mixed line ends."""
    text = read_text(path)
    if text.value is None:
        return ()
    fixed = fix_record(text.value, keys)
    data = path.read_bytes()
    ends = b"\r\n" if b"\r\n" in data else b"\n"
    if not fixed.fixes or data.count(b"\r") != data.count(b"\r\n") or data.count(b"\n") != data.count(ends):
        return ()
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(mark + fixed.text.encode().replace(b"\n", ends))
    aside.replace(path)
    return fixed.fixes
