"""How the program is divided: into few modules of one subject each, short functions, and a short way between them."""

from __future__ import annotations

from statistics import median

import pytest

from bench.metrics import Module, a_folder, anys_a_thousand, longest_chain, read_modules, twice
from support.project import PROJECT

MOST_MODULES = 140
MOST_IN_A_FOLDER = 16
LONGEST_CHAIN = 10
MOST_ANYS_A_THOUSAND = 3


@pytest.fixture(scope="module")
def modules() -> tuple[Module, ...]:
    """The modules of the program."""
    return read_modules(PROJECT / "scripts", "ciie/**/*.py")


def test_modules_are_few_and_of_a_middling_length(modules: tuple[Module, ...]) -> None:
    """A reader finds a subject in one place, and no place holds many."""
    assert len(modules) <= MOST_MODULES
    assert 120 <= median(module.lines for module in modules) <= 250
    assert max(a_folder(modules).values()) <= MOST_IN_A_FOLDER


def test_imports_are_no_long_way(modules: tuple[Module, ...]) -> None:
    """From the command to the smallest value there are few steps."""
    chain = longest_chain(modules)

    assert len(chain) <= LONGEST_CHAIN, " > ".join(chain)


def test_no_function_is_long(modules: tuple[Module, ...]) -> None:
    """Every function fits a screen."""
    assert [name for module in modules for name in module.long_functions] == []


def test_name_of_a_class_means_one_thing(modules: tuple[Module, ...]) -> None:
    """No two classes have the same name."""
    assert twice(modules) == ()


def test_types_are_named(modules: tuple[Module, ...]) -> None:
    """`Any` is the exception."""
    assert anys_a_thousand(modules) <= MOST_ANYS_A_THOUSAND


def test_what_is_measured() -> None:
    """A chain goes along imports, of modules and of names in them; the import of `Any` is no use of it."""
    first = Module("a.first", "from typing import Any\nfrom a import second\n\nclass One:\n    x: Any\n")
    second = Module("a.second", "from a.third import name\n\ndef long() -> None:\n" + "    pass\n" * 50)
    third = Module("b.third", "import a.third\nclass One: ...\n")
    last = Module("a.third", "name = 1\n")
    modules = (first, second, third, last)

    assert longest_chain(modules) == ("a.first", "a.second", "a.third")
    assert a_folder(modules) == {"a": 3, "b": 1}
    assert twice(modules) == ("One",)
    assert second.long_functions == ("a.second.long",)
    assert first.anys == 1
