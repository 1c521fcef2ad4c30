"""The site's own JavaScript: which modules a module needs, and all of them without what only engineers read."""

from __future__ import annotations

import re
from pathlib import Path

import rjsmin

_IMPORT = re.compile(r'^(?:import|export) .*from "\./([\w.]+)";$', re.MULTILINE)


def modules_behind(folder: Path, name: str) -> tuple[str, ...]:
    """The names of the modules in `folder` that `name` imports, directly or not, in order; itself included."""
    found: set[str] = set()
    wanted = [name]
    while wanted:
        module = wanted.pop()
        if module not in found:
            found.add(module)
            wanted += _IMPORT.findall((folder / module).read_text(encoding="utf-8"))
    return tuple(sorted(found))


def shrink_modules(folder: Path) -> None:
    """Takes comments and needless blanks out of every module in `folder`."""
    for path in sorted(folder.glob("*.js")):
        path.write_text(rjsmin.jsmin(path.read_text(encoding="utf-8")), encoding="utf-8")
