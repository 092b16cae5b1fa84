"""Effective-dated law and place data with citations: what the program ships and a person can check."""
