"""Objects for tests: a bare call is valid and boring; a test states only what matters to it."""
