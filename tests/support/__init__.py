"""What several tests need: collections to build, pages to read, a browser, a repository."""
