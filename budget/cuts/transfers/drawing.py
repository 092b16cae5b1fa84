"""The question of making room: other spending is cut only as far as the money can lawfully go to what lacks it (domain rules 7.1, 7.4).

Its targets come from the needs, by source, owner, nature and year; what people set as targets only bounds them. Caps of units, floors and
the like never give way here, for nobody asked for a certain sum: less room is made instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from budget.cuts.acting import Choices
from budget.cuts.drawing import Drawn, draw
from budget.cuts.instance import CODE_OF, Flags, Instance, Ints, Relaxation, Row, RowKind, checked
from budget.cuts.narrowing import restricted
from budget.cuts.necessity.evidence import find_evidence
from budget.cuts.settings import STEPS_BP, CutSettings, Quota, Scope, Target
from budget.cuts.transfers.aim import aim, let_in, let_out, most_freed
from budget.cuts.transfers.flow import Routes, find_routes
from budget.cuts.transfers.needs import Funding, Needs, read_funding, read_needs
from budget.cuts.transfers.pools import Judge, Pools, find_pools
from budget.cuts.transfers.rows import name_subject, room_rows
from budget.cuts.years import Counted
from budget.funding.purses import read_purse_book
from budget.model.problem import Problem
from budget.model.states import CutAction, Severity
from budget.store.database import Cursor

_ALL = Quota(share_bp=10_000)
ROOM_STEPS_BP = tuple(range(1_000, 10_000, 1_000))
"""What a partial cut takes where nobody asked for other shares: steps of a tenth, so that what is freed comes near what lacks."""


@dataclass(frozen=True)
class Room:
    """What room is made for: needs in their order, pools of other spending, the lawful routes, how needs are funded, what is aimed at.

    `aimed` (đồng by need) is what the cut is to free; `bounded`: a person said how much at the most; `judge` answers for any pool and need.
    """

    needs: Needs
    pools: Pools
    routes: Routes
    funding: Funding
    judge: Judge
    aimed: Ints
    bounded: bool

    @property
    def taking(self) -> Needs:
        """The needs with what they may get: all they lack, or what was aimed at where a person said how much at the most."""
        return self.needs.wanting(self.aimed) if self.bounded else self.needs


@dataclass(frozen=True)
class RoomDrawn(Drawn):
    """A question of a cut of other spending, with the room it makes."""

    room: Room = field(kw_only=True)

    @property
    def target(self) -> int:
        """What is to be freed, in đồng."""
        return int(self.room.aimed.sum())


def draw_room(cursor: Cursor, scenario: str, settings: CutSettings, day: date, found: Sequence[Problem] | None = None) -> RoomDrawn:
    """The question of making room in a scenario as seen on `day`; `problems` tell what of the settings cannot be, and why."""
    funding = read_funding(cursor, scenario)
    # both lists are judged by the same findings, so that these are looked for once
    found = find_evidence(cursor, scenario) if found is None else found
    needs, untold = read_needs(cursor, scenario, funding, day, settings.year, settings.room_for, found)
    needs = let_in(needs, settings.targets)
    years = sorted(set(needs.year.tolist()))
    targets = tuple(Target(_ALL, Scope.YEAR, str(year)) for year in years) or (Target(_ALL),)
    steps = ROOM_STEPS_BP if settings.means.percent_bp == STEPS_BP else settings.means.percent_bp
    means = replace(settings.means, re_source_to=(), percent_bp=steps)
    drawn = draw(cursor, scenario, replace(settings, targets=targets, means=means), day, found)
    purses = read_purse_book(cursor, needs.verdicts.documents)
    pools, judge = find_pools(drawn.figures, purses), Judge(needs.verdicts, purses)
    capacity = let_out(most_freed(drawn, pools, years), pools, settings.targets)
    routes = find_routes(needs, pools.pools, capacity, judge, funding)
    aimed = aim(needs, routes, capacity, settings.targets, drawn)
    instance, choices, counted = _narrowed(drawn, needs.wanting(aimed), routes, pools)
    about = {name: getattr(drawn, name) for name in Drawn.__dataclass_fields__}
    about |= {"settings": settings, "instance": instance, "choices": choices, "counted": counted}
    about["problems"] = (*untold, *drawn.problems, *_say_nothing(len(needs), int(aimed.sum())))
    return RoomDrawn(**about, room=Room(needs, pools, routes, funding, judge, aimed, bool(settings.targets)))


def _narrowed(drawn: Drawn, needs: Needs, routes: Routes, pools: Pools) -> tuple[Instance, Choices, Mapping[int | None, Counted]]:
    """The instance with the targets of room and only the options that help them, that a person decided, or that fall with others."""
    which = _useful(drawn, room_rows(needs, routes, pools, drawn.choices, drawn.counted))
    instance, _ = restricted(drawn.instance, which)
    choices, counted = drawn.choices.kept(which), {year: one.kept(which) for year, one in drawn.counted.items()}
    kept = [replace(row, relaxation=Relaxation.NEVER) for row in instance.rows if row.kind is not RowKind.TARGET]
    asking = room_rows(needs, routes, pools, choices, counted)
    titles = {**instance.titles, **{row.subject: name_subject(row.subject, drawn.names) for row in asking}}
    return checked(replace(instance, rows=(*asking, *kept), titles=titles)), choices, counted


def _useful(drawn: Drawn, rows: Sequence[Row]) -> Flags:
    instance, options = drawn.instance, drawn.instance.options
    useful = instance.lines.forced[options.line]
    for row in rows:
        useful[row.option[row.weight > 0]] = True
    dragged = np.zeros(len(instance.lines), np.bool_)
    dragged[instance.child] = True
    dragged[[at for bundle in instance.bundles for at in bundle]] = True
    found: Flags = useful | (dragged[options.line] & (options.kind == CODE_OF[CutAction.DROP]))
    return found


def _say_nothing(lacking: int, aimed: int) -> list[Problem]:
    """Why nothing is cut, where nothing is to be."""
    if aimed:
        return []
    if not lacking:
        fix = "Xem lại bố trí nguồn để biết khoản mục nào thiếu, hoặc chọn khoản mục khác cần dành."
        return [Problem("nothing_lacks", "Không có khoản mục nào của dự toán thiếu nguồn.", fix, severity=Severity.WARNING)]
    sentence = "Không khoản chi khác nào được cắt mà tiền được phép chuyển cho khoản mục đang thiếu nguồn."
    fix = "Xem lý do ở từng khoản mục chưa nhận được tiền; bổ sung căn cứ, thủ tục còn thiếu rồi tìm lại."
    return [Problem("nothing_to_move", sentence, fix, severity=Severity.WARNING)]
