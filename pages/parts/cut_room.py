"""Making room: whose money goes to which line of the estimate, who decides, what both lists come to, and what still lacks money."""

from budget.money import format_money
from budget.plan.transfers_part import RoomPreview
from pages.parts.cut_transfers import draw_transfers
from pages.parts.desk import Desk
from pages.parts.tables import Cell, Column, Row, draw_table

_LACKS = (Column("Vì sao chưa có tiền", "rong"), Column("Khoản mục", "so"), Column("Còn thiếu", "so"))


def draw_room(desk: Desk, preview: RoomPreview) -> None:
    """The transfers, the sums they keep, and the lines that get nothing."""
    draw_transfers(desk, desk.plan.transfers.of(preview))
    if preview.unmet_groups:
        lacking: list[Row] = [
            [Cell(group.reason, under=group.citation), format_money(group.lines), desk.money(group.amount)]
            for group in preview.unmet_groups
        ]
        draw_table(_LACKS, lacking, label="Khoản mục vẫn thiếu nguồn, và vì sao tiền cắt không chuyển đến được", height=260)
