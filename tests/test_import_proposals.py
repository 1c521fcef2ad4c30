"""What is proposed for a capture: its bibliography, names, figures, events and topics, each with its evidence."""

from __future__ import annotations

import pytest

from ciie.importing.bibliography import language_of
from ciie.importing.captures import Sureness
from ciie.importing.layouts import lay_out
from ciie.importing.likeness import Facts, Shelf, facts_of
from ciie.importing.names import country_entry, find_countries
from ciie.importing.proposals import Bibliography
from ciie.importing.publishers import OutletFinder, site_of
from ciie.reading.names import NameFinder
from ciie.words.model import EditionSpan, Figure, Status
from ciie.words.references import Ref
from ciie.words.terms import Of
from importing import proposal, vocabulary

BODY = "The sixth CIIE opened in Shanghai, and visitors from many towns filled the halls by the river for a day."
SECOND = "They came by ship, by train and on foot, and the choir of the hall sang for each of them until the evening."


def bibliography(head: str, body: str = BODY, tail: str = "") -> Bibliography:
    """The bibliography of a capture with `head` above and `tail` below its article."""
    return proposal(f"{head}\n\n{body}\n\n{SECOND}\n\n{tail}\n").bibliography


@pytest.mark.parametrize(
    ("head", "date", "sureness", "evidence"),
    [
        (" date 2023-11-08 A headline of some words", "2023-11-08", "printed", "line 1: “date 2023-11-08”"),
        ("A headline of some words\n\nSource: Xinhua | 2023-11-06 10:00", "2023-11-06", "printed", "line 3"),
        ("A headline of some words\n\n2023年11月6日", "2023-11-06", "printed", "line 3"),
        ("A headline of some words\n\nUpdated: 2023-11-06", "2023-11-06", "printed", "line 3"),
        (" date 2018-10-30 Mon October 29, 2018\nOctober 30, 2018\nA "
"headline of words", "2018-10-30", "printed", "line 1"),
    ],
)  # fmt: skip
def test_date_and_its_evidence(head: str, date: str, sureness: str, evidence: str) -> None:
    """A printed date is found with the line that prints it."""
    found = bibliography(head).date

    assert found is not None
    assert (found.value.iso, found.sureness) == (date, sureness)
    assert found.evidence.startswith(evidence)


@pytest.mark.parametrize(
    ("body", "date", "sureness"),
    [
        ("SHANGHAI, Nov. 5, 2023 (Xinhua) -- " + BODY, "2023-11-05", "printed"),
        ("SHANGHAI, Nov. 5 (Xinhua) -- " + BODY, "2023-11-05", "inferred"),
        (
            "新华社上海11月10日电（记者韩某）第六届进博会在上海闭幕，来自许多城市的参观者挤满展馆。",
            "2023-11-10",
            "inferred",
        ),
    ],
)
def test_date_of_a_dateline(body: str, date: str, sureness: str) -> None:
    """A dateline dates an article; without its own year, in the year of the edition and as an inference."""
    found = bibliography("A headline of some words", body).date

    assert found is not None
    assert (found.value.iso, found.sureness) == (date, sureness)


def test_date_that_nothing_tells() -> None:
    """Dates of photographs, of linked articles and the tense of verbs are no dates of publication."""
    tail = "Top News\n\nA lighthouse was lit again on June 2, 2024.\n\nPREV A ship leaves on December 1, 2023"
    caption = "Carpenters at work in the hall (photo taken on October 30, 2023).Photo by Xinhua reporter Han Meimei"

    found = bibliography("A headline of some words", f"{BODY}\n\n{caption}\n\nThe expo will open soon.", tail)

    assert found.date is None
    assert "no date of publication stands in the capture" in found.doubts


def test_date_between_photographs_and_the_opening() -> None:
    """Where the text says that the expo has not opened, photographs bound the date, marked as estimated."""
    caption = "Carpenters at work in the hall (photo taken on November 2, 2023).Photo by Han Meimei"

    found = bibliography(
        "A headline of some words", f"{BODY}\n\n{caption}\n\nThe expo has not yet opened, they say."
    ).date

    assert found is not None
    assert (found.value.iso, found.sureness) == ("2023-11-04", Sureness.INFERRED)
    assert found.evidence.startswith("estimated: no date is printed; the latest dated photograph is of 2 November 2023")


def test_date_with_old_photographs_only() -> None:
    """Photographs of months before the opening do not date an article."""
    caption = "Carpenters at work in the hall (photo taken on June 2, 2023).Photo by Han Meimei"

    found = bibliography("A headline of some words", f"{BODY}\n\n{caption}\n\nThe expo has not yet opened, they say.")

    assert found.date is None


def test_dates_that_contradict_each_other() -> None:
    """A second printed date is a doubt; the stamp beside the headline beats the extractor's token."""
    found = bibliography(" date 2024-02-01 A headline of some words\n\nSource: Xinhua | 2023-11-06 10:00")

    assert found.date is not None
    assert found.date.value.iso == "2023-11-06"


def test_change_beside_publication() -> None:
    """The date of the last change is kept beside that of publication."""
    found = bibliography("A headline of some words\n\n05 Nov 2023 11:28PM (Updated: 07 Nov 2023 01:05AM)")

    assert found.date is not None
    assert found.updated is not None
    assert (found.date.value.iso, found.updated.value.iso) == ("2023-11-05", "2023-11-07")


@pytest.mark.parametrize(
    ("head", "source", "via"),
    [
        ("A headline of some words\n\nSource: Science and Technology Daily | 2023-11-06", "stdaily", []),
        ("A headline of some words\n\nBy Global Times Published: Nov 05, 2023 09:36 PM", "global-times", []),
        ("A headline of some words\n\nBy ZHONG NAN | China Daily | Updated: 2023-11-06", "china-daily", []),
        ("A headline of some words\n\n(Xinhua) 20:10, November 04, 2022", "xinhua", []),
        ("一个很长的标题在这里\n\n来源：人民网－人民日报 2023-11-06", "peoples-daily-online", []),
        ("A headline of some words\n\nSource: Muster Weekly | 2023-11-06", "muster-weekly", []),
        ("A headline of some words\n\nSource: Xinhua | China Daily | 2023-11-06", "xinhua", ["china-daily"]),
    ],
)
def test_outlet_by_its_imprint(head: str, source: str, via: list[str]) -> None:
    """An outlet is known by name, Chinese name, or place between bars; an unknown one gets an id of its own."""
    found = bibliography(head)

    assert found.source is not None
    assert (found.source.value.id, found.source.sureness) == (source, Sureness.PRINTED)
    assert [outlet.value.id for outlet in found.via] == via


def test_outlet_by_picture_credits() -> None:
    """Two pictures credited to one outlet make it an inference, one picture does not."""
    credit = "A hall of the expo on Monday. (People's Daily Online/Han Meimei)"
    other = "A choir of the hall on Monday. (People's Daily Online/Li Lei)"

    two = bibliography("A headline of some words", f"{BODY}\n\n{credit}\n\n{other}").source
    one = bibliography("A headline of some words", f"{BODY}\n\n{credit}").source

    assert two is not None
    assert (two.value.id, two.sureness) == ("peoples-daily-online", Sureness.INFERRED)
    assert one is None


def test_outlet_that_is_only_quoted() -> None:
    """An agency that a paragraph cites is not the publisher."""
    found = bibliography("A headline of some words", f"{BODY}\n\nThe halls are full, according to Xinhua News Agency.")

    assert found.source is None
    assert "nothing in the capture says who published it" in found.doubts


@pytest.mark.parametrize(
    ("head", "tail", "authors"),
    [
        ("A headline of some words\n\nBy LI Linxu\n\nSource: Xinhua | Author: Li Lin Xu", "", ("Li Linxu",)),
        ("A headline of some words\n\nBy Han Meimei and Li Lei in Shanghai", "", ("Han Meimei", "Li Lei")),
        ("A headline of some words", "Text reporters: Han Meimei, Li Lei\n\nVideo reporters: Wang "
"Fang", ("Han Meimei", "Li Lei")),
        ("A headline of some words\n\nBy Global Times staff reporters", "", None),
        ("A headline of some words\n\nEditor: huaxia", "", None),
    ],
)  # fmt: skip
def test_authors_as_printed(head: str, tail: str, authors: tuple[str, ...] | None) -> None:
    """Authors are who wrote: not editors, photographers or the outlet; one name has one spelling."""
    third = f"{SECOND[:-1]}, and sang again."
    found = bibliography(head, f"{BODY}\n\n{third}\n\n{third} Once more.", tail).authors

    assert (found.value if found else None) == authors


def test_title_without_a_headline() -> None:
    """A derived title is cut at its attribution, marked as inferred, and a doubt."""
    found = proposal(
        f" date 2023-11-07 Makers of kettles want a longer fair, officials said at the forum in Shanghai.\n\n{BODY}\n"
    )

    assert found.bibliography.title is not None
    assert found.bibliography.title.value == "Makers of kettles want a longer fair"
    assert found.bibliography.title.sureness is Sureness.INFERRED


def test_translation_as_the_page_tells_it() -> None:
    """A page that names the language of the article is a machine translation from it."""
    found = bibliography("A headline of some words", tail="The article is in Chinese").translated_from

    assert found is not None
    assert found.value == ("zh", "machine")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BODY, "en"),
        ("第六届进博会开幕，李林旭 reports for S&T Daily。", "zh"),
        ("第六屆進博會開幕，參展商來自各國。", "zh-Hant"),
        ("Le salon a ouvert ses portes dans la ville, et les visiteurs sont venus en foule par le fleuve.", "fr"),
        ("Die Messe ist eröffnet, und die Gäste kommen mit der Bahn in die Stadt und auf den Platz.", "de"),
        ("輸入博覧会が開幕しました。とてもにぎやかです。", "ja"),
        ("Ярмарка открылась в городе.", "ru"),
        ("12345", None),
    ],
)
def test_language_of_a_text(text: str, code: str | None) -> None:
    """The language is told by script and by frequent words, and left open where neither tells."""
    assert language_of(text) == code


def test_figures_with_measure_edition_and_words() -> None:
    """A figure has the words as printed, the measure that its signs name, and the edition of its sentence."""
    text = (
        " date 2023-11-16 A headline of some words\n\n"
        "The sixth CIIE ended with tentative deals worth US$78.41 billion, the organizers said on Friday.\n\n"
        "More than 3,400 companies from 128 countries and regions took part; the fifth CIIE had 2,800 exhibitors.\n\n"
        "In the first five CIIEs, about 2,000 new products were launched. Next year 4,000 exhibitors are expected.\n"
    )

    found = proposal(text).record_figures

    assert [(f.measure, str(f.value), f.edition.key if f.edition else None, f.words) for f in found] == [
        ("intended-deals", "78410000000.00", "6", "US$78.41 billion"),
        ("exhibitors", "3400", "6", "More than 3,400 companies"),
        ("exhibitor-origins", "128", "6", "128 countries and regions"),
        ("exhibitors", "2800", "5", "2,800 exhibitors"),
        ("cumulative-new-products", "2000", "1-5", "about 2,000 new products"),
        ("exhibitors", "4000", "7", "4,000 exhibitors"),
    ]
    assert [figure.status for figure in found[:2]] == [Status.FINAL, Status.FINAL]
    assert found[-1].status is Status.EXPECTED


def test_figures_of_companies_and_countries() -> None:
    """A figure of one company or country names it; the same words without one make none."""
    text = (
        " date 2023-11-06 A headline of some words\n\n"
        "SCHOTT Group has taken part in the CIIE for six consecutive years and invested more than 170 million euros in "
        "China. About 350 Japanese companies took part in the sixth CIIE.\n\n"
        "A small maker from the north has a booth of 30 square meters at the sixth CIIE, it said on Monday.\n"
    )

    found = {figure.measure: figure.of for figure in proposal(text).record_figures}

    assert found == {
        "consecutive-participations": Ref("organisations", "schott"),
        "investment-in-china": Ref("organisations", "schott"),
        "national-exhibitors": Ref("places", "jp"),
    }


def test_figure_is_of_the_name_before_it() -> None:
    """Of two names the one before the number is what it is of, also where the one behind stands a little closer."""
    text = (
        " date 2023-11-06 A headline of some words\n\n"
        "For the sixth CIIE Xylem, a maker of pumps, sends 40 exhibits, says Sanofi.\n\n"
        "The choir of the hall sang for all of them on the day of the opening.\n"
    )

    found = [(figure.measure, figure.of) for figure in proposal(text).record_figures]
    assert found == [("company-exhibits", Ref("organisations", "xylem"))]


def test_parts_and_second_counts_are_not_the_whole() -> None:
    """A count of a part is no count of the whole, and of two counts that differ the second is only reported."""
    text = (
        " date 2023-11-06 A headline of some words\n\n"
        "More than 280 Fortune 500 companies and industry leaders "
        "take part in the sixth CIIE, out of 3,400 exhibitors.\n\n"
        "Elsewhere the organizers of the sixth CIIE spoke of 3,100 exhibitors, which is another number.\n"
    )

    found = proposal(text)

    assert [(f.measure, f.words) for f in found.record_figures] == [("exhibitors", "3,400 exhibitors")]
    assert [(kept.words, other.words) for kept, other in found.clashes] == [("3,400 exhibitors", "3,100 exhibitors")]


def test_two_numbers_told_respectively() -> None:
    """Of two numbers told "respectively" each goes to the measure at its rank."""
    text = (
        " date 2023-11-06 A headline of some words\n\nAt the sixth "
        "CIIE it was said that goods and services worth over "
        "US$40 trillion and US$6 trillion respectively are expected in the years to come.\n"
    )

    assert [(figure.measure, int(figure.value) // 10**12) for figure in proposal(text).record_figures] == [
        ("goods-trade-forecast", 40),
        ("services-trade-forecast", 6),
    ]


def test_measures_have_signs_and_are_of_something() -> None:
    """The vocabulary's measures name what makes an import propose them; one at least is of each kind."""
    measures = vocabulary().measures.values()

    assert [measure.id for measure in measures if not measure.signs] == []
    assert {each for measure in measures for each in measure.of} == set(Of)


def test_events_leave_captions_and_furniture_alone() -> None:
    """Events come from dated sentences of paragraphs, each with the words that date it."""
    text = (
        " date 2023-11-08 A headline of some words\n\nXi sent a "
        "letter to the sixth CIIE on Nov. 5, and the choir sang.\n\n"
        "Photo taken on Nov. 4, 2023 shows the hall by the river.\n\n"
        f"{BODY}\n\n{SECOND}\n\nTop News\n\nA lighthouse was lit again on June 2.\n"
    )

    found = proposal(text).events

    assert [(f.event.date.iso, f.event.words, f.is_relative) for f in found] == [("2023-11-05", "on Nov. 5", True)]


def test_names_roles_and_countries() -> None:
    """Names of the vocabulary are listed with role and affiliation; countries it lacks are reported."""
    text = (
        " date 2023-11-08 A headline of some words\n\n"
        'Chinese President Xi Jinping spoke. "Fine," said Paul Hudson, CEO of Sanofi, beside a choir from Norway.\n\n'
        "Erika Muster, president of Muster Kettles, paid in U.S. dollars at the fair by the river in Shanghai.\n"
    )

    found = proposal(text).names

    assert [(m.id, m.role, m.of) for m, _ in found.people] == [
        ("xi-jinping", "President", Ref("places", "cn")),
        ("paul-hudson", "CEO", Ref("organisations", "sanofi")),
    ]
    assert [name for name, _ in found.organisations] == ["sanofi"]
    assert found.unknown_countries == (("no", "Norway"),)
    assert found.unknown_people == (("Erika Muster", "president of Muster Kettles"),)


def test_names_in_traditional_characters() -> None:
    """Names are found in traditional characters, which the vocabulary does not have."""
    found = proposal(
        "標題在這裡很長很長\n\n2023-11-08\n\n第六屆進博會在上海開幕，習近平主席致信，商務部表示歡迎，羅氏診斷參展。\n"
    ).names

    assert [mention.id for mention, _ in found.people] == ["xi-jinping"]
    assert {"ministry-of-commerce", "roche-diagnostics"} <= {name for name, _ in found.organisations}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("the US and U.S. dollars, US$5 and the United States", ["us", "us"]),
        ("Jordan Smith met Georgia Muster; Jordan and Georgia agreed", ["jo", "ge"]),
        ("来自巴西、沙特和阿联酋的参展商", ["br", "sa", "ae"]),
        ("Spanish ham, New Zealand milk and the East China Sea", ["es", "nz"]),
        ("nigeria and Nigeria, Niger", ["ng", "ne"]),
    ],
)
def test_countries_by_name_and_adjective(text: str, codes: list[str]) -> None:
    """Countries are found by name and adjective in both languages; money, seas and people's names are none."""
    assert [country.code for country in find_countries(text)] == codes


def test_entry_for_a_country() -> None:
    """The entry for a country that the vocabulary lacks can be pasted as it is."""
    assert country_entry("no") == {
        "id": "no", "name": "Norway", "demonyms": ["Norwegian", "Norwegians"], "zh": "挪威", "kind": "country",
    }  # fmt: skip


def test_topics_with_the_words_that_raised_them() -> None:
    """A topic is proposed with its signs and how often each stands."""
    text = (
        f" date 2023-11-08 A headline of some words\n\n{BODY} It "
        f"ended with tentative deals. The deals were tentative deals.\n"
    )

    found = {topic.id: topic.signs for topic in proposal(text).topics}

    assert found["deals"] == (("tentative deals", 2),)


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("http://m.stdaily.com/English/x.shtml", "stdaily.com"),
        ("https://www.english.news.cn/a", "cn"),
        ("http://en.people.cn/n3/2023/1108/c90000-20094631.html", "people.cn"),
        ("https://user@example.org:8080/a", "example.org"),
    ],
)
def test_site_of_an_address(address: str, site: str) -> None:
    """Mobile and English editions of a site are that site."""
    assert site_of(address).endswith(site)


def test_outlets_by_address_and_name() -> None:
    """An outlet is known by any address on its site, and by its names in any case."""
    finder = OutletFinder(vocabulary())

    found = [
        finder.by_address("http://en.people.cn/n3/2023/1108/c9.html"),
        finder.by_name("S&T DAILY"),
        finder.by_name("chinadaily.com.cn"),
        finder.in_words("Xinhua via Muster"),
        finder.by_name("Muster Daily"),
    ]

    assert [(o.id, o.is_listed) if o else None for o in found] == [
        ("peoples-daily-online", True),
        ("stdaily", True),
        ("china-daily", False),
        ("xinhua", True),
        None,
    ]


def facts(name: str, text: str, edition: int | None = 6) -> Facts:
    """The facts of a text of one passage."""
    span = EditionSpan(edition, edition) if edition else None
    return facts_of(name, [text], NameFinder(vocabulary()), span)


STORY = (
    "The choir of Muster Town sang for 154 guests, 3,411 makers, "
    "410,233 visitors and 367 cooks. Sanofi, SCHOTT, Xylem, "
    "Pfizer and Qualcomm gave them 131 kettles, 2,017 cups and 350 plates, and Illinois Institute of Technology a drum."
)
AGAIN = (
    "At the fair 410,233 people came, it is said, and 3,411 makers; of 154 guests and 367 cooks one hears as well. The "
    "gifts, 131 kettles, 2,017 cups and 350 plates, are from Pfizer, Xylem, Sanofi, Qualcomm and SCHOTT."
)
OTHER = (
    "Dow and Panasonic met 22 buyers and 90 sellers by the river, and 442 lamps were lit. Gilead, EY and L'Oréal came "
    "late, with 1,200 boxes for 78 schools, and took home 512 books, 65 chairs and 34 rugs."
)


def test_same_story_in_other_words() -> None:
    """A paraphrase shares the rare facts and is the same story; another text of the same edition is not."""
    shelf = Shelf([facts("story", STORY), facts("other", OTHER)])

    found = shelf.compare(facts("again", AGAIN))

    assert [(like.name, like.is_same_story) for like in found if like.is_same_story] == [("story", True)]
    assert len(found[0].shared) >= 8


def test_same_facts_of_another_edition() -> None:
    """Texts on different editions are never the same story."""
    assert Shelf([facts("story", STORY, 5)]).compare(facts("again", AGAIN, 6)) == ()


def test_figure_of_an_unlisted_edition_has_none() -> None:
    """An edition that the vocabulary lacks is left out of the record's figures."""
    text = (
        " date 2030-11-08 A headline of some words\n\nThe thirteenth "
        "day came. The 12th CIIE has 4,400 exhibitors in its halls.\n"
    )

    figures: tuple[Figure, ...] = proposal(text).record_figures

    assert [(figure.measure, figure.edition) for figure in figures] == [("exhibitors", None)]


def test_layout_of_no_lines() -> None:
    """A capture without lines has an empty layout."""
    assert lay_out(()).pieces == ()
