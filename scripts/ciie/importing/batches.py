"""What `ciie import` did with several captures: how many became drafts, and what is left to do, the least first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ciie.importing.import_report import render_entries, render_refusals, to_add
from ciie.importing.proposals import Imported, Proposal, doubtful_points, left_over
from ciie.reading.report import on_one_line
from ciie.text.number_words import with_noun

# How many of the things left to do a line names; the draft has them all as comments.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Work:
    """What is left to do with one capture.

    Attributes:
        name: The capture as the command named it.
        draft: Its draft; None where there is none.
        is_new: Whether the draft was written now.
        tasks: What an editor has to do, in words.
        refusal: Why there is no draft.
        entries: What the vocabulary lacks, by its lists.
    """

    name: str
    draft: str | None
    is_new: bool
    tasks: tuple[str, ...] = ()
    refusal: str = ""
    entries: dict[str, list[dict[str, object]]] = field(default_factory=dict)


def work_of(imported: Imported) -> Work:
    """What is left to do with a capture that was imported or refused."""
    if imported.proposal is None or imported.path is None:
        return Work(imported.name, None, is_new=False, refusal=render_refusals(imported))
    tasks = tuple(_tasks(imported.proposal))
    draft = on_one_line(imported.path.as_posix())
    return Work(imported.name, draft, imported.is_new, tasks, entries=to_add(imported.proposal))


def render_line(work: Work) -> str:
    """One line on a capture of several."""
    if work.draft is None:
        return work.refusal
    return f"{on_one_line(work.name)} {'→' if work.is_new else 'was imported before:'} {work.draft}"


def render_batch(done: Sequence[Work]) -> str:
    """The summary of several captures.

    Args:
        done: What is left to do with each.

    Returns:
        Lines without a line break at their end: how many there were, the drafts with the least to do first, the
        captures without a draft, and the entries that the vocabulary lacks, each once.
    """
    return "\n".join(_summary(done))


def _tasks(proposal: Proposal) -> Iterator[str]:
    found = proposal.bibliography
    if found.off_topic is not None:
        yield "decide whether it is about the expo"
    missing = [
        key for key, value in (("title", found.title), ("date", found.date), ("source", found.source)) if not value
    ]
    missing += [] if proposal.topics else ["topics"]
    yield from (f"fill in {key}" for key in missing)
    yield from (f"add {len(entries):,} to {kind}" for kind, entries in to_add(proposal).items())
    yield from (f"place {found.words}" for found in left_over(proposal))
    yield from doubtful_points(proposal)


def _summary(done: Sequence[Work]) -> Iterator[str]:
    new, old = sum(work.is_new for work in done), sum(work.draft is not None and not work.is_new for work in done)
    refused = [work for work in done if work.draft is None]
    counts = [f"{with_noun(new, 'draft')} written"]
    counts += [f"{old} imported before"] if old else []
    counts += [f"{len(refused):,} without a draft"] if refused else []
    yield f"\n{with_noun(len(done), 'capture')}: {', '.join(counts)}"
    drafts = sorted((work for work in done if work.draft is not None), key=lambda work: (len(work.tasks), work.draft))
    if drafts:
        yield "What is left to do, the least first (the comments in each draft say more):"
    for work in drafts:
        more = f"; and {len(work.tasks) - MOST_NAMED:,} more" if len(work.tasks) > MOST_NAMED else ""
        named = "; ".join(task[:60] for task in work.tasks[:MOST_NAMED]) or "review it"
        yield f"  {len(work.tasks):3}  {work.draft}: {on_one_line(named)}{more}"
    if refused:
        yield "Without a draft:"
        yield from (f"       {work.refusal}" for work in refused)
    yield from _entries(done)


def _entries(done: Sequence[Work]) -> Iterator[str]:
    """The entries to add for all captures, each once, by list and id."""
    lists: dict[str, dict[object, dict[str, object]]] = {}
    for work in done:
        for kind, entries in work.entries.items():
            for entry in entries:
                lists.setdefault(kind, {}).setdefault(entry["id"], entry)
    if lists:
        yield "Add to the vocabulary, once for all drafts:"
    for kind, found in lists.items():
        yield f"  articles/vocabulary/{kind}.yml"
        ordered = [found[name] for name in sorted(found, key=str)]
        yield from (f"    {line}" for line in render_entries(ordered).splitlines())
