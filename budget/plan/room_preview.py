"""What plan.cuts hands out for a question of making room: the answer with its transfers and what still lacks money."""

from dataclasses import dataclass
from functools import cached_property

from budget.cuts.transfers.drawing import Room, RoomDrawn
from budget.cuts.transfers.moving_money import Moved, find_transfers
from budget.cuts.transfers.unmet import Unmet, UnmetGroup, group_unmet, tell_unmet
from budget.money import format_short
from budget.plan.cut_preview import CutPreview


@dataclass(frozen=True)
class RoomPreview(CutPreview):
    """A cut of other spending that is not saved, with where its money goes (điều chuyển)."""

    @property
    def room(self) -> Room:
        """What room is made for."""
        if not isinstance(self.drawn, RoomDrawn):
            raise TypeError("only a question of making room has room")
        return self.drawn.room

    @cached_property
    def relaxations(self) -> list[str]:
        """Where less room could be made than was aimed at, in sentences; every other rule is kept."""
        rows, titles = self.drawn.instance.rows, self.drawn.instance.titles
        found = []
        for one in self.answer.relaxed:
            row = rows[one.row]
            got, wanted, short = (format_short(amount) for amount in (row.limit - one.by, row.limit, one.by))
            found.append(
                f"Nguồn {titles[row.subject]} chỉ dành được {got} trong {wanted} cần dành (thiếu {short}): quy tắc khác không cho cắt thêm."
            )
        return found

    @cached_property
    def moved(self) -> Moved:
        """Who gives to whom, what went nowhere, and what both lists come to."""
        return find_transfers(self.outcome)

    @cached_property
    def unmet(self) -> list[Unmet]:
        """Every line that still lacks money, the most needed first, with why no freed đồng may go there."""
        return list(tell_unmet(self.room, self.moved.by_need))

    @cached_property
    def unmet_groups(self) -> list[UnmetGroup]:
        """The same by reason, the most money first."""
        return group_unmet(self.unmet)
