"""What a scenario does to the money of its lines against the base: cut, deferred and arrived, of a year or of all."""

from dataclasses import dataclass

from budget.store.database import Cursor

_OF_YEAR = """SELECT COALESCE(sum(was - kept), 0)::BIGINT, COALESCE(sum(GREATEST(kept - now, 0)), 0)::BIGINT,
                     COALESCE(sum(GREATEST(now - kept, 0)), 0)::BIGINT
              FROM moved_years(?) WHERE listing = ? AND year = ?::BIGINT"""
_OF_ALL = """SELECT COALESCE(sum(base_amount - amount), 0)::BIGINT,
                    COALESCE(sum(amount - COALESCE(paid, 0)) FILTER (deferred), 0)::BIGINT, 0
             FROM resolved(?) r LEFT JOIN (SELECT line, sum(amount) AS paid FROM portioned(?) WHERE spent GROUP BY line) s ON s.line = r.id
             WHERE r.touched AND r.listing = ?"""


@dataclass(frozen=True, slots=True)
class Moved:
    """Money in đồng: what is cut, what leaves for a later year (over all years: for a later quarter), what arrives in the year.

    Of a year, the base's amount - cut - deferred + arrived is the scenario's amount; money already spent is never deferred.
    """

    cut: int
    deferred: int
    arrived: int


def read_moved(cursor: Cursor, scenario: str, year: int | None = None, listing: str = "estimate") -> Moved:
    """What a scenario moves of the money of a year, by its phases; `year` None = all years."""
    rows = cursor.rows(_OF_ALL, [scenario, scenario, listing]) if year is None else cursor.rows(_OF_YEAR, [scenario, listing, year])
    return Moved(*(int(str(value)) for value in rows[0]))
