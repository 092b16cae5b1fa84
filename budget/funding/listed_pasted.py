"""An annex pasted from a spreadsheet, row by row: each is read, left out as no item, or refused with its reason; nothing is guessed.

Law: every row that holds anything is accounted for; a unit left empty is the one above it, as merged cells paste it.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from budget.funding.listed_editing import ItemDraft, read_draft
from budget.funding.pasted import UnitLabel, find_unit, index_units
from budget.model.problem import Problem
from budget.vietnamese import fold, normalise

ORDER = ("unit", "name", "measure", "quantity", "unit_price", "amount", "year", "bought", "document", "note")
"""What the cells of a row mean where no heading says so."""
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "": ("stt", "tt", "so thu tu"),
    "unit": ("don vi", "ten don vi", "ma don vi", "co quan", "don vi su dung", "don vi thu huong", "don vi duoc cap"),
    "name": (
        "thiet bi",
        "ten thiet bi",
        "noi dung",
        "noi dung chi",
        "hang muc",
        "ten hang muc",
        "danh muc",
        "danh muc thiet bi",
        "ten tai san",
    ),
    "measure": ("dvt", "don vi tinh", "d v t"),
    "quantity": ("so luong", "sl", "so luong duoc cap", "so luong cap"),
    "unit_price": ("don gia", "dg", "gia"),
    "amount": ("thanh tien", "tt tien", "so tien", "kinh phi"),
    "year": ("nam", "nam cap", "nam thuc hien"),
    "bought": ("da mua", "so luong da mua", "da cap", "da trang bi"),
    "document": ("van ban", "quyet dinh", "can cu"),
    "note": ("ghi chu",),
}
_TOTALS = ("cong", "tong cong", "tong", "tong so", "cong don vi")
_HELD_MEASURE_HEADING = 2
FORM = "Mỗi dòng: đơn vị, thiết bị, đơn vị tính, số lượng, đơn giá hoặc thành tiền, năm; hoặc dán kèm dòng tiêu đề."


@dataclass(frozen=True, slots=True)
class PastedItem:
    """What one pasted row was understood as: `draft` None = refused (with problems) or left out (`left_out` says why)."""

    row: int
    text: str
    unit: str
    draft: ItemDraft | None
    problems: tuple[Problem, ...] = ()
    left_out: str = ""

    @property
    def refused(self) -> bool:
        """Whether this row stands in the way of saving."""
        return bool(self.problems)


@dataclass(frozen=True)
class Paste:
    """What rows are read against: the source, the units it may grant to, the year where none is told, what the list holds already."""

    source: str
    nature: str
    year: int
    units: Sequence[UnitLabel]
    held: frozenset[tuple[str, str, str, str, int]] = frozenset()


def read_items_text(text: str, paste: Paste) -> list[PastedItem]:
    """Every row of a pasted text that holds anything, in the order given."""
    columns: Sequence[str] = ORDER
    index = index_units(paste.units)
    found: list[PastedItem] = []
    above = ""
    for number, cells in enumerate(_rows(text), start=1):
        if not any(cells):
            continue
        heading = _read_heading(cells)
        shown = " | ".join(cell for cell in cells if cell)
        if heading:
            columns = heading
            found.append(PastedItem(number, shown, "", None, (), "dòng tiêu đề"))
        elif fold(next(cell for cell in cells if cell)) in _TOTALS:
            found.append(PastedItem(number, shown, "", None, (), "dòng cộng, không phải một mục"))
        else:
            texts = dict(zip(columns, cells, strict=False))
            above = texts.get("unit") or above
            found.append(_read_row(number, shown, {**texts, "unit": above}, (paste, index)))
    return _refuse_repeated(found, paste.held)


def _rows(text: str) -> list[list[str]]:
    """The cells of a copied block; a cell that holds line breaks comes in quotes."""
    mark = "\t" if "\t" in text else ";" if ";" in text else "|"
    return [[normalise(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]


def _read_heading(cells: Sequence[str]) -> tuple[str, ...]:
    """What the cells of a heading row call their columns; () for a row that is no heading."""
    by_word = {word: name for name, words in _HEADINGS.items() for word in words}
    names = [by_word.get(fold(cell).split(" (")[0].strip(" .:"), "?") for cell in cells]
    known = {name for name in names if name not in ("", "?")}
    return tuple(names) if len(known) > _HELD_MEASURE_HEADING and "quantity" in known else ()


def _read_row(number: int, shown: str, texts: Mapping[str, str], known: tuple[Paste, Mapping[str, list[UnitLabel]]]) -> PastedItem:
    paste, index = known
    wanted = texts.get("unit", "")
    if not texts.get("name") and not texts.get("quantity"):
        sentence = f"Dòng {number} không có thiết bị và số lượng nên không rõ được cấp gì."
        return PastedItem(number, shown, wanted, None, (Problem("pasted_cells", sentence, FORM),))
    unit, problem = find_unit(wanted, index, paste.units) if wanted else (None, None)
    draft, problems = read_draft({**texts, "unit": unit.code if unit else wanted}, paste.source, paste.nature, paste.year)
    refused = (*((problem,) if problem else ()), *problems)
    return PastedItem(number, shown, unit.name if unit else wanted, None if refused else draft, refused)


def _refuse_repeated(rows: Sequence[PastedItem], held: frozenset[tuple[str, str, str, str, int]]) -> list[PastedItem]:
    first: dict[tuple[str, str, str, str, int], int] = {}
    kept = []
    for row in rows:
        if row.draft is not None and row.draft.key in held:
            sentence = f"“{row.draft.name}” năm {row.draft.year} của {row.unit} đã có trong phụ lục."
            row = replace(row, draft=None, problems=(Problem("item_there", sentence, "Bỏ dòng này, hoặc sửa số lượng của mục đang có."),))
        elif row.draft is not None and row.draft.key in first:
            sentence = f"“{row.draft.name}” của {row.unit} trùng với dòng {first[row.draft.key]} vừa dán."
            row = replace(row, draft=None, problems=(Problem("item_repeated", sentence, "Gộp số lượng vào một dòng."),))
        elif row.draft is not None:
            first[row.draft.key] = row.row
        kept.append(row)
    return kept
