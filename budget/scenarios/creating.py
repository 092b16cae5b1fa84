"""A new scenario: what its name must be, and the change that makes it. Whoever commits the change may put more into the same batch."""

from collections.abc import Sequence

from budget.model.ids import BASE, new_id
from budget.model.problem import Problem
from budget.scenarios.reading import COLOURS, Scenario, next_number, number_name
from budget.store.database import Cursor
from budget.store.journal import head
from budget.store.kinds import ALL
from budget.store.records import Change, Value


def creation(cursor: Cursor, name: str, parent: str = BASE, note: str = "") -> Change:
    """The change that makes an empty scenario of a checked name on top of a parent."""
    number, seq = next_number(cursor), head(cursor)[0]
    record: dict[str, Value] = {
        "id": new_id(),
        "number": number,
        "name": name,
        "parent": None if parent == BASE else parent,
        "layer": "finance",
        "state": "open",
        "colour": COLOURS[number % len(COLOURS)],
        "note": note,
        "base_seq": seq,
    }
    return Change("scenario", str(record["id"]), ALL, None, record)


def check_name(name: str, others: Sequence[Scenario]) -> list[Problem]:
    """What is wrong with a scenario's name beside those there are; empty when nothing is."""
    if not name:
        return [Problem("name_missing", "Phương án chưa có tên.", "Đặt tên ngắn, ví dụ “Phương án 1: cắt 10 % ưu tiên 4”.")]
    if any(name in (other.id, number_name(other)) for other in others):
        fix = "Đặt tên khác, vì tên này đã dùng để chỉ một phương án khác."
        return [Problem("name_reserved", f"“{name}” là số hiệu của một phương án đang có.", fix)]
    if any(other.name == name for other in others):
        return [Problem("name_taken", f"Đã có phương án tên “{name}”.", "Đặt tên khác, hoặc mở phương án đang có.")]
    return []
