"""The command `export`: the tables for approval as a workbook, or the lines as CSV for spreadsheets."""

from budget.cli.call import Answer, Call, opened
from budget.cli.grammar import UsageError
from budget.cli.printing import format_count
from budget.money import MoneyUnit, format_money


def export(call: Call) -> Answer:
    """One file, what it states, and its hash."""
    words = call.words
    if words.form != "xlsx" and words.compare:
        raise UsageError("--compare chỉ đi với --form xlsx.")
    out = call.target(words.out)
    with opened(call) as plan:
        scenario = plan.scenarios.get(words.scenario)
        if words.form == "csv":
            made = plan.exports.csv(out, scenario.id)
        else:
            others = [plan.scenarios.get(name).id for name in words.compare]
            problems = plan.checks.run(scenario.id)
            made = plan.exports.workbook(out, scenario.id, compare=others, unit=MoneyUnit(words.money_unit), problems=problems)
    data = {
        "file": str(made.file),
        "form": words.form,
        "scenario": scenario.name,
        "bytes": made.bytes,
        "sha256": made.sha256,
        "amount": made.amount,
        "seconds": round(made.seconds, 3),
        "seq": made.seq,
    }
    stated = f"{format_money(made.amount)} đồng, {format_count(made.bytes)} byte"
    return Answer(data, f"Đã xuất “{scenario.name}” ở lần ghi {made.seq} vào {made.file}: {stated}.\nMã kiểm tra SHA-256: {made.sha256}")
