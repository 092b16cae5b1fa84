"""Scenarios side by side as tables: the whole, by group, and line by line."""

from collections.abc import Sequence

import pandas as pd

from budget.model import labels
from budget.model.ids import BASE
from budget.money import format_share
from budget.plan.terms import Compared, Comparison, column_of, label_difference
from pages.parts.desk import Desk
from pages.parts.header import signed
from pages.parts.tables import Cell, Column, Row, draw_table

GROUPS = {
    "source": "Theo nguồn",
    "level": "Theo khối",
    "unit": "Theo đơn vị",
    "category": "Theo nhóm chi",
    "nature": "Theo tính chất",
    "priority": "Theo ưu tiên",
}


def draw_wholes(desk: Desk, comparison: Comparison) -> None:
    """Each scenario's total, what it cuts, defers and (in one year) takes over from earlier ones, and its difference from the first."""
    first, arrived = comparison.scenarios[0], any(scenario.arrived for scenario in comparison.scenarios)
    names = ["Tổng", "Cắt", "Giãn", *(["Chuyển đến"] if arrived else []), f"So với {first.name}", "%", "Khoản mục"]
    columns = [Column("Phương án", "lien"), *(Column(name, "so") for name in names)]
    rows: list[Row] = []
    for scenario in comparison.scenarios:
        difference = scenario.amount - first.amount
        share = format_share(difference, first.amount) if difference else ""
        moved = (scenario.cut, scenario.deferred, *((scenario.arrived,) if arrived else ()))
        figures = [desk.money(value) if value else "" for value in moved]
        gap = signed(difference, desk.unit) if scenario is not first else ""
        rows.append([scenario.name, desk.money(scenario.amount), *figures, gap, share, f"{scenario.lines:,}".replace(",", ".")])
    draw_table(columns, rows, label="Các phương án so với nhau")


def draw_groups(desk: Desk, comparison: Comparison, *, only_different: bool) -> None:
    """Amounts by group, one column a scenario, and the difference of each from the first."""
    by = comparison.by[0]
    first, others = comparison.scenarios[0], comparison.scenarios[1:]
    columns = [Column(GROUPS[by].removeprefix("Theo ").capitalize(), "lien")]
    columns += [Column(scenario.name, "so") for scenario in comparison.scenarios]
    columns += [Column(f"{scenario.name} - {first.name}", "so") for scenario in others]
    rows: list[Row] = []
    for group in comparison.groups.to_dict("records"):
        amounts = [int(group[scenario.id]) for scenario in comparison.scenarios]
        if only_different and len(set(amounts)) == 1:
            continue
        rows.append([group_name(desk, by, group[by]), *_amounts(desk, amounts)])
    total = ["Cộng", *_amounts(desk, [scenario.amount for scenario in comparison.scenarios])]
    draw_table(columns, rows, total=total, label="So sánh theo nhóm", height=380)


def lines_table(desk: Desk, comparison: Comparison) -> pd.DataFrame:
    """The differing lines as texts: amounts per scenario, how they differ, and why."""
    rows = []
    for line in comparison.lines.to_dict("records"):
        row = {"STT": str(line["number"]), "Nội dung chi": line["name"], "Đơn vị": line["unit_name"]}
        for scenario in comparison.scenarios:
            row[scenario.name] = desk.money(int(line[column_of("counted", scenario.id)]))
        for scenario in comparison.scenarios[1:]:
            row[f"{scenario.name}: khác"] = label_difference(str(line[column_of("kind", scenario.id)]))
        row["Lý do"] = "; ".join(reasons_of(line, comparison.scenarios))
        rows.append(row)
    return pd.DataFrame(rows)


def reasons_of(line: dict, scenarios: Sequence[Compared]) -> list[str]:
    """Each reason once, in the order of the scenarios."""
    found = [str(line[column_of("reason", scenario.id)]) for scenario in scenarios if scenario.id != BASE]
    return list(dict.fromkeys(reason for reason in found if reason))


def group_name(desk: Desk, by: str, value: object) -> str | Cell:
    """A group's value as people read it."""
    catalogue = desk.plan.catalogue()
    text = "" if pd.isna(value) else str(value)
    if not text:
        return Cell("Chưa có nguồn" if by == "source" else "Chưa ghi", "xem")
    names = {
        "source": catalogue.source_name,
        "unit": catalogue.unit_name,
        "level": lambda code: labels.UNIT_LEVEL.get(code, code),
        "category": lambda code: labels.CATEGORY.get(code, code),
        "nature": lambda code: labels.NATURE.get(code, code),
        "priority": lambda code: labels.PRIORITY.get(int(code), code),
    }
    return names[by](text)


def _amounts(desk: Desk, amounts: Sequence[int]) -> list[str]:
    differences = [amount - amounts[0] for amount in amounts[1:]]
    return [*(desk.money(amount) for amount in amounts), *(signed(value, desk.unit) if value else "" for value in differences)]
