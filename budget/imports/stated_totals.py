"""Every stated subtotal and total computed again from the lines under it.

A total row may add up everything, its section, or what came since the total before it: the scope it names or agrees with is taken; when
it agrees with none, the scope its words and place suggest, and the difference shows.
"""

from collections.abc import Iterator, Sequence

from budget.imports.body_row import BodyRow
from budget.imports.figures import whole_dong
from budget.imports.layout import SUMMED, Layout
from budget.imports.row_words import total_labels
from budget.imports.understanding import Meaning, RowKind, TotalCheck
from budget.money import MoneyUnit

_Scope = tuple[tuple[int, int], ...]


class _Sums:
    """Sums of the lines over ranges of rows, column by column."""

    def __init__(self, rows: Sequence[BodyRow], layout: Layout) -> None:
        self.columns = [(at, meaning, unit or MoneyUnit.DONG) for at, meaning, unit in layout.figures if meaning in SUMMED]
        self._upto = {at: _accumulate(rows, at, meaning, unit) for at, meaning, unit in self.columns}

    def over(self, column: int, scope: _Scope) -> int:
        upto = self._upto[column]
        return sum(upto[end] - upto[start] for start, end in scope)


def _accumulate(rows: Sequence[BodyRow], at: int, meaning: Meaning, unit: MoneyUnit) -> list[int]:
    upto = [0]
    total = 0
    for row in rows:
        if row.counted:
            if meaning is Meaning.AMOUNT:
                total += row.amount or 0
            elif at in row.figures:
                total += whole_dong(row.figures[at], unit)[0]
        upto.append(total)
    return upto


class _TotalRows:
    """Finds what each total row adds up; remembers the total before it and the headings by their numbers."""

    def __init__(self, rows: Sequence[BodyRow], sums: _Sums, amount: int | None) -> None:
        self.rows = rows
        self.sums = sums
        self.amount = amount if amount is not None else (sums.columns[0][0] if sums.columns else None)
        self.next_total = _next_totals(rows)
        self.numbered: dict[str, int] = {}
        self.last_node: int | None = None
        self.last_total = -1

    def note(self, place: int) -> None:
        """Remember a heading or line passed on the way."""
        row = self.rows[place]
        self.last_node = place
        number = row.texts.get(Meaning.NUMBERING, "").strip(" .()").upper()
        if number:
            self.numbered[number] = place

    def scope(self, place: int) -> _Scope:
        """The ranges of rows a total adds up."""
        row = self.rows[place]
        candidates = list(self._candidates(place))
        unit = next((unit for at, _, unit in self.sums.columns if at == self.amount), MoneyUnit.DONG)
        if self.amount is None or self.amount not in row.figures:
            return candidates[0]
        stated, _ = whole_dong(row.figures[self.amount], unit)
        return next((scope for scope in candidates if self.sums.over(self.amount, scope) == stated), candidates[0])

    def _candidates(self, place: int) -> Iterator[_Scope]:
        """The likeliest first."""
        named = [self.numbered.get(label.upper()) for label in total_labels(self.rows[place].name)]
        if named and all(found is not None for found in named):
            yield tuple((found, min(self.rows[found].end, len(self.rows))) for found in named if found is not None)
        everything: _Scope = ((0, len(self.rows)),)
        whole = self.rows[place].name.lower().startswith(("tổng", "tong")) or self.last_node is None
        if whole:
            yield everything
        yield ((self.last_total + 1, place),)
        yield from self._open_scopes(place)
        yield ((place + 1, self.next_total[place]),)
        yield ((0, place),)
        yield everything

    def _open_scopes(self, place: int) -> Iterator[_Scope]:
        """The headings the row before stands under, innermost first: what they hold so far, and all they hold."""
        found = self.last_node
        while found is not None:
            yield ((found, place),)
            yield ((found, self.rows[found].end),)
            found = self.rows[found].parent


def check_totals(rows: Sequence[BodyRow], layout: Layout, first_row: int) -> list[TotalCheck]:
    """One check per stated figure of every heading and total row, in the order of the rows; row numbers are the workbook's."""
    sums = _Sums(rows, layout)
    totals = _TotalRows(rows, sums, layout.position(Meaning.AMOUNT))
    checks: list[TotalCheck] = []
    for place, row in enumerate(rows):
        if row.kind is RowKind.TOTAL:
            if row.figures:
                checks.extend(_check(row, sums, totals.scope(place), first_row))
                totals.last_total = place
        elif row.kind is RowKind.HEADING and row.figures and row.end > place + 1:
            checks.extend(_check(row, sums, ((place, row.end),), first_row))
        if row.kind in (RowKind.HEADING, RowKind.LINE):
            totals.note(place)
    return checks


def _check(row: BodyRow, sums: _Sums, scope: _Scope, first_row: int) -> Iterator[TotalCheck]:
    for column, _, unit in sums.columns:
        if column in row.figures:
            stated, _ = whole_dong(row.figures[column], unit)
            yield TotalCheck(row.at + first_row, column, stated, sums.over(column, scope), row.name or "Cộng")


def _next_totals(rows: Sequence[BodyRow]) -> list[int]:
    following = [len(rows)] * len(rows)
    found = len(rows)
    for place in range(len(rows) - 1, -1, -1):
        following[place] = found
        if rows[place].kind is RowKind.TOTAL:
            found = place
    return following
