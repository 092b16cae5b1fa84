"""Measurements: what the program costs, against what a user would pick instead, as ratios of one run. Never a test."""
