"""The command line: everything a page does, for scripts."""
