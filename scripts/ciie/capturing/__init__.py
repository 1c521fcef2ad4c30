"""Saved pages to layouts: encodings, web pages and PDFs, lines and what each of them is, imprints and addresses."""
