"""Raw captures to draft records: what is read, cut, found, proposed, doubted and written."""
