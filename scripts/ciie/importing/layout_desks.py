"""The lines of one capture while it is decided what each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ciie.importing.captures import Hint, Imprint, Part, Piece, SourceLine
from ciie.importing.imprints import parse_imprint
from ciie.importing.lines import deduplicate_caption, weight
from ciie.importing.patterns import Does, Where, find_pattern
from ciie.importing.stamps import find_stamps

# A paragraph may end with a bracket as captions do; captions of the first captures have at most 60 words.
LONGEST_CAPTION = 95


class Desk:
    """What has been decided so far.

    Attributes:
        lines: The lines of the capture.
        titles: Headlines that the page's head gives, best first.
        found: The pieces decided on, by the index of their line.
        imprints: What imprint lines say, with the number of their line.
        start: The index of the article's first line.
        end: The index after its last one.
        title: The headline, once it is found.
        captions: The captions met so far.
    """

    def __init__(self, lines: list[SourceLine], titles: Sequence[str]) -> None:
        """Begins with nothing decided."""
        self.lines = lines
        self.titles = [title for title in titles if title]
        self.found: dict[int, Piece] = {}
        self.imprints: list[tuple[int, Imprint]] = []
        self.start = 0
        self.end = len(lines)
        self.title: str | None = None
        self.captions: set[str] = set()

    def put(self, index: int, part: Part, rule: str, text: str | None = None, level: int = 2) -> None:
        """Decides what the line at `index` is."""
        line = self.lines[index]
        self.found[index] = Piece(part, line.text if text is None else text, line.number, rule, level)

    def pieces(self) -> Iterable[Piece]:
        """The pieces in the order of the lines; what no rule decided is a paragraph."""
        return (
            self.found.get(index) or Piece(Part.PARAGRAPH, line.text, line.number)
            for index, line in enumerate(self.lines)
        )

    def is_caption(self, index: int) -> bool:
        """True of a line that the page or a pattern calls the caption of a picture."""
        line = self.lines[index]
        if line.hint is Hint.CAPTION:
            return True
        known = find_pattern(line.text, Where.BODY, (Does.CAPTION,))
        return known is not None and weight(line.text) <= LONGEST_CAPTION

    def put_caption(self, index: int) -> None:
        """Puts the line down as a caption; one that stood before is cut."""
        text = deduplicate_caption(self.lines[index].text)
        if text in self.captions:
            self.put(index, Part.CUT, "caption again", text)
        else:
            self.put(index, Part.CAPTION, "picture caption", text)
        self.captions.add(text)

    def put_imprint(self, index: int) -> bool:
        """Puts the line down as an imprint where it is one, and says whether it is."""
        imprint = parse_imprint(self.lines[index].text)
        if imprint is None:
            return False
        self.imprints.append((self.lines[index].number, imprint))
        self.put(index, Part.IMPRINT, "imprint line")
        return True

    def put_credit(self, index: int) -> bool:
        """Puts the line down as a credit where it is one, and says whether it is."""
        known = find_pattern(self.lines[index].text, Where.TAIL, (Does.CREDIT,))
        if known is not None:
            self.put(index, Part.CREDIT, known[0].name)
        return known is not None

    def put_furniture(self, index: int, where: Where) -> bool:
        """Cuts the line where a pattern for lines in `where` knows it, and says whether one does."""
        text = self.lines[index].text
        known = find_pattern(text, where, (Does.CUT, Does.CREDIT))
        if known is None and where is Where.HEAD:
            known = find_pattern(text, Where.BODY, (Does.CUT,))
        if known is None:
            return False
        self.put(index, Part.CREDIT if known[0].does is Does.CREDIT else Part.CUT, known[0].name)
        stamps = tuple(stamp.date for stamp in find_stamps(text)) if where is Where.HEAD else ()
        if stamps:
            self.imprints.append((self.lines[index].number, Imprint(published=stamps)))
        return True
