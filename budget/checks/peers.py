"""Which lines may be held against each other, kept in memory between edits: a few numbers a line, none of them of a scenario.

Law: what is answered holds every line that can matter and the figures of the plan at `seq`; a line that changed since is read again
and its former numbers are remembered, so that what stood beside it can be checked too. About 80 bytes a line.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from budget.checks.traits import KEPT, keyed_from
from budget.store.database import Cursor

MOST_FORMER = 20_000
"""Former numbers that are remembered; who has not asked for longer checks everything."""
_FEW = 200
_KEYS = ("owner", "same", "block", "package", "stem", "kin")
_FIGURES = ("unit_price", "amount", "requested_amount")
_NARROW = """SELECT id, requires, unit, folded, category, listing, measure, requested_amount,
    CASE WHEN finance_amount IS NOT NULL THEN finance_unit_price ELSE requested_unit_price END AS unit_price,
    COALESCE(finance_amount, requested_amount) AS amount FROM line WHERE id IN ({})"""
"""Of `working` what makes a line comparable: planned in half the time, for every edit."""
Numbers = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]


class Keys(NamedTuple):
    """One line's numbers: `kin` and `package` are 0 where there is nothing to compare; figures in đồng as the base has them."""

    id: str
    requires: str
    owner: int
    same: int
    block: int
    package: int
    stem: int
    kin: int
    unit_price: int
    amount: int
    requested_amount: int


@dataclass(frozen=True)
class Peers:
    """The lines of a plan at a journal seq by what makes them comparable.

    `standing`: the rows of `columns` that still hold, the others are in `fresh`; `former`: numbers that held until a seq, all since
    `since`; `requiring`: what lines require; `naming`: by the number of a commune the lines of its district that name it; `districts`:
    the numbers of the units above communes.
    """

    seq: int
    ids: pa.Array
    columns: Mapping[str, Numbers]
    standing: Marks
    fresh: Mapping[str, Keys]
    former: tuple[tuple[int, Keys], ...]
    since: int
    requiring: Mapping[str, str]
    naming: Mapping[int, frozenset[str]]
    districts: frozenset[int]

    def advance(self, cursor: Cursor, seq: int, touched: Mapping[str, bool]) -> "Peers":
        """The same at a later seq, with the lines touched in between read again; True where more than their figures may have moved."""
        if not touched:
            return replace(self, seq=seq)
        before, again = self.of(touched), frozenset(touched)
        # what only words decide is taken over where no word was touched: its hashes are dear to plan
        moved = {keys.id: keys for keys in before if not touched[keys.id]} if len(touched) <= _FEW else {}
        told = [line for line in touched if line not in moved]
        gone = [place for place in (self._place(line) for line in touched) if place is not None]
        standing = self.standing.copy()
        standing[gone] = False
        now = [
            moved[line]._replace(unit_price=price, amount=amount, requested_amount=asked)
            for line, (price, amount, asked) in read_figures(cursor, list(moved)).items()
        ]
        now.extend(read_keys(cursor, told) if told else ())
        fresh = {line: keys for line, keys in self.fresh.items() if line not in again} | {keys.id: keys for keys in now}
        requiring = self.requiring  # what a line requires stands among its words
        if told:
            requiring = {line: other for line, other in requiring.items() if line not in again}
            requiring = {**requiring, **{keys.id: keys.requires for keys in now if keys.requires}}
        former = (*self.former, *((seq, keys) for keys in before))
        since = self.since
        if len(former) > MOST_FORMER:
            since, former = former[-MOST_FORMER][0], former[-MOST_FORMER:]
        naming = {owner: lines.difference(told) for owner, lines in self.naming.items()} if told else {**self.naming}
        named = read_naming(cursor, [keys.id for keys in now if keys.owner in self.districts and keys.id not in moved])
        for owner, lines in named.items():
            naming[owner] = naming.get(owner, frozenset()) | lines
        return Peers(seq, self.ids, self.columns, standing, fresh, former, since, requiring, naming, self.districts)

    def of(self, lines: Iterable[str]) -> list[Keys]:
        """The numbers of some lines as they stand, without those that are not there."""
        found = (self.fresh.get(line) or self._kept(line) for line in lines)
        return [keys for keys in found if keys is not None]

    def former_since(self, seq: int) -> list[Keys] | None:
        """The numbers that lines had at `seq` or later and have no more; None when that is longer ago than is remembered."""
        return None if seq < self.since else [keys for moment, keys in self.former if moment > seq]

    def beside(self, key: str, values: set[int]) -> pa.Table:
        """Id, numbers and the base's figures of the lines whose `key` is one of some numbers."""
        chosen = np.flatnonzero(self._among(key, values)) if values else np.empty(0, np.int64)
        fresh = [keys for keys in self.fresh.values() if getattr(keys, key) in values]
        columns = {name: pa.array(self.columns[name][chosen]) for name in (*_KEYS, *_FIGURES)}
        return pa.concat_tables([pa.table({"id": self.ids.take(pa.array(chosen)), **columns}), as_table(fresh)])

    def of_other_tier(self, lines: Collection[str]) -> list[pa.Table]:
        """The lines of communes that some lines name, and those that name a commune one of these lines is of; without empty tables."""
        asked = frozenset(lines)
        owners = {keys.owner for keys in self.of(asked)}
        above = frozenset[str]().union(*(self.naming.get(owner, ()) for owner in owners))
        below = {owner for owner, held in self.naming.items() if not asked.isdisjoint(held)}
        return [table for table in (self.beside("owner", below), as_table(self.of(above))) if table.num_rows]

    def dependents(self, lines: Iterable[str]) -> set[str]:
        """The lines that require one of some lines."""
        required = set(lines)
        return {line for line, other in self.requiring.items() if other in required}

    def _among(self, key: str, values: set[int]) -> Marks:
        column = self.columns[key]
        if len(values) == 1:
            one: Marks = self.standing & (column == next(iter(values)))
            return one
        found: Marks = np.logical_and(self.standing, np.isin(column, np.fromiter(values, np.int64)))
        return found

    def _place(self, line: str) -> int | None:
        place = bisect_left(range(len(self.ids)), line, key=lambda at: str(self.ids[at].as_py()))
        return place if place < len(self.ids) and self.ids[place].as_py() == line else None

    def _kept(self, line: str) -> Keys | None:
        place = self._place(line)
        if place is None or not self.standing[place]:
            return None
        numbers = (int(self.columns[name][place]) for name in (*_KEYS, *_FIGURES))
        return Keys(line, self.requiring.get(line, ""), *numbers)


def read_peers(cursor: Cursor, seq: int, *, laid_out: bool = False) -> Peers:
    """All lines of the plan, from nothing, or from the traits of the whole base where these are laid out in this transaction."""
    names = (*_KEYS, *_FIGURES)
    table = cursor.table(f"SELECT {', '.join(('id', *names))} FROM ({KEPT if laid_out else keyed_from('working r')}) ORDER BY id")
    ids = table.column("id").combine_chunks()
    columns = {name: table.column(name).to_numpy() for name in names}
    rows = cursor.rows("SELECT id, requires FROM line WHERE requires <> ''")
    requiring = {str(line): str(other) for line, other in rows}
    above = cursor.rows("SELECT DISTINCT (hash(parent) >> 1)::BIGINT FROM unit WHERE level = 'commune' AND parent <> ''")
    districts = frozenset(int(str(owner)) for (owner,) in above)
    return Peers(seq, ids, columns, np.ones(len(ids), np.bool_), {}, (), seq, requiring, read_naming(cursor), districts)


def read_naming(cursor: Cursor, lines: Sequence[str] | None = None) -> dict[int, frozenset[str]]:
    """By the number of a commune those of some lines (None = of all) of its district that name it, loosely: as a part of a word too."""
    sql = """SELECT (hash(c.code) >> 1)::BIGINT, l.id FROM line l JOIN unit c ON c.parent = l.unit AND c.level = 'commune'
             WHERE contains(l.name, c.short_name)"""
    if lines is None:
        rows = cursor.rows(sql)
    elif not lines:
        rows = []
    elif len(lines) <= _FEW:  # found by the index
        rows = cursor.rows(f"{sql} AND l.id IN ({', '.join('?' for _ in lines)})", list(lines))
    else:
        with cursor.given("naming_lines", pa.table({"line": pa.array(list(lines), pa.string())})):
            rows = cursor.rows(f"{sql} AND l.id IN (SELECT line FROM naming_lines)")
    found: dict[int, set[str]] = {}
    for owner, line in rows:
        found.setdefault(int(str(owner)), set()).add(str(line))
    return {owner: frozenset(held) for owner, held in found.items()}


def read_keys(cursor: Cursor, lines: Sequence[str]) -> list[Keys]:
    """The numbers of some lines as the plan has them."""
    sql = f"SELECT id, requires, {', '.join((*_KEYS, *_FIGURES))} FROM ({keyed_from(f'({_NARROW}) r')})"
    if len(lines) <= _FEW:  # found by the index
        rows = cursor.rows(sql.format(", ".join("?" for _ in lines)), list(lines))
    else:
        with cursor.given("keyed_lines", pa.table({"line": pa.array(list(lines), pa.string())})):
            rows = cursor.rows(sql.format("SELECT line FROM keyed_lines"))
    return [Keys(str(row[0]), str(row[1] or ""), *(int(str(value)) for value in row[2:])) for row in rows]


def read_figures(cursor: Cursor, lines: Sequence[str]) -> dict[str, tuple[int, int, int]]:
    """Unit price, amount and requested amount of a few lines in the base, found by the index, without those that are not there."""
    if not lines:
        return {}
    sql = f"SELECT id, unit_price, amount, requested_amount FROM ({_NARROW.format(', '.join('?' for _ in lines))})"
    rows = cursor.rows(sql, list(lines))
    return {str(line): (int(str(price)), int(str(amount)), int(str(asked))) for line, price, amount, asked in rows}


def as_table(keys: Sequence[Keys]) -> pa.Table:
    """The numbers of some lines, laid out as `Peers.beside` gives them."""
    columns = {name: pa.array([getattr(line, name) for line in keys], pa.int64()) for name in (*_KEYS, *_FIGURES)}
    return pa.table({"id": pa.array([line.id for line in keys], pa.string()), **columns})
