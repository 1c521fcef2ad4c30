"""Random edits of a made-up collection, and all that a build makes of it, page by page and file by file."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from mkdocs.structure.files import File, Files

from ciie.deriving.derivation import derive
from ciie.exports.downloads import write_downloads
from ciie.mkdocs_pages import KnowledgePage, render_pages
from ciie.model.library import Kept
from ciie.pipeline import generated_files, read_collection
from ciie.search.index import write_index
from ciie.views.publish import texts_of
from ciie.views.rows import placed
from support.import_samples import TODAY
from support.made_up_collection import write_collection
from support.made_up_language import Language
from support.project import PROJECT
from support.rendering import configuration

_FIGURE = re.compile(r'value: (\d+), unit: items, edition: \d+, as: "([\d,]+) items"')
# The lists of which an entry is changed, and the key that is another then.
_ENTRIES = (
    ("topics", "name"),
    ("measures", "name"),
    ("outlets", "name"),
    ("organisations", "zh"),
    ("topics", "meaning"),
)


@dataclass(frozen=True)
class Collection:
    """A made-up collection in a folder, and records of the same vocabulary that may be added to it."""

    articles: Path
    spare: Path
    chance: random.Random

    @property
    def records(self) -> Sequence[Path]:
        """The files of its records, by name."""
        return sorted(self.articles.glob("[0-9]*/*.md"))

    def edit(self) -> str:
        """Changes one thing, whichever it is, and says what."""
        what = self.chance.choice([*EDITS])
        EDITS[what](self)
        return what


def write_editable(folder: Path, size: int, chance: random.Random) -> Collection:
    """Writes a collection of `size` records, and half as many that may be added to it."""
    write_collection(folder / "all", size + size // 2, chance)
    shutil.copytree(folder / "all", folder / "articles")
    made = Collection(folder / "articles", folder / "all", chance)
    for path in chance.sample(made.records, size // 2):
        path.unlink()
    return made


def outcome(articles: Path, kept: Kept, site: Path) -> Mapping[str, object]:
    """All that a build makes of a collection but for the theme: pages rendered, and files in the folder `site`."""
    library = read_collection(articles, TODAY)
    if library.errors:
        return {each.path: each.message for each in library.errors}
    knowledge = placed(derive(library, kept.remember))
    texts = texts_of(generated_files(knowledge, kept.remember))
    pages = _rendered(texts)
    write_index(knowledge, [], site, "", kept)
    write_downloads(knowledge, "", site, kept)
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    return {**texts, **pages, **files}


_GENERATION = re.compile(r"(search/index|assets/search)/[0-9a-f]{12}/")


def contents_but_for_earlier(site: Path, beside: Path) -> Mapping[str, bytes]:
    """The files of `site`, without what it holds for pages of the site before it, and `beside` does not."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in found.items()
        if not (match := _GENERATION.match(name)) or (beside / match[0]).is_dir()
    }


def _rendered(texts: Mapping[str, str]) -> dict[str, object]:
    config = configuration("")
    written = [f"{path.relative_to(PROJECT / 'docs')}" for path in PROJECT.glob("docs/*.md")]
    files = Files([File(name, None, config.site_dir, use_directory_urls=True) for name in written if name not in texts])
    for path, text in texts.items():
        file = File(path, None, config.site_dir, use_directory_urls=True)
        file.content_string = text
        files.append(file)
        if file.is_documentation_page():
            KnowledgePage(None, file, config)
    render_pages(files)
    return {f"{file.src_uri}, rendered": file.page.rendered for file in files if isinstance(file.page, KnowledgePage)}


def _sentence(made: Collection) -> None:
    path = made.chance.choice(made.records)
    language = Language(made.chance)
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{language.paragraph(12)}\n", encoding="utf-8")


def _word(made: Collection) -> None:
    """A word of a text is another, and stands where it stood."""
    path = made.chance.choice(made.records)
    front, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    words = sorted({*re.findall(r"(?<=[a-z] )[a-z]{4,}(?= [a-z])", body)})
    if words:
        body = body.replace(f" {made.chance.choice(words)} ", f" {Language(made.chance).words(1)[0]} ", 1)
    path.write_text(f"{front}\n---\n{body}", encoding="utf-8")


def _beside(made: Collection) -> None:
    """A sentence that states a figure says one word more, so that links to it lead to another mark."""
    path = made.chance.choice(made.records)
    _replace(path, "Counted were ", f"Counted {Language(made.chance).words(1)[0]} were ")


def _name(made: Collection) -> None:
    """A text names an organisation that it did not name there before."""
    path = made.chance.choice(made.records)
    entries = yaml.safe_load((made.articles / "vocabulary" / "organisations.yml").read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\nNobody asked {made.chance.choice(entries)['name']}.\n", encoding="utf-8")


def _title(made: Collection) -> None:
    _replace(made.chance.choice(made.records), '\ntitle: "', '\ntitle: "' + made.chance.choice("AEIOU") + " ")


def _figure(made: Collection) -> None:
    """A figure of a record is another, in its body too."""
    path = made.chance.choice(made.records)
    value, words = made.chance.choice(_FIGURE.findall(path.read_text(encoding="utf-8")))
    new = made.chance.randrange(100, 10**6)
    for old, now in ((f"value: {value},", f"value: {new},"), (f'"{words} items"', f'"{new:,} items"')):
        _replace(path, old, now)
    _replace(path, f"Counted were {words} items", f"Counted were {new:,} items")


def _entry(made: Collection) -> None:
    kind, key = made.chance.choice(_ENTRIES)
    path = made.articles / "vocabulary" / f"{kind}.yml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    entry = made.chance.choice(entries)
    entry[key] = f"{entry[key].removesuffix('.')}{made.chance.choice('甲乙丙' if key == 'zh' else 'KLM')}"
    path.write_text(yaml.safe_dump(entries, sort_keys=False, allow_unicode=True), encoding="utf-8")


def _add(made: Collection) -> None:
    there = {_number(path) for path in made.records}
    absent = [path for path in sorted(made.spare.glob("[0-9]*/*.md")) if _number(path) not in there]
    if absent:
        path = made.chance.choice(absent)
        shutil.copy(path, made.articles / path.parent.name / path.name)


def _delete(made: Collection) -> None:
    if len(made.records) > 2:
        made.chance.choice(made.records).unlink()


def _rename(made: Collection) -> None:
    path = made.chance.choice(made.records)
    path.replace(path.with_name(f"{path.stem[:80]}-{made.chance.randrange(10**6)}.md"))


def _number(path: Path) -> str:
    """The number of a record, whose file may bear another name."""
    return path.stem.partition("-story-")[2].partition("-")[0]


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


# What can be edited; each changes one thing of a collection.
EDITS: Mapping[str, Callable[[Collection], None]] = {
    "sentence": _sentence,
    "word": _word,
    "name": _name,
    "word beside a figure": _beside,
    "title": _title,
    "figure": _figure,
    "entry": _entry,
    "new record": _add,
    "record gone": _delete,
    "record renamed": _rename,
}
