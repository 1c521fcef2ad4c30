"""How long checking, writing pages and building take, for growing collections made up by a fixed seed.

Run it with `make benchmark`, or name sizes: python tests/benchmark.py 5 100 1000. It prints a table; nothing is timed
in the tests. "Stock" is `mkdocs build` of Material with search on the very pages that `ciie pages` wrote.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import yaml

SIZES = (5, 100, 1000)
WORDS = 600
EDITIONS = range(1, 9)
STOCK = {
    "site_name": "Stock",
    "theme": {"name": "material", "font": False},
    "plugins": ["search"],
    "nav": [{"Home": "index.md"}],
    "validation": {"nav": {"omitted_files": "ignore"}, "links": {"not_found": "ignore", "anchors": "ignore"}},
}


def main(sizes: Sequence[int]) -> None:
    """Measures each size and prints one row for it."""
    print("records  pages  check  pages: new  again | stock  share | build  | peak MB  largest page KB")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            print(measure(size, Path(folder)), flush=True)


def measure(size: int, folder: Path) -> str:
    """One row: wall seconds of each step for `size` records, in a folder of its own."""
    articles, docs = folder / "articles", folder / "docs"
    write_collection(articles, size, random.Random(size))
    check = seconds("ciie", "check", "--articles", articles)
    first = seconds("ciie", "pages", "--articles", articles, "--docs", docs)
    again = seconds("ciie", "pages", "--articles", articles, "--docs", docs)
    pages = list(docs.rglob("*.md"))
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({**STOCK, "docs_dir": str(docs)}), encoding="utf-8")
    stock = seconds(
        "mkdocs", "build", "--quiet", "--config-file", folder / "mkdocs.yml", "--site-dir", folder / "stock"
    )
    build = seconds("ciie", "build", "--articles", articles, "--site", folder / "site")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    largest = max(path.stat().st_size for path in (folder / "site").rglob("*.html")) / 1024
    return (
        f"{size:7,} {len(pages):6,} {check:6.2f} {first:11.2f} {again:6.2f} | {stock:5.2f} {first / stock:6.0%} "
        f"| {build:6.2f} | {peak:7,.0f} {largest:16,.0f}"
    )


def seconds(module: str, *arguments: str | Path) -> float:
    """Wall seconds that `python -m module` takes; its output is shown where it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", module, *map(str, arguments)], capture_output=True, text=True,
                          check=False, env=environment)  # fmt: skip
    taken = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{module} {' '.join(map(str, arguments))} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return taken


def write_collection(folder: Path, size: int, chance: random.Random) -> None:
    """A collection of `size` records with a vocabulary that grows along, about a name for two records."""
    words = ["".join(chance.choices("abcdefghijklmnoprstu", k=chance.randint(3, 9))) for _ in range(4000)]
    write_vocabulary(folder / "vocabulary", size)
    for number in range(size):
        edition = EDITIONS[number % len(EDITIONS)]
        name = f"{2017 + edition}-11-{1 + number % 28:02}-outlet-{number % 9}-story-{number}.md"
        path = folder / str(2017 + edition) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record(number, edition, words, chance), encoding="utf-8")


def write_vocabulary(folder: Path, size: int) -> None:
    """Closed lists: 20 topics, 12 measures, 9 outlets, 8 editions, and names in proportion to `size`."""
    names = max(4, size // 2)
    lists: dict[str, list[dict[str, object]]] = {
        "topics": [
            {"id": f"topic-{n}", "name": f"Topic {n}", "group": "expo", "meaning": f"Subject {n}."} for n in range(20)
        ],
        "measures": [
            {"id": f"measure-{n}", "name": f"Measure {n}", "meaning": f"Count {n}.", "units": ["items"]}
            for n in range(12)
        ],
        "organisations": [{"id": f"firm-{n}", "name": f"Firm{n}", "kind": "company"} for n in range(names)],
        "people": [{"id": f"person-{n}", "name": f"Person{n}", "kind": "executive"} for n in range(names)],
        "places": [{"id": f"land-{n}", "name": f"Land{n}", "kind": "country"} for n in range(min(200, names))],
        "outlets": [{"id": f"outlet-{n}", "name": f"Outlet {n}", "kind": "press"} for n in range(9)],
        "editions": [
            {
                "id": str(n),
                "name": f"CIIE {n}",
                "ordinal": n,
                "opens": f"{2017 + n}-11-05",
                "closes": f"{2017 + n}-11-10",
            }
            for n in EDITIONS
        ],
    }
    folder.mkdir(parents=True)
    for kind, entries in lists.items():
        (folder / f"{kind}.yml").write_text(yaml.safe_dump(entries, sort_keys=False), encoding="utf-8")


def record(number: int, edition: int, words: Sequence[str], chance: random.Random) -> str:
    """A record with six figures, an event and six names, all stated in its body."""
    names = max(4, number // 2 + 1)
    firms, people, lands = (
        sorted({chance.randrange(min(names, top)) for _ in range(2)}) for top in (10**6, 10**6, 200)
    )
    values = {n: chance.randrange(100, 10**6) for n in chance.sample(range(12), 6)}
    day = 5 + number % 6
    text = [" ".join(chance.choices(words, k=90)).capitalize() + "." for _ in range(WORDS // 90)]
    text += [f"Counted were {value:,} items." for value in values.values()]
    text += [
        " ".join(
            f"{kind}{n} spoke." for kind, ids in (("Firm", firms), ("Person", people), ("Land", lands)) for n in ids
        )
    ]
    text += [f"It happened on {day} November."]
    chance.shuffle(text)
    figures = [
        f'  - {{measure: measure-{n}, value: {value}, unit: items, edition: {edition}, as: "{value:,} items"}}'
        for n, value in values.items()
    ]
    topics = ", ".join(f"topic-{n}" for n in sorted(chance.sample(range(20), chance.randint(1, 4))))
    front = [
        f'title: "{" ".join(chance.choices(words, k=7)).capitalize()}"',
        f"date: {2017 + edition}-11-{1 + number % 28:02}",
        f"source: outlet-{number % 9}",
        f'url: "https://example.org/{number}"',
        f"edition: {edition}",
        f"topics: [{topics}]",
        "rights: digest",
        f'summary: "{" ".join(chance.choices(words, k=20)).capitalize()}."',
        f"organisations: [{', '.join(f'firm-{n}' for n in firms)}]",
        f"people: [{', '.join(f'person-{n}' for n in people)}]",
        f"places: [{', '.join(f'land-{n}' for n in lands)}]",
        "figures:",
        *figures,
        f'events:\n  - {{date: {2017 + edition}-11-{day:02}, what: "Event of story {number}"}}',
    ]
    return "\n".join(["---", *front, "---", "", "\n\n".join(text), ""])


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
