"""The search's own programs as browsers get them, and the files of the version before, kept for open pages."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import rjsmin

from ciie.views.publish import take

# Where the index stands on the site: its files in a folder named by their version, beside it the entry, which says the
# version and is the one file that a browser always asks for anew.
FOLDER = "search/index"
ENTRY = f"{FOLDER}/entry.json.gz"
# What a page starts; each is bundled with all that it imports, so that no program waits for a part of itself.
PROGRAMS = ("box", "page", "highlight")
# What is served as it is, but for its comments: what every page loads, and the style sheet.
_LOADER, _STYLE = "open.js", "search.css"
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.MULTILINE)
_DECLARED = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
_LISTED = re.compile(r"^export \{([^}]*)\};$", re.MULTILINE)
_UNREAD = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_BLANK = re.compile(r"(?:\s|/\*.*?\*/)+", re.DOTALL)
_RENAMED = re.compile(r"(\w+) as (\w+)")


@dataclass(frozen=True)
class Programs:
    """The files of a search, by name, and the version that names their folder: another content is another version."""

    version: str
    files: Mapping[str, str]


def programs_in(folder: Path) -> Programs:
    """The programs whose modules lie in `folder`.

    Args:
        folder: The folder of modules, as docs/assets/search.

    Returns:
        The box, the page and the highlighter, each with what it imports; the loader; the style sheet. No comments.

    Raises:
        ValueError: A module imports or exports in a way that cannot be bundled, or modules import each other.
    """
    files = {f"{name}.js": bundle(folder, name) for name in PROGRAMS}
    files[_LOADER] = _shrunk((folder / _LOADER).read_text(encoding="utf-8"))
    files[_STYLE] = without_blanks((folder / _STYLE).read_text(encoding="utf-8"))
    return Programs(_version(files.items()), files)


def without_blanks(style: str) -> str:
    """A style sheet without what only those who edit it need.

    Args:
        style: The style sheet.

    Returns:
        The same without comments, and with one blank for many.
    """
    return _BLANK.sub(" ", style)


def bundle(folder: Path, name: str) -> str:
    """The module `name` of `folder` with all that it imports, directly or not, as one module.

    Raises:
        ValueError: As programs_in().
    """
    texts: dict[str, str] = {}
    wanted = [name]
    while wanted:
        module = wanted.pop()
        if module not in texts:
            texts[module] = (folder / f"{module}.js").read_text(encoding="utf-8")
            wanted += _imported(texts[module])
    order = TopologicalSorter({module: _imported(text) for module, text in texts.items()}).static_order()
    parts = [_enclosed(module, texts[module]) for module in order]
    exports = f"export const {{{', '.join(_exported(texts[name]))}}} = ${name};"
    return _shrunk("\n".join([*parts, exports]))


def _imported(text: str) -> list[str]:
    return [module for _, module in _IMPORT.findall(text)]


def _exported(text: str) -> list[str]:
    """What a module exports, by the names that others know it by."""
    return [shown.partition(":")[0] for shown in _shown(text)]


def _shown(text: str) -> list[str]:
    """What a module exports, as members of an object."""
    listed = ",".join(_LISTED.findall(text))
    return [*_DECLARED.findall(text), *filter(None, map(str.strip, _RENAMED.sub(r"\2: \1", listed).split(",")))]


def _enclosed(module: str, text: str) -> str:
    """A module as a function of its own, whose exports are the members of one object."""
    body = _LISTED.sub("", _DECLARED.sub("", _IMPORT.sub(_unpacked, text)))
    if unread := _UNREAD.search(body):
        raise ValueError(f"{module}.js: {unread[0]!r} is written in a way that the bundle does not know")
    return f"const ${module} = (() => {{\n{body}\nreturn {{{', '.join(_shown(text))}}};\n}})();"


def _unpacked(statement: re.Match[str]) -> str:
    """What an import takes out of the object of another module."""
    names, module = _RENAMED.sub(r"\1: \2", statement[1]), statement[2]
    return f"const {{{names}}} = ${module};"


def _shrunk(text: str) -> str:
    """A program without comments and needless blanks."""
    return str(rjsmin.jsmin(text))


def _version(files: Iterable[tuple[str, str]]) -> str:
    digest = hashlib.sha256()
    for name, text in sorted(files):
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()[:12]


# Where the search's programs lie, each version in a folder of its own; those of the index lie in FOLDER.
PROGRAMS_FOLDER = "assets/search"
# The folders of versions, and under what key the entry of the index names the newest in each.
_KEPT = {PROGRAMS_FOLDER: "programs", FOLDER: "version"}
_VERSION = re.compile("[0-9a-f]{12}")


def keep_generation(old: Path, new: Path) -> None:
    """Has the site `new` hold what pages of the site `old` may still ask for: one earlier version of each part.

    That is the newest version of `old`; where it is that of `new` too, the one that `old` kept.

    Args:
        old: The folder of the site that pages were opened from; it may be missing or have no index.
        new: The folder of the finished site; it is written to.
    """
    was, now = _entry(old), _entry(new)
    for folder, key in _KEPT.items():
        others = [path for path in (old / folder).glob("*") if _VERSION.fullmatch(path.name) and path.is_dir()]
        others = [path for path in others if path.name != now.get(key)]
        for path in sorted(others, key=lambda path: (path.name != was.get(key), path.name))[:1]:
            files = (file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file())
            take(path, new / folder / path.name, files)


def _entry(site: Path) -> dict[str, object]:
    """The entry of the index of `site`; empty where there is none that can be read."""
    try:
        entry = json.loads(gzip.decompress((site / ENTRY).read_bytes()))
    except (OSError, EOFError, ValueError):
        return {}
    return entry if isinstance(entry, dict) else {}
