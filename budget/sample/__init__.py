"""Illustrative data: the curated Quảng Nam 2024 plan and synthetic plans of any size. No amount in here is official."""
