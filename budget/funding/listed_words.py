"""A change to an item of an annex in people's words: which figure, from what to what."""

from collections.abc import Mapping

from budget.funding.listed_editing import LABELS
from budget.money import format_money
from budget.quantity import format_quantity
from budget.store.records import Change, Record, Value

_COLUMNS: Mapping[str, str] = {"quantity": "quantity_milli", "bought": "bought_milli"}


def tell_item(change: Change) -> list[tuple[str, str, str]]:
    """Label, old text and new text of what differs; an item entered or withdrawn is told whole."""
    if change.old is None or change.new is None:
        said = describe_item(change.new or change.old or {})
        return [("Thêm mục trong phụ lục", "", said) if change.old is None else ("Xóa mục trong phụ lục", said, "")]
    old, new = change.old, change.new
    columns = {name: _COLUMNS.get(name, name) for name in LABELS}
    return [
        (LABELS[name], _text(column, old[column]), _text(column, new[column]))
        for name, column in columns.items()
        if column in new and old.get(column) != new[column]
    ]


def describe_item(record: Record) -> str:
    """An item in a few words: 5 bộ Máy tính để bàn."""
    return f"{_text('quantity_milli', record.get('quantity_milli'))} {record.get('measure')} {record.get('name')}".strip()


def _text(column: str, value: Value) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if column.endswith("_milli"):
        return format_quantity(int(value))
    return str(value) if column == "year" else format_money(int(value))
