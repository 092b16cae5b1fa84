"""Understood sheets written by hand, for tests of what comes after understanding; and estimates as officers write them, as files."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from budget.imports.directory import Directory, make_directory
from budget.imports.sheet import Encoding
from budget.imports.understanding import ColumnUse, Meaning, ReadRow, RowKind, SheetReading
from budget.lines.editing import Known
from budget.money import MoneyUnit
from tests.plans import YEAR, reference

HEADINGS = {
    Meaning.NAME: "Nội dung",
    Meaning.UNIT: "Đơn vị",
    Meaning.SOURCE: "Nguồn",
    Meaning.THIS_YEAR_SPENT: "Đã chi",
    Meaning.AMOUNT: "Thành tiền",
}
ESTIMATE_HEADINGS = ("STT", "Nội dung chi", "Đơn vị tính", "Số lượng", "Đơn giá", "Thành tiền", "Ghi chú")


def directory() -> Directory:
    """The reference catalogues of a plan, ready to be asked."""
    kept = reference()
    known = Known(
        frozenset(unit.code for unit in kept.units),
        {source.code: source.nature for source in kept.sources},
        frozenset(task.code for task in kept.tasks),
        frozenset({"6956", "6605", "9202"}),
        frozenset(),
    )
    return make_directory(kept.units, kept.sources, kept.tasks, known, YEAR)


def line(row: int, amount: int | None, *, path: tuple[str, ...] = (), **more: object) -> ReadRow:
    """A row of kind LINE; `more` are fields of ReadRow, or texts by the name of their meaning (unit="Sở Tư pháp")."""
    texts = {Meaning.NAME: f"Khoản {row}"}
    fields: dict[str, object] = {}
    for name, value in more.items():
        if name in Meaning.__members__.values() and isinstance(value, str):
            texts[Meaning(name)] = value
        else:
            fields[name] = value
    return ReadRow(row, RowKind.LINE, texts, path=path, amount=amount, **fields)  # type: ignore[arg-type]


def reading(rows: Sequence[ReadRow], *, sources: Mapping[int, str] | None = None, sheet: str = "Bảng 1", **more: object) -> SheetReading:
    """An understood sheet of these rows; `sources` are crosstab columns by position."""
    columns = [ColumnUse(place, heading, meaning, 1.0) for place, (meaning, heading) in enumerate(HEADINGS.items())]
    columns += [ColumnUse(position, heading, Meaning.SOURCE_AMOUNT, 1.0) for position, heading in (sources or {}).items()]
    amount = sum(row.amount or 0 for row in rows if row.kind is RowKind.LINE)
    fields = {"money_unit": MoneyUnit.DONG, "money_unit_stated": True, "encoding": Encoding.UNICODE, "totals": (), **more}
    return SheetReading(sheet, tuple(columns), tuple(rows), amount=amount, **fields)  # type: ignore[arg-type]


def write_estimate(
    path: Path,
    rows: Sequence[Sequence[object]],
    *,
    headings: Sequence[str] = ESTIMATE_HEADINGS,
    unit: str = "Đơn vị tính: đồng",
    sheet: str = "Dự toán",
    more: Mapping[str, Sequence[Sequence[object]]] | None = None,
) -> Path:
    """An estimate as an office sends it: titles, the money unit, headings, rows, a signature; `more` are further sheets as they are."""
    book = Workbook()
    page = book.active
    page.title = sheet
    above = [["UBND TỈNH QUẢNG NAM"], ["DỰ TOÁN KINH PHÍ THỰC HIỆN ĐỀ ÁN 06 NĂM 2024"], [None] * 5 + [unit], []]
    for values in (*above, headings, *rows, [], [None, None, None, None, "Thủ trưởng đơn vị"]):
        page.append(list(values))
    for name, values in (more or {}).items():
        other = book.create_sheet(name)
        for row in values:
            other.append(list(row))
    book.save(path)
    return path
