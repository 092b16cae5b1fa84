"""The command `reductions`: what an appraisal takes off the lines before any cut, reported apart and never counted as saved."""

from typing import Any

from budget.cli.call import Answer, Call, opened
from budget.cli.printing import format_count, format_table
from budget.model import labels
from budget.money import format_money
from budget.plan.necessity_part import ReducedLine, Reductions

SHOWN = 30


def list_reductions(call: Call) -> Answer:
    """What an appraisal takes off before any cut."""
    words = call.words
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        found = plan.necessity.reductions(scenario.id, words.year)
    rows = [_reduced(item) for item in found.lines]
    grounds = [
        {"ground": ground.value, "name": labels.REDUCTION[ground], "lines": count, "certain": sure, "proposed": proposed}
        for ground, (count, sure, proposed) in found.by_ground.items()
    ]
    data = {"scenario": scenario.name, "year": words.year, "certain": found.certain, "proposed": found.proposed}
    return Answer({**data, "held": found.held, "grounds": grounds, "reductions": rows}, _say_reductions(found))


def _reduced(item: ReducedLine) -> dict[str, Any]:
    names = ("line", "number", "unit", "name", "before", "amount", "sentence", "fix", "citation", "code", "certain", "held")
    return {
        **{name: getattr(item, name) for name in names},
        "ground": item.ground.value,
        "operation": item.operation.value,
        "settings": dict(item.settings),
        "words": item.words,
    }


def _say_reductions(found: Reductions) -> str:
    cells = [
        [str(item.number), labels.REDUCTION[item.ground], "chắc chắn" if item.certain else "đề xuất", item.words, format_money(item.amount)]
        for item in found.lines[:SHOWN]
    ]
    sure, proposed = format_money(found.certain), format_money(found.proposed)
    whole = f"Giảm trừ thẩm định: chắc chắn {sure} đồng, đề xuất {proposed} đồng; không tính là cắt giảm."
    more = f" Trên đây là {SHOWN} trong {format_count(len(found.lines))} khoản; thêm --json để lấy đủ." if len(found.lines) > SHOWN else ""
    held = f" {format_count(found.held)} khoản đã khóa hoặc đã ký hợp đồng nên không tính." if found.held else ""
    return format_table(["Số", "Căn cứ giảm", "Mức chắc", "Thao tác", "Số tiền"], cells, (0, 4)) + f"\n{whole}{more}{held}"
