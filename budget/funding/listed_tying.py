"""Tying lines to the items of an annex: an item must be of the line's unit, source and measure, else nothing is tied."""

from collections.abc import Mapping

from budget.funding.listed import ListedItem, same_measure
from budget.model.problem import Problem
from budget.store.database import Cursor
from budget.store.records import Change


def plan_ties(
    cursor: Cursor, pairs: Mapping[str, str], items: Mapping[str, ListedItem], expected: int | None
) -> tuple[list[Change], list[Problem]]:
    """The changes that tie lines to items (line id -> item id, "" = untie), or what keeps any of them from it."""
    marks = ", ".join("?" for _ in pairs) or "''"
    columns = "id, number, name, unit, COALESCE(source, ''), COALESCE(measure, ''), listed_item"
    rows = cursor.rows(f"SELECT {columns} FROM line WHERE id IN ({marks})", list(pairs))
    changes, problems = [], []
    for line, number, name, unit, source, measure, tied in rows:
        wanted = pairs[str(line)]
        problem = _misfit(f"Khoản mục số {number} “{name}”", (str(unit), str(source), str(measure)), wanted, items)
        if problem is not None:
            problems.append(problem)
        elif (wanted or None) != tied:
            old = None if tied is None else str(tied)
            changes.append(Change("line", str(line), "listed", {"listed_item": old}, {"listed_item": wanted or None}, expected))
    missing = len(pairs) - len(rows)
    if missing:
        problems.append(Problem("line_missing", f"{missing} khoản mục không còn trong bộ dự toán.", "Tải lại danh sách rồi ghép lại."))
    return changes, problems


def _misfit(line: str, place: tuple[str, str, str], wanted: str, items: Mapping[str, ListedItem]) -> Problem | None:
    """What keeps a line (unit, source, measure) from being tied to an item."""
    if not wanted:
        return None
    item = items.get(wanted)
    if item is None:
        return Problem("item_missing", f"{line}: mục phụ lục định ghép không còn.", "Tải lại danh sách rồi chọn lại.")
    unit, source, measure = place
    if (item.unit, item.source) != (unit, source):
        return Problem(
            "item_elsewhere", f"{line} và mục “{item.name}” khác đơn vị hoặc khác nguồn.", "Chọn mục của đúng đơn vị, đúng nguồn."
        )
    if not same_measure(item.measure, measure):
        sentence = f"{line} tính theo “{measure}” còn mục “{item.name}” tính theo “{item.measure}” nên không đối chiếu được số lượng."
        return Problem("item_measure", sentence, "Sửa đơn vị tính cho giống phụ lục rồi ghép.")
    return None
