"""Totals of the plan: kept in memory per revision, moved by differences, judged by SQL."""
