"""A library to the knowledge in it: claims, verdicts, sayings, stories, neighbours and clocks."""
