"""The lines of a capture to a layout: what is headline, imprint, paragraph, caption, subhead, and what is cut.

Every line ends up in exactly one piece, and a piece that is cut names the rule that cut it: nothing is lost.
General rules come first; patterns of pages are data (layout_patterns.yml).
"""

from __future__ import annotations

from collections.abc import Sequence

from ciie.importing.article_parts import find_body
from ciie.importing.captures import Layout, SourceLine
from ciie.importing.heads import find_head
from ciie.importing.layout_desks import Desk
from ciie.importing.mendings import mend, split_headline, split_token
from ciie.importing.tails import find_tail


def lay_out(lines: Sequence[SourceLine], titles: Sequence[str] = ()) -> Layout:
    """The layout of `lines`; `titles` are headlines that a page's head gives, best first."""
    mended, notes = mend(lines)
    desk = Desk(split_headline(split_token(mended)), titles)
    find_head(desk)
    find_tail(desk)
    find_body(desk)
    return Layout(tuple(desk.pieces()), tuple(desk.imprints), notes)
