"""Commands on tasks: list them as they stand on a day, add and change them, and how ready the lines are that pay for them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from budget.cli.call import Answer, Call, notes_of, opened, refuse_errors
from budget.cli.grammar import UsageError
from budget.cli.printing import format_table
from budget.cli.task_words import TASK_OPTIONS
from budget.money import format_money
from budget.plan.tasks_part import (
    ExpectedSource,
    ReadyLine,
    Standing,
    Task,
    TaskChange,
    add_expected,
    days_words,
    describe_standing,
)

_CHANCES = 100


def list_tasks(call: Call) -> Answer:
    """Every task with who, what, by when, how much, and what endangers it."""
    words = call.words
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        day = words.day or plan.tasks.default_day()
        listed = plan.tasks.listed(day, scenario.id, words.year)
        names = plan.catalogue()
        told = [item for item in listed if (not words.unit or item.task.lead_unit == words.unit) and (not words.overdue or item.overdue)]
        rows = [{**_row(item), "lead_unit_name": names.unit_name(item.task.lead_unit)} for item in told]
    headings = ["Mã", "Nhiệm vụ", "Chủ trì", "Thời hạn", "", "Kinh phí"]
    cells = [
        [row["task"], row["name"], row["lead_unit_name"], _shown(item.task.due), days_words(item.days_left), format_money(row["amount"])]
        for row, item in zip(rows, told, strict=True)
    ]
    text = format_table(headings, cells, (5,)) + "\n" + describe_standing(told, day) + "."
    overdue = sum(1 for item in told if item.overdue)
    data = {"scenario": scenario.name, "day": day.isoformat(), "year": words.year, "overdue": overdue, "tasks": rows}
    return Answer(data, text)


def set_task(call: Call) -> Answer:
    """Change fields of a task, with a reason."""
    texts = _texts(call)
    if not texts:
        raise UsageError("Chưa ghi điều gì để sửa.", "Thêm ít nhất một lựa chọn, ví dụ --person.")
    with opened(call) as plan:
        change, problems = plan.tasks.edit(call.words.task, texts, call.words.reason, call.words.expect)
        refuse_errors(problems)
    return _changed(change, notes_of(problems), "Đã sửa")


def add_task(call: Call) -> Answer:
    """Add a task."""
    with opened(call) as plan:
        change, problems = plan.tasks.add(_texts(call), call.words.reason, call.words.code)
        refuse_errors(problems)
    return _changed(change, notes_of(problems), "Đã thêm")


def tell_readiness(call: Call) -> Answer:
    """What is expected to be disbursed by source; of one task line by line."""
    words = call.words
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        day = words.day or plan.tasks.default_day()
        if words.task:
            plan.tasks.get(words.task, day)  # an unknown task is refused by name
            lines = plan.tasks.lines_of(words.task, day, scenario.id)
            return _tell_lines(scenario.name, day, words.task, lines)
        return _tell_sources(scenario.name, day, plan.tasks.expected(day, scenario.id, words.year))


def _tell_lines(scenario: str, day: date, task: str, lines: list[ReadyLine]) -> Answer:
    rows: list[Mapping[str, Any]] = [
        {
            **{name: getattr(line, name) for name in ("id", "number", "version", "unit", "name", "source", "year", "quarter")},
            **{name: getattr(line, name) for name in ("amount", "spent", "expected", "chance_bp", "own_bp", "score_bp", "waits", "reason")},
            **{name: None if step is None else step.value for name, step in line.steps.each()},
        }
        for line in lines
    ]
    headings = ["Số", "Nội dung chi", "Thành tiền", "Khả năng", "Vì sao"]
    cells = [[str(row["number"]), row["name"], format_money(row["amount"]), _percent(row["chance_bp"]), row["reason"]] for row in rows]
    return Answer({"scenario": scenario, "day": day.isoformat(), "task": task, "lines": rows}, format_table(headings, cells, (0, 2, 3)))


def _tell_sources(scenario: str, day: date, expected: list[ExpectedSource]) -> Answer:
    names = ("source", "year", "lines", "amount", "known", "expected", "short", "unknown", "unknown_lines")
    rows: list[Mapping[str, Any]] = [{name: getattr(item, name) for name in names} for item in expected]
    whole = add_expected(expected)
    headings = ["Nguồn", "Năm", "Kinh phí", "Ước được", "Dự kiến giải ngân", "Khó giải ngân", "Chưa khai"]
    money = ("amount", "known", "expected", "short", "unknown")
    cells = [[row["source"] or "chưa có nguồn", str(row["year"]), *(format_money(row[name]) for name in money)] for row in rows]
    text = (
        f"Xét ngày {day:%d/%m/%Y}: dự kiến giải ngân {format_money(whole.expected)} đồng trong {format_money(whole.known)} đồng ước được; "
    )
    text += f"{format_money(whole.unknown)} đồng chưa khai mức sẵn sàng."
    data = {"scenario": scenario, "day": day.isoformat(), **{name: getattr(whole, name) for name in money}, "sources": rows}
    return Answer(data, format_table(headings, cells, (1, 2, 3, 4, 5, 6)) + "\n" + text)


def _texts(call: Call) -> dict[str, str]:
    told = {name.replace("-", "_"): getattr(call.words, name.replace("-", "_")) for name in TASK_OPTIONS}
    return {name: text for name, text in told.items() if text is not None}


def _changed(change: TaskChange | None, notes: list[str], said: str) -> Answer:
    if change is None:
        raise RuntimeError("a task was refused without a reason")
    receipt = change.receipt
    data = {
        "task": change.task,
        "old": _fields(change.old),
        "new": _fields(change.new),
        "version": change.new.version,
        "seq": receipt.seq if receipt else None,
        "changed": receipt is not None,
        "notes": notes,
    }
    text = f"{said} nhiệm vụ {change.task}." if receipt else f"Nhiệm vụ {change.task} không đổi nên không ghi gì."
    return Answer(data, " ".join([text, *notes]))


def _fields(task: Task | None) -> dict[str, Any] | None:
    if task is None:
        return None
    days = {name: getattr(task, name) for name in ("deadline", "amended_deadline", "started", "finished")}
    texts = {name: getattr(task, name) for name in ("name", "group", "lead_unit", "person", "document", "amending_document", "note")}
    return {
        **texts,
        "partners": list(task.partners),
        "state": task.state.value,
        **{name: _iso(day) for name, day in days.items()},
        "due": _iso(task.due),
        "proposed": _iso(task.proposed),
    }


def _row(item: Standing) -> dict[str, Any]:
    return {
        "task": item.task.code,
        **(_fields(item.task) or {}),
        "version": item.task.version,
        "days_left": item.days_left,
        "overdue": item.overdue,
        "amount": item.money.amount,
        "lines": item.money.lines,
        "other_amount": item.money.other,
        "spent": item.spent,
        "expected": item.expected,
        "unknown": item.unknown,
        "sources": dict(item.money.sources),
        "years": {str(year): amount for year, amount in item.money.years.items()},
        "risks": [{"code": risk.code, "sentence": risk.sentence} for risk in item.risks],
        "next_step": item.next_step,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _shown(day: date | None) -> str:
    return "chưa có" if day is None else f"{day:%d/%m/%Y}"


def _percent(share_bp: int | None) -> str:
    return "chưa rõ" if share_bp is None else f"{share_bp // _CHANCES}%"
