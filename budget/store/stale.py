"""A stale write: what I wanted, what stands there now, and who put it there."""

from dataclasses import dataclass

from budget.model.problem import PlanError, Problem
from budget.moments import say_moment
from budget.store.database import Cursor
from budget.store.kinds import KINDS, entity_key
from budget.store.records import Change, Record


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
        at = say_moment(touch.moment)
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
    """Who touched the group of `change` at `seq`, and what stands there now (None when it was deleted)."""
    actor, moment, reason = cursor.rows("SELECT actor, moment, reason FROM batch WHERE seq = ?::BIGINT", [seq])[0]
    kind = KINDS[change.kind]
    columns = list(kind.group_columns(change.group))
    rows = cursor.rows(f"SELECT {', '.join(columns)} FROM {kind.table} WHERE {kind.key[0]} = ?", [change.entity])
    value: Record | None = dict(zip(columns, rows[0], strict=True)) if rows else None  # type: ignore[arg-type]  # the schema's types
    return Touch(seq, str(actor), str(moment), str(reason), value)


def touches_of(cursor: Cursor, kind: str, entity: str) -> list[int]:
    """Every batch that touched one entity, oldest first."""
    sql = "SELECT DISTINCT seq FROM touch WHERE entity = ? ORDER BY seq"
    return [int(str(row[0])) for row in cursor.rows(sql, [entity_key(kind, entity)])]
