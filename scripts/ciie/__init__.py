"""The CIIE knowledge base: records of press coverage in, a searchable site out.

Read `pipeline` first: it shows the stages in order. The folders are the layers; a module imports only from its own
folder and from folders above it, and no import leads in a circle:

* `model`: records, vocabulary, dates, references and problems: values without input or output
* `text`: numbers, dates, names and sentences in texts, and text as Markdown
* `reading`: files of articles/ to a library, with every fault as a problem
* `deriving`: a library to the knowledge in it
* `capturing`: saved pages to lines, each with what it is
* `importing`: those to draft records
* `views`: what pages share, as values: addresses, lists, claims and charts; and the way through templates to files
* `pages`: knowledge to pages, one module a kind
* `exports`: knowledge to files for other programs
* `search`: knowledge to the search index
* `editing`: what helps an editor and a reviewer

The modules beside them come last: they put the stages together.
"""
