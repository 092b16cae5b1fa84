"""The command `compare`: scenarios side by side, by group and line by line, with the bridge from the first to each other."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from budget.cli.call import Answer, Call, opened
from budget.cli.grammar import UsageError
from budget.cli.printing import decimal_number, format_count, format_table
from budget.cli.totals import HEADINGS, plain, show
from budget.model.states import Difference
from budget.money import format_money
from budget.plan.catalogue import Catalogue
from budget.scenarios.bridge import BridgeStep
from budget.scenarios.compare import Compared, Comparison, label_difference
from budget.scenarios.compare_lines import column_of
from budget.totals.reading import GROUPINGS

WHO = ("id", "number", "unit", "unit_name", "name", "category", "priority")
FIGURES = (
    "quantity_milli",
    "unit_price",
    "times_milli",
    "adjustment",
    "amount",
    "source",
    "year",
    "quarter",
    "dropped",
    "deferred",
    "reason",
)
SHOWN = 20


def compare(call: Call) -> Answer:
    """Two to six scenarios; amounts in the order they were named."""
    words = call.words
    unknown = [name for name in words.by if name not in GROUPINGS]
    if unknown:
        raise UsageError(f"--by không nhận “{unknown[0]}”.", f"Chỉ nhận: {', '.join(GROUPINGS)}.")
    with opened(call) as plan:
        found = plan.scenarios.compare(words.scenarios, words.by, year=words.year)
        first, *others = found.scenarios
        bridges = {other.name: plan.scenarios.bridge(first.id, other.id, words.year) for other in others}
        catalogue = plan.catalogue()
    ids = [one.id for one in found.scenarios]
    lines = [_line(record, ids) for record in _records(found.lines)]
    steps = {name: [_step(step) for step in bridge] for name, bridge in bridges.items()}
    data = {
        "scenarios": [one.name for one in found.scenarios],
        "amounts": [one.amount for one in found.scenarios],
        "details": [_details(one) for one in found.scenarios],
        "bridge": steps[others[0].name],
        "bridges": steps,
        "groups": [_group(record, words.by, ids) for record in _records(found.groups)] if words.by else [],
        "lines": lines,
    }
    return Answer(data, _text(found, bridges, lines, catalogue))


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    names = [str(name) for name in frame.columns]
    columns = [[plain(value) for value in frame[name].tolist()] for name in frame.columns]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _details(one: Compared) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("id", "number", "name", "amount", "lines", "cut", "deferred", "arrived")}


def _step(step: BridgeStep) -> dict[str, Any]:
    return {name: getattr(step, name) for name in ("step", "label", "amount", "deferred", "operations")}


def _group(record: Mapping[str, Any], by: Sequence[str], ids: Sequence[str]) -> dict[str, Any]:
    return {**{name: record[name] for name in by}, "amounts": [record[identity] for identity in ids]}


def _line(record: Mapping[str, Any], ids: Sequence[str]) -> dict[str, Any]:
    """One differing line: `kind` how the second scenario (or the first other that differs) differs from the first."""
    kinds = [record[column_of("kind", identity)] or "" for identity in ids[1:]]
    sides = [{_name(name): _value(name, record[column_of(name, identity)]) for name in FIGURES} for identity in ids]
    kind = next((kind for kind in kinds if kind not in ("", Difference.UNCHANGED)), "")
    amounts = [side["amount"] for side in sides]
    return {**{name: record[name] for name in WHO}, "kind": kind, "kinds": kinds, "amounts": amounts, "sides": sides}


def _name(figure: str) -> str:
    return figure.removesuffix("_milli")


def _value(figure: str, value: Any) -> Any:  # noqa: ANN401  # a cell of any column
    return decimal_number(value) if figure.endswith("_milli") else value


def _text(found: Comparison, bridges: Mapping[str, Sequence[BridgeStep]], lines: Sequence[Mapping[str, Any]], catalogue: Catalogue) -> str:
    names = [one.name for one in found.scenarios]
    right = tuple(range(len(found.by), len(found.by) + len(names)))
    cells = [
        [*(show(name, record[name], catalogue) for name in found.by), *(format_money(record[one.id]) for one in found.scenarios)]
        for record in _records(found.groups)
    ]
    whole = [*([""] * len(found.by)), *(format_money(one.amount) for one in found.scenarios)]
    whole[0] = "Tổng" if found.by else whole[0]
    parts = [format_table([*(HEADINGS[name] for name in found.by), *names], [*cells, whole] if found.by else [whole], right)]
    first = found.scenarios[0]
    for name, bridge in bridges.items():
        steps = [[step.label, format_money(step.amount)] for step in bridge]
        parts.append(format_table([f"Từ “{first.name}” đến “{name}”", "đồng"], steps, (1,)))
    parts.append(f"{format_count(len(lines))} khoản mục khác nhau.")
    shown = [
        [str(line["number"]), line["name"], _kind(line), *(format_money(amount) for amount in line["amounts"])] for line in lines[:SHOWN]
    ]
    if shown:
        parts.append(format_table(["Số", "Nội dung chi", "Khác", *names], shown, tuple(range(3, 3 + len(names)))))
    if len(lines) > SHOWN:
        parts.append(f"Còn {format_count(len(lines) - SHOWN)} khoản mục nữa; thêm --json để lấy đủ.")
    return "\n\n".join(parts)


def _kind(line: Mapping[str, Any]) -> str:
    return label_difference(line["kind"]) if line["kind"] else ""
