"""The command `verify`: everything a plan file claims, computed again; exit code 1 when anything differs."""

from budget.cli.call import Answer, Call, opened
from budget.cli.printing import format_count
from budget.plan.verification import verify_plan


def verify(call: Call) -> Answer:
    """What was checked, and what is wrong."""
    with opened(call) as plan:
        result = verify_plan(plan)
        name, seq = plan.path.name, plan.head()
    wrong = [{"place": finding.place, "sentence": finding.sentence} for finding in result.wrong]
    data = {"ok": result.ok, "checked": sum(result.checked.values()), "details": result.checked, "wrong": wrong, "seq": seq}
    if result.ok:
        counted = f"{format_count(result.checked['batches'])} lần ghi, {format_count(result.checked['totals'])} phương án"
        return Answer(data, f"{name} toàn vẹn: đã tính lại {counted} và mọi bảng, tất cả đều khớp.")
    lines = [f"{name} có {len(wrong)} chỗ không khớp:", *(f"- {finding.sentence}" for finding in result.wrong)]
    return Answer(data, "\n".join([*lines, "Khôi phục từ bản sao lưu gần nhất và giữ lại tệp này để kiểm tra."]), code=1)
