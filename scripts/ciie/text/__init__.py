"""Numbers, dates, names and sentences in texts, and text as Markdown."""
