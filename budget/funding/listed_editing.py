"""Entering what an annex grants: the texts of one item read, its figures held together, and the changes that write it.

Law: an amount that is not quantity times price is refused, never corrected; what the annex does not say stays unknown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from budget.funding.listed import ListedItem
from budget.model.ids import new_id
from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import format_money, parse_money, scale_amount
from budget.quantity import format_quantity, parse_quantity
from budget.store.kinds import ALL, KINDS
from budget.store.records import Change, Value
from budget.typed_date import FIRST_YEAR, LAST_YEAR
from budget.vietnamese import fold, normalise

Parser = Callable[[str], tuple[int | None, list[Problem]]]
ONE = 1_000
LABELS: Mapping[str, str] = {
    "unit": "Đơn vị",
    "name": "Thiết bị, nội dung",
    "measure": "Đơn vị tính",
    "quantity": "Số lượng được cấp",
    "unit_price": "Đơn giá (đồng)",
    "amount": "Thành tiền (đồng)",
    "year": "Năm",
    "bought": "Đã mua",
    "document": "Văn bản",
    "note": "Ghi chú",
}
"""What people may tell of an item, by field name."""
_KIND = KINDS["listed_item"]


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An item as it was told: thousandths and đồng; None = the annex does not say."""

    source: str
    unit: str
    name: str
    measure: str
    nature: str
    year: int
    quantity_milli: int
    unit_price: int | None
    amount: int | None
    bought_milli: int
    document: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str, str, int]:
        """What makes two items the same one."""
        return self.source, self.unit, fold(self.name), fold(self.measure), self.year


def key_of(item: ListedItem) -> tuple[str, str, str, str, int]:
    """The same of an item that is there."""
    return item.source, item.unit, item.folded, fold(item.measure), item.year


def read_draft(texts: Mapping[str, str], source: str, nature: str, year: int) -> tuple[ItemDraft | None, list[Problem]]:
    """An item from texts by the names of LABELS (`unit` a code; `year` when none is told), or what is wrong with them."""
    told = {name: normalise(texts.get(name) or "") for name in LABELS}
    problems = [
        Problem("required", f"Thiếu {LABELS[name].lower()}.", "Ghi đủ đơn vị, thiết bị, đơn vị tính và số lượng.")
        for name in ("unit", "name", "measure", "quantity")
        if not told[name]
    ]
    quantity = _read(problems, parse_quantity, told["quantity"])
    bought = _read(problems, parse_quantity, told["bought"])
    price = _not_negative(problems, "Đơn giá", _read(problems, parse_money, told["unit_price"]))
    amount = _not_negative(problems, "Thành tiền", _read(problems, parse_money, told["amount"]))
    when = _read_year(problems, told["year"], year)
    if problems or quantity is None:
        return None, problems
    problems = _held_together(quantity, bought or 0, price, amount)
    if problems:
        return None, problems
    price, amount = _completed(quantity, price, amount)
    figures = (quantity, price, amount, bought or 0)
    about = (source, told["unit"], told["name"], told["measure"], nature, when)
    return ItemDraft(*about, *figures, told["document"], told["note"]), []


def texts_of(item: ListedItem) -> dict[str, str]:
    """An item as its form shows it."""
    return {
        **{name: str(getattr(item, name)) for name in ("unit", "name", "measure", "year", "document", "note")},
        "quantity": format_quantity(item.quantity_milli),
        "bought": format_quantity(item.bought_milli),
        "unit_price": format_money(item.unit_price),
        "amount": format_money(item.amount),
    }


def make_item(draft: ItemDraft) -> Change:
    """The change that enters a new item."""
    identity = new_id()
    return Change("listed_item", identity, ALL, None, {"id": identity, **_record(draft)})


def change_item(item: ListedItem, draft: ItemDraft, expected: int | None = None) -> list[Change]:
    """The changes that make an item what was told; a figure a person has entered is no longer illustrative."""
    before, after = _stored(item), _record(draft)
    if {**before, "sample": None} == {**after, "sample": None}:
        return []
    changes = []
    for group, columns in _KIND.groups.items():
        old, new = {name: before[name] for name in columns}, {name: after[name] for name in columns}
        if old != new:
            changes.append(Change("listed_item", item.id, group, old, new, expected))
    return changes


def delete_item(item: ListedItem, expected: int | None = None) -> Change:
    """The change that takes an item off the list."""
    return Change("listed_item", item.id, ALL, {"id": item.id, **_stored(item)}, None, expected)


def _record(draft: ItemDraft) -> dict[str, Value]:
    told: dict[str, Value] = {field.name: getattr(draft, field.name) for field in fields(draft)}
    return {**told, "folded": fold(draft.name), "sample": False}


def _stored(item: ListedItem) -> dict[str, Value]:
    return {name: getattr(item, name) for name in _KIND.columns if name != "id"}


def _read(problems: list[Problem], read: Parser, text: str) -> int | None:
    value, found = read(text)
    problems.extend(problem for problem in found if problem.severity is Severity.ERROR)
    return value


def _not_negative(problems: list[Problem], label: str, value: int | None) -> int | None:
    if value is not None and value < 0:
        problems.append(
            Problem("negative", f"{label} âm ({format_money(value)}) nên không nhận.", "Nhập số không âm; chưa rõ thì để trống.")
        )
    return value


def _read_year(problems: list[Problem], text: str, default: int) -> int:
    if not text:
        return default
    if text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    problems.append(Problem("out_of_range", f"Năm “{text}” không hợp lệ.", f"Nhập năm từ {FIRST_YEAR} đến {LAST_YEAR}, hoặc để trống."))
    return default


def _held_together(quantity: int, bought: int, price: int | None, amount: int | None) -> list[Problem]:
    problems = []
    if quantity == 0:
        problems.append(Problem("quantity_zero", "Số lượng được cấp bằng 0.", "Ghi số lượng theo phụ lục, hoặc bỏ dòng này."))
    if bought > quantity:
        sentence = f"Đã mua {format_quantity(bought)}, nhiều hơn số lượng được cấp {format_quantity(quantity)}."
        problems.append(Problem("bought_over_quantity", sentence, "Kiểm tra lại số lượng được cấp và số đã mua."))
    if price is not None and amount is not None and scale_amount(quantity, price, ONE, 0) != amount:
        product = format_money(scale_amount(quantity, price, ONE, 0))
        sentence = f"Thành tiền {format_money(amount)} khác số lượng nhân đơn giá ({product})."
        fix = "Đối chiếu phụ lục; nếu không rõ số nào đúng thì chỉ ghi một trong hai."
        problems.append(Problem("amount_differs", sentence, fix))
    return problems


def _completed(quantity: int, price: int | None, amount: int | None) -> tuple[int | None, int | None]:
    """The price and amount, one worked out from the other where that is exact."""
    if price is not None:
        return price, scale_amount(quantity, price, ONE, 0)
    if amount is None or amount * ONE % quantity:
        return None, amount
    return amount * ONE // quantity, amount
