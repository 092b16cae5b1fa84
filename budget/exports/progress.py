"""PL VIII Tiến độ: rõ người, rõ việc, rõ tiến độ by utility group, with the money of the very lines of the other annexes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from budget.exports.cells import Cell, Column, money_width
from budget.exports.page import Page
from budget.exports.reading import Snapshot
from budget.exports.tables import TreeTable, Written, write_tree
from budget.exports.tree import Node, number_child
from budget.model import labels
from budget.store.database import Cursor
from budget.tasks.groups import read_groups
from budget.tasks.money import read_other
from budget.tasks.standing import Standing, judge_all
from budget.tasks.task import read_tasks

SHEET = "PL VIII Tiến độ"
MONEY = 7
UNASSIGNED = "Khoản mục chưa gắn nhiệm vụ"


@dataclass(frozen=True)
class Progress:
    """The tasks as they stand on `day`, the names of their groups, and task code -> đồng of the lines printed ("" = of no task)."""

    day: date
    groups: Mapping[str, str]
    standings: Sequence[Standing]
    amounts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Leaf:
    standing: Standing | None
    amount: int


def read_progress(cursor: Cursor, snapshot: Snapshot, day: date) -> Progress:
    """What the annex prints beside a snapshot; the money is of the snapshot's own lines, so that no annex can disagree."""
    scenario = snapshot.scenario.id
    tasks = {str(line): str(task) for line, task in cursor.rows("SELECT id, task FROM line WHERE task <> ''")}
    amounts: dict[str, int] = {}
    for line in snapshot.lines:
        task = tasks.get(line.id, "")
        amounts[task] = amounts.get(task, 0) + line.working.amount
    groups = {str(code): str(name) for code, name in cursor.rows("SELECT code, name FROM task_group ORDER BY position")}
    standings = judge_all(read_tasks(cursor).values(), day, read_groups(cursor, scenario, day), read_other(cursor, scenario))
    return Progress(day, groups, standings, amounts)


def progress_columns(progress: Progress) -> list[Column]:
    """The columns of the annex."""
    wide = money_width(sum(progress.amounts.values()))
    return [
        Column("STT", 5, "center", "A"),
        Column("Nhiệm vụ", 34, "text", "B"),
        Column("Chủ trì", 18, "text", "C"),
        Column("Phối hợp", 18, "text", "D"),
        Column("Người phụ trách", 16, "text", "E"),
        Column("Thời hạn", 11.5, "center", "F"),
        Column("Hạn điều chỉnh, văn bản", 19, "text", "G"),
        Column("Kinh phí", wide, "money", "1"),
        Column("Trạng thái", 13, "text", "H"),
        Column("Ghi chú", 34, "text", "I"),
    ]


def write_progress(page: Page, snapshot: Snapshot, progress: Progress, *, total_first: bool) -> Written:
    """The table body: utility group > tasks, then what belongs to no task, so that the total is that of the other annexes."""

    def cells(stt: str, leaf: _Leaf, _row: int) -> list[Cell]:
        if leaf.standing is None:
            return [stt, UNASSIGNED, *[None] * (MONEY - 2), leaf.amount, None, "Gắn nhiệm vụ cho từng khoản mục."]
        return _task_cells(stt, leaf.standing, leaf.amount, snapshot)

    table = TreeTable(cells, {MONEY: lambda leaf: leaf.amount}, len(page.columns))
    return write_tree(page, table, _by_group(progress), total_first=total_first)


def _task_cells(stt: str, standing: Standing, amount: int, snapshot: Snapshot) -> list[Cell]:
    task = standing.task
    partners = "; ".join(_unit(snapshot, code) for code in task.partners)
    due = f"{task.deadline:%d/%m/%Y}" if task.deadline else "Chưa có"
    said = labels.TASK_STATE[task.state]
    notes = [*(risk.sentence for risk in standing.risks if risk.code not in ("said_at_risk", "deadline_proposed")), _sentence(task.note)]
    return [
        *(stt, f"{task.code}. {task.name}", _unit(snapshot, task.lead_unit) or "Chưa giao", partners, task.person),
        *(due, _amended(standing), amount, f"{said} ({task.finished:%d/%m/%Y})" if task.finished else said),
        " ".join(filter(None, notes)),
    ]


def _amended(standing: Standing) -> str:
    task = standing.task
    if task.amended_deadline is None:
        return ""
    if task.amended:
        return f"{task.amended_deadline:%d/%m/%Y}, {task.amending_document}"
    return f"Đề nghị lùi đến {task.amended_deadline:%d/%m/%Y}, chưa có số văn bản"


def _by_group(progress: Progress) -> list[Node[_Leaf]]:
    held: dict[str, list[Standing]] = {code: [] for code in progress.groups}
    for standing in progress.standings:
        held.setdefault(standing.task.group, []).append(standing)
    nodes: list[Node[_Leaf]] = []
    for code, members in held.items():
        if members:
            name = f"{code}. {progress.groups[code]}" if code in progress.groups else "Chưa xếp nhóm tiện ích"
            leaves = [_Leaf(member, progress.amounts.get(member.task.code, 0)) for member in members]
            nodes.append(_node(nodes, name, leaves))
    known = {standing.task.code for standing in progress.standings}
    loose = sum(amount for task, amount in progress.amounts.items() if task not in known)
    if loose:
        nodes.append(_node(nodes, "Chưa thuộc nhiệm vụ nào", [_Leaf(None, loose)]))
    return nodes


def _node(before: Sequence[Node[_Leaf]], name: str, leaves: Sequence[_Leaf]) -> Node[_Leaf]:
    numbered = [(str(place), leaf) for place, leaf in enumerate(leaves, start=1)]
    return Node(number_child(0, len(before) + 1), name, 0, leaves=numbered)


def _unit(snapshot: Snapshot, code: str) -> str:
    return snapshot.units[code].name if code in snapshot.units else code


def _sentence(text: str) -> str:
    return text if not text or text.endswith(".") else f"{text}."
