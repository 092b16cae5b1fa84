"""What PL VII is made of, read beside a snapshot: the rows of the cuts, the transfers they were saved with, the steps of a shortage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from budget.cuts.necessity.needed import NeededTable
from budget.cuts.necessity.reductions import find_reductions
from budget.cuts.saving import find_run, later_than
from budget.cuts.telling import LineTold
from budget.cuts.transfers.kept import find_saved
from budget.cuts.transfers.told import TransfersTold, tell_transfers
from budget.exports.cut_rows import Block, CutRow, read_cut_rows
from budget.lines.query import LineFilter
from budget.model.ids import BASE
from budget.model.problem import Problem
from budget.model.states import Listing
from budget.money import format_money
from budget.scenarios.reading import Scenario
from budget.store.database import Cursor

NOTES = (
    "Cắt là giảm chi thật; giãn chỉ chuyển thời gian, khoản đó vẫn phải bố trí sau; giảm trừ thẩm định không tính là tiết kiệm.",
    "Số chuyển cho dự toán nằm trong số cắt, giãn của cùng dòng. Đã giao, đã chi để trống nếu chưa ai khai, không coi là 0.",
)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the contingency ladder: money short by `share_bp` (`short` đồng); of each line what this step itself cuts and puts off.

    `gap`: how far its harm may be above the least, as a share.
    """

    share_bp: int
    short: int
    lines: tuple[tuple[LineTold, int, int], ...]
    gap: float = 0.0


@dataclass(frozen=True)
class CutAnnex:
    """PL VII of one scenario: its rows, `transfers` (None = no question of making room), `steps` (empty = no ladder), and notes."""

    rows: tuple[CutRow, ...]
    transfers: TransfersTold | None
    steps: tuple[Step, ...]
    notes: tuple[str, ...]

    def total(self, listing: Listing, column: str) -> int:
        """The sum of a column over the rows of one list, in đồng."""
        return sum(int(getattr(row, column)) for row in self.rows if row.listing == listing)


def read_cut_annex(
    cursor: Cursor, scenario: Scenario, wanted: LineFilter, need: NeededTable, found: Sequence[Problem], steps: Sequence[Step]
) -> CutAnnex | None:
    """The annex of a scenario, None when it cuts, puts off and reduces nothing; `found`: what the checks find in the base."""
    if scenario.id == BASE:
        return None
    saved = find_saved(cursor, scenario.id)
    transfers = None if saved is None else tell_transfers(cursor, saved.transfers, saved.left, saved.identity)
    given: dict[str, int] = {}
    for one in transfers.transfers if transfers else ():
        given[one.transfer.line_from] = given.get(one.transfer.line_from, 0) + one.transfer.amount
    rows = tuple(read_cut_rows(cursor, scenario.id, wanted, need, _why_reduced(cursor, found), given))
    if not rows:
        return None
    return CutAnnex(rows, transfers, tuple(steps), (*NOTES, *_say_run(cursor, scenario), *_say_sums(rows)))


def _why_reduced(cursor: Cursor, found: Sequence[Problem]) -> Mapping[str, str]:
    return {one.line: one.sentence for one in find_reductions(cursor, BASE, found)}


def _say_run(cursor: Cursor, scenario: Scenario) -> list[str]:
    """By which search the cuts came about, and whether the plan has moved since."""
    run = find_run(cursor, scenario.id)
    if run is None:
        return []
    old = bool(later_than(cursor, run.seen_seq, scenario.parent or BASE))
    told = f"Theo lần tìm tại lần ghi {run.seen_seq}"
    return [f"{told}; bộ dự toán đã thay đổi sau đó, cần tìm lại trước khi trình." if old else f"{told}."]


def _say_sums(rows: Sequence[CutRow]) -> list[str]:
    """What the cuts come to by list, as one identity each."""
    told = []
    for listing, name in ((Listing.OTHER, "Chi khác"), (Listing.ESTIMATE, "Dự toán")):
        here = [row for row in rows if row.listing == listing]
        if here:
            before, reduced, cut, deferred, left = (
                sum(int(getattr(row, column)) for row in here) for column in ("before", "reduced", "cut", "deferred", "left")
            )
            parts = [f"trước {format_money(before)}"]
            parts += [f"giảm trừ thẩm định {format_money(reduced)}"] if any(row.block is Block.REDUCED for row in here) else []
            parts += [f"cắt {format_money(cut)}", f"giãn {format_money(deferred)}"]
            told.append(f"{name} bị tác động: {' - '.join(parts)} = còn lại {format_money(left)} đồng.")
    return told
