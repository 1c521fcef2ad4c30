"""Typing errors as the search counts and mends them; RapidFuzz judges the counts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from support.node import Node

# Words of articles about the expo, and words beside them that a bad order would prefer: [word, records that have it].
LEXICON: list[list[str | int]] = [
    ["attended", 4], ["attendees", 3], ["biotechnology", 2], ["brazil", 1], ["brazilian", 1], ["business", 5],
    ["cars", 1], ["china", 5], ["chinese", 5], ["ciie", 5], ["commerce", 5], ["companies", 5], ["company", 4],
    ["cooperation", 5], ["corporation", 2], ["countries", 5], ["covid19", 1], ["cure", 1], ["deals", 3],
    ["economic", 5], ["economy", 4], ["exhibited", 3], ["exhibition", 5], ["exhibitions", 2], ["exhibitor", 1],
    ["exhibitors", 5], ["expo", 5], ["exports", 2], ["figures", 2], ["form", 4], ["from", 5], ["gilead", 1],
    ["hall", 2], ["honduras", 1], ["honma", 1], ["homma", 1], ["import", 5], ["imports", 3], ["international", 5],
    ["intended", 3], ["lingang", 1], ["national", 4], ["nationals", 1], ["nicaragua", 1], ["novartis", 1],
    ["opening", 5], ["openings", 1], ["pfizer", 1], ["pharmaceutical", 2], ["pharmaceuticals", 1], ["premier", 3],
    ["promise", 1], ["promises", 1], ["q3", 1], ["qualcomm", 1], ["sanofi", 1], ["serbia", 1], ["shanghai", 5],
    ["siberia", 1], ["state", 4], ["tariff", 1], ["trade", 5], ["trader", 1], ["traders", 2], ["traffic", 2],
    ["type2", 1], ["type3", 2], ["world", 5], ["进口博览会", 5], ["進口博覽會", 1], ["78.41", 3], ["3486", 2],
    ["3,486", 2], ["2023", 5], ["2024", 1],
]  # fmt: skip
FEW_LETTERS = st.text("abcd", max_size=8)
WORDS = st.text("abceinr", min_size=1, max_size=9)


def distances(node: Node, pairs: list[tuple[str, str, int]]) -> Any:
    """The distance of each pair of texts, up to its bound."""
    return node.evaluate(
        "async pairs => { const { distance } = await import('./spelling.js'); return pairs.map(p => distance(...p)); }",
        pairs,
    )


def nearest(node: Node, word: str, lexicon: Any = LEXICON, **options: int) -> Any:
    """What `word` may stand for, the likeliest first, each with its weight and its number of errors."""
    return node.evaluate("async asked => (await import('./spelling.js')).nearest(...asked)", [word, lexicon, options])


def words(found: Any) -> list[str]:
    """The words alone."""
    return [candidate["word"] for candidate in found]


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("expo", "expo", 0),
        ("expo", "expos", 1),
        ("expo", "exo", 1),
        ("expo", "ecpo", 1),
        ("expo", "xepo", 1),
        ("expo", "exop", 1),
        ("expo", "xeop", 2),
        ("ca", "abc", 3),
        ("shanghai", "shanghia", 1),
        ("博览会", "博会览", 1),
        ("abcd", "wxyz", 4),
    ],
)
def test_distance_counts_each_kind_of_error_once(node: Node, one: str, other: str, errors: int) -> None:
    """Letters too many, too few, wrong, and swapped; no letter is part of two errors; the order of texts is nothing."""
    assert distances(node, [(one, other, 4), (other, one, 4)]) == [errors, errors]


@pytest.mark.parametrize(("most", "given"), [(0, 1), (1, 2), (2, 2), (3, 2)])
def test_distance_above_the_bound_is_one_more_than_it(node: Node, most: int, given: int) -> None:
    """Two errors are two within a bound of two and more, and `most` + 1 below."""
    assert distances(node, [("shanghai", "hsanghia", most)]) == [given]


@given(st.lists(st.tuples(FEW_LETTERS, FEW_LETTERS, st.integers(0, 4)), min_size=30, max_size=30))
@settings(max_examples=60)
def test_distance_is_that_of_rapidfuzz(node: Node, pairs: list[tuple[str, str, int]]) -> None:
    """Of any two texts, and with any bound."""
    assert distances(node, pairs) == [OSA.distance(one, other, score_cutoff=most) for one, other, most in pairs]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shanghia", "shanghai"),
        ("hsanghai", "shanghai"),
        ("shangai", "shanghai"),
        ("shanhgai", "shanghai"),
        ("qualcom", "qualcomm"),
        ("phamaceutical", "pharmaceutical"),
        ("pharmacuetical", "pharmaceutical"),
        ("farmaceutical", "pharmaceutical"),
        ("exibition", "exhibition"),
        ("exhibtion", "exhibition"),
        ("exhibitionn", "exhibition"),
        ("internatoinal", "international"),
        ("internacional", "international"),
        ("econmy", "economy"),
        ("bussiness", "business"),
        ("buisness", "business"),
        ("cooporation", "cooperation"),
        ("comapnies", "companies"),
        ("tarrif", "tariff"),
        ("serbai", "serbia"),
        ("nicaragua", "nicaragua"),
        ("nicuragua", "nicaragua"),
        ("giliad", "gilead"),
        ("phizer", "pfizer"),
        ("novartus", "novartis"),
        ("imprt", "import"),
        ("cihna", "china"),
        ("epxo", "expo"),
        ("ciee", "ciie"),
        ("covid18", None),
        ("covdi19", "covid19"),
    ],
)
def test_word_with_typing_errors_leads_to_the_word_that_was_meant(node: Node, typed: str, meant: str | None) -> None:
    """The first candidate is the word; a wrong number leads nowhere."""
    assert next(iter(words(nearest(node, typed))), None) == meant


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("exo", []),
        ("exop", ["expo"]),
        ("xeop", []),
        ("tarde", ["trade"]),
        ("tarfe", []),
        ("wolrds", ["world"]),
        ("xyzzyxyzzy", []),
    ],
)
def test_longer_words_may_have_more_errors(node: Node, typed: str, found: list[str]) -> None:
    """None in three letters, one in four and five, two in six and more."""
    assert words(nearest(node, typed)) == found


@pytest.mark.parametrize(
    "typed",
    [
        "2022", "78.42", "7841", "3487", "3846", "20223", "type4", "type22", "covid-20", "covid91", "10bn", "100m",
        "口进博览会", "进口博览", "進口博览会", "ciie进", "", "-", "'", "....", "<img>", "__proto__", "🙂🙂🙂🙂🙂",
    ],
)  # fmt: skip
def test_numbers_and_chinese_words_are_never_mended(node: Node, typed: str) -> None:
    """A wrong number is another number, a wrong character another word, and what has no word beside it has none."""
    assert nearest(node, typed, [*LEXICON, ["100k", 1], ["10b", 1], ["ciie进博", 1]]) == []


def test_candidate_has_no_number_and_no_chinese_that_was_not_typed(node: Node) -> None:
    """A word of letters leads to words of letters alone."""
    assert words(nearest(node, "covidd", [["covid1", 9], ["covid进", 9], ["covid", 1]])) == ["covid"]


@pytest.mark.parametrize(
    ("typed", "lexicon", "found"),
    [
        ("agreeement19", ["agreement19"], ["agreement19"]),
        ("agreemmennt19", ["agreement19"], []),
        ("eur78.41bnn", ["eur78.41bn"], ["eur78.41bn"]),
        ("eur78.41bn", ["eur7841bn", "eur7.841bn", "eur78.4bn"], []),
        ("usd1,000bn", ["usd1.000bn", "usd1000bn"], []),
    ],
)
def test_word_with_a_number_may_have_one_error_beside_it(
    node: Node, typed: str, lexicon: list[str], found: list[str]
) -> None:
    """A letter may be wrong, the number with its signs may not."""
    assert words(nearest(node, typed, [[word, 1] for word in lexicon])) == found


def test_answer_says_weight_and_errors(node: Node) -> None:
    """What the search decides by is in each candidate."""
    assert nearest(node, "shanghia") == [{"word": "shanghai", "weight": 5, "name": 0, "errors": 1}]


@pytest.mark.parametrize(
    ("typed", "lexicon", "order"),
    [
        pytest.param("stands", [["strands", 9], ["stnads", 1], ["stadns", 9], ["sand", 9]],
                     ["stadns", "stnads", "strands", "sand"], id="fewer errors before all else"),
        pytest.param("rader", [["trader", 9], ["rider", 1]], ["rider", "trader"], id="then the first letter"),
        pytest.param("hommas", [["homma", 9], ["hommass", 1]], ["hommass", "homma"], id="then a doubled letter"),
        pytest.param("tarif", [["tarin", 9], ["tariff", 1]], ["tariff", "tarin"], id="then a letter not doubled"),
        pytest.param("form", [["fork", 9], ["from", 1]], ["from", "fork"], id="then swapped letters"),
        pytest.param("honxa", [["honma", 1], ["honda", 2]], ["honda", "honma"], id="then the weight"),
        pytest.param("honxa", [["honma", 2], ["honda", 2]], ["honma", "honda"], id="then the lexicon's order"),
    ],
)  # fmt: skip
def test_likelier_candidates_come_first(node: Node, typed: str, lexicon: Any, order: list[str]) -> None:
    """Each of the marks of a likely candidate counts only where those before it are alike."""
    assert words(nearest(node, typed, lexicon)) == order


@pytest.mark.parametrize(
    ("word", "other", "name", "is_meant"),
    [
        ("wine", "line", 0, False),
        ("benim", "benin", 2, True),
        ("benim", "benin", 1, False),
        ("tarif", "tariff", 0, True),
        ("hydrpgen", "hydrogen", 0, True),
        ("hudsen", "hudson", 1, True),
        ("merkel", "market", 0, False),
        ("pansonik", "panasonic", 2, True),
        ("pharmuceuticol", "pharmaceutical", 0, True),
    ],
)
def test_candidate_is_meant_where_that_is_likelier_than_chance(
    node: Node, word: str, other: str, name: int, is_meant: bool
) -> None:
    """A short word by a common slip only, a name by any error, two errors in long words and names."""
    asked = [word, {"word": other, "name": name, "errors": OSA.distance(word, other)}]

    assert node.evaluate("async asked => (await import('./spelling.js')).isMeant(...asked)", asked) is is_meant


def test_five_candidates_at_most(node: Node) -> None:
    """The five likeliest are given."""
    lexicon = [[f"expo{letter}", weight] for weight, letter in enumerate("abcdefg")]

    assert words(nearest(node, "expo", lexicon)) == ["expog", "expof", "expoe", "expod", "expoc"]


def test_most_lowers_the_errors_allowed(node: Node) -> None:
    """With a bound of one, two errors find nothing; a bound of three allows no more than the length does."""
    assert words(nearest(node, "hsanghia")) == ["shanghai"]
    assert nearest(node, "hsanghia", most=1) == []
    assert nearest(node, "hsnaghia", most=3) == []
    assert nearest(node, "shanghai", most=0) == []


@given(WORDS, st.lists(st.tuples(WORDS, st.integers(0, 9)), max_size=40))
@settings(max_examples=150)
def test_no_candidate_is_farther_and_none_is_missing(node: Node, word: str, lexicon: list[tuple[str, int]]) -> None:
    """Of any word and any lexicon: all within the bound, none beyond it, and the nearest before the others."""
    bound = (-1, -1, -1, -1, 1, 1, 2, 2, 2, 2)[len(word)]
    errors = sorted(OSA.distance(word, other) for other, _ in lexicon)

    assert [found["errors"] for found in nearest(node, word, lexicon)] == [n for n in errors if n <= bound][:5]
