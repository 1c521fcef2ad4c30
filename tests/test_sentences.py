"""Where sentences end."""

from __future__ import annotations

from ciie.text.passages import find_sentences


def test_sentences_end_at_full_stops_only() -> None:
    """Abbreviations, initials and decimals end no sentence; quotation marks belong to theirs."""
    text = 'Mr. A. Muster of Co. Ltd. paid 2.5 billion. "It is late," he said. 他说：“好。”就走了。真的！'

    assert [sentence.text for sentence in find_sentences(text)] == [
        "Mr. A. Muster of Co. Ltd. paid 2.5 billion.",
        '"It is late," he said.',
        "他说：“好。”",
        "就走了。",
        "真的！",
    ]
