"""Commands on pots: enter what a purse was granted, has spent and has committed; list what is there against what is asked."""

from collections.abc import Mapping
from typing import Any

from budget.cli.call import Answer, Call, opened, refuse_errors
from budget.cli.grammar import UsageError
from budget.cli.printing import format_count, format_table
from budget.model.problem import PlanError, Problem
from budget.money import format_money, parse_money
from budget.vietnamese import fold

UNKNOWN = ("chua biet", "chua nhap", "chua nhap han muc", "khong ro", "")
COLUMNS = {"amount": "granted", "spent": "spent", "committed": "committed"}


def set_ceiling(call: Call) -> Answer:
    """A pot's figures entered with a reason; unknown stays unknown, never 0."""
    words = call.words
    told = {column: text for name, column in COLUMNS.items() if (text := getattr(words, name)) is not None}
    if not told:
        raise UsageError("Chưa ghi số tiền nào.", "Thêm --amount, --spent hoặc --committed.")
    money = {column: read_amount(text) for column, text in told.items()}
    with opened(call) as plan:
        place = plan.funding.place_of(words.source, words.unit, words.year, words.nature)
        about = {"document": words.document} if words.document else None
        change, problems = plan.funding.set_ceiling(place, money, words.reason, about, words.expect)
        refuse_errors(problems)
        if change is None:
            raise RuntimeError("a ceiling was refused without a reason")
        ceiling = plan.funding.ceiling(change.pot)
    if ceiling is None:
        raise RuntimeError(f"pot {change.pot} is not there after it was set")
    data = {
        "pot": change.pot,
        "old": change.old,
        "new": change.new,
        "spent": ceiling.spent,
        "committed": ceiling.committed,
        "left": ceiling.left,
        "seq": change.receipt.seq if change.receipt else None,
        "changed": change.receipt is not None,
        "uncommitted": change.uncommitted,
    }
    text = f"Hạn mức {change.pot}: {show_amount(change.old)} → {show_amount(change.new)}; còn lại {show_amount(ceiling.left)}."
    text = text if change.receipt else f"Hạn mức {change.pot} không đổi nên không ghi gì."
    return Answer(data, f"{text} Chưa có văn bản cam kết của đơn vị: thêm --document." if change.uncommitted else text)


def list_ceilings(call: Call) -> Answer:
    """Every pot that is asked for something or has a ceiling, with shortage and surplus apart."""
    words = call.words
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        pots, sums = plan.funding.pots(scenario.id, words.year), plan.funding.sums(scenario.id, words.year)
    rows: list[Mapping[str, Any]] = [
        {
            **{name: getattr(pot, name) for name in ("source", "unit", "unit_name", "year", "nature", "need", "lines")},
            **{name: getattr(pot.ceiling, name, None) for name in ("granted", "spent", "committed")},
            **{name: getattr(pot, name) for name in ("left", "shortage", "surplus")},
            "pot": pot.id,
        }
        for pot in pots
    ]
    totals = {name: getattr(sums, name) for name in ("need", "left", "shortage", "surplus", "unknown_pots", "unknown_need")}
    headings = ["Hạn mức", "Đơn vị giữ nguồn", "Nhu cầu", "Còn lại", "Thiếu", "Dư"]
    money = ("need", "left", "shortage", "surplus")
    cells = [[row["pot"], row["unit_name"], *(show_amount(row[name]) for name in money)] for row in rows]
    text = f"Thiếu {format_money(sums.shortage)} đồng; dư {format_money(sums.surplus)} đồng (không bù trừ giữa các hạn mức)."
    if sums.unknown_pots:
        text += f" Còn {format_count(sums.unknown_pots)} hạn mức chưa nhập cho nhu cầu {format_money(sums.unknown_need)} đồng."
    return Answer({"scenario": scenario.name, **totals, "pots": rows}, format_table(headings, cells, (2, 3, 4, 5)) + "\n" + text)


def read_amount(text: str) -> int | None:
    """An amount in đồng, or None when it is said to be unknown; PlanError with a sentence when it cannot be read."""
    if fold(text).strip() in UNKNOWN:
        return None
    amount, problems = parse_money(text)
    refuse_errors(problems)
    if amount is None:
        raise PlanError(Problem("amount_missing", "Chưa ghi số tiền.", "Ghi số tiền, hoặc “chưa biết”."))
    return amount


def show_amount(amount: int | None) -> str:
    """An amount with its word; unknown in words."""
    return "chưa nhập hạn mức" if amount is None else f"{format_money(amount)} đồng"
