"""Scenarios: a name, a parent and an ordered list of operations with reasons; never a copy of the plan."""
