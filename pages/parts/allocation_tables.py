"""How a funding plan is listed and said: by priority, by source, by unit, what lacks money; figures in the unit chosen."""

from collections.abc import Sequence

from budget.model import labels
from budget.money import format_money, format_short
from budget.plan.allocation_part import AllocationPreview, Flow, PriorityUse, Shortfall, SourceUse, UnitRow, add_sources, add_units
from pages.parts.desk import Desk
from pages.parts.tables import Cell, Column, Row

PRIORITY_COLUMNS = (
    Column("Mức ưu tiên", "lien"),
    *(Column(name, "so") for name in ("Nhu cầu", "Bố trí được", "Còn thiếu", "Khoản đủ tiền")),
)
SHARE_COLUMNS = (
    Column("Nguồn", "lien"),
    *(Column(name, "so") for name in ("Còn được bố trí", "Bố trí", "Còn lại", "Khoản mục")),
    Column("Chưa nhập", "lien"),
    Column("Ai quyết định", "lien"),
)
LACK_COLUMNS = (
    Column("Số", "so"),
    Column("Khoản mục"),
    Column("Đơn vị"),
    *(Column(name, "so") for name in ("Nhu cầu", "Bố trí", "Còn thiếu")),
    Column("Vì sao", "lien"),
)
UNIT_COLUMNS = (
    Column("Đơn vị", "lien"),
    *(
        Column(name, "so")
        for name in ("Tổng", "QĐ 334", "Bổ sung CĐS", "NQ 36 huyện", "Huyện thêm", "NS xã", "Đầu tư công", "Nguồn khác", "Còn thiếu")
    ),
)
_UNIT_FIGURES = (
    *("total", "province_334", "province_supplement", "district_norm", "district_more"),
    *("commune", "investment", "other", "missing"),
)


def say_finding(preview: AllocationPreview) -> str:
    """What the flow shows, in one sentence."""
    if not preview.asked:
        return "Chưa có khoản mục nào cần bố trí"
    if not preview.unfunded:
        return f"Đủ nguồn cho {format_short(preview.asked)} nhu cầu"
    given, asked, short = (format_short(amount) for amount in (preview.funded, preview.asked, preview.unfunded))
    return f"Bố trí được {given} trong {asked} nhu cầu, còn thiếu {short}"


def say_gap(preview: AllocationPreview) -> str:
    """Where money lacks most, in one sentence; the finding when it lacks nowhere."""
    gap = preview.widest_gap
    if gap is None:
        return say_finding(preview)
    return f"Thiếu nhiều nhất ở khối {gap[0]}: {format_short(gap[1])} trong {format_short(preview.unfunded)}"


def say_proof(preview: AllocationPreview) -> str:
    """Whether the plan is proved to be the best the law allows."""
    head = f"#### {say_finding(preview)}  \n"
    if preview.optimal and preview.checked.proved:
        proved = ":green[✓ Đã chứng minh là tốt nhất theo quy định]"
        return f"{head}{proved}: không cách bố trí hợp lệ nào cấp được nhiều hơn cho mức ưu tiên cao hơn."
    most = ", ".join(f"mức {row.priority} {format_short(row.bound)}" for row in preview.by_priority if row.lines)
    return f"{head}:orange[Chưa chứng minh là tốt nhất]: có khoản chỉ nhận đủ hoặc không; xét lần lượt, không cách nào hơn {most}."


def priority_rows(desk: Desk, rows: Sequence[PriorityUse]) -> list[Row]:
    """Each priority that asks for money."""
    return [
        [
            labels.PRIORITY[row.priority],
            desk.money(row.asked),
            desk.money(row.funded),
            _missing(desk, row.missing),
            f"{format_money(row.whole_lines)} / {format_money(row.lines)}",
        ]
        for row in rows
        if row.lines
    ]


def share_rows(desk: Desk, rows: Sequence[SourceUse]) -> tuple[list[Row], Row]:
    """Each source and the sum."""
    total = add_sources(rows)
    return [_share_row(desk, row) for row in rows], [*_share_row(desk, total)[:4], "", _unknown(total), ""]


def _share_row(desk: Desk, row: SourceUse) -> list[str | Cell]:
    figures = (desk.money(row.ceiling), desk.money(row.used), desk.money(row.left), format_money(row.lines))
    return [row.name, *figures, _unknown(row), Cell("kiến nghị", "xem") if row.proposal else "tỉnh bố trí"]


def _unknown(row: SourceUse) -> Cell:
    """What nobody has entered: pots without a granted amount, and pots of which less may be left because nobody told what is spent."""
    told = {"hạn mức": row.unknown_pots, "chưa rõ đã chi": row.spent_unknown}
    return Cell(" · ".join(f"{format_money(count)} {what}" for what, count in told.items() if count), "xem")


def lack_row(desk: Desk, row: Shortfall) -> Row:
    """A line that lacks money."""
    figures = (desk.money(row.asked), desk.money(row.funded), _missing(desk, row.amount))
    return [str(row.number), row.name, row.unit_name, *figures, row.lack_name]


def unit_rows(desk: Desk, rows: Sequence[UnitRow]) -> tuple[list[Row], Row]:
    """Table T3 and its sum; nothing where a source gives nothing."""
    return [_unit_row(desk, row) for row in rows], _unit_row(desk, add_units(rows))


def _unit_row(desk: Desk, row: UnitRow) -> Row:
    *money, missing = (getattr(row, name) for name in _UNIT_FIGURES)
    return [row.name, *(desk.money(value) if value else "" for value in money), _missing(desk, missing) if missing else ""]


def flow_table(desk: Desk, bands: Sequence[Flow]) -> tuple[Sequence[Column], list[Row]]:
    """The bands of the flow diagram as a table."""
    columns = (Column("Nguồn", "lien"), Column("Khối đơn vị"), Column("Nhóm chi"), Column("Số tiền", "so"))
    return columns, [
        [
            band.source_name if band.source else Cell(band.source_name, "thieu"),
            band.group_name,
            band.category_name,
            desk.money(band.amount),
        ]
        for band in bands
    ]


def _missing(desk: Desk, amount: int) -> Cell:
    return Cell(desk.money(-amount), "thieu") if amount else Cell("0")
