"""The Node that Playwright brings, and modules of the search run in it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import playwright

from support.browsing import MODULES

# Playwright brings a Node of its own.
NODE = shutil.which("node", path=Path(playwright.__file__).with_name("driver"))
# Answers each line, a function and what it is called with, by a line of what came of it.
_ANSWER = """
import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  const [text, argument] = JSON.parse(line);
  const asked = (async () => eval(`(${text})`)(argument))();
  const answer = await asked.then((value) => ({ value: value ?? null }), (fault) => ({ fault: String(fault?.stack) }));
  console.log(JSON.stringify(answer));
}
"""


class Node:
    """A Node within a `with`, in which `await import("./text.js")` gives a module of the search."""

    def __init__(self) -> None:
        assert NODE, "Playwright has come without its Node; install it again"
        quiet = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"
        command = [NODE, quiet, "--input-type=module", "--eval", _ANSWER]
        pipe = subprocess.PIPE
        self._node = subprocess.Popen(command, cwd=MODULES, stdin=pipe, stdout=pipe, encoding="utf-8")

    def __enter__(self) -> Node:
        return self

    def __exit__(self, *_: object) -> None:
        self._node.communicate()

    def evaluate(self, function: str, argument: object = None) -> Any:
        """What `function` gives for `argument`; fails where it throws."""
        assert self._node.stdin
        assert self._node.stdout
        print(json.dumps([function, argument]), file=self._node.stdin, flush=True)
        answer = json.loads(self._node.stdout.readline())
        assert "fault" not in answer, answer["fault"]
        return answer["value"]
