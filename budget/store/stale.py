"""A stale write: what I wanted, what stands there now, and who put it there."""

from dataclasses import dataclass

from budget.model.problem import PlanError, Problem
from budget.store.database import Cursor
from budget.store.kinds import entity_key
from budget.store.records import Change, Record, from_text


@dataclass(frozen=True)
class Touch:
    """The later batch that touched the same group: who, when, and the value it left."""

    seq: int
    actor: str
    moment: str
    reason: str
    value: Record | None


class StaleWriteError(PlanError):
    """Refused: the group was touched after the author saw it. Carries mine, theirs and base."""

    def __init__(self, change: Change, touch: Touch) -> None:
        """Say who changed it and when."""
        at = touch.moment[11:16] + " ngày " + "/".join(reversed(touch.moment[:10].split("-")))
        super().__init__(
            Problem(
                "stale_version",
                f"Số liệu này đã được {touch.actor} sửa lúc {at}, sau khi bạn mở, nên chưa ghi số của bạn.",
                "Xem lại số mới rồi nhập lại nếu vẫn muốn đổi.",
                line=change.entity if change.kind == "line" else None,
            )
        )
        self.mine = change.new
        self.base = change.old
        self.theirs = touch.value
        self.touch = touch


def describe_touch(cursor: Cursor, seq: int, change: Change) -> Touch:
    """Who touched the group of `change` at `seq`, and what they left there (None when it came in a bulk batch)."""
    actor, moment, reason = cursor.rows("SELECT actor, moment, reason FROM batch WHERE seq = ?::BIGINT", [seq])[0]
    rows = cursor.rows(
        "SELECT new FROM change WHERE seq = ?::BIGINT AND kind = ? AND entity = ? ORDER BY ordinal DESC LIMIT 1",
        [seq, change.kind, change.entity],
    )
    value = from_text(None if rows[0][0] is None else str(rows[0][0])) if rows else None
    return Touch(seq, str(actor), str(moment), str(reason), value)


def touches_of(cursor: Cursor, kind: str, entity: str) -> list[int]:
    """Every batch that touched one entity, oldest first."""
    sql = "SELECT DISTINCT seq FROM touch WHERE entity = ? ORDER BY seq"
    return [int(str(row[0])) for row in cursor.rows(sql, [entity_key(kind, entity)])]
