"""Stems of English words as the search finds them, judged by Snowball's own algorithm for English."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from snowballstemmer.english_stemmer import EnglishStemmer

from support.node import Node
from support.project import FIVE

SNOWBALL = EnglishStemmer()
# The exceptions of the algorithm, and words on both sides of each of its conditions.
IRREGULAR = """
    a be by 's 'tis 'yes it's its' boss's bosses' women's x'' ab' abc's'
    skis skies sky idly gently ugly early only singly news howe atlas cosmos bias andes skiing newsy onlys
    arsenal arsenic communism communicate emergency emerging general generously interest international later lateral
    organ organise organization past pasted pastes paste pasta universal universe university
    passes possesses ties dies cries tied cried spied ied ies gas this gaps kiwis bus us focus ss glass
    feed freed agreed agreedly indeed exceed exceeds succeed proceed proceeded exceeding seed heed
    dying lying tying vying flying eyeing ying king sing string bring evening evenings inning canning outing herring
    earring shouting uninning beginning luxuriated trouble troubled sized conflated
    hopping hoping hopped hoped tanned falling hissing fizzed failing filing fitting adding added egging egged off
    offing erring odd odds inning ebbing ebbed bed bedding shed red sped stated baying
    happy cry by say enjoy yes youth boyish syzygy ayyyo sayyed yyy flyby dry
    relational conditional rational valenci hesitanci digitizer conformabli radicalli differentli vileli analogousli
    vietnamization predication operator feudalism decisiveness hopefulness callousness formaliti sensitiviti
    sensibiliti apologist archaeologist geologist analogist apologi logi bogi fearlessly lessly likely ugli only
    wholly sadly boldly barely apply reply possibly probably
    triplicate formative formalize electriciti electrical hopeful goodness native sensational national negative
    revival allowance inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent
    adoption decision homologou communism activate angulariti homologous effective bowdlerize million onion lion
    probate rate cease controll roll fell enroll skill all parallel these the eve ease bee tree past pastee
    opening opened opens open opener exhibition exhibitions exhibitor exhibited pharmaceutical pharmaceuticals
    countries country companies company signing signed agreements agreement
"""
STEMS = """
    a an hop hopp open sign trad exhib exhibit commun gener arsen emerg inter later organ past univers digit nation
    countr agr succ exc proc fe y ly dy fly say play bab bobb ebb add off egg fil fill fall stat bl troubl siz analog
    geolog apolog relat condit sens formal electr hope good sad vil cease defin activ depend decis miss mult quay
    inn out herr even cann earr innov invest cooper import expo day year bus gas ski new
"""
SUFFIXES = """
    e s es ed ied ies ing ingly edly eed eedly ly y ys ies' 's 's' ' er ers est or ors ee ion ions tion tional ational
    ation ations ization izations isation izer ize izes izing ise ator ators ate ates ated ating al ally alism alist
    aliti ality alize ic ical ically icate iciti icity ive ively iveness ivity iviti ative ous ously ousness ful fully
    fulness less lessly lessness ness nesses able ably ability abilities abli ible ibly ibility bli biliti ment ments
    ement ent ently entli ence enci ency ance anci ancy ant antly ism isms ist ogi ogist ogists ogy li lli l ll le ss
    us ying yed iti ity at iz bb dd nn tt
"""
MADE_UP = st.builds(
    "".join,
    st.tuples(
        st.text("abcdefghijklmnopqrstuvwxyz'", max_size=6),
        st.sampled_from([*STEMS.split(), ""]),
        st.sampled_from([*SUFFIXES.split(), ""]),
        st.sampled_from(SUFFIXES.split()),
    ),
)


def stems(node: Node, words: list[str]) -> dict[str, str]:
    """The stem of each word as the search's module gives it."""
    found = node.evaluate("async words => words.map((await import('./text.js')).stem)", words)
    return dict(zip(words, found, strict=True))


def test_words_of_the_articles_have_the_stems_of_snowball(node: Node) -> None:
    """No word of a record or of the vocabulary differs."""
    files = [*FIVE.rglob("*.md"), *FIVE.rglob("*.yml")]
    texts = [path.read_text(encoding="utf-8").lower().replace("’", "'") for path in files]
    words = sorted({word for text in texts for word in re.findall(r"[a-z']+", text)})

    assert len(words) > 1000
    assert stems(node, words) == {word: SNOWBALL.stemWord(word) for word in words}


def test_irregular_words_have_the_stems_of_snowball(node: Node) -> None:
    """Exceptions and the words around each condition do not differ."""
    words = IRREGULAR.split()

    assert stems(node, words) == {word: SNOWBALL.stemWord(word) for word in words}


def test_every_suffix_on_every_stem_goes_as_in_snowball(node: Node) -> None:
    """No suffix of the algorithm's tables is treated otherwise, whatever stands before it."""
    words = [stem + suffix for stem in STEMS.split() for suffix in SUFFIXES.split()]

    assert len(words) > 5000
    assert stems(node, words) == {word: SNOWBALL.stemWord(word) for word in words}


@given(st.lists(MADE_UP, min_size=40, max_size=40))
@settings(max_examples=100)
def test_made_up_words_have_the_stems_of_snowball(node: Node, words: list[str]) -> None:
    """Nor does any row of letters and apostrophes differ, with up to two suffixes behind it."""
    assert stems(node, words) == {word: SNOWBALL.stemWord(word) for word in words}


@pytest.mark.parametrize(
    "word", ["", "é", "cafés", "naïvely", "78.41", "2010s", "covid-19s", "进博会", "Opening", "__proto__", "rings\n"]
)
def test_other_than_small_english_letters_is_left_as_it_is(node: Node, word: str) -> None:
    """A digit, an accent, a capital or a sign in a word: it is no English word in lower case."""
    assert stems(node, [word]) == {word: word}


@pytest.mark.parametrize("word", ["constructor", "valueof", "tostring"])
def test_names_that_javascript_knows_are_words_like_others(node: Node, word: str) -> None:
    """No word of a reader reaches what every object of JavaScript has."""
    assert stems(node, [word]) == {word: SNOWBALL.stemWord(word)}


def test_forms_of_a_word_have_one_stem(node: Node) -> None:
    """What the search needs it for."""
    assert set(stems(node, ["open", "opens", "opened", "opening", "openings", "open's"]).values()) == {"open"}
    assert set(stems(node, ["company", "companies", "companies'"]).values()) == {"compani"}
