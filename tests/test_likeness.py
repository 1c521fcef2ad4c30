"""Records that look alike: copies, and texts that share rare facts."""

from __future__ import annotations

import pytest

from ciie.deriving.likeness import Facts, Shelf, StoryLikeness, facts_of, find_duplicates
from ciie.model.records import EditionSpan, Record
from ciie.reading.bodies import passages
from ciie.reading.library import read_library
from ciie.text.names import NameFinder
from support.import_samples import vocabulary
from support.project import FIVE
from support.samples import record
from test_broken import TODAY

WORDS = [f"word{number}" for number in range(400)]


def written(name: str, words: list[str]) -> Record:
    """A record whose body is `words`."""
    body = " ".join(words)
    return record(f"2023-11-16-shine-{name}", body=body, passages=passages(body, 9))


def test_copy_that_was_cut_is_like_its_original() -> None:
    """A copy with half of the text is named with the record it was taken from."""
    original, copy, other = written("a", WORDS), written("b", WORDS[:200]), written("c", WORDS[::-1])
    (found,) = find_duplicates([copy], [original, copy, other])

    assert (found.record, found.other) == (copy, original)
    assert found.share > 0.9


@pytest.mark.parametrize(("kept", "found"), [(220, True), (200, False)])
def test_share_that_makes_a_copy(kept: int, found: bool) -> None:
    """An amended copy is one where more than .35 of the sampled runs of words are its original's."""
    copy = [*WORDS[:kept], *(f"other{number}" for number in range(len(WORDS) - kept))]
    original, amended = written("a", WORDS), written("b", copy)

    assert bool(find_duplicates([amended], [original, amended])) is found


CHINESE = (
    "第六届进博会在上海开幕，来自一百二十八个国家和地区的企业参展。展馆里人山人海，水壶、灯具和水泵摆满了展台。"
    "采购商们从早走到晚，合唱团在屋檐下唱了一整天，直到江边的灯亮起来，客人们才慢慢散去。"
)
OTHER_CHINESE = (
    "第六届进博会在上海闭幕，主办方说，明年的展位已经订出一半。面包师们在三号馆烤了六天面包，香味一直飘到门外。"
    "最后一天，船从港口出发，把机器运回北方，车站里挤满了回家的人，谁也没有再提下雨的事。"
)
JAPANESE = (
    "輸入博が上海で開幕し、やかんやポンプのメーカーが川辺の会場に集まった。"
    "合唱団は屋根の下で一日中歌い、客は夜まで帰らなかった。"
)
OTHER_JAPANESE = (
    "輸入博が上海で閉幕し、主催者は来年の出展枠の半分が埋まったと述べた。"
    "パン職人は六日間パンを焼き、香りは外まで届いた。"
)
SHORT = "The makers of kettles sang in the hall by the river until the last of the lamps went out."
OTHER_SHORT = "The makers of pumps slept in the ship by the harbour until the first of the trains came in."


@pytest.mark.parametrize(
    ("text", "other"),
    [(CHINESE, OTHER_CHINESE), (JAPANESE, OTHER_JAPANESE), (SHORT, OTHER_SHORT)],
    ids=["zh", "ja", "en"],
)
def test_copy_in_few_words_or_without_blanks(text: str, other: str) -> None:
    """A copy is told in Chinese and Japanese and in eighteen words, once for the pair; another text is none."""
    original, copy, unlike = written("a", [text]), written("b", [text]), written("c", [other])

    found = find_duplicates([original, copy, unlike], [original, copy, unlike])

    assert [(each.record.id, each.other.id) for each in found] == [(original.id, copy.id)]


def test_other_texts_are_not_alike() -> None:
    """Records that share a phrase, and short ones that share their only fifteen words, are no copies."""
    left, right = written("a", [*WORDS[:20], *WORDS[100:200]]), written("b", [*WORDS[:20], *WORDS[200:300]])
    short, shorter = (written(name, WORDS[300:315]) for name in "cd")

    assert find_duplicates([right, shorter], [left, right, short, shorter]) == ()


def test_phrase_of_many_records_says_nothing() -> None:
    """What more than thirty records share is the subject's, and costs no time."""
    many = [written(f"r{number}", WORDS[:60]) for number in range(31)]

    assert find_duplicates(many[:1], many) == ()
    assert len(find_duplicates(many[:1], many[:30])) == 1


def test_digests_of_one_expo_are_not_alike() -> None:
    """No two digests of the five records look like one."""
    library = read_library(FIVE, "five", TODAY)

    assert find_duplicates(library.records, library.records) == ()


TEN_FACTS = frozenset(f"fact {number}" for number in range(10))


def story(name: str) -> Facts:
    """A text that states the ten facts of one story."""
    return Facts(name, TEN_FACTS, frozenset())


@pytest.mark.parametrize(("holders", "found"), [(1, 1), (50, 50), (51, 0)])
def test_facts_that_many_texts_have_lead_to_none(holders: int, found: int) -> None:
    """Texts are looked up by facts that at most fifty others have; what more of them have is walked by nobody."""
    shelf = Shelf(story(f"text {number}") for number in range(holders))

    assert len(shelf.compare(story("new"))) == found


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


@pytest.mark.parametrize(
    ("facts_shared", "runs", "number", "is_one"),
    [
        (0.76, 0.0, 8, True),
        (0.76, 0.0, 7, False),
        (0.61, 0.0, 40, False),
        (0.0, 0.44, 0, True),
        (0.0, 0.20, 0, False),
    ],
)
def test_share_that_makes_one_story(facts_shared: float, runs: float, number: int, is_one: bool) -> None:
    """The least alike of one story and the most alike of two that were measured among the first captures."""
    shared = tuple(f"fact {each}" for each in range(number))

    assert StoryLikeness("other", facts_shared, runs, shared).is_same_story is is_one


@pytest.mark.parametrize(("runs", "share"), [(7, 0.0), (8, 1.0)])
def test_few_runs_of_words_say_nothing(runs: int, share: float) -> None:
    """A text of a few lines has its runs by chance; they are a sample, one in eight."""
    text = Facts("new", TEN_FACTS, frozenset(range(runs)))

    assert Shelf([Facts("old", TEN_FACTS, frozenset(range(20)))]).compare(text)[0].runs == share
