"""Splitting one line into parts whose sum is the line, to the đồng and the thousandth.

The first part stays the old line: its history, comments, files and whatever requires it stay with it. Every layer is split by the same rule
as the working one. Figures that describe the thing as a whole (outturn, allotment, stock) stay on the first part, so that no sum doubles.

Law: for every layer, what is divided (quantity, times, or the price of a lump) and the amounts of the parts add up to the layer's;
a split that cannot do so is refused.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from budget.exact import scale_amount, spread
from budget.lines.editing import Known, LineEdit, LineRecord, has_errors, plan_edits
from budget.model import labels
from budget.model.ids import new_id
from budget.model.problem import Problem
from budget.model.states import Layer
from budget.money import format_money, parse_money
from budget.quantity import format_quantity, parse_quantity, parse_share
from budget.store.kinds import ALL, LINE
from budget.store.records import Change, Value

MOST_PARTS = 50
ONE = 1_000
"""One, in thousandths."""
STAYING = ("given", "stock")
"""Groups only the first part keeps."""
PART_FIELDS = ("name", "unit", "source", "task", "year", "quarter", "note")
"""What a part may have of its own."""


class SplitBy(StrEnum):
    """What the parts are told in."""

    QUANTITY = "quantity"
    TIMES = "times"
    AMOUNT = "amount"
    SHARE = "share"


SPLIT_BY: Mapping[str, str] = {
    SplitBy.QUANTITY: "Theo số lượng",
    SplitBy.TIMES: "Theo số lần",
    SplitBy.AMOUNT: "Theo số tiền",
    SplitBy.SHARE: "Theo tỷ lệ %",
}


@dataclass(frozen=True)
class SplitPart:
    """One part as a person tells it: how much (quantity, times, đồng or percent as text), and what it has of its own."""

    size: str
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedSplit:
    """What a split comes to: the parts as whole records (the first is the old line), the changes, and what stands in the way."""

    parts: tuple[LineRecord, ...]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether nothing can be saved."""
        return not self.changes

    @property
    def amount(self) -> int:
        """What the parts' working amounts add up to, in đồng."""
        return sum(_whole(part[f"{working_layer(part)}_amount"]) for part in self.parts)


def plan_split(
    record: LineRecord, by: SplitBy, parts: Sequence[SplitPart], known: Known, first_number: int, seen: int | None = None
) -> PlannedSplit:
    """The changes that split a line into `parts`, the new ones numbered from `first_number`; refused whole when anything is wrong."""
    if not 2 <= len(parts) <= MOST_PARTS:
        return _refused(Problem("parts_count", f"Phải tách thành từ 2 đến {MOST_PARTS} phần.", "Thêm hoặc bớt phần rồi tách lại."))
    weights, problem = _read_sizes(record, by, [part.size for part in parts])
    if problem is not None:
        return _refused(problem)
    driver, weights, problem = _choose_driver(record, by, weights)
    if problem is not None:
        return _refused(problem)
    records = [_begin_part(record, place, first_number) for place in range(len(parts))]
    for layer in Layer:
        problem = _split_layer(record, layer, driver, weights, records)
        if problem is not None:
            return _refused(problem)
    problems = [found for own, part in zip(records, parts, strict=True) for found in _tell_part(own, part, known)]
    if problems:
        return PlannedSplit((), (), tuple(problems))
    return PlannedSplit(tuple(records), tuple(_changes(record, records, seen)), ())


def working_layer(record: LineRecord) -> str:
    """The layer whose figures count: finance once done, else requested."""
    return Layer.REQUESTED if record.get("finance_amount") is None else Layer.FINANCE


def _read_sizes(record: LineRecord, by: SplitBy, sizes: Sequence[str]) -> tuple[list[int], Problem | None]:
    """What each part was told to be, as whole numbers that add up to the whole; else the problem."""
    readers = {SplitBy.AMOUNT: parse_money, SplitBy.SHARE: parse_share}
    weights: list[int] = []
    for place, size in enumerate(sizes, start=1):
        value, problems = readers.get(by, parse_quantity)(size)
        if value is None or value <= 0:
            said = problems[0].sentence if problems else f"Phần {place} chưa có số lớn hơn 0."
            return [], Problem("part_size", f"Phần {place}: {said}" if problems else said, "Nhập số của phần đó rồi tách lại.")
        weights.append(value)
    whole, show = _whole_of(record, by)
    if sum(weights) != whole:
        sentence = f"Các phần cộng lại là {show(sum(weights))}, khác {show(whole)} của khoản mục."
        return [], Problem("parts_sum", sentence, f"Sửa để các phần cộng lại đúng {show(whole)}.")
    return weights, None


def _whole_of(record: LineRecord, by: SplitBy) -> tuple[int, Callable[[int], str]]:
    """What the parts must add up to, and how it is printed."""
    layer = working_layer(record)
    if by is SplitBy.SHARE:
        return 10_000, lambda value: f"{format_quantity(value * 10)} %"
    if by is SplitBy.AMOUNT:
        return _whole(record[f"{layer}_amount"]), lambda value: f"{format_money(value)} đ"
    column, word = ("quantity_milli", record.get("measure")) if by is SplitBy.QUANTITY else ("times_milli", "lần")
    return _whole(record[f"{layer}_{column}"]), lambda value: f"{format_quantity(value)} {word}"


def _choose_driver(record: LineRecord, by: SplitBy, weights: list[int]) -> tuple[str, list[int], Problem | None]:
    """Which driver is divided, and the weights in it: a lump (1 x 1) divides its price, one thing many times its times, else quantity."""
    layer = working_layer(record)
    if by in (SplitBy.QUANTITY, SplitBy.TIMES):
        return ("quantity_milli" if by is SplitBy.QUANTITY else "times_milli"), weights, None
    if _is_lump(record, layer):
        return "unit_price", weights, None
    driver = "times_milli" if record[f"{layer}_quantity_milli"] == ONE else "quantity_milli"
    if by is SplitBy.SHARE:
        return driver, weights, None
    for name in dict.fromkeys((driver, "quantity_milli", "times_milli")):
        exact = _exact_sizes(record, layer, name, weights)
        if exact is not None:
            return name, exact, None
    return driver, weights, _inexact_amounts(record, layer)


def _is_lump(record: LineRecord, layer: str) -> bool:
    return (record[f"{layer}_quantity_milli"], record[f"{layer}_times_milli"]) == (ONE, ONE)


def _exact_sizes(record: LineRecord, layer: str, driver: str, amounts: Sequence[int]) -> list[int] | None:
    """The thousandths of a driver that give exactly these amounts; None when no whole thousandths do."""
    whole, total = _whole(record[f"{layer}_{driver}"]), _whole(record[f"{layer}_amount"])
    divided = [divmod(amount * whole, total) for amount in amounts]
    return None if any(rest for _, rest in divided) else [size for size, _ in divided]


def _split_layer(record: LineRecord, layer: str, driver: str, weights: Sequence[int], parts: Sequence[dict[str, Value]]) -> Problem | None:
    """Lay one layer's parts into the records, exact to the đồng; the problem when they cannot be."""
    if record.get(f"{layer}_amount") is None:
        return None
    amount = _whole(record[f"{layer}_amount"])
    if driver == "unit_price" and amount and not _is_lump(record, layer):
        return _layers_differ(record, layer)
    sizes = _divide(_whole(record[f"{layer}_{driver}"]), weights, whole_steps=driver != "unit_price")
    if layer == working_layer(record) and not all(sizes):
        return _empty_part(record, layer, driver, sizes)
    for part, size in zip(parts, sizes, strict=True):
        part[f"{layer}_{driver}"] = size
    gross = [scale_amount(*(_whole(part[f"{layer}_{name}"]) for name in ("quantity_milli", "unit_price", "times_milli"))) for part in parts]
    if sum(gross) < amount:
        return _rounding(record, layer, amount - sum(gross))
    # what rounding or a percent cut took off is shared by size, so each part bears its own as an adjustment of zero or less
    amounts = spread(amount, gross) if any(gross) else [0] * len(parts)
    for part, own, product in zip(parts, amounts, gross, strict=True):
        part[f"{layer}_adjustment"] = own - product
        part[f"{layer}_amount"] = own
    return None


def _divide(whole: int, weights: Sequence[int], *, whole_steps: bool) -> list[int]:
    """Parts of a driver by largest remainder, ties to the earlier part; whole pieces stay whole where the parts are told in whole ones."""
    if sum(weights) == whole:
        return list(weights)
    if whole_steps and whole % ONE == 0:
        return [piece * ONE for piece in spread(whole // ONE, weights)]
    return spread(whole, weights)


def _begin_part(record: LineRecord, place: int, first_number: int) -> dict[str, Value]:
    if place == 0:
        return dict(record)
    part: dict[str, Value] = {**record, "id": new_id(), "number": first_number + place - 1}
    for group in STAYING:
        part.update(dict.fromkeys(LINE.groups[group]))
    note = f"Tách từ khoản mục số {record['number']}"
    part["note"] = f"{record['note']}; {note}" if record.get("note") else note
    return part


def _tell_part(part: dict[str, Value], told: SplitPart, known: Known) -> list[Problem]:
    """Give a part what it has of its own, judged as an edit of it would be."""
    line = str(part["id"])
    edits = [LineEdit(line, name, told.texts[name]) for name in PART_FIELDS if told.texts.get(name, "").strip()]
    changes, found = plan_edits({line: part}, edits, known)
    if has_errors(found):
        return [replace(item.problem, line=None) for item in found]
    for change in changes:
        part.update(change.new or {})
    return []


def _changes(record: LineRecord, parts: Sequence[LineRecord], seen: int | None) -> list[Change]:
    first, *others = parts
    changes = []
    for group, columns in LINE.groups.items():
        old, new = ({name: side.get(name) for name in columns} for side in (record, first))
        if old != new:
            changes.append(Change("line", str(record["id"]), group, old, new, seen))
    return [*changes, *(Change("line", str(part["id"]), ALL, None, dict(part)) for part in others)]


def _refused(problem: Problem) -> PlannedSplit:
    return PlannedSplit((), (), (problem,))


def _inexact_amounts(record: LineRecord, layer: str) -> Problem:
    price = format_money(_whole(record[f"{layer}_unit_price"]))
    sentence = f"Với đơn giá {price} đ/{record.get('measure')}, không có số lượng nào cho đúng các số tiền này."
    return Problem("split_inexact", sentence, "Chọn số tiền là bội của đơn giá, hoặc tách theo số lượng hay tỷ lệ.")


def _layers_differ(record: LineRecord, layer: str) -> Problem:
    name = labels.LAYER[Layer(layer)].lower()
    sentence = f"Số {name} của khoản mục số {record['number']} không phải 1 × 1 nên không chia được đơn giá cùng một cách."
    return Problem("split_inexact", sentence, "Tách theo số lượng.")


def _empty_part(record: LineRecord, layer: str, driver: str, sizes: Sequence[int]) -> Problem:
    whole = (
        format_quantity(_whole(record[f"{layer}_{driver}"]))
        if driver != "unit_price"
        else format_money(_whole(record[f"{layer}_{driver}"]))
    )
    sentence = f"Phần {list(sizes).index(0) + 1} không còn gì vì {whole} không đủ chia cho {len(sizes)} phần theo tỷ lệ này."
    return Problem("part_empty", sentence, "Bớt số phần, đổi tỷ lệ, hoặc tách theo số lượng.")


def _rounding(record: LineRecord, layer: str, missing: int) -> Problem:
    name = labels.LAYER[Layer(layer)].lower()
    sentence = f"Tách như vậy làm số {name} của khoản mục số {record['number']} hụt {format_money(missing)} đ vì làm tròn từng phần."
    return Problem("split_inexact", sentence, "Chọn số lượng chẵn hơn, hoặc tách theo số tiền.")


def _whole(value: Value) -> int:
    if value is None or isinstance(value, str):
        raise TypeError(f"a driver must be a whole number, not {value!r}")
    return int(value)
