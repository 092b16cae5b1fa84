"""What `cut` and `frontier` print for people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from budget.cli.printing import format_count, format_table
from budget.money import format_money, format_short
from budget.plan.cuts_part import By, CutPreview

if TYPE_CHECKING:
    from budget.cuts.search.frontier import Point

SHOWN = 20


def cut_text(preview: CutPreview, seconds: float, name: str | None) -> str:
    """Tables by source and by line, which rules gave way, and the sum in one sentence."""
    groups = [
        [
            group.name,
            *(format_money(amount) for amount in (group.before, group.reduced, group.saved, group.deferred, group.after)),
            format_count(group.lines),
        ]
        for group in [*preview.grouped(By.SOURCE), preview.total]
        if group.before
    ]
    parts = [format_table(["Nguồn", "Trước", "Giảm trừ thẩm định", "Cắt", "Giãn", "Sau", "Khoản mục"], groups, (1, 2, 3, 4, 5, 6))]
    if preview.cuts:
        rows = [
            [
                str(told.number),
                told.done,
                format_money(told.saved + told.deferred),
                told.reason,
                told.binding,
                _decider(told.decider, told.proposal),
            ]
            for told in preview.cuts[:SHOWN]
        ]
        parts.append(format_table(["Số", "Cách xử lý", "Số tiền", "Lý do", "Ràng buộc quyết định", "Cấp quyết định"], rows, (0, 2)))
        if len(preview.cuts) > SHOWN:
            parts.append(f"... và {format_count(len(preview.cuts) - SHOWN)} khoản mục khác (thêm --json để xem hết).")
    if preview.relaxations:
        parts.append(
            "Mục tiêu và ràng buộc không cùng đạt được; cách nới ít nhất:\n" + "\n".join(f"- {one}" for one in preview.relaxations)
        )
    parts += [f"{one.sentence} {one.fix}".strip() for one in preview.drawn.problems]
    parts.append(_sum(preview, seconds))
    parts.append(f"Đã lưu thành phương án “{name}”." if name else "Chưa lưu; thêm --save TÊN --reason LÝ DO để lưu thành phương án.")
    return "\n\n".join(parts)


def frontier_text(points: Sequence["Point"], seconds: float) -> str:
    """The points as a table."""
    rows = [
        [
            format_money(point.target),
            format_money(point.saved),
            format_money(point.harm),
            say_gap(point.gap),
            format_money(point.across_the_board),
        ]
        for point in points
    ]
    table = format_table(["Mục tiêu", "Cắt được", "Thiệt hại", "Sai số chứng minh", "Thiệt hại nếu cắt đều"], rows, (0, 1, 2, 3, 4))
    return f"{table}\n\n{format_count(len(points))} điểm, tìm trong {say_seconds(seconds)}."


def say_gap(gap: float) -> str:
    """How far from the proved bound, as a percentage: 0 %, 0,0004 %."""
    if gap <= 0:
        return "0 %"
    digits = f"{gap * 100:.2g}" if gap * 100 >= 0.001 else f"{gap * 100:.6f}".rstrip("0")
    return f"{digits.rstrip('.').replace('.', ',')} %"


def say_seconds(seconds: float) -> str:
    """Seconds with one decimal and a comma."""
    return f"{seconds:.1f} giây".replace(".", ",")


def _sum(preview: CutPreview, seconds: float) -> str:
    told = [f"cắt {format_money(preview.saved)} đồng"]
    if preview.deferred:
        told.append(f"giãn {format_money(preview.deferred)} đồng (không tính là tiết kiệm)")
    if preview.reduced:
        told.append(f"giảm trừ thẩm định {format_money(preview.reduced)} đồng (không tính là tiết kiệm)")
    proof = {
        "optimal": "đã chứng minh là ít thiệt hại nhất",
        "relaxed": "ít thiệt hại nhất sau khi nới",
    }.get(preview.answer.status, "chưa chứng minh hết")
    return (
        f"Mục tiêu {format_money(preview.target)} đồng: {', '.join(told)}. Thiệt hại {format_short(preview.harm)} quy đổi, {proof} "
        f"(chênh tối đa {say_gap(preview.answer.gap)}), tìm trong {say_seconds(seconds)}."
    )


def _decider(name: str, proposal: bool) -> str:
    return f"{name} (kiến nghị)" if proposal else name
