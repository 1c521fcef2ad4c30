"""The CIIE knowledge base: records of press coverage in, a searchable site out.

Read `pipeline` first: it shows the stages in order. A module imports only from modules in rows
above its own; `tests/test_repository.py` enforces it.
"""

LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "rules", "dates", "numerals", "markdown", "shapes"),
    ("model", "terms", "problems", "publish"),
    ("intake", "nodes", "places"),
    ("bodies",),
    ("frontmatter", "keys"),
    ("schema",),
    ("vocabulary",),
    ("names", "record_items", "date_words"),
    ("record_schema",),
    ("evidence", "stated_dates"),
    ("records",),
    ("library",),
    ("claims", "comparing", "clocks"),
    ("verdicts", "sayings", "stories", "neighbours"),
    ("cells",),
    ("ledger",),
    ("knowledge",),
    ("parts",),
    ("drawings", "calendars", "splits", "figure_words", "timeline_lines"),
    ("charts", "figure_tables", "timeline_pictures"),
    ("entry_indexes", "directory_sections"),
    ("figure_pages", "timeline_pages", "clock_pages", "topic_timelines", "promise_pages"),
    ("story_pages", "coverage_pages"),
    ("article_pages", "entry_pages", "home_page", "moved_pages"),
    ("pages",),
    ("rules_page", "template", "json_schema", "fixes", "duplicates", "revisions"),
    ("report", "changes", "record_files"),
    ("change_report", "pipeline"),
    ("mkdocs_page",),
    ("site",),
    ("arguments",),
    ("cli",),
    ("__main__",),
)
