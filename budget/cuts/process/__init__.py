"""Searches beside the program: one slot, a process of its own, what it is told and what it tells."""
