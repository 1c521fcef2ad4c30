"""The knowledge to generated pages, and pages to files."""
