"""How the program is divided: modules and their lines, imports, folders, functions, classes, types and tests.

    PYTHONPATH=tests python -m bench.metrics

Run it with `make metrics`. A package's own `__init__` is no module here.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median, quantiles

from support.project import PROJECT, TESTS

LONG_FUNCTION = 50


@dataclass(frozen=True)
class Module:
    """A module with its dotted name and its text."""

    name: str
    text: str

    @property
    def lines(self) -> int:
        """How long it is."""
        return self.text.count("\n")

    @property
    def folder(self) -> str:
        """The package it lies in."""
        return self.name.rpartition(".")[0]

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in it, as Python reads it."""
        return tuple(ast.walk(ast.parse(self.text)))

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of its classes."""
        return tuple(node.name for node in self.nodes if isinstance(node, ast.ClassDef))

    @property
    def long_functions(self) -> tuple[str, ...]:
        """Its functions that are longer than one should be."""
        functions = (node for node in self.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
        return tuple(f"{self.name}.{each.name}" for each in functions if _length(each) > LONG_FUNCTION)

    @property
    def anys(self) -> int:
        """How often it says `Any`, its import apart."""
        return sum(isinstance(node, ast.Name) and node.id == "Any" for node in self.nodes)

    @property
    def imported(self) -> frozenset[str]:
        """All that it imports: modules, and names in them as if they were modules."""
        plain = (node.names for node in self.nodes if isinstance(node, ast.Import))
        named = (node for node in self.nodes if isinstance(node, ast.ImportFrom))
        found = {name for node in named for each in node.names for name in (node.module, f"{node.module}.{each.name}")}
        return frozenset(each.name for names in plain for each in names) | frozenset(filter(None, found))


def read_modules(folder: Path, paths: str = "**/*.py") -> tuple[Module, ...]:
    """The modules of `folder` that match `paths`, in order."""
    return tuple(
        Module(".".join(path.relative_to(folder).with_suffix("").parts), path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob(paths))
        if path.name != "__init__.py"
    )


def longest_chain(modules: Iterable[Module]) -> tuple[str, ...]:
    """The longest way along imports, from the module that nothing imports to the one that imports nothing."""
    imports = {module.name: module.imported for module in modules}
    within = {name: {each for each in found if each in imports} - {name} for name, found in imports.items()}
    chains: dict[str, tuple[str, ...]] = {}
    for name in TopologicalSorter(within).static_order():
        chains[name] = (name, *max((chains[each] for each in sorted(within[name])), key=len, default=()))
    return max(chains.values(), key=len)


def twice(modules: Iterable[Module]) -> tuple[str, ...]:
    """The names that more than one class has."""
    counted = Counter(name for module in modules for name in module.classes)
    return tuple(sorted(name for name, number in counted.items() if number > 1))


def a_folder(modules: Iterable[Module]) -> Mapping[str, int]:
    """How many modules each folder has, those of its folders apart."""
    return Counter(module.folder for module in modules)


def anys_a_thousand(modules: Iterable[Module]) -> float:
    """How often `Any` is written in a thousand lines."""
    listed = tuple(modules)
    return 1000 * sum(module.anys for module in listed) / sum(module.lines for module in listed)


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _report(modules: tuple[Module, ...], tests: tuple[Module, ...]) -> Iterator[tuple[str, str]]:
    lengths = sorted(module.lines for module in modules)
    chain = longest_chain(modules)
    folders = ", ".join(f"{name} {number}" for name, number in sorted(a_folder(modules).items()))
    long = [name for module in modules for name in module.long_functions]
    yield "modules, lines", f"{len(modules)}, {sum(lengths)}"
    yield "lines: median, p90, max", f"{median(lengths):.0f}, {quantiles(lengths, n=10)[-1]:.0f}, {lengths[-1]}"
    yield "longest chain of imports", f"{len(chain)}: {' > '.join(chain)}"
    yield "modules a folder", folders
    yield f"functions over {LONG_FUNCTION} lines", f"{len(long)} {' '.join(long)}"
    yield "class names twice", f"{len(twice(modules))} {' '.join(twice(modules))}"
    yield "Any in 1,000 lines", f"{anys_a_thousand(modules):.1f}"
    yield "test lines to source lines", f"{sum(module.lines for module in tests) / sum(lengths):.2f}"


def main() -> None:
    """Prints one number a line."""
    for name, value in _report(read_modules(PROJECT / "scripts", "ciie/**/*.py"), read_modules(TESTS)):
        print(f"{name:28} {value}".rstrip())


if __name__ == "__main__":
    main()
