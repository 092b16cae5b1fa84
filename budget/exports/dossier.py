"""One dossier of the police request as a workbook of its own: what goes up, its total in words, and what still keeps it back."""

import time
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from budget.exports.cells import Cell, Column
from budget.exports.files import Exported, describe_file, replacing
from budget.exports.formats import Formats
from budget.exports.options import OFFICES, Office
from budget.exports.page import Frame, Page
from budget.exports.police import police_amounts, police_cells, police_columns
from budget.exports.reading import ExportLine, Snapshot
from budget.exports.tables import TreeTable, write_tree
from budget.exports.tree import Node, number_child
from budget.model.ids import BASE
from budget.model.labels import CATEGORY
from budget.model.problem import Problem
from budget.money import MoneyUnit, format_money
from budget.police.dossiers import Dossier

SHEET, WANTING = "Hồ sơ", "Còn vướng"
DRAFT = "BẢN DỰ THẢO - CHƯA ĐỦ ĐIỀU KIỆN TRÌNH"


def write_dossier(snapshot: Snapshot, dossier: Dossier, out: Path) -> Exported:
    """The dossier at `out`, whole or not at all; its `amount` is what it asks for, in đồng. PlanError when it cannot be written."""
    started = time.monotonic()
    with replacing(out) as scratch:
        settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        book = xlsxwriter.Workbook(str(scratch), settings)
        try:
            _write(book, snapshot, dossier)
        finally:
            _close(book)
        size, digest = describe_file(scratch)
    return Exported(out, size, digest, dossier.amount, time.monotonic() - started, snapshot.seq)


def _close(book: xlsxwriter.Workbook) -> None:
    try:
        book.close()
    except XlsxWriterException as error:
        raise OSError(str(error)) from error


def _write(book: xlsxwriter.Workbook, snapshot: Snapshot, dossier: Dossier) -> None:
    book.set_properties({"title": f"{dossier.title} - {snapshot.plan_name}", "comments": f"Số liệu tại lần ghi {snapshot.seq}"})
    formats, frame = Formats(book, MoneyUnit.DONG), _frame(snapshot, dossier)
    wanted = {line.id for line in dossier.lines}
    lines = [line for line in snapshot.lines if line.id in wanted]
    if sum(line.content.amount for line in lines if line.content is not None) != dossier.amount or len(lines) != len(wanted):
        raise RuntimeError("the dossier and the lines read for it differ")
    page = Page(book, formats, frame, SHEET, police_columns(lines, working=False), 1)
    page.write_title("", _title(snapshot, dossier), _notes(dossier))
    page.write_head()
    table = TreeTable(_cells, police_amounts(working=False), len(page.columns))
    write_tree(page, table, _by_category(lines), total_first=True)
    page.write_words(dossier.words)
    page.write_signatures()
    page.close()
    if dossier.blocking or dossier.notes:
        _write_wanting(Page(book, formats, frame, WANTING, _WANTING_COLUMNS, 0), snapshot, dossier)


def _cells(stt: str, line: ExportLine, row: int) -> list[Cell]:
    return police_cells(stt, line, row, working=False)


def _frame(snapshot: Snapshot, dossier: Dossier) -> Frame:
    chosen = "" if snapshot.scenario.id == BASE else f"Phương án: {snapshot.scenario.name}; "
    standing = f"{chosen}số liệu thẩm định nội dung của Sở Thông tin và Truyền thông; tại lần ghi {snapshot.seq}"
    footer = f"{dossier.title} - {snapshot.plan_name} - lần ghi {snapshot.seq}".replace("&", "&&")[:150]
    office = OFFICES.get(snapshot.province, Office())
    return Frame(office, standing[0].upper() + standing[1:], footer, snapshot.sample, MoneyUnit.DONG.label, "")


def _title(snapshot: Snapshot, dossier: Dossier) -> str:
    return f"{dossier.title}: đề nghị của ngành công an thực hiện {snapshot.programme} năm {snapshot.budget_year}".upper()


def _notes(dossier: Dossier) -> list[str]:
    notes = [f"Kính gửi: {dossier.receiver}"]
    if not dossier.may_go_up:
        count = len({problem.line for problem in dossier.blocking})
        left = f"còn {format_money(count)} khoản mục vướng, liệt kê ở trang “{WANTING}”" if count else "chưa có khoản mục nào"
        notes.append(f"{DRAFT}: {left}")
    return notes


def _by_category(lines: Sequence[ExportLine]) -> list[Node[ExportLine]]:
    nodes: list[Node[ExportLine]] = []
    for category in dict.fromkeys(line.category for line in lines):
        label = CATEGORY.get(category, "Chưa rõ nhóm chi")
        node: Node[ExportLine] = Node(number_child(0, len(nodes) + 1), label, 0, category)
        members = [line for line in lines if line.category == category]
        node.leaves = [(str(place), line) for place, line in enumerate(members, start=1)]
        nodes.append(node)
    return nodes


_WANTING_COLUMNS = (
    Column("STT", 5, "center", "A"),
    Column("Việc còn vướng", 62, "text", "B"),
    Column("Cần làm", 52, "text", "C"),
    Column("Mức độ", 14, "center", "D"),
)


def _write_wanting(page: Page, snapshot: Snapshot, dossier: Dossier) -> None:
    page.write_title("", f"NHỮNG VIỆC CÒN VƯỚNG CỦA {_title(snapshot, dossier)}")
    page.write_head()
    rows: list[tuple[Problem, str]] = [(problem, "Chưa trình được") for problem in dossier.blocking]
    rows += [(problem, "Cần xem") for problem in dossier.notes]
    for place, (problem, weight) in enumerate(rows, start=1):
        page.write_row([str(place), problem.sentence, problem.fix, weight])
    page.close()
