"""Captures to draft records: what is found, proposed, doubted and written."""
