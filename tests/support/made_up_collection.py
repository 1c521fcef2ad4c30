"""Collections of any size made up by a fixed seed: records and closed lists that `ciie check` accepts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from support.made_up_language import Language

WORDS = 600
EDITIONS = range(1, 9)
TOPICS = 20
MEASURES = 12
OUTLETS = 9
OUTLET_KINDS = ("press", "wire", "broadcaster")
COUNTRIES = 200


@dataclass(frozen=True)
class Cast:
    """The names that a collection's records may use, by the number in their ids."""

    firms: Sequence[str]
    people: Sequence[str]
    countries: Sequence[str]


def write_collection(folder: Path, size: int, chance: random.Random) -> Cast:
    """Writes `size` records and their vocabulary, about a name of each kind for two records; the names used."""
    language = Language(chance)
    count = max(4, size // 2)
    cast = Cast(language.names(count), language.names(count), language.names(min(COUNTRIES, count)))
    _write_vocabulary(folder / "vocabulary", cast, language)
    for number in range(size):
        year = 2018 + number % len(EDITIONS)
        path = folder / str(year) / f"{year}-11-{1 + number % 28:02}-outlet-{number % OUTLETS}-story-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_record(number, cast, language, chance), encoding="utf-8")
    return cast


def _write_vocabulary(folder: Path, cast: Cast, language: Language) -> None:
    lists: dict[str, list[dict[str, object]]] = {
        "topics": [
            {"id": f"topic-{n}", "name": f"Topic {n}", "group": "expo", "meaning": f"Subject {n}."}
            for n in range(TOPICS)
        ],
        "measures": [
            {"id": f"measure-{n}", "name": f"Measure {n}", "meaning": f"Count {n}.", "units": ["items"],
             "of": ["edition"]}
            for n in range(MEASURES)
        ],
        "organisations": [
            {"id": f"firm-{n}", "name": name, "zh": language.chinese_name(), "kind": "company",
             "country": f"land-{n % len(cast.countries)}"}
            for n, name in enumerate(cast.firms)
        ],
        "people": [{"id": f"person-{n}", "name": name, "kind": "executive"} for n, name in enumerate(cast.people)],
        "places": [{"id": f"land-{n}", "name": name, "kind": "country"} for n, name in enumerate(cast.countries)],
        "outlets": [
            {"id": f"outlet-{n}", "name": f"Outlet {n}", "kind": OUTLET_KINDS[n % len(OUTLET_KINDS)]}
            for n in range(OUTLETS)
        ],
        "editions": [
            {"id": str(n), "name": f"CIIE {n}", "ordinal": n, "opens": f"{2017 + n}-11-05",
             "closes": f"{2017 + n}-11-10"}
            for n in EDITIONS
        ],
    }  # fmt: skip
    folder.mkdir(parents=True)
    for kind, entries in lists.items():
        text = yaml.safe_dump(entries, sort_keys=False, allow_unicode=True)
        (folder / f"{kind}.yml").write_text(text, encoding="utf-8")


def _record(number: int, cast: Cast, language: Language, chance: random.Random) -> str:
    """A record with six figures, an event and up to six names, all stated in its body."""
    edition = EDITIONS[number % len(EDITIONS)]
    firms, people, lands = (
        sorted({chance.randrange(len(names)) for _ in range(2)}) for names in (cast.firms, cast.people, cast.countries)
    )
    values = {n: chance.randrange(100, 10**6) for n in chance.sample(range(MEASURES), 6)}
    day = 5 + number % 6
    text = [language.paragraph(90) for _ in range(WORDS // 90)]
    text += [f"Counted were {value:,} items." for value in values.values()]
    named = (*(cast.firms[n] for n in firms), *(cast.people[n] for n in people), *(cast.countries[n] for n in lands))
    text += [" ".join(f"{name} spoke." for name in named), f"It happened on {day} November."]
    chance.shuffle(text)
    figures = [
        f'  - {{measure: measure-{n}, value: {value}, unit: items, edition: {edition}, as: "{value:,} items"}}'
        for n, value in values.items()
    ]
    topics = ", ".join(f"topic-{n}" for n in sorted(chance.sample(range(TOPICS), chance.randint(1, 4))))
    front = [
        f'title: "{" ".join(language.words(7)).capitalize()}"',
        f"date: {2017 + edition}-11-{1 + number % 28:02}",
        f"source: outlet-{number % OUTLETS}",
        f'url: "https://example.org/{number}"',
        f"language: {'zh' if number % 5 == 0 else 'en'}",
        f"edition: {edition}",
        f"topics: [{topics}]",
        "rights: digest",
        f'summary: "{language.paragraph(20)}"',
        f"organisations: [{', '.join(f'firm-{n}' for n in firms)}]",
        f"people: [{', '.join(f'person-{n}' for n in people)}]",
        f"places: [{', '.join(f'land-{n}' for n in lands)}]",
        "figures:",
        *figures,
        f'events:\n  - {{date: {2017 + edition}-11-{day:02}, what: "Event of story {number}"}}',
    ]
    return "\n".join(["---", *front, "---", "", "\n\n".join(text), ""])
