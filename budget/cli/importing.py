"""The command import: a stranger's workbook into lines, with one report a sheet; or the sentence that says what is still to be told."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from budget.cli.call import Answer, Call, RefusedWithReport, opened
from budget.cli.grammar import UsageError
from budget.cli.printing import format_count, format_table
from budget.imports.account import ImportPreview, SheetAccount, stands_in_the_way
from budget.imports.decisions import Decisions, read_profile_file, read_settings
from budget.imports.notes import describe_notes
from budget.imports.questions import Question
from budget.model.problem import PlanError, Problem
from budget.money import format_money
from budget.plan.face import Plan

_MOST_LISTED = 200


def import_file(call: Call) -> Answer:
    """Lines from a workbook in one batch, or a refusal that changes nothing and carries the report all the same."""
    path = call.path(call.words.file)
    if not path.is_file():
        raise PlanError(Problem("file_missing", f"Không tìm thấy tệp {path.name}.", "Kiểm tra lại đường dẫn của tệp cần nhập."))
    decisions = _decide(call)
    with opened(call) as plan:
        preview = plan.imports.preview(path, _settle_answers(plan, decisions, call.words.answer))
        report = _report(preview)
        refused = stands_in_the_way(preview)
        if preview.problems or (refused and not call.words.dry_run):
            raise RefusedWithReport(refused[0], report)
        if call.words.dry_run:
            return Answer({**report, "dry_run": True, "seq": None}, _describe(preview, "Xem trước, chưa ghi gì"))
        receipt, problems = plan.imports.apply(preview, call.words.reason)
    if receipt is None:
        raise RefusedWithReport(problems[0], report)
    text = _describe(preview, f"Đã nhập trong lần ghi {receipt.seq}, hoàn tác được bằng lệnh undo")
    return Answer({**report, "dry_run": False, "seq": receipt.seq}, text)


def _decide(call: Call) -> Decisions:
    """The decisions of the profile, with those told on the command line over them."""
    words = call.words
    start = read_profile_file(call.path(words.profile)) if words.profile else Decisions()
    told = {name: getattr(words, name) for name in ("unit", "source", "nature", "category", "year", "money_unit")}
    decisions, problems = read_settings({name: value for name, value in told.items() if value not in ("", None)})
    if decisions is None:
        raise UsageError(f"{problems[0].sentence}", problems[0].fix)
    over: dict[str, Any] = {name: getattr(decisions, name) for name, value in told.items() if value not in ("", None)}
    if words.sheet:
        over["sheets"] = tuple(words.sheet)
    if words.skip_rejected:
        over["skip_rejected"] = True
    return replace(start, **over)


def _settle_answers(plan: Plan, decisions: Decisions, answers: Sequence[str]) -> Decisions:
    """Names answered on the command line: what a code is tells what its name was asked as."""
    catalogue = plan.catalogue()
    kinds = (("unit", catalogue.units), ("source", catalogue.sources), ("task", catalogue.tasks))
    for answer in answers:
        name, parted, code = answer.rpartition("=")
        kind = next((kind for kind, codes in kinds if code.strip() in codes), None)
        if not parted or kind is None:
            raise PlanError(
                Problem("unknown_code", f"Câu trả lời “{answer}” không kết thúc bằng một mã có trong danh mục.", 'Ghi --answer "TÊN=MÃ".')
            )
        decisions = decisions.answering(kind, " ".join(name.split()), code.strip())
    return decisions


def _report(preview: ImportPreview) -> dict[str, Any]:
    return {
        "file": preview.file,
        "kind": preview.kind.value,
        "sheets": [_sheet(account) for account in preview.sheets],
        "lines": preview.lines,
        "amount": preview.amount,
        "working_amount": preview.working_amount,
        "questions": [_question(question) for question in preview.questions],
        "notes": describe_notes(preview),
    }


def _sheet(account: SheetAccount) -> dict[str, Any]:
    problems = account.reading.problems if account.reading else ()
    return {
        "sheet": account.sheet,
        "rows": account.rows,
        "lines": account.lines,
        "headings": account.headings,
        "blanks": account.blanks,
        "rejected": [{"row": item.row, "reason": item.problem.sentence, "fix": item.problem.fix} for item in account.rejected],
        "totals_checked": len(account.totals),
        "totals_wrong": [
            {"row": check.row, "stated": check.stated, "computed": check.computed, "column": check.column, "what": check.what}
            for check in account.totals_wrong
        ],
        "money_unit": account.money_unit.value,
        "money_unit_stated": account.money_unit_stated,
        "encoding": account.encoding.value,
        "amount": account.amount,
        "added": account.added,
        "reason": None if account.left_out is None else account.left_out.sentence,
        "columns": [
            {"position": column.position, "heading": column.heading, "meaning": column.meaning.value, "confidence": column.confidence}
            for column in (account.reading.columns if account.reading else ())
        ],
        "problems": [f"{problem.sentence} {problem.fix}".strip() for problem in problems],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "kind": question.kind,
        "key": question.key,
        "name": question.name,
        "candidates": list(question.candidates),
        "required": question.required,
        "sheet": question.sheet,
        "row": question.row,
        "rows": question.rows,
    }


def _describe(preview: ImportPreview, done: str) -> str:
    headings = ("Trang", "Dòng", "Khoản mục", "Tiêu đề, cộng", "Trống", "Từ chối", "Tổng sai", "Đơn vị tiền", "Thành tiền (đồng)")
    rows = [_row(account) for account in preview.sheets]
    pieces = [format_table(headings, rows, right=(1, 2, 3, 4, 5, 6, 8))]
    pieces += [f"{account.sheet}: {account.left_out.sentence}" for account in preview.sheets if account.left_out is not None]
    pieces += [_wrong(account, check.row, check.stated, check.computed) for account in preview.sheets for check in account.totals_wrong]
    pieces += [f"{item.sheet}, dòng {item.row} bị từ chối: {item.problem.sentence}" for item in preview.rejected[:_MOST_LISTED]]
    pieces += describe_notes(preview)
    pieces.append(f"{done}: {format_count(preview.lines)} khoản mục, tổng {format_money(preview.amount)} đồng.")
    return "\n".join(pieces)


def _row(account: SheetAccount) -> list[str]:
    counts = (account.rows, account.lines, account.headings, account.blanks, len(account.rejected), len(account.totals_wrong))
    return [account.sheet, *(format_count(count) for count in counts), account.money_unit.label, format_money(account.amount)]


def _wrong(account: SheetAccount, row: int, stated: int, computed: int) -> str:
    return f"{account.sheet}, dòng {row}: ghi {format_money(stated)}, tính lại {format_money(computed)} đồng."
