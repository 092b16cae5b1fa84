"""What `cut --make-room` tells beside the cut: who gives to whom (điều chuyển), what went nowhere, what still lacks money."""

from typing import Any

from budget.cli.printing import format_count, format_table
from budget.money import format_money
from budget.plan.transfers_part import RoomPreview, TransfersTold, TransferTold, say_identity

SHOWN = 40
REASONS_SHOWN = 12


def room_data(preview: RoomPreview, told: TransfersTold) -> dict[str, Any]:
    """The keys that making room adds; money in đồng."""
    identity = told.identity
    names = ("other_before", "reduced", "freed", "other_after", "moved", "left", "arranged_before", "arranged_after", "before", "after")
    return {
        "transfers": [_transfer(one) for one in told.transfers],
        "left": [{"line": one.giver.line, "number": one.giver.number, "amount": one.amount, "reason": one.reason} for one in told.left],
        "raises": [{"pot": one.pot, "name": one.name, "year": one.year, "amount": one.amount} for one in told.raises],
        "identity": {name: getattr(identity, name) for name in names},
        "unmet": [
            {
                **{name: getattr(one, name) for name in ("line", "number", "year", "nature", "lacking", "got")},
                "amount": one.rest,
                "reason": one.reason,
                "citation": one.citation,
            }
            for one in preview.unmet
        ],
        "funding": "saved" if preview.room.funding.saved else "reckoned",
    }


def room_text(preview: RoomPreview, told: TransfersTold) -> str:
    """The transfers as a table, the purses that go up, the identity of both lists, and what still lacks money by reason."""
    rows = [
        [
            f"{one.giver.number} ({one.giver.name})",
            f"{one.taker.number} ({one.taker.name})",
            format_money(one.transfer.amount),
            one.nature_name,
            f"{one.transfer.decider} (kiến nghị)" if one.transfer.proposal else one.transfer.decider,
            one.transfer.citation,
        ]
        for one in told.transfers[:SHOWN]
    ]
    parts = [format_table(["Giảm", "Tăng", "Số tiền", "Tính chất", "Cấp quyết định", "Căn cứ"], rows, (2,))] if rows else []
    if len(told.transfers) > SHOWN:
        parts.append(f"... và {format_count(len(told.transfers) - SHOWN)} lần chuyển khác (thêm --json để xem hết).")
    if told.raises:
        raised = [[one.name, str(one.year), format_money(one.amount)] for one in told.raises]
        parts.append(format_table(["Hạn mức cần ghi tăng khi được quyết định", "Năm", "Tăng"], raised, (2,)))
    parts += [f"Khoản {one.giver.number}: {format_money(one.amount)} đồng chưa chuyển. {one.reason}" for one in told.left]
    lacking = [
        [format_count(group.lines), format_money(group.amount), group.reason, group.citation]
        for group in preview.unmet_groups[:REASONS_SHOWN]
    ]
    if lacking:
        parts.append(format_table(["Khoản mục", "Còn thiếu", "Vì sao chưa nhận được", "Căn cứ"], lacking, (0, 1)))
    return "\n\n".join([*parts, " ".join(say_identity(told.identity))])


def _transfer(one: TransferTold) -> dict[str, Any]:
    transfer = one.transfer
    return {
        "from": transfer.line_from,
        "to": transfer.line_to,
        "from_number": one.giver.number,
        "to_number": one.taker.number,
        **{name: getattr(transfer, name) for name in ("amount", "source", "nature", "year", "pot", "decider", "proposal", "citation")},
        "reason": transfer.answer,
    }
