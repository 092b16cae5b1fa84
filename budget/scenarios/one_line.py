"""One figure of one line changed inside a scenario: the same operations as a cut, on a selection of one.

Law: what the scenario will not change is refused with its reason, never passed over in silence.
"""

from collections.abc import Mapping

from budget.lines.fields import FIELDS, find_field
from budget.lines.query import LineFilter
from budget.model.problem import PlanError, Problem, refuse
from budget.model.states import OperationKind, Severity
from budget.scenarios.operations import DRIVER_COLUMNS, Draft
from budget.scenarios.planning import PlannedOperation
from budget.scenarios.resolve import read_steps
from budget.store.database import Cursor
from budget.store.records import Value

CHANGEABLE = ("quantity", "unit_price", "times", "source", "year", "quarter")


def draft_for(line: str, field: str, text: str, reason: str, row: Mapping[str, Value]) -> tuple[Draft | None, list[Problem]]:
    """The operation that gives one field of a line the value typed; None without problems when it has that value already.

    `row` is the line as the scenario has it now (quantity_milli, unit_price, times_milli, source, year, quarter).
    """
    known = find_field(field, appraised=False)
    if known is None or field not in CHANGEABLE:
        labels = ", ".join(FIELDS[name].label.lower() if name in FIELDS else _DRIVER_WORDS[name] for name in CHANGEABLE)
        fix = "Sửa trường này ở phương án gốc, hoặc dùng một thao tác cắt giảm."
        return None, [Problem("not_in_scenario", f"Trong một phương án chỉ đổi được: {labels}.", fix)]
    value, problems = known.read(text)
    if value is None and not problems:
        problems = [Problem("required", f"{known.label} không được để trống.", "Nhập giá trị mới.")]
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    if value == row[DRIVER_COLUMNS.get(field, field)]:
        return None, []
    where = LineFilter(listing=None, lines=(line,))
    if field in DRIVER_COLUMNS and value is not None:
        return Draft(OperationKind.SET_DRIVER, where, reason, {"driver": field, "value": int(value)}), []
    if field == "source":
        return Draft(OperationKind.RE_SOURCE, where, reason, {"source": str(value)}), []
    when = {"year": int(str(row["year"])), "quarter": int(str(row["quarter"] or 1)), field: int(str(value))}
    return Draft(OperationKind.DEFER, where, reason, when), []


def refuse_unchanged(planned: PlannedOperation) -> None:
    """PlanError saying why, when the operation would leave its line as it is."""
    if planned.changed:
        return
    skipped = planned.skipped
    if skipped.locked:
        raise refuse(
            "line_locked", "Khoản mục này không được cắt nên phương án không đổi được.", "Bỏ đánh dấu không được cắt ở phương án gốc trước."
        )
    if skipped.contracted:
        raise refuse("line_contracted", "Khoản mục đã ký hợp đồng nên không giãn được.", "Chọn khoản mục khác.")
    if skipped.other_nature:
        fix = "Chọn nguồn cùng tính chất chi với khoản mục."
        raise refuse("nature_mismatch", "Nguồn này khác tính chất chi (thường xuyên, đầu tư) của khoản mục.", fix)
    if planned.draft.kind is OperationKind.DEFER:
        raise refuse("defer_backwards", "Phương án chỉ giãn khoản mục về sau, và khoản đã bỏ thì không giãn.", "Chọn quý, năm muộn hơn.")
    raise refuse("nothing_changed", "Thao tác này không làm khoản mục thay đổi.", "Kiểm tra lại giá trị mới.")


def refuse_stale(cursor: Cursor, scenario: str, line: str, expected: int | None) -> None:
    """PlanError when the line, or an operation that holds it in this scenario, is newer than the seq the author saw."""
    if expected is None:
        return
    operations = [step.id for step in read_steps(cursor, scenario)]
    sql = """SELECT max(seq)::BIGINT FROM (SELECT seq FROM touch WHERE entity = 'line:' || ? UNION ALL
               SELECT o.created_seq FROM operation o JOIN member m ON m.operation = o.id
               WHERE m.line = ? AND o.id IN (SELECT unnest(?::TEXT[])))"""
    newest = cursor.rows(sql, [line, line, operations])[0][0]
    if newest is not None and int(str(newest)) > expected:
        actor, moment = cursor.rows("SELECT actor, moment FROM batch WHERE seq = ?::BIGINT", [int(str(newest))])[0]
        sentence = (
            f"Khoản mục này đã được {actor} sửa ở lần ghi {newest} ({str(moment)[:16].replace('T', ' ')}), sau khi bạn xem, nên chưa ghi."
        )
        raise PlanError(Problem("stale_version", sentence, "Xem lại số mới rồi nhập lại nếu vẫn muốn đổi.", line=line))


_DRIVER_WORDS = {"quantity": "số lượng", "unit_price": "đơn giá", "times": "số lần"}
