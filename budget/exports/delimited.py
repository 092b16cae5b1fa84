"""The lines as CSV that Excel in a Vietnamese locale opens by itself: UTF-8 with BOM, semicolons, decimal commas, no grouping."""

import csv
import time
from collections.abc import Callable
from pathlib import Path

from budget.exports.files import Exported, describe_file, replacing
from budget.exports.reading import ExportLine, Snapshot
from budget.model import labels

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_COLUMNS: tuple[tuple[str, Callable[[ExportLine, Snapshot], str]], ...] = (
    ("Mã khoản mục", lambda line, _: line.id),
    ("Số", lambda line, _: str(line.number)),
    ("Mã đơn vị", lambda line, _: escape_text(line.unit)),
    ("Đơn vị", lambda line, plan: escape_text(plan.units[line.unit].name if line.unit in plan.units else line.unit)),
    ("Nội dung chi", lambda line, _: escape_text(line.name)),
    ("Mục, tiểu mục", lambda line, _: escape_text(line.budget_code)),
    ("Đơn vị tính", lambda line, _: escape_text(line.measure)),
    ("Số lượng", lambda line, _: write_milli(line.working.quantity_milli)),
    ("Đơn giá", lambda line, _: str(line.working.unit_price)),
    ("Số lần", lambda line, _: write_milli(line.working.times_milli)),
    ("Giảm trừ theo tỷ lệ", lambda line, _: str(line.working.adjustment)),
    ("Thành tiền", lambda line, _: str(line.working.amount)),
    ("Nguồn kinh phí", lambda line, plan: escape_text(plan.source_name(line.source))),
    ("Tính chất chi", lambda line, _: labels.NATURE.get(line.nature, line.nature)),
    ("Năm", lambda line, _: str(line.year)),
    ("Quý", lambda line, _: str(line.quarter)),
    ("Căn cứ", lambda line, _: escape_text(line.basis)),
    ("Ghi chú", lambda line, _: escape_text(line.note)),
    ("Căn cứ giá, thuế", lambda line, _: escape_text(line.price)),
    ("Văn bản đề nghị", lambda line, _: escape_text(line.request)),
    ("Thực hiện năm trước", lambda line, _: write_known(line.outturn)),
    ("Năm nay đã giao", lambda line, _: write_known(line.allotted)),
    ("Thẩm định", lambda line, _: "đã thẩm định" if line.finance is not None else "chưa thẩm định"),
    ("Minh họa", lambda _, plan: "có số liệu minh họa" if plan.sample else ""),
)


def escape_text(text: str) -> str:
    """Text that an office program would run as a formula, made plain by a leading apostrophe; other text as it is."""
    return f"'{text}" if text.startswith(_RISKY) else text


def write_milli(milli: int) -> str:
    """A quantity in thousandths with a decimal comma and no grouping: 1500500 is "1500,5"."""
    whole, rest = divmod(milli, 1000)
    return str(whole) if not rest else f"{whole},{rest:03d}".rstrip("0")


def write_known(amount: int | None) -> str:
    """Whole đồng; empty where nobody has told, which is not 0."""
    return "" if amount is None else str(amount)


def write_csv(snapshot: Snapshot, out: Path) -> Exported:
    """Every line of the snapshot as one CSV row (amounts in whole đồng), whole or not at all."""
    started = time.monotonic()
    with replacing(out) as scratch:
        with scratch.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow([heading for heading, _ in _COLUMNS])
            for line in snapshot.lines:
                writer.writerow([write(line, snapshot) for _, write in _COLUMNS])
        size, digest = describe_file(scratch)
    return Exported(out, size, digest, snapshot.amount, time.monotonic() - started, snapshot.seq)
