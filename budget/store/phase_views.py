"""The money of lines by quarter, as SQL: what a split says of its line's amount now, in any scenario.

Stored amounts of phases that are not spent are weights; docs/decisions/lines-and-phases.md gives the rules and
budget/phases.py reckons one line by the same rules. Whole numbers only: products are taken in HUGEINT, rounded half up
once. A period is year * 4 + quarter - 1.
"""

from budget.model.ids import BASE

PORTIONED = """CREATE MACRO portioned(chosen) AS TABLE
    WITH split AS (SELECT line, id, COALESCE(spent, FALSE) AS paid, amount AS weight, year * 4 + quarter - 1 AS period FROM phase_split),
    reach AS (SELECT *, sum(weight) OVER (PARTITION BY line, paid ORDER BY period, id ROWS UNBOUNDED PRECEDING) AS reach,
                row_number() OVER (PARTITION BY line, paid ORDER BY period DESC, id DESC) = 1 AS latest FROM split),
    sums AS (SELECT line, COALESCE(min(period) FILTER (NOT paid), min(period)) AS first, max(period) AS last,
               COALESCE(sum(weight) FILTER (paid), 0)::HUGEINT AS spent_sum,
               COALESCE(sum(weight) FILTER (NOT paid), 0)::HUGEINT AS open_sum, bool_and(paid) AS all_spent FROM split GROUP BY line),
    whole AS (SELECT s.*, r.dropped, COALESCE(r.amount, 0)::HUGEINT AS amount, GREATEST(COALESCE(r.amount, 0) - spent_sum, 0) AS left_over,
               COALESCE(r.year, first // 4) * 4 + COALESCE(r.quarter - 1, first % 4) - first AS shift,
               COALESCE(r.base_year, first // 4) * 4 + COALESCE(r.base_quarter - 1, first % 4) - first AS base_shift
             FROM resolved(chosen) r JOIN sums s ON s.line = r.id),
    parts AS (SELECT w.line, w.dropped, p.paid, p.period + CASE WHEN p.paid THEN 0 ELSE shift END AS stands,
               p.period + CASE WHEN p.paid THEN 0 ELSE base_shift END AS stood, p.id,
               CASE WHEN p.paid THEN LEAST(p.reach, w.amount) - LEAST(p.reach - p.weight, w.amount)
                    WHEN open_sum = 0 THEN CASE WHEN p.latest THEN left_over ELSE 0 END
                    ELSE (2 * left_over * p.reach + open_sum) // (2 * open_sum)
                       - (2 * left_over * (p.reach - p.weight) + open_sum) // (2 * open_sum) END AS amount
             FROM reach p JOIN whole w ON w.line = p.line
             UNION ALL
             SELECT line, dropped, FALSE, last, last, '', left_over FROM whole WHERE all_spent AND left_over > 0)
    SELECT line, id, (stands // 4)::BIGINT AS year, (stands % 4 + 1)::BIGINT AS quarter, amount::BIGINT AS amount, paid AS spent, dropped,
      (stood // 4)::BIGINT AS base_year, (stood % 4 + 1)::BIGINT AS base_quarter FROM parts"""
"""The phases of lines that have a split: where each stands in the scenario, and where it would had the scenario not moved it."""

PHASED = """CREATE MACRO phased(chosen) AS TABLE
    SELECT id AS line, year, quarter, COALESCE(amount, 0) AS amount, FALSE AS spent
    FROM resolved(chosen) r ANTI JOIN phase_split s ON s.line = r.id WHERE NOT dropped
    UNION ALL
    SELECT line, year, quarter, amount, spent FROM portioned(chosen) WHERE spent OR NOT dropped"""
"""Every line's money by quarter: one row a line without a split; a dropped line only where something of it is spent."""

_PORTION = """(CASE WHEN m.whole > 0 THEN (2 * {figure}::HUGEINT * m.upto + m.whole) // (2 * m.whole)
                           - (2 * {figure}::HUGEINT * (m.upto - m.amount) + m.whole) // (2 * m.whole)
                        WHEN m.place = 1 THEN {figure} ELSE 0 * {figure} END)::BIGINT"""
_PORTIONS = ", ".join(f"{_PORTION.format(figure=f'r.{name}')} AS {name}" for name in ("requested_amount", "finance_amount"))

DATED = f"""CREATE MACRO dated(chosen) AS TABLE
    SELECT r.*, r.year AS own_year, r.quarter AS own_quarter, FALSE AS split
    FROM resolved(chosen) r ANTI JOIN phase_split s ON s.line = r.id
    UNION ALL
    SELECT r.* REPLACE (m.year AS year, m.quarter AS quarter, m.amount AS amount, {_PORTIONS}), r.year, r.quarter, TRUE
    FROM resolved(chosen) r JOIN (
      SELECT line, year, quarter, amount, sum(amount) OVER (PARTITION BY line)::HUGEINT AS whole,
        sum(amount) OVER (PARTITION BY line ORDER BY year, quarter, id ROWS UNBOUNDED PRECEDING)::HUGEINT AS upto,
        row_number() OVER (PARTITION BY line ORDER BY year, quarter, id) AS place FROM portioned(chosen)) m ON m.line = r.id"""
"""Resolved lines by when their money falls: a split line stands once for each phase, with that phase's share of every sum."""

MOVED_YEARS = f"""CREATE MACRO moved_years(chosen) AS TABLE
    WITH held AS (SELECT * FROM resolved(chosen) WHERE touched), whole AS (SELECT h.* FROM held h ANTI JOIN phase_split s ON s.line = h.id),
    facts AS (
      SELECT id AS line, base_year AS year, base_amount AS was, amount AS kept, 0::BIGINT AS now FROM whole
      UNION ALL SELECT id, year, 0, 0, amount FROM whole
      UNION ALL SELECT line, year, amount, 0, 0 FROM portioned('{BASE}') SEMI JOIN held ON held.id = line
      UNION ALL SELECT line, base_year, 0, amount, 0 FROM portioned(chosen) SEMI JOIN held ON held.id = line
      UNION ALL SELECT line, year, 0, 0, amount FROM portioned(chosen) SEMI JOIN held ON held.id = line)
    SELECT f.line, h.listing, f.year, sum(f.was)::BIGINT AS was, sum(f.kept)::BIGINT AS kept, sum(f.now)::BIGINT AS now
    FROM facts f JOIN held h ON h.id = f.line GROUP BY ALL"""
"""What a scenario does to each line it touches, by year: đồng in the base, what its cuts leave there, and what stands there now."""

PHASE = f"CREATE VIEW phase AS SELECT * FROM phased('{BASE}')"
"""The same of the base."""

PHASE_MACROS = ("moved_years", "dated", "phased", "portioned")
PHASE_VIEWS = (PORTIONED, PHASED, DATED, MOVED_YEARS, PHASE)
