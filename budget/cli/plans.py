"""Commands on whole plan files: new, generate, backup, restore."""

import time

from budget.cli.call import Answer, Call, opened
from budget.cli.grammar import UsageError
from budget.cli.printing import format_count
from budget.model.problem import PlanError, refuse
from budget.money import format_money
from budget.plan.face import Plan
from budget.plan.making import generate_plan, new_blank_plan, new_sample_plan
from budget.plan.shared import close_plan, is_open
from budget.store.backup import restore
from budget.store.opening import open_database


def create_new(call: Call) -> Answer:
    """A plan with the illustrative data, or an empty one with reference data."""
    words, path = call.words, call.path(call.words.plan)
    if words.sample is not None:
        if words.year is not None:
            raise UsageError("--year chỉ đi với --blank; dữ liệu minh họa có sẵn năm.")
        plan = new_sample_plan(path, words.sample, name=words.name, actor=call.actor)
    elif words.year is None:
        raise UsageError("Với --blank cần ghi rõ năm ngân sách.", "Thêm --year, ví dụ --year 2024.")
    else:
        plan = new_blank_plan(path, words.year, name=words.name, actor=call.actor)
    try:
        return _describe_new(plan)
    finally:
        close_plan(path)


def generate(call: Call) -> Answer:
    """A synthetic plan, and how long it took to make."""
    words, path = call.words, call.path(call.words.plan)
    start = time.perf_counter()
    plan = generate_plan(path, words.lines, words.seed, provinces=words.provinces, actor=call.actor)
    try:
        made = _describe_new(plan)
    finally:
        close_plan(path)
    seconds = round(time.perf_counter() - start, 3)
    asked = {"seed": words.seed, "seconds": seconds}
    return Answer({**made.data, **asked}, made.text)


def back_up(call: Call) -> Answer:
    """A consistent copy while the plan is in use."""
    with opened(call) as plan:
        copy = plan.back_up(call.path(call.words.out))
    text = f"Đã sao lưu {plan.path.name} đến lần ghi {copy.seq} vào {copy.file}.\nMã kiểm tra SHA-256: {copy.sha256}"
    return Answer({"file": str(copy.file), "seq": copy.seq, "sha256": copy.sha256}, text)


def bring_back(call: Call) -> Answer:
    """A copy put in place as a plan after its journal was checked; what stood there is kept beside it."""
    source, target = call.path(call.words.out), call.path(call.words.plan)
    if source.resolve() == target.resolve():
        raise refuse("same_file", "Bản sao lưu và nơi khôi phục là cùng một tệp.", "Chọn nơi khôi phục khác.")
    if target.exists():
        _refuse_held(call)
    copy = restore(source, target)
    text = f"Đã khôi phục {copy.file} từ {source.name}, đến lần ghi {copy.seq}."
    return Answer({"file": str(copy.file), "seq": copy.seq, "sha256": copy.sha256}, text)


def _refuse_held(call: Call) -> None:
    """Replacing the file under a running program would split it in two; a damaged file is what a restore is for."""
    target = call.path(call.words.plan)
    busy = refuse(
        "plan_busy", f"Bộ dự toán {target.name} đang được mở nên chưa khôi phục đè lên được.", "Đóng chương trình đang mở rồi thử lại."
    )
    if is_open(target):
        raise busy
    try:
        open_database(target).close()
    except PlanError as error:
        if error.problem.code == "plan_busy":
            raise busy from error


def _describe_new(plan: Plan) -> Answer:
    info, catalogue = plan.info(), plan.catalogue()
    amount = plan.totals().amount()
    data = {
        "plan": str(plan.path),
        "name": info.name,
        "year": info.budget_year,
        "lines": info.lines,
        "other_lines": plan.totals().lines("other"),
        "sources": len(catalogue.sources),
        "units": len(catalogue.units),
        "amount": amount,
        "sample": info.sample,
        "seq": info.seq,
    }
    text = (
        f"Đã tạo “{info.name}” tại {plan.path}: {format_count(info.lines)} khoản mục, {len(catalogue.sources)} nguồn, "
        f"{len(catalogue.units)} đơn vị, tổng {format_money(amount)} đồng."
    )
    return Answer(data, text + ("\nSố liệu minh họa, không dùng để trình duyệt." if info.sample else ""))
