"""Exports: the tables that go up for approval."""
