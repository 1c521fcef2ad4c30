"""Facts about the repository itself: layers, commands, vocabulary, and what must never be in it."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import ciie as package
from bench.without_gates import gates
from support.project import PROJECT, ciie

PACKAGE = PROJECT / "scripts" / "ciie"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.stem != "__init__")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
RUN = 9
SECTION = re.compile(r"^(Args|Returns|Yields|Raises):$", re.MULTILINE)
# Titles are bibliographic facts and may stand as they are.
TITLES = (
    "CIIE: A Platform of High-standard Opening up",
    "China will always be important opportunity for global development",
    "Adhere to opening up to the outside world to achieve mutual benefit and win-win results – written on the occasion "
    "of the opening of the 6th China International Import Expo",
    "6th China International Import Expo: Embracing Global Cooperation and Economic Progress",
)


def name_of(path: Path) -> str:
    """The module `path` by its folder and its name."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def folder_of(path: Path) -> str:
    """The layer of the module `path`; nothing for one that stands beside the folders."""
    return path.parent.name if path.parent != PACKAGE else ""


def imports(path: Path) -> set[Path]:
    """The modules of the package that the module `path` imports, within functions too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "ciie":
            place = PACKAGE.joinpath(*(node.module or "").split(".")[1:])
            names = [place / alias.name for alias in node.names] if place.is_dir() else [place]
            found |= {name.with_suffix(".py") for name in names}
        elif isinstance(node, ast.Import):
            names = [PACKAGE.joinpath(*alias.name.split(".")[1:]) for alias in node.names if alias.name[:5] == "ciie."]
            found |= {name.with_suffix(".py") for name in names}
    return found & set(MODULES)


def names_imported(path: Path) -> set[tuple[Path, str]]:
    """What the module `path` imports by name out of modules of other folders."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    places = [(PACKAGE.joinpath(*(node.module or "").split(".")[1:]).with_suffix(".py"), node) for node in nodes]
    return {(place, alias.name) for place, node in places if place in MODULES and folder_of(place) != folder_of(path)
            for alias in node.names}  # fmt: skip


def sections(node: ast.FunctionDef) -> set[str]:
    """The sections that the docstring of a function needs."""
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    inner = list(ast.walk(node))
    given = "Yields" if any(isinstance(each, ast.Yield | ast.YieldFrom) for each in inner) else "Returns"
    gives = node.returns is not None and ast.unparse(node.returns) != "None"
    raises = any(isinstance(each, ast.Raise) for each in inner)
    return {name for name, needed in (("Args", any(arguments)), (given, gives), ("Raises", raises)) if needed}


def texts() -> dict[str, str]:
    """Every text file that is or would be committed, by its path."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=PROJECT, capture_output=True,
                            text=True, check=True).stdout.split("\0")  # fmt: skip
    found = {}
    for name in filter(None, listed):
        try:
            found[name] = (PROJECT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, OSError):
            continue
    return found


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of nine words of `text`."""
    words = [word.lower().replace("’", "'") for word in WORD.findall(text)]
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def test_modules_import_only_from_their_own_folder_and_those_above() -> None:
    """The folders are layers, in the order in which the package names them; the modules beside them come last."""
    order = re.findall(r"^\* `(\w+)`:", package.__doc__ or "", re.M)
    level = {path: order.index(folder_of(path)) if folder_of(path) else len(order) for path in MODULES}
    pairs = [(path, other) for path in MODULES for other in imports(path)]
    below = [(name_of(path), name_of(other)) for path, other in pairs if level[other] > level[path]]

    assert {folder_of(path) for path in MODULES} == {"", *order}
    assert below == []


def test_docstrings_across_folders_have_the_sections_of_their_signature() -> None:
    """Whoever calls a function of another folder reads there what it takes, what it gives and what it raises."""
    used = {(other, name) for path in MODULES for other, name in names_imported(path)}
    public = [(path, node) for path in MODULES for node in ast.parse(path.read_text(encoding="utf-8")).body
              if isinstance(node, ast.FunctionDef) and (path, node.name) in used]  # fmt: skip
    lacking = {f"{name_of(path)}.{node.name}": sections(node) - set(SECTION.findall(ast.get_docstring(node) or ""))
               for path, node in public}  # fmt: skip

    assert public
    assert {name: missing for name, missing in lacking.items() if missing} == {}


def test_no_two_classes_have_one_name() -> None:
    """A name means one thing in the program."""
    names = [node.name for path in MODULES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.ClassDef)]  # fmt: skip

    assert {name for name in names if names.count(name) > 1} == set()


def test_any_is_seldom() -> None:
    """At most three lines in a thousand leave a type open."""
    lines = [line for path in MODULES for line in path.read_text(encoding="utf-8").splitlines()]

    assert sum(bool(re.search(r"\bAny\b", line)) for line in lines) <= 3 * len(lines) / 1000


def test_no_import_leads_in_a_circle() -> None:
    """Every module can be put behind all that it imports."""
    sorter = TopologicalSorter({path: imports(path) for path in MODULES})

    assert set(sorter.static_order()) == set(MODULES)


def test_folders_and_modules_are_of_a_size_to_read() -> None:
    """No folder has more than 25 modules, none of them more than 350 lines."""
    folders = [folder_of(path) for path in MODULES]
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}

    assert {name for name in folders if folders.count(name) > 25} == set()
    assert {name: count for name, count in lines.items() if count > 350} == {}


def test_mkdocs_is_known_to_two_modules_only() -> None:
    """The engine can be replaced: only the site and its pages import it."""
    users = {path.stem for path in MODULES if re.search(r"^(?:from|import) mkdocs", path.read_text(), re.M)}

    assert users == {"mkdocs_pages", "site", "theme"}


def test_only_the_command_line_prints() -> None:
    """Every other module gives values."""
    printing = {path.stem for path in MODULES if re.search(r"\bprint\(|sys\.std", path.read_text(encoding="utf-8"))}

    assert printing == {"__main__", "cli_records"}


def test_every_command_is_in_the_readme() -> None:
    """README's table of commands and the command line name the same commands."""
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    table = set(re.findall(r"^\| `ciie (\w+)", readme, re.M))
    shown = set(re.findall(r"^ {2}(\w+) {2,}", ciie("--help").stdout, re.M))

    assert table == shown != set()


def test_commands_of_the_readme_are_targets_of_make() -> None:
    """Each `make` command that README names exists."""
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake ([a-z]+)\b(?=[`\s]*(?:#|`| shows))", readme))

    assert {"site", "test", "serve"} <= named
    assert [name for name in named if not re.search(rf"^{name}:", makefile, re.M)] == []


def test_lock_has_a_hash_for_every_package_and_names_no_host() -> None:
    """The locks pin by hash and say nothing of where packages come from."""
    locks = sorted(path.name for path in PROJECT.glob("*.lock"))

    assert locks == ["requirements-test.lock", "requirements-tools.lock", "requirements.lock"]
    for name in locks:
        text = (PROJECT / name).read_text(encoding="utf-8")
        packages = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
        assert packages
        assert [package for package in packages if "--hash=sha256:" not in package] == []
        assert not re.search(r"https?://|file:|index-url|find-links", text)


def test_no_sentence_of_a_capture_is_in_the_project(captures: Path) -> None:
    """No nine words in a row, titles aside, stand both in a capture and in a file of the project."""
    sources = set().union(*(runs(path.read_text(encoding="utf-8")) for path in captures.glob("*.txt")))
    sources -= set().union(*(runs(title) for title in TITLES))

    assert sources
    assert {name for name, text in texts().items() if runs(text) & sources} == set()


def test_ci_runs_the_command_of_the_readme() -> None:
    """What CI runs is what a newcomer is told to run."""
    script = (PROJECT / ".ci" / "run").read_text(encoding="utf-8")

    assert re.search(r"^(?:exec )?make test$", script, re.M)
    assert os.access(PROJECT / ".ci" / "run", os.X_OK)


def test_package_runs_as_a_module() -> None:
    """`python -m ciie` is the command."""
    done = subprocess.run([sys.executable, "-m", "ciie", "--help"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_every_gate_is_where_the_list_of_gates_says() -> None:
    """What takes the gates out one by one finds each of them, once."""
    stale = [gate.name for gate in gates() if (PROJECT / gate.file).read_text(encoding="utf-8").count(gate.old) != 1]

    assert stale == []
    assert len(gates()) > 150
