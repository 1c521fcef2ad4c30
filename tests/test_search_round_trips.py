"""How often a first search waits for files that it could not know of before: each time is a round trip."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ciie.deriving.derivation import derive
from ciie.pipeline import read_collection
from ciie.search.index import write_index
from support.node import Node
from support.project import FIVE

# Answers nothing until all that can be asked for has been, then everything at once, again and again.
ASK = """async ([text, folder]) => {
  const { readFileSync } = await import("node:fs");
  const { gunzipSync } = await import("node:zlib");
  const waiting = [];
  globalThis.fetch = (url) => new Promise((answer) => waiting.push([String(url).split("/search/index/")[1], answer]));
  const { find } = await import("./box.js");
  const trips = [];
  let found = null;
  const asked = find(text, false).then((answer) => (found = answer));
  while (!found && trips.length < 20) {
    for (let turn = 0; turn < 100; turn += 1) await new Promise((next) => setImmediate(next));
    if (found) break;
    trips.push(waiting.map(([name]) => name));
    for (const [name, answer] of waiting.splice(0)) answer(new Response(gunzipSync(readFileSync(`${folder}/${name}`))));
  }
  await asked;
  return { trips, cards: found.records.length + found.pages.length };
}"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the five records."""
    site = tmp_path_factory.mktemp("site")
    write_index(derive(read_collection(FIVE, dt.date(2026, 11, 21))), (), site)
    return site / "search" / "index"


# The entry; the words and names of the query; what is named or stands in a row; what is shown.
@pytest.mark.parametrize(
    ("text", "trips"),
    [
        ("hydrogen", 3),
        ("Honduras", 4),
        ("进博会", 4),
        ("78.41 billion", 4),
        ("country pavilions", 4),
        ("Shanghia", 5),
    ],
)
def test_search_asks_for_files_together(index: Path, text: str, trips: int) -> None:
    """From the entry of the index to the answer a query takes no more round trips than it must."""
    with Node() as node:
        found = node.evaluate(ASK, [text, str(index)])

    assert found["cards"]
    assert len(found["trips"]) <= trips, found["trips"]
    assert found["trips"][0] == ["entry.json.gz"]
