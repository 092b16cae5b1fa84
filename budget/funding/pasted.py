"""Amounts pasted for many units: each line is a unit (code or exact name) and an amount; what could mean two units is refused.

Names are joined exactly (NFC), never by folding: Phước Hòa and Phước Hoà are two communes. Folding only helps to explain.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from budget.model.problem import Problem
from budget.model.states import Severity
from budget.money import parse_money
from budget.vietnamese import fold, normalise

_SEPARATOR = re.compile(r"\t|;| {2,}|\|")
_OFFICE = "ubnd "
_FORM = "Ghi mỗi dòng: mã hoặc tên đơn vị, dấu Tab (hoặc chấm phẩy), rồi số tiền."


@dataclass(frozen=True, slots=True)
class UnitLabel:
    """A unit as people may name it: full name and short name."""

    code: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class PastedAmount:
    """What one pasted line was understood as: `unit` "" and `amount` None while its problems contain an error."""

    line: int
    text: str
    unit: str
    name: str
    amount: int | None
    problems: tuple[Problem, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether this line can be saved."""
        return bool(self.unit) and self.amount is not None and all(item.severity is not Severity.ERROR for item in self.problems)


def read_amounts(text: str, units: Sequence[UnitLabel]) -> list[PastedAmount]:
    """Every non-empty line of `text` with the unit and amount (đồng) it means, or what is wrong with it; in the order given."""
    index = index_units(units)
    rows = [_read_line(number, line, index, units) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    times = Counter(row.unit for row in rows if row.unit)
    return [_refuse_repeated(row) if row.unit and times[row.unit] > 1 else row for row in rows]


def index_units(units: Sequence[UnitLabel]) -> Mapping[str, list[UnitLabel]]:
    """The units by every spelling that may stand for them: code, name without UBND, short name, in small letters."""
    found: dict[str, list[UnitLabel]] = {}
    for unit in units:
        name = normalise(unit.name).lower()
        for spelling in {unit.code.lower(), name, name.removeprefix(_OFFICE), normalise(unit.short_name).lower()}:
            found.setdefault(spelling, []).append(unit)
    return found


def _read_line(number: int, line: str, index: Mapping[str, list[UnitLabel]], units: Sequence[UnitLabel]) -> PastedAmount:
    cells = [cell.strip() for cell in _SEPARATOR.split(line.strip()) if cell.strip()]
    if len(cells) != 2:
        sentence = f"Dòng {number} có {len(cells)} ô nên không rõ đâu là đơn vị, đâu là số tiền."
        return PastedAmount(number, line.strip(), "", "", None, (Problem("pasted_cells", sentence, _FORM),))
    unit, problem = find_unit(cells[0], index, units)
    amount, problems = parse_money(cells[1])
    if amount is not None and amount < 0:
        fix = "Nhập số không âm; chưa rõ thì bỏ dòng này."
        amount, problems = None, [Problem("negative", f"Số tiền “{cells[1]}” âm nên không nhận.", fix)]
    found = (*((problem,) if problem else ()), *problems)
    return PastedAmount(number, line.strip(), unit.code if unit else "", unit.name if unit else cells[0], amount, found)


def find_unit(wanted: str, index: Mapping[str, list[UnitLabel]], units: Sequence[UnitLabel]) -> tuple[UnitLabel | None, Problem | None]:
    """The unit a text means, by exact spelling or code; else what is wrong, with the units it may have meant."""
    exact = index.get(normalise(wanted).lower(), [])
    if len(exact) == 1:
        return exact[0], None
    if exact:
        return None, Problem("unit_ambiguous", f"“{wanted}” là tên của {len(exact)} đơn vị.", f"Ghi mã thay cho tên: {_offer(exact)}.")
    folded = fold(wanted)
    near = [unit for unit in units if folded in (fold(unit.name), fold(unit.name).removeprefix(_OFFICE), fold(unit.short_name))]
    if near:
        sentence = f"Không có đơn vị nào ghi đúng là “{wanted}”; khác dấu có thể là đơn vị khác nên không đoán."
        return None, Problem("unit_spelling", sentence, f"Ghi đúng dấu hoặc ghi mã: {_offer(near)}.")
    return None, Problem("unknown_unit", f"Không có đơn vị “{wanted}” được nguồn này giao.", "Ghi đúng tên hoặc mã đơn vị.")


def _offer(units: Sequence[UnitLabel]) -> str:
    return "; ".join(f"{unit.code} ({unit.name})" for unit in units[:5])


def _refuse_repeated(row: PastedAmount) -> PastedAmount:
    problem = Problem("unit_repeated", f"{row.name} có ở nhiều dòng nên không rõ lấy số nào.", "Giữ lại một dòng cho mỗi đơn vị.")
    return replace(row, problems=(*row.problems, problem))
