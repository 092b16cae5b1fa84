"""The money of lines by quarter, as SQL: what a split says of its line's amount now, in any scenario.

Stored amounts of phases that are not spent are weights; docs/decisions/lines-and-phases.md gives the rules and
budget/schedule/phases.py reckons one line by the same rules. Whole numbers only: products are taken in HUGEINT, rounded half up
once. A period is year * 4 + quarter - 1.
"""

from budget.model.ids import BASE

PORTIONED = """CREATE MACRO portioned(chosen) AS TABLE
    WITH split AS (SELECT line, id, COALESCE(spent, FALSE) AS paid, amount AS weight, year * 4 + quarter - 1 AS period FROM phase_split),
    reach AS (SELECT *, sum(weight) OVER (PARTITION BY line, paid ORDER BY period, id ROWS UNBOUNDED PRECEDING) AS reach FROM split),
    sums AS (SELECT line, min(period) AS first, max(period) AS last, COALESCE(sum(weight) FILTER (paid), 0)::HUGEINT AS spent_sum,
               COALESCE(sum(weight) FILTER (NOT paid), 0)::HUGEINT AS open_sum FROM split GROUP BY line),
    whole AS (SELECT s.*, r.dropped, COALESCE(r.amount, 0)::HUGEINT AS amount, GREATEST(COALESCE(r.amount, 0) - spent_sum, 0) AS left_over,
               COALESCE(r.year, first // 4) * 4 + COALESCE(r.quarter - 1, first % 4) - first AS shift,
               COALESCE(r.base_year, first // 4) * 4 + COALESCE(r.base_quarter - 1, first % 4) - first AS base_shift
             FROM resolved(chosen) r JOIN sums s ON s.line = r.id),
    parts AS (SELECT w.line, w.dropped, p.paid, p.period + CASE WHEN p.paid THEN 0 ELSE shift END AS stands,
               p.period + CASE WHEN p.paid THEN 0 ELSE base_shift END AS stood, p.id,
               CASE WHEN p.paid THEN LEAST(p.reach, w.amount) - LEAST(p.reach - p.weight, w.amount)
                    WHEN open_sum = 0 THEN 0
                    ELSE (2 * left_over * p.reach + open_sum) // (2 * open_sum)
                       - (2 * left_over * (p.reach - p.weight) + open_sum) // (2 * open_sum) END AS amount
             FROM reach p JOIN whole w ON w.line = p.line
             UNION ALL
             SELECT line, dropped, FALSE, last + shift, last + base_shift, '', left_over FROM whole WHERE open_sum = 0 AND left_over > 0)
    SELECT line, id, (stands // 4)::BIGINT AS year, (stands % 4 + 1)::BIGINT AS quarter, amount::BIGINT AS amount, paid AS spent, dropped,
      (stood // 4)::BIGINT AS base_year, (stood % 4 + 1)::BIGINT AS base_quarter FROM parts"""
"""The phases of lines that have a split: where each stands in the scenario, and where it would had the scenario not moved it."""

PHASED = """CREATE MACRO phased(chosen) AS TABLE
    SELECT id AS line, year, quarter, COALESCE(amount, 0) AS amount, FALSE AS spent FROM resolved(chosen)
    WHERE NOT dropped AND id NOT IN (SELECT line FROM phase_split)
    UNION ALL
    SELECT line, year, quarter, amount, spent FROM portioned(chosen) WHERE spent OR NOT dropped"""
"""Every line's money by quarter: one row a line without a split; a dropped line only where something of it is spent."""

PHASE = f"CREATE VIEW phase AS SELECT * FROM phased('{BASE}')"
"""The same of the base."""

PHASE_VIEWS = (PORTIONED, PHASED, PHASE)
