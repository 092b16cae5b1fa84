"""What people decide about how needed lines are: weights of criteria, points and bands of single lines; each with a reason, journaled."""

from collections.abc import Mapping
from datetime import datetime

from budget.cuts.necessity.scoring import MOST_WEIGHT
from budget.model.problem import Problem
from budget.model.states import Band, Criterion
from budget.store.database import Cursor
from budget.store.journal import VIETNAM
from budget.store.kinds import ALL, KINDS
from budget.store.records import Change, Record, Value

MOST_POINTS = 100
REASON_MISSING = Problem("reason_missing", "Chưa ghi lý do.", "Ghi lý do; lý do này in trong nhật ký và trong bảng trình.")


def plan_weights(cursor: Cursor, weights: Mapping[Criterion, int], reason: str) -> tuple[list[Change], list[Problem]]:
    """The changes that give criteria these weights (0-100), none where nothing differs; or what is wrong."""
    problems = [] if reason.strip() else [REASON_MISSING]
    wrong = [criterion for criterion, weight in weights.items() if not 0 <= weight <= MOST_WEIGHT]
    if wrong:
        problems.append(Problem("weight_range", "Trọng số phải là số nguyên từ 0 đến 100.", "Nhập lại trọng số."))
    if problems:
        return [], problems
    changes = []
    for criterion, weight in weights.items():
        held = _record(cursor, "criterion", str(criterion))
        if held is None:
            new: Record = {"code": criterion.value, "weight": weight, "note": reason.strip()}
            changes.append(Change("criterion", criterion.value, ALL, None, new))
        elif held["weight"] != weight:
            old = {name: held[name] for name in ("weight", "note")}
            changes.append(Change("criterion", criterion.value, "about", old, {"weight": weight, "note": reason.strip()}))
    return changes, []


def plan_score(
    cursor: Cursor, line: str, criterion: Criterion, points: int | None, reason: str, author: str
) -> tuple[list[Change], list[Problem]]:
    """The change that gives a line points (0-100) for a criterion, or takes them back (None); or what is wrong."""
    problems = _about_line(cursor, line, reason)
    if points is not None and not 0 <= points <= MOST_POINTS:
        problems.append(Problem("points_range", "Điểm phải là số nguyên từ 0 đến 100.", "Nhập lại điểm; 100 là rất cần giữ.", line=line))
    identity = f"{line}|{criterion.value}"
    held = _record(cursor, "score", identity)
    if points is None and held is None and not problems:
        problems.append(Problem("score_missing", "Khoản mục chưa được chấm tay ở tiêu chí này.", "Không có gì để bỏ.", line=line))
    if problems:
        return [], problems
    if points is None:
        return [Change("score", identity, ALL, held, None)], []
    about: dict[str, Value] = {"points": points, "reason": reason.strip(), "author": author, "moment": _now()}
    if held is None:
        return [Change("score", identity, ALL, None, {"id": identity, "line": line, "criterion": criterion.value, **about})], []
    return [Change("score", identity, "about", {name: held[name] for name in about}, about)], []


def plan_banding(cursor: Cursor, line: str, band: Band | None, reason: str, author: str) -> tuple[list[Change], list[Problem]]:
    """The change that puts a line into a band, or leaves it to the program again (None); or what is wrong."""
    problems = _about_line(cursor, line, reason)
    held = _record(cursor, "banding", line)
    if band is None and held is None and not problems:
        problems.append(Problem("banding_missing", "Khoản mục chưa được xếp nhóm bằng tay.", "Không có gì để bỏ.", line=line))
    if problems:
        return [], problems
    if band is None:
        return [Change("banding", line, ALL, held, None)], []
    about: dict[str, Value] = {"band": band.value, "reason": reason.strip(), "author": author, "moment": _now()}
    if held is None:
        return [Change("banding", line, ALL, None, {"line": line, **about})], []
    return [Change("banding", line, "about", {name: held[name] for name in about}, about)], []


def _about_line(cursor: Cursor, line: str, reason: str) -> list[Problem]:
    problems = [] if reason.strip() else [REASON_MISSING]
    if not cursor.rows("SELECT 1 FROM line WHERE id = ?", [line]):
        problems.append(Problem("line_missing", "Khoản mục không còn trong bộ dự toán.", "Tải lại danh sách rồi chọn lại."))
    return problems


def _record(cursor: Cursor, kind: str, entity: str) -> dict[str, Value] | None:
    """Every stored column of an entity; None when there is none."""
    register = KINDS[kind]
    names = tuple(register.columns)
    rows = cursor.rows(f"SELECT {', '.join(names)} FROM {register.table} WHERE {register.key[0]} = ?", [entity])
    return dict(zip(names, rows[0], strict=True)) if rows else None  # type: ignore[arg-type]  # the schema's types


def _now() -> str:
    return datetime.now(VIETNAM).isoformat(timespec="seconds")
