"""The CIIE knowledge base: records of press coverage in, a searchable site out.

Read `pipeline` first: it shows the stages in order. The folders are the stages:

* `words`: the words of the design as values, and text as Markdown
* `reading`: files of articles/ to a library, with every fault as a problem
* `deriving`: a library to the knowledge in it
* `importing`: raw captures to draft records
* `rendering`: knowledge to pages, and pages to files
* `indexing`: knowledge to the search index
* `editing`: what helps an editor and a reviewer

A module imports only from modules in rows above its own; `tests/test_repository.py` enforces it.
"""

LAYERS: tuple[tuple[str, ...], ...] = (
    ("words.errors", "words.rules", "words.dates", "words.numerals", "words.markdown", "words.shapes", "pages.markup"),
    ("words.references",),
    ("words.model", "words.terms", "words.problems", "rendering.publish"),
    ("reading.intake", "reading.nodes", "reading.folders", "words.places"),
    ("reading.bodies",),
    (
        "reading.frontmatter",
        "reading.keys",
    ),
    ("reading.schema",),
    ("reading.entry_keys",),
    ("reading.vocabulary",),
    (
        "reading.names",
        "reading.record_items",
        "reading.date_words",
    ),
    (
        "reading.record_schema",
        "reading.wordings",
    ),
    (
        "reading.evidence",
        "reading.measured",
        "reading.stated_dates",
        "reading.stated_figures",
    ),
    ("reading.records",),
    ("reading.library",),
    (
        "deriving.claims",
        "deriving.comparing",
        "deriving.clocks",
        "deriving.duplicates",
    ),
    (
        "importing.captures",
        "importing.counted_things",
        "importing.country_names",
        "importing.decoding",
        "importing.languages",
        "importing.likeness",
        "importing.number_words",
        "importing.outlet_names",
        "importing.patterns",
        "importing.qualifiers",
        "importing.stamps",
        "importing.topic_proposals",
        "words.prose",
        "words.sentences",
    ),
    (
        "importing.datelines",
        "importing.edition_words",
        "importing.imprints",
        "importing.lines",
        "importing.name_proposals",
        "importing.non_figures",
    ),
    (
        "importing.authors",
        "importing.event_proposals",
        "importing.html_pages",
        "importing.layout_desks",
        "importing.mendings",
        "importing.publication_dates",
        "importing.publishers",
        "importing.quantities",
        "importing.titles",
    ),
    (
        "importing.article_parts",
        "importing.bibliography",
        "importing.capture_files",
        "importing.heads",
        "importing.measure_signs",
        "importing.tails",
    ),
    (
        "importing.figure_subjects",
        "importing.layouts",
    ),
    ("importing.figure_proposals",),
    ("importing.proposals",),
    ("importing.doubts",),
    ("importing.drafts",),
    ("importing.imports",),
    (
        "deriving.sayings",
        "deriving.stories",
        "deriving.neighbours",
    ),
    ("deriving.voices",),
    ("deriving.verdicts", "deriving.event_words"),
    ("deriving.occurrences",),
    ("deriving.cells",),
    ("deriving.ledger",),
    ("deriving.knowledge",),
    ("rendering.attribution",),
    (
        "rendering.parts",
        "rendering.digests",
    ),
    (
        "rendering.drawings",
        "rendering.calendars",
        "rendering.splits",
        "rendering.figure_words",
        "rendering.timeline_lines",
    ),
    (
        "rendering.charts",
        "rendering.figure_tables",
        "rendering.timeline_pictures",
    ),
    (
        "rendering.entry_indexes",
        "rendering.directory_sections",
    ),
    (
        "rendering.figure_pages",
        "rendering.timeline_pages",
        "rendering.clock_pages",
        "rendering.topic_timelines",
        "rendering.promise_pages",
    ),
    (
        "rendering.story_pages",
        "rendering.coverage_pages",
    ),
    (
        "rendering.article_pages",
        "rendering.entry_pages",
        "rendering.home_page",
        "rendering.moved_pages",
    ),
    ("rendering.pages",),
    (
        "indexing.tokens",
        "indexing.shards",
        "indexing.figure_notations",
    ),
    ("indexing.site_pages",),
    (
        "indexing.documents",
        "indexing.cards",
        "indexing.facets",
    ),
    ("indexing.postings",),
    ("indexing.mentions",),
    ("indexing.search_index",),
    (
        "editing.rules_page",
        "editing.template",
        "editing.json_schema",
        "editing.fixes",
        "editing.revisions",
    ),
    (
        "reading.report",
        "editing.changes",
        "editing.record_files",
    ),
    ("importing.import_report",),
    (
        "editing.change_report",
        "pipeline",
    ),
    (
        "mkdocs_page",
        "site_scripts",
        "content_policy",
    ),
    ("site",),
    ("arguments",),
    ("cli",),
    ("__main__",),
)
