"""One notebook: planned, run in the sandbox, asked, and judged."""
