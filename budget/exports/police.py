"""PL VI: the police request by the way each line goes, what was asked against what the content appraisal accepted.

Law: a) operation, b) projects, c) unclassified must be empty; what is not local or failed stands apart, so that all add up to the request.
"""

from collections.abc import Callable, Iterable, Sequence

from budget.exports.cells import Cell, Column, Live, Milli, amount_cell, money_width, name_cell
from budget.exports.page import Page
from budget.exports.reading import ExportLine, Snapshot
from budget.exports.tables import TreeTable, Written, write_tree
from budget.exports.tree import Node, number_child
from budget.lines.fields import FIELDS
from budget.model.labels import CONTENT_VERDICT
from budget.model.states import ContentVerdict, Route, UnitKind
from budget.police.standing import Standing, find_standing

SHEET = "PL VI Công an"
PRICE, TIMES, ASKED, ACCEPTED, DIFFERENCE, WORKING = 5, 6, 7, 11, 12, 13
EMPTY = " (không còn khoản mục nào)"
_GROUPS = (
    (Standing.OPERATING, "Kinh phí hoạt động (Sở Tài chính tham mưu)"),
    (Standing.INVESTMENT, "Dự án đầu tư công (Sở KH&ĐT tham mưu)"),
    (Standing.UNCLASSIFIED, "Chưa phân loại"),
    (Standing.NOT_LOCAL, "Không thuộc ngân sách địa phương"),
    (Standing.REFUSED, "Không đạt thẩm định nội dung"),
    (Standing.DROPPED, "Phương án đã bỏ"),
)
_ALWAYS = frozenset({Standing.OPERATING, Standing.INVESTMENT, Standing.UNCLASSIFIED})
_BY_ROUTE = {Route.INVESTMENT.value: Standing.INVESTMENT, Route.OPERATING.value: Standing.OPERATING}


def police_lines(snapshot: Snapshot) -> list[ExportLine]:
    """The lines of the police, in the order of the snapshot."""
    of_police = {code for code, unit in snapshot.units.items() if unit.kind == UnitKind.POLICE}
    return [line for line in snapshot.lines if line.unit in of_police]


def police_columns(lines: Sequence[ExportLine], *, working: bool = True) -> list[Column]:
    """The columns of PL VI; without `working` the figure in the estimate is left out, as a dossier does."""
    wide = money_width(sum(line.requested.amount for line in lines))
    price = money_width(*(line.requested.unit_price for line in lines), 0)
    asked, judged = "Đề nghị", "Thẩm định nội dung (Sở TT&TT)"
    columns = [
        Column("STT", 5, "center", "A"),
        Column("Nội dung chi", 32, "text", "B"),
        Column("Mục, tiểu mục", 7, "center", "C"),
        Column("Đơn vị tính", 9, "center", "D"),
        Column("Số lượng", 9, "quantity", "1", asked),
        Column("Đơn giá", price, "money", "2", asked),
        Column("Số lần", 6, "quantity", "3", asked),
        Column("Thành tiền", wide, "money", "4=1x2x3", asked),
        Column("Kết luận", 12, "text", "E", judged),
        Column("Số lượng", 9, "quantity", "5", judged),
        Column("Đơn giá", price, "money", "6", judged),
        Column("Thành tiền", wide, "money", "7=5x6x3", judged),
        Column("Tăng (+), giảm (-)", wide - 1, "money", "8=7-4"),
    ]
    if working:
        columns.append(Column("Số trong dự toán", wide, "money", "9"))
    return [*columns, Column("Ý kiến, văn bản thẩm định", 26, "text", "F"), Column("Mã khoản mục", 38, "machine")]


def police_cells(stt: str, line: ExportLine, row: int, *, working: bool = True) -> list[Cell]:
    """One line as PL VI and the dossiers print it."""
    quantity, price, times = (name_cell(row, column) for column in (4, PRICE, TIMES))
    asked = line.requested
    cells: list[Cell] = [stt, line.name, line.budget_code, line.measure]
    cells += [Milli(asked.quantity_milli), asked.unit_price, Milli(asked.times_milli), amount_cell(asked, quantity, price, times, None)]
    cells += [CONTENT_VERDICT.get(line.verdict, CONTENT_VERDICT[ContentVerdict.PENDING]), *_judged(line, row)]
    if working:
        cells.append(line.working.amount)
    return [*cells, describe_opinion(line), line.id]


def police_amounts(*, working: bool = True) -> dict[int, Callable[[ExportLine], int | None]]:
    """The summed columns with a line's value in each, in đồng."""
    amounts: dict[int, Callable[[ExportLine], int | None]] = {
        ASKED: lambda line: line.requested.amount,
        ACCEPTED: lambda line: None if line.content is None else line.content.amount,
        DIFFERENCE: lambda line: None if line.content is None else line.content.amount - line.requested.amount,
    }
    return {**amounts, WORKING: lambda line: line.working.amount} if working else amounts


def write_police(page: Page, lines: Sequence[ExportLine], *, total_first: bool) -> Written:
    """The table body of PL VI."""
    table = TreeTable(police_cells, police_amounts(), len(page.columns))
    return write_tree(page, table, group_by_way(lines), total_first=total_first)


def group_by_way(lines: Iterable[ExportLine]) -> list[Node[ExportLine]]:
    """The lines under the way each goes, the waiting ones under theirs; a), b), c) stand there even when empty."""
    places: dict[Standing, list[ExportLine]] = {standing: [] for standing, _ in _GROUPS}
    for line in lines:
        standing = find_standing(line.route, line.verdict, accepted=line.content is not None, dropped=line.dropped)
        places[_BY_ROUTE[line.route] if standing is Standing.WAITING else standing].append(line)
    nodes: list[Node[ExportLine]] = []
    for standing, label in _GROUPS:
        members = places[standing]
        if members or standing in _ALWAYS:
            name = label if members else label + EMPTY
            node: Node[ExportLine] = Node(number_child(0, len(nodes) + 1), name, 0, standing.value)
            node.leaves = [(str(place), line) for place, line in enumerate(members, start=1)]
            nodes.append(node)
    return nodes


def describe_opinion(line: ExportLine) -> str:
    """What the content appraisal said, and its document with the day."""
    day = FIELDS["content_date"].show(line.opinion_date or None)
    document = " ngày ".join(part for part in (line.opinion_document, day) if part)
    return "; ".join(part for part in (line.opinion, document) if part)


def _judged(line: ExportLine, row: int) -> list[Cell]:
    found, asked = line.content, line.requested
    if found is None:
        return [None] * 4
    times = name_cell(row, TIMES) if found.times_milli == asked.times_milli else None
    amount = amount_cell(found, name_cell(row, 9), name_cell(row, 10), times, None)
    difference = Live(f"={name_cell(row, ACCEPTED)}-{name_cell(row, ASKED)}", found.amount - asked.amount)
    return [Milli(found.quantity_milli), found.unit_price, amount, difference]
