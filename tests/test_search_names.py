"""Every name that the vocabulary has leads to its page, however it is spelt there."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Browser

from ciie.deriving.derivation import derive
from ciie.model.values import Ref
from ciie.pipeline import read_collection
from ciie.search.site_pages import url_of
from ciie.views.addresses import place_of
from ciie.views.rows import placed
from support.browsing import Visit
from support.project import FIVE

pytestmark = [pytest.mark.site, pytest.mark.browser]
_FIRST_PAGES = """async ([root, names]) => {
    const {search} = await import(`${root}/assets/search/engine.js`);
    const {pageCards} = await import(`${root}/assets/search/files.js`);
    const first = async name => (await pageCards((await search(name)).pages.slice(0, 3))).map(card => card.url);
    const found = [];
    for (const name of names) found.push(await first(name));
    return found;
}"""


def test_every_name_leads_to_its_page(browser: Browser, address: str) -> None:
    """Each name, alias, Chinese name and demonym finds the page of its entry among the first three."""
    knowledge = placed(derive(read_collection(FIVE, dt.date(2100, 1, 1))))
    names = [
        (name, url_of(place_of(knowledge.vocabulary, Ref(kind, term.id))))
        for kind, terms in knowledge.vocabulary.kinds()
        for term in terms.values()
        if kind != "measures" or term.id in knowledge.claims
        for name in (*term.names, *getattr(term, "demonyms", ()))
    ]
    visit = Visit(browser, address)
    found = visit.open("/about/").evaluate(_FIRST_PAGES, [address, [name for name, _ in names]])
    visit.close()

    assert [(name, url) for (name, url), first in zip(names, found, strict=True) if url not in first] == []
    assert len(names) > 400
