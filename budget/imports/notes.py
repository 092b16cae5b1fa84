"""What must be said of an import beside its account, each thing once with how many rows it concerns."""

from collections import defaultdict
from collections.abc import Sequence

from budget.imports.account import ImportPreview
from budget.imports.landing import RowProblem
from budget.imports.questions import SOURCE, TASK
from budget.money import format_money

_SAME = {
    "money_rounded": "Số tiền có phần lẻ của đồng nên được làm tròn.",
    "amount_rounded_off": "Thành tiền được làm tròn theo đơn vị tiền của bảng; lấy số đã ghi.",
    "amount_computed": "Không ghi thành tiền nên tính từ các cột khác.",
    "amount_not_product": "Số lượng × đơn giá khác thành tiền; lấy thành tiền đã ghi.",
    "sources_not_amount": "Các cột nguồn cộng lại khác thành tiền.",
    "sources_short": "Các cột nguồn không đủ thành tiền; phần còn lại để trống nguồn.",
    "sources_spread": "Các cột nguồn được chia lại cho khớp thành tiền.",
    "unit_unknown": "Tên đơn vị không có trong danh mục nên khoản mục ghi vào đơn vị đã chọn; tên giữ trong ghi chú.",
    "kept_in_note": "Có chữ không thuộc danh mục, giữ nguyên trong ghi chú.",
}


def describe_notes(preview: ImportPreview) -> list[str]:
    """The notes of an import as sentences; what many rows share is said once, with its rows counted and the first named."""
    return [*_of_sheets(preview), *_of_names(preview), *_of_rows(preview)]


def _of_sheets(preview: ImportPreview) -> list[str]:
    found = []
    if preview.already:
        found.append(f"Bộ dự toán đã có {format_money(preview.already)} khoản mục từ tệp cùng tên; nhập nữa thì tính hai lần.")
    for account in preview.sheets:
        if account.left_out is not None:
            continue
        if not account.money_unit_stated:
            found.append(f"Trang “{account.sheet}” không ghi đơn vị tiền nên hiểu là {account.money_unit.label}.")
        if account.without_source:
            found.append(
                f"Trang “{account.sheet}”: {format_money(account.without_source)} khoản mục chưa có nguồn kinh phí; chọn nguồn sau."
            )
        if account.proposed:
            found.append(
                f"Trang “{account.sheet}”: nhóm chi của {format_money(account.proposed)} dòng xếp theo chữ trong nội dung; xem lại."
            )
    if preview.working_amount != preview.amount:
        money = f"{format_money(preview.working_amount)} đồng, đề nghị {format_money(preview.amount)} đồng"
        found.append(f"Tệp có số thẩm định nên tổng nhu cầu tính theo số thẩm định: {money}.")
    return found


def _of_names(preview: ImportPreview) -> list[str]:
    words = {SOURCE: "nguồn", TASK: "nhiệm vụ"}
    return [
        f"Chưa rõ “{question.name}” là {words[question.kind]} nào ({format_money(question.rows)} dòng); để trống và giữ tên trong ghi chú."
        for question in preview.questions
        if question.kind in words
    ]


def _of_rows(preview: ImportPreview) -> list[str]:
    found: dict[tuple[str, str], list[RowProblem]] = defaultdict(list)
    for note in preview.notes:
        found[note.sheet, note.problem.code].append(note)
    return [_tell(notes) for notes in found.values()]


def _tell(notes: Sequence[RowProblem]) -> str:
    first, more = notes[0], len(notes) - 1
    sentence = _SAME.get(first.problem.code, first.problem.sentence) if more else first.problem.sentence
    others = f" và {format_money(more)} dòng khác" if more else ""
    return f"{first.sheet}, dòng {first.row}{others}: {sentence}"
