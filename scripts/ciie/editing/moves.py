"""Records under other ids, and records and entries withdrawn: files moved or removed, what leads to them rewritten.

An old id keeps its address: it stays with the record under `formerly`, or goes to the list of what was withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from ciie.editing.fixes import fix_file
from ciie.editing.lists import Changed, Fix, Fixed, entries_of, fix_list, parts_of, unreadable, with_comment, with_first
from ciie.editing.template import date_of_name
from ciie.model.library import Collected, Library, Withdrawal
from ciie.model.problems import WrongUseError
from ciie.model.values import Ref
from ciie.reading.files import VOCABULARY, WITHDRAWN, find_forbidden, read_text, record_paths
from ciie.reading.frontmatter import Split, split
from ciie.reading.keys import LONGEST_TEXT
from ciie.reading.records import find_date
from ciie.reading.references import ties_of
from ciie.reading.yaml_trees import Items, Node, Pairs, Scalar, in_quotes

# The keys of a record that come behind `formerly`.
_LAST_KEYS = ("accepted", "draft")


def rename_record(articles: Path, old: str, new: str) -> Changed:
    """Gives a record another id: its file another name, in the folder of its year if it is in that of a year.

    If the record has the date of its old name, it gets that of the new one.

    Args:
        articles: The folder of records.
        old: The record's id, or the path of its file.
        new: The id that it gets: date, outlet and a few words.

    Returns:
        For each file that changed its path and what changed in it.

    Raises:
        WrongUseError: There is no such record, or the new id is taken or is none.
    """
    path, new = _path_of(articles, old), _name(new)
    old = path.stem
    if old == new:
        raise WrongUseError(f"{old} has this id already; name another one")
    date = date_of_name(new)
    texts = _texts(articles)
    owner = next((name for name, text in texts.items() if new == Path(name).stem or new in _formerly(text)), None)
    if owner is not None:
        raise WrongUseError(f"{new} is or was the id of {articles / owner}; ids are never used again")
    target = (articles / date[:4] if re.fullmatch(r"\d{4}", path.parent.name) else path.parent) / f"{new}.md"
    done = fix_file(path, lambda text: _renamed(text, old, new))
    if not done:
        raise unreadable(path)
    target.parent.mkdir(exist_ok=True)
    path.rename(target)
    moved = (*done, Fix(1, f"moved from {path.as_posix()}"))
    return ((target.as_posix(), moved), *_rewritten(articles, texts, old, lambda text: _with_relation(text, old, new)))


def remove_record(articles: Path, name: str, notice: Withdrawal) -> Changed:
    """Withdraws a record: its file goes, and so does what ties other records to it; its addresses say why.

    Args:
        articles: The folder of records.
        name: The record's id, or the path of its file.
        notice: Why it goes, and when; its ids are filled in.

    Returns:
        For each file that changed its path and what changed in it.

    Raises:
        WrongUseError: There is no such record, or the reason cannot be shown.
    """
    path = _path_of(articles, name)
    texts = _texts(articles)
    former = _formerly(read_text(path).value or "")
    noted = _note(articles, replace(notice, id=path.stem, formerly=former))
    path.unlink()
    rest = _rewritten(articles, texts, path.stem, lambda text: _without_relation(text, path.stem))
    return (noted, (path.as_posix(), (Fix(1, "removed"),)), *rest)


def remove_entry(articles: Path, library: Library, notice: Withdrawal) -> Changed:
    """Withdraws an entry that nothing uses.

    Args:
        articles: The folder of records.
        library: What is in it.
        notice: The entry's list and id, why it goes, and when.

    Returns:
        For each file that changed its path and what changed in it.

    Raises:
        WrongUseError: There is no such list or entry, something uses it, or the reason cannot be shown.
    """
    kind, name = notice.list.value, notice.id
    term = entries_of(articles, kind, name).entries(kind)[name]
    users = list(_users(library, Ref(kind, name)))
    if users:
        more = f" and {len(users) - 3:,} more" if len(users) > 3 else ""
        raise WrongUseError(f"{name} is used by {', '.join(users[:3])}{more}; take it out there, or use ciie merge")
    if library.errors:
        raise WrongUseError("records with errors may use it; run ciie check and correct them first")
    path = articles / VOCABULARY / f"{kind}.yml"
    if parts_of(read_text(path).value or "") is None:
        raise unreadable(path)
    noted = _note(articles, replace(notice, formerly=term.formerly))
    return (noted, (path.as_posix(), fix_file(path, lambda text: _without_entry(text, name))))


def _name(given: str) -> str:
    return Path(given).name.removesuffix(".md")


def _path_of(articles: Path, name: str) -> Path:
    """The file of a record, by its id or its path."""
    found = next((path for path in record_paths(articles) if Path(path).stem == _name(name)), None)
    if found is None:
        raise WrongUseError(f"there is no record {_name(name)} in {articles}; write the name of its file")
    return articles / found


def _texts(articles: Path) -> dict[str, str]:
    """The records that can be read, by their paths in the folder."""
    texts = ((path, read_text(articles / path).value) for path in record_paths(articles))
    return {path: text for path, text in texts if text is not None}


def _value(halves: Split | None, name: str) -> tuple[Scalar, Node] | None:
    """A key of a record, and what is under it."""
    return next((pair for pair in (halves.keys.pairs if halves else ()) if pair[0].text == name), None)


def _formerly(text: str) -> tuple[str, ...]:
    found = _value(split(text).value, "formerly") if "\nformerly:" in text else None
    items = found[1].items if found and isinstance(found[1], Items) else ()
    return tuple(item.text for item in items if isinstance(item, Scalar))


def _rewritten(
    articles: Path, texts: Mapping[str, str], name: str, change: Callable[[str], Fixed]
) -> Iterator[tuple[str, tuple[Fix, ...]]]:
    """Changes the records that name another one."""
    for path, text in texts.items():
        if name in text and Path(path).stem != name:
            fixes = fix_file(articles / path, change)
            if fixes:
                yield (articles / path).as_posix(), fixes


def _renamed(text: str, old: str, new: str) -> Fixed:
    """A record with its former id, and with the date of its new one in place of that of the old."""
    halves = split(text).value
    if halves is None:
        return Fixed(text, ())
    lines, fixes = text.split("\n"), [Fix(1, f"renamed {old} to {new}")]
    date = _value(halves, "date")
    was, now = find_date(old), find_date(new)
    if date is not None and isinstance(date[1], Scalar) and date[1].text == was != now:
        lines = _put(lines, date[1], now or "")
        fixes.append(Fix(date[1].place[0], f"dated {now}"))
    return Fixed("\n".join(_with_former(lines, halves, old)), tuple(fixes))


def _with_former(lines: Sequence[str], halves: Split, old: str) -> list[str]:
    found = _value(halves, "formerly")
    if found is not None and isinstance(found[1], Items) and found[1].items:
        line, column = found[1].items[0].place
        return with_first(lines, (line - 1, column - 1), old)
    behind = (key.place[0] - 1 for key, _ in halves.keys.pairs if key.text in _LAST_KEYS)
    index = with_comment(lines, min(behind, default=_fence(halves)))
    return [*lines[:index], f"formerly: [{old}]", *lines[index:]]


def _fence(halves: Split) -> int:
    """The index of the line that closes the front matter."""
    return halves.body_line - 2


def _put(lines: Sequence[str], was: Scalar, new: str) -> list[str]:
    """The lines with `new` in the place of what a scalar says."""
    index, column = was.place[0] - 1, was.place[1] - 1
    start = lines[index].index(was.text, column)
    changed = f"{lines[index][:start]}{new}{lines[index][start + len(was.text) :]}"
    return [*lines[:index], changed, *lines[index + 1 :]]


def _relations(halves: Split | None) -> tuple[Node, ...]:
    found = _value(halves, "related")
    return found[1].items if found and isinstance(found[1], Items) else ()


def _id(relation: Node) -> Scalar | None:
    ids = (value for key, value in relation.pairs if key.text == "id") if isinstance(relation, Pairs) else iter(())
    return next((value for value in ids if isinstance(value, Scalar)), None)


def _with_relation(text: str, old: str, new: str) -> Fixed:
    """A record whose relations name another record by its new id."""
    lines, fixes = text.split("\n"), []
    for relation in _relations(split(text).value):
        name = _id(relation)
        if name is not None and name.text == old:
            lines = _put(lines, name, new)
            fixes.append(Fix(name.place[0], f"replaced {old} with {new}"))
    return Fixed("\n".join(lines), tuple(fixes))


def _without_relation(text: str, gone: str) -> Fixed:
    """A record without the relations to another one."""
    halves = split(text).value
    found = _value(halves, "related")
    relations = [(relation, _id(relation)) for relation in _relations(halves)]
    kept = [relation for relation, name in relations if name is None or name.text != gone]
    if halves is None or found is None or len(kept) == len(relations):
        return Fixed(text, ())
    lines, start = text.split("\n"), found[0].place[0] - 1
    later = (key.place[0] - 1 for key, _ in halves.keys.pairs if key.place[0] - 1 > start)
    end = with_comment(lines, min(later, default=_fence(halves)))
    left = _left(lines, [relation for relation, _ in relations], kept, end) if kept else []
    fixed = [*lines[:start], *([lines[start]] if left else []), *left, *lines[end:]]
    if kept and not left:
        shown = ", ".join(_flow(relation) for relation in kept)
        fixed = [*lines[:start], f"related: [{shown}]", *lines[end:]]
    return Fixed("\n".join(fixed), (Fix(start + 1, f"deleted the relation to {gone}"),))


def _left(lines: Sequence[str], relations: Sequence[Node], kept: Sequence[Node], end: int) -> list[str]:
    """The lines of the relations that are kept; none where the relations share lines."""
    starts = [relation.place[0] - 1 for relation in relations]
    if not all(lines[start].lstrip().startswith("-") for start in starts) or len({*starts}) != len(starts):
        return []
    begins = [with_comment(lines, start) for start in starts]
    return [
        line
        for relation, (start, stop) in zip(relations, pairwise([*begins, end]), strict=True)
        if relation in kept
        for line in lines[start:stop]
    ]


def _flow(relation: Node) -> str:
    pairs = relation.pairs if isinstance(relation, Pairs) else ()
    return f"{{{', '.join(f'{key.text}: {value.text}' for key, value in pairs if isinstance(value, Scalar))}}}"


def _note(articles: Path, notice: Withdrawal) -> tuple[str, tuple[Fix, ...]]:
    """Adds a notice to the list of what was withdrawn, which is made where there is none."""
    reason = notice.reason.strip()
    if not reason or len(reason) > LONGEST_TEXT or "\n" in reason or find_forbidden(reason) is not None:
        raise WrongUseError(f"the reason is one line of up to {LONGEST_TEXT} characters; write it in a sentence")
    path = articles / WITHDRAWN
    if not path.exists():
        path.write_text("", encoding="utf-8")
    said = [f"id: {notice.id}", f"reason: {in_quotes(reason)}"]
    said += [f"list: {notice.list}"] if notice.list is not Collected.RECORDS else []
    said += [f"date: {notice.date.iso}"] if notice.date is not None else []
    said += [f"formerly: [{', '.join(notice.formerly)}]"] if notice.formerly else []
    line, what = f"- {{{', '.join(said)}}}\n", (Fix(1, f"noted that {notice.id} was withdrawn"),)
    fixes = fix_file(path, lambda text: Fixed(fix_list(_before(text) + line, WITHDRAWN).text, what))
    if not fixes:
        raise unreadable(path)
    return path.as_posix(), fixes


def _before(text: str) -> str:
    """A list that another entry can follow."""
    return "" if text.strip() in {"", "[]"} else text.rstrip("\n") + "\n"


def _without_entry(text: str, name: str) -> Fixed:
    head, blocks = parts_of(text) or ([], {})
    left = [line for each, block in blocks.items() if each != name for line in block]
    return Fixed("\n".join([*head, *(left or ["[]"]), ""]), (Fix(1, f"removed {name}"),))


def _users(library: Library, ref: Ref) -> Iterator[str]:
    """The records and entries that use an entry."""
    yield from (record.id for record in library.records if ref in record.references)
    yield from (f"{term.id} in {kind}.yml" for kind, term, tied in ties_of(library.vocabulary) if tied == ref)
