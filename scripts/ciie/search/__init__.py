"""Knowledge to the search index: small sorted files that a reader's browser fetches one by one."""
