"""How long checking, writing pages and building take, for growing collections made up by a fixed seed.

    PYTHONPATH=tests python -m bench.benchmark [SIZE …]

Run it with `make benchmark`. It prints a table; nothing is timed in the tests. "Stock" is `mkdocs build` of
Material with search on the very pages that `ciie pages` wrote.
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

from support.made_up_collection import write_collection

SIZES = (5, 100, 1000)
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


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
