"""The words of the design as values: dates, numbers, records, terms, rules, problems, and text as Markdown."""
