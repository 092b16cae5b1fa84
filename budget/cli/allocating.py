"""The command `allocate`: who pays for what as far as law and ceilings allow, what lacks money and why; saved when asked."""

import json
from collections.abc import Mapping
from typing import Any

from budget.cli.call import Answer, Call, notes_of, opened, refuse_errors
from budget.cli.printing import format_count, format_table
from budget.model import labels
from budget.money import format_money
from budget.plan.allocation_part import BILLION, LACK, AllocationPreview, PotValue, Shortfall

SHOWN = 20


def allocate(call: Call) -> Answer:
    """The best lawful funding plan of a scenario; with --save it is written, with --instance anyone can check it."""
    words = call.words
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        preview = plan.allocation.preview(scenario.id, words.year)
        values = plan.allocation.pot_values(preview) if words.values else []
        receipt = None
        if words.save:
            receipt, problems = plan.allocation.save(preview, words.reason or "")
            refuse_errors(problems)
    if words.instance is not None:
        call.target(words.instance).write_text(json.dumps(instance_of(preview), ensure_ascii=False), encoding="utf-8")
    shortfalls = preview.shortfalls()
    data: dict[str, Any] = {
        "scenario": scenario.name,
        "year": preview.year,
        "asked": preview.asked,
        "funded": preview.funded,
        "unfunded": preview.unfunded,
        "seconds": round(preview.seconds, 4),
        "optimal": preview.optimal,
        "bound": preview.bound,
        "by_priority": [
            {**{name: getattr(row, name) for name in ("priority", "asked", "funded", "bound", "lines", "whole_lines")}}
            for row in preview.by_priority
        ],
        "by_source": [
            {
                **{name: getattr(row, name) for name in ("source", "name", "nature", "granted", "ceiling", "used", "left", "lines")},
                **{name: getattr(row, name) for name in ("pots", "unknown_pots", "spent_unknown", "proposal")},
            }
            for row in preview.by_source
        ],
        "shortfalls": [_shortfall(one) for one in shortfalls],
        "values": [_value(one) for one in values],
        "problems": [{"code": one.code, "severity": one.severity, "sentence": one.sentence, "fix": one.fix} for one in preview.problems],
        "seq": receipt.seq if receipt else None,
        "saved": receipt is not None,
    }
    return Answer(data, _text(preview, shortfalls, values, saved=receipt is not None))


def instance_of(preview: AllocationPreview) -> Mapping[str, Any]:
    """The question and the answer as plain numbers: lines, pots in their order, lawful pairs with caps, what each pair carries."""
    laid, answer = preview.laid, preview.answer
    rows, instance = laid.demands.rows.select(["line", "unit"]).to_pylist(), laid.instance
    numbers, years = laid.demands.number.tolist(), laid.demands.year.tolist()
    columns = (instance.demand.tolist(), instance.priority.tolist(), instance.minimum.tolist())
    ids = [f"{row['line']}|{year}" for row, year in zip(rows, years, strict=True)]
    lines = [
        {"id": key, "line": row["line"], "number": number, "unit": row["unit"], "year": year, "amount": a, "priority": p, "minimum": m}
        for key, row, number, year, a, p, m in zip(ids, rows, numbers, years, *columns, strict=True)
    ]
    prices = [None] * instance.pots if answer.prices is None else answer.prices.tolist()
    sources = [
        {
            "id": pot.id,
            "source": pot.source,
            "unit": pot.unit,
            "year": pot.year,
            "ceiling": ceiling,
            "proposal": not pot.ours,
            "price": price,
        }
        for pot, ceiling, price in zip(laid.purses.pots, instance.ceiling.tolist(), prices, strict=True)
    ]
    places = list(zip(instance.pair_line.tolist(), instance.pair_pot.tolist(), strict=True))
    pairs = [
        {"line": ids[line], "source": laid.purses.pots[pot].id, "cap": cap}
        for (line, pot), cap in zip(places, instance.pair_cap.tolist(), strict=True)
    ]
    allocation = [
        {"line": ids[line], "source": laid.purses.pots[pot].id, "amount": amount}
        for (line, pot), amount in zip(places, preview.paid.tolist(), strict=True)
        if amount
    ]
    return {
        "lines": lines,
        "sources": sources,
        "pairs": pairs,
        "allocation": allocation,
        "bound": list(answer.bound),
        "optimal": answer.optimal,
    }


def _shortfall(one: Shortfall) -> dict[str, Any]:
    names = ("line", "number", "year", "priority", "asked", "funded", "amount", "lack", "reason", "citation")
    return {name: getattr(one, name) for name in names}


def _value(one: PotValue) -> dict[str, Any]:
    names = ("pot", "year", "proposal", "ceiling", "used", "first", "more")
    return {**{name: getattr(one, name) for name in names}, "gained": None if one.gained is None else list(one.gained)}


def _text(preview: AllocationPreview, shortfalls: list[Shortfall], values: list[PotValue], *, saved: bool) -> str:
    sources = [
        [
            row.name,
            "kiến nghị" if row.proposal else "",
            *(format_money(amount) for amount in (row.ceiling, row.used, row.left)),
            format_count(row.lines),
        ]
        for row in preview.by_source
    ]
    parts = [format_table(["Nguồn", "", "Hạn mức còn", "Bố trí", "Còn lại", "Khoản mục"], sources, (2, 3, 4, 5))]
    levels = [
        [labels.PRIORITY[row.priority], *(format_money(amount) for amount in (row.asked, row.funded, row.asked - row.funded))]
        for row in preview.by_priority
    ]
    parts.append(format_table(["Mức ưu tiên", "Cần", "Bố trí", "Thiếu"], levels, (1, 2, 3)))
    if shortfalls:
        lacking = [
            [str(one.number), str(one.year), format_money(one.amount), f"{LACK[one.lack]}: {one.reason}", one.citation]
            for one in shortfalls[:SHOWN]
        ]
        parts.append(format_table(["Số", "Năm", "Thiếu", "Vì sao", "Căn cứ"], lacking, (0, 2)))
        if len(shortfalls) > SHOWN:
            parts.append(f"... và {format_count(len(shortfalls) - SHOWN)} khoản mục khác còn thiếu (thêm --json để xem hết).")
    if values:
        parts.append(_values_text(values))
    parts.extend(notes_of(preview.problems) if saved else [f"{one.sentence} {one.fix}".strip() for one in preview.problems])
    sure = (
        "đã chứng minh là cao nhất theo quy định"
        if preview.optimal
        else f"chưa chứng minh là cao nhất (cận {format_money(preview.bound)} đ)"
    )
    parts.append(f"Bố trí {format_money(preview.funded)} đồng, còn thiếu {format_money(preview.unfunded)} đồng; {sure}.")
    parts.append("Đã lưu vào bộ dự toán." if saved else "Chưa lưu; thêm --save --reason để lưu.")
    return "\n\n".join(part for part in parts if part)


def _values_text(values: list[PotValue]) -> str:
    rows = [
        [
            f"{one.name} năm {one.year}",
            format_money(one.ceiling - one.used),
            _first(one.first),
            format_money(sum(one.gained or ())),
        ]
        for one in values
    ]
    heading = f"Nếu thêm {format_money(BILLION)} đ thì bố trí thêm"
    return format_table(["Hạn mức", "Còn lại", "Đồng tiếp theo chi cho", heading], rows, (1, 3))


def _first(priority: int | None) -> str:
    if priority is None:
        return "chưa rõ (có khoản chỉ nhận đủ hoặc không)"
    return labels.PRIORITY[priority] if priority else "không thêm khoản nào"
