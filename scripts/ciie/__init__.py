"""The CIIE knowledge base: records of press coverage in, a searchable site out.

Read `pipeline` first: it shows the stages in order. The folders are the stages:

* `words`: the words of the design as values, and text as Markdown
* `reading`: files of articles/ to a library, with every fault as a problem
* `deriving`: a library to the knowledge in it
* `importing`: raw captures to draft records
* `rendering`: knowledge to pages, and pages to files
* `editing`: what helps an editor and a reviewer

A module imports only from modules in rows above its own; `tests/test_repository.py` enforces it.
"""

LAYERS: tuple[tuple[str, ...], ...] = (
    ("words.errors", "words.rules", "words.dates", "words.numerals", "words.markdown", "words.shapes"),
    ("words.model", "words.terms", "words.problems", "rendering.publish"),
    ("reading.intake", "reading.nodes", "words.places"),
    ("reading.bodies",),
    ("reading.frontmatter", "reading.keys"),
    ("reading.schema",),
    ("reading.vocabulary",),
    ("reading.names", "reading.record_items", "reading.date_words"),
    ("reading.record_schema",),
    ("reading.evidence", "reading.stated_dates"),
    ("reading.records",),
    ("reading.library",),
    ("deriving.claims", "deriving.comparing", "deriving.clocks"),
    (
        "importing.counted_things",
        "importing.country_names",
        "importing.decodings",
        "importing.findings",
        "importing.languages",
        "importing.likeness",
        "words.line_texts",
        "importing.lines",
        "importing.number_words",
        "importing.outlet_names",
        "importing.patterns",
        "words.prose",
        "importing.qualifiers",
        "words.sentences",
        "importing.stamps",
        "importing.topic_proposals",
    ),
    (
        "importing.datelines",
        "importing.edition_words",
        "importing.imprints",
        "importing.name_proposals",
        "importing.non_figures",
        "importing.page_heads",
        "importing.pdf_lines",
    ),
    (
        "importing.event_proposals",
        "importing.html_lines",
        "importing.mendings",
        "importing.pieces",
        "importing.quantities",
    ),
    ("importing.captures", "importing.layout_desks", "importing.measure_signs"),
    (
        "importing.article_parts",
        "importing.authors",
        "importing.figure_subjects",
        "importing.heads",
        "importing.publication_dates",
        "importing.publishers",
        "importing.tails",
        "importing.titles",
    ),
    ("importing.bibliography", "importing.figure_proposals", "importing.layouts"),
    ("importing.proposals",),
    ("importing.doubts",),
    ("importing.drafts",),
    ("importing.imports",),
    ("deriving.verdicts", "deriving.sayings", "deriving.stories", "deriving.neighbours"),
    ("deriving.cells",),
    ("deriving.ledger",),
    ("deriving.knowledge",),
    ("rendering.parts",),
    (
        "rendering.drawings",
        "rendering.calendars",
        "rendering.splits",
        "rendering.figure_words",
        "rendering.timeline_lines",
    ),
    ("rendering.charts", "rendering.figure_tables", "rendering.timeline_pictures"),
    ("rendering.entry_indexes", "rendering.directory_sections"),
    (
        "rendering.figure_pages",
        "rendering.timeline_pages",
        "rendering.clock_pages",
        "rendering.topic_timelines",
        "rendering.promise_pages",
    ),
    ("rendering.story_pages", "rendering.coverage_pages"),
    ("rendering.article_pages", "rendering.entry_pages", "rendering.home_page", "rendering.moved_pages"),
    ("rendering.pages",),
    (
        "editing.rules_page",
        "editing.template",
        "editing.json_schema",
        "editing.fixes",
        "editing.duplicates",
        "editing.revisions",
    ),
    ("reading.report", "editing.changes", "editing.record_files"),
    ("importing.import_report",),
    ("editing.change_report", "pipeline"),
    ("mkdocs_page",),
    ("site",),
    ("arguments",),
    ("cli",),
    ("__main__",),
)
