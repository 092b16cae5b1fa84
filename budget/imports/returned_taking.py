"""The changes a returned workbook comes to once everything is decided: edits, new lines, deletions, remarks, and the total they leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from budget.imports.returned_new import Proposal
from budget.imports.returned_outcome import Decisions, Remark, ReturnPreview, chosen_edits, chosen_lines, move_amount, undecided
from budget.lines.adding import dependants, plan_deletions
from budget.lines.editing import Known, LineRecord, has_errors, plan_edits
from budget.lines.numbering import next_number
from budget.lines.query import read_records
from budget.model.ids import new_id
from budget.model.problem import Problem
from budget.model.states import Layer
from budget.store.database import Cursor
from budget.store.journal import VIETNAM
from budget.store.kinds import ALL, KINDS, LINE
from budget.store.records import Change, Receipt

_COLUMNS = tuple(LINE.columns)
_REASONED = (Layer.CONTENT, Layer.FINANCE, Layer.APPROVED)


@dataclass(frozen=True)
class Taken:
    """What taking a file came to: the receipt (None = nothing written), how many of what, the total before and after in đồng."""

    receipt: Receipt | None
    edits: int
    added: int
    deleted: int
    remarks: int
    amount_before: int
    amount_after: int
    problems: tuple[Problem, ...] = ()
    undecided: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way of writing."""
        return not self.problems and not self.undecided


def plan_taking(
    cursor: Cursor, preview: ReturnPreview, decisions: Decisions, known: Known, who: str, before: int
) -> tuple[list[Change], Taken]:
    """The changes these decisions come to, and what they do; with problems or open questions they must not be written."""
    if preview.problem is not None:
        return [], Taken(None, 0, 0, 0, 0, before, before, (preview.problem,))
    edits = chosen_edits(preview, decisions)
    records = read_records(cursor, _COLUMNS, sorted({edit.line for edit in edits}))
    changes, found = plan_edits(records, edits, known)
    problems = [item.problem for item in found] if has_errors(found) else []
    added = _number(cursor, chosen_lines(preview, decisions))
    deletions, more = _delete(cursor, preview) if decisions.delete_missing and preview.missing else ([], [])
    remarks = [_comment(remark, preview.file, who) for remark in preview.remarks]
    every = [*changes, *added, *deletions, *remarks]
    counts = (len(edits), len(added), len(deletions), len(remarks))
    after = before + move_amount(every, records)
    return every, Taken(None, *counts, before, after, (*problems, *more), tuple(undecided(preview, decisions)))


def ask_reason(changes: Sequence[Change], reason: str) -> list[Problem]:
    """What is missing when appraised figures or whole lines go without a reason."""
    if reason.strip() or not any(change.group in _REASONED or change.new is None for change in changes):
        return []
    return [Problem("reason_missing", "Số thẩm định và việc xóa khoản mục cần có lý do nên chưa nhận.", "Ghi lý do rồi nhận lại.")]


def _number(cursor: Cursor, proposals: Sequence[Proposal]) -> list[Change]:
    first = next_number(cursor) if proposals else 0
    added = []
    for place, proposal in enumerate(proposals):
        if proposal.change is None:
            raise RuntimeError("a line that cannot be added was chosen")
        record = {**(proposal.change.new or {}), "number": first + place}
        added.append(Change("line", proposal.change.entity, ALL, None, record))
    return added


def _delete(cursor: Cursor, preview: ReturnPreview) -> tuple[list[Change], list[Problem]]:
    lines = [item.line for item in preview.missing]
    sql = "SELECT id, number, requires FROM line WHERE requires IN (SELECT unnest(?::TEXT[]))"
    needing: list[LineRecord] = [
        {"id": str(row[0]), "number": int(str(row[1])), "requires": str(row[2])} for row in cursor.rows(sql, [lines])
    ]
    left = dependants(needing, set(lines))
    if left:
        sentence = f"Không xóa được: khoản mục {left[0]['number']} đang phụ thuộc một khoản mục bị thiếu trong tệp."
        return [], [Problem("required_by_other", sentence, "Giữ các khoản mục thiếu, hoặc bỏ phụ thuộc trước.")]
    return plan_deletions(read_records(cursor, _COLUMNS, lines), dict.fromkeys(lines, preview.seq)), []


def _comment(remark: Remark, file: str, who: str) -> Change:
    identity = new_id()
    moment = datetime.now(VIETNAM).isoformat(timespec="seconds")
    record = {**dict.fromkeys(KINDS["comment"].columns), "id": identity, "line": remark.line}
    record |= {"author": who, "moment": moment, "text": f"Lý do điều chỉnh (tệp {file}): {remark.text}"}
    return Change("comment", identity, ALL, None, record)
