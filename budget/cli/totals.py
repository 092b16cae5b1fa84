"""The command `total`: the amount of a scenario, whole and by groups, straight from the resolved lines."""

from typing import Any

import pandas as pd

from budget.cli.call import Answer, Call, opened
from budget.cli.grammar import UsageError
from budget.cli.printing import format_count, format_table
from budget.cli.selection import read_selection
from budget.model import labels
from budget.money import format_money
from budget.plan.catalogue import Catalogue
from budget.totals.reading import GROUPINGS

HEADINGS = {
    "unit": "Đơn vị",
    "unit_name": "Đơn vị",
    "level": "Cấp",
    "district": "Huyện",
    "source": "Nguồn",
    "category": "Nhóm chi",
    "nature": "Tính chất",
    "priority": "Ưu tiên",
    "task": "Nhiệm vụ",
    "year": "Năm",
    "quarter": "Quý",
    "route": "Luồng xử lý",
    "listing": "Danh mục",
    "heading": "Nhóm trong tệp gốc",
}


def add_up(call: Call) -> Answer:
    """The amount (đồng) and lines of a scenario, by the groups asked for."""
    words = call.words
    unknown = [name for name in words.by if name not in GROUPINGS]
    if unknown:
        raise UsageError(f"--by không nhận “{unknown[0]}”.", f"Chỉ nhận: {', '.join(GROUPINGS)}.")
    if len(set(words.by)) != len(words.by):
        raise UsageError("--by có nhóm lặp lại.", "Ghi mỗi nhóm một lần.")
    wanted = read_selection(words)
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        found = plan.group_totals(words.by, scenario.id, wanted)
        catalogue = plan.catalogue()
    rows: list[dict[str, Any]] = [{str(name): plain(value) for name, value in record.items()} for record in found.frame.to_dict("records")]
    data = {"scenario": scenario.name, "amount": found.amount, "lines": found.lines, "groups": rows if words.by else []}
    text = f"{scenario.name}: {format_count(found.lines)} khoản mục, tổng {format_money(found.amount)} đồng."
    if words.by and rows:
        headings = [*(HEADINGS[name] for name in words.by), "Thành tiền (đồng)", "Khoản mục"]
        cells = [
            [*(show(name, row[name], catalogue) for name in words.by), format_money(row["amount"]), format_count(row["lines"])]
            for row in rows
        ]
        text = format_table(headings, cells, (len(words.by), len(words.by) + 1)) + "\n" + text
    return Answer(data, text)


def show(grouping: str, value: object, catalogue: Catalogue) -> str:
    """A group's value as people read it."""
    if value is None or value == "":
        return "(chưa ghi)"
    text = str(value)
    if grouping in ("unit", "district"):
        return catalogue.unit_name(text)
    if grouping == "source":
        return catalogue.source_name(text)
    if grouping == "task":
        return catalogue.tasks[text].name if text in catalogue.tasks else text
    if grouping == "priority":
        return labels.PRIORITY.get(int(text), text)
    known = {
        "category": labels.CATEGORY,
        "nature": labels.NATURE,
        "level": labels.UNIT_LEVEL,
        "route": labels.ROUTE,
        "listing": labels.LISTING,
    }
    return known.get(grouping, {}).get(text, text)


def plain(value: object) -> int | str | bool | None:
    """A cell as plain Python: None for missing or empty, whole numbers, flags and texts as they are."""
    if value is None or isinstance(value, str | bool):
        return None if value == "" else value
    return None if value is pd.NA else int(str(value))
