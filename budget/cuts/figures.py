"""The lines that may be cut as figures: one list of a scenario in id order, with what is spent of each and how its money is split.

Money that is spent is never cut. Money in đồng, quantities in thousandths.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa

from budget.cuts.instance import Flags, Ints
from budget.phases import Share
from budget.scenarios.effects import CHANGED, STAGED, STAGED_COLUMNS
from budget.store.database import Cursor

_SQL = f"""{STAGED}, r.number, r.name, COALESCE(r.category, '') AS category, r.requires, r.project_code,
    COALESCE(u.name, r.unit) AS unit_name, COALESCE(u.level, '') AS level, COALESCE(u.mountain, FALSE) AS mountain
    FROM resolved(?) r LEFT JOIN unit u ON u.code = r.unit WHERE NOT r.dropped AND r.amount > 0 AND r.listing = ? ORDER BY r.id"""
_SPLITS = """SELECT s.line, s.id, s.year, s.quarter, s.amount, COALESCE(s.spent, FALSE) FROM phase_split s JOIN line l ON l.id = s.line
    WHERE l.listing = ? ORDER BY s.line"""
NO_YEAR = -1


@dataclass(frozen=True)
class Figures:
    """Living lines with an amount, in id order: `rows` (figures as the replay stages them, and texts), `shares` their splits.

    `amount` is what each comes to now, `spent` what is paid of it already; `year` NO_YEAR where nobody told one.
    """

    rows: pa.Table
    ids: tuple[str, ...]
    amount: Ints
    spent: Ints
    year: Ints
    shares: Mapping[int, tuple[Share, ...]]
    _codes: dict[str, tuple[tuple[str, ...], Ints]] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self.ids)

    @property
    def staged(self) -> pa.Table:
        """The columns that operations read, and the place of each line."""
        return self.rows.select([*STAGED_COLUMNS, "place"])

    def texts(self, column: str) -> list[str]:
        """A text of every line, "" where there is none."""
        return [text or "" for text in self.rows.column(column).to_pylist()]

    def codes(self, column: str) -> tuple[tuple[str, ...], Ints]:
        """A text of every line as a place among the different ones, in the order in which they first appear; "" where there is none."""
        known = self._codes.get(column)
        if known is None:
            encoded = self.rows.column(column).fill_null("").combine_chunks().dictionary_encode()
            known = tuple(encoded.dictionary.to_pylist()), np.asarray(encoded.indices.to_numpy(), dtype=np.int64)
            self._codes[column] = known
        return known

    def ints(self, column: str) -> Ints:
        """A number of every line."""
        return np.asarray(self.rows.column(column).to_numpy(), dtype=np.int64)

    def only(self, which: Flags) -> "Figures":
        """The lines where `which` is true, in new places."""
        if which.all():
            return self
        places = np.flatnonzero(which)
        new = np.full(len(self), -1, np.int64)
        new[places] = np.arange(len(places))
        rows = self.rows.filter(pa.array(which)).combine_chunks()
        rows = rows.set_column(rows.column_names.index("place"), "place", pa.array(np.arange(len(places)), pa.int64()))
        shares = {int(new[at]): split for at, split in self.shares.items() if which[at]}
        columns = (self.amount[places], self.spent[places], self.year[places])
        return Figures(rows, tuple(rows.column("line").to_pylist()), *columns, shares)

    def changed(self, effect: pa.Table) -> "Figures":
        """The same lines with the figures of those in `effect` (columns of `read_effect`)."""
        if not effect.num_rows:
            return self
        places = effect.column("place").to_numpy()
        taken = np.full(len(self), -1, np.int64)
        taken[places] = np.arange(len(places))
        picks = pa.array(np.where(taken >= 0, taken + len(self), np.arange(len(self))))
        rows = self.rows
        for name in CHANGED:
            both = pa.chunked_array([*rows.column(name).chunks, *effect.column(name).chunks])
            rows = rows.set_column(rows.column_names.index(name), name, both.take(picks))
        return replace(self, _codes={}, rows=rows, amount=np.asarray(rows.column("amount").to_numpy(), dtype=np.int64))


def read_figures(cursor: Cursor, scenario: str, listing: str) -> Figures:
    """The living lines of one list of a scenario that ask for money."""
    rows = cursor.table(_SQL, [scenario, listing]).combine_chunks()
    rows = rows.append_column("place", pa.array(np.arange(rows.num_rows), pa.int64()))
    ids = tuple(rows.column("line").to_pylist())
    amount = np.asarray(rows.column("amount").to_numpy(), dtype=np.int64)
    shares = _read_shares(cursor, ids, listing)
    spent = np.zeros(len(ids), np.int64)
    for place, split in shares.items():
        spent[place] = min(int(amount[place]), sum(share.amount for share in split if share.spent))
    year = rows.column("year").fill_null(NO_YEAR).to_numpy().astype(np.int64)
    return Figures(rows, ids, amount, spent, year, shares)


def _read_shares(cursor: Cursor, ids: tuple[str, ...], listing: str) -> dict[int, tuple[Share, ...]]:
    splits = cursor.rows(_SPLITS, [listing])
    if not splits:
        return {}
    place = {line: at for at, line in enumerate(ids)}
    found: dict[int, list[Share]] = {}
    for line, identity, year, quarter, amount, spent in splits:
        if line in place:
            share = Share(str(identity), int(str(year)), int(str(quarter)), int(str(amount)), bool(spent))
            found.setdefault(place[str(line)], []).append(share)
    return {at: tuple(split) for at, split in found.items()}
