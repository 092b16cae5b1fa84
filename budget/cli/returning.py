"""The command `return`: an exported workbook comes back, is compared, and is taken once everything in it is decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from budget.cli.call import Answer, Call, opened, refuse_errors
from budget.cli.grammar import UsageError
from budget.cli.printing import format_table
from budget.imports.returned import Difference
from budget.imports.returned_outcome import Decisions, ReturnPreview, is_taken
from budget.imports.returned_taking import Taken
from budget.model.problem import Problem, refuse
from budget.money import format_money
from budget.plan.face import Plan

_ANSWERS = {"mine": True, "theirs": False}
_MOST_SHOWN = 200


def take_back(call: Call) -> Answer:
    """The difference, and with decisions the batch."""
    words = call.words
    with opened(call) as plan:
        preview = plan.returns.preview(call.path(words.file))
        if preview.problem is not None:
            refuse_errors([preview.problem])
        decisions = _read_decisions(plan, words.decide, words.delete_missing, words.leave_rejected)
        taken = plan.returns.measure(preview, decisions) if words.dry_run else plan.returns.apply(preview, decisions, words.reason)
    if not words.dry_run:
        refuse_errors(taken.problems)
        if taken.undecided:
            raise _still_open(taken.undecided)
    return Answer(_to_data(preview, decisions, taken, words.dry_run), _to_text(preview, decisions, taken, words.dry_run))


def _read_decisions(plan: Plan, given: Sequence[str], delete_missing: bool, leave_rejected: bool) -> Decisions:
    by_key: dict[str, bool] = {}
    rest: bool | None = None
    for text in given:
        key, _, answer = text.rpartition("=")
        if answer not in _ANSWERS or ("=" in text and ":" not in key):
            raise UsageError(f"--decide không hiểu “{text}”; chỉ nhận mine, theirs hoặc LINE:FIELD=mine|theirs.")
        if not key:
            rest = _ANSWERS[answer]
            continue
        by_key[_settle_key(plan, key)] = _ANSWERS[answer]
    return Decisions(by_key, rest, delete_missing, leave_rejected)


def _settle_key(plan: Plan, key: str) -> str:
    """A decision may name its line by id or by number; rows that are new have keys of their own."""
    line, _, field = key.partition(":")
    if field == "them":
        return key
    record = plan.lines.record(plan.lines.find_id(line)) or {}
    return f"{record.get('number')}:{field}"


def _still_open(keys: Sequence[str]) -> Exception:
    named = ", ".join(keys[:5]) + ("…" if len(keys) > 5 else "")
    sentence = f"Chưa ghi gì vì còn {len(keys)} chỗ phải quyết: {named}."
    fix = "Xem bằng --dry-run, rồi thêm --decide mine|theirs hoặc --decide LINE:FIELD=mine|theirs (hàng không nhận được: --leave-rejected)."
    return refuse("returned_undecided", sentence, fix)


def _to_data(preview: ReturnPreview, decisions: Decisions, taken: Taken, dry_run: bool) -> Mapping[str, Any]:
    return {
        "file": preview.file,
        "exported_seq": preview.passport.seq if preview.passport else None,
        "seq": taken.receipt.seq if taken.receipt else None,
        "changed": taken.receipt is not None and not taken.receipt.repeated,
        "dry_run": dry_run,
        "edits": taken.edits,
        "added": taken.added,
        "deleted": taken.deleted,
        "comments": taken.remarks,
        "amount_before": taken.amount_before,
        "amount_after": taken.amount_after,
        "sheets": [
            {
                "sheet": sheet.label,
                "name": sheet.name,
                "rows": sheet.rows,
                "matched": sheet.matched,
                "new": sheet.new,
                "headings": sheet.headings,
                "blanks": sheet.blanks,
                "rejected": sheet.rejected,
            }
            for sheet in preview.sheets
        ],
        "differences": [_difference(item, decisions) for item in preview.differences],
        "new_lines": [
            {
                "key": item.key,
                "where": item.where,
                "unit": item.unit,
                "year": item.year,
                "texts": dict(item.texts),
                "amount": item.amount,
                "problem": _sentence(item.problem),
            }
            for item in preview.proposals
        ],
        "missing": [{"line": item.line, "number": item.number, "name": item.name, "amount": item.amount} for item in preview.missing],
        "rejected": [{"where": where, "sentence": problem.sentence, "fix": problem.fix} for where, problem in preview.rejected],
        "undecided": list(taken.undecided),
        "notes": list(preview.notes),
    }


def _difference(item: Difference, decisions: Decisions) -> dict[str, Any]:
    return {
        "key": item.key,
        "line": item.line,
        "number": item.number,
        "name": item.name,
        "field": item.field,
        "standing": item.standing.value,
        "base": item.base,
        "mine": item.mine,
        "theirs": item.theirs,
        "where": item.where,
        "note": item.note,
        "taken": is_taken(item, decisions),
    }


def _sentence(problem: Problem | None) -> str | None:
    return None if problem is None else problem.sentence


def _to_text(preview: ReturnPreview, decisions: Decisions, taken: Taken, dry_run: bool) -> str:
    told = [
        f"{sheet.label}: {sheet.rows} hàng = {sheet.matched} khoản mục + {sheet.new} mới + {sheet.headings} tiêu đề, cộng"
        f" + {sheet.blanks} trống + {sheet.rejected} không nhận."
        for sheet in preview.sheets
    ]
    shown = [
        [item.key, item.base, item.mine, item.theirs, "tệp" if is_taken(item, decisions) else "hiện nay", item.note]
        for item in preview.differences[:_MOST_SHOWN]
    ]
    if shown:
        told.append(format_table(["Khoản mục:cột", "Khi xuất", "Trong tệp", "Bây giờ", "Lấy", "Ghi chú"], shown))
    told += [f"{where}: {problem.sentence}" for where, problem in preview.rejected]
    told += [f"{item.where}: thêm “{item.texts.get('name', '')}”, {format_money(item.amount)} đồng." for item in preview.proposals]
    told += [f"Thiếu hàng của khoản mục {item.number}: {item.name}." for item in preview.missing]
    told += list(preview.notes)
    return "\n".join([*told, _ending(preview, taken, dry_run)])


def _ending(preview: ReturnPreview, taken: Taken, dry_run: bool) -> str:
    counts = f"{taken.edits} ô sửa, {taken.added} khoản mục thêm, {taken.deleted} xóa, {taken.remarks} ý kiến"
    total = f"tổng {format_money(taken.amount_before)} → {format_money(taken.amount_after)} đồng"
    if taken.receipt is not None:
        return f"Đã nhận trong lần ghi {taken.receipt.seq}: {counts}; {total}. Hoàn tác được bằng lệnh undo."
    if preview.changes_nothing:
        return "Tệp không có gì khác số liệu hiện nay."
    return f"Chỉ so, chưa ghi: {counts}; {total}." if dry_run else "Không có gì để ghi."
