"""References to entries of the vocabulary: a list and an id in it, so that nothing looks an id up in several lists."""

from __future__ import annotations

from typing import NamedTuple


class Ref(NamedTuple):
    """A reference to an entry of the vocabulary.

    Attributes:
        kind: The list that has the entry, named as its file: "places".
        id: The entry's id in that list.
    """

    kind: str
    id: str
