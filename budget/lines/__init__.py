"""Estimate lines: what can be edited and how it is read, adding and deleting, filtering, history."""
