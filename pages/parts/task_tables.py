"""How tasks, weeks and expectations are listed: who, what, by when, with how much, and what comes next."""

from collections.abc import Sequence

from budget.model import labels
from budget.money import format_money, format_short
from budget.plan.tasks_part import (
    ExpectedSource,
    QuarterMoney,
    ReadyLine,
    Standing,
    UnitTasks,
    WeekMatrix,
    add_expected,
    all_quarters,
    by_quarter,
    days_words,
)
from pages.parts.desk import Desk
from pages.parts.tables import Cell, Column, Row
from pages.parts.task_choices import NOBODY

TASK_COLUMNS = (
    Column("Mã", "lien"),
    Column("Đơn vị chủ trì"),
    Column("Nhiệm vụ"),
    Column("Người phụ trách"),
    Column("Phối hợp"),
    Column("Thời hạn"),
    Column("Kinh phí", "so"),
    Column("Trạng thái"),
    Column("Việc kế tiếp"),
)
LINE_COLUMNS = (
    Column("Số", "so"),
    Column("Đơn vị"),
    Column("Nội dung chi"),
    Column("Kỳ", "lien"),
    Column("Thành tiền", "so"),
    Column("Khả năng giải ngân", "so"),
    Column("Còn chờ gì"),
)
QUARTER_COLUMNS = (
    Column("Kỳ", "lien"),
    *(Column(name, "so") for name in ("Kinh phí", "Đã chi", "Dự kiến giải ngân trong năm", "Chưa ước được")),
)
EXPECTED_COLUMNS = (
    Column("Nguồn", "lien"),
    *(Column(name, "so") for name in ("Năm", "Kinh phí", "Ước được", "Dự kiến giải ngân", "Khó giải ngân", "Chưa khai mức sẵn sàng")),
)


def task_rows(desk: Desk, units: Sequence[UnitTasks]) -> tuple[list[Row], list[str]]:
    """Tasks under their lead units, and their codes."""
    rows, codes = [], []
    for unit in units:
        name = unit_name(desk, unit.unit)
        for item in unit.tasks:
            rows.append(task_row(desk, name, item))
            codes.append(item.task.code)
    return rows, codes


def task_row(desk: Desk, lead: str, item: Standing) -> Row:
    """One task in one row."""
    catalogue, task = desk.plan.catalogue(), item.task
    partners = "; ".join(catalogue.units[code].short_name if code in catalogue.units else code for code in task.partners)
    money = desk.money(item.money.amount) if item.money.lines else ""
    return [
        task.code,
        lead if task.lead_unit else Cell(NOBODY, "thieu"),
        task.name,
        task.person or Cell("chưa phân công", "xem"),
        partners,
        due_cell(item),
        money or (Cell(f"danh mục khác {format_short(item.money.other)}", "mo") if item.money.other else ""),
        state_cell(item),
        item.next_step,
    ]


def unit_name(desk: Desk, code: str) -> str:
    """A lead unit's name, or that there is none."""
    return desk.plan.catalogue().unit_name(code) if code else NOBODY


def due_cell(item: Standing) -> Cell:
    """The deadline in force with the days to it, and a later one that is only proposed."""
    task = item.task
    if task.due is None:
        return Cell("chưa có", "thieu")
    words = days_words(item.days_left)
    parts = [f"{task.due:%d/%m/%Y}", words, "đã điều chỉnh" if task.amended else ""]
    if task.proposed is not None:
        parts.append(f"đề nghị lùi đến {task.proposed:%d/%m/%Y}")
    return Cell(", ".join(filter(None, parts)), "thieu" if item.overdue else "xem" if task.proposed else "")


def state_cell(item: Standing) -> Cell:
    """What a person said of the task, and overdue where the day says so."""
    said = labels.TASK_STATE[item.task.state]
    if item.overdue:
        return Cell(f"{said}, quá hạn", "thieu")
    late = item.task.days_late()
    if late:
        return Cell(f"{said}, muộn {format_money(late)} ngày", "xem")
    return Cell(said, "xem" if item.task.state in ("at_risk", "blocked") else "")


def line_row(desk: Desk, line: ReadyLine) -> Row:
    """A line that pays for a task, with its readiness."""
    return [
        str(line.number),
        line.unit_name,
        line.name,
        f"quý {line.quarter}/{line.year}",
        desk.money(line.amount),
        chance_cell(line.chance_bp, own=line.own_bp is not None),
        line.reason if line.own_bp is not None else line.waits,
    ]


def chance_cell(share_bp: int | None, *, own: bool = False) -> Cell:
    """A chance as a percentage; unknown in words."""
    if share_bp is None:
        return Cell("chưa khai", "mo")
    text = f"{share_bp // 100}%"
    return Cell(f"{text} (tự ước)" if own else text, "thieu" if share_bp == 0 else "xem" if share_bp < 5_000 else "")


def quarter_rows(desk: Desk, lines: Sequence[ReadyLine]) -> tuple[list[Row], Row]:
    """The money of some lines by quarter, and its sum."""
    rows = [quarter_row(desk, f"quý {item.quarter}/{item.year}", item) for item in by_quarter(lines)]
    return rows, quarter_row(desk, "Cộng", all_quarters(lines))


def quarter_row(desk: Desk, name: str, item: QuarterMoney) -> Row:
    """One quarter in one row."""
    return [name, *(desk.money(amount) for amount in (item.amount, item.spent, item.expected, item.unknown))]


def expected_rows(desk: Desk, expected: Sequence[ExpectedSource]) -> tuple[list[Row], Row]:
    """What sources are expected to disburse, and the sum."""
    catalogue = desk.plan.catalogue()
    names = [catalogue.source_name(item.source) if item.source else "Chưa có nguồn" for item in expected]
    rows = [expected_row(desk, name, str(item.year), item) for name, item in zip(names, expected, strict=True)]
    return rows, expected_row(desk, "Cộng", "", add_expected(expected))


def expected_row(desk: Desk, name: str, year: str, item: ExpectedSource) -> Row:
    """One source in one row."""
    short = Cell(desk.money(item.short), "thieu") if item.short else "0"
    blind = Cell(f"{desk.money(item.unknown)} ({format_money(item.unknown_lines)} khoản)", "mo") if item.unknown else "0"
    return [name, year, desk.money(item.amount), desk.money(item.known), desk.money(item.expected), short, blind]


def week_table(desk: Desk, matrix: WeekMatrix) -> tuple[list[Column], list[Row]]:
    """What is due in which week, by lead unit; each cell names the tasks. Weeks with nothing due are left out."""
    busy = [place for place, _ in enumerate(matrix.weeks) if any(cells[place] for _, cells in matrix.rows)]
    columns = [Column("Đơn vị chủ trì", "lien"), *(Column(matrix.weeks[place].label) for place in busy)]
    rows: list[Row] = [[unit_name(desk, unit), *(week_cell(cells[place]) for place in busy)] for unit, cells in matrix.rows]
    return columns, rows


def week_cell(cell: Sequence[Standing]) -> Cell:
    """The tasks due in one week."""
    text = "; ".join(f"{item.task.code} ({item.task.due:%d/%m})" for item in cell if item.task.due)
    return Cell(text, "thieu" if any(item.overdue for item in cell) else "")


def names_of(items: Sequence[Standing]) -> str:
    """The codes of some tasks, in order."""
    return ", ".join(item.task.code for item in items)
